"""Where files are kept, for the tests: a folder and a bucket that really are there."""

import os
import subprocess
import uuid
from collections.abc import Callable
from contextvars import Context
from pathlib import Path

import pytest

from community.config import read_settings
from community.extensions import db
from community.jobs.queue import queue
from community.media.storage import make_store
from tests import s3


@pytest.fixture(scope="session")
def s3_server():
    """A running S3 server, started once for this worker; skipped where there is none."""
    try:
        server = s3.Server()
    except s3.NoServer as reason:
        pytest.skip(str(reason))
    yield server
    server.stop()


@pytest.fixture
def bucket_settings(s3_server, monkeypatch):
    """The settings of a site that keeps its files in an empty place of a bucket."""
    for name, value in s3.KEYS.items():
        monkeypatch.setenv(name, value)
    url = f"s3://{s3.BUCKET}/{uuid.uuid4().hex}"
    return {"MEDIA_URL": url, "S3_ENDPOINT_URL": s3_server.endpoint}


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path: Path):
    """A place for files with nothing in it: a folder, then a bucket."""
    settings = {"INSTANCE_PATH": str(tmp_path)}
    if request.param == "bucket":
        settings |= request.getfixturevalue("bucket_settings")
    return make_store(read_settings(settings))


@pytest.fixture
def works_off(app) -> Callable[[], None]:
    """Do what waits in the queue, as the worker would; it is empty when the test begins."""

    def work() -> None:
        db.session.commit()
        while task := queue.dequeue():
            Context().run(queue.execute, task)
        db.session.expire_all()

    queue.app = app
    queue.flush()
    return work


@pytest.fixture
def small_disk(tmp_path):
    """A disk with room for 100 KiB; skipped where one may not mount."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", str(tmp_path)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("A small disk needs the right to mount one: run the tests as root")
    yield tmp_path
    # Lazily: the test client leaves the files of large uploads to the garbage collector.
    subprocess.run(["umount", "-l", str(tmp_path)], check=True)
