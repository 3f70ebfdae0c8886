"""Writes of revisions: each saved version keeps its words, and old ones can be brought back."""

from dataclasses import asdict
from typing import Any

from community.accounts.models import User
from community.articles.credits import as_line
from community.articles.draft_models import Revision
from community.articles.models import Article
from community.extensions import db


def keep_revision(article: Article, by: User, restored_version: int | None = None) -> None:
    """Keep the words of an article as they stand now, under its version."""
    db.session.flush()
    db.session.add(
        Revision(
            article_id=article.id,
            version=article.version,
            by_id=by.id,
            title=article.title,
            summary=article.summary,
            body=article.body,
            language=article.language,
            fields=beside(article),
            restored_version=restored_version,
            created_at=article.updated_at,
        )
    )
    db.session.flush()


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
