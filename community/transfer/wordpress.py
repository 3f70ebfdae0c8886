"""A WordPress export (WXR 1.0 to 1.2): its records as people, pieces, remarks, files and tags."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from community.database import now
from community.transfer.dates import first_of
from community.transfer.opening import ExportFile
from community.transfer.pieces import (
    KINDS,
    Attached,
    LeftOut,
    Person,
    Piece,
    Remark,
    Survey,
    TagName,
    Thing,
)
from community.transfer.problems import NOT_WORDPRESS, CannotImport
from community.transfer.wxr import Item, Record, WxrReader

TAXONOMIES = ("category", "post_tag")
SHELVES = {"publish": "published", "future": "scheduled", "draft": "draft", "pending": "draft"}
SHELVES |= {"private": "draft", "auto-draft": "draft", "": "draft"}
# Told apart from others of the same address, as every site on somebody's own machine has it.
LOCAL = re.compile(r"^(?:localhost|127\..*|.*\.(?:local|localhost|test|internal|invalid))$")
_BLOCK = "<!-- wp:"


class WordPress:
    """The export of one WordPress site."""

    system = "wordpress"

    def __init__(self, file: ExportFile) -> None:
        self.file = file
        self.survey = Survey()
        self._children: dict[str, list[Attached]] = defaultdict(list)
        self._people: dict[str, str] = {}
        self._terms: set[tuple[str, str]] = set()

    @property
    def name(self) -> str:
        """Name the site by its address; one on somebody's own machine by its title as well."""
        address = self.survey.address.rstrip("/")
        is_local = LOCAL.match(urlsplit(address).hostname or "localhost")
        return f"wordpress {address}" + (f" ({self.survey.title})" if is_local else "")

    def look_through(self) -> Survey:
        """Read the file once. Raises CannotImport if it is broken, or is something else."""
        with self.file.open() as stream:
            reader = WxrReader(stream)
            is_export = False
            for record in reader.records():
                is_export = is_export or _is_wordpress(record)
                self._note(record)
        if not is_export:
            raise CannotImport(NOT_WORDPRESS)
        if reader.dropped_controls:
            self.survey.left_out["control", ""] += reader.dropped_controls
        return self.survey

    def things(self) -> Iterator[Thing]:
        self._terms.clear()
        with self.file.open() as stream:
            for record in WxrReader(stream).records():
                yield from self._read(record)

    def gallery(self, ids: list[str], piece: str) -> list[Attached]:
        """Return these files, or without any those that hang on a piece."""
        attached = self.survey.attached
        return [attached[id_] for id_ in ids if id_ in attached] if ids else self._children[piece]

    def _note(self, record: Item | Record) -> None:
        if isinstance(record, Record) and record.kind == "channel":
            self._note_site(record.fields)
        for thing in self._read(record):
            if isinstance(thing, LeftOut):
                self.survey.left_out[thing.what, thing.detail] += 1
            else:
                self.survey.found[KINDS[type(thing)]] += 1
            if isinstance(thing, Person):
                self.survey.people[thing.key] = thing
            elif isinstance(thing, Attached):
                self.survey.attached[thing.key] = thing
                self._children[thing.parent].append(thing)

    def _note_site(self, fields: dict[str, str]) -> None:
        if title := fields.get("title"):
            self.survey.title = title.strip()[:60]
        address = fields.get("wp:base_blog_url") or fields.get("link")
        if address and ("wp:base_blog_url" in fields or not self.survey.address):
            self.survey.address = address.strip()[:200]

    def _read(self, record: Item | Record) -> Iterator[Thing]:
        if isinstance(record, Item):
            yield from self._read_item(record)
        elif record.kind == "author":
            yield self._author(record.fields)
        elif record.kind in ("category", "tag", "term"):
            yield from self._tag(record)
        elif record.kind == "comment":
            yield self._comment(record)

    def _author(self, fields: dict[str, str]) -> Person:
        login = fields.get("wp:author_login", "").strip()
        self._people[fields.get("wp:author_id", "").strip()] = login
        display = unescape(fields.get("wp:author_display_name", ""))
        return Person(login, display or login, (login, display), fields.get("wp:author_email", ""))

    def _tag(self, record: Record) -> Iterator[Thing]:
        """Read a category or a tag, once: newer exports list them among other terms again."""
        domain = {"category": "category", "tag": "post_tag"}.get(record.kind)
        domain = domain or record.fields.get("wp:term_taxonomy", "")
        number = record.fields.get("wp:term_id", "").strip()
        if not number or (domain, number) not in self._terms:
            self._terms.add((domain, number))
            yield _tag(record)

    def _read_item(self, item: Item) -> Iterator[Thing]:
        kind = item.fields.get("wp:post_type", "post") or "post"
        status = item.fields.get("wp:status", "")
        if kind == "attachment":
            yield _attached(item)
        elif kind not in ("post", "page"):
            yield LeftOut("kind", kind[:40])
        elif status == "trash":
            yield LeftOut("trashed_article")
        elif status == "auto-draft" and not item.fields.get("content:encoded", "").strip():
            yield LeftOut("auto_draft")
        else:
            login = item.fields.get("dc:creator", "").strip()
            if login and login not in self.survey.people:
                yield Person(login, login, (login,))
            yield self._piece(item, kind)
            yield from _terms_left_out(item)

    def _piece(self, item: Item, kind: str) -> Piece:
        fields = item.fields
        html = fields.get("content:encoded", "")
        moment = first_of(
            fields.get("wp:post_date_gmt"), fields.get("wp:post_date"), fields.get("pubDate")
        )
        changed = first_of(fields.get("wp:post_modified_gmt"), fields.get("wp:post_modified"))
        shelf, why = _shelf(fields)
        login = fields.get("dc:creator", "").strip()
        cover = self.survey.attached.get(item.meta.get("_thumbnail_id", ""))
        return Piece(
            key=fields.get("wp:post_id", "").strip() or _digest(fields.get("guid", "") + html),
            kind=kind,
            title=fields.get("title", ""),
            html=html,
            is_classic=_BLOCK not in html,
            summary=fields.get("excerpt:encoded", ""),
            slug=unquote(fields.get("wp:post_name", "")),
            paths=_paths(fields, kind),
            authors=[login] if login else [],
            shelf=shelf,
            why_draft=why,
            published_at=None if shelf == "draft" else moment or now(),
            created_at=moment,
            updated_at=changed or moment,
            tags=[unescape(name) for domain, _, name in item.categories if domain in TAXONOMIES],
            cover=cover.url if cover else "",
            cover_alt=cover.alt if cover else "",
            footnotes=_footnotes(item.meta.get("footnotes", "")),
            is_open=fields.get("wp:comment_status", "open") != "closed",
            is_cut=item.is_cut,
        )

    def _comment(self, record: Record) -> Remark | LeftOut:
        fields = record.fields
        state = fields.get("wp:comment_approved", "1").strip()
        kind = fields.get("wp:comment_type", "").strip()
        if kind in ("pingback", "trackback"):
            return LeftOut("pingback")
        if kind not in ("", "comment", "review"):
            return LeftOut("comment_kind", kind[:40])
        if state in ("spam", "trash", "post-trashed"):
            return LeftOut("spam" if state == "spam" else "trash")
        parent = fields.get("wp:comment_parent", "0").strip()
        return Remark(
            key=fields.get("wp:comment_id", "").strip(),
            piece=record.post.strip(),
            person=self._commenter(fields),
            html=fields.get("wp:comment_content", ""),
            state="published" if state in ("1", "approve", "approved") else "held",
            parent="" if parent == "0" else parent,
            written_at=first_of(fields.get("wp:comment_date_gmt"), fields.get("wp:comment_date")),
        )

    def _commenter(self, fields: dict[str, str]) -> Person:
        """Return who commented: an author who was signed in, or a guest by name and address."""
        login = self._people.get(fields.get("wp:comment_user_id", "0").strip())
        if login:
            return self.survey.people[login]
        name = unescape(fields.get("wp:comment_author", "")).strip()
        email = fields.get("wp:comment_author_email", "").strip()
        key = _digest(f"{name}\n{email.casefold()}")
        return Person(key, name, (name,), email, is_guest=True)


