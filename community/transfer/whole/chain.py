"""The internal log on its way: as it is where a site comes in whole, else chained on to the log here.

An entry vouches for ids. Where those change, the chain is made anew, but only of a log that is as it
was written: else an import would make a forged one look good.
"""

import json
from collections.abc import Iterator
from types import SimpleNamespace

from sqlalchemy import select, update

from community.database import MAX_INTEGER
from community.extensions import db
from community.moderation import log, vouching
from community.moderation.models import LogHead
from community.transfer.archives import CannotCarry
from community.transfer.whole.arriving import Arrival, Bringing
from community.transfer.whole.carried import Carried
from community.transfer.whole.ids import NEW
from community.transfer.whole.lines import Row, rows, wrong_at
from community.transfer.whole.pointing import id_here, subject_here

HEAD = LogHead.__table__
Digests = dict[int, dict[int, str]]
# What a log of somebody else may hold in the place of what is expected.
RUBBISH = (KeyError, ValueError, TypeError, AttributeError, RecursionError)


def take_head(arrival: Arrival, head: Carried) -> None:
    """Take over how many entries there were, and the last digest: a log cut short shows here as there."""
    for _number, row in rows(arrival.archive, head):
        values = {name: row[name] for name in ("entry_count", "digest")}
        arrival.connection.execute(update(HEAD).values(values))


def vouch_for_our_own() -> None:
    """Name our decisions from before the log knew of all: from now on no other may be without entry."""
    if not vouching.vouches_for_all():
        vouching.vouch_for_older(MAX_INTEGER)


class ChainedLog(Bringing):
    """Chains the entries of another log on to ours. Raises CannotCarry for one that was changed."""

    def __init__(self, arrival: Arrival, entries: Carried, decisions: Carried) -> None:
        super().__init__(arrival, entries)
        self.digests = _digests(arrival, decisions)
        self.vouched: set[int] = set()
        self.vouches_for_all = False
        self.count, self.last = 0, ""

    def run(self) -> None:
        self.count, self.last = self.arrival.connection.execute(
            select(HEAD.c.entry_count, HEAD.c.digest).with_for_update()
        ).one()
        super().run()
        values = {"entry_count": self.count, "digest": self.last}
        self.arrival.connection.execute(update(HEAD).values(values))

    def vouch_for_the_rest(self) -> None:
        """Name the decisions from before their log knew of all; later ones without an entry are forged."""
        db.session.expire_all()
        ids = self.arrival.ids["decisions"]
        new = (here for here, state in zip(ids.here, ids.state, strict=True) if state == NEW)
        rest = [id_ for id_ in new if id_ not in self.vouched]
        if rest and self.vouches_for_all:
            raise CannotCarry("decisions.jsonl: a decision is in no entry of the log.")
        vouching.vouch_for_these(rest)

    def _rows(self) -> Iterator[tuple[int, Row]]:
        previous = ""
        for number, row in super()._rows():
            try:
                is_whole = self._is_whole(row, previous)
            except RUBBISH:
                is_whole = False
            if not is_whole:
                raise wrong_at(self.carried, number, "the log is not as it was written")
            previous = row["digest"]
            yield number, row

    def _is_whole(self, row: Row, previous: str) -> bool:
        vouched = vouching.vouched_in(SimpleNamespace(**row))
        for decision_id, (version, digest) in vouched.items():
            self.vouches_for_all |= version > 1
            self.vouched.add(id_here(self.arrival.ids, "decisions", decision_id))
            if self.digests[decision_id][version] != digest:
                return False
        return bool(row["previous"] == previous and row["digest"] == _digest(row))

    def _point(self, number: int, place: int, row: Row) -> bool:
        super()._point(number, place, row)
        row["subject"] = subject_here(self.arrival.ids, row["subject"])
        row["details"] = self._details(row)
        row["previous"] = self.last
        row["digest"] = self.last = _digest(row)
        self.count += 1
        return True

    def _details(self, row: Row) -> str:
        """Return what an entry tells, of the ids that stand here."""
        told = json.loads(row["details"] or "{}")
        ids, changed = self.arrival.ids, dict(told)
        if isinstance(told.get("decision_id"), int):
            changed["decision_id"] = id_here(ids, "decisions", told["decision_id"])
        if isinstance(told.get("about"), str):
            changed["about"] = subject_here(ids, told["about"])
        vouched = vouching.vouched_in(SimpleNamespace(**row))
        found = {id_: id_here(ids, "decisions", id_) for id_ in vouched}
        here = vouching.by_ids(list(found.values()))
        anew = {
            found[id_]: vouching.digest_of(here[found[id_]], version)
            for id_, (version, _digest) in vouched.items()
        }
        if row["action"] == vouching.OLDER:
            changed["digests"] = {str(id_): digest for id_, digest in anew.items()}
        elif anew:
            changed["digest"] = anew[changed["decision_id"]]
        return row["details"] if changed == told else log.text_of(changed)


def _digests(arrival: Arrival, decisions: Carried) -> Digests:
    """Return id → version → digest of the decisions as they were there."""
    return {
        row["id"]: {
            version: vouching.digest_of(SimpleNamespace(**row), version)
            for version in vouching.VOUCHED
        }
        for _number, row in rows(arrival.archive, decisions)
    }


def _digest(row: Row) -> str:
    fields = ("previous", "action", "actor_id", "subject", "details", "created_at")
    return log.digest_of(*(row[name] for name in fields))
