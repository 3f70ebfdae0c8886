"""The statement on a decision, the public log, and who is told."""

import pytest
from sqlalchemy import select

from community.accounts.profiles import set_pictures
from community.extensions import db
from community.media.actions import add_picture
from community.moderation import listeners
from community.moderation.models import Decision
from tests.media.pictures import picture


@pytest.fixture
def removed(tom, lin, rude):
    """A removal that tom's report led to."""
    tom.submits(f"/comments/{rude.id}/report", rule="kind", note="A secret note")
    lin.submits(
        f"/moderation/comments/{rude.id}", decision="remove", rule="kind", note="Please be gentle."
    )
    return db.session.scalars(select(Decision)).one()


def test_the_author_reads_what_why_by_whom_and_how_to_object(mei, removed):
    page = mei.visits(f"/decisions/{removed.id}")
    page.shows("1. ").shows("lin").shows("know nothing about tea").shows("Please be gentle.")
    assert page.one("html")["lang"] == "zh-Hans"


def test_the_words_say_what_they_are(lin, wen, article, removed):
    fields = {"decision": "remove", "rule": "kind", "version": article.version}
    lin.submits(f"/moderation/articles/{article.id}", **fields)
    of_article = db.session.scalars(select(Decision).where(Decision.article_id.is_not(None))).one()
    for decision, kind in ((removed, "comment"), (of_article, "article")):
        assert lin.visits(f"/decisions/{decision.id}").one(class_="words")["data-words"] == kind


def test_the_reporter_reads_what_became_of_it_but_not_the_note(tom, removed):
    page = tom.visits(f"/decisions/{removed.id}")
    page.shows("Removed").shows("Be kind").lacks("Please be gentle.")


@pytest.mark.parametrize("name", ["wen"])
def test_for_others_there_is_nothing(request, name, removed):
    request.getfixturevalue(name).visits(f"/decisions/{removed.id}", 404)


def test_guests_are_sent_to_sign_in(guest, removed):
    guest.is_sent_to_sign_in(f"/decisions/{removed.id}")


def test_the_public_log_names_rule_and_moderator_never_reporter_or_words(guest, removed):
    page = guest.visits("/moderation/log")
    page.shows("Removed").shows("1. Be kind").shows("@lin")
    page.lacks("tom").lacks("know nothing").lacks("A secret note")


def test_the_log_can_be_filtered(guest, removed):
    guest.visits("/moderation/log?outcome=hold").shows("Nothing had to be decided yet")
    guest.visits("/moderation/log?outcome=rubbish&after=rubbish").shows("@lin")


def test_author_and_reporter_are_notified(mei, tom, removed):
    tom.visits("/notifications").shows("What you reported was removed. Thank you.")
    assert mei.user.unread_count == tom.user.unread_count == 1
    page = mei.visits("/notifications")
    assert page.all("a", href=f"/decisions/{removed.id}")


def test_both_get_a_letter_in_their_language(mei, tom, removed, letters):
    (to_mei,) = letters(to=mei.user.email)
    (to_tom,) = letters(to=tom.user.email)
    body = to_mei.get_body(("plain",)).get_content()
    assert "Please be gentle." in body and f"/decisions/{removed.id}" in body
    assert to_tom["Subject"] == "What you reported was removed"
    assert "Please be gentle." not in to_tom.get_body(("plain",)).get_content()


def test_a_report_that_comes_to_nothing_is_answered_and_the_author_left_in_peace(
    tom, lin, mei, rude
):
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    lin.submits(f"/moderation/comments/{rude.id}", decision="approve")
    tom.visits("/notifications").shows("was looked at, and stays")
    assert mei.user.unread_count == 0


def test_the_rules_have_numbers_and_addresses_in_each_language(guest):
    page = guest.visits("/rules")
    assert page.one(id="rule-kind") and len(page.all("li", class_="rule")) == 8
    guest.client.set_cookie("language", "zh-Hant")
    assert guest.visits("/rules").one("html")["lang"] == "zh-Hant"


def test_the_author_is_told_how_to_object(mei, removed, letters):
    page = mei.visits(f"/decisions/{removed.id}")
    assert page.form(f"/decisions/{removed.id}/appeal")
    (letter,) = letters(to=mei.user.email)
    for kind in ("plain", "html"):
        body = letter.get_body((kind,)).get_content()
        assert f"/decisions/{removed.id}" in body and "没有人" in body


def test_a_letter_that_fails_takes_nothing_else_with_it(tom, lin, mei, rude, letters, monkeypatch):
    def send(name, address, *rest, **context):
        if address == mei.user.email:
            raise OSError("The outbox is full.")
        written.append(address)

    written = []
    monkeypatch.setattr(listeners.letters, "send", send)
    tom.submits(f"/comments/{rude.id}/report", rule="kind")
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    assert mei.user.unread_count == tom.user.unread_count == 1
    assert written == [tom.user.email]


def test_the_pictures_of_a_removed_profile_are_deleted(tom, mei, lin):
    keep(tom, "face"), keep(tom, "cover")
    keys = [tom.user.face_key, tom.user.cover_key]
    mei.submits("/@tom/report", rule="kind")
    lin.submits(f"/moderation/profiles/{tom.id}", decision="remove", rule="kind")
    assert (tom.user.face_key, tom.user.cover_key) == ("", "")
    assert [mei.client.get(f"/media/{key}-small.webp").status_code for key in keys] == [404, 404]


def keep(person, place):
    kind = "face" if place == "face" else "picture"
    key = add_picture(picture((60, 40)), by=person.user, kind=kind).key
    set_pictures(person.user, {place: key})
    db.session.commit()
