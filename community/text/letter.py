"""An article's HTML as a letter may hold it: whole addresses, nothing that loads or runs, and as plain text.

Mail programs know no style sheet of ours and no addresses without a host. What is not in the list below
stands with its words alone; so whatever pages learn to show, letters stay readable.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from markupsafe import Markup, escape

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "figcaption", "figure"}
    | {"h2", "h3", "h4", "hr", "img", "li", "ol", "p", "pre", "rp", "rt", "ruby", "s"}
    | {"strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)
EMPTY = frozenset(["br", "hr", "img"])
UNSEEN = frozenset(["button", "script", "style", "svg", "template", "form"])
PLAYERS = frozenset(["video", "audio"])
KEPT = {"a": ("href",), "img": ("src", "alt"), "ol": ("start",), "td": ("class",), "th": ("class",)}
STYLES = {
    "img": "max-width:100%;height:auto;border-radius:8px",
    "pre": "white-space:pre-wrap;word-break:break-word;font-size:15px",
    "blockquote": "margin:0 0 16px;padding-left:16px;border-left:3px solid #c72f24",
    "figure": "margin:0 0 16px",
    "figcaption": "font-size:15px",
    "td": "border:1px solid #a19a92;padding:4px 8px",
    "th": "border:1px solid #a19a92;padding:4px 8px",
    "table": "border-collapse:collapse;margin:0 0 16px",
    "p": "margin:0 0 16px",
}
MAX_WIDTH = 600
_BLOCKS = frozenset(
    ["p", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre", "figure", "table", "hr", "dl"]
)
_OWN_PICTURE = re.compile(r"(/media/[0-9a-f]{24})-(?:large|small)\.webp")


def html_for_letter(html: str, page: str) -> Markup:
    """Return cleaned HTML for a letter; `page` is the whole address of the article."""
    reader = _Letter(page)
    reader.feed(html)
    reader.close()
    return Markup("".join(reader.out))


def text_for_letter(html: str, page: str) -> str:
    """Return the words of cleaned HTML, with the addresses of links and the words of pictures."""
    reader = _Plain(page)
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ \t]+\n", "\n", "".join(reader.out))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.out: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif not self.unseen:
            self.opens(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif not self.unseen:
            self.closes(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.says(data)

    def opens(self, tag: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def closes(self, tag: str) -> None:
        raise NotImplementedError

    def says(self, data: str) -> None:
        raise NotImplementedError


class _Letter(_Reader):
    def opens(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in PLAYERS:
            # Letters play nothing: the film is on the page.
            self.out.append(f'<p><a href="{escape(self.page)}">▶ {escape(self.page)}</a></p>')
        if tag not in TAGS:
            return
        kept = {name: attributes[name] for name in KEPT.get(tag, ()) if name in attributes}
        if tag == "a" and "href" in kept:
            kept["href"] = urljoin(self.page, kept["href"])
        if tag == "img":
            kept = _picture(kept, attributes, self.page)
        if lang := attributes.get("lang"):
            kept["lang"] = lang
        if style := STYLES.get(tag):
            kept["style"] = style
        said = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
        self.out.append(f"<{tag}{said}>")

    def closes(self, tag: str) -> None:
        if tag in TAGS and tag not in EMPTY:
            self.out.append(f"</{tag}>")

    def says(self, data: str) -> None:
        self.out.append(str(escape(data)))


class _Plain(_Reader):
    def __init__(self, page: str) -> None:
        super().__init__(page)
        self.links: list[tuple[str, int]] = []

    def opens(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in PLAYERS:
            self.out.append(f"\n\n▶ {self.page}\n\n")
        elif tag == "img":
            words = f"[{attributes['alt']}] " if attributes.get("alt") else ""
            self.out.append(f"\n\n{words}{urljoin(self.page, attributes.get('src', ''))}\n\n")
        elif tag == "a":
            self.links.append((urljoin(self.page, attributes.get("href", "")), len(self.out)))
        elif tag in _BLOCKS:
            self.out.append("\n\n* * *\n\n" if tag == "hr" else "\n\n")
        else:
            self.out.append(
                {"li": "\n- ", "br": "\n", "tr": "\n", "dt": "\n", "dd": "\n"}.get(tag, "")
            )

    def closes(self, tag: str) -> None:
        if tag == "a" and self.links:
            address, start = self.links.pop()
            said = "".join(self.out[start:]).strip()
            self.out.append("" if said == address else f" <{address}>")
        elif tag in _BLOCKS:
            self.out.append("\n\n")
        elif tag in ("td", "th"):
            self.out.append("\t")

    def says(self, data: str) -> None:
        self.out.append(data)


def _picture(kept: dict[str, str], attributes: dict[str, str], page: str) -> dict[str, str]:
    """Return the attributes of a picture: of middling size, and no wider than the letter."""
    source = _OWN_PICTURE.sub(r"\1-medium.webp", attributes.get("src", ""))
    made = {"src": urljoin(page, source), "alt": kept.get("alt", "")}
    width = attributes.get("width", "")
    if width.isascii() and width.isdigit():
        made["width"] = str(min(int(width), MAX_WIDTH))
    return made
