"""A Ghost export: its rows as people, pieces, remarks, files and tags."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from community.transfer.dates import first_of
from community.transfer.ghost_cards import html_of_lexical, html_of_mobiledoc
from community.transfer.ghost_rows import Row, rows_of
from community.transfer.opening import ExportFile
from community.transfer.pieces import (
    KINDS,
    Attached,
    LeftOut,
    Note,
    Person,
    Piece,
    Remark,
    Survey,
    TagName,
    Thing,
)
from community.transfer.problems import NOT_GHOST, CannotImport

HERE = "__GHOST_URL__"
POST = (
    *("id", "uuid", "title", "slug", "html", "lexical", "mobiledoc", "markdown", "type", "page"),
    *("status", "visibility", "feature_image", "custom_excerpt", "canonical_url", "author_id"),
    *("created_at", "updated_at", "published_at", "codeinjection_head", "codeinjection_foot"),
)
RELATIONS = {
    "users": ("id", "uuid", "name", "slug", "email", "bio", "profile_image", "image"),
    "members": ("id", "name", "email"),
    "tags": ("id", "name", "slug", "visibility"),
    "posts_tags": ("post_id", "tag_id", "sort_order"),
    "posts_authors": ("post_id", "author_id", "sort_order"),
    "posts_meta": ("post_id", "feature_image_alt"),
}
COMMENT = ("id", "post_id", "member_id", "parent_id", "status", "html", "created_at")
# Told apart in the report; all else that an export may hold is of no use here.
COUNTED = {"newsletters": "newsletters", "products": "tiers", "snippets": "snippets"}
SHELVES = {"published": "published", "scheduled": "scheduled"}


class Ghost:
    """The export of one Ghost site, which does not say at what address it was."""

    system = "ghost"
    name = "ghost"

    def __init__(self, file: ExportFile) -> None:
        self.file = file
        self.survey = Survey()
        self._tags: dict[str, str] = {}
        self._tags_of: dict[str, list[tuple[Any, str]]] = defaultdict(list)
        self._authors_of: dict[str, list[tuple[Any, str]]] = defaultdict(list)
        self._alts: dict[str, str] = {}
        self._members: dict[str, Person] = {}
        self._keys: dict[str, str] = {}
        self._has_posts = False

    def look_through(self) -> Survey:
        """Read the file once. Raises CannotImport if it is broken, or is something else."""
        with self.file.open() as stream:
            wanted = {"posts": ("id", "status"), "comments": ("id", "status"), **RELATIONS}
            for table, row in rows_of(stream, wanted):
                self._note(table, row)
        if not self._has_posts:
            raise CannotImport(NOT_GHOST)
        return self.survey

    def things(self) -> Iterator[Thing]:
        yield from map(TagName, self._tags.values())
        with self.file.open() as stream:
            for table, row in rows_of(stream, {"posts": POST, "comments": COMMENT}):
                if table == "posts":
                    yield self._piece(row)
                elif table == "comments":
                    yield self._remark(row)

    def gallery(self, ids: list[str], piece: str) -> list[Attached]:
        return []

    def _note(self, table: str, row: Row) -> None:
        survey = self.survey
        if table == "posts":
            self._has_posts = True
            survey.found["articles"] += 1
        elif table == "comments":
            thing = self._remark(row)
            if isinstance(thing, LeftOut):
                survey.left_out[thing.what, thing.detail] += 1
            else:
                survey.found["comments"] += 1
        elif table in COUNTED:
            survey.left_out[COUNTED[table], ""] += 1
        elif table == "settings":
            survey.left_out["settings", ""] += 1
        elif note := getattr(self, f"_note_{table}", None):
            note(row)

    def _note_users(self, row: Row) -> None:
        key, name = _key(row), _text(row, "name")
        person = Person(
            key=key,
            name=name or _text(row, "slug"),
            names=(name, _text(row, "slug")),
            email=_text(row, "email"),
            bio=_text(row, "bio"),
            face=_local(_text(row, "profile_image") or _text(row, "image")),
        )
        self.survey.people[key] = person
        self._keys[_id(row, "id")] = key
        self.survey.found[KINDS[Person]] += 1

    def _note_members(self, row: Row) -> None:
        """Keep a member only in case of comments: nobody asked those who merely subscribed."""
        self._members[_id(row, "id")] = _guest(_text(row, "name"), _text(row, "email"))
        self.survey.left_out["members", ""] += 1

    def _note_tags(self, row: Row) -> None:
        name = _text(row, "name") or _text(row, "slug")
        if row.get("visibility") == "internal" or name.startswith("#"):
            self.survey.left_out["internal_tag", ""] += 1
            return
        self._tags[_id(row, "id")] = name
        self.survey.found[KINDS[TagName]] += 1

    def _note_posts_tags(self, row: Row) -> None:
        line = (_number(row.get("sort_order")), _id(row, "tag_id"))
        self._tags_of[_id(row, "post_id")].append(line)

    def _note_posts_authors(self, row: Row) -> None:
        line = (_number(row.get("sort_order")), _id(row, "author_id"))
        self._authors_of[_id(row, "post_id")].append(line)

    def _note_posts_meta(self, row: Row) -> None:
        if alt := _text(row, "feature_image_alt"):
            self._alts[_id(row, "post_id")] = alt

    def _piece(self, row: Row) -> Piece:
        number, slug = _id(row, "id"), _text(row, "slug")
        html, notes = _body(row)
        is_page = row.get("type") == "page" or bool(row.get("page"))
        shelf, why = _shelf(row)
        created = first_of(row.get("created_at"))
        moment = first_of(row.get("published_at"), row.get("created_at"))
        listed = self._authors_of[number] or [(0, _id(row, "author_id"))]
        tags = sorted(self._tags_of[number], key=lambda line: line[0])
        return Piece(
            key=_key(row),
            kind="page" if is_page else "post",
            title=_text(row, "title"),
            html=html.replace(HERE, ""),
            summary=_text(row, "custom_excerpt"),
            slug=slug,
            paths=[f"/{slug}/"] if slug else [],
            authors=[
                self._keys[number]
                for _, number in sorted(listed, key=lambda line: line[0])
                if number in self._keys
            ],
            shelf=shelf,
            why_draft=why,
            published_at=None if shelf == "draft" else moment,
            created_at=created or moment,
            updated_at=first_of(row.get("updated_at")) or moment,
            tags=[self._tags[key] for _, key in tags if key in self._tags],
            cover=_local(_text(row, "feature_image")),
            cover_alt=self._alts.get(number, ""),
            canonical_url=_text(row, "canonical_url").replace(HERE, ""),
            notes=notes,
        )

    def _remark(self, row: Row) -> Remark | LeftOut:
        status = _text(row, "status") or "published"
        if status == "deleted":
            return LeftOut("trash")
        person = self._members.get(_id(row, "member_id")) or _guest("", "")
        return Remark(
            key=_id(row, "id"),
            piece=_id(row, "post_id"),
            person=person,
            html=_text(row, "html").replace(HERE, ""),
            state="published" if status == "published" else "held",
            parent=_id(row, "parent_id"),
            written_at=first_of(row.get("created_at")),
        )


def _body(row: Row) -> tuple[str, list[Note]]:
    """Return a body from what there is of it, HTML first; and what does not come along."""
    notes: list[Note] = []
    if _text(row, "codeinjection_head") or _text(row, "codeinjection_foot"):
        notes.append(("injection", {"title": _text(row, "title")[:80]}))
    if html := _text(row, "html"):
        return html, notes
    made = html_of_lexical(_text(row, "lexical"))
    if made is None:
        made = html_of_mobiledoc(_text(row, "mobiledoc"))
    if made is None and (_text(row, "lexical") or _text(row, "mobiledoc")):
        notes.append(("unread_body", {"title": _text(row, "title")[:80]}))
    return made or "", notes


def _shelf(row: Row) -> tuple[str, str]:
    status, visibility = _text(row, "status"), _text(row, "visibility") or "public"
    if status == "sent":
        return "draft", "letter"
    if status in SHELVES and visibility != "public":
        return "draft", "members"
    return SHELVES.get(status, "draft"), ""


def _guest(name: str, email: str) -> Person:
    key = sha256(f"{name}\n{email.casefold()}".encode("utf-8", "replace")).hexdigest()[:40]
    return Person(key, name, (name,), email, is_guest=True)


def _key(row: Row) -> str:
    """Return what tells a row from those of other sites: old ones merely counted."""
    number = _id(row, "id")
    return number if len(number) == 24 or not row.get("uuid") else _id(row, "uuid")


def _id(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value)[:100]


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return value.strip() if isinstance(value, str) else ""


def _number(value: Any) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _local(address: str) -> str:
    return address.replace(HERE, "")
