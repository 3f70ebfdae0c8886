"""Those who wrote on the other site, as accounts: nobody can sign in until the owner of the address
asks for a password.
"""

import secrets
from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert, select

from community.accounts.addresses import address_key, tidy_address
from community.accounts.models import User
from community.accounts.passwords import hash_password
from community.database import now
from community.errors import Refused
from community.extensions import db
from community.text.markup import VERSION, render_bio
from community.text.names import look_alike_key
from community.transfer.free_names import FreeNames, names_of
from community.transfer.keys import here_already, remember
from community.transfer.numbers import reserve_ids
from community.transfer.report import Report
from community.transfer.staging import Row

NOBODYS = "imported.invalid"


class People:
    """Finds or makes the accounts of one import; one per key, one per address, one per name."""

    def __init__(self, source: str, report: Report, job_id: int | None) -> None:
        self._source = source
        self._report = report
        self._job_id = job_id
        # One hash for all, of something that nobody knows: as slow to compare as any other.
        self._hash = hash_password(secrets.token_urlsafe(32))
        self._names = FreeNames()

    def of(self, rows: Iterable[Row], *, are_guests: bool) -> dict[str, int]:
        """Return key → account, making those that are missing. Rows have key, name, names, email."""
        wanted = {row["key"]: row for row in rows}
        kind = "guest" if are_guests else "user"
        found = here_already(self._source, kind, wanted)
        new = [row for key, row in wanted.items() if key[:200] not in found]
        column = "guests" if are_guests else "people"
        if not are_guests:
            self._report.count(column, "there", len(wanted) - len(new))
        made = self._made(new, column)
        remember(self._source, kind, made, self._job_id)
        return found | made

    def _made(self, rows: list[Row], column: str) -> dict[str, int]:
        if not rows:
            return {}
        addresses = {row["key"]: _address(row["email"]) for row in rows}
        owners = _accounts_with(addresses.values())
        self._names.look_up(rows)
        made: dict[str, int] = {}
        given: set[str] = set()
        lines = []
        ids = reserve_ids(User, len(rows))
        for row in rows:
            address = addresses[row["key"]]
            owner = owners.get(address_key(address)) if address else None
            if owner is not None and column == "people":
                made[row["key"]] = owner
                self._report.count(column, "there")
                self._report.note("same_address", name=row["name"] or row["key"])
                continue
            # An address that a guest typed proves nothing: an account that is here is not theirs.
            address = "" if owner or address_key(address) in given else address
            given.add(address_key(address))
            made[row["key"]] = user_id = ids.popleft()
            lines.append(self._line(user_id, row, address, column))
        if lines:
            db.session.execute(insert(User.__table__), lines)
        self._report.count(column, "new", len(lines))
        if column == "guests":
            # Nobody lists them: they are found as they are made.
            self._report.count(column, "found", len(lines))
        return made

    def _line(self, user_id: int, row: Row, address: str, column: str) -> dict[str, Any]:
        username = self._names.free(row)
        if column == "people":
            self._tell(row, username, address)
        email = address or f"nobody-{user_id}@{NOBODYS}"
        bio = row.get("bio", "")
        return {
            "id": user_id,
            "username": username,
            "username_key": look_alike_key(username),
            "email": email,
            "email_key": address_key(email),
            "password_hash": self._hash,
            "role": "author" if column == "people" else "reader",
            "language": "en",
            "reads": ["en"],
            "created_at": row.get("since") or now(),
            "imported_from": self._source[:100],
            "bio": bio,
            "bio_html": str(render_bio(bio)) if bio else "",
            "bio_html_version": VERSION if bio else 0,
            "face_key": row.get("face", ""),
            # No letter goes to an address that is none.
            "mail_stopped_at": None if address else now(),
        }

    def _tell(self, row: Row, username: str, address: str) -> None:
        name = next(iter(names_of(row)), "")
        if username.casefold() != name.casefold():
            self._report.note("renamed", name=name or "?", username=username)
        if not address:
            self._report.note("no_address", username=username)


def _address(text: str) -> str:
    try:
        return tidy_address(text) if text.strip() else ""
    except Refused:
        return ""


def _accounts_with(addresses: Iterable[str]) -> dict[str, int]:
    keys = {address_key(address) for address in addresses if address}
    if not keys:
        return {}
    query = select(User.email_key, User.id).where(User.email_key.in_(keys))
    return {row.email_key: row.id for row in db.session.execute(query)}
