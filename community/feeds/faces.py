"""The faces of type that this machine has: found in the usual folders, asked for what they can draw."""

import os
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "/opt/homebrew/share/fonts",
    "C:/Windows/Fonts",
)
MAX_FILES = 5_000
MAX_FACES = 5
# Best first. A collection holds a face for each place; they differ in the shapes of 骨 and 直.
HAN = (
    *("notoserifcjk-bold.ttc", "sourcehanserif-bold.ttc", "sourcehanserif.ttc"),
    *("notoserifcjksc-bold.otf", "notoserifsc-bold.otf", "sourcehanserifsc-bold.otf"),
    *("songti.ttc", "notosanscjk-bold.ttc", "notosanscjk-medium.ttc", "sourcehansans.ttc"),
    *("notosanscjksc-bold.otf", "notosanssc-bold.otf", "pingfang.ttc", "msyhbd.ttc", "msyh.ttc"),
    *("notosanscjk-regular.ttc", "notoserifcjk-regular.ttc", "wqy-microhei.ttc", "wqy-zenhei.ttc"),
    *("droidsansfallbackfull.ttf", "droidsansfallback.ttf"),
)
LATIN = (
    *("notoserif-bold.ttf", "sourceserif4-bold.otf", "notoserifcjk-bold.ttc", "georgiab.ttf"),
    *("georgia bold.ttf", "dejavuserif-bold.ttf", "liberationserif-bold.ttf"),
    *("notosans-bold.ttf", "dejavusans-bold.ttf"),
    *("liberationsans-bold.ttf", "arialbd.ttf"),
)
PLACES = {"zh-Hans": "SC", "zh-Hant": "TC", "ja": "JP", "ko": "KR"}
# In a Chinese face these are as wide as a character: right in Chinese, and wrong in anything else.
WIDE_MARKS = frozenset("“”‘’—…·")
# No face has it: what is drawn in its place is drawn for every other that is missing.
NOWHERE = "\U0010fffe"

Face = ImageFont.FreeTypeFont


@lru_cache(maxsize=64)
def faces(language: str, size: int) -> tuple[Face, ...]:
    """Return the faces for a language in a size in pixels, best first; none where there are none."""
    names = dict.fromkeys((*HAN, *LATIN) if is_of_han(language) else (*LATIN, *HAN))
    found = (_opened(_files()[name], size, language) for name in names if name in _files())
    return tuple(list(filter(None, found))[:MAX_FACES])


@lru_cache(maxsize=20_000)
def can_draw(face: Face, char: str, language: str) -> bool:
    """Tell whether a face has a character of its own for this one, as it looks in this language."""
    if char in WIDE_MARKS and not is_of_han(language) and Path(str(face.path)).name.lower() in HAN:
        return False
    return bytes(face.getmask(char)) != _blank(face) or char.isspace()


def is_of_han(language: str) -> bool:
    """Tell whether a language is set with the faces of Chinese, Japanese or Korean."""
    return language.startswith(("zh", "ja", "ko"))


@cache
def _blank(face: Face) -> bytes:
    return bytes(face.getmask(NOWHERE))


def _opened(path: Path, size: int, language: str) -> Face | None:
    try:
        if path.suffix != ".ttc":
            return ImageFont.truetype(path, size)
        names = dict(_in_collection(path))
        place = PLACES.get(language, "SC")
        index = next((i for i, name in names.items() if name.endswith(place)), 0)
        return ImageFont.truetype(path, size, index=index)
    except OSError:
        return None


@cache
def _in_collection(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple(_named(path))


def _named(path: Path) -> Iterator[tuple[int, str]]:
    for index in range(12):
        try:
            yield index, ImageFont.truetype(path, 16, index=index).getname()[0] or ""
        except OSError:
            return


@cache
def _files() -> dict[str, Path]:
    """Return lower-case name → file, for the fonts in the usual folders."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for where, _folders, names in os.walk(Path(folder).expanduser()):
            for name in names:
                if name.lower().endswith((".ttf", ".otf", ".ttc")) and len(found) < MAX_FILES:
                    found.setdefault(name.lower(), Path(where) / name)
    return found