def _is_wordpress(record: Item | Record) -> bool:
    if isinstance(record, Item):
        return any(name.startswith("wp:") for name in record.fields)
    return record.kind != "channel" or any(name.startswith("wp:") for name in record.fields)


def _tag(record: Record) -> TagName | LeftOut:
    names = {"category": "wp:cat_name", "tag": "wp:tag_name", "term": "wp:term_name"}
    name = unescape(record.fields.get(names[record.kind], "")).strip()
    domain = record.fields.get("wp:term_taxonomy", "category")
    if record.kind == "term" and domain not in TAXONOMIES:
        return LeftOut("term", domain[:40])
    slugs = {"category": "wp:category_nicename", "tag": "wp:tag_slug", "term": "wp:term_slug"}
    name = name or unquote(record.fields.get(slugs[record.kind], "")).strip()
    return TagName(name) if name else LeftOut("nameless_tag")


def _terms_left_out(item: Item) -> Iterator[LeftOut]:
    for domain, _nicename, _name in item.categories:
        if domain not in TAXONOMIES:
            yield LeftOut("term", domain[:40])


def _attached(item: Item) -> Attached:
    fields = item.fields
    return Attached(
        key=fields.get("wp:post_id", "").strip(),
        url=(fields.get("wp:attachment_url") or fields.get("guid", "")).strip(),
        parent=fields.get("wp:post_parent", "").strip(),
        alt=item.meta.get("_wp_attachment_image_alt", ""),
        caption=fields.get("excerpt:encoded", "").strip(),
    )


def _shelf(fields: dict[str, str]) -> tuple[str, str]:
    status = fields.get("wp:status", "publish").strip()
    if fields.get("wp:post_password", "").strip():
        return "draft", "password"
    shelf = SHELVES.get(status, "draft")
    return shelf, "private" if status == "private" else ""


def _paths(fields: dict[str, str], kind: str) -> list[str]:
    """List the addresses that a piece had: its own, and those with a number."""
    number = fields.get("wp:post_id", "").strip()
    found = [fields.get("link", ""), fields.get("guid", "")]
    base = urlsplit(found[0]).path if "?" in found[0] else "/"
    if number.isdigit():
        found += [f"{base}?p={number}", f"{base}?page_id={number}" if kind == "page" else ""]
    return [address.strip() for address in found if address.strip()]


def _footnotes(text: str) -> list[tuple[str, str]]:
    """Read the notes that WordPress keeps beside a post, as (id, HTML)."""
    try:
        notes: Any = json.loads(text) if text else []
        return [(str(note["id"]), str(note["content"])) for note in notes]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:40]
