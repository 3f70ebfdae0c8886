"""The files of pictures and clips, as they go along with a site."""

from collections.abc import Iterator
from pathlib import Path

from flask import current_app

from community.media.storage import media_store

ASIDE = "aside/"


def key_of(name: str) -> str:
    """Return the key of the picture or clip that a file belongs to: `<key>-<size>.<kind>`."""
    stem = name.removeprefix(ASIDE).partition(".")[0]
    return stem.rpartition("-")[0] or stem


def names_of(keys: set[str]) -> list[str]:
    """Return the names of all files of these pictures and clips, those set aside as `aside/<name>`."""
    store = media_store()
    names = [name for name in store.names() if key_of(name) in keys]
    names += [f"{ASIDE}{name}" for name in store.names_aside() if key_of(name) in keys]
    return sorted(names)


def put(name: str, path: Path) -> None:
    """Take a file into the store, which is gone from `path` afterwards."""
    media_store().put_file(name, path)


def pieces(name: str) -> Iterator[bytes]:
    return media_store().open(name)


def remove(names: list[str]) -> None:
    media_store().remove(names)


def passing_folder() -> Path:
    """Return where files are that are on their way: on the disk of the instance."""
    return Path(current_app.instance_path)


def kept_as(name: str) -> str:
    """Return as what a file is kept here: in its place, or set aside; "" for neither."""
    plain = name.removeprefix(ASIDE)
    return next((one for one in (plain, ASIDE + plain) if media_store().exists(one)), "")


def align(names: list[str]) -> None:
    """Set aside what is to be aside, and put the others in their places."""
    aside = [name.removeprefix(ASIDE) for name in names if name.startswith(ASIDE)]
    media_store().set_aside(aside)
    media_store().put_back([name for name in names if not name.startswith(ASIDE)])
