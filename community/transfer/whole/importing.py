"""Bringing a whole site in: the file is read through first, then everything is written at one stroke."""

from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Connection, text

from community.database import begin_writing
from community.extensions import db
from community.transfer.archives import Archive, CannotCarry
from community.transfer.site import SOURCE, has_content, known_id
from community.transfer.whole.arriving import Arrival, bring, pointed_at
from community.transfer.whole.carried import Carried, all_carried
from community.transfer.whole.chain import ChainedLog, take_head, vouch_for_our_own
from community.transfer.whole.exporting import FORMAT, VERSION
from community.transfer.whole.files import bring_files, drop_files
from community.transfer.whole.ids import plan
from community.transfer.whole.lines import Numbers, rows, survey
from community.transfer.whole.report import Report

RENDERED_AT_ONCE = 200


def import_site(path: Path) -> Report:
    """Bring in what `flask export` wrote. Raises CannotCarry, and then nothing has come in."""
    report = Report()
    with Archive(path) as archive:
        told = archive.manifest(FORMAT, VERSION)
        tables = all_carried()
        there = survey(archive, tables, told)
        put = bring_files(archive, _keys(archive, tables), report)
        try:
            deleted = _write(archive, tables, there, _source(told), report)
            db.session.commit()
        except BaseException:
            db.session.rollback()
            drop_files(put)
            raise
        drop_files([name for name in put if _is_of(name, deleted)])
    render_anew()
    return report


def _source(told: dict[str, Any]) -> str:
    site = told.get("site")
    if not (isinstance(site, str) and site.isascii() and site.isalnum() and len(site) <= 64):
        raise CannotCarry("manifest.json does not say which site the file is of.")
    return f"{SOURCE} {site}"


def _keys(archive: Archive, tables: list[Carried]) -> set[str]:
    """Return the keys of the pictures and clips in the file."""
    with_files = [carried for carried in tables if carried.name in ("pictures", "clips")]
    return {row["key"] for carried in with_files for _number, row in rows(archive, carried)}


def _is_of(name: str, keys: set[str]) -> bool:
    return any(key in name for key in keys)


def _write(
    archive: Archive,
    tables: list[Carried],
    there: dict[str, Numbers],
    source: str,
    report: Report,
) -> set[str]:
    """Write everything in one transaction; return the keys of files that were deleted here since."""
    begin_writing()
    own = f"{SOURCE} {known_id()}"
    connection = db.session.connection()
    _hold_still(connection, tables)
    arrival = _arrival(connection, archive, source, tables, report, is_own=source == own)
    if not (arrival.is_fresh or arrival.is_own):
        vouch_for_our_own()
    for carried in tables:
        if carried.has_id:
            arrival.ids[carried.name] = plan(
                connection,
                archive,
                carried,
                there[carried.name],
                source,
                is_own=arrival.is_own,
                is_fresh=arrival.is_fresh,
            )
    arrival.is_whole = arrival.is_fresh and all(one.are_the_same for one in arrival.ids.values())
    chain = _bring_all(arrival, tables)
    _let_count_on(connection, tables)
    if chain:
        chain.vouch_for_the_rest()
    return arrival.deleted_keys


def _arrival(
    connection: Connection,
    archive: Archive,
    source: str,
    tables: list[Carried],
    report: Report,
    *,
    is_own: bool,
) -> Arrival:
    return Arrival(
        connection=connection,
        archive=archive,
        source=source,
        ids={},
        pointed_at=pointed_at(tables),
        is_own=is_own,
        is_fresh=not is_own and not has_content(connection),
        is_whole=False,
        report=report,
    )


def _bring_all(arrival: Arrival, tables: list[Carried]) -> ChainedLog | None:
    """Bring all tables in; return the log if it was chained anew."""
    chain = None
    by_name = {carried.name: carried for carried in tables}
    for carried in tables:
        if carried.name == "log_head":
            continue
        if carried.name == "log_entries" and not arrival.is_whole:
            chain = ChainedLog(arrival, carried, by_name["decisions"])
            chain.run()
        else:
            bring(arrival, carried)
    if arrival.is_whole:
        take_head(arrival, by_name["log_head"])
    return chain


def _hold_still(connection: Connection, tables: list[Carried]) -> None:
    """Let nobody else write until everything is there; on SQLite the writer's place does that."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{carried.name}"' for carried in tables)
        connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _let_count_on(connection: Connection, tables: list[Carried]) -> None:
    """Let PostgreSQL give ids from behind those that came in; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for carried in tables:
        if carried.has_id:
            name = carried.name
            place = f"pg_get_serial_sequence('{name}', 'id')"
            highest = f'(SELECT max(id) FROM "{name}")'
            last = f'(SELECT last_value FROM "{name}_id_seq")'
            query = f"SELECT setval({place}, greatest({last}, {highest})) WHERE {highest} > 0"
            connection.execute(text(query))


def render_anew() -> None:
    """Make the HTML of what came in, some at a time, so that others may write meanwhile."""
    for reclean in current_app.extensions.get("recleaners", []):
        while reclean(RENDERED_AT_ONCE):
            db.session.commit()
            db.session.expunge_all()
    db.session.commit()
