"""What came in with an export, what was here already, what did not, and why."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

NOTES_TOLD = 30
HEADINGS = ("came in", "were here", "left out")


@dataclass
class Report:
    """Counts by kind, which is the name of a table or "files"; reasons and notes as sentences."""

    new: Counter[str] = field(default_factory=Counter)
    here: Counter[str] = field(default_factory=Counter)
    out: Counter[str] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    more_notes: int = 0

    def leave_out(self, kind: str, why: str, number: int = 1) -> None:
        self.out[kind] += number
        self.reasons[kind, why] += number

    def note(self, text: str) -> None:
        if len(self.notes) < NOTES_TOLD:
            self.notes.append(text)
        else:
            self.more_notes += 1

    def lines(self) -> Iterator[str]:
        """Yield the report as a table, then the reasons."""
        kinds = [kind for kind in {**self.new, **self.here, **self.out} if self._counted(kind)]
        width = max([len(_words(kind)) for kind in kinds], default=0) + 2
        yield " " * width + "".join(f"{heading:>11}" for heading in HEADINGS)
        for kind in kinds:
            numbers = (self.new[kind], self.here[kind], self.out[kind])
            yield f"{_words(kind):<{width}}" + "".join(f"{number:>11,}" for number in numbers)
        for (kind, why), number in self.reasons.items():
            yield f"{number:,} of {_words(kind)} left out: {why}."
        yield from self.notes
        if self.more_notes:
            yield f"… and {self.more_notes:,} more of the kind."

    def _counted(self, kind: str) -> int:
        return self.new[kind] + self.here[kind] + self.out[kind]


def _words(kind: str) -> str:
    return kind.replace("_", " ")
