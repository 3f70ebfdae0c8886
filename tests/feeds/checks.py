"""What a feed must be: RFC 4287 by its grammar and by what a grammar cannot say, and JSON Feed 1.1."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import feedparser
import pytest
from defusedxml.ElementTree import fromstring

from tests.nu import JAR, MISSING

ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = Path(__file__).with_name("atom.rnc")
DRIVER = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"
WHOLE = re.compile(r"https?://[\x21-\x7e]+|tag:[\x21-\x7e]+")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
OF_FEED = {"version", "title", "home_page_url", "feed_url", "description", "next_url", "icon"}
OF_FEED |= {"favicon", "authors", "language", "items"}
OF_ITEM = {"id", "url", "title", "content_html", "summary", "image", "date_published"}
OF_ITEM |= {"date_modified", "authors", "tags", "language", "attachments", "_teahouse"}
RELATIVE = re.compile(r"""\s(?:src|href|srcset|poster)=["'](?!https?:|mailto:)""")


def atom(person: Any, address: str) -> Element:
    """Fetch a feed and return its tree, once everything about it holds."""
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    tree: Element = fromstring(answer.data)
    _check_tree(tree)
    parsed = feedparser.parse(answer.data)
    assert not parsed.bozo and parsed.version == "atom10", parsed.bozo_exception
    assert len(parsed.entries) == len(tree.findall(f"{ATOM}entry"))
    return tree


def _check_tree(tree: Element) -> None:
    assert tree.tag == f"{ATOM}feed"
    for one in [tree, *tree.findall(f"{ATOM}entry")]:
        assert one.find(f"{ATOM}author/{ATOM}name") is not None
        pairs = [(a.get("type"), a.get("hreflang")) for a in links(one, "alternate")]
        assert pairs and len(set(pairs)) == len(pairs), "two alternates of one type (§4.2.4)"
    ids = [one.findtext(f"{ATOM}id") for one in tree.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert len(links(tree, "self")) == 1
    for one in tree.iter():
        if one.tag in (f"{ATOM}id", f"{ATOM}uri", f"{ATOM}icon", f"{ATOM}logo"):
            assert WHOLE.fullmatch(one.text or ""), one.text
        if one.tag == f"{ATOM}link":
            assert WHOLE.fullmatch(one.get("href", "")), one.get("href")
        if one.tag == f"{ATOM}content":
            assert not RELATIVE.search(one.text or ""), RELATIVE.search(one.text or "")


def links(one: Element, rel: str) -> list[Element]:
    return [link for link in one.findall(f"{ATOM}link") if link.get("rel") == rel]


def link(one: Element, rel: str) -> str:
    """Return where the one link of this kind leads."""
    (found,) = links(one, rel)
    return found.get("href", "")


def entries(tree: Element) -> list[Element]:
    return tree.findall(f"{ATOM}entry")


def text(one: Element, path: str) -> str:
    """Return the words of an element of Atom, `author/name`."""
    found = one.findtext("/".join(f"{ATOM}{name}" for name in path.split("/")))
    assert found is not None, path
    return found


def language(one: Element) -> str:
    return one.get("{http://www.w3.org/XML/1998/namespace}lang", "")


def json_feed(person: Any, address: str) -> dict[str, Any]:
    """Fetch a JSON Feed and return it, once everything about it holds."""
    answer = person.client.get(address)
    assert answer.status_code == 200, (address, answer.status)
    assert answer.mimetype == "application/feed+json"
    feed: dict[str, Any] = json.loads(answer.data)
    assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"]
    assert feed.keys() <= OF_FEED, feed.keys() - OF_FEED
    for name in ("home_page_url", "feed_url", "icon", "favicon"):
        assert WHOLE.fullmatch(feed[name]), feed[name]
    for item in feed["items"]:
        _check_item(item)
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    return feed


def _check_item(item: dict[str, Any]) -> None:
    assert item.keys() <= OF_ITEM, item.keys() - OF_ITEM
    assert isinstance(item["id"], str) and item["content_html"] and WHOLE.fullmatch(item["url"])
    assert not RELATIVE.search(item["content_html"])
    assert MOMENT.fullmatch(item["date_published"]) and MOMENT.fullmatch(item["date_modified"])
    assert all(author["name"] for author in item["authors"]) and item["authors"]
    assert all(isinstance(tag, str) for tag in item.get("tags", []))
    assert all({"url", "mime_type"} <= one.keys() for one in item.get("attachments", []))
    assert all(value not in ("", [], {}) for value in item.values()), item


def faults(folder: Path, documents: dict[str, bytes]) -> str:
    """Return what a validator says against these Atom documents; "" for nothing."""
    if not shutil.which("java") or not JAR.exists():
        pytest.skip(MISSING)
    paths = [folder / f"{name}.xml" for name in documents]
    for path, data in zip(paths, documents.values(), strict=True):
        path.write_bytes(data)
    command = ["java", "-cp", JAR, DRIVER, "-c", GRAMMAR, *paths]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr
