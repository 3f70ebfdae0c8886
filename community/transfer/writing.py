"""The one transaction of an import: from the stage into the database, in the order of the file."""

from typing import Any

from sqlalchemy import select, update

from community.accounts.models import User
from community.extensions import db
from community.media.models import Picture
from community.moderation.rebuild import open_missing_cases
from community.transfer.article_writing import ArticleWriter
from community.transfer.comment_writing import CommentWriter
from community.transfer.keys import key_of_address, remember
from community.transfer.old_addresses import lead
from community.transfer.people import People
from community.transfer.pictures import Pictures
from community.transfer.pieces import Source
from community.transfer.preparing import BATCH
from community.transfer.report import Report
from community.transfer.staging import Row, Stage

FEEDS = {"wordpress": "/feed", "ghost": "/rss"}


class Writing:
    """The one transaction of an import."""

    def __init__(
        self, source: Source, report: Report, pictures: Pictures, job_id: int | None
    ) -> None:
        self._source = source
        self._report = report
        self._pictures = pictures
        self._job_id = job_id
        self._people = People(source.name, report, job_id)
        self._articles = ArticleWriter(source.name, report, job_id)
        self._comments = CommentWriter(source.name, self._people, report, job_id)
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
