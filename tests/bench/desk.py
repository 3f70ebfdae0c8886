"""The desk with 100,000 comments and 5,000 open cases beside a small site: `python -m tests.bench.desk`.

What a page costs is processor time of the application itself, without a server, asked in turn of both
sites so that the machine's moods fall on both.
"""

import os
import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import event, insert, text, update

from community import create_app
from community.accounts.models import User
from community.comments.models import Comment
from community.config import read_settings
from community.database import now
from community.extensions import db
from community.moderation.models import Report
from community.moderation.rebuild import open_missing_cases
from community.screening.matching import Matcher
from community.screening.pipeline import screen
from community.screening.policy import DEFAULT, Policy
from community.screening.spam import fitted
from community.screening.verdicts import Draft, Record, Said
from tests.bench import data
from tests.bench.words import CHINESE, ENGLISH

OPEN_CASES = 5_000
COMMENTS = 100_000
ASKED = 60
RULES = 500
TEXT = "Just arrived with my cat 🐱 她叫麻糬，很怕生。Does anyone know where to find good noodles? 谢谢大家！"


def make_site(times: int, held: int, reported: int) -> tuple[Flask, Path]:
    """Lay out the benchmark's articles and comments `times` over, with so many cases open."""
    folder = Path(tempfile.mkdtemp(prefix="teahouse-desk-"))
    environment = {"INSTANCE_PATH": str(folder), "SECRET_KEY": "x", "RATE_LIMITS": "off"}
    app = create_app(read_settings(environment | {"DATABASE_URL": "", "SITE_URL": ""}))
    with app.app_context():
        upgrade()
        data.TIMES = times
        site = data.lay_out()
        if times > 1:
            data.multiply(site.long)
        _open_cases(held, reported)
        first = db.session.query(User).first()
        assert first
        first.role, first.reads = "moderator", []
        db.session.commit()
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        db.engine.dispose()
    return app, folder


def _open_cases(held: int, reported: int) -> None:
    ids = list(
        db.session.scalars(text("SELECT id FROM comments WHERE author_id > 1 ORDER BY id DESC"))
    )
    ids = ids[: held + reported]
    waiting = update(Comment).where(Comment.id.in_(ids[:held]))
    db.session.execute(waiting.values(state="held", held_by="newcomers"))
    rows = [
        {"reporter_id": 1 + number % 40, "comment_id": id_, "rule": "kind", "note": "Not nice"}
        | {"created_at": now() - timedelta(minutes=number)}
        for number, id_ in enumerate(ids[held:])
    ]
    if rows:
        db.session.execute(insert(Report), rows)
        open_ = "SELECT count(*) FROM reports r WHERE r.comment_id = comments.id"
        db.session.execute(text(f"UPDATE comments SET report_count = ({open_})"))
    open_missing_cases()


class Desk:
    """One site, asked again and again by a moderator who is signed in."""

    def __init__(self, app: Flask) -> None:
        self.app, self.client = app, app.test_client()
        self.client.set_cookie("teahouse", "benchmark-1")
        self.costs: dict[str, list[float]] = {}

    def ask(self, path: str) -> None:
        start = time.process_time()
        answer = self.client.get(path)
        self.costs.setdefault(path, []).append((time.process_time() - start) * 1000)
        assert answer.status_code == 200, (path, answer.status)

    def cost(self, path: str) -> float:
        return median(self.costs[path])

    def statements(self, path: str) -> int:
        count = 0

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            nonlocal count
            count += not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK"))

        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        self.client.get(path)
        event.remove(engine, "before_cursor_execute", note)
        return count


def screening_cost(times: int = 3_000) -> float:
    """Return the milliseconds of processor time that screening takes, on 500 rules in both languages."""
    lines = [f"{word}{number}" for number in range(250) for word in ENGLISH[number % 40 :][:1]]
    lines += [f"{CHINESE[number % 30]}{chr(0x4E00 + number)}" for number in range(250)]
    rules = [(number, line, "any", "hold") for number, line in enumerate(lines)]
    policy: Policy = DEFAULT.changed({"words": Matcher(rules), "spam": fitted([])})
    said = tuple(
        Said(number, f"{TEXT} before {number}", "published", now() - timedelta(minutes=1 + number))
        for number in range(50)
    )
    record = Record(said=said)
    start = time.process_time()
    for number in range(times):
        assert screen(Draft(f"{TEXT} {number}", "zh-Hans"), record, policy).outcome == "publish"
    return (time.process_time() - start) * 1000 / times


def report() -> None:
    sites = {
        "nothing waits": make_site(1, 0, 0),
        "a full page": make_site(1, 20, 20),
        "5,000 cases": make_site(10, OPEN_CASES // 2, OPEN_CASES // 2),
    }
    try:
        desks = {name: Desk(app) for name, (app, _folder) in sites.items()}
        for _ in range(ASKED):
            for desk in desks.values():
                for queue in ("reported", "held"):
                    desk.ask(f"/moderation/{queue}")
        _print(desks)
    finally:
        for _app, folder in sites.values():
            shutil.rmtree(folder, ignore_errors=True)


def _print(desks: dict[str, Desk]) -> None:
    for queue in ("reported", "held"):
        path = f"/moderation/{queue}"
        full = desks["a full page"].cost(path)
        for name, desk in desks.items():
            cost, asked = desk.cost(path), desk.statements(path)
            print(f"{queue:9} {name:14} {cost:6.1f} ms  {cost / full:5.2f} ×  {asked} statements")
    print(f"screening a comment on {RULES} rules: {screening_cost():.3f} ms")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    report()
