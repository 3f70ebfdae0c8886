"""The letters to those who gave notice of something illegal."""

import pytest
from sqlalchemy import select

from community.extensions import db
from community.moderation import legal_listeners
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Decision
from tests.accounts.mailbox import link_in, words_of
from tests.cast import Person

WHY = "It tells where a family lives, and calls on people to go there."


def gives(person, thing, status=303, **fields):
    fields = {"address": thing.url, "explanation": WHY, "good_faith": "y"} | fields
    return person.submits("/legal/report", status, **fields)


def decide(lin, thing, decision="remove"):
    lin.submits(
        f"/moderation/comments/{thing.id}", decision=decision, rule="legal", note="A secret"
    )


def reference():
    return db.session.scalars(select(LegalNotice.reference)).first()


def html_of(letter):
    return letter.get_body(("html",)).get_content()


def test_who_leaves_an_address_is_told_the_number(guest, rude, letters):
    gives(guest, rude, email="noor@example.org", name="Noor")
    (letter,) = letters(to="noor@example.org")
    assert reference() in letter["Subject"] and reference() in html_of(letter)
    assert link_in(letter) == f"/legal/{reference()}"
    assert "within 4 hours" in words_of(letter) and "nobody reads" in words_of(letter)
    guest.visits(link_in(letter)).shows("Waiting for a moderator")


def test_a_letter_to_an_unproven_address_holds_no_words_of_strangers(guest, rude, letters):
    spam = "Buy at https://evil.example today, my friends"
    gives(guest, rude, email="noor@example.org", name=spam, law=spam, explanation=spam)
    (letter,) = letters(to="noor@example.org")
    assert "evil" not in letter.as_string() + words_of(letter) + html_of(letter)


def test_without_an_address_there_is_no_letter(guest, tom, lin, rude, letters):
    gives(guest, rude), gives(tom, rude, email="")
    decide(lin, rude, "approve")
    assert not letters(to="tom@") and not letters(to="noor@")


def test_the_same_notice_again_is_no_second_letter(guest, rude, letters):
    for _ in range(2):
        gives(guest, rude, email="noor@example.org")
    assert len(letters(to="noor@example.org")) == 1


@pytest.mark.parametrize(
    ("decision", "subject", "said"),
    [("remove", "it was removed", "agreed, and removed"), ("approve", "it stays", "So it stays.")],
)
def test_the_decision_is_told_with_rule_number_and_how_to_object(
    guest, lin, rude, letters, decision, subject, said
):
    gives(guest, rude, email="noor@example.org")
    decide(lin, rude, decision)
    _received, letter = letters(to="noor@example.org")
    assert letter["Subject"] == f"Your notice {reference()}: {subject}"
    number = db.session.scalars(select(Decision.id)).one()
    for text in (words_of(letter), html_of(letter)):
        assert (
            said in text and "8. Nothing that harms by law" in text and f"number {number}" in text
        )
        assert "write a new notice" in text and "/legal/report" in text
        assert "A secret" not in text and "know nothing about tea" not in text


def test_each_is_told_in_their_language(guest, lin, mei, tom, article, letters, app):
    guest.client.set_cookie("language", "zh-Hant")
    gives(guest, article, email="noor@example.org"), gives(mei, article)
    languages = list(db.session.scalars(select(LegalNotice.language).order_by(LegalNotice.id)))
    assert languages == ["zh-Hant", "zh-Hans"]
    assert 'lang="zh-Hant"' in html_of(letters(to="noor@example.org")[0])
    assert 'lang="zh-Hans"' in html_of(letters(to="mei@example.org")[0])


def test_who_is_signed_in_gets_the_letter_and_nothing_else(tom, lin, rude, letters):
    gives(tom, rude)
    decide(lin, rude)
    assert len(letters(to="tom@example.org")) == 2
    assert tom.user.unread_count == 0


def test_a_held_comment_is_no_answer_yet(guest, lin, rude, letters):
    gives(guest, rude, email="noor@example.org")
    decide(lin, rude, "hold")
    assert len(letters(to="noor@example.org")) == 1


def test_a_letter_that_fails_takes_no_other_with_it(guest, tom, lin, rude, letters, monkeypatch):
    gives(guest, rude, email="noor@example.org"), gives(tom, rude)
    send = legal_listeners.letters.send

    def fail_once(name, address, *rest, **context):
        if address == "noor@example.org":
            raise OSError("The outbox is full.")
        send(name, address, *rest, **context)

    monkeypatch.setattr(legal_listeners.letters, "send", fail_once)
    decide(lin, rude)
    assert len(letters(to="noor@example.org")) == 1
    assert len(letters(to="tom@example.org")) == 2


def test_nobody_s_letter_box_is_flooded(under_limits, tom, rude, letters):
    guest = Person(under_limits(tom).app)
    for number in range(7):
        gives(guest, rude, email="noor@example.org", explanation=f"{WHY} {number}")
    assert len(letters(to="noor@example.org")) == 5
    assert len(db.session.scalars(select(LegalNotice)).all()) == 7
