"""A picture of a title, for sites that show one beside a link: dyed paper, large words, the seal."""

import io
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from community.config import ROOT
from community.feeds import palette
from community.feeds.setting import SetLine, drawable, set_line, width_of
from community.text.lines import balance_lines, break_lines, shorten_lines

WIDTH, HEIGHT = 1200, 630
MARGIN = 88
TOP = 76
SIZES = (108, 96, 86, 76, 67, 60, 54)
MAX_LINES = 4
# Of a character: from the top of a line to its baseline, from line to line, and below the last.
ASCENT, LEADING, DESCENT = 0.9, 1.34, 0.25
SMALL = 36
SEAL = 84
# Where the seal stands, and how far above it the title ends.
FOOT, SPACE = 472, 36
ART = ROOT / "static" / "brand" / "icon-512.png"


@dataclass(frozen=True)
class CardWords:
    """What stands on a card; `tint` is the number of its paper. Each line of the title begins anew."""

    title: str
    author: str
    language: str
    site_name: str
    tint: int


def draw_card(words: CardWords) -> bytes:
    """Return a PNG of WIDTH × HEIGHT; without words where no face has their characters."""
    dye = palette.tint(words.tint)
    card = Image.new("RGB", (WIDTH, HEIGHT), dye.paper)
    parts = [drawable(part, words.language) for part in words.title.split("\n")]
    if all(parts):
        _draw_title(card, parts, words.language, dye.ink)
        _draw_foot(card, words, dye.ink)
    else:
        _stamp(card, (WIDTH - 4 * SEAL) // 2, (HEIGHT - 4 * SEAL) // 2, 4 * SEAL)
    file = io.BytesIO()
    # Few colours: a third of the bytes, and nobody sees the difference.
    card.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _draw_title(card: Image.Image, parts: list[str], language: str, ink: palette.Rgb) -> None:
    """Set the title as large as it fits, from the top."""
    size, lines = _fitted(parts, language)
    for number, line in enumerate(lines):
        baseline = TOP + round(size * (ASCENT + number * LEADING))
        _draw_line(card, set_line(line, language, size), MARGIN, baseline, ink)


def _fitted(parts: list[str], language: str) -> tuple[int, list[str]]:
    """Return the largest size in which the title fits, and its lines; the smallest if none does."""

    def measure(text: str) -> float:
        return width_of(text, language)

    for size in SIZES:
        width = (WIDTH - 2 * MARGIN) / size
        lines = [line for part in parts for line in break_lines(part, width, measure)]
        height = size * (ASCENT + (len(lines) - 1) * LEADING + DESCENT)
        if len(lines) <= MAX_LINES and height <= FOOT - SPACE - TOP:
            return size, [line for part in parts for line in balance_lines(part, width, measure)]
    return size, shorten_lines(lines, MAX_LINES, width, measure)


def _draw_foot(card: Image.Image, words: CardWords, ink: palette.Rgb) -> None:
    """Put the seal and the name of the site at the left, who wrote it at the right."""
    _stamp(card, MARGIN, FOOT, SEAL)
    baseline = FOOT + SEAL // 2 + SMALL // 3
    site = set_line(drawable(words.site_name, words.language), words.language, SMALL)
    _draw_line(card, site, MARGIN + SEAL + 24, baseline, ink)
    author = set_line(drawable(words.author, words.language), words.language, SMALL)
    if author.width < WIDTH - 2 * MARGIN - SEAL - 72 - site.width:
        _draw_line(card, author, round(WIDTH - MARGIN - author.width), baseline, ink)


def _draw_line(card: Image.Image, line: SetLine, x: float, baseline: int, ink: palette.Rgb) -> None:
    pen = ImageDraw.Draw(card)
    for run in line.runs:
        pen.text((x + run.x, baseline), run.text, fill=ink, font=run.face, anchor="ls")


def _stamp(card: Image.Image, x: int, y: int, size: int) -> None:
    """Press the seal onto the paper; a rim of paper keeps red apart from red."""
    rim = size // 14
    seal = _seal(size)
    ground = Image.new("RGB", (size + 2 * rim, size + 2 * rim), palette.colour("paper"))
    shape = _seal(size + 2 * rim).getchannel("A")
    card.paste(ground, (x - rim, y - rim), shape)
    card.paste(seal, (x, y), seal)


@lru_cache(maxsize=8)
def _seal(size: int) -> Image.Image:
    with Image.open(ART) as art:
        return art.convert("RGBA").resize((size, size), Image.Resampling.LANCZOS)
