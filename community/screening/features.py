"""What the spam score sees in a text: its words, the pairs and triples of its characters, its shapes."""

import re
from collections.abc import Iterator

from community.text.folding import fold
from community.text.scripts import CJK

# Of a longer text both ends are read: what is advertised stands in one of them.
HEAD, TAIL = 2000, 1000
LONGEST_WORD = 30
# A shorter number says nothing; a longer one may be a telephone that comes again.
SHORTEST_NUMBER = 5
MANY_EMOJI = 5
MANY_CAPITALS = 3

# Scripts without spaces between words: those of CJK, and Thai, Lao, Burmese, Khmer.
_UNSPACED = CJK + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_RUN = re.compile(f"(?P<run>[{_UNSPACED}]+)|(?:(?![{_UNSPACED}_])\\w)+")
_ENDINGS = "com|net|org|cn|me|ly|io|top|xyz|vip|shop|site|club|info|cc|app|online|link|example"
_LINK = re.compile(
    r"(?:https?://|www\.)(?P<named>[a-z0-9][a-z0-9.-]*)[^\s，。！？、；）]*"
    rf"|(?<![a-z0-9@.-])(?P<bare>(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS}))(?![a-z0-9-])(?:/[^\s，。！？、；）]*)?"
)
_CONTACT = re.compile(
    r"[加+联][\s.:：]*(?:[wv薇威徽微卫维][\s.❤]*[信xi芯星]|[vqw](?![a-z])|qq|line|赖|飞机|电报|tg|telegram|whatsapp|wechat)"
    r"|(?<![a-z])(?:wx|vx|wechat|qq|line id|telegram|whatsapp|tg)\s*[:：@+]?\s*[@+]?[a-z_]*\d{3}"
    r"|(?:telegram|电报|飞机|tg)\s*[:：]?\s*@\w|[v薇威徽]\s*信"
)
_SHAPES = {
    "number": re.compile(r"\+?\d(?:[\s-]?\d){6}"),
    "percent": re.compile(r"\d\s*%"),
    "money": re.compile(r"[$€£¥]\s?\d|\d\s?(?:元|块|美元|dollars?|euros?|usdt?|eur|rmb)"),
    "contact": _CONTACT,
    "!!!": re.compile(r"[!?]{3}"),
    ">>>": re.compile(r"[>→👉👇]{2}"),
}
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]")
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")


def features_of(text: str) -> frozenset[str]:
    """Return what is seen in a text. Shapes stand in brackets, hosts after "link:"; the rest is words."""
    if len(text) > HEAD + TAIL:
        text = f"{text[:HEAD]}\n{text[-TAIL:]}"
    folded = fold(text)
    hosts = {match["named"] or match["bare"] for match in _LINK.finditer(folded)}
    words = _LINK.sub(" ", folded) if hosts else folded
    found = set(_words(words))
    found.update(f"[{name}]" for name, shape in _SHAPES.items() if shape.search(words))
    found.update(_links(hosts))
    found.update(_loudness(text))
    return frozenset(found)


def _words(text: str) -> Iterator[str]:
    for match in _RUN.finditer(text):
        word = match[0]
        if match["run"]:
            yield from _pieces(word)
        elif not word.isdecimal() or len(word) >= SHORTEST_NUMBER:
            yield word[:LONGEST_WORD]


def _pieces(run: str) -> Iterator[str]:
    """Yield the pairs and triples of a run of characters; a single one as it is."""
    if len(run) == 1:
        yield run
    for start in range(len(run) - 1):
        yield run[start : start + 2]
    for start in range(len(run) - 2):
        yield run[start : start + 3]


def _links(hosts: set[str]) -> Iterator[str]:
    if hosts:
        yield "[link]"
    for host in hosts:
        yield f"link:{host.removeprefix('www.').rstrip('.')}"


def _loudness(text: str) -> Iterator[str]:
    if len(_EMOJI.findall(text)) >= MANY_EMOJI:
        yield "[emoji]"
    if len(_CAPITALS.findall(text)) >= MANY_CAPITALS:
        yield "[CAPITALS]"
