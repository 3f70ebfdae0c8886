"""Notes that wait for a moderator: still drafts, which the desk sees and nobody else."""

from community.accounts.models import User
from community.articles.models import Article
from community.extensions import db
from community.screening.cases import close_case, let_rest, wait_for_look
from community.screening.pipeline import screen
from community.screening.queries import current_policy
from community.screening.record import record_of
from community.screening.verdicts import HINTED, HOLD, Draft, Verdict, raise_refusal


def held_back(article: Article, by: User) -> bool:
    """Hold an article that its writer sends out, if the screening says so; tell whether it is held.

    Raises what keeps it from appearing at all: see `raise_refusal`.
    """
    if not is_screened(article, by):
        return False
    verdict = verdict_on(article, by)
    article.verdict = verdict.as_kept()
    if verdict.outcome != HOLD:
        return False
    hold(article, verdict.check)
    return True


def is_screened(article: Article, by: User) -> bool:
    """Tell whether somebody's own words are looked at: the notes of readers, and all of the sanctioned."""
    return by.id == article.author_id and (by.role == "reader" or bool(by.sanction))


def verdict_on(article: Article, by: User) -> Verdict:
    draft = Draft(
        kind="note",
        body=f"{article.title}\n\n{article.body}",
        language=article.language,
        # There is no second look before a note is held: its writer comes back to it anyway.
        hinted=HINTED,
    )
    verdict = screen(draft, record_of(by), current_policy())
    raise_refusal(verdict, draft)
    return verdict


def hold(article: Article, check: str) -> None:
    """Let an article wait for a moderator."""
    article.state, article.held_by = "draft", check
    wait_for_look(
        article_id=article.id,
        author_id=article.author_id,
        under_id=article.id,
        language=article.language,
        held_by=check,
    )
    db.session.flush()


def take_back(article: Article) -> None:
    """Take an article off the desk, because its author withdraws it."""
    if article.held_by:
        article.held_by = ""
        close_case(article_id=article.id)
    else:
        let_rest(article_id=article.id)
