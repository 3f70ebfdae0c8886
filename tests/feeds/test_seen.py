"""What a feed shows is what a guest may read, whoever asks; and what has not changed is not sent."""

from datetime import timedelta

import pytest

from community.articles import publishing
from community.comments import states
from community.database import now
from community.extensions import db
from tests.factories import ago, kept, make_article, make_comment
from tests.feeds.checks import atom, entries, json_feed, link, text


def titles(person, address="/feed.atom"):
    return {text(one, "title") for one in entries(atom(person, address))}


def test_a_tag_of_drafts_has_no_feed(guest, wen):
    make_article(by=wen.user, state="draft", tags=["secret"])
    assert guest.client.get("/tags/secret/feed.atom").status_code == 404


@pytest.mark.parametrize("name", ["guest", "wen", "lin", "ada"])
def test_nobody_sees_in_a_feed_what_a_guest_may_not(request, wen, name):
    make_article(by=wen.user, title="Public")
    make_article(by=wen.user, title="Draft", state="draft")
    make_article(by=wen.user, title="Removed", state="removed")
    make_article(by=wen.user, title="Tomorrow", published_at=now() + timedelta(days=1))
    person = request.getfixturevalue(name)
    for address in ("/feed.atom", "/@wen/feed.atom"):
        assert titles(person, address) == {"Public"}


@pytest.mark.parametrize("state", ["draft", "removed"])
def test_comments_of_what_is_not_public_have_no_feed(wen, guest, state):
    hidden = make_article(by=wen.user, state=state)
    for person in (wen, guest):
        assert person.client.get(f"{hidden.url}/comments.atom").status_code == 404


def test_comments_that_are_held_removed_deleted_or_folded_are_left_out(guest, mei, article):
    said = make_comment(article, by=mei.user, body="Said", state="published")
    for state in ("held", "removed", "deleted"):
        make_comment(article, by=mei.user, body=f"Words {state}", state=state)
    make_comment(article, by=mei.user, body="Folded", state="published", hidden_at=now())
    feed = json_feed(guest, f"{article.url}/comments.json")
    assert [one["id"].rpartition("/")[2] for one in feed["items"]] == [str(said.id)]


