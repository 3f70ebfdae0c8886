"""WordPress's XML, read as a stream: one record at a time, whatever the file's size.

As defusedxml does, anything that could define entities is refused before expat sees it used.
"""

import codecs
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from community.transfer.problems import broken_at, doctype_at, line, nul_at, too_deep_at

CHUNK_BYTES = 64 * 1024
MAX_DEPTH = 60
# Ten times what an article may have. What is longer is read on, and dropped.
MAX_CHARACTERS = 2_000_000
# WordPress writes the comments last. Of an item with many they are handed on before it ends.
HELD_COMMENTS = 500
RECORDS = {"wp:author": "author", "wp:category": "category", "wp:tag": "tag", "wp:term": "term"}
CHANNEL = frozenset({"title", "link", "wp:wxr_version", "wp:base_blog_url", "wp:base_site_url"})
METAS = frozenset({"_thumbnail_id", "footnotes", "_wp_attachment_image_alt"})
# What XML 1.0 forbids and old sites are full of, but for NUL.
_CONTROLS = bytes(code for code in range(1, 32) if code not in (9, 10, 13))
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Expat itself reads UTF-8, UTF-16 and what has one byte a character.
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](gbk|gb2312|gb18030|big5)["']""", re.I)


@dataclass
class Item:
    """A post, a page, a file: the texts of its elements by name."""

    fields: dict[str, str] = field(default_factory=dict)
    categories: list[tuple[str, str, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False


@dataclass
class Record:
    """Anything else: `kind` is channel, author, category, tag, term or comment."""

    kind: str
    fields: dict[str, str]
    post: str = ""


class WxrReader:
    """Reads one file; `line` is where it is, `dropped_controls` how many characters were left out."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._ready: deque[Item | Record] = deque()
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._attributes: dict[str, str] = {}
        self._item: Item | None = None
        self._is_told = False
        self._record: dict[str, str] = {}
        self._held: list[Record] = []
        self.root = ""
        self.dropped_controls = 0
        self._parser = self._make_parser()

    def records(self) -> Iterator[Item | Record]:
        """Yield what the file holds, in its order. Raises CannotImport where it is broken."""
        first = self._stream.read(CHUNK_BYTES)
        if found := _OTHER_ENCODING.match(first):
            yield from self._decoded(first, found[1].decode())
            return
        is_wide, chunk = first.startswith(_UTF16), first
        while chunk:
            yield from self._fed(chunk if is_wide else self._without_controls(chunk))
            chunk = self._stream.read(CHUNK_BYTES)
        yield from self._fed(b"", is_last=True)

    def _decoded(self, first: bytes, encoding: str) -> Iterator[Item | Record]:
        """Read an encoding that expat does not know: what is handed to it as text needs none."""
        decoder = codecs.getincrementaldecoder(encoding)()
        chunk = first
        while chunk:
            try:
                text = decoder.decode(self._without_controls(chunk))
            except UnicodeDecodeError as error:
                raise broken_at(self._parser.CurrentLineNumber, 1, error.reason) from error
            yield from self._fed(text)
            chunk = self._stream.read(CHUNK_BYTES)
        yield from self._fed("", is_last=True)

    def _fed(self, chunk: bytes | str, *, is_last: bool = False) -> Iterator[Item | Record]:
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            why = expat.ErrorString(error.code)
            raise broken_at(error.lineno, error.offset + 1, why) from error
        except (ValueError, LookupError) as error:
            raise broken_at(self._parser.CurrentLineNumber, 1, str(error)) from error
        while self._ready:
            yield self._ready.popleft()

    def _without_controls(self, chunk: bytes) -> bytes:
        if (nul := chunk.find(b"\x00")) >= 0:
            raise nul_at(self._parser.CurrentLineNumber + chunk.count(b"\n", 0, nul))
        clean = chunk.translate(None, _CONTROLS)
        self.dropped_controls += len(chunk) - len(clean)
        return clean

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._take
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        return parser

    def _refuse(self, *_: object) -> None:
        raise doctype_at(self._parser.CurrentLineNumber)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        depth = len(self._path)
        if depth > MAX_DEPTH:
            raise too_deep_at(line(self._parser.CurrentLineNumber))
        self._text, self._length = [], 0
        if depth == 1:
            self.root = name
        elif depth == 3 and name == "item":
            self._item, self._is_told = Item(), False
        elif (depth == 3 and name in RECORDS) or name in ("wp:comment", "wp:postmeta"):
            self._record = {}
        elif depth == 4 and name == "category":
            self._attributes = attributes

    def _take(self, text: str) -> None:
        if self._length < MAX_CHARACTERS:
            self._text.append(text[: MAX_CHARACTERS - self._length])
        elif self._item:
            self._item.is_cut = True
        self._length += len(text)

    def _end(self, name: str) -> None:
        depth, text = len(self._path), "".join(self._text)
        self._path.pop()
        self._text, self._length = [], 0
        parent = self._path[-1] if self._path else ""
        if depth == 3:
            self._end_in_channel(name, text)
        elif depth == 4 and parent in RECORDS:
            self._record[name] = text
        elif depth == 4 and parent == "item":
            self._end_in_item(name, text)
        elif depth == 5 and parent in ("wp:comment", "wp:postmeta"):
            self._record[name] = text

    def _end_in_channel(self, name: str, text: str) -> None:
        if name == "item":
            self._tell_item()
            self._item = None
        elif name in RECORDS:
            self._ready.append(Record(RECORDS[name], self._record))
        elif name in CHANNEL:
            self._ready.append(Record("channel", {name: text}))

    def _end_in_item(self, name: str, text: str) -> None:
        assert self._item
        if name == "wp:comment":
            self._end_comment()
        elif name == "wp:postmeta":
            key = self._record.get("wp:meta_key", "")
            if key in METAS:
                self._item.meta[key] = self._record.get("wp:meta_value", "")
        elif name == "category":
            domain = self._attributes.get("domain", "")
            self._item.categories.append((domain, self._attributes.get("nicename", ""), text))
        else:
            self._item.fields[name] = text

    def _end_comment(self) -> None:
        assert self._item
        comment = Record("comment", self._record, self._item.fields.get("wp:post_id", ""))
        self._held.append(comment)
        if len(self._held) >= HELD_COMMENTS:
            self._tell_item()

    def _tell_item(self) -> None:
        """Hand the item on, once, and then its comments."""
        assert self._item
        if not self._is_told:
            self._ready.append(self._item)
            self._is_told = True
        self._ready.extend(self._held)
        self._held = []
