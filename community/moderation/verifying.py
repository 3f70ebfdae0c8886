"""Looking whether the log, and the decisions that it vouches for, are as they were written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from community.moderation import log, vouching


class Fault(NamedTuple):
    """Something that is not as it was written; `entry_id` is 0 for what no entry tells of."""

    entry_id: int
    what: str


@dataclass
class Verification:
    """One walk through the log. `faults` are there to be found as they come; the rest is known after it.

    `older` counts the decisions from before the log knew of all of them, which it does not vouch for
    yet: it does from the next decision on.
    """

    entry_count: int = 0
    older: int = 0
    _known: set[int] = field(default_factory=set)
    _vouches_for_all: bool = False

    def faults(self) -> Iterator[Fault]:
        """Yield every place where the log or a decision was changed, cut off or added to."""
        previous, last_id = "", 0
        for page in log.pages():
            vouched: dict[int, tuple[int, int, str]] = {}
            for entry in page:
                yield from self._faults_of(entry, previous, vouched)
                previous, last_id = entry.digest, entry.id
            yield from _faults_of_decisions(vouched)
            self._known |= vouched.keys()
            self.entry_count += len(page)
        written = log.head()
        if written != (self.entry_count, previous):
            yield Fault(
                last_id,
                f"the log ends with {self.entry_count} entries, but {written[0]} were written",
            )
        yield from self._unknown()

    def _faults_of(
        self, entry: Any, previous: str, vouched: dict[int, tuple[int, int, str]]
    ) -> Iterator[Fault]:
        if entry.previous != previous:
            yield Fault(entry.id, "the entry before it was changed or is gone")
        fields = (entry.action, entry.actor_id, entry.subject, entry.details, entry.created_at)
        if entry.digest != log.digest_of(entry.previous, *fields):
            yield Fault(entry.id, "it was changed")
            return
        for decision_id, (version, digest) in vouching.vouched_in(entry).items():
            vouched[decision_id] = (entry.id, version, digest)
            self._vouches_for_all |= version > 1

    def _unknown(self) -> Iterator[Fault]:
        strangers = vouching.strangers(self._known)
        if not self._vouches_for_all:
            self.older = len(strangers)
            return
        for decision_id in strangers:
            yield Fault(0, f"decision {decision_id} is in no entry of the log")


def _faults_of_decisions(vouched: Mapping[int, tuple[int, int, str]]) -> Iterator[Fault]:
    found = vouching.by_ids(list(vouched))
    for decision_id, (entry_id, version, digest) in vouched.items():
        if (decision := found.get(decision_id)) is None:
            yield Fault(entry_id, f"decision {decision_id} is gone")
        elif vouching.digest_of(decision, version) != digest:
            yield Fault(entry_id, f"decision {decision_id} was changed")
