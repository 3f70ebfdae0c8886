"""What the head of a page tells other sites, in Open Graph and in the words of schema.org."""

import json

import pytest

from community.extensions import db
from community.web.filters import as_data
from tests.factories import make_article, make_comment

HOST = "http://127.0.0.1:8000"


def graph(page):
    """Return what Open Graph is told: property → content."""
    metas = page.all("meta", property=True)
    return {one["property"]: one["content"] for one in metas}


def data(page):
    """Return the page in the words of schema.org."""
    (script,) = page.all("script", type="application/ld+json")
    return json.loads("".join(script.children))


def feeds(page):
    return {one["href"] for one in page.all("link", rel="alternate", type=True)}


def test_an_article_tells_what_it_is(guest, article, cover):
    page = guest.visits(article)
    told = graph(page)
    assert told["og:type"] == "article" and told["og:title"] == article.title
    assert told["og:url"] == f"{HOST}{article.url}" and told["og:locale"] == "zh_CN"
    assert told["og:image"] == f"{HOST}{cover.url('large')}"
    assert told["og:image:alt"] == 'A "pot" & cups'
    assert told["og:description"] == "Water first."
    assert page.one("link", rel="canonical")["href"] == f"{HOST}{article.url}"
    assert page.one("meta", name="twitter:card")["content"] == "summary_large_image"


def test_an_article_has_the_words_of_schema_org(guest, mei, article):
    said = make_comment(article, by=mei.user, body="</script><!-- 好茶", state="published")
    make_comment(article, by=mei.user, body="Held", state="held")
    found = data(guest.visits(article))
    assert found["@type"] == "Article" and found["headline"] == article.title
    assert [one["name"] for one in found["author"]] == ["wen", "Bo"]
    assert found["translator"][0]["url"] == f"{HOST}/@mei"
    assert found["inLanguage"] == "zh-Hans" and found["commentCount"] == 1
    (comment,) = found["comment"]
    assert comment["@type"] == "Comment" and comment["text"] == "</script><!-- 好茶"
    assert comment["url"] == f"{HOST}/comments/{said.id}"
    assert comment["author"] == {"@type": "Person", "name": "mei", "url": f"{HOST}/@mei"}


def test_data_cannot_end_the_script(guest, article):
    article.title = "</script><script>alert(1)</script><!--&amp;"
    db.session.commit()
    page = guest.visits(article)
    assert len(page.all("script", type="application/ld+json")) == 1
    assert data(page)["headline"] == article.title
    assert "<script>alert" not in page.html
    assert as_data("<!--</script>&茶") == '"\\u003c!--\\u003c/script\\u003e\\u0026茶"'


def test_where_it_came_out_first_is_canonical(guest, article):
    article.canonical_url = "https://elsewhere.example/tea?a=1"
    db.session.commit()
    page = guest.visits(article)
    assert page.one("link", rel="canonical")["href"] == "https://elsewhere.example/tea?a=1"
    assert graph(page)["og:url"] == f"{HOST}{article.url}"


@pytest.mark.parametrize("query", ["?order=liked", "?at=1", "?utm_source=x"])
def test_another_order_is_not_another_page(guest, article, query):
    page = guest.visits(f"{article.url}{query}")
    assert page.one("link", rel="canonical")["href"] == f"{HOST}{article.url}"


def test_without_a_cover_there_is_a_card(guest):
    bare = make_article(title="No picture", body="The **first** cup is\n\nfor the `guest`.")
    page = guest.visits(bare)
    told = graph(page)
    assert told["og:image"] == f"{HOST}/cards/no-picture-1.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:description"] == "The first cup is for the guest."
    assert page.one("meta", name="description")["content"] == told["og:description"]


def test_a_person_tells_who_they_are(guest, mei, cover):
    mei.user.bio_html, mei.user.bio_language = "<p>喝茶的人。</p>", "zh-Hans"
    mei.user.face_key = cover.key
    db.session.commit()
    page = guest.visits(mei)
    told = graph(page)
    assert (told["og:type"], told["profile:username"]) == ("profile", "mei")
    assert told["og:description"] == "喝茶的人。" and told["og:locale"] == "zh_CN"
    assert told["og:image"] == f"{HOST}/media/{cover.key}-large.webp"
    found = data(page)
    assert found["mainEntity"]["@type"] == "Person" and found["mainEntity"]["name"] == "mei"


def test_pages_name_their_feeds(guest, article):
    for where, stem in (
        ("/", "/feed"),
        ("/guides", "/guides/feed"),
        ("/tags/茶", "/tags/茶/feed"),
        ("/@wen", "/@wen/feed"),
        (article, f"{article.url}/comments"),
    ):
        found = feeds(guest.visits(where))
        assert {f"{stem}.atom", f"{stem}.json"} <= found, (where, found)
        for address in found:
            assert guest.client.get(address).status_code == 200, address


def test_a_later_page_has_an_address_of_its_own(guest, wen):
    for number in range(25):
        make_article(by=wen.user, title=f"Cup {number}")
    for where in ("/", "/@wen"):
        older = guest.visits(where).one("a", rel="next")["href"]
        canonical = guest.visits(older).one("link", rel="canonical")["href"]
        assert canonical == f"{HOST}{older}"


def test_a_draft_tells_nobody_anything(wen):
    page = wen.visits(make_article(by=wen.user, state="draft"))
    assert not graph(page) and not page.all("link", rel="canonical") and not feeds(page)


def test_those_signed_in_are_not_sent_what_only_machines_read(mei, article):
    page = mei.visits(article)
    assert not page.all("script", type="application/ld+json")
    assert page.one("link", rel="canonical")["href"] == f"{HOST}{article.url}"


def test_home_and_lists_tell_what_they_are(guest, article):
    assert data(guest.visits("/"))["@type"] == "WebSite"
    assert data(guest.visits("/guides"))["@type"] == "CollectionPage"
    assert graph(guest.visits("/tags/茶"))["og:title"] == "#茶"
    assert graph(guest.visits("/"))["og:image"] == f"{HOST}/cards/house.png"
