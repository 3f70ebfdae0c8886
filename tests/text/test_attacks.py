"""Nothing that people write can run, lead astray, or wear the site's out."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from community.text.cleaning import clean
from community.text.markup import render_article, render_bio, render_comment
from tests.text.html import Seen

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>body{display:none}</style>",
    "<!-- --><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p id=main name=login class=button style='position:fixed'>x</p>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](java&Tab;script&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](javascript:123)",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](</\t/evil.example>)",
    "[x](/&#9;/evil.example)",
    "[x](\\\\evil.example)",
    "[x](https://bank.example@evil.example)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '![x" onerror="alert(1)](/media/abc-large.webp "x\\" onerror=\\"alert(1)")',
    '[x](https://a.example "x\\" onclick=\\"alert(1)")',
    '[x](https://a.example/"onclick="alert(1))',
    "https://a.example/\"onmouseover='alert(1)'",
    "[x]: javascript:alert(1)\n\n[x]",
    '```"><script>alert(1)</script>\nx\n```',
    "{<script>|<img src=x onerror=alert(1)>}",
    '{x|"onclick="alert(1)}',
    "| <script> |\n|-|\n| [x](javascript:alert(1)) |",
    "`<script>alert(1)</script>`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\ud83d<script>\udc00",
    "\u202e[x](javascript:alert(1))",
    "@<script>alert(1)</script>",
]

TAGS = """a blockquote br code div em figcaption figure h2 h3 h4 hr img li ol p pre rp rt ruby s
    strong table tbody td th thead tr ul"""
NAMES = "href rel class tabindex src srcset sizes alt width height loading decoding start lang"
CLASSES = {"mention", "table-scroll", "align-centre", "align-end"}

# Markdown's own marks come up often, and so do pieces of attacks.
PIECES = """[ ]( ) ! * ** _ ` > - 1. # | |- ~~ < > & &#106; { } \\ @tom javascript: // https://a.example
    <script> onload=x " ' 茶 ， /media/abc-large.webp data: :// www."""
BLANKS = ["\n", "\n\n", "> ", "- ", "# ", " ", "\t", "\x00", "\u202e"]
MARKDOWN = st.lists(
    st.one_of(st.sampled_from(PIECES.split() + BLANKS), st.text(max_size=3)), max_size=30
).map("".join)

DIALECTS = [
    ("article", lambda source: render_article(source, {"abc": (900, 600)})),
    ("comment", lambda source: render_comment(source, {"tom": "/@tom"})),
    ("bio", render_bio),
]


def assert_harmless(html: str) -> None:
    page = Seen(html)
    assert set(page.tags) <= set(TAGS.split())
    assert {name for _, name, _ in page.attributes} <= set(NAMES.split())
    assert {value for _, name, value in page.attributes if name == "class"} <= CLASSES
    for href in page.values("a", "href"):
        assert href.startswith(("https://", "http://", "mailto:", "/")) and not href.startswith(
            "//"
        )
        assert not set(href) & set("\t\n\\ ") and "@evil" not in href
    assert all(src.startswith("/media/") for src in page.values("img", "src"))
    assert "<script" not in html.lower()


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(("dialect", "render"), DIALECTS)
def test_an_attack_shows_as_text(attack, dialect, render):
    html = render(attack)
    assert isinstance(html, Markup)
    assert_harmless(html)
    assert clean(html, dialect) == html


@pytest.mark.parametrize(("dialect", "render"), DIALECTS)
def test_no_text_does_harm(dialect, render):
    @settings(max_examples=150, deadline=None)
    @given(MARKDOWN)
    def check(source: str) -> None:
        html = render(source)
        assert_harmless(html)
        assert clean(html, dialect) == html

    check()


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:1">x</a>',
        '<a href="javascript:123" class="mention">x</a>',
        '<a href="//evil.example" rel="me" target="_blank" onclick="x()">x</a>',
        '<p id="a" class="button" style="color:red">x</p>',
        '<img src="https://evil.example/x.png">',
        '<img src="/media/abc-large.webp" srcset="https://evil.example/x.png 2x">',
        '<div class="table-scroll evil">x</div>',
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    ],
)
def test_the_cleaner_holds_even_if_a_renderer_fails(html):
    assert_harmless(clean(html, "article"))


def test_every_link_of_peoples_own_says_so():
    html = render_comment("[a](https://a.example) https://b.example <c@c.example> [d](/d)")
    assert Seen(html).values("a", "rel") == ["nofollow ugc noopener"] * 4


HEAVY = {
    "quotes": ">" * 10_000,
    "spaced quotes": "> " * 5_000 + "deep",
    "brackets": "[" * 10_000,
    "pairs of brackets": "[" * 5_000 + "]" * 5_000,
    "pictures": "![" * 5_000,
    "emphasis": "*a **b " * 1_400,
    "lists": "- " * 5_000 + "deep",
    "numbers": "1. " * 3_000 + "deep",
    "definitions": "".join(f"[{number}]: a\n" for number in range(1_200)),
    "a wide table": "|a" * 1_200 + "\n" + "|-" * 1_200 + "\n" + "a\n" * 2_500,
    "lines": "a\n" * 5_000,
    "backticks": "".join("a" + "`" * length for length in range(140)),
    "addresses": "http://a.example/" + ")" * 10_000,
    "braces": "{a|" * 3_000,
    "spaces": "a" + " " * 10_000 + "b",
}


def seconds(render, source: str) -> float:
    started = time.process_time()
    render(source)
    return time.process_time() - started


@pytest.mark.parametrize("name", HEAVY)
@pytest.mark.parametrize("render", [render_article, render_comment])
def test_ten_thousand_hostile_characters_take_less_than_half_a_second(name, render):
    # The best of three, as the machine may be doing something else.
    assert min(seconds(render, HEAVY[name]) for _ in range(3)) < 0.5


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_what_is_nested_too_deep_shows_as_typed(mark):
    assert "deep" in Seen(render_comment(mark * 100 + "deep")).text


def test_too_much_markup_shows_as_typed():
    page = Seen(render_article("`a`\n\n" * 6_000))
    assert page.tags == ["pre", "code"] and page.text.count("`a`") == 6_000
