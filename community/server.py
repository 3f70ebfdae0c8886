"""Serve the site with granian: one process a core, a few blocking threads in each."""

import os
import secrets
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from community.config import ROOT, Settings

BLOCKING_THREADS = 4


def run_apart(work: Callable[[], None]) -> None:
    """Do something in a process of its own and stop with it if it fails.

    The server forks its workers. A process that has opened SQLite or started threads must not be
    forked, for its locks would stay shut in the child; so whatever opens the database before the
    server starts does it here.
    """
    sys.stdout.flush()
    if child := os.fork():
        if status := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            sys.exit(status)
        return
    work()
    sys.exit()


def serve(settings: Settings) -> None:
    """Serve until stopped. The workers have from this process what it has imported, no more."""
    refuse_taken_port(settings.host, settings.port)
    Granian(
        "community.worker:app",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=BLOCKING_THREADS,
        log_level=LogLevels.warning,
        working_dir=ROOT,
        respawn_failed_workers=True,
    ).serve()


def refuse_taken_port(host: str, port: int) -> None:
    """Stop with a sentence if something answers there already.

    The workers share their port with whoever else asks for it, so that two sites would both start
    and take turns at answering.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            sys.exit(f"Cannot serve on {host}:{port} ({problem.strerror}); set HOST or PORT")


def keep_secret(instance_path: Path) -> str:
    """Return the key of this instance, made at the first start, readable to its owner only."""
    path = instance_path / "secret_key"
    if not path.exists():
        instance_path.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
