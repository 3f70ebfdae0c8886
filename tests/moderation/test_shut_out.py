"""Dan is banned: what he can still do, and what he cannot."""

import pytest

from tests.factories import kept, make_article, make_comment


def before(dan, make, *args, **fields):
    """Make something of his, from before he was banned."""
    dan.user.is_banned = False
    made = make(*args, by=dan.user, **fields)
    dan.user.is_banned = True
    return kept(made)


@pytest.fixture
def his(article, dan):
    return before(dan, make_comment, article, state="published", body="Before all that.")


def test_he_reads_and_sees_why_on_every_page(dan, article):
    for where in (article, "/", "/rules", "/notifications", "/bookmarks", "/settings/profile"):
        dan.visits(where).shows("Your account is closed to writing: you can read and object.")


def test_guests_and_others_see_no_banner(guest, mei, article):
    for one in (guest, mei):
        assert not one.visits(article).all(class_="notice--warning")


def test_his_comment_is_refused_and_kept(dan, article):
    page = dan.submits(f"{article.url}/comments", 403, body="One more word.")
    page.shows("One more word.", "Your account is closed to writing.")


def test_he_likes_reports_uploads_and_writes_nothing(dan, article, rude):
    for address, fields in (
        (f"{article.url}/like", {"liked": "1"}),
        (f"/comments/{rude.id}/like", {"liked": "1"}),
        (f"{article.url}/report", {"rule": "kind"}),
        (f"/comments/{rude.id}/report", {"rule": "kind"}),
        ("/media", {"x": "1"}),
        ("/write", {"title": "A note", "body": "Words", "kind": "note"}),
    ):
        dan.submits(address, 403, **fields)


def test_his_own_note_is_not_to_be_edited(dan):
    note = before(dan, make_article, kind="note", title="Mine")
    dan.visits(f"{note.url}/edit", 403)


def test_he_changes_no_words_of_his_but_takes_them_back(dan, article, his, state_of):
    dan.submits(f"/comments/{his.id}/edit", 403, body="Other words.").shows("Other words.")
    dan.submits(f"/comments/{his.id}/delete")
    assert state_of(his) == "deleted"


def test_he_saves_what_he_reads(dan, article):
    dan.submits(f"{article.url}/bookmark", saved="1")
    dan.visits("/bookmarks").shows("Cats of the tea house")


def test_he_gives_notice_of_what_is_illegal(dan, rude):
    dan.visits(f"/legal/report?comment={rude.id}")
