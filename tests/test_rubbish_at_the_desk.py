"""Rubbish in every form of the moderators' desk, of reports, objections and notices: from those who
may send it, from readers, from guests; each is answered with a status, never 5xx, never half a row."""

from itertools import product
from typing import Any, NamedTuple

import pytest
from sqlalchemy import delete, select, update

from community.extensions import db
from community.moderation.models import Appeal, Decision
from tests.cast import Person
from tests.factories import make_article, make_comment, make_user
from tests.test_rubbish import RUBBISH, rows, sends

MORE_RUBBISH = RUBBISH | {
    "beyond 64 bits": str(2**64),
    "just beyond 64 bits": str(2**63),
    "below 64 bits": str(-(2**63) - 1),
    "beyond 32 bits": str(2**31),
    "letters": "many",
    "unknown": "no-such-choice",
    "underscores": "1_0",
    "one line a hundred thousand times": "a\n" * 100_000,
}
WORST = {what: MORE_RUBBISH[what] for what in ("NUL", "surrogates", "beyond 64 bits", "unknown")}


class Form(NamedTuple):
    """Where a form is sent, by whom, fields that would do, and what lets it be sent again."""

    address: str
    name: str
    fields: dict[str, str]
    again: Any = None

    def __str__(self) -> str:
        return self.address


DECISION = {"decision": "approve", "rule": "kind", "note": "Well", "canned": "1", "version": "1"}
DECISION |= {"seen": ""}
REPORT = {"rule": "kind", "note": "Loud"}
TEXT = {"title": "Again", "rule": "kind", "text_en": "Please.", "text_zh": "请。"}
POLICY = {"mode": "newcomers", "links": "3", "links_of_newcomers": "1", "flood_seconds": "5"}
POLICY |= {"comments_on_first_day": "10", "mentions_on_first_day": "3", "repeat_minutes": "10"}
POLICY |= {"flood_seconds_of_newcomers": "20", "rejection_days": "30", "rejection_percent": "50"}
POLICY |= {"spam_percent": "90", "hide_score": "3", "claim_minutes": "10", "promise_minutes": "240"}
POLICY |= {"others_after_minutes": "60"}
BULK = {"case": "comment-1", "version-comment-1": "1", "seen-comment-1": "1", "from": "held"}
SANCTION = {"sanction": "mute", "days": "3", "rule": "kind", "note": "Calm", "comments": "1"}
LAW = {"address": "/articles/cats", "law": "§ 1", "explanation": "It tells where they live."}
LAW |= {"name": "Noor", "email": "noor@example.org", "good_faith": "y", "website": ""}
WORDS = {"words": "casino\n/tea+/", "language": "any", "effect": "hold", "dry_run": ""}
UNANSWERED = update(Appeal).values(state="open", answer_id=None)
FORMS = [
    Form("/articles/cats/report", "mei", REPORT),
    Form("/comments/2/report", "mei", REPORT),
    Form("/@wen/report", "mei", REPORT),
    Form("/decisions/2/appeal", "mei", {"text": "It was a joke."}, delete(Appeal)),
    Form("/decisions/3/acknowledge", "kim", {"anything": "1"}),
    Form("/legal/report", "guest", LAW),
    Form("/legal/report", "mei", LAW),
    Form("/moderation/comments/2", "lin", DECISION),
    Form("/moderation/comments/2", "lin", DECISION | {"decision": "remove"}),
    Form("/moderation/articles/1", "lin", DECISION),
    Form("/moderation/profiles/{kim}", "lin", DECISION),
    Form("/moderation/claims", "lin", {"case": "comment-1", "claimed": "1", "next": "/moderation"}),
    Form("/moderation/bulk", "lin", {"decision": "approve", "rule": ""} | BULK),
    Form("/moderation/bulk", "lin", {"decision": "remove", "rule": "kind"} | BULK),
    Form("/moderation/batches/{batch}/undo", "lin", {"next": "/moderation"}),
    Form("/moderation/users/kim", "lin", SANCTION | {"seen": ""}),
    Form("/moderation/users/kim/notes", "lin", {"text": "A note."}),
    Form("/moderation/notes/1/delete", "lin", {"anything": "1"}),
    Form("/moderation/appeals/1", "ada", {"decision": "uphold", "note": "Well"}, UNANSWERED),
    Form("/moderation/articles/1/thread", "lin", {"mode": "all", "slow_seconds": "60"}),
    Form("/moderation/articles/1/thread", "lin", {"slow_hours": "4", "slow_seconds": "60"}),
    Form("/moderation/shifts", "lin", {"weekday": "0", "starts": "09:00", "hours": "4"}),
    Form("/moderation/shifts/1/delete", "lin", {"anything": "1"}),
    Form("/moderation/handovers", "lin", {"text": "Look at cup 3."}),
    Form("/moderation/handovers/1/done", "lin", {"done": "1"}),
    Form("/moderation/texts", "lin", TEXT),
    Form("/moderation/texts/1", "lin", TEXT),
    Form("/moderation/texts/1/delete", "lin", {"anything": "1"}),
    Form("/moderation/words", "lin", WORDS),
    Form("/moderation/words", "lin", WORDS | {"dry_run": "1"}),
    Form("/moderation/words/1/delete", "lin", {"anything": "1"}),
    Form("/admin", "ada", POLICY),
]


