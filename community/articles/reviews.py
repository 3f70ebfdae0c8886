"""Contributors ask authors to read what they have written, and to publish it."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from community import facts
from community.accounts.models import User
from community.articles.models import Article
from community.articles.team_models import ReviewRequest
from community.config import MAX_NOTE_CHARACTERS
from community.database import now
from community.errors import Refused
from community.extensions import db
from community.text.plain import clean_text, is_blank


def ask_for_review(article: Article, *, note: str, by: User) -> ReviewRequest:
    """Ask the authors to read an article as it stands; asked again, the open request is
    renewed and stands in the name of who asked last.

    Raises Refused for what is public, or has no title or words yet.
    """
    if article.state == "published":
        raise Refused(_l("It is published already."))
    if is_blank(article.title) or is_blank(article.body):
        raise Refused(_l("There are no words yet, or no title."))
    request = open_request(article)
    is_new = request is None
    if request is None:
        request = ReviewRequest(article_id=article.id, by_id=by.id, by=by, version=0)
        db.session.add(request)
    is_new = is_new or (request.version, request.by_id) != (article.version, by.id)
    request.version, request.by = article.version, by
    request.note = clean_text(note)[:MAX_NOTE_CHARACTERS]
    db.session.flush()
    if is_new:
        facts.tell(facts.review_asked, article_id=article.id, by_id=by.id)
    return request


def return_request(request: ReviewRequest, *, answer: str, by: User) -> None:
    """Give it back with a word on what is missing. Raises Refused without one, or if it is answered."""
    if request.state != "open":
        raise Refused(_l("This was answered already."))
    if is_blank(answer):
        raise Refused(_l("Say what is missing."), "answer")
    _close(request, "returned", by, clean_text(answer)[:MAX_NOTE_CHARACTERS])
    facts.tell(
        facts.review_answered, article_id=request.article_id, user_id=request.by_id, by_id=by.id
    )


def withdraw_request(request: ReviewRequest, *, by: User) -> None:
    """Ask no more. Twice is harmless."""
    if request.state == "open":
        _close(request, "withdrawn", by)


def settle(article: Article, *, by: User) -> None:
    """Close the open request of an article that is published now."""
    if request := open_request(article):
        _close(request, "published", by)
        if request.by_id != by.id:
            facts.tell(
                facts.review_answered, article_id=article.id, user_id=request.by_id, by_id=by.id
            )


def open_request(article: Article) -> ReviewRequest | None:
    """Return the request that waits for an answer, if there is one."""
    asked = select(ReviewRequest).where(
        ReviewRequest.article_id == article.id, ReviewRequest.state == "open"
    )
    return db.session.scalars(asked).first()


def last_request(article: Article) -> ReviewRequest | None:
    asked = select(ReviewRequest).where(ReviewRequest.article_id == article.id)
    return db.session.scalars(asked.order_by(ReviewRequest.id.desc())).first()


def _close(request: ReviewRequest, state: str, by: User, answer: str = "") -> None:
    request.state, request.answer = state, answer
    request.answered_by_id, request.answered_at = by.id, now()
    db.session.flush()
