"""The Atom feeds: valid, whole, and in the language of the words."""

from defusedxml.ElementTree import fromstring

from community.extensions import db
from tests.factories import make_article, make_comment
from tests.feeds.byline import credit_lines
from tests.feeds.checks import ATOM, atom, entries, faults, language, link, links, text

HOST = "http://127.0.0.1:8000"


def test_the_site_has_a_feed_of_what_is_newest_in_full(guest, article):
    make_article(title="Older", published_at=article.published_at.replace(year=2020))
    feed = atom(guest, "/feed.atom")
    assert [text(one, "title") for one in entries(feed)] == ["How to brew <tea> & 茶", "Older"]
    (one, _older) = entries(feed)
    assert "先洗杯子。" in text(one, "content") and "that is all." in text(one, "content")
    assert "<script" not in text(one, "content")
    assert one.find(f"{ATOM}content").get("type") == "html"
    assert text(one, "summary") == "Water first."
    assert link(one, "alternate") == f"{HOST}{article.url}"
    assert (link(feed, "self"), text(feed, "id")) == (f"{HOST}/feed.atom",) * 2


def test_pictures_and_links_have_whole_addresses(guest, article, cover):
    (one,) = entries(atom(guest, "/feed.atom"))
    words = text(one, "content")
    for size in ("small", "medium", "large"):
        assert f"{HOST}{cover.url(size)}" in words
    assert f'srcset="{HOST}/media/' in words and f", {HOST}/media/" in words
    assert f'href="{HOST}/guides"' in words and f'href="{HOST}/@mei"' in words
    assert 'href="https://example.org/tea"' in words
    (enclosure,) = links(one, "enclosure")
    assert enclosure.get("href") == f"{HOST}{cover.url('large')}"
    assert enclosure.get("type") == "image/webp"
    assert 'alt="A &quot;pot&quot; &amp; cups"' in words


def test_each_entry_names_its_language_its_tags_and_who_made_it(guest, article):
    make_article(title="Cups", body="All about cups.", published_at=article.published_at)
    feed = atom(guest, "/feed.atom")
    assert {language(one) for one in entries(feed)} == {"zh-Hans", "en"}
    one = next(one for one in entries(feed) if language(one) == "zh-Hans")
    names = {
        kind: [text(p, "name") for p in one.findall(ATOM + kind)]
        for kind in ("author", "contributor")
    }
    assert names == {"author": ["wen", "Bo"], "contributor": ["Ann Li", "mei"]}
    assert text(one, "author/uri") == f"{HOST}/@wen"
    assert {tag.get("term") for tag in one.findall(f"{ATOM}category")} == {"Green Tea", "茶"}
    assert [via.get("href") for via in links(one, "via")] == [
        "https://example.org/source",
        "https://example.org/?a=1&b=2",
    ]


def test_ids_stay_when_the_address_changes(wen, guest, article):
    before = text(entries(atom(guest, "/feed.atom"))[0], "id")
    wen.submits(f"{article.url}/edit", action="save", slug="another-address")
    (one,) = entries(atom(guest, "/feed.atom"))
    assert link(one, "alternate").endswith("/articles/another-address")
    assert text(one, "id") == before
    assert before.startswith("tag:127.0.0.1,") and before.endswith(f":articles/{article.id}")


def test_an_article_that_came_out_elsewhere_says_where(guest, article):
    article.canonical_url = "https://elsewhere.example/茶?a=1&b=2"
    db.session.commit()
    (one,) = entries(atom(guest, "/feed.atom"))
    assert link(one, "canonical") == "https://elsewhere.example/%E8%8C%B6?a=1&b=2"
    article.canonical_url = "javascript:alert(1)"
    db.session.commit()
    (one,) = entries(atom(guest, "/feed.atom"))
    assert not links(one, "canonical")


