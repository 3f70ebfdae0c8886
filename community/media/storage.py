"""Where the files lie: a folder of the instance, or a bucket that speaks S3, behind one small interface.

A name is a word and an ending, without a slash; under it a file is there whole or not at all.
"""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from flask import Flask, current_app

from community.config import Settings
from community.media.folder import MediaFolder


class MediaStore(Protocol):
    """What every place for files can do.

    Raises NoRoom (507) where a disk is full, and Busy (503) where a bucket does not answer.
    """

    def put_all(self, files: dict[str, bytes]) -> None:
        """Write the files; if one fails, none of them is left."""

    def put_file(self, name: str, path: Path) -> None:
        """Take in a large file, which is gone from `path` afterwards."""

    def size(self, name: str) -> int | None:
        """Return how many bytes a file has; None where there is none."""

    def exists(self, name: str) -> bool:
        """Tell whether there is such a file."""

    def open(self, name: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Return the bytes of a file piece by piece, or of a range of it. Raises NotFound."""

    def remove(self, names: list[str]) -> None:
        """Delete files, those set aside as well; one that is not there is passed over."""

    def names(self, before: datetime | None = None) -> Iterator[str]:
        """Name all files one by one, those set aside apart, or only those written before a moment."""

    def names_aside(self) -> Iterator[str]:
        """Name all files that are set aside; each can be opened and put as `aside/<name>`."""

    def set_aside(self, names: list[str]) -> None:
        """Move files to where no address leads."""

    def put_back(self, names: list[str]) -> None:
        """Let files be asked for again that were set aside."""

    def sweep_aside(self, days: int) -> None:
        """Delete what was set aside so many days ago."""


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["media"] = make_store(settings)


def make_store(settings: Settings) -> MediaStore:
    """Return the place for files that the settings name.

    The client for buckets takes a third of a second to import: who keeps files in a folder is spared it.
    """
    if not settings.media_url:
        return MediaFolder(settings.instance_path / "media")
    bucket = import_module("community.media.bucket")
    return cast(MediaStore, bucket.MediaBucket(settings.media_url, settings.s3_endpoint_url))


def media_store() -> MediaStore:
    """Return where this site keeps its files."""
    return cast(MediaStore, current_app.extensions["media"])


def read_whole(name: str) -> bytes:
    """Return a file in one piece; for those that are known to be small. Raises NotFound."""
    return b"".join(media_store().open(name))
