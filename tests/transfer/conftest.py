"""What the stories of moving in begin with."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from tests.transfer.wxr_of import wxr


@pytest.fixture
def jpeg() -> bytes:
    """A small photograph."""
    file = io.BytesIO()
    Image.new("RGB", (640, 480), (180, 90, 40)).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def brings(runs: Callable[..., Any], tmp_path: Path) -> Callable[..., str]:
    """Bring in a WordPress export made of these parts; return what the command said."""

    def bring(*parts: str, options: tuple[str, ...] = (), status: int = 0) -> str:
        path = wxr(tmp_path, *parts)
        return runs("import", "wordpress", str(path), *options, status=status).output

    return bring


def article(title: str) -> Article:
    """Return the article with this title, as the database has it now."""
    query = select(Article).where(Article.title == title)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def comments(**columns: Any) -> list[Comment]:
    query = select(Comment).filter_by(**columns).order_by(Comment.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def how_many(model: Any) -> int:
    return int(db.session.scalar(select(func.count()).select_from(model)) or 0)
