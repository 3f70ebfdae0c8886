"""A site that counts, a stranger at the door."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.cast import Person


@pytest.fixture
def stranger(app_with: Callable[..., Flask], tmp_path: Path) -> Person:
    """A guest of the same site, whose limits are on and start at nothing."""
    return Person(app_with(RATE_LIMITS="on", INSTANCE_PATH=str(tmp_path)))


@pytest.fixture
def elsewhere(tom: Person) -> Person:
    """Tom in front of a second browser."""
    return Person(tom.app, tom.user)
