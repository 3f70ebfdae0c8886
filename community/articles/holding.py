"""Notes that wait for a moderator: still drafts, which the desk sees and nobody else."""

from dataclasses import replace

from community.accounts.models import User
from community.articles.models import Article
from community.articles.record import as_said, record_of_notes
from community.database import begin_writing
from community.extensions import db
from community.screening.cases import close_case, let_rest, wait_for_look
from community.screening.external import ask_before_writing, has_service
from community.screening.pipeline import screen
from community.screening.queries import current_policy
from community.screening.verdicts import AT_ONCE, HOLD, Draft, Sending, raise_refusal


def held_back(article: Article, by: User, sending: Sending = AT_ONCE) -> bool:
    """Hold an article that its writer sends out, if the screening says so; tell whether it is held.

    Raises what keeps it from appearing at all, and sends it back with a hint: see `raise_refusal`.
    """
    if not is_screened(article.author_id, by):
        return False
    draft = draft_of(article.title, article.body, article.language, article, sending)
    policy = current_policy()
    verdict = screen(draft, record_of_notes(by, policy, without=article.id), policy)
    raise_refusal(verdict, draft)
    article.verdict = verdict.as_kept()
    if verdict.outcome != HOLD:
        return False
    hold(article, verdict.check)
    return True


def is_screened(author_id: int, by: User) -> bool:
    """Tell whether somebody's own words are looked at: the notes of readers, and all of the sanctioned."""
    return by.id == author_id and (by.role == "reader" or bool(by.sanction))


def ask_about_words(
    title: str, body: str, language: str, *, by: User, article: Article | None, sending: Sending
) -> Sending:
    """Ask the external service about words that are to appear, and take the writer's place.

    `article` is the one that they are for, None for a new one. Returns how they come, with what the
    service said; what was loaded before is to be read anew.
    """
    if not has_service():
        begin_writing()
        return sending
    policy = current_policy()
    draft = draft_of(title, body, language, article, sending)
    record = record_of_notes(by, policy, without=article.id if article else None)
    return replace(sending, external=ask_before_writing(draft, record, policy))


def draft_of(
    title: str, body: str, language: str, article: Article | None, sending: Sending
) -> Draft:
    """Return an article as screening sees it."""
    return Draft(
        kind="note",
        body=as_said(title, body),
        language=language,
        # What was public once comes neither too soon nor twice.
        is_change=article is not None and article.published_at is not None,
        is_limited=sending.is_limited,
        hinted=sending.hinted,
        external=sending.external,
    )


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
