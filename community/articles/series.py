"""Series: put an article into one, and read one in its order."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, select

from community.accounts.models import User
from community.articles.models import Article
from community.articles.queries import visible_to
from community.articles.series_models import Series, SeriesPart
from community.config import MAX_TITLE_CHARACTERS
from community.errors import NotFound, Refused
from community.extensions import db
from community.text.language import detect
from community.text.plain import clean_line
from community.text.slugs import numbered, slugify


@dataclass(frozen=True)
class Part:
    """One public article of a series."""

    id: int
    slug: str
    title: str
    language: str

    @property
    def url(self) -> str:
        return f"/articles/{self.slug}"


@dataclass(frozen=True)
class Place:
    """Where an article stands in its series: the parts that readers can see, and its own number."""

    series: Series
    parts: list[Part]
    number: int

    @property
    def before(self) -> Part | None:
        return self.parts[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Part | None:
        return self.parts[self.number] if 0 < self.number < len(self.parts) else None


def put_into_series(article: Article, title: str, position: int | None, *, by: User) -> None:
    """Put an article into one's series of this title, made if it is the first of it; "" takes it out.

    Without a position it comes last. Twice is harmless. Raises Refused for a title that is too long.
    """
    title = clean_line(title)
    part = db.session.get(SeriesPart, article.id)
    if not title:
        if part:
            db.session.delete(part)
            _forget_empty(part.series_id)
        return
    if len(title) > MAX_TITLE_CHARACTERS:
        raise Refused(_l("This is too long."), "series")
    series = _own_series(title, article.author_id) or _new_series(title, article.author_id, by)
    if part is None:
        part = SeriesPart(article_id=article.id, series_id=series.id)
        db.session.add(part)
    before, part.series_id = part.series_id, series.id
    if position is not None or before != series.id or not part.position:
        part.position = position or _last_position(series.id, article.id) + 1
    db.session.flush()
    if before not in (None, series.id):
        _forget_empty(before)


def place_of(article: Article, who: User | None) -> Place | None:
    """Return where an article stands in its series; None for one in no series."""
    if article.series_id is None:
        return None
    series = db.session.get_one(Series, article.series_id)
    parts = parts_of(series, who)
    ids = [part.id for part in parts]
    return Place(series, parts, ids.index(article.id) + 1 if article.id in ids else 0)


def parts_of(series: Series, who: User | None) -> list[Part]:
    """Return the parts of a series that this reader may open, in their order."""
    rows = (
        select(Article.id, Article.slug, Article.title, Article.language)
        .join(SeriesPart, SeriesPart.article_id == Article.id)
        .where(SeriesPart.series_id == series.id, visible_to(who))
        .order_by(SeriesPart.position, Article.id)
    )
    return [Part(*row) for row in db.session.execute(rows)]


def by_slug(slug: str, who: User | None) -> tuple[Series, list[Part]]:
    """Return a series and its parts. Raises NotFound for one of which this reader sees none."""
    if "\x00" in slug:
        raise NotFound
    series = db.session.scalar(select(Series).where(Series.slug == slug))
    parts = parts_of(series, who) if series else []
    if series is None or not parts:
        raise NotFound
    return series, parts


def series_of(article: Article) -> dict[str, Any]:
    """Return title and position of an article in its series, as the form shows them."""
    part = db.session.get(SeriesPart, article.id)
    if part is None:
        return {"series": "", "series_position": None}
    series = db.session.get_one(Series, part.series_id)
    return {"series": series.title, "series_position": part.position}


def own_titles(who: User) -> list[str]:
    """Return the titles of one's series, to choose from."""
    titles = select(Series.title).where(Series.owner_id == who.id).order_by(Series.id.desc())
    return list(db.session.scalars(titles.limit(50)))


def _own_series(title: str, owner_id: int) -> Series | None:
    own = select(Series).where(Series.owner_id == owner_id, Series.title == title)
    return db.session.scalars(own.order_by(Series.id)).first()


def _new_series(title: str, owner_id: int, by: User) -> Series:
    series = Series(owner_id=owner_id, title=title, language=detect(title, hint=by.language))
    series.slug = numbered(slugify(title), _taken(slugify(title)))
    db.session.add(series)
    db.session.flush()
    return series


def _taken(start: str) -> set[str]:
    return set(
        db.session.scalars(
            select(Series.slug).where(Series.slug.startswith(start, autoescape=True))
        )
    )


def _last_position(series_id: int, besides: int) -> int:
    others = SeriesPart.series_id == series_id, SeriesPart.article_id != besides
    return db.session.scalar(select(func.max(SeriesPart.position)).where(*others)) or 0


def _forget_empty(series_id: int) -> None:
    """Delete a series that has no part left."""
    db.session.flush()
    parts = select(SeriesPart.article_id).where(SeriesPart.series_id == series_id)
    db.session.execute(delete(Series).where(Series.id == series_id, ~parts.exists()))
