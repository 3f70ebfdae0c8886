"""What of a database went into a backup."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Copied:
    """Rows by table, the keys of the files that they name, and what else is needed to bring them back."""

    rows: dict[str, int] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    more: dict[str, Any] = field(default_factory=dict)
