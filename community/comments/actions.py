"""Writes of comments: what their writers do with them, and the only places that change their state."""

from dataclasses import replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import Integer, bindparam, select
from sqlalchemy import delete as delete_rows

from community import facts
from community.accounts.models import User
from community.articles.models import Article
from community.comments.counts import count_published
from community.comments.models import Comment, CommentVersion, Mention
from community.comments.record import Writer
from community.comments.rows import editable_since
from community.comments.states import change_state, hold, open_case, tell_of
from community.comments.words import Words, keep_mentions, read_words, version_of
from community.database import now
from community.errors import Conflict, Forbidden, Refused
from community.extensions import db
from community.screening.cases import close_case
from community.screening.pipeline import screen
from community.screening.queries import current_policy
from community.screening.verdicts import AT_ONCE, HOLD, Draft, Sending, Verdict, raise_refusal

_TURN = select(User.id).where(User.id == bindparam("user_id", type_=Integer)).with_for_update()


def post(
    article: Article,
    *,
    body: str,
    by: User,
    parent_id: int | None = None,
    language: str = "",
    sending: Sending = AT_ONCE,
) -> Comment:
    """Post a comment, or a reply to one; it is published or held, as the screening says.

    The same words sent again to the same place within a minute are the comment that is there.
    Raises Refused for words that do not hold or come back with a hint, or a parent that is not public
    under this article; Barred (403) for a closed thread or a sanction; TooMany for the pace.
    """
    if not article.is_public:
        raise Refused(_l("There can be comments once it is published."))
    words = read_words(body, language=language, hint=by.language)
    _wait_for_turn(by)
    policy = current_policy()
    writer = Writer(by, policy)
    if twin := writer.twin(article.id, parent_id, words.body):
        return twin
    parent = _parent(article, parent_id) if parent_id is not None else None
    draft = draft_of(words, article, by, sending)
    verdict = screen(draft, writer.record(), policy)
    raise_refusal(verdict, draft)
    return _keep(words, article, by, parent, verdict)


def draft_of(words: Words, article: Article, by: User, sending: Sending) -> Draft:
    """Return a comment as screening sees it."""
    return Draft(
        body=words.body,
        language=words.language,
        place_id=article.id,
        is_host=article.author_id == by.id,
        mode=article.talk_mode,
        slow_seconds=article.slow_seconds if article.is_slow else 0,
        is_limited=sending.is_limited,
        typed_seconds=sending.typed_seconds,
        hinted=sending.hinted,
        external=sending.external,
    )


def _keep(
    words: Words, article: Article, by: User, parent: Comment | None, verdict: Verdict
) -> Comment:
    is_held = verdict.outcome == HOLD
    comment = Comment(article_id=article.id, author_id=by.id)
    comment.parent_id = parent.id if parent else None
    comment.root_id = (parent.root_id or parent.id) if parent else None
    comment.state = "held" if is_held else "published"
    comment.held_by = verdict.check if is_held else ""
    comment.verdict = verdict.as_kept()
    comment.was_published = not is_held
    words.put_into(comment)
    db.session.add(comment)
    db.session.flush()
    if words.named_ids:
        keep_mentions(comment, words.named_ids)
    facts.tell(facts.comment_posted, comment_id=comment.id)
    if is_held:
        open_case(comment)
    else:
        count_published(comment, 1)
        tell_of(comment)
    return comment


def edit(
    comment: Comment,
    *,
    body: str,
    by: User,
    language: str = "",
    version: int | None = None,
    sending: Sending = AT_ONCE,
) -> Comment:
    """Change the words of a comment, within 15 minutes, or while it waits for review.

    What is changed is screened anew. `version` is that of the words that were opened. Raises Forbidden
    when the time is over, Conflict if the words were changed meanwhile.
    """
    db.session.refresh(comment, with_for_update={"of": Comment})
    check_editable(comment, by)
    if version is not None and version != comment.version:
        raise Conflict(_l("You changed it meanwhile, in another window."), comment)
    chosen = language or (comment.language if comment.language_is_chosen else "")
    words = read_words(body, language=chosen, hint=by.language)
    if (words.body, words.language) == (comment.body, comment.language):
        return comment
    verdict = _screened_anew(comment, words, by, sending)
    db.session.add(version_of(comment))
    words.put_into(comment)
    comment.edited_at = now()
    comment.version += 1
    comment.verdict = verdict.as_kept() or comment.verdict
    db.session.flush()
    keep_mentions(comment, words.named_ids)
    if verdict.outcome == HOLD:
        hold(comment, check=verdict.check)
    elif comment.is_published:
        facts.tell(facts.comment_edited, comment_id=comment.id)
    return comment


def _screened_anew(comment: Comment, words: Words, by: User, sending: Sending) -> Verdict:
    """Return what becomes of changed words, by the same checks but for those of pace and repetition."""
    policy = current_policy()
    draft = replace(draft_of(words, comment.article, by, sending), is_change=True)
    verdict = screen(draft, Writer(by, policy).record(without=comment.id), policy)
    raise_refusal(verdict, draft)
    return verdict


def check_editable(comment: Comment, by: User) -> None:
    """Raise Forbidden unless this person may change the words of a comment, still."""
    if comment.author_id != by.id:
        raise Forbidden
    if comment.state not in ("published", "held"):
        raise Forbidden(_l("This comment is gone; there is nothing left to change."))
    if comment.state == "published" and comment.created_at <= editable_since():
        raise Forbidden(_l("A comment can be changed for 15 minutes. You can reply to it instead."))


def delete(comment: Comment, *, by: User) -> None:
    """Delete the words of a comment; its place and the replies to it stay. Twice is harmless.

    Raises Refused for one that a moderator has removed: why it went is to stay readable.
    """
    if comment.author_id != by.id:
        raise Forbidden
    if comment.state == "removed":
        raise Refused(_l("A moderator has removed it already; nobody reads its words any more."))
    if change_state(comment, "deleted", ("published", "held")):
        comment.body = comment.body_html = ""
        for rows in (Mention, CommentVersion):
            db.session.execute(delete_rows(rows).where(rows.comment_id == comment.id))
        close_case(comment_id=comment.id)
        facts.tell(facts.comment_deleted, comment_id=comment.id)
        db.session.flush()


def _wait_for_turn(by: User) -> None:
    """Let one person's comments come one after the other, so that a double is seen as one."""
    db.session.execute(_TURN, {"user_id": by.id})


def _parent(article: Article, parent_id: int) -> Comment:
    parent = db.session.get(Comment, parent_id)
    if parent is None or parent.article_id != article.id or not parent.is_published:
        raise Refused(
            _l("The comment that you answer is not here any more. This can stand by itself.")
        )
    return parent
