"""Taking the demo community away again, and leaving what everybody else has said."""

import secrets
from typing import Any

from sqlalchemy import ColumnElement, case, delete, exists, func, select, update
from sqlalchemy.orm import aliased

from community.accounts.addresses import address_key
from community.accounts.models import User
from community.articles.models import Article, Credit, Tag, article_tags
from community.comments.models import Comment
from community.database import begin_writing, change
from community.demo.counts import recount
from community.demo.queries import is_laid_out
from community.extensions import db
from community.media.models import WIDTHS, Picture
from community.media.storage import media_store
from community.moderation.desk_models import AccountNote, CannedText, Handover
from community.screening.actions import raise_version
from community.screening.models import WordRule
from community.screening.queries import WORDS_VERSION
from community.text.markup import picture_keys_in
from community.text.names import look_alike_key

# A name that nobody can take: it speaks for the house.
HOUSE = "teahouse"
BATCH = 500
_QUIETLY = {"synchronize_session": False}


def remove() -> bool:
    """Delete the demo accounts and what is theirs; return whether there were any.

    An article under which others have written stays, in the name of the house; their answers to
    what was said by the demo stand by themselves. What was decided stays in the log. A ready text or a
    word rule that another moderator has changed is theirs by now, and stays.
    """
    begin_writing()
    if not is_laid_out():
        db.session.rollback()
        return False
    _hand_over_articles()
    _cut_answers_loose()
    tag_ids = select(article_tags.c.tag_id).join(Article).where(_is_of_demo(Article.author_id))
    used_tags = list(db.session.scalars(tag_ids.distinct()))
    owned = list(db.session.scalars(select(Picture).where(_is_of_demo(Picture.owner_id))))
    _run(delete(Article).where(_is_of_demo(Article.author_id)))
    _keep_names_of_credits()
    _clear_desk()
    _run(delete(User).where(User.is_demo))
    gone = _delete_pictures(owned)
    _delete_unused_tags(used_tags)
    recount()
    db.session.commit()
    sizes = [f"{size}.{kind}" for size in WIDTHS["picture"] for kind in ("webp", "avif")]
    media_store().remove([f"{key}-{size}" for key in gone for size in sizes])
    return True


def _is_of_demo(column: Any) -> ColumnElement[bool]:
    return column.in_(select(User.id).where(User.is_demo))


def _hand_over_articles() -> None:
    """Give what strangers talk under to the house, so that their words keep their place."""
    strange = exists().where(Comment.article_id == Article.id, ~_is_of_demo(Comment.author_id))
    kept = list(
        db.session.scalars(select(Article.id).where(_is_of_demo(Article.author_id), strange))
    )
    if kept:
        _run(update(Article).where(Article.id.in_(kept)).values(author_id=_house_id()))


def _house_id() -> int:
    """Return the account of the house: nobody can sign in to it."""
    key = look_alike_key(HOUSE)
    if found := db.session.scalar(select(User.id).where(User.username_key == key)):
        return found
    email = f"{HOUSE}-{secrets.token_hex(8)}@teahouse.invalid"
    house = User(
        username=HOUSE,
        username_key=key,
        email=email,
        email_key=address_key(email),
        password_hash="",
    )
    db.session.add(house)
    db.session.flush()
    return house.id


def _keep_names_of_credits() -> None:
    """Let the bylines of others go on naming those who go."""
    name = select(User.username).where(User.id == Credit.user_id).scalar_subquery()
    nameless = _is_of_demo(Credit.user_id) & (Credit.name == "")
    _run(update(Credit).where(nameless).values(name=name))


def _clear_desk() -> None:
    """Take away what the demo's moderators wrote for others: it would outlive their accounts."""
    for model in (AccountNote, CannedText, Handover):
        _run(delete(model).where(_is_of_demo(model.by_id)))
    if _run(delete(WordRule).where(_is_of_demo(WordRule.by_id))):
        raise_version(WORDS_VERSION)


def _cut_answers_loose() -> None:
    """Hang each stranger's comment on the nearest comment above it that stays, or on none.

    The roots are followed from the parents, round after round, until nothing changes.
    """
    above = aliased(Comment)
    is_lost = Comment.parent_id.in_(select(above.id).where(_is_of_demo(above.author_id)))
    grandparent = select(above.parent_id).where(above.id == Comment.parent_id).scalar_subquery()
    lost = (is_lost, ~_is_of_demo(Comment.author_id))
    while _run(update(Comment).where(*lost).values(parent_id=grandparent)):
        pass
    root = select(func.coalesce(above.root_id, above.id)).where(above.id == Comment.parent_id)
    wanted = case((Comment.parent_id.is_(None), None), else_=root.scalar_subquery())
    strange = ~_is_of_demo(Comment.author_id)
    while _run(
        update(Comment)
        .where(strange, Comment.root_id.is_distinct_from(wanted))
        .values(root_id=wanted)
    ):
        pass


def _delete_pictures(owned: list[Picture]) -> list[str]:
    """Delete the pictures of the demo that nothing shows any more; return their keys."""
    shown = set(
        db.session.scalars(select(Picture.key).join(Article, Article.cover_id == Picture.id))
    )
    shown |= set(db.session.scalars(select(User.face_key))) | set(
        db.session.scalars(select(User.cover_key))
    )
    for body in db.session.scalars(select(Article.body).where(Article.body.contains("/media/"))):
        shown.update(picture_keys_in(body))
    gone = [picture.key for picture in owned if picture.key not in shown]
    for start in range(0, len(gone), BATCH):
        _run(delete(Picture).where(Picture.key.in_(gone[start : start + BATCH])))
    return gone


def _delete_unused_tags(tag_ids: list[int]) -> None:
    used = select(article_tags.c.tag_id)
    _run(delete(Tag).where(Tag.id.in_(tag_ids), Tag.id.not_in(used)))


def _run(statement: Any) -> int:
    """Run a statement; return how many rows it changed."""
    return change(statement, **_QUIETLY)
