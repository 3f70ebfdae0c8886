"""Two versions of an article held against each other."""

from dataclasses import dataclass

from community.articles.draft_models import Revision
from community.text.diff import Fold, Line, Part, diff, diff_lines


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one version to another: by parts in the lines of its head, by lines in its text."""

    version: int
    title: list[Part]
    summary: list[Part]
    tags: list[Part]
    lines: list[Line | Fold]

    @property
    def has_changes(self) -> bool:
        heads = (self.title, self.summary, self.tags)
        return any(part.kind != "same" for head in heads for part in head) or self.has_new_text

    @property
    def has_new_text(self) -> bool:
        return any(isinstance(line, Line) and not line.is_same for line in self.lines)


def compare(old: Revision, new: Revision) -> Comparison:
    return Comparison(
        old.version,
        diff(old.title, new.title),
        diff(old.summary, new.summary),
        diff(_tags(old), _tags(new)) if old.fields and new.fields else [],
        diff_lines(old.body, new.body),
    )


def _tags(revision: Revision) -> str:
    return ", ".join(sorted(revision.fields.get("tags", [])))
