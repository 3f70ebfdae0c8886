"""The queue of background work: a SQLite file in the instance folder, or Redis where there is one.

Tasks are declared at import; where they are kept is known only once the settings are read, so
`init_app` sets the storage. Messages are signed, for huey packs them with pickle.
"""

from pathlib import Path
from typing import Any

from flask import Flask
from huey import MemoryHuey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer
from huey.storage import RedisStorage, SqliteStorage
from huey.utils import FileLock

from community.config import Settings

BUSY_TIMEOUT_SECONDS = 30


class AppQueue(MemoryHuey):
    """A huey whose tasks run inside the application's context."""

    app: Flask

    def execute(self, task: Any, timestamp: Any = None) -> Any:
        with self.app.app_context():
            return super().execute(task, timestamp)


class QuietConsumer(Consumer):
    """A consumer that runs beside a server, which handles the signals itself."""

    def _set_signal_handlers(self) -> None:
        pass


queue = AppQueue("teahouse", results=False)


def init_app(app: Flask, settings: Settings) -> None:
    """Say where the queue is kept and in which application its tasks run."""
    queue.app = app
    queue.serializer = SignedSerializer(secret=app.config["SECRET_KEY"], salt="queue")
    if settings.redis_url:
        queue.storage = RedisStorage("teahouse", url=settings.redis_url)
    else:
        queue.storage = _in_a_file(settings.instance_path / "queue.sqlite")


def _in_a_file(path: Path) -> SqliteStorage:
    """Open the queue in a SQLite file, made if it is not there: by one process, the others wait."""
    with FileLock(f"{path}.lock"):
        return SqliteStorage("teahouse", filename=str(path), timeout=BUSY_TIMEOUT_SECONDS)


def start_consumer() -> QuietConsumer:
    """Start working off the queue in threads of this process; `stop()` ends them."""
    consumer = QuietConsumer(queue, workers=1, max_delay=2.0, periodic=True)
    consumer.start()
    return consumer
