"""Who may do what: the whole table cell by cell, and a walk over every address of the site.

The site's `community/permissions.py` says it in sentences; this says it once more as a table, so that
neither can change alone. `+` is yes, `.` is no, `o` only with what is one's own, `n` only with one's
own notes, `x` only with what is not one's own, `b` only with what is neither one's own nor an admin's,
`h` only what others say under one's own.
"""

import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from flask_login import login_user

from community.permissions import RULES, can, may
from tests.factories import make_article, make_comment

PEOPLE = ("guest", "tom", "mei", "wen", "lin", "ada", "dan")
TABLE = """
                    guest  tom  mei  wen  lin  ada  dan
page.read             +     +    +    +    +    +    +
account.open          +     +    +    +    +    +    +
account.change        .     +    +    +    +    +    +
notification.read     .     +    +    +    +    +    +
note.write            .     +    +    +    +    +    .
article.write         .     .    .    +    +    +    .
article.edit          .     n    n    o    o    +    .
article.publish       .     n    n    o    o    +    .
article.share         .     o    o    o    o    +    .
article.feature       .     .    .    .    .    +    .
picture.upload        .     +    +    +    +    +    .
comment.write         .     +    +    +    +    +    +
comment.edit          .     o    o    o    o    o    o
comment.delete        .     o    o    o    o    o    o
comment.hide          .     h    h    h    h    h    .
like.set              .     x    x    x    x    x    .
bookmark.set          .     +    +    +    +    +    +
follow.set            .     x    x    x    x    x    x
thing.report          .     x    x    x    x    x    .
law.report            +     +    +    +    +    +    +
desk.open             .     .    .    .    +    +    .
decision.make         .     .    .    .    b    x    .
account.sanction      .     .    .    .    x    x    .
appeal.make           .     o    o    o    o    o    o
appeal.decide         .     .    .    .    x    x    .
thread.slow           .     .    .    .    +    +    .
word.rule             .     .    .    .    +    +    .
policy.change         .     .    .    .    .    +    .
site.import           .     .    .    .    .    +    .
"""
# Sent from pages that are the same for every guest: no token, and only from this site.
WITHOUT_TOKEN = {"interface.choose_language", "interface.choose_theme"}
# Asked for by guests, or from a letter whose link holds a secret.
WITHOUT_TOKEN |= {
    f"newsletters.{name}" for name in ("confirm", "end", "of_author", "of_site", "one")
}
NUMBERS = """
appeal_id comment_id decision_id handover_id note_id number picture_id revision rule_id shift_id text_id
thing_id user_id
"""
FITTING = dict.fromkeys(NUMBERS.split(), "1")
FITTING |= dict.fromkeys(("batch", "key", "name", "token", "wish"), "nothing")
FITTING |= {"slug": "cats", "username": "wen", "version": "x", "queue": "held", "form": "atom"}
FITTING |= {"reference": "TH-2345-6789", "frequency": "daily", "shelf": "clips"}


def cells():
    for line in TABLE.strip().splitlines()[1:]:
        what, *marks = line.split()
        for name, mark in zip(PEOPLE, marks, strict=True):
            yield pytest.param(what, name, mark, id=f"{what}-{name}")


def test_the_table_names_every_permission():
    assert [line.split()[0] for line in TABLE.strip().splitlines()[1:]] == list(RULES)


@pytest.mark.parametrize(("what", "name", "mark"), list(cells()))
def test_each_cell(request, app, what, name, mark):
    person = request.getfixturevalue(name)
    elsewhere = SimpleNamespace(author_id=4711)
    own, own_note, others, others_note = (
        SimpleNamespace(author_id=author_id, kind=kind, role="reader", article=elsewhere)
        for author_id in (person.id, 4711)
        for kind in ("guide", "note")
    )
    below_own = SimpleNamespace(author_id=4711, article=SimpleNamespace(author_id=person.id))
    admins = SimpleNamespace(author_id=4711, kind="guide", role="admin", article=elsewhere)
    with app.test_request_context("/"):
        if person.id:
            login_user(person.user)
        assert can(what) == (mark != ".")
        assert can(what, own) == (mark in "+o")
        assert can(what, own_note) == (mark in "+on")
        assert can(what, others) == can(what, others_note) == (mark in "+xb")
        if what == "comment.hide":
            assert can(what, below_own) == (mark == "h")
        assert what == "account.sanction" or can(what, admins) == (mark in "+x")


