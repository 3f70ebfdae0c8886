"""Other systems' HTML as Markdown. What comes out is rendered and cleaned like anything typed here;
the HTML itself is never shown, and never trusted.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from markdownify import ATX, MarkdownConverter, should_remove_whitespace_outside

from community.text.links import is_safe_address
from community.transfer import footnotes, html_tables
from community.transfer.escaping import escape_words, in_address, in_title
from community.transfer.html_ruby import readings_of

# A document with more would take seconds and a hundred megabytes; its words are taken, no more.
MAX_CHARACTERS = 600_000
MAX_TAGS = 20_000
DROPPED = (
    *("script", "style", "noscript", "template", "svg", "object", "embed", "applet", "head"),
    *("title", "select", "textarea", "input", "button", "math", "link", "meta", "base", "frame"),
)
# Looked for first, for most comments have none of them and no note.
_DROPPED = re.compile(rf"<(?:{'|'.join(DROPPED)})\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|heic)(?:\?.*)?$", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|brush:\s*)([\w+#-]+)")
_BLOCKS = ("p", "div", "li", "ul", "ol", "table", "tr", "td", "th", "blockquote", "pre", "figure")

Address = Callable[[str], str]


@dataclass
class Surroundings:
    """Where the HTML stood: how its addresses and pictures are found here, and its notes."""

    link: Address = lambda href: href
    picture: Address = lambda source: source
    notes: list[tuple[str, str]] = field(default_factory=list)
    is_classic: bool = False


def markdown_of(html: str, around: Surroundings) -> tuple[str, bool]:
    """Return the Markdown, and whether all of the HTML's form came along with its words."""
    if len(html) > MAX_CHARACTERS or html.count("<") > MAX_TAGS:
        return plain_words(html), False
    try:
        # Comments go first: the space on both sides of one is then one piece, which means nothing.
        soup = BeautifulSoup(_COMMENT.sub(_uncommented, html), "html.parser")
        if _DROPPED.search(html):
            for tag in soup.find_all(DROPPED):
                tag.decompose()
        for table in soup.find_all("table") if "<table" in html else []:
            html_tables.unframe(table)
        notes = footnotes.set_apart(soup, around.notes) if "<sup" in html else []
        converter = Converter(around)
        body = converter.convert_soup(soup)
        said = [(number, converter.convert_soup(_soup(words))) for number, words in notes]
        return footnotes.with_notes(body, said), True
    except (RecursionError, AssertionError, ValueError):
        return plain_words(html), False


def plain_words(html: str) -> str:
    """Return the words alone, with the ends of paragraphs."""
    html = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|$)", "", html, flags=re.DOTALL | re.IGNORECASE)
    html = re.sub(r"<!--.*?(?:-->|$)", "", html, flags=re.DOTALL)
    html = re.sub(r"</(?:p|div|h[1-6]|li|tr|blockquote|pre)\s*>|<br\b[^>]*>", "\n\n", html)
    words = unescape(re.sub(r"<[^<>]*>", "", html))
    return escape_words(_BLANK_LINES.sub("\n\n", words).strip())


def _soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


