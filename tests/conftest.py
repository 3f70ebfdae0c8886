"""The floor of the tests: databases, the application, the cast, and what is counted at the end."""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import Context
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import event

pytest.register_assert_rewrite("tests.page", "tests.cast", "tests.browser", "tests.factories")

from community.extensions import db
from tests import seen_templates
from tests.browser import browser_type_launch_args, live  # noqa: F401
from tests.cast import ada, dan, eve, guest, lin, mei, tom, wen  # noqa: F401
from tests.databases import PostgresqlSite, Site, SqliteSite
from tests.postgresql import NoServer, Server

DATABASES = ("sqlite", "postgresql")
SERVER = pytest.StashKey[Server]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=(*DATABASES, "all"),
        default=os.environ.get("TEST_DATABASE", "sqlite"),
        help="the database to run on; `all` runs each test on each (default: sqlite)",
    )
    parser.addoption(
        "--whole", action="store_true", help="also fail if a template was rendered by no test"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test on every database, unless it drives a browser or is about SQLite itself."""
    if "site" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--database")
    is_for_one = metafunc.definition.get_closest_marker("sqlite") or "live" in metafunc.fixturenames
    if chosen == "all" and not is_for_one:
        metafunc.parametrize("site", DATABASES, indirect=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "live" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once for all workers, where it is asked for and can be had."""
    if hasattr(config, "workerinput") or config.getoption("--database") == "sqlite":
        return
    try:
        config.stash[SERVER] = Server()
        os.environ["TEST_POSTGRESQL_URL"] = config.stash[SERVER].address("{}")
    except NoServer as reason:
        os.environ["TEST_POSTGRESQL_MISSING"] = str(reason)


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        config.stash[SERVER].stop()


@pytest.fixture(scope="session")
def sites() -> Iterator[dict[str, Site]]:
    """The sites of this worker, by database; made when they are first asked for."""
    made: dict[str, Site] = {}
    yield made
    for site in made.values():
        site.close()


@pytest.fixture
def site(request: pytest.FixtureRequest, sites: dict[str, Site]) -> Site:
    """The site on an untouched database."""
    name = getattr(request, "param", None) or request.config.getoption("--database")
    name = DATABASES[0] if name == "all" else name
    if name not in sites:
        sites[name] = _make_site(name)
    sites[name].reset()
    return sites[name]


def _make_site(name: str) -> Site:
    if name == "sqlite":
        return SqliteSite()
    if reason := os.environ.get("TEST_POSTGRESQL_MISSING"):
        pytest.skip(reason)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return PostgresqlSite(Server().make(f"teahouse_test_{worker}"))


@pytest.fixture
def app(site: Site) -> Iterator[Flask]:
    """The application, with a guest's request around the test's own reads and writes."""
    with site.app.test_request_context("/"):
        yield site.app
        db.session.rollback()


@pytest.fixture
def app_with(site: Site, app: Flask) -> Iterator[Callable[..., Flask]]:
    """Make an application with other settings on the same database: `app_with(SIGN_UP="closed")`."""
    yield site.make_app
    site.close_others()


@pytest.fixture
def under_limits(site: Site, app_with: Callable[..., Flask]) -> Iterator[Callable[[Any], Any]]:
    """Put people before a site that counts how often they do things; nothing is counted yet."""
    for path in site.folder.glob("limits.sqlite*"):
        path.unlink()
    app = app_with(RATE_LIMITS="on")
    yield lambda person: type(person)(app, person.user if person.id else None)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


class Statements(list[str]):
    """The SQL statements that ran, transactions apart."""

    def __repr__(self) -> str:
        return f"{len(self)} statements:\n" + "\n".join(self)


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[Statements]]:
    """Count what a page asks of the database.

    with statements() as asked:
        tom.visits("/")
    assert len(asked) <= 8, asked
    """

    @contextmanager
    def watch() -> Iterator[Statements]:
        asked = Statements()

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")):
                asked.append(" ".join(statement.split()))

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return watch


@pytest.fixture
def runs(app: Flask) -> Callable[..., Result]:
    """Run a command as on the command line: `runs("users", "create", "tom", …)`; it must succeed."""

    def run(*words: str, status: int = 0, input: str | None = None) -> Result:
        db.session.commit()
        db.session.expire_all()
        runner = app.test_cli_runner()
        result = Context().run(runner.invoke, args=list(words), input=input)
        assert result.exit_code == status, (result.output, result.exception)
        return result

    return run


@pytest.fixture
def letters(site: Site) -> Callable[..., list[EmailMessage]]:
    """Return the letters written so far, oldest first: `letters(to="tom@example.org")`."""

    def read(to: str = "") -> list[EmailMessage]:
        files = sorted((site.folder / "outbox").glob("*.eml"))
        found = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
        return [letter for letter in found if to in letter["To"]]

    return read


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the templates that this worker saw to the process that collects them."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["templates"] = sorted(seen_templates.seen)
    elif session.config.getoption("--whole") and seen_templates.unseen():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    unseen = seen_templates.unseen() if config.getoption("--whole") else []
    if unseen:
        terminalreporter.section("templates rendered by no test", red=True)
        for name in unseen:
            terminalreporter.line(f"templates/{name}")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Join what the workers saw."""
    seen_templates.seen.update(getattr(node, "workeroutput", {}).get("templates", ()))
