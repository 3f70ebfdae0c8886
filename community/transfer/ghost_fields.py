"""What the columns of a Ghost export say, one by one."""

from hashlib import sha256
from typing import Any

from community.transfer.ghost_cards import html_of_lexical, html_of_mobiledoc
from community.transfer.ghost_rows import Row
from community.transfer.pieces import Note, Person

HERE = "__GHOST_URL__"
SHELVES = {"published": "published", "scheduled": "scheduled"}


def body_of(row: Row) -> tuple[str, list[Note]]:
    """Return a body from what there is of it, HTML first; and what does not come along."""
    notes: list[Note] = []
    if text_of(row, "codeinjection_head") or text_of(row, "codeinjection_foot"):
        notes.append(("injection", {"title": text_of(row, "title")[:80]}))
    if html := text_of(row, "html"):
        return html, notes
    made = html_of_lexical(text_of(row, "lexical"))
    if made is None:
        made = html_of_mobiledoc(text_of(row, "mobiledoc"))
    if made is None and (text_of(row, "lexical") or text_of(row, "mobiledoc")):
        notes.append(("unread_body", {"title": text_of(row, "title")[:80]}))
    return made or "", notes


def shelf_of(row: Row) -> tuple[str, str]:
    status, visibility = text_of(row, "status"), text_of(row, "visibility") or "public"
    if status == "sent":
        return "draft", "letter"
    if status in SHELVES and visibility != "public":
        return "draft", "members"
    return SHELVES.get(status, "draft"), ""


def guest(name: str, email: str) -> Person:
    key = sha256(f"{name}\n{email.casefold()}".encode("utf-8", "replace")).hexdigest()[:40]
    return Person(key, name, (name,), email, is_guest=True)


def key_of(row: Row) -> str:
    """Return what tells a row from those of other sites: old ones merely counted."""
    number = id_of(row, "id")
    return number if len(number) == 24 or not row.get("uuid") else id_of(row, "uuid")


def id_of(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)[:100]


def text_of(row: Row, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def number_of(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def local_address(address: str) -> str:
    return address.replace(HERE, "")
