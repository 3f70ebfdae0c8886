"""A Ghost export: its rows as people, pieces, remarks, files and tags."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from community.transfer.dates import first_of
from community.transfer.ghost_fields import (
    HERE,
    body_of,
    guest,
    id_of,
    key_of,
    local_address,
    number_of,
    shelf_of,
    text_of,
)
from community.transfer.ghost_rows import Row, rows_of
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
from community.transfer.problems import NOT_GHOST, CannotImport

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
        key, name = key_of(row), text_of(row, "name")
        person = Person(
            key=key,
            name=name or text_of(row, "slug"),
            names=(name, text_of(row, "slug")),
            email=text_of(row, "email"),
            bio=text_of(row, "bio"),
            face=local_address(text_of(row, "profile_image") or text_of(row, "image")),
        )
        self.survey.people[key] = person
        self._keys[id_of(row, "id")] = key
        self.survey.found[KINDS[Person]] += 1

    def _note_members(self, row: Row) -> None:
        """Keep a member only in case of comments: nobody asked those who merely subscribed."""
        self._members[id_of(row, "id")] = guest(text_of(row, "name"), text_of(row, "email"))
        self.survey.left_out["members", ""] += 1

    def _note_tags(self, row: Row) -> None:
        name = text_of(row, "name") or text_of(row, "slug")
        if row.get("visibility") == "internal" or name.startswith("#"):
            self.survey.left_out["internal_tag", ""] += 1
            return
        self._tags[id_of(row, "id")] = name
        self.survey.found[KINDS[TagName]] += 1

    def _note_posts_tags(self, row: Row) -> None:
        line = (number_of(row.get("sort_order")), id_of(row, "tag_id"))
        self._tags_of[id_of(row, "post_id")].append(line)

    def _note_posts_authors(self, row: Row) -> None:
        line = (number_of(row.get("sort_order")), id_of(row, "author_id"))
        self._authors_of[id_of(row, "post_id")].append(line)

    def _note_posts_meta(self, row: Row) -> None:
        if alt := text_of(row, "feature_image_alt"):
            self._alts[id_of(row, "post_id")] = alt

    def _piece(self, row: Row) -> Piece:
        number, slug = id_of(row, "id"), text_of(row, "slug")
        html, notes = body_of(row)
        is_page = row.get("type") == "page" or bool(row.get("page"))
        shelf, why = shelf_of(row)
        created = first_of(row.get("created_at"))
        moment = first_of(row.get("published_at"), row.get("created_at"))
        listed = self._authors_of[number] or [(0, id_of(row, "author_id"))]
        tags = sorted(self._tags_of[number], key=lambda line: line[0])
        return Piece(
            key=key_of(row),
            kind="page" if is_page else "post",
            title=text_of(row, "title"),
            html=html.replace(HERE, ""),
            summary=text_of(row, "custom_excerpt"),
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
            cover=local_address(text_of(row, "feature_image")),
            cover_alt=self._alts.get(number, ""),
            canonical_url=text_of(row, "canonical_url").replace(HERE, ""),
            notes=notes,
        )

    def _remark(self, row: Row) -> Remark | LeftOut:
        status = text_of(row, "status") or "published"
        if status == "deleted":
            return LeftOut("trash")
        person = self._members.get(id_of(row, "member_id")) or guest("", "")
        return Remark(
            key=id_of(row, "id"),
            piece=id_of(row, "post_id"),
            person=person,
            html=text_of(row, "html").replace(HERE, ""),
            state="published" if status == "published" else "held",
            parent=id_of(row, "parent_id"),
            written_at=first_of(row.get("created_at")),
        )
