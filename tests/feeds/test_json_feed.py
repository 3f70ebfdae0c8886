"""The JSON feeds say what the Atom feeds say."""

import feedparser

from tests.factories import make_article, make_comment
from tests.feeds.checks import atom, entries, json_feed, text

HOST = "http://127.0.0.1:8000"


def test_an_item_has_all_that_the_format_has_words_for(guest, article, cover):
    (item,) = json_feed(guest, "/feed.json")["items"]
    assert item["title"] == article.title and item["summary"] == "Water first."
    assert item["url"] == f"{HOST}{article.url}" and item["language"] == "zh-Hans"
    assert [one["name"] for one in item["authors"]] == ["wen", "Bo"]
    assert sorted(item["tags"]) == ["Green Tea", "茶"]
    assert item["image"] == f"{HOST}{cover.url('large')}"
    assert item["attachments"][0]["mime_type"] == "image/webp"
    assert [one["name"] for one in item["_teahouse"]["contributors"]] == ["Ann Li", "mei"]
    assert item["_teahouse"]["comments_feed_url"] == f"{HOST}{article.url}/comments.atom"


def test_both_formats_have_the_same_entries(guest, wen, mei, article):
    make_comment(article, by=mei.user, state="published")
    make_article(by=wen.user, title="Und?", body="Ünd", language="de", kind="guide")
    for stem in ("/feed", "/@wen/feed", "/tags/茶/feed", "/guides/feed", f"{article.url}/comments"):
        items, feed = json_feed(guest, f"{stem}.json")["items"], atom(guest, f"{stem}.atom")
        assert [one["id"] for one in items] == [text(one, "id") for one in entries(feed)]
        assert [one["content_html"] for one in items] == [
            text(one, "content") for one in entries(feed)
        ]


def test_an_unknown_language_is_not_named(guest):
    make_article(title="☕", body="☕ ☕", language="")
    (item,) = json_feed(guest, "/feed.json")["items"]
    assert "language" not in item or item["language"] == "en"


def test_a_comment_has_no_title(guest, mei, article):
    make_comment(article, by=mei.user, body="好茶", state="published")
    (item,) = json_feed(guest, f"{article.url}/comments.json")["items"]
    assert "title" not in item and item["content_html"] == "<p>好茶</p>\n"
    assert item["_teahouse"]["in_reply_to"].startswith("tag:")


def test_feeds_of_nothing_are_valid_too(guest, wen):
    assert json_feed(guest, "/@wen/feed.json")["items"] == []


def test_feedparser_reads_the_languages_of_atom(guest, article):
    (one,) = feedparser.parse(guest.client.get("/feed.atom").data).entries
    assert one.title_detail.language == "zh-Hans"
    assert [tag.term for tag in one.tags] == ["Green Tea", "茶"]
    assert [person.name for person in one.contributors] == ["Ann Li", "mei"]
