"""How often articles are read: counted in memory, written down every few seconds.

There is no cookie and no name: within half an hour the same reader counts once for an article, and
what a reader is known by meanwhile is a digest of address and browser under a key that each process
makes for itself and forgets after a day. Nothing of it is stored but a number a day.
"""

import hmac
import secrets
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from community.articles.models import Article
from community.articles.reads_models import ArticleReads
from community.database import begin_writing, now
from community.extensions import db

SAME_READING_SECONDS = 30 * 60
KEY_SECONDS = 24 * 3600
# What a process remembers of readers, some 10 MB at most.
MOST_READINGS = 50_000
Pending = dict[tuple[int, date], int]


class ReadCounter:
    """The reads of one process since they were last written down."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._pending: Counter[tuple[int, date]] = Counter()
        self._readings: OrderedDict[bytes, float] = OrderedDict()
        self._key, self._key_since = secrets.token_bytes(16), clock()

    def count(self, article_id: int, reader: str) -> None:
        """Count a reading, unless it is one that goes on. `reader` is an address and a browser."""
        with self._lock:
            if not self._goes_on(f"{article_id} {reader}"):
                self._pending[article_id, now().date()] += 1

    def take(self) -> Pending:
        """Return what was counted since, and begin anew."""
        with self._lock:
            taken, self._pending = dict(self._pending), Counter()
        return taken

    def put_back(self, pending: Pending) -> None:
        """Keep what could not be written down for the next time."""
        with self._lock:
            self._pending.update(pending)

    def _goes_on(self, reading: str) -> bool:
        moment = self._clock()
        if moment - self._key_since > KEY_SECONDS:
            self._readings.clear()
            self._key, self._key_since = secrets.token_bytes(16), moment
        digest = hmac.digest(self._key, reading.encode(), "sha256")[:12]
        since = self._readings.pop(digest, None)
        goes_on = since is not None and moment - since < SAME_READING_SECONDS
        self._readings[digest] = since if goes_on and since is not None else moment
        if len(self._readings) > MOST_READINGS:
            self._readings.popitem(last=False)
        return goes_on


counter = ReadCounter()


def write_down(pending: Pending) -> None:
    """Add what was counted to the days and to the articles, those that are gone meanwhile left out."""
    if not pending:
        return
    begin_writing()
    for (article_id, day), count in sorted(pending.items()):
        more = update(Article).where(Article.id == article_id)
        found: Any = db.session.execute(more.values(read_count=Article.read_count + count))
        if found.rowcount:
            db.session.execute(_added(article_id, day, count))
    db.session.commit()


def _added(article_id: int, day: date, count: int) -> Any:
    kind = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    row = kind.insert(ArticleReads).values(article_id=article_id, day=day, count=count)
    more = {"count": ArticleReads.count + row.excluded.count}
    return row.on_conflict_do_update(index_elements=["article_id", "day"], set_=more)
