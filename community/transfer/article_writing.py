"""Writing articles: the rows that were made ready, in the one transaction of an import."""

from collections.abc import Container
from itertools import count
from typing import Any

from sqlalchemy import insert, or_, select, update

from community.articles.addresses import RESERVED, ROOM_FOR_NUMBER
from community.articles.draft_models import Revision
from community.articles.models import Article, Credit, OldSlug, Tag, article_tags
from community.articles.revisions import keep_revision
from community.articles.tags import MAX_TAG_CHARACTERS, slug_of, unique_tags
from community.extensions import db
from community.media.models import Picture
from community.text.slugs import MAX_SLUG, slugify
from community.transfer.keys import remember
from community.transfer.manuscripts import NO_TAGS
from community.transfer.old_addresses import lead
from community.transfer.report import Report
from community.transfer.staging import Row, moment

COLUMNS = (
    *("title", "summary", "body", "body_html", "html_version", "language", "canonical_url"),
    "thread_mode",
)


class ArticleWriter:
    """Writes the articles and tags of one import."""

    def __init__(self, source: str, report: Report, job_id: int | None) -> None:
        self._source = source
        self._report = report
        self._job_id = job_id
        self._slugs = FreeSlugs()
        self._tags: dict[str, int] = {}

    def write(self, row: Row, authors: dict[str, int], otherwise: int) -> None:
        """Write one article with its tags, byline, first revision and old addresses."""
        wrote = [authors[key] for key in row["authors"] if key in authors] or [otherwise]
        values: dict[str, Any] = {name: row[name] for name in COLUMNS}
        values |= {
            "author_id": wrote[0],
            "state": row["shelf"],
            "slug": self._slugs.free(row["slug"]),
            "cover_id": row["cover"],
        }
        values |= {
            f"{name}_at": moment(row[f"{name}_at"]) for name in ("published", "created", "updated")
        }
        article_id = db.session.scalar(insert(Article).values(**values).returning(Article.id))
        assert article_id
        self._tag(article_id, row["tags"])
        self._credit(article_id, wrote)
        self._own_pictures(row, wrote[0])
        _keep_first_version(article_id)
        lead(row["paths"], f"/articles/{values['slug']}")
        remember(self._source, "article", {row["key"]: article_id}, self._job_id)
        self._report.count("articles", "new")

    def illustrate(self, row: Row) -> None:
        """Put the pictures into an article that came without them."""
        words = {"body": row["body"], "body_html": row["body_html"]}
        found = update(Article).where(Article.id == row["id"], Article.version == 1)
        db.session.execute(found.values(cover_id=row["cover"], **words))
        kept = update(Revision).where(Revision.article_id == row["id"], Revision.version == 1)
        db.session.execute(kept.values(body=row["body"]))
        author = select(Article.author_id).where(Article.id == row["id"])
        self._own_pictures(row, int(db.session.scalar(author) or 0))

    def add_tag(self, name: str) -> None:
        """Make a tag that the other site had, whether or not an article bears it."""
        tidy = unique_tags([name])
        if not tidy or tidy[0].casefold() in NO_TAGS:
            self._report.leave_out("no_tag", name[:40])
        elif len(tidy[0]) > MAX_TAG_CHARACTERS or not slug_of(tidy[0]):
            self._report.leave_out("bad_tag", name[:40])
        elif slug_of(tidy[0]) in self._tags:
            self._report.leave_out("same_tag", name[:40])
        else:
            self._tag_id(tidy[0])

    def _tag(self, article_id: int, names: list[str]) -> None:
        ids = dict.fromkeys(self._tag_id(name) for name in names)
        if ids:
            rows = [{"article_id": article_id, "tag_id": id_} for id_ in ids]
            db.session.execute(insert(article_tags), rows)

    def _tag_id(self, name: str) -> int:
        slug = slug_of(name)
        if slug not in self._tags:
            found = db.session.scalar(select(Tag.id).where(Tag.slug == slug))
            self._report.count("tags", "there" if found else "new")
            new = insert(Tag).values(slug=slug, name=name).returning(Tag.id)
            self._tags[slug] = found or int(db.session.scalar(new) or 0)
        return self._tags[slug]

    def _credit(self, article_id: int, wrote: list[int]) -> None:
        rows = [
            {"article_id": article_id, "position": place, "role": "writing", "user_id": user_id}
            for place, user_id in enumerate(dict.fromkeys(wrote[1:]), 1)
            if user_id != wrote[0]
        ]
        if rows:
            db.session.execute(insert(Credit), rows)

    def _own_pictures(self, row: Row, author_id: int) -> None:
        if row["pictures"] or row["cover"]:
            shown = or_(Picture.key.in_(row["pictures"]), Picture.id == row["cover"])
            owned = update(Picture).where(Picture.owner_id.is_(None), shown)
            db.session.execute(owned.values(owner_id=author_id))


def is_as_it_came(article_id: int) -> bool:
    """Tell whether nobody has changed an article since it came in."""
    return db.session.scalar(select(Article.version).where(Article.id == article_id)) == 1


def _keep_first_version(article_id: int) -> None:
    """Keep the words as they came. Nothing of the article stays in memory."""
    article = db.session.get_one(Article, article_id)
    keep_revision(article, article.author)
    db.session.expunge_all()


class FreeSlugs:
    """Slugs that no article has or had; of a hundred alike the next one is not looked for from 2 on."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def free(self, wish: str) -> str:
        wanted = slugify(wish)
        taken: Container[str] = RESERVED
        if wanted not in self._last and wanted not in taken and not self._is_taken(wanted):
            self._last[wanted] = 1
            return wanted
        start = wanted[: MAX_SLUG - ROOM_FOR_NUMBER].rstrip("-")
        for number in count(self._last.get(wanted, 1) + 1):
            if not self._is_taken(f"{start}-{number}"):
                self._last[wanted] = number
                return f"{start}-{number}"
        raise AssertionError

    def _is_taken(self, slug: str) -> bool:
        present = select(Article.id).where(Article.slug == slug)
        former = select(OldSlug.article_id).where(OldSlug.slug == slug)
        return any(db.session.scalar(query) is not None for query in (present, former))
