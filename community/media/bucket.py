"""Files in a bucket that speaks S3. Imported only where MEDIA_URL names one: see `storage`.

Who one is, and in which region, boto3 finds as everywhere: AWS_ACCESS_KEY_ID, AWS_REGION, a profile.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from boto3.exceptions import Boto3Error
from boto3.session import Session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from flask_babel import lazy_gettext as _l

from community.database import now
from community.errors import Busy, NotFound

CHUNK_BYTES = 256 * 1024
# S3 deletes at most so many in one request.
MAX_DELETED = 1_000
RETRY_AFTER_SECONDS = 10
GONE = ("404", "NoSuchKey", "NotFound")
log = logging.getLogger(__name__)


class MediaBucket:
    """Files by name under one prefix of a bucket. The client may be used by many threads."""

    def __init__(self, address: str, endpoint: str = "") -> None:
        parts = urlsplit(address)
        self.bucket = parts.netloc
        self.prefix = f"{path}/" if (path := parts.path.strip("/")) else ""
        self.client: Any = Session().client(
            "s3", endpoint_url=endpoint or None, config=_manners(bool(endpoint))
        )

    def put_all(self, files: dict[str, bytes]) -> None:
        written: list[str] = []
        try:
            for name, data in files.items():
                with _asking():
                    self.client.put_object(**self._at(name), Body=data)
                written.append(name)
        except BaseException:
            self.remove(written)
            raise

    def put_file(self, name: str, path: Path) -> None:
        with _asking():
            self.client.upload_file(str(path), self.bucket, self._key(name))
        path.unlink(missing_ok=True)

    def size(self, name: str) -> int | None:
        try:
            with _asking():
                return int(self.client.head_object(**self._at(name))["ContentLength"])
        except NotFound:
            return None

    def exists(self, name: str) -> bool:
        return self.size(name) is not None

    def open(self, name: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        end = "" if length is None else start + length - 1
        if length == 0:
            return iter(())
        part = {"Range": f"bytes={start}-{end}"} if start or length is not None else {}
        with _asking():
            body = self.client.get_object(**self._at(name), **part)["Body"]
        return _pieces(body)

    def remove(self, names: list[str]) -> None:
        keys = [self._key(name) for each in names for name in (each, f"aside/{each}")]
        self._delete(keys)

    def names(self, before: datetime | None = None) -> Iterator[str]:
        for key, written_at in self._listed(self.prefix):
            if before is None or written_at < before:
                yield key.removeprefix(self.prefix)

    def names_aside(self) -> Iterator[str]:
        place = f"{self.prefix}aside/"
        for key, _written_at in self._listed(place):
            yield key.removeprefix(place)

    def set_aside(self, names: list[str]) -> None:
        for name in names:
            self._move(name, f"aside/{name}")

    def put_back(self, names: list[str]) -> None:
        for name in names:
            self._move(f"aside/{name}", name)

    def sweep_aside(self, days: int) -> None:
        limit = now() - timedelta(days=days)
        self._delete([key for key, at in self._listed(f"{self.prefix}aside/") if at < limit])

    def _key(self, name: str) -> str:
        return self.prefix + name

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": self._key(name)}

    def _listed(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        """List what stands right under a prefix; some servers name the empty folder as well."""
        pages = self.client.get_paginator("list_objects_v2").paginate(
            Bucket=self.bucket, Prefix=prefix, Delimiter="/"
        )
        with _asking():
            for page in pages:
                for one in page.get("Contents", ()):
                    if one["Key"] != prefix:
                        yield one["Key"], one["LastModified"]

    def _move(self, name: str, to: str) -> None:
        """Copy, then delete; one that is not there is passed over."""
        try:
            with _asking():
                self.client.copy_object(**self._at(to), CopySource=self._at(name))
        except NotFound:
            return
        self._delete([self._key(name)])

    def _delete(self, keys: list[str]) -> None:
        for start in range(0, len(keys), MAX_DELETED):
            some = [{"Key": key} for key in keys[start : start + MAX_DELETED]]
            with _asking():
                self.client.delete_objects(
                    Bucket=self.bucket, Delete={"Objects": some, "Quiet": True}
                )


def _manners(is_of_another_maker: bool) -> Config:
    """Return how one asks: not for ever, and without what only Amazon's servers know."""
    return Config(
        connect_timeout=5,
        read_timeout=20,
        retries={"max_attempts": 3, "mode": "standard"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        s3={"addressing_style": "path"} if is_of_another_maker else {},
    )


@contextmanager
def _asking() -> Iterator[None]:
    """Say in our own errors what a bucket answers: NotFound, or Busy (503), with the cause in the log."""
    try:
        yield
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in GONE:
            raise NotFound from error
        raise _away(error) from error
    except (BotoCoreError, Boto3Error) as error:
        raise _away(error) from error


def _away(error: Exception) -> Busy:
    log.error("The bucket of MEDIA_URL did not do what it was asked: %s", error)
    said = _l("The shelf for pictures and clips does not answer just now. Please try again soon.")
    return Busy(said, RETRY_AFTER_SECONDS)


def _pieces(body: Any) -> Iterator[bytes]:
    try:
        yield from body.iter_chunks(CHUNK_BYTES)
    finally:
        body.close()
