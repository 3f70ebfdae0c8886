"""Serve the site with granian: for production, and with one command on a fresh machine."""

import os
import secrets
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from community.config import ROOT, Settings
from community.letters.queue import QuietConsumer, start_consumer

BLOCKING_THREADS = 4


def serve(settings: Settings) -> None:
    """Serve until stopped: one process a core, a few threads each, letters from this one."""
    server = Granian(
        "app:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=BLOCKING_THREADS,
        log_level=LogLevels.warning,
        working_dir=ROOT,
        respawn_failed_workers=True,
    )
    consumers: list[QuietConsumer] = []
    if not settings.redis_url:
        server.on_startup(lambda: consumers.append(start_consumer()))
        server.on_shutdown(lambda: [one.stop() for one in consumers])
    server.serve()


def keep_secret(instance_path: Path) -> str:
    """Return the key of this instance, made at the first start, readable to its owner only."""
    path = instance_path / "secret_key"
    if not path.exists():
        instance_path.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