def test_whose_words_they_are_is_read_from_whatever_names_it(app, lin, ada):
    by_ada = {"author_id": 4711, "author": SimpleNamespace(role="admin")}
    row = {"author_id": 4711, "author_role": "admin"}
    for thing in (SimpleNamespace(**by_ada), SimpleNamespace(**row)):
        assert not may(lin.user, "decision.make", thing)
        assert may(ada.user, "decision.make", thing)


@pytest.fixture
def filled(wen, tom):
    """One thing behind every address: an article, a comment that waits, a person."""
    article = make_article(by=wen.user, title="Cats")
    return make_comment(article, by=tom.user, body="May I?")


def addresses(app, method):
    """Return every rule that takes this method: its view and a fitting address."""
    for rule in app.url_map.iter_rules():
        if method in rule.methods:
            address = re.sub(
                r"<(?:[^:<>]*:)?([a-z_]+)>", lambda found: FITTING[found[1]], rule.rule
            )
            yield rule.endpoint, address


def is_public(app, endpoint):
    return app.view_functions[endpoint].guard in ("page.read", "account.open", "law.report")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_guests_come_to_what_is_public_and_are_sent_to_sign_in_elsewhere(
    app, filled, guest, method
):
    assert filled.state == "held"
    for endpoint, address in addresses(app, method):
        answer = guest.client.open(
            address, method=method, data={"body": "x"} if method == "POST" else {}
        )
        to_sign_in = urlsplit(answer.headers.get("Location", "")).path == "/sign-in"
        if is_public(app, endpoint):
            assert answer.status_code < 500 and not to_sign_in, (address, answer.status)
        else:
            assert answer.status_code == 303 and to_sign_in, (address, answer.status)
        answer.close()


def test_every_form_needs_its_token(app, filled, ada):
    assert filled.state == "held"
    for endpoint, address in addresses(app, "POST"):
        for fields in ({}, {"csrf_token": "stale"}):
            status = ada.client.post(address, data=fields).status_code
            # An account's own page of letters has a token, and asks for it.
            is_open = endpoint in WITHOUT_TOKEN and "newsletters.of_" not in endpoint
            wanted = (303, 404) if is_open else (400,)
            assert status in wanted, (address, fields, status)


@pytest.mark.parametrize("address", ["/language", "/theme"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/page"},
    ],
)
def test_forms_without_a_token_are_taken_from_this_site_only(mei, address, headers):
    fields = {"language": "en", "theme": "dark"}
    assert mei.client.post(address, data=fields, headers=headers).status_code == 400
    same = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert mei.client.post(address, data=fields, headers=same).status_code == 303


def test_only_these_forms_are_without_a_token(app):
    views = app.view_functions.items()
    found = {name for name, view in views if getattr(view, "is_without_token", False)}
    assert found == WITHOUT_TOKEN


def test_the_rights_that_are_missing_are_answered_with_403(app, filled, mei):
    for endpoint, address in addresses(app, "GET"):
        if app.view_functions[endpoint].guard in ("desk.open", "decision.make"):
            assert mei.client.get(address).status_code == 403, address


def test_nothing_is_changed_by_asking(app, filled, ada, statements):
    with statements() as asked:
        for _endpoint, address in addresses(app, "GET"):
            ada.client.get(address).close()
    written = [one for one in asked if one.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not [one for one in written if " sessions " not in f"{one} "], written
