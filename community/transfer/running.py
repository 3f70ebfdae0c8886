"""An import from its file to its report: read twice, written once, whole or not at all."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from community.accounts.models import User
from community.database import begin_writing
from community.extensions import db
from community.media.models import Picture
from community.moderation.rebuild import open_missing_cases
from community.transfer.article_writing import ArticleWriter
from community.transfer.comment_writing import CommentWriter
from community.transfer.ghost import Ghost
from community.transfer.keys import key_of_address, remember
from community.transfer.manuscripts import Desk
from community.transfer.old_addresses import lead
from community.transfer.opening import ExportFile
from community.transfer.people import People
from community.transfer.pictures import Pictures
from community.transfer.pieces import Source
from community.transfer.preparing import BATCH, Preparation
from community.transfer.problems import CannotImport
from community.transfer.report import Report
from community.transfer.staging import Row, Stage
from community.transfer.wordpress import WordPress

SYSTEMS: dict[str, tuple[Callable[[ExportFile], Source], str]] = {
    "wordpress": (WordPress, ".xml"),
    "ghost": (Ghost, ".json"),
}
FEEDS = {"wordpress": "/feed", "ghost": "/rss"}
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
    make, ending = SYSTEMS[system]
    source = make(ExportFile(path, ending))
    source.look_through()
    return _begun(source)


def bring_in(wish: Wish, told: Told = lambda _done, _all: None) -> Report:
    """Bring a site in; `told` hears how far it is. Raises CannotImport, and then nothing has come in."""
    make, ending = SYSTEMS[wish.system]
    source = make(ExportFile(wish.path, ending))
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
        Writing(wish, source, report, pictures).run(stage)
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


class Writing:
    """The one transaction of an import."""

    def __init__(self, wish: Wish, source: Source, report: Report, pictures: Pictures) -> None:
        self._source = source
        self._report = report
        self._pictures = pictures
        self._job_id = wish.job_id
        self._people = People(source.name, report, wish.job_id)
        self._articles = ArticleWriter(source.name, report, wish.job_id)
        self._comments = CommentWriter(source.name, self._people, report, wish.job_id)
        self._waiting: list[Row] = []
        self._persons: list[Row] = []
        self._authors: dict[str, int] = {}
        self._otherwise = 0

    def run(self, stage: Stage) -> None:
        for kind, row in stage.rows():
            if kind == "person":
                self._persons.append(row)
                continue
            self._write_people()
            if kind == "tag":
                self._articles.add_tag(row["name"])
            elif kind == "article":
                self._articles.write(row, self._authors, self._otherwise_author(row))
            elif kind == "illustrate":
                self._articles.illustrate(row)
            else:
                self._take_comment(row)
        self._write_people()
        self._write_comments()
        self._end()

    def _write_people(self) -> None:
        if not self._persons:
            return
        self._authors = self._people.of(self._persons, are_guests=False)
        for row in self._persons:
            if row["face"]:
                owned = update(Picture).where(Picture.key == row["face"])
                db.session.execute(owned.values(owner_id=self._authors[row["key"]]))
        self._persons = []

    def _otherwise_author(self, row: Row) -> int:
        """Return whose an article is that names no author: somebody of that site, or a new account."""
        if any(key in self._authors for key in row["authors"]):
            return 0
        if not self._otherwise:
            somebody = next(iter(self._authors.values()), 0)
            self._otherwise = somebody or self._unnamed()
        username = db.session.scalar(select(User.username).where(User.id == self._otherwise))
        self._report.note("no_author", title=row["title"], username=username)
        return self._otherwise

    def _unnamed(self) -> int:
        row: dict[str, Any] = {"key": "-", "name": "", "names": [], "email": ""}
        return self._people.of([row], are_guests=False)["-"]

    def _take_comment(self, row: Row) -> None:
        """Gather comments; those of one article stay together unless they are very many."""
        is_next = self._waiting and self._waiting[-1]["piece"] != row["piece"]
        size = len(self._waiting)
        if size >= 4 * BATCH or (size >= BATCH and is_next):
            self._write_comments()
        self._waiting.append(row)

    def _write_comments(self) -> None:
        if self._waiting:
            self._comments.write(self._waiting)
            self._waiting = []

    def _end(self) -> None:
        found = [one for one in self._pictures.brought.values() if one]
        new = [one for one in found if one.key in set(self._pictures.added)]
        ids = {key_of_address(one.old): one.picture_id for one in new}
        remember(self._source.name, "picture", ids, self._job_id)
        for one in new:
            lead([one.old], f"/media/{one.key}-large.webp")
        lead([FEEDS[self._source.system]], "/feed.atom")
        if self._comments.held:
            open_missing_cases()
        self._count_pictures()

    def _count_pictures(self) -> None:
        report, pictures = self._report, self._pictures
        report.count("pictures", "new", len(pictures.added))
        report.count("pictures", "there", pictures.known)
        if pictures.missing:
            report.leave_out("picture_missing", number=pictures.missing)
        if pictures.bad:
            report.leave_out("picture_bad", number=pictures.bad)
        there = {pictures.name_of(one.url) for one in self._source.survey.attached.values()}
        report.counts["pictures"]["found"] = len(there | pictures.brought.keys())
        if unshown := len(there - pictures.brought.keys()):
            report.leave_out("picture_unshown", number=unshown)