def test_characters_that_xml_forbids_are_left_out(guest, article):
    article.title = "A\x0bB\ufffeC😀"
    article.body_html = "<p>D\x01E\x1fF &amp; &lt;G&gt; ]]></p>"
    article.summary = "\x08"
    db.session.commit()
    (one,) = entries(atom(guest, "/feed.atom"))
    assert text(one, "title") == "ABC😀"
    assert "<p>DEF &amp; &lt;G&gt; ]]></p>" in text(one, "content")


def test_tags_people_and_guides_have_feeds(guest, wen, article):
    make_article(by=wen.user, title="A guide", kind="guide")
    make_article(title="Somebody else's", tags=["cups"])
    titles = {
        address: {text(one, "title") for one in entries(atom(guest, address))}
        for address in ("/tags/茶/feed.atom", "/@wen/feed.atom", "/guides/feed.atom")
    }
    assert titles["/tags/茶/feed.atom"] == {article.title}
    assert titles["/guides/feed.atom"] == {"A guide"}
    assert article.title in titles["/@wen/feed.atom"]


def test_the_comments_of_an_article_have_a_feed(guest, mei, tom, article):
    first = make_comment(article, by=mei.user, body="好茶！[家](/)", state="published")
    reply = make_comment(article, by=tom.user, body="Yes.", parent_id=first.id, state="published")
    feed = atom(guest, f"{article.url}/comments.atom")
    assert text(feed, "title").count(article.title) == 1
    newest, oldest = entries(feed)
    assert text(oldest, "title") == "mei: 好茶！家" and language(oldest) == "zh-Hans"
    assert f'href="{HOST}/"' in text(oldest, "content")
    answered = newest.find("{http://purl.org/syndication/thread/1.0}in-reply-to")
    assert answered.get("ref") == text(oldest, "id") == f"{HOST}/comments/{first.id}"
    assert link(newest, "alternate") == f"{HOST}/comments/{reply.id}"


def test_addresses_with_a_name_that_moved_or_is_nobody_s(guest, wen, article):
    old = article.url
    wen.submits(f"{article.url}/edit", action="save", slug="moved-tea")
    assert guest.client.get(f"{old}/comments.atom").location == "/articles/moved-tea/comments.atom"
    assert guest.client.get("/tags/Green Tea/feed.json").location == "/tags/green-tea/feed.json"
    for address in ("/@nobody/feed.atom", "/tags/nothing/feed.atom", "/articles/x/comments.atom"):
        assert guest.client.get(address).status_code == 404, address
    for address in (
        "/feed.rss",
        "/feed.",
        "/@wen/feed.xml",
        "/%00/feed.atom",
        "/tags/%00/feed.atom",
    ):
        assert guest.client.get(address).status_code == 404, address


def test_feeds_of_nothing_are_valid_too(guest, wen):
    assert entries(atom(guest, "/feed.atom")) == []
    assert entries(atom(guest, "/@wen/feed.atom")) == []
    assert text(atom(guest, "/@wen/feed.atom"), "updated") != text(
        atom(guest, "/feed.atom"), "updated"
    )


def test_a_validator_finds_nothing_wrong(guest, mei, article, tmp_path):
    first = make_comment(article, by=mei.user, body="好茶！", state="published")
    make_comment(article, by=mei.user, body="Indeed.", parent_id=first.id, state="published")
    for number in range(25):
        make_article(title=f"Cup {number}", credits=credit_lines("Photos: Ann"))
    addresses = ("/feed.atom", "/@wen/feed.atom", "/tags/茶/feed.atom", "/guides/feed.atom")
    asked = [*addresses, f"{article.url}/comments.atom", link(atom(guest, "/feed.atom"), "next")]
    found = {str(n): guest.client.get(address).data for n, address in enumerate(asked)}
    assert not (said := faults(tmp_path, found)), said
    assert faults(tmp_path, {"bad": b'<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id></feed>'})


def test_a_feed_names_no_entities_and_no_document_type(guest, article):
    data = guest.client.get("/feed.atom").data
    assert fromstring(data, forbid_dtd=True) is not None
