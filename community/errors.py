"""Errors that carry their HTTP status, raised by actions and queries and shown as pages."""

from typing import Any


class TeahouseError(Exception):
    """An answer other than success. `message` is a sentence for the reader, or nothing."""

    status = 500

    def __init__(self, message: Any = "") -> None:
        super().__init__(message)
        self.message = message


class Refused(TeahouseError):
    """The words or the wish do not hold. `field` names the form's field, if it is one field's."""

    status = 422

    def __init__(self, message: Any, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class Barred(Refused):
    """The words would hold, but not here or not from this person; what was typed is kept in the form."""

    status = 403


class NotSignedIn(TeahouseError):
    status = 401


class Forbidden(TeahouseError):
    status = 403


class NotFound(TeahouseError):
    """Not there, or not visible to this reader: the two cannot be told apart."""

    status = 404


class Conflict(TeahouseError):
    """The thing was changed by someone else since it was opened. `current` is what stands now."""

    status = 409

    def __init__(self, message: Any, current: Any = None) -> None:
        super().__init__(message)
        self.current = current


class TooLarge(TeahouseError):
    status = 413


class WrongKind(TeahouseError):
    status = 415


class TooMany(TeahouseError):
    """Too many requests; `retry_after` in whole seconds, at least 1."""

    status = 429

    def __init__(self, message: Any, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = max(1, retry_after)


class NoRoom(TeahouseError):
    """A disk is full; nothing of what was sent is left."""

    status = 507


class Busy(TeahouseError):
    """Too much is going on just now; `retry_after` in whole seconds."""

    status = 503

    def __init__(self, message: Any, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


def retry_header(error: TeahouseError) -> dict[str, str]:
    """Return the header that says when to try again, where an error knows it."""
    seconds = getattr(error, "retry_after", 0)
    return {"Retry-After": str(seconds)} if seconds else {}
