"""The files of an export: looked at, and put where this site keeps its files."""

import os
import struct
import tempfile
import warnings
from pathlib import Path

import av
from PIL import Image

from community.config import MAX_IMAGE_PIXELS
from community.transfer import media_files
from community.transfer.archives import Archive, CannotCarry
from community.transfer.whole.report import Report

PICTURES = {".webp": "WEBP", ".avif": "AVIF", ".jpg": "JPEG"}
CLIPS = {".mp4": "mp4", ".webm": "webm"}
MAX_BYTES = 256 * 1024 * 1024
NOT_A_PICTURE = (OSError, ValueError, SyntaxError, struct.error, Image.DecompressionBombError)


def bring_files(archive: Archive, keys: set[str], report: Report) -> list[str]:
    """Put the files of these pictures and clips into the store; return the names of what was put.

    Raises CannotCarry for a file that is not what it is called; then none of them is left.
    """
    put: list[str] = []
    try:
        for member in archive.names("media/"):
            _bring(archive, member, keys, put, report)
    except BaseException:
        drop_files(put)
        raise
    return put


def drop_files(names: list[str]) -> None:
    """Take away again what was put."""
    media_files.remove(names)


def _bring(archive: Archive, member: str, keys: set[str], put: list[str], report: Report) -> None:
    name = member.removeprefix("media/")
    if media_files.key_of(name) not in keys:
        report.leave_out("files", "they belong to no picture and no clip")
    elif media_files.kept_as(name):
        report.here["files"] += 1
    else:
        passing = unpack(archive, member, media_files.passing_folder())
        try:
            check(passing, name)
            put.append(name)
            media_files.put(name, passing)
        finally:
            passing.unlink(missing_ok=True)
        report.new["files"] += 1


def unpack(archive: Archive, member: str, folder: Path) -> Path:
    """Write a member to a file with a name of our own, and return that."""
    if archive.size(member) > MAX_BYTES:
        raise CannotCarry(f"{member} is larger than {MAX_BYTES} bytes.")
    handle, made = tempfile.mkstemp(prefix="carried-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in archive.pieces(member):
                file.write(piece)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
    return Path(made)


def check(path: Path, name: str) -> None:
    """See that a file is what its name says. Raises CannotCarry."""
    kind = Path(name).suffix
    if kind in PICTURES:
        if not _is_picture(path, PICTURES[kind]):
            raise CannotCarry(f"media/{name} is no picture: its bytes are not {PICTURES[kind]}.")
    elif kind in CLIPS:
        if not _is_clip(path, CLIPS[kind]):
            raise CannotCarry(f"media/{name} is no clip: its bytes are not {CLIPS[kind]}.")
    else:
        raise CannotCarry(f"media/{name} is of no kind that this site keeps.")


def _is_picture(path: Path, kind: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(path, formats=[kind]) as picture:
                if picture.width * picture.height > MAX_IMAGE_PIXELS:
                    return False
                picture.load()
        except NOT_A_PICTURE:
            return False
    return True


def _is_clip(path: Path, kind: str) -> bool:
    try:
        with av.open(str(path), format=kind, options={"protocol_whitelist": "file"}) as clip:
            return bool(clip.streams.video) and clip.streams.video[0].width > 0
    except (av.FFmpegError, OSError, ValueError):
        return False
