"""From a piece of another system to the columns of an article: words measured, cleaned and rendered."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from community.articles.rendering import language_of, rendered
from community.articles.tags import MAX_TAG_CHARACTERS, MAX_TAGS, slug_of, unique_tags
from community.config import MAX_ARTICLE_CHARACTERS, MAX_SUMMARY_CHARACTERS, MAX_TITLE_CHARACTERS
from community.database import now
from community.text.links import is_safe_address
from community.text.markup import VERSION, picture_keys_in
from community.text.plain import clean_line, clean_text, excerpt, is_blank, to_plain
from community.transfer.markdown_from_html import Surroundings, markdown_of
from community.transfer.pictures import Pictures
from community.transfer.pieces import Piece, Source
from community.transfer.report import Report
from community.transfer.shortcodes import replace_shortcodes
from community.transfer.staging import Row

UNTITLED = "…"
# Categories that only say that there is none.
NO_TAGS = frozenset({"uncategorized", "uncategorised", "未分类", "未分類"})
MAX_ADDRESS = 2000
_BLOCK_ALONE = re.compile(r"<!-- wp:([\w/-]+)[^>]{0,4000}?/-->")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|heic)$", re.IGNORECASE)


@dataclass
class Desk:
    """What is needed to make an article of a piece."""

    source: Source
    pictures: Pictures
    report: Report

    def article(self, piece: Piece) -> Row:
        """Return the columns of the article, and what belongs to it. Tells the report what changed."""
        title = one_line(piece.title, MAX_TITLE_CHARACTERS)
        body = self._body(piece, title)
        shelf, published_at = self._shelf(piece, title, body)
        title = title or excerpt(to_plain(body[:2000]), 60) or UNTITLED
        cover = self.pictures.bring(piece.cover, alt=piece.cover_alt)
        moment = piece.created_at or published_at or now()
        canonical = piece.canonical_url
        return {
            "key": piece.key,
            "title": title,
            "summary": one_line(piece.summary, MAX_SUMMARY_CHARACTERS),
            "body": body,
            "body_html": str(rendered(body)),
            "html_version": VERSION,
            "language": language_of(title, body, hint="en"),
            "slug": piece.slug or title,
            "shelf": shelf,
            "published_at": published_at,
            "created_at": min(moment, now()),
            "updated_at": min(piece.updated_at or moment, now()),
            "cover": cover.picture_id if cover else None,
            "canonical_url": canonical if _is_outside(canonical) else "",
            "thread_mode": "" if piece.is_open else "closed",
            "tags": self._tags(piece, title),
            "authors": piece.authors,
            "paths": piece.paths,
            "pictures": picture_keys_in(body),
        }

    def link(self, href: str) -> str:
        """Return where a link of the other site leads from here."""
        if _IMAGE_FILE.search(href) and (found := self.pictures.brought.get(self._name(href))):
            return f"/media/{found.key}-large.webp"
        base = self.source.survey.address.rstrip("/")
        path = urlsplit(href).path if href.startswith("/") and not href.startswith("//") else ""
        is_file = "/wp-content/" in href or path.startswith("/content/")
        if base and href.startswith((f"{base}/", f"{base}?")) and not is_file:
            parts = urlsplit(href)
            return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return f"https:{href}" if href.startswith("//") else href

    def _name(self, href: str) -> str:
        return self.pictures.name_of(href)

    def _body(self, piece: Piece, title: str) -> str:
        html, strange = replace_shortcodes(
            piece.html, lambda ids: self.source.gallery(ids, piece.key)
        )
        for name in sorted(strange):
            self.report.note("shortcode", title=title, name=name)
        for block in _BLOCK_ALONE.finditer(html):
            if block[1] != "footnotes":
                self.report.leave_out("block", block[1][:40])
        around = Surroundings(
            link=self.link,
            picture=self.pictures.address_of,
            notes=piece.footnotes,
            is_classic=piece.is_classic and self.source.system == "wordpress",
        )
        words, is_whole = markdown_of(html, around)
        if not is_whole:
            self.report.note("plain", title=title)
        body, is_cut = shortened(clean_text(words), MAX_ARTICLE_CHARACTERS)
        if is_cut or piece.is_cut:
            self.report.note("cut", title=title)
        for what, told in piece.notes:
            self.report.note(what, **told)
        return body

    def _shelf(self, piece: Piece, title: str, body: str) -> tuple[str, Any]:
        """Return whether it is a draft, and when it was or will be published."""
        if piece.why_draft:
            self.report.note(f"draft_{piece.why_draft}", title=title)
        if piece.shelf == "draft":
            return "draft", None
        if is_blank(body):
            self.report.note("empty", title=title)
            return "draft", None
        moment = piece.published_at or now()
        if piece.shelf == "scheduled":
            return "published", moment
        return "published", min(moment, now())

    def _tags(self, piece: Piece, title: str) -> list[str]:
        tidy = [name for name in unique_tags(piece.tags) if name.casefold() not in NO_TAGS]
        fitting = [name for name in tidy if len(name) <= MAX_TAG_CHARACTERS and slug_of(name)]
        for name in tidy:
            if name not in fitting[:MAX_TAGS]:
                self.report.note("tag_left", title=title, tag=name)
        return fitting[:MAX_TAGS]


def one_line(html: str, limit: int) -> str:
    """Return a title or a summary without tags, as long as it may be."""
    bare = re.sub(r"<(?:/?[a-zA-Z][^<>]{0,500}|!--.*?--)>", "", html[: limit * 20])
    return excerpt(clean_line(unescape(bare)), limit)


def shortened(text: str, limit: int) -> tuple[str, bool]:
    """Return a text cut at the end of a paragraph, and whether it was cut."""
    if len(text) <= limit:
        return text, False
    room = limit - 10
    end = text.rfind("\n\n", room // 2, room)
    end = end if end > 0 else text.rfind(" ", room // 2, room)
    kept = text[: end if end > 0 else room].rstrip()
    is_in_code = sum(line.startswith("```") for line in kept.split("\n")) % 2
    return kept + ("\n```" if is_in_code else "") + "\n\n…", True


def _is_outside(address: str) -> bool:
    return (
        address.startswith(("http://", "https://"))
        and len(address) <= MAX_ADDRESS
        and is_safe_address(address)
    )
