"""Bare addresses end where their writer meant them to, in both scripts."""

import pytest

from community.text.links import find_addresses, is_safe_address

TABLE = [
    ("看这里https://example.com/路径，很好", ["https://example.com/路径"]),
    ("访问https://example.com。", ["https://example.com"]),
    ("访问example.com。", []),
    ("open file.py and README.md", []),
    ("www.example.com，很好", ["www.example.com"]),
    ("see https://example.com/a, and http://b.org/c.", ["https://example.com/a", "http://b.org/c"]),
    ("(https://example.com/a_(b))", ["https://example.com/a_(b)"]),
    ("（见https://example.com/a）", ["https://example.com/a"]),
    ("“https://example.com/”", ["https://example.com/"]),
    ("《https://example.com/a》", ["https://example.com/a"]),
    ("是https://example.com/a吗？", ["https://example.com/a"]),
    ("见https://example.com/page谢谢", ["https://example.com/page"]),
    ("https://example.com谢谢", ["https://example.com"]),
    ("https://example.com/?q=茶&p=2！", ["https://example.com/?q=茶&p=2"]),
    ("https://example.com/wiki/Café?", ["https://example.com/wiki/Café"]),
    ("https://example.com/~tom/", ["https://example.com/~tom/"]),
    ("~~https://example.com/a~~", ["https://example.com/a"]),
    ("https://example.com:8080/a#b;", ["https://example.com:8080/a#b"]),
    ("HTTPS://Example.com/A", ["HTTPS://Example.com/A"]),
    ("tom@www.example.com", []),
    ("xhttps://example.com", []),
    ("http://", []),
    ("http://。", []),
    ("www.", []),
    ("www.example", []),
    ("ftp://example.com javascript:alert(1)", []),
    ("https://google.com@evil.example/", ["https://google.com"]),
    ("https://a.example/" + "x" * 3000, []),
]

SAFE = [
    "https://example.com",
    "http://a.b/?q=1#x",
    "mailto:tom@example.com",
    "/articles/tea",
    "/@tom",
]
UNSAFE = [
    "",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript:123",
    "java\nscript:alert(1)",
    " javascript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "https:evil.example",
    "https:///evil.example",
    "http://user:pass@evil.example",
    "https://bank.example@evil.example",
    "https://[::1",
    "example.com",
    "mailto:",
    "https://exam\u200bple.com",
]


@pytest.mark.parametrize(("text", "found"), TABLE)
def test_an_address_ends_where_it_was_meant_to(text, found):
    assert [text[address.start : address.end] for address in find_addresses(text)] == found


def test_an_address_without_scheme_leads_to_https():
    assert find_addresses("www.example.com")[0].href == "https://www.example.com"


@pytest.mark.parametrize("href", SAFE)
def test_an_address_people_may_link(href):
    assert is_safe_address(href)


@pytest.mark.parametrize("href", UNSAFE)
def test_an_address_nobody_may_link(href):
    assert not is_safe_address(href)
