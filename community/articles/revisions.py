"""Writes of revisions: each saved version keeps its words, and old ones can be brought back."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import JSON, exists, insert, literal, select

from community.accounts.models import User
from community.articles.credits import as_line
from community.articles.draft_models import Revision
from community.articles.models import Article
from community.database import change
from community.extensions import db


def keep_revision(article: Article, by: User, restored_version: int | None = None) -> None:
    """Keep the words of an article as they stand now, under its version."""
    db.session.flush()
    db.session.add(_revision_of(article, by.id, restored_version))
    db.session.flush()


def keep_what_stands(article: Article) -> None:
    """Make sure that the words are kept before they change: those of bulk loads may not be yet."""
    kept = db.session.get(Revision, (article.id, article.version))
    if kept is None:
        db.session.add(_revision_of(article, article.author_id))
    elif not kept.fields:
        kept.fields = beside(article)


def keep_missing_revisions() -> int:
    """Keep the words of all articles of which no version was kept, as a bulk load leaves them."""
    columns = {name: getattr(Article, name) for name in ("version", "title", "summary", "body")}
    columns |= {"article_id": Article.id, "by_id": Article.author_id, "language": Article.language}
    columns |= {"fields": literal({}, JSON), "created_at": Article.updated_at}
    is_kept = exists().where(Revision.article_id == Article.id)
    missing = select(*columns.values()).where(~is_kept)
    return change(insert(Revision).from_select(list(columns), missing, include_defaults=False))


def _revision_of(
    article: Article, by_id: int | None, restored_version: int | None = None
) -> Revision:
    return Revision(
        article_id=article.id,
        version=article.version,
        by_id=by_id,
        title=article.title,
        summary=article.summary,
        body=article.body,
        language=article.language,
        fields=beside(article),
        restored_version=restored_version,
        created_at=article.updated_at,
    )


def beside(article: Article) -> dict[str, Any]:
    """Return what stands beside the words of an article, for a later comparison."""
    lines = (asdict(as_line(credit)) for credit in article.credits)
    return {
        "kind": article.kind,
        "language": article.language if article.language_is_chosen else "",
        "tags": [tag.name for tag in article.tags],
        "credits": [{name: value for name, value in line.items() if value} for line in lines],
        "cover": article.cover.key if article.cover else "",
        "cover_ratio": article.cover_ratio,
        "slug": article.slug,
    }
