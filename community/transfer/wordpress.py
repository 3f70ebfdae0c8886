"""A WordPress export (WXR 1.0 to 1.2): its records as people, pieces, remarks, files and tags."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
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
    Thing,
)
from community.transfer.problems import NOT_WORDPRESS, CannotImport
from community.transfer.wordpress_fields import (
    TAXONOMIES,
    attached_of,
    digest,
    footnotes_of,
    is_wordpress,
    paths_of,
    shelf_of,
    tag_of,
    terms_left_out,
)
from community.transfer.wxr import Item, Record, WxrReader

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
                is_export = is_export or is_wordpress(record)
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
            yield tag_of(record)

    def _read_item(self, item: Item) -> Iterator[Thing]:
        kind = item.fields.get("wp:post_type", "post") or "post"
        status = item.fields.get("wp:status", "")
        if kind == "attachment":
            yield attached_of(item)
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
            yield from terms_left_out(item)

    def _piece(self, item: Item, kind: str) -> Piece:
        fields = item.fields
        html = fields.get("content:encoded", "")
        moment = first_of(
            fields.get("wp:post_date_gmt"), fields.get("wp:post_date"), fields.get("pubDate")
        )
        changed = first_of(fields.get("wp:post_modified_gmt"), fields.get("wp:post_modified"))
        shelf, why = shelf_of(fields)
        login = fields.get("dc:creator", "").strip()
        cover = self.survey.attached.get(item.meta.get("_thumbnail_id", ""))
        return Piece(
            key=fields.get("wp:post_id", "").strip() or digest(fields.get("guid", "") + html),
            kind=kind,
            title=fields.get("title", ""),
            html=html,
            is_classic=_BLOCK not in html,
            summary=fields.get("excerpt:encoded", ""),
            slug=unquote(fields.get("wp:post_name", "")),
            paths=paths_of(fields, kind),
            authors=[login] if login else [],
            shelf=shelf,
            why_draft=why,
            published_at=None if shelf == "draft" else moment or now(),
            created_at=moment,
            updated_at=changed or moment,
            tags=[unescape(name) for domain, _, name in item.categories if domain in TAXONOMIES],
            cover=cover.url if cover else "",
            cover_alt=cover.alt if cover else "",
            footnotes=footnotes_of(item.meta.get("footnotes", "")),
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
        key = digest(f"{name}\n{email.casefold()}")
        return Person(key, name, (name,), email, is_guest=True)
