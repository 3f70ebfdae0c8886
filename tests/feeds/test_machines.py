"""What machines ask a site for: sitemap, robots, search, manifest."""

import io
import json
from datetime import timedelta
from urllib.robotparser import RobotFileParser

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from community.database import now
from community.feeds import site_files, sitemap
from community.feeds.sitemap import Place
from tests.factories import make_article

HOST = "http://127.0.0.1:8000"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"
PICTURE = "{http://www.google.com/schemas/sitemap-image/1.1}"


def tree(person, address):
    answer = person.client.get(address)
    assert answer.status_code == 200 and answer.mimetype == "application/xml", address
    return fromstring(answer.data)


def listed(person):
    """Return all addresses that the sitemap leads to."""
    parts = [loc.text for loc in tree(person, "/sitemap.xml").iter(f"{SITEMAP}loc")]
    found = [tree(person, part) for part in parts]
    return [loc.text.removeprefix(HOST) for one in found for loc in one.iter(f"{SITEMAP}loc")]


def test_the_sitemap_leads_to_all_that_is_public_and_nothing_else(guest, wen, mei, article):
    make_article(by=wen.user, title="Draft", state="draft", tags=["draft"])
    make_article(by=wen.user, title="Later", published_at=now() + timedelta(days=1))
    fixed = ["/", "/guides", "/rules", "/moderation/log"]
    tags = ["/tags/green-tea", "/tags/%E8%8C%B6"]
    assert sorted(listed(guest)) == sorted([*fixed, article.url, "/@wen", *tags])
    for address in listed(guest):
        guest.visits(address)


def test_the_sitemap_names_the_pictures(guest, article, cover):
    part = tree(guest, "/sitemap-articles-1.xml")
    (url,) = part.findall(f"{SITEMAP}url")
    pictures = [one.text for one in url.iter(f"{PICTURE}loc")]
    assert pictures == [f"{HOST}{cover.url('large')}", f"{HOST}{cover.url('medium')}"]
    assert url.findtext(f"{SITEMAP}lastmod").endswith("Z")


def test_the_sitemap_is_cut_into_parts_by_number(guest, wen, monkeypatch):
    monkeypatch.setattr(sitemap, "SPAN", 2)
    made = [make_article(by=wen.user, title=f"Cup {number}") for number in range(5)]
    names = [name for name, _at in sitemap.parts()]
    assert [one for one in names if one.startswith("articles")] == [
        f"articles-{number}" for number in range(1, 4)
    ]
    assert set(listed(guest)) >= {article.url for article in made}


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "articles-0",
        "articles-99",
        "articles-",
        "tags-٣",
        "pages-1",
        "articles-99999999999999999999",
        "users-1",
        "articles-1-1",
    ],
)
def test_a_part_that_is_not_there_is_404(guest, article, name):
    assert guest.client.get(f"/sitemap-{name}.xml").status_code == 404


def test_versions_in_other_languages_name_each_other(app):
    versions = {"/a": {"en": "/a", "zh-Hans": "/b"}}
    (url,) = fromstring(site_files.write_part([Place("/a")], versions))
    links = [(one.get("hreflang"), one.get("href")) for one in url.iter(f"{XHTML}link")]
    assert links == [("en", f"{HOST}/a"), ("zh-Hans", f"{HOST}/b")]


def test_robots_come_to_what_is_to_be_read_only(guest, article):
    answer = guest.client.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(answer.text.splitlines())
    assert robots.site_maps() == [f"{HOST}/sitemap.xml"]
    for address in ("/", article.url, "/feed.atom", "/@wen", "/media/x.webp", "/moderation/log"):
        assert robots.can_fetch("Anybody", address), address
    for address in ("/write", "/desk", "/moderation", "/settings/profile", "/sign-up", "/admin"):
        assert not robots.can_fetch("Anybody", address), address


def test_the_search_is_described(guest):
    answer = guest.client.get("/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    found = fromstring(answer.data)
    assert found.findtext(f"{SEARCH}ShortName") == "Teahouse"
    (url,) = found.iter(f"{SEARCH}Url")
    assert url.get("template") == f"{HOST}/search?q={{searchTerms}}"


def test_a_long_name_of_a_site_with_marks_is_cut_and_escaped(guest, app_with):
    there = type(guest)(app_with(SITE_NAME="Tea & <Cats> of the old street"))
    found = fromstring(there.client.get("/opensearch.xml").data)
    assert found.findtext(f"{SEARCH}ShortName") == "Tea & <Cats> of "
    assert there.client.get("/manifest.webmanifest").json["name"].startswith("Tea & <Cats>")
    assert fromstring(there.client.get("/feed.atom").data)[1].text.startswith("Tea & <Cats>")


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_the_manifest_speaks_the_language_of_the_page(guest, language):
    guest.client.set_cookie("language", language)
    address = guest.visits("/").one("link", rel="manifest")["href"]
    answer = guest.client.get(address)
    assert answer.mimetype == "application/manifest+json"
    assert answer.json["lang"] == answer.headers["Content-Language"] == language
    assert answer.json["name"].startswith("Teahouse") and answer.json["start_url"] == "/"
    by_browser = guest.client.get("/manifest.webmanifest", headers={"Accept-Language": language})
    assert by_browser.json["lang"] == language


def test_the_icons_are_as_large_as_they_say(guest):
    icons = json.loads(guest.client.get("/manifest.webmanifest").data)["icons"]
    assert {(one["sizes"], one["purpose"]) for one in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for one in icons:
        picture = Image.open(io.BytesIO(guest.client.get(one["src"]).data))
        assert f"{picture.width}x{picture.height}" == one["sizes"] and picture.format == "PNG"


def test_the_sitemap_asks_little(guest, article, statements):
    with statements() as asked:
        guest.client.get("/sitemap.xml")
        guest.client.get("/sitemap-articles-1.xml")
    assert len(asked) <= 4, asked