@pytest.fixture
def people(app, wen, mei, lin, ada):
    kim = Person(app, make_user("kim"))
    return {"wen": wen, "mei": mei, "lin": lin, "ada": ada, "kim": kim, "guest": Person(app)}


@pytest.fixture
def desk(people):
    """A desk with one of everything: comments 1 and 2, decisions 1 to 3, an objection, a note…"""
    mei, lin = people["mei"], people["lin"]
    cats = make_article(by=people["wen"].user, title="Cats", body="Cats.")
    for body in ("Meow", "Purr"):
        make_comment(cats, by=people["kim"].user, body=body)
    for words in ("Your tea is bad.", "Nobody likes your cups."):
        rude = make_comment(cats, by=mei.user, body=words)
        lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    mei.submits("/decisions/1/appeal", text="It was a joke.")
    lin.submits("/moderation/users/kim", sanction="warn", rule="kind", note="Please.")
    lin.submits("/moderation/users/kim/notes", on="/moderation/users/kim", text="A note.")
    lin.submits("/moderation/shifts", weekday="0", starts="09:00", hours="4")
    lin.submits("/moderation/handovers", text="Look at cup 3.")
    lin.submits("/moderation/texts", **TEXT)
    lin.submits("/moderation/words", **WORDS)
    assert db.session.scalar(select(Decision).order_by(Decision.id.desc())).id == 3
    return cats


def rubbish_for(fields):
    """Yield what is wrong, and fields with it: in one of them, beside what would do, in all."""
    for field, (what, value) in product(fields, MORE_RUBBISH.items()):
        yield f"{field}: {what}", fields | {field: value}
    for field, (what, value) in product(fields, WORST.items()):
        yield f"{field} twice: {what}", fields | {field: [value, fields[field]]}
        yield f"twice {field}: {what}", fields | {field: [fields[field], value]}
    for what, value in MORE_RUBBISH.items():
        yield f"all: {what}", dict.fromkeys(fields, value)
    for field in fields:
        yield f"no {field}", {name: one for name, one in fields.items() if name != field}
    yield "nothing", {}


def is_answered(person, address, what, fields, as_script=False):
    """Fail unless it is answered, and leaves nothing where it is refused."""
    before = rows()
    page = sends(person, address, fields, as_script)
    assert page.status < 500, (address, what, page)
    if page.status >= 400:
        assert rows() == before, (address, what, page)
    assert "evil" not in str(page.headers.getlist("Set-Cookie")), (address, what)
    assert "evil" not in page.location, (address, what)
    return page


def place(form, people):
    """Return where a form is sent; the batch is that of a decision to which nobody objects."""
    batch = db.session.get(Decision, 2).batch
    return form.address.format(kim=people["kim"].id, batch=batch)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_rubbish_from_those_who_may_is_answered(people, desk, form):
    address, person = place(form, people), people[form.name]
    for what, fields in rubbish_for(form.fields):
        is_answered(person, address, what, fields)
        if form.again is not None:
            db.session.execute(form.again)
    for what, value in WORST.items():
        sent = dict.fromkeys(form.fields, value)
        is_answered(person, address, what, sent, as_script=True)
    _all_is_well(people)


def _all_is_well(people):
    """Fail unless what was taken can be shown."""
    names = ("reported", "held", "newcomers", "appeals", "decided", "dashboard", "shifts", "words")
    for name in (*names, "texts", "journal", "log", "users/kim", "users/mei"):
        people["ada"].visits(f"/moderation/{name}")
    for name, address in product(("guest", "mei", "lin"), ("/", "/articles/cats")):
        people[name].visits(address)
    people["mei"].visits("/comments")
    people["mei"].visits("/notifications")


@pytest.mark.parametrize("name", ["guest", "mei"])
def test_rubbish_from_those_who_may_not_is_answered(people, desk, name):
    for form in FORMS:
        if form.name in (name, "guest", "mei"):
            continue
        for what, value in (WORST | {"long": "茶x" * 50_000}).items():
            sent = dict.fromkeys(form.fields, value)
            before = rows()
            page = is_answered(people[name], place(form, people), what, sent)
            refused = (303,) if name == "guest" else (403, 404)
            assert page.status in refused, (form.address, what, page)
            assert rows() == before, form.address