def asks(person, address, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return person.client.get(address, headers=named)


@pytest.mark.parametrize("form", ["atom", "json"])
def test_what_has_not_changed_is_answered_with_304(guest, mei, article, statements, form):
    make_comment(article, by=mei.user, state="published")
    for address in (f"/feed.{form}", f"/@wen/feed.{form}", f"{article.url}/comments.{form}"):
        first = asks(guest, address, Accept_Encoding="gzip")
        with statements() as asked:
            again = asks(guest, address, If_None_Match=first.headers["ETag"])
        assert again.status_code == 304 and not again.data, address
        assert again.headers["ETag"] == first.headers["ETag"]
        assert again.headers["Cache-Control"] == "public, max-age=300"
        assert len(asked) <= 2, asked
        since = asks(guest, address, If_Modified_Since=first.headers["Last-Modified"])
        assert since.status_code == 304


def test_what_has_changed_is_sent_again(wen, guest, article):
    tag = asks(guest, "/feed.atom").headers["ETag"]

    def is_new():
        nonlocal tag
        answer = asks(guest, "/feed.atom", If_None_Match=tag)
        tag = answer.headers["ETag"]
        return answer.status_code == 200

    assert not is_new()
    wen.submits(f"{article.url}/edit", action="save", body="Other words.")
    assert is_new() and not is_new()
    other = make_article(title="Another")
    assert is_new()
    publishing.take_down(other)
    kept(other)
    assert is_new()


def test_a_comment_that_changes_or_goes_is_noticed(guest, mei, article):
    said = make_comment(article, by=mei.user, state="published")
    address = f"{article.url}/comments.atom"
    tag = asks(guest, address).headers["ETag"]
    mei.submits(f"/comments/{said.id}/edit", body="Other words.")
    changed = asks(guest, address, If_None_Match=tag)
    assert changed.status_code == 200 and "Other words." in changed.text
    states.remove(db.session.merge(said), rule="no-spam")
    db.session.commit()
    gone = asks(guest, address, If_None_Match=changed.headers["ETag"])
    assert gone.status_code == 200 and "Other words." not in gone.text


def test_rubbish_in_conditions_is_taken_for_none(guest, article):
    for rubbish in ('"', "W/", "*x", "\xff", "Thu, 99 Foo 2026"):
        assert asks(guest, "/feed.atom", If_None_Match=rubbish).status_code == 200
        assert asks(guest, "/feed.atom", If_Modified_Since=rubbish).status_code == 200


def test_head_says_what_get_would(guest, article):
    for address in ("/feed.atom", "/feed.json", "/sitemap.xml", "/robots.txt", "/opensearch.xml"):
        head, get = guest.client.head(address), guest.client.get(address)
        assert head.status_code == 200 and not head.data
        for name in ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control"):
            assert head.headers.get(name) == get.headers.get(name), (address, name)


def test_a_feed_goes_on_page_by_page(guest, wen):
    for number in range(45):
        make_article(by=wen.user, title=f"Cup {number}", published_at=ago(days=1, minutes=number))
    found, address, pages = [], "/feed.atom", 0
    while address:
        feed = atom(guest, address)
        found += [text(one, "title") for one in entries(feed)]
        assert link(feed, "self").endswith(address.removeprefix("http://127.0.0.1:8000"))
        assert text(feed, "id").endswith("/feed.atom")
        more = [one for one in feed if one.get("rel") == "next"]
        address, pages = more[0].get("href") if more else "", pages + 1
    assert found == [f"Cup {number}" for number in range(45)] and pages == 3


def test_comments_go_on_page_by_page(guest, mei, article):
    for number in range(23):
        moment = ago(minutes=number)
        make_comment(article, by=mei.user, body=f"{number}", created_at=moment, state="published")
    first = json_feed(guest, f"{article.url}/comments.json")
    second = json_feed(guest, first["next_url"])
    words = [one["content_html"] for one in (*first["items"], *second["items"])]
    assert words == [f"<p>{number}</p>\n" for number in range(23)]
    assert "next_url" not in second


@pytest.mark.parametrize("after", ["x", "W10", "WzFd", "%00", "WyIyMDI2IiwxXQ", "a" * 5000])
def test_rubbish_for_a_page_is_the_first_page(guest, article, after):
    feed = atom(guest, f"/feed.atom?after={after}")
    assert len(entries(feed)) == 1 and link(feed, "self").endswith("/feed.atom")


def test_a_page_of_very_long_articles_ends_early(guest, wen):
    for number in range(8):
        made = make_article(by=wen.user, title=f"Long {number}")
        made.body_html = "<p>" + "茶" * 300_000 + "</p>"
    db.session.commit()
    first = json_feed(guest, "/feed.json")
    assert len(first["items"]) == 3
    assert len(json_feed(guest, first["next_url"])["items"]) == 3


def test_a_page_of_twenty_asks_little(guest, article, statements):
    for _number in range(25):
        make_article(tags=["tea"])
    with statements() as asked:
        atom(guest, "/feed.atom")
    assert len(asked) <= 4, asked


@pytest.mark.parametrize("form", ["atom", "json"])
def test_feeds_travel_compressed(guest, article, form):
    plain, packed = (
        asks(guest, f"/feed.{form}"),
        asks(guest, f"/feed.{form}", Accept_Encoding="gzip"),
    )
    assert packed.headers["Content-Encoding"] == "gzip" and len(packed.data) < len(plain.data)
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_feeds_know_nobody(wen, article):
    answer = wen.client.get("/feed.atom")
    assert "Cookie" not in answer.headers.get("Vary", "") and "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "public, max-age=300"
