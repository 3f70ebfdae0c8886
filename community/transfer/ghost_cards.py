"""What Ghost's editors keep instead of HTML: lexical and mobiledoc, made HTML again."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

from community.text.dialects import parser

MAX_DEPTH = 60
FORMATS = ((16, "code"), (1, "strong"), (2, "em"), (4, "s"))
MARKUPS = frozenset({"strong", "em", "s", "code", "b", "i", "sub", "sup", "u"})
PLAIN = {"paragraph": "p", "quote": "blockquote", "aside": "blockquote", "listitem": "li"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Cards that are for letters, for sign-ups or for nobody: they have no words of the author's.
SILENT = frozenset({"paywall", "email", "email-cta", "signup", "card-markdown-empty"})


def html_of_lexical(text: str) -> str | None:
    """Return the HTML of a lexical document; None for what is none."""
    document = _loaded(text)
    root = document.get("root") if document else None
    return _inside(root, 0) if isinstance(root, dict) else None


def html_of_mobiledoc(text: str) -> str | None:
    """Return the HTML of a mobiledoc; None for what is none."""
    document = _loaded(text)
    if not document or not isinstance(document.get("sections"), list):
        return None
    return "".join(_section(section, document) for section in document["sections"])


def _loaded(text: str) -> dict[str, Any] | None:
    try:
        document = json.loads(text or "null")
    except (ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) else None


def _inside(node: dict[str, Any], depth: int) -> str:
    children = node.get("children")
    if depth > MAX_DEPTH or not isinstance(children, list):
        return ""
    return "".join(_node(child, depth + 1) for child in children if isinstance(child, dict))


def _node(node: dict[str, Any], depth: int) -> str:
    kind = str(node.get("type", "")).removeprefix("extended-")
    if kind == "text":
        return _text(node)
    if kind == "linebreak":
        return "<br>"
    if kind == "list":
        tag = "ol" if node.get("listType") == "number" or node.get("tag") == "ol" else "ul"
        return f"<{tag}>{_inside(node, depth)}</{tag}>"
    if kind == "heading":
        tag = node["tag"] if node.get("tag") in HEADINGS else "h2"
        return f"<{tag}>{_inside(node, depth)}</{tag}>"
    if kind in ("link", "autolink"):
        return f'<a href="{_said(node, "url")}">{_inside(node, depth)}</a>'
    if kind in PLAIN:
        return f"<{PLAIN[kind]}>{_inside(node, depth)}</{PLAIN[kind]}>"
    return card(kind, node) or _inside(node, depth)


def _text(node: dict[str, Any]) -> str:
    words = _said(node, "text")
    marks = node.get("format")
    for bit, tag in FORMATS:
        if isinstance(marks, int) and marks & bit:
            words = f"<{tag}>{words}</{tag}>"
    return words


def _section(section: Any, document: dict[str, Any]) -> str:
    try:
        if section[0] == 1:
            tag = section[1] if section[1] in (*HEADINGS, "blockquote") else "p"
            return f"<{tag}>{_markers(section[2], document)}</{tag}>"
        if section[0] == 2:
            return card("image", {"src": section[1]})
        if section[0] == 3:
            tag = "ol" if section[1] == "ol" else "ul"
            lines = (f"<li>{_markers(line, document)}</li>" for line in section[2])
            return f"<{tag}>{''.join(lines)}</{tag}>"
        name, payload = document["cards"][section[1]]
        return card(str(name), payload if isinstance(payload, dict) else {})
    except (IndexError, KeyError, TypeError, ValueError):
        return ""


def _markers(markers: Any, document: dict[str, Any]) -> str:
    said, open_tags = [], []
    for kind, opened, closed, value in markers:
        for index in opened:
            start, end = _markup(document["markups"][index])
            said.append(start)
            open_tags.append(end)
        said.append(escape(str(value), quote=False) if kind == 0 else "<br>")
        said += [open_tags.pop() for _ in range(min(closed, len(open_tags)))]
    return "".join([*said, *reversed(open_tags)])


def _markup(markup: Any) -> tuple[str, str]:
    name = str(markup[0]).lower()
    if name == "a":
        values = markup[1] if len(markup) > 1 else []
        href = dict(zip(values[::2], values[1::2], strict=False)).get("href", "")
        return f'<a href="{escape(str(href))}">', "</a>"
    return (f"<{name}>", f"</{name}>") if name in MARKUPS else ("", "")


def card(kind: str, data: dict[str, Any]) -> str:
    """Return the HTML of a card; "" for one that has nothing to say."""
    kind = kind.removeprefix("card-")
    made = CARDS.get(kind)
    return made(data) if made and kind not in SILENT else ""


def _said(data: dict[str, Any], *names: str) -> str:
    found = next((data[name] for name in names if isinstance(data.get(name), str | int)), "")
    return escape(str(found))


def _raw(data: dict[str, Any], *names: str) -> str:
    found = next((data[name] for name in names if isinstance(data.get(name), str)), "")
    return str(found)


def _image(data: dict[str, Any]) -> str:
    caption = _raw(data, "caption")
    return (
        f'<figure><img src="{_said(data, "src", "fileName")}" alt="{_said(data, "alt")}">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def _gallery(data: dict[str, Any]) -> str:
    images = data.get("images")
    return "".join(_image(one) for one in images or () if isinstance(one, dict))


def _code(data: dict[str, Any]) -> str:
    language = _said(data, "language")
    code = escape(_raw(data, "code"), quote=False)
    return f'<pre><code class="language-{language}">{code}</code></pre>'


def _bookmark(data: dict[str, Any]) -> str:
    metadata = data.get("metadata")
    title = _said(metadata, "title") if isinstance(metadata, dict) else ""
    url = _said(data, "url")
    return f'<p><a href="{url}">{title or url}</a></p>'


def _alone(data: dict[str, Any]) -> str:
    return f"<p>{_said(data, 'url', 'src')}</p>"


def _button(data: dict[str, Any]) -> str:
    return f'<p><a href="{_said(data, "buttonUrl")}">{_said(data, "buttonText")}</a></p>'


def _file(data: dict[str, Any]) -> str:
    title = _said(data, "fileTitle", "title", "fileName") or _said(data, "src")
    return f'<p><a href="{_said(data, "src")}">{title}</a></p>'


def _words(*names: str) -> Callable[[dict[str, Any]], str]:
    return lambda data: "".join(f"<div>{_raw(data, name)}</div>" for name in names)


CARDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "image": _image,
    "gallery": _gallery,
    "html": lambda data: _raw(data, "html"),
    "markdown": lambda data: str(parser("article").render(_raw(data, "markdown"), {})),
    "codeblock": _code,
    "code": _code,
    "horizontalrule": lambda _data: "<hr>",
    "hr": lambda _data: "<hr>",
    "bookmark": _bookmark,
    "embed": _alone,
    "video": _alone,
    "audio": _file,
    "file": _file,
    "button": _button,
    "callout": _words("calloutText"),
    "toggle": lambda data: (
        f"<p><b>{_raw(data, 'heading')}</b></p><div>{_raw(data, 'content')}</div>"
    ),
    "product": _words("productTitle", "productDescription"),
    "header": _words("header", "subheader"),
    "call-to-action": _words("textValue"),
}
