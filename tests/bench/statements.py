"""How many statements a page asks of the database."""

from typing import Any

from flask import Flask
from sqlalchemy import event

from community.extensions import db
from tests.bench.data import Site

TRANSACTIONS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def statements(app: Flask, site: Site) -> dict[str, tuple[int, int]]:
    """Return page → statements for a guest and for a member."""
    pages = {
        "home": "/",
        "article, 10 comments": f"/articles/{site.short}",
        "article, 200 comments": f"/articles/{site.long}",
    }
    return {
        name: (_count(app, path, ""), _count(app, path, site.tokens[20]))
        for name, path in pages.items()
    }


def _count(app: Flask, path: str, token: str) -> int:
    client, asked = app.test_client(), 0
    if token:
        client.set_cookie("teahouse", token)
    client.get(path)  # The first visit keeps a token in the session; later ones only read.

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        nonlocal asked
        asked += not statement.startswith(TRANSACTIONS)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        client.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return asked
