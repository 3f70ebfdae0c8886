"""An import from its file to its report: read twice, written once, whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError, OperationalError

from community.database import begin_writing
from community.extensions import db
from community.transfer.ghost import Ghost
from community.transfer.manuscripts import Desk
from community.transfer.opening import ExportFile
from community.transfer.pictures import Pictures
from community.transfer.pieces import Source
from community.transfer.preparing import Preparation
from community.transfer.problems import CannotImport
from community.transfer.report import Report
from community.transfer.staging import Stage
from community.transfer.wordpress import WordPress
from community.transfer.writing import Writing

SYSTEMS: dict[str, tuple[Callable[[ExportFile], Source], str]] = {
    "wordpress": (WordPress, ".xml"),
    "ghost": (Ghost, ".json"),
}
CHANGED_MEANWHILE = _l(
    "Somebody took a name or an address while this was being written. Nothing came in: run it again."
)
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Wish:
    """What is to be brought in, and how."""

    system: str
    path: Path
    media: Path | None = None
    may_fetch: bool = False
    job_id: int | None = None


def preview_of(system: str, path: Path) -> Report:
    """Return what a file holds. Raises CannotImport for one that is broken or of another kind."""
    with _source(system, path) as source:
        source.look_through()
        return _begun(source)


def bring_in(wish: Wish, told: Told = lambda _done, _all: None) -> Report:
    """Bring a site in; `told` hears how far it is. Raises CannotImport, and then nothing has come in."""
    with _source(wish.system, wish.path) as source:
        return _brought_in(source, wish, told)


@contextmanager
def _source(system: str, path: Path) -> Iterator[Source]:
    make, ending = SYSTEMS[system]
    file = ExportFile(path, ending)
    try:
        yield make(file)
    finally:
        file.close()


def _brought_in(source: Source, wish: Wish, told: Told) -> Report:
    survey = source.look_through()
    report = _begun(source)
    base = survey.address if wish.system == "wordpress" else ""
    pictures = Pictures(source.name, source.file, wish.media, wish.may_fetch, base)
    stage = Stage(Path(current_app.instance_path))
    try:
        desk = Desk(source, pictures, report)
        Preparation(desk, stage, lambda done: told(done, survey.steps)).run()
        db.session.rollback()
        told(survey.steps, survey.steps)
        begin_writing()
        Writing(source, report, pictures, wish.job_id).run(stage)
        db.session.commit()
    except BaseException as error:
        pictures.undo()
        if problem := _in_words(error):
            raise CannotImport(problem) from error
        raise
    finally:
        stage.close()
    return report


def _in_words(error: BaseException) -> Any:
    """Say what went wrong where it is nobody's fault here; None for anything else."""
    if isinstance(error, IntegrityError):
        return CHANGED_MEANWHILE
    if isinstance(error, OperationalError | OSError):
        why = str(getattr(error, "orig", error)).splitlines()[0][:120]
        return _l("%(why)s. Nothing came in: run it again once that is mended.", why=why)
    return None


def _begun(source: Source) -> Report:
    report = Report(source.system, source.survey.title or source.survey.address)
    for kind, number in source.survey.found.items():
        report.count(kind, "found", number)
    report.left_out.update(source.survey.left_out)
    return report
