"""Writes of articles: write, revise, publish, withdraw. The words come as those of a Manuscript."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError

from community.accounts import queries as accounts
from community.accounts.counts import count_approved
from community.accounts.models import User
from community.articles.addresses import move, new_slug, slug_for
from community.articles.holding import held_back, hold, take_back
from community.articles.manuscript import Manuscript
from community.articles.models import Article, Credit, Tag, writing_of
from community.articles.queries import tag_by_slug
from community.articles.rendering import language_of, render
from community.articles.tags import slug_of
from community.database import now
from community.errors import Conflict, Forbidden, Refused
from community.extensions import db
from community.facts import article_published, tell
from community.media.models import Picture
from community.media.queries import by_key
from community.permissions import may
from community.screening.cases import close_case, wake
from community.text.plain import is_blank

ATTEMPTS = 3


def write(*, by: User, **words: Any) -> Article:
    """Keep a new draft. Raises Refused, and Forbidden for a kind that this person may not write."""
    manuscript = Manuscript(**words).tidied()
    _check_kind(manuscript.kind, by)
    article = Article(author=by, author_id=by.id, title=manuscript.title)
    _fill(article, manuscript, by)
    _insert(article, manuscript.slug or manuscript.title)
    return article


def revise(article: Article, *, by: User, version: int | None, **words: Any) -> Article:
    """Take new words for an article that was opened at this version (None: whichever it is).

    Words that are the same already change nothing. Raises Refused, Forbidden for a kind that this
    person may not write, and Conflict if it has been changed since it was opened.
    """
    manuscript = Manuscript(**words).tidied()
    _check_kind(manuscript.kind, by)
    db.session.refresh(article, with_for_update={"of": Article})
    slug = new_slug(article, manuscript.slug, manuscript.title)
    if manuscript.is_in(article) and slug == article.slug:
        return article
    if version not in (None, article.version):
        raise Conflict(_l("This was changed since you opened it."), current=article)
    _fill(article, manuscript, by)
    move(article, slug)
    article.version += 1
    article.updated_at = now()
    db.session.flush()
    if article.state == "published":
        held_back(article, by)
    return article


def publish(article: Article, *, by: User, at: datetime | None = None) -> None:
    """Let readers see an article, now or from a moment on. What was public before keeps its date.

    Raises Refused for one without title or words, and for one that a moderator removed; Forbidden
    for a kind that this person may not write.
    """
    _check_kind(article.kind, by)
    _refuse_removed(article)
    if is_blank(article.title):
        raise Refused(_l("A title is missing."), "title")
    if is_blank(article.body):
        raise Refused(_l("There are no words yet."), "body")
    if article.is_public:
        if at is not None and at > now():
            raise Refused(_l("It is public already. Unpublish it first."), "publish_at")
        return
    if not held_back(article, by):
        _let_appear(article, at)


def _let_appear(article: Article, at: datetime | None = None) -> None:
    was_public = article.published_at is not None and not article.is_scheduled
    article.published_at = at or (article.published_at if was_public else now())
    article.state = "published"
    # What an import dates back was not revised since.
    article.updated_at = min(article.updated_at, at or article.updated_at)
    db.session.flush()
    wake(article_id=article.id)
    if not article.is_scheduled and not was_public:
        tell(article_published, article_id=article.id)


def withdraw(article: Article, *, by: User) -> None:
    """Make an article a draft again. Raises Refused for one that a moderator removed."""
    _refuse_removed(article)
    was_scheduled = article.is_scheduled
    article.state = "draft"
    if was_scheduled:
        article.published_at = None
    take_back(article)
    db.session.flush()


def release(article: Article) -> None:
    """Let readers see what a moderator has read, or has removed before. Twice is harmless."""
    if article.state == "published":
        return
    was_held = bool(article.held_by)
    article.held_by = ""
    close_case(article_id=article.id)
    _let_appear(article)
    if was_held:
        count_approved(article.author_id, 1)


def take_down(article: Article) -> None:
    """Remove an article. Twice is harmless."""
    article.state, article.held_by = "removed", ""
    close_case(article_id=article.id)
    db.session.flush()


def put_as_before(article: Article, before: Mapping[str, Any]) -> None:
    """Let an article stand as it did before a decision."""
    state, held_by = before["state"], before.get("held_by", "")
    if held_by:
        hold(article, held_by)
        if article.published_at is not None:
            count_approved(article.author_id, -1)
    elif state == "published":
        release(article)
    else:
        article.state = state
    db.session.flush()


def feature(article: Article, *, featured: bool) -> None:
    """Put a public article forward on the home page, or put it forward no more. Twice is harmless.

    Raises Refused for one that readers cannot see.
    """
    if featured and not article.is_public:
        raise Refused(_l("Only what readers can see is put forward."))
    if featured != (article.featured_at is not None):
        article.featured_at = now() if featured else None


def _check_kind(kind: str, by: User) -> None:
    if not may(by, writing_of(kind)):
        raise Forbidden


def _refuse_removed(article: Article) -> None:
    if article.is_removed:
        raise Refused(_l("A moderator removed this. It can be changed, but not published."))


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
