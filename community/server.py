"""Serve the site with granian: one process a core, a few blocking threads in each."""

import os
import secrets
import socket
import sys
from pathlib import Path
from typing import NoReturn

from community.config import ROOT, Settings

BLOCKING_THREADS = 4


def serve(settings: Settings) -> NoReturn:
    """Become the server: this process is replaced by it and never comes back.

    Granian forks its workers. A process that has opened SQLite or started threads must not be
    forked, for its locks would stay shut in the child; so the server begins as a fresh one.
    """
    refuse_taken_port(settings.host, settings.port)
    os.chdir(ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "granian", *server_options(settings)])


def server_options(settings: Settings) -> list[str]:
    """Return the words of granian's command line."""
    options = {
        "--interface": "wsgi",
        "--host": settings.host,
        "--port": str(settings.port),
        "--workers": str(settings.workers),
        "--blocking-threads": str(BLOCKING_THREADS),
        "--log-level": "warning",
    }
    return [
        *(word for pair in options.items() for word in pair),
        "--respawn-failed-workers",
        "community.worker:app",
    ]


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
