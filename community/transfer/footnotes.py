"""Footnotes in HTML: a raised link to a line further down, as WordPress, Ghost and others write it."""

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

MAX_NOTES = 500
_BACK = re.compile(r"^[\s\u21a9\ufe0e\u2191^\[\]]*$")


def set_apart(soup: BeautifulSoup, kept: list[tuple[str, str]]) -> list[tuple[int, str]]:
    """Put a mark where each note is called, take the notes out; return them as (number, HTML).

    `kept` are the notes that the system keeps beside the text, as (id, HTML).
    """
    notes = dict(kept)
    numbers: dict[str, int] = {}
    lines = _lines(soup)
    for call in soup.find_all("sup")[:MAX_NOTES]:
        place = _called(call)
        if place in notes or place in lines:
            number = numbers.setdefault(place, len(numbers) + 1)
            call.replace_with(_mark(soup, number))
    said = []
    for place, number in numbers.items():
        said.append((number, notes.get(place) or _words_of(lines[place])))
    for place in numbers.keys() & lines.keys():
        _take_out(lines[place])
    return said


def with_notes(body: str, notes: list[tuple[int, str]]) -> str:
    """Return the text with its notes below it."""
    lines = [f"[^{number}]: " + re.sub(r"\n+", "\n    ", words.strip()) for number, words in notes]
    return "\n\n".join([body.rstrip(), *lines]) if lines else body


def _called(call: Tag) -> str:
    if place := call.get("data-fn"):
        return str(place)
    link = call.find("a", href=True)
    href = str(link["href"]) if link else ""
    return href[1:] if href.startswith("#") and len(href) > 1 else ""


def _lines(soup: BeautifulSoup) -> dict[str, Tag]:
    """Return id → line of a list of notes."""
    return {str(line["id"]): line for line in soup.find_all(("li", "p", "div"), id=True)}


def _mark(soup: BeautifulSoup, number: int) -> Tag:
    return soup.new_tag("note", attrs={"number": str(number)})


def _words_of(line: Tag) -> str:
    for link in line.find_all("a", href=True):
        if str(link["href"]).startswith("#") and _BACK.match(link.get_text()):
            link.decompose()
    return line.decode_contents()


def _take_out(line: Tag) -> None:
    """Take a note's line away, and the list around it once nothing is left there."""
    around = line.parent
    line.decompose()
    while around is not None and around.name in ("ol", "ul", "section", "div", "aside"):
        if around.get_text(strip=True):
            return
        above = around.parent
        around.decompose()
        around = above
