"""The demo community, laid out with two of its pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from community.demo import illustrations, lay_out


@pytest.fixture(autouse=True)
def small_pictures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Lay out with two of the pictures: encoding all of them takes seconds, and some may be missing."""
    for name in ("teahouse-evening", "cat-on-keyboard"):
        file = illustrations.PICTURES / f"{name}.webp"
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(illustrations, "PICTURES", tmp_path)


@pytest.fixture
def demo(app: Flask) -> Iterator[Flask]:
    """The site with the demo community in it."""
    assert lay_out()
    yield app
