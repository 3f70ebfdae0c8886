"""A page as a person and a browser read it: its words, its elements, its forms; and what must be
true of every page that the site answers."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from werkzeug.test import TestResponse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input"}
VOID |= {"link", "meta", "source", "track", "wbr"}
UNSEEN = frozenset({"script", "style", "template", "head"})
CLOSES_ITSELF = {
    "li": {"li"},
    "option": {"option"},
    "p": set(),
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
}
LEAKS = (
    "Traceback (most recent",
    "jinja2.",
    "sqlalchemy.",
    "{{ ",
    "{% ",
    "<Undefined",
    "&lt;Undefined",
)


class Element:
    """One element: `element["href"]` is an attribute or "", `.text` its words on one line."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def __contains__(self, name: str) -> bool:
        return name in self.attributes

    @property
    def text(self) -> str:
        return " ".join("".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in UNSEEN:
                yield from child._words()
                yield (
                    " "
                    if child.tag not in ("a", "b", "em", "mark", "strong", "span", "ruby", "rt")
                    else ""
                )

    def walk(self) -> Iterator["Element"]:
        """Yield the elements inside, in the order of the page."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def all(self, tag: str = "", **attributes: str | bool) -> list["Element"]:
        """Return the elements inside of this tag with these attributes.

        A class is one of the classes; True asks that the attribute be there; `_` stands for `-`.
        """
        return [one for one in self.walk() if (not tag or one.tag == tag) and one.has(**attributes)]

    def one(self, tag: str = "", **attributes: str | bool) -> "Element":
        """Return the one element inside of this tag with these attributes."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} elements <{tag} {attributes}> in {self.text[:300]!r}"
        return found[0]

    def has(self, **attributes: str | bool) -> bool:
        for name, wanted in attributes.items():
            name = name.rstrip("_").replace("_", "-")
            if name not in self.attributes or wanted is False:
                if wanted is False and name not in self.attributes:
                    continue
                return False
            value = self.attributes[name]
            words = value.split() if name == "class" else [value]
            if wanted is not True and wanted not in words:
                return False
        return True


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.here.tag in CLOSES_ITSELF.get(tag, ()) and self.here.parent:
            self.here = self.here.parent
        element = Element(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.here.children.append(Element(tag, attributes, self.here))

    def handle_endtag(self, tag: str) -> None:
        element: Element | None = self.here
        while element and element.tag != tag:
            element = element.parent
        if element and element.parent:
            self.here = element.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def read(html: str) -> Element:
    """Return the tree of a page or a fragment."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class Page:
    """An answer of the site, checked for what must hold everywhere."""

    def __init__(self, answer: TestResponse, *, is_fragment: bool = False) -> None:
        self.answer = answer
        self.status = answer.status_code
        self.headers = answer.headers
        self.html = answer.get_data(as_text=True) if answer.mimetype != "image/webp" else ""
        self.tree = read(self.html if answer.mimetype == "text/html" else "")
        where = urlsplit(answer.request.url)
        self.path = where.path
        self.address = where.path + (f"?{where.query}" if where.query else "")
        check_headers(self)
        if answer.mimetype == "text/html" and self.html:
            check_words(self)
            if not is_fragment and not 300 <= self.status < 400:
                check_whole(self)

    def __repr__(self) -> str:
        return f"<{self.status} {self.address}: {self.text[:400]!r}>"

    @property
    def text(self) -> str:
        """What stands on the page, on one line."""
        return self.tree.text

    @property
    def json(self) -> Any:
        return json.loads(self.html)

    @property
    def location(self) -> str:
        """Where a redirect leads, "" for none."""
        return self.headers.get("Location", "")

    def shows(self, *words: str) -> "Page":
        """Fail unless each of these words can be read on the page."""
        for one in words:
            assert " ".join(one.split()) in self.text, f"{one!r} is not to be read in {self!r}"
        return self

    def lacks(self, *words: str) -> "Page":
        """Fail if any of these words stands in the page, seen or not."""
        for one in words:
            assert one not in self.text and one not in self.html, f"{one!r} stands in {self!r}"
        return self

    def all(self, tag: str = "", **attributes: str | bool) -> list[Element]:
        return self.tree.all(tag, **attributes)

    def one(self, tag: str = "", **attributes: str | bool) -> Element:
        return self.tree.one(tag, **attributes)

    def comment(self, comment: Any) -> Element:
        """Return the place of a comment, given itself or its id."""
        return self.one(id=f"comment-{getattr(comment, 'id', comment)}")

    def form(self, action: str) -> Element | None:
        """Return the first form that is sent to this address."""
        for form in self.all("form"):
            if urlsplit(form["action"] or self.path).path == action.split("?")[0]:
                return form
        return None

    def field(self, name: str) -> str:
        """Return what stands in a field of the page."""
        values = [value for form in self.all("form") for key, value in typed(form) if key == name]
        assert values, f"no field {name!r} in {self!r}"
        return values[0]

    def complains(self, name: str) -> str:
        """Return what the page says is wrong with a field; fail if it says nothing."""
        fields = [one for one in self.tree.walk() if one["name"] == name and "aria-invalid" in one]
        assert fields, f"the field {name!r} is not marked as wrong in {self!r}"
        said = [
            words
            for ident in fields[0]["aria-describedby"].split()
            for element in self.all(id=ident)
            if (words := element.text)
        ]
        assert said, f"nothing is said of the field {name!r} in {self!r}"
        return " ".join(said)


def typed(form: Element) -> list[tuple[str, str]]:
    """Return what a browser would send of a form as it stands."""
    fields = []
    for one in form.walk():
        if not one["name"] or "disabled" in one:
            continue
        if one.tag == "textarea":
            words = "".join(child for child in one.children if isinstance(child, str))
            fields.append((one["name"], words.replace("\r\n", "\n").removeprefix("\n")))
        elif one.tag == "select":
            options = one.all("option")
            chosen = [option for option in options if "selected" in option] or options[:1]
            fields += [
                (one["name"], option.attributes.get("value", option.text)) for option in chosen
            ]
        elif one.tag == "input" and one["type"] in ("checkbox", "radio"):
            if "checked" in one:
                fields.append((one["name"], one["value"] or "on"))
        elif one.tag == "input" and one["type"] not in ("submit", "button", "file", "image"):
            fields.append((one["name"], one["value"]))
    return fields


def check_headers(page: Page) -> None:
    """Fail unless the answer carries what guards every answer."""
    policy = page.headers.get("Content-Security-Policy", "")
    assert "default-src 'none'" in policy, f"no Content-Security-Policy on {page!r}"
    assert "unsafe" not in policy, policy
    assert page.headers.get("X-Content-Type-Options") == "nosniff", f"no nosniff on {page!r}"
    assert "Referrer-Policy" in page.headers, f"no Referrer-Policy on {page!r}"
    if page.headers.get("Content-Type", "").startswith("text/"):
        assert "charset=utf-8" in page.headers["Content-Type"].lower(), page.headers["Content-Type"]


def check_words(page: Page) -> None:
    """Fail if a template leaked, or a page or a fragment breaks a rule of the house."""
    for leak in LEAKS:
        assert leak not in page.html, f"{leak!r} leaked into {page!r}"
    seen: set[str] = set()
    for one in page.tree.walk():
        assert "style" not in one and one.tag != "style", f"inline style in <{one.tag}> of {page!r}"
        assert not any(re.match(r"on[a-z]+$", name) for name in one.attributes), (
            f"inline script in {one.attributes} of {page!r}"
        )
        assert one.tag != "script" or one["src"] or one["type"] == "application/ld+json", (
            f"inline script in {page!r}"
        )
        assert one["id"] not in seen, f"the id {one['id']!r} stands twice in {page!r}"
        seen |= {one["id"]} - {""}
        assert "data-words" not in one or one["lang"], f"words without lang in {page!r}"
        assert one.tag != "img" or {"alt", "width", "height"} <= one.attributes.keys(), (
            f"<img {one.attributes}> without alt, width or height in {page!r}"
        )


def check_whole(page: Page) -> None:
    """Fail unless a whole page names its language and its subject, once."""
    assert page.html.lstrip().lower().startswith("<!doctype html>"), f"no doctype in {page!r}"
    assert page.one("html")["lang"] in ("en", "zh-Hans", "zh-Hant"), f"no lang in {page!r}"
    title = page.one("head").one("title")
    assert "".join(part for part in title.children if isinstance(part, str)).strip(), (
        f"no title in {page!r}"
    )
    headings = page.all("h1")
    assert len(headings) == 1, f"{len(headings)} h1 in {page!r}"
    assert headings[0].text or headings[0].all("img"), f"empty h1 in {page!r}"
    page.one("main")