class Converter(MarkdownConverter):
    """markdownify, for what this site's Markdown has: ruby, captions, notes, galleries, films."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(heading_style=ATX, bullets="-", strong_em_symbol="*")
        self._around = around

    def escape(self, text: str, parent_tags: set[str]) -> str:
        return escape_words(text)

    def process_text(self, el: NavigableString, parent_tags: set[str] | None = None) -> str:
        """In WordPress's older posts the ends of lines are those of paragraphs."""
        inside = parent_tags or set()
        text = str(el)
        is_prose = self._around.is_classic and not inside & {"pre", "_inline", "a", "table", "ul"}
        if not is_prose or "\n" not in text or inside & {"ol", "code"}:
            return str(super().process_text(el, parent_tags))
        after_block = should_remove_whitespace_outside(el.previous_sibling)
        before_block = should_remove_whitespace_outside(el.next_sibling)
        text = text.lstrip() if after_block else text
        text = text.rstrip() if before_block else text
        paragraphs = [
            re.sub(r"[ \t]*\n[ \t]*", "  \n", self.escape(re.sub(r"[ \t]+", " ", one), inside))
            for one in _BLANK_LINES.split(text)
        ]
        return "\n\n".join(paragraphs)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = self._around.link(str(el.get("href") or "").strip().replace(" ", "%20"))
        image = el.find("img")
        if "_noformat" in parent_tags or not text.strip():
            return text
        if image is not None and (_IMAGE_FILE.search(href) or el.find(_BLOCKS)):
            return text
        if not is_safe_address(href):
            return text
        if title := el.find(class_="kg-bookmark-title"):
            text = f"\n\n{escape_words(title.get_text())}\n\n"
        is_block = el.find(_BLOCKS) is not None
        before, words, after = ("\n\n", " ".join(text.split()), "\n\n") if is_block else _bare(text)
        if words.replace("\\", "") == href and re.match(r"https?://", href):
            return f"{before}{href}{after}"
        return f"{before}[{words}]({in_address(href)}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str], caption: str = "") -> str:
        source = str(el.get("src") or el.get("data-src") or "").strip()
        alt = " ".join(str(el.get("alt") or "").split())
        found = self._around.picture(source)
        if not is_safe_address(found):
            return escape_words(alt)
        around = el.find_parent("a")
        is_linked = around is not None and not _IMAGE_FILE.search(str(around.get("href") or ""))
        if is_linked and not found.startswith("/media/"):
            return escape_words(alt or found.rpartition("/")[2])
        title = f' "{in_title(caption)}"' if caption else ""
        return f"![{escape_words(alt)}]({in_address(found)}{title})"

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """A figure of one picture keeps its caption; of anything else the caption is a line below."""
        if "_inline" in parent_tags:
            return text
        images = el.find_all("img")
        caption = el.find("figcaption", recursive=False)
        if len(images) == 1 and not el.find(("table", "blockquote", "pre", "iframe", "figure")):
            words = caption.get_text(" ", strip=True) if caption else ""
            return f"\n\n{self.convert_img(images[0], '', parent_tags, words)}\n\n"
        return f"\n\n{text.strip()}\n\n"

    def convert_iframe(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._alone(str(el.get("src") or ""))

    def convert_video(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        source = el.find("source")
        return self._alone(str(el.get("src") or (source.get("src") if source else "") or ""))

    convert_audio = convert_video

    def _alone(self, source: str) -> str:
        """What plays elsewhere is its address, on a line by itself."""
        source = f"https:{source}" if source.startswith("//") else self._around.link(source.strip())
        return f"\n\n{in_address(source)}\n\n" if is_safe_address(source) else ""

    def convert_ruby(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return readings_of(el)

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        words = el.get_text().strip("\n")
        if not words.strip():
            return ""
        classes = " ".join(el.get("class") or [])
        if "wp-block-verse" in classes:
            return "\n\n" + "  \n".join(escape_words(words).split("\n")) + "\n\n"
        if "_inline" in parent_tags:
            return f"`{' '.join(words.split())}`"
        code = el.find("code")
        named = _LANGUAGE.search(f"{classes} {' '.join(code.get('class') or []) if code else ''}")
        runs = [len(run) for run in re.findall(r"^`+", words, re.MULTILINE)]
        fence = "`" * max(3, *(length + 1 for length in [*runs, 2]))
        return f"\n\n{fence}{named[1] if named else ''}\n{words}\n{fence}\n\n"

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"|{text}\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags:
            return " ".join(text.replace("|", " ").split())
        return f"\n\n{html_tables.with_head(el, text)}\n\n"

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n**{text.strip()}**\n\n" if text.strip() else ""

    convert_dt = convert_summary

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"[^{el['number']}]"

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return text

    convert_sup = convert_u = convert_mark = convert_sub

    convert_strike = MarkdownConverter.convert_del
    convert_details = convert_aside = convert_header = convert_footer = (
        MarkdownConverter.convert_div
    )
    convert_main = convert_nav = convert_form = convert_address = MarkdownConverter.convert_div
    convert_center = convert_fieldset = convert_noframes = MarkdownConverter.convert_div


def _uncommented(match: re.Match[str]) -> str:
    """Leave a comment out; one that never ends was none."""
    return "" if match[0].endswith("-->") else match[0][len("<!--") :]


def _bare(text: str) -> tuple[str, str, str]:
    """Split off the space around words, which Markdown would not have inside its marks."""
    words = " ".join(text.split())
    return " " * text.startswith((" ", "\n")), words, " " * text.endswith((" ", "\n"))
