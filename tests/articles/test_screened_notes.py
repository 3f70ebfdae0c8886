"""Readers' notes pass the screening: repeat, links, spam, pace, the first day, the writer's record."""

import pytest
from sqlalchemy import select

from community.articles.models import Article
from community.extensions import db
from tests.factories import ago, kept, make_article

SHOP = " ".join(f"https://shop{number}.example" for number in range(8))
LINKS = "Several links at once look like advertising"
REPEAT = "You said the same a moment ago"


@pytest.fixture
def known(tom):
    """Tom, once his first words were approved."""
    tom.user.approved_comment_count = 5
    kept(tom.user)
    return tom


def send_out(person, title="Lost umbrella", body="It is green.", status=303, on="/write", **fields):
    words = {"title": title, "body": body, "action": "publish"}
    return person.submits(on, status, **words | fields)


def notes(person, state="published"):
    own = (Article.author_id == person.id, Article.state == state)
    return list(db.session.scalars(select(Article).where(*own).order_by(Article.id)))


def test_a_note_full_of_links_comes_back_once_and_is_held_then(known, guest, lin):
    page = send_out(known, "Sale", SHOP, 422).shows(LINKS)
    assert (page.field("title"), page.field("body")) == ("Sale", SHOP)
    assert not notes(known, "draft") and not notes(known)
    send_out(known, "Sale", SHOP).shows("A moderator reads it first")
    assert [note.held_by for note in notes(known, "draft")] == ["links"]
    lin.visits("/moderation/held").shows("8 links")


def test_the_same_note_four_times_in_a_row_is_published_once(known):
    send_out(known)
    for status in (422, 303, 422):
        send_out(known, status=status)
    assert (len(notes(known)), len(notes(known, "draft"))) == (1, 1)
    assert notes(known, "draft")[0].verdict["details"] == {"times": 1}


def test_the_hint_says_that_it_was_said_before_and_keeps_the_words(known):
    send_out(known, body="It is green.")
    page = send_out(known, body="IT IS GREEN.", status=422).shows(REPEAT)
    assert page.field("body") == "IT IS GREEN."


def test_a_hint_is_over_once_its_words_were_taken(known):
    for body, status in ((SHOP, 422), (SHOP, 303), (f"{SHOP} again", 422)):
        send_out(known, "Sale", body, status)


def test_what_looks_like_spam_comes_back_once(known, lin):
    words = "Cheap casino bonus, click here, win money now, best price, free spins, buy followers"
    send_out(known, "Win", words, 422).shows("This looks like what was removed here")
    send_out(known, "Win", words).shows("A moderator reads it first")


def test_a_public_note_that_is_changed_is_no_repeat_of_itself(known):
    send_out(known)
    note = notes(known)[0]
    known.submits(f"{note.url}/edit", body="It is dark green.")
    known.submits(f"{note.url}/edit", action="unpublish")
    known.submits(f"{note.url}/edit", action="publish").shows("Published.")


def test_links_that_come_with_a_change_are_looked_at_too(known):
    send_out(known)
    note = notes(known)[0]
    known.submits(f"{note.url}/edit", 422, body=SHOP).shows(LINKS)
    assert notes(known)[0].body == "It is green."
    known.submits(f"{note.url}/edit", body=SHOP)
    assert notes(known, "draft")[0].held_by == "links"


def test_between_two_notes_lies_a_minute(known, under_limits):
    there = under_limits(known)
    send_out(there)
    page = send_out(there, "Found umbrella", "It is red.", 429)
    page.shows("That was a little fast", "It is red.")
    note = notes(known)[0]
    note.published_at = ago(seconds=61)
    kept(note)
    send_out(there, "Found umbrella", "It is red.")
    assert len(notes(known)) == 2


def test_a_public_note_may_be_changed_at_once(known, under_limits):
    there = under_limits(known)
    send_out(there)
    there.submits(f"{notes(known)[0].url}/edit", body="It is blue.", action="publish")
    assert notes(known)[0].body == "It is blue."


def test_three_notes_are_enough_for_a_first_day(known, under_limits):
    there = under_limits(known)
    known.user.created_at = ago(hours=8)
    for number in range(3):
        make_article(by=known.user, kind="note", published_at=ago(hours=number + 1))
    send_out(there, "A fourth one", status=429).shows("That is enough for a first day")
    known.user.created_at = ago(days=2)
    send_out(there, "A fourth one")


def test_of_whose_notes_many_were_removed_the_next_is_read_first(known):
    for state in ("removed", "removed", "published"):
        make_article(by=known.user, kind="note", state=state, published_at=ago(days=2))
    send_out(known).shows("A moderator reads it first")
    note = notes(known, "draft")[0]
    assert (note.held_by, note.verdict["details"]) == ("rejections", {"removed": 2, "said": 3})


def test_what_is_saved_and_what_authors_write_is_not_looked_at(known, wen):
    send_out(known, "Sale", SHOP, action="save")
    for _ in range(2):
        send_out(wen, "Sale", SHOP)
    assert len(notes(wen)) == 2


def test_the_pace_of_notes_can_be_set(ada, known, under_limits):
    ada.submits("/admin", note_seconds="0")
    there = under_limits(known)
    send_out(there)
    send_out(there, "Found umbrella", "It is red.")
    assert len(notes(known)) == 2
