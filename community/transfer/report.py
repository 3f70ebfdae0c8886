"""What an import tells at its end: what was found, what came in, what did not, and why."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

KINDS = ("people", "guests", "articles", "comments", "tags", "pictures")
COLUMNS = ("found", "new", "there", "out")
# Of each kind of note so many are told one by one; the others are counted.
NOTES_TOLD = 50


@dataclass
class Report:
    """Counted as the import goes; kept with its job as plain values."""

    system: str = ""
    site: str = ""
    counts: dict[str, Counter[str]] = field(default_factory=lambda: {k: Counter() for k in KINDS})
    left_out: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    more_notes: Counter[str] = field(default_factory=Counter)

    def count(self, kind: str, column: str, number: int = 1) -> None:
        self.counts[kind][column] += number

    def leave_out(self, what: str, detail: str = "", number: int = 1) -> None:
        self.left_out[what, detail] += number

    def note(self, what: str, **told: Any) -> None:
        """Tell something that an admin should know of one thing."""
        told = {name: str(value)[:120] for name, value in told.items()}
        lines = self.notes.setdefault(what, [])
        if len(lines) < NOTES_TOLD:
            lines.append(told)
        else:
            self.more_notes[what] += 1

    def as_kept(self) -> dict[str, Any]:
        return {
            "system": self.system,
            "site": self.site,
            "counts": {kind: dict(counts) for kind, counts in self.counts.items()},
            "left_out": [[what, detail, n] for (what, detail), n in self.left_out.most_common()],
            "notes": self.notes,
            "more_notes": dict(self.more_notes),
        }
