"""Two sites: one that is moved, and places where it may go."""

import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextvars import Context
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from community import create_app
from community.config import read_settings
from community.extensions import db
from community.jobs.queue import queue
from community.transfer.whole.carried import all_carried
from tests.databases import PostgresqlSite, Site, _new_folder
from tests.media.conftest import bucket_settings, s3_server  # noqa: F401
from tests.postgresql import Server
from tests.transfer.whole.living import live


class Place:
    """Another instance, with a database of its own of the same kind, in which nothing is laid out yet."""

    def __init__(self, database_url: str, **settings: str) -> None:
        self.folder = _new_folder()
        self.environment = {
            "SECRET_KEY": "only for the tests",
            "INSTANCE_PATH": str(self.folder),
            "DATABASE_URL": database_url,
            "RATE_LIMITS": "off",
            "SIGN_UP_CHALLENGE": "off",
            "WORKERS": "1",
            **settings,
        }
        self.app: Flask = create_app(read_settings(self.environment))
        self.app.testing = True

    def runs(self, *words: str, status: int = 0) -> Result:
        """Run a command there, as on the command line of another machine."""
        result = Context().run(self.app.test_cli_runner().invoke, args=list(words))
        assert result.exit_code == status, (result.output, result.exception)
        return result

    def rows(self, name: str) -> list[Any]:
        """Return the rows of a table by their key."""
        return Context().run(self._rows, name)

    def _rows(self, name: str) -> list[Any]:
        table = db.metadata.tables[name]
        with self.app.app_context(), db.engine.connect() as connection:
            return list(connection.execute(select(table).order_by(*table.primary_key)))

    def does(self, action: Callable[[], Any]) -> Any:
        """Do something in that site, and commit it."""

        def act() -> Any:
            with self.app.app_context():
                result = action()
                db.session.commit()
                return result

        return Context().run(act)

    def files(self) -> set[str]:
        """Return the paths of all files of the instance, those of the database and the queue apart."""
        found = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        return {str(path) for path in found if ".sqlite" not in path.name}

    def close(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture
def make_place(site: Site, request: pytest.FixtureRequest) -> Iterator[Callable[..., Place]]:
    """Make instances on databases of the kind that the test runs on."""
    made: list[Place] = []
    before = queue.app, queue.storage, queue.serializer

    def make(**settings: str) -> Place:
        url = ""
        if isinstance(site, PostgresqlSite):
            worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
            url = Server().make(f"teahouse_place_{worker}_{len(made)}")
        made.append(Place(url, **settings))
        return made[-1]

    yield make
    for place in made:
        place.close()
    queue.app, queue.storage, queue.serializer = before


@pytest.fixture
def elsewhere(make_place: Callable[..., Place]) -> Place:
    """An instance in which nothing is laid out yet."""
    return make_place()


@pytest.fixture
def lived(app, wen, mei, tom, lin, ada):
    """An article of a site with something in every table."""
    article = live(wen.user, mei.user, tom.user, lin.user, ada.user)
    db.session.commit()
    empty = [one.name for one in all_carried() if not db.session.execute(select(one.table)).first()]
    assert not empty
    return article


@pytest.fixture
def exported(lived, runs, tmp_path: Path) -> Path:
    """The file to which that site was exported."""
    runs("export", str(tmp_path / "site.zip"))
    return tmp_path / "site.zip"


@pytest.fixture
def backup(lived, runs, tmp_path: Path) -> Path:
    """The file to which that site was backed up."""
    runs("backup", str(tmp_path / "backup.zip"))
    return tmp_path / "backup.zip"


Change = Callable[[dict[str, bytes]], dict[str, bytes] | None]


def rewrite(path: Path, change: Change) -> Path:
    """Change the members of an archive: the function gets name → bytes."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members = change(members) or members
    changed = path.with_name("changed.zip")
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return changed


def lines_of(path: Path, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in an export."""
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(f"data/{name}.jsonl").splitlines()]
