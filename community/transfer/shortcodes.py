"""WordPress's shortcodes: those with words or pictures become HTML, the others stay as they were typed."""

import re
from collections.abc import Callable
from html import escape

from community.transfer.pieces import Attached

Gallery = Callable[[list[str]], list[Attached]]
MAX_SHORTCODES = 2_000
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))""")
_HEAD = r"\[{name}(?=[\s\]/])([^\]\[]{{0,2000}}?)/?\]"
_CAPTION = re.compile(
    _HEAD.format(name="(?:wp_)?caption") + r"(.{0,20000}?)\[/(?:wp_)?caption\]", re.DOTALL
)
_GALLERY = re.compile(_HEAD.format(name="gallery"))
_CODE = re.compile(
    _HEAD.format(name="(?:code|sourcecode|source)")
    + r"(.{0,100000}?)\[/(?:code|sourcecode|source)\]",
    re.DOTALL,
)
_WRAPPED = re.compile(
    _HEAD.format(name="(?:embed|youtube|vimeo|audio|video|soundcloud)")
    + r"([^\[\]]{0,2000}?)\[/(?:embed|youtube|vimeo|audio|video|soundcloud)\]"
)
_ALONE = re.compile(
    r"\[(?:embed|youtube|vimeo|audio|video|soundcloud)(?=[\s=])([^\]\[]{0,2000}?)/?\]"
)
_ADDRESS = re.compile(r"https?://[^\s\"'\]\[<>]+")
_OTHER = re.compile(r"\[([a-z][\w-]{2,40})(?:\s+[\w-]+=[^\]\[]{1,500}|\s*/)?\]")
_CLOSING = re.compile(r"\[/([a-z][\w-]{2,40})\]")
_IMAGE_AND_WORDS = re.compile(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", re.DOTALL)


def replace_shortcodes(html: str, gallery: Gallery) -> tuple[str, set[str]]:
    """Return the HTML with the shortcodes that are known made HTML, and the names of the others."""
    if "[" not in html or html.count("[") > MAX_SHORTCODES:
        return html, set()
    html = _CODE.sub(_code, html)
    html = _CAPTION.sub(_caption, html)
    html = _GALLERY.sub(lambda match: _gallery(match, gallery), html)
    html = _WRAPPED.sub(_media, html)
    html = _ALONE.sub(_media, html)
    return html, _others(html)


def _others(html: str) -> set[str]:
    """Name what can only be a shortcode: it has attributes, or ends with a name as well."""
    closed = {match[1] for match in _CLOSING.finditer(html)}
    found = {match[1] for match in _OTHER.finditer(html) if "=" in match[0] or "/" in match[0]}
    return found | {match[1] for match in _OTHER.finditer(html) if match[1] in closed}


def attributes_of(text: str) -> dict[str, str]:
    return {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(text)}


def _caption(match: re.Match[str]) -> str:
    attributes, inside = attributes_of(match[1]), match[2]
    parts = _IMAGE_AND_WORDS.match(inside)
    image, words = (parts[1], parts[2]) if parts else (inside, "")
    words = words.strip() or attributes.get("caption", "")
    return f"<figure>{image}<figcaption>{words}</figcaption></figure>"


def _gallery(match: re.Match[str], gallery: Gallery) -> str:
    attributes = attributes_of(match[1])
    named = attributes.get("ids") or attributes.get("include") or ""
    return "".join(
        f'<figure><img src="{escape(one.url)}" alt="{escape(one.alt)}">'
        f"<figcaption>{escape(one.caption)}</figcaption></figure>"
        for one in gallery(re.findall(r"\d+", named))
    )


def _code(match: re.Match[str]) -> str:
    attributes = attributes_of(match[1])
    language = attributes.get("language") or attributes.get("lang") or ""
    name = f' class="language-{escape(language)}"' if re.fullmatch(r"[\w+#-]+", language) else ""
    inside = match[2] if "&" in match[2] else escape(match[2], quote=False)
    return f"<pre><code{name}>{inside}</code></pre>"


def _media(match: re.Match[str]) -> str:
    """Leave the address alone on its line: what is shown of it is for the article's own rules."""
    found = _ADDRESS.search(" ".join(part or "" for part in match.groups()))
    return f"\n\n<p>{found[0]}</p>\n\n" if found else match[0]
