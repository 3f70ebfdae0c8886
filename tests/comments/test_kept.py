"""What was typed is not lost, and what is stored is made anew when the cleaner changes."""

from community.comments.words import reclean_comments
from community.extensions import db
from community.text.markup import VERSION
from tests.factories import PASSWORD, make_comment


def test_a_guest_finds_the_words_again_beside_the_article(guest, article):
    guest.is_sent_to_sign_in(f"{article.url}/comments", body="Do wait for me")
    assert guest.visits(article).field("body") == "Do wait for me"
    assert guest.visits(f"{article.url}/comments").field("body") == "Do wait for me"


def test_they_come_along_through_the_sign_in(guest, mei, article, said):
    form = f"{article.url}/comments"
    guest.is_sent_to_sign_in(form, body="Do wait for me")
    page = guest.submits(f"/sign-in?next={form}", login="mei", password=PASSWORD)
    assert page.field("body") == "Do wait for me"
    guest.submits(form, body="Do wait for me")
    assert said().author_id == mei.id
    assert guest.visits(article).field("body") == ""


def test_a_box_is_remembered_under_its_own_name(mei, article):
    box = mei.visits(article).one("textarea", name="body")
    assert box["data-keep"].startswith(f"{article.url}/comments")


def test_old_html_is_made_anew(mei, wen, article, now_as):
    old = make_comment(article, by=mei.user, body="*Tea*, @wen", body_html="<b>", html_version=0)
    kept = make_comment(article, by=mei.user, body="Fresh")
    assert reclean_comments() == 1
    db.session.commit()
    assert 'href="/@wen"' in now_as(old).body_html
    assert now_as(old).html_version == VERSION
    assert now_as(kept).html_version == VERSION
    assert reclean_comments() == 0


def test_what_was_deleted_has_nothing_to_make_anew(mei, article):
    make_comment(article, by=mei.user, state="deleted", html_version=0)
    assert reclean_comments() == 0
