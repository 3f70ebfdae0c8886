"""Bringing a backup back: everything is looked at first, and what fails leaves the site as it was."""

import hashlib
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic.script import ScriptDirectory
from flask import current_app
from flask_migrate import upgrade

from community.extensions import db
from community.transfer import media_files
from community.transfer.archives import Archive, CannotCarry
from community.transfer.backups import on_postgresql, on_sqlite
from community.transfer.backups.making import FORMAT, VERSION
from community.transfer.backups.sums import check_sums
from community.transfer.site import is_laid_out, is_untouched, revision
from community.transfer.whole.files import drop_files, unpack

SPARE_BYTES = 32 * 1024 * 1024


@dataclass
class Restored:
    """What is back, and what is told about it."""

    rows: int
    files: int
    made_at: str
    note: str = ""


def look_at(path: Path) -> dict[str, Any]:
    """Read a backup through and return what it says of itself. Raises CannotCarry if it does not hold."""
    with Archive(path) as archive:
        told = archive.manifest(FORMAT, VERSION)
        check_sums(archive)
    return told


def restore(path: Path, *, force: bool = False) -> Restored:
    """Put back what a backup holds. Raises CannotCarry, and then everything is as it was.

    Unless forced, it leaves alone a site that serves, or that has anything of its own.
    """
    told = look_at(path)
    _check_kind(told)
    is_damaged = _is_sqlite() and on_sqlite.is_damaged()
    if not force:
        _refuse_to_harm(is_damaged)
    with Archive(path) as archive, ExitStack() as stack:
        _check_room(archive)
        note = _bring_back(archive, told, stack, is_damaged=is_damaged)
    if revision() != told["revision"]:
        raise CannotCarry("The database was written, but is not what the backup says.")
    _bring_up_to_date()
    rows = sum(told["rows"].values())
    return Restored(rows, int(told.get("files", 0)), str(told.get("made_at", "")), note)


def _bring_up_to_date() -> None:
    """Give the tables of an older backup the form that this version needs."""
    try:
        upgrade()
    except Exception as error:
        said = "The backup is back, but `flask db upgrade` is still to be done"
        raise CannotCarry(f"{said} ({error}).") from error


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _check_kind(told: dict[str, Any]) -> None:
    """See that the backup fits the database here, and this version of the site."""
    here = db.engine.dialect.name
    if told.get("database") != here:
        raise CannotCarry(
            f"This is a backup of a site on {told.get('database')}; this one is on {here}. Between "
            "them goes `flask export` there and `flask import teahouse` here."
        )
    script = ScriptDirectory(str(current_app.extensions["migrate"].directory))
    known = {one.revision for one in script.walk_revisions()}
    if told.get("revision") not in known:
        raise CannotCarry("This backup is of a newer version of Teahouse than the one here.")


def _refuse_to_harm(is_damaged: bool) -> None:
    if is_damaged:
        raise CannotCarry("The database here is damaged; --force puts it aside.")
    if is_laid_out():
        with db.engine.connect() as connection:
            if not is_untouched(connection):
                raise CannotCarry(
                    "This site has people and words of its own; --force replaces them."
                )
    use = on_sqlite.is_in_use if _is_sqlite() else on_postgresql.is_in_use
    if use():
        raise CannotCarry(
            "This site is being served: stop it first; --force does not wait for that."
        )


def _check_room(archive: Archive) -> None:
    """See that there is room before anything is written: the database twice, and the files."""
    needed = sum(archive.size(name) for name in archive.names("media/"))
    if archive.has(on_sqlite.MEMBER):
        needed += 2 * archive.size(on_sqlite.MEMBER)
    free = shutil.disk_usage(current_app.instance_path).free
    if needed + SPARE_BYTES > free:
        raise CannotCarry(f"There is no room: {needed:,} bytes are needed, {free:,} are free.")


def _bring_back(
    archive: Archive, told: dict[str, Any], stack: ExitStack, *, is_damaged: bool
) -> str:
    """Put files and database in their places; return what is to be told of that."""
    note, folder = "", Path(current_app.instance_path)
    if _is_sqlite():
        unpacked = stack.enter_context(on_sqlite.unpacked(archive, folder, told))
    else:
        _lay_out_as(told["revision"])
        on_postgresql.check(archive, told)
    put = _put_files(archive)
    try:
        if not _is_sqlite():
            on_postgresql.bring_back(archive, told)
        elif is_damaged:
            with on_sqlite.damaged_aside() as aside:
                on_sqlite.bring_back(unpacked)
            note = f"The damaged database is kept as {aside}."
        else:
            on_sqlite.bring_back(unpacked)
    except BaseException:
        drop_files(put)
        raise
    media_files.align([name.removeprefix("media/") for name in archive.names("media/")])
    return note


def _lay_out_as(wanted: str) -> None:
    """Make the tables as the backup has them, or see that they are so."""
    if not is_laid_out():
        upgrade(revision=wanted)
    elif (here := revision()) != wanted:
        raise CannotCarry(
            f"The backup is of version {wanted} of the tables, here they are of {here}: bring them there "
            f"with `flask db downgrade {wanted}`, restore, and then `flask db upgrade`."
        )


def _put_files(archive: Archive) -> list[str]:
    """Put the files that are not there; return their names. What is there and whole stays untouched."""
    put: list[str] = []
    try:
        for member in archive.names("media/"):
            name = member.removeprefix("media/")
            kept = media_files.kept_as(name)
            if kept and _are_alike(archive, member, kept):
                continue
            passing = unpack(archive, member, media_files.passing_folder())
            try:
                if not kept:
                    put.append(name)
                media_files.put(kept or name, passing)
            finally:
                passing.unlink(missing_ok=True)
    except OSError as error:
        drop_files(put)
        raise CannotCarry(f"A file cannot be written: {error.strerror}.") from error
    except BaseException:
        drop_files(put)
        raise
    return put


def _are_alike(archive: Archive, member: str, kept: str) -> bool:
    return _sum(archive.pieces(member)) == _sum(media_files.pieces(kept))


def _sum(pieces: Any) -> str:
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()
