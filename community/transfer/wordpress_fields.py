"""What the elements of a WordPress export say, one by one."""

import json
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from community.transfer.pieces import Attached, LeftOut, TagName
from community.transfer.wxr import Item, Record

TAXONOMIES = ("category", "post_tag")
SHELVES = {"publish": "published", "future": "scheduled", "draft": "draft", "pending": "draft"}
SHELVES |= {"private": "draft", "auto-draft": "draft", "": "draft"}


def is_wordpress(record: Item | Record) -> bool:
    if isinstance(record, Item):
        return any(name.startswith("wp:") for name in record.fields)
    return record.kind != "channel" or any(name.startswith("wp:") for name in record.fields)


def tag_of(record: Record) -> TagName | LeftOut:
    names = {"category": "wp:cat_name", "tag": "wp:tag_name", "term": "wp:term_name"}
    name = unescape(record.fields.get(names[record.kind], "")).strip()
    domain = record.fields.get("wp:term_taxonomy", "category")
    if record.kind == "term" and domain not in TAXONOMIES:
        return LeftOut("term", domain[:40])
    slugs = {"category": "wp:category_nicename", "tag": "wp:tag_slug", "term": "wp:term_slug"}
    name = name or unquote(record.fields.get(slugs[record.kind], "")).strip()
    return TagName(name) if name else LeftOut("nameless_tag")


def terms_left_out(item: Item) -> Iterator[LeftOut]:
    for domain, _nicename, _name in item.categories:
        if domain not in TAXONOMIES:
            yield LeftOut("term", domain[:40])


def attached_of(item: Item) -> Attached:
    fields = item.fields
    return Attached(
        key=fields.get("wp:post_id", "").strip(),
        url=(fields.get("wp:attachment_url") or fields.get("guid", "")).strip(),
        parent=fields.get("wp:post_parent", "").strip(),
        alt=item.meta.get("_wp_attachment_image_alt", ""),
        caption=fields.get("excerpt:encoded", "").strip(),
    )


def shelf_of(fields: dict[str, str]) -> tuple[str, str]:
    status = fields.get("wp:status", "publish").strip()
    if fields.get("wp:post_password", "").strip():
        return "draft", "password"
    shelf = SHELVES.get(status, "draft")
    return shelf, "private" if status == "private" else ""


def paths_of(fields: dict[str, str], kind: str) -> list[str]:
    """List the addresses that a piece had: its own, and those with a number."""
    number = fields.get("wp:post_id", "").strip()
    found = [fields.get("link", ""), fields.get("guid", "")]
    base = urlsplit(found[0]).path if "?" in found[0] else "/"
    if number.isdigit():
        found += [f"{base}?p={number}", f"{base}?page_id={number}" if kind == "page" else ""]
    return [address.strip() for address in found if address.strip()]


def footnotes_of(text: str) -> list[tuple[str, str]]:
    """Read the notes that WordPress keeps beside a post, as (id, HTML)."""
    try:
        notes: Any = json.loads(text) if text else []
        return [(str(note["id"]), str(note["content"])) for note in notes]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:40]
