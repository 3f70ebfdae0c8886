"""The words of a comment: checked, put into a language, rendered, and whom they name."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, insert, select

from community.accounts import queries as accounts
from community.comments.models import Comment, CommentVersion, Mention
from community.config import MAX_COMMENT_CHARACTERS
from community.errors import Refused
from community.extensions import db
from community.text.language import LANGUAGES, detect
from community.text.markup import VERSION, mentioned, mentions_in, render_comment
from community.text.plain import clean_text, is_blank

MAX_MENTIONS = 10
TOO_LONG = _l("A comment has room for 10,000 characters. The rest can go into another one.")


@dataclass(frozen=True)
class Words:
    """A comment's words as they are stored; `named_ids` are the accounts that they name."""

    body: str
    body_html: str
    language: str
    language_is_chosen: bool
    named_ids: Collection[int]
    html_version: int = VERSION

    def put_into(self, comment: Comment) -> None:
        comment.body = self.body
        comment.body_html = self.body_html
        comment.html_version = self.html_version
        comment.language = self.language
        comment.language_is_chosen = self.language_is_chosen


def read_words(body: str, *, language: str = "", hint: str = "") -> Words:
    """Check and render what was typed, in a chosen language or in the one that it seems to be in.

    Raises Refused for a text that is blank or too long, and for a language that nobody knows.
    """
    body = clean_text(body)
    if is_blank(body):
        raise Refused(_l("Please write something first."), "body")
    if len(body) > MAX_COMMENT_CHARACTERS:
        raise Refused(TOO_LONG, "body")
    if language and language not in LANGUAGES:
        raise Refused(_l("Please choose one of the languages."), "language")
    html, named_ids = render(body)
    return Words(body, html, language or detect(body, hint), bool(language), named_ids)


def render(body: str) -> tuple[str, Collection[int]]:
    """Return the HTML of a comment and the ids of the accounts that it names, ten at most."""
    names = mentions_in(body, MAX_MENTIONS)
    people = accounts.by_usernames(names) if names else {}
    known = {name: people[name.casefold()] for name in names if name.casefold() in people}
    html = render_comment(body, {name: person.url for name, person in known.items()})
    return str(html), {known[name].id for name in mentioned(body, known)} if known else ()


def keep_mentions(comment: Comment, named_ids: Collection[int]) -> None:
    """Keep whom a comment names, and no longer whom it does not name any more."""
    named = set(named_ids) - {comment.author_id}
    kept = set(db.session.scalars(select(Mention.user_id).filter_by(comment_id=comment.id)))
    if gone := kept - named:
        db.session.execute(
            delete(Mention).where(Mention.comment_id == comment.id, Mention.user_id.in_(gone))
        )
    if new := named - kept:
        db.session.execute(
            insert(Mention), [{"comment_id": comment.id, "user_id": id_} for id_ in new]
        )


def version_of(comment: Comment) -> CommentVersion:
    """Return the words of a comment as they stand, to be kept before they are changed."""
    return CommentVersion(
        comment_id=comment.id,
        version=comment.version,
        body=comment.body,
        language=comment.language,
        written_at=comment.edited_at or comment.created_at,
    )


def reclean_comments(batch: int = 200) -> int:
    """Render anew up to `batch` comments that an older cleaner made; return how many there were."""
    old = select(Comment).where(Comment.html_version != VERSION, Comment.state != "deleted")
    found = list(db.session.scalars(old.order_by(Comment.id).limit(batch)))
    for comment in found:
        comment.body_html, _named = render(comment.body)
        comment.html_version = VERSION
    db.session.flush()
    return len(found)
