"""A server of its own process on one core: started, weighed and stopped."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
_ALLOWED = sorted(os.sched_getaffinity(0))
# The load keeps off the server's core, where there is more than one.
SERVER_CORE = {_ALLOWED[0]}
OTHER_CORES = set(_ALLOWED[1:]) or SERVER_CORE
TICKS = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


class Server:
    """A server process with all its children."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self.process = process
        self.port = port

    def pids(self) -> list[int]:
        """Return the process and its descendants, parents first."""
        found = [self.process.pid]
        for pid in found:
            for children in Path(f"/proc/{pid}/task").glob("*/children"):
                found += map(int, children.read_text().split())
        return found

    def processor_seconds(self) -> float:
        """Return user and system time of all the processes so far."""
        ticks = 0
        for pid in self.pids():
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def memory(self) -> list[tuple[str, float]]:
        """Return of each process what it is and its proportional share of memory, in MiB."""
        first, *others = self.pids()
        return [("the supervisor", _share(first)), *(("a worker", _share(pid)) for pid in others)]


@contextmanager
def serving(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run a server on its core until the block ends; fail if it does not answer in a minute."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, SERVER_CORE)  # Children inherit it.
    try:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}
        )
    finally:
        os.sched_setaffinity(0, before)
    try:
        _wait(process, port)
        yield Server(process, port)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise SystemExit(f"{process.args!r} did not start to serve.")


def _share(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
