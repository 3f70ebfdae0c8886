"""The second reading: everything made ready, nothing written yet."""

from collections.abc import Callable

from community.text.plain import clean_text
from community.transfer.article_writing import is_as_it_came
from community.transfer.keys import here_already
from community.transfer.manuscripts import Desk
from community.transfer.pieces import Person, Piece, Remark, TagName
from community.transfer.remarks import comment_row
from community.transfer.report import Report
from community.transfer.staging import Stage

BATCH = 500


class Preparation:
    """Goes through an export and puts on the stage what is not here yet."""

    def __init__(self, desk: Desk, stage: Stage, told: Callable[[int], None]) -> None:
        self._desk = desk
        self._stage = stage
        self._told = told
        self._done = 0
        self._remarks: list[Remark] = []

    def run(self) -> None:
        source = self._desk.source
        for person in source.survey.people.values():
            self._take_person(person)
        for thing in source.things():
            if isinstance(thing, Remark):
                self._remarks.append(thing)
            elif isinstance(thing, Piece):
                self._take_piece(thing)
            elif isinstance(thing, TagName):
                self._stage.put("tag", {"name": thing.name})
            if len(self._remarks) >= BATCH:
                self._take_remarks()
        self._take_remarks()

    def _take_person(self, person: Person) -> None:
        face = self._desk.pictures.bring(person.face, "face")
        row = {
            "key": person.key,
            "name": person.name,
            "names": [name for name in person.names if name],
            "email": person.email,
            "bio": clean_text(person.bio)[:1000],
            "face": face.key if face else "",
        }
        self._stage.put("person", row)

    def _take_piece(self, piece: Piece) -> None:
        desk = self._desk
        there = here_already(desk.source.name, "article", [piece.key])
        if not there:
            self._stage.put("article", desk.article(piece))
        else:
            desk.report.count("articles", "there")
            self._illustrate(piece, next(iter(there.values())))
        self._step(1)

    def _illustrate(self, piece: Piece, article_id: int) -> None:
        """Give an article that came before the pictures that were not found then, if it is as it came."""
        pictures = self._desk.pictures
        if not pictures.may_find or not is_as_it_came(article_id):
            return
        before = len(pictures.added)
        row = Desk(self._desk.source, pictures, Report()).article(piece)
        if len(pictures.added) > before:
            self._stage.put("illustrate", {**row, "id": article_id})

    def _take_remarks(self) -> None:
        desk, remarks = self._desk, self._remarks
        known = here_already(desk.source.name, "comment", [one.key for one in remarks])
        for remark in remarks:
            if remark.key in known:
                desk.report.count("comments", "there")
            elif row := comment_row(remark, desk):
                self._stage.put("comment", row)
            else:
                desk.report.leave_out("empty_comment")
        self._step(len(remarks))
        self._remarks = []

    def _step(self, number: int) -> None:
        self._done += number
        self._told(self._done)
