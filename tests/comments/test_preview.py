"""Seeing a comment before it is sent."""

from tests.factories import make_comment


def test_it_is_exactly_what_will_be_published(mei, wen, article, said):
    words = "**茶** and `code`, @wen, <b>no</b>\nhttps://example.org/茶"
    shown = mei.fetches("/comments/preview", body=words).one(data_words="comment")
    page = mei.submits(f"{article.url}/comments", body=words)
    published = page.comment(said()).one(data_words="comment")
    assert (shown.text, shown["lang"]) == (published.text, published["lang"])
    assert said().body_html.strip() in mei.fetches("/comments/preview", body=words).html


def test_nothing_is_kept_of_it(mei, article, said):
    mei.fetches("/comments/preview", body="Just looking")
    assert said() is None


def test_nothing_to_show_is_said(lin):
    lin.fetches("/comments/preview", body=" ").shows("nothing to show")


def test_too_many_words_are_refused(mei):
    mei.fetches("/comments/preview", status=422, body="a" * 10_001)


def test_a_guest_is_sent_to_sign_in(guest):
    guest.is_sent_to_sign_in("/comments/preview", body="Let me see")


def test_without_script_it_stands_above_the_form(mei, article, said):
    page = mei.submits(f"{article.url}/comments", status=200, body="*Slowly*", preview="1")
    assert page.one(data_words="comment").text == "Slowly"
    assert page.field("body") == "*Slowly*"
    assert said() is None


def test_without_script_a_change_can_be_seen_too(mei, article, now_as):
    own = make_comment(article, by=mei.user, body="Plain")
    page = mei.submits(f"{own.url}/edit", status=200, body="**Bold**", preview="1")
    assert page.one(data_words="comment").one("strong").text == "Bold"
    assert now_as(own).body == "Plain"
