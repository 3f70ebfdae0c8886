"""The house's colours outside of style sheets: read from static/css/tokens.css, which alone has them."""

import math
import re
from functools import cache
from typing import NamedTuple

from community.config import ROOT

TOKENS = ROOT / "static" / "css" / "tokens.css"
_TOKEN = r"--{name}:\s*light-dark\(oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)"
_TINT = re.compile(r"\.tint-(\d+) \{ --hue: ([\d.]+);(?: --deep: ([\d.]+)% ([\d.]+);)? \}")
_PALE = r"--{name}: light-dark\(oklch\(([\d.]+)% ([\d.]+) var\(--hue\)\)"
_ON_DEEP = re.compile(r"--tint-ink: oklch\(([\d.]+)% ([\d.]+) var\(--hue\)\)")

Rgb = tuple[int, int, int]


class Tint(NamedTuple):
    """A dyed paper and the ink on it."""

    paper: Rgb
    ink: Rgb


@cache
def colour(name: str) -> Rgb:
    """Return a token as it is in daylight."""
    lightness, chroma, hue = _numbers(re.compile(_TOKEN.format(name=name)))
    return oklch(lightness, chroma, hue)


def house_colour(name: str) -> str:
    """Return a token as #rrggbb."""
    return "#{:02x}{:02x}{:02x}".format(*colour(name))


@cache
def tint(number: int) -> Tint:
    """Return one of the twelve dyed papers."""
    found = {int(one[1]): one for one in _TINT.finditer(_tokens())}[number]
    hue = float(found[2])
    if found[3]:
        ink_on_deep = _numbers(_ON_DEEP)
        paper = oklch(float(found[3]), float(found[4]), hue)
        return Tint(paper, oklch(ink_on_deep[0], ink_on_deep[1], hue))
    pale, ink = (_numbers(re.compile(_PALE.format(name=name))) for name in ("tint", "tint-ink"))
    return Tint(oklch(pale[0], pale[1], hue), oklch(ink[0], ink[1], hue))


def oklch(lightness: float, chroma: float, hue: float) -> Rgb:
    """Return a colour of OKLCH (lightness in %, hue in degrees) in sRGB (CSS Color 4, §10)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    light = lightness / 100
    long, middle, short = (
        (light + x * a + y * b) ** 3
        for x, y in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.2914855480),
        )
    )
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _byte(red), _byte(green), _byte(blue)


def _byte(linear: float) -> int:
    value = min(1.0, max(0.0, linear))
    value = 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
    return round(value * 255)


def _numbers(pattern: re.Pattern[str]) -> list[float]:
    found = pattern.search(_tokens())
    assert found, f"{TOKENS} has no {pattern.pattern}"
    return [float(one) for one in found.groups()]


@cache
def _tokens() -> str:
    return TOKENS.read_text(encoding="utf-8")
