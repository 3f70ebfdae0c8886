"""Writes of articles: write and revise. The words come as those of a Manuscript."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from community.accounts import queries as accounts
from community.accounts.models import User
from community.articles.addresses import move, new_slug, slug_for
from community.articles.holding import held_back
from community.articles.manuscript import Manuscript
from community.articles.models import Article, Credit, Tag
from community.articles.publishing import check_kind
from community.articles.queries import tag_by_slug
from community.articles.rendering import language_of, render
from community.articles.revisions import keep_revision, keep_what_stands
from community.articles.tags import slug_of
from community.database import now
from community.errors import Conflict, Refused
from community.extensions import db
from community.media.models import Picture
from community.media.queries import by_key
from community.screening.verdicts import AT_ONCE, Sending

ATTEMPTS = 3


def write(*, by: User, **words: Any) -> Article:
    """Keep a new draft. Raises Refused, and Forbidden for a kind that this person may not write."""
    manuscript = Manuscript(**words).tidied()
    check_kind(manuscript.kind, by)
    article = Article(author=by, author_id=by.id, title=manuscript.title)
    _fill(article, manuscript, by)
    _insert(article, manuscript.slug or manuscript.title)
    keep_revision(article, by)
    return article


def revise(
    article: Article,
    *,
    by: User,
    version: int | None,
    sending: Sending = AT_ONCE,
    restored_version: int | None = None,
    **words: Any,
) -> Article:
    """Take new words for an article that was opened at this version (None: whichever it is).

    Words that are the same already change nothing; `sending` is how the new ones came,
    `restored_version` the version that they are brought back from. Raises Refused, Forbidden for a
    kind that this person may not write, and Conflict if it has been changed since it was opened.
    """
    manuscript = Manuscript(**words).tidied()
    if manuscript.kind != article.kind:
        check_kind(manuscript.kind, by)
    db.session.refresh(article, with_for_update={"of": Article})
    slug = new_slug(article, manuscript.slug, manuscript.title)
    if manuscript.is_in(article) and slug == article.slug:
        return article
    if version not in (None, article.version):
        raise Conflict(_l("This was changed since you opened it."), current=article)
    keep_what_stands(article)
    _fill(article, manuscript, by)
    move(article, slug)
    article.version += 1
    article.updated_at = now()
    keep_revision(article, by, restored_version)
    if article.state == "published":
        held_back(article, by, sending)
    return article


def _fill(article: Article, manuscript: Manuscript, by: User) -> None:
    """Set the words of an article. What may be refused comes first, so that nothing is half set."""
    cover = _cover(article, manuscript, by)
    byline = _credits(manuscript)
    article.kind = manuscript.kind
    article.title = manuscript.title
    article.summary = manuscript.summary
    article.body = manuscript.body
    article.language_is_chosen = bool(manuscript.language)
    article.language = manuscript.language or language_of(
        manuscript.title, manuscript.body, hint=by.language
    )
    article.cover = cover
    article.cover_ratio = manuscript.cover_ratio
    if cover and manuscript.cover_alt is not None:
        cover.alt = manuscript.cover_alt
    article.tags = [_tag(name) for name in manuscript.tags]
    article.credits = byline
    render(article)


def _insert(article: Article, wanted: str) -> None:
    """Insert under a free slug; another one if somebody else took it in the same moment."""
    for attempt in range(1, ATTEMPTS + 1):
        article.slug = slug_for(wanted)
        try:
            with db.session.begin_nested():
                db.session.add(article)
                db.session.flush()
            return
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise


def _cover(article: Article, manuscript: Manuscript, by: User) -> Picture | None:
    """Return the picture that is wished for: one's own, or the one that is there already."""
    if not manuscript.cover_key:
        return None
    picture = by_key(manuscript.cover_key)
    is_present = picture is not None and picture.id == article.cover_id
    if picture is None or not (is_present or picture.owner_id == by.id):
        raise Refused(_l("Choose a picture that you brought yourself."), "cover")
    return picture


def _tag(name: str) -> Tag:
    """Return the tag with this address, making it if it is the first of it."""
    slug = slug_of(name)
    if tag := tag_by_slug(slug):
        return tag
    try:
        with db.session.begin_nested():
            tag = Tag(slug=slug, name=name)
            db.session.add(tag)
    except IntegrityError:
        return tag_by_slug(slug) or _tag(name)
    return tag


def _credits(manuscript: Manuscript) -> list[Credit]:
    wanted = [line.username for line in manuscript.credits if line.username]
    people = accounts.by_usernames(wanted) if wanted else {}
    made = []
    for position, line in enumerate(manuscript.credits, 1):
        user = people.get(line.username.casefold())
        if line.username and user is None:
            message = _l(
                "Line %(number)d: nobody here is called @%(name)s.",
                number=line.number or position,
                name=line.username,
            )
            raise Refused(message, "credits")
        name = line.name or (user.username if user else "")
        made.append(Credit(position=position, role=line.role, name=name, user=user, url=line.url))
    return made
