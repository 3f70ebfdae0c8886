"""What each process keeps of the word rules and of the spam score, under the version that it was made of."""

import logging
from collections.abc import Callable
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")
log = logging.getLogger(__name__)


class KeptByVersion(Generic[Value]):
    """One value for each database, made anew when its version is another.

    `make` gets what `read` has read from the database. Where it takes long (`is_slow`), the old value
    serves until the new one is there; only the first has to be waited for.
    """

    def __init__(self, make: Callable[[Any], Value], *, is_slow: bool = False) -> None:
        self._make = make
        self._is_slow = is_slow
        self._lock = Lock()
        self._kept: dict[str, tuple[Any, Value]] = {}
        self._begun: dict[str, Any] = {}

    def get(self, place: str, version: Any, read: Callable[[], Any]) -> Value:
        """Return the value of this version, or of the one before while the new one is made."""
        kept = self._kept.get(place)
        if kept is not None and kept[0] == version:
            return kept[1]
        with self._lock:
            kept = self._kept.get(place)
            if kept is not None and (kept[0] == version or self._begin(place, version, read)):
                return kept[1]
            return self._keep(place, version, read())

    def _begin(self, place: str, version: Any, read: Callable[[], Any]) -> bool:
        """Have a slow value made in a thread, once; return whether the old one is to serve."""
        if not self._is_slow:
            return False
        if self._begun.get(place) != version:
            self._begun[place] = version
            Thread(target=self._try, args=(place, version, read()), daemon=True).start()
        return True

    def _try(self, place: str, version: Any, told: Any) -> None:
        try:
            self._keep(place, version, told)
        except Exception:
            log.exception("What was learned could not be fitted; the old goes on.")

    def _keep(self, place: str, version: Any, told: Any) -> Value:
        value = self._make(told)
        self._kept[place] = (version, value)
        return value
