"""Why a file cannot be brought in: each a sentence of one line, with the place where it broke."""

from typing import Any

from flask_babel import lazy_gettext as _l

from community.errors import Refused


class CannotImport(Refused):
    """The file, or what it was to become, does not hold. Nothing of it has come in."""


EMPTY = _l("This file is empty.")
NOT_WORDPRESS = _l("This is not a WordPress export: it holds no WXR, which is XML with wp: in it.")
NOT_GHOST = _l("This is not a Ghost export: there is no “db” with “data” and “posts” in it.")
NOT_THERE = _l("There is no such file.")


def broken_at(line: int, column: int, why: Any) -> CannotImport:
    return CannotImport(
        _l(
            "Line %(line)d, column %(column)d: the file is broken there (%(why)s).",
            line=line,
            column=column,
            why=why,
        )
    )


def nul_at(line: int) -> CannotImport:
    return CannotImport(
        _l("Line %(line)d: there is a NUL character, which XML cannot hold.", line=line)
    )


def doctype_at(line: int) -> CannotImport:
    return CannotImport(
        _l("Line %(line)d: the file defines a DTD or entities, which are not read.", line=line)
    )


def too_deep_at(place: Any) -> CannotImport:
    return CannotImport(_l("%(place)s: the file is nested too deeply.", place=place))


def line(number: int) -> Any:
    return _l("Line %(line)d", line=number)


def byte(number: int) -> Any:
    return _l("Byte %(byte)d", byte=number)


def broken_near(number: int, why: Any) -> CannotImport:
    return CannotImport(
        _l("Near byte %(byte)d: the file is broken there (%(why)s).", byte=number, why=why)
    )
