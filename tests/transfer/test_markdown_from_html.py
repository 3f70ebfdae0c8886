"""Other systems' HTML as Markdown that says the same here."""

import re

import pytest

from community.text.markup import render_article
from community.transfer.escaping import escape_words
from community.transfer.markdown_from_html import Surroundings, markdown_of, plain_words
from community.transfer.shortcodes import replace_shortcodes


def markdown(html, **around):
    return markdown_of(html, Surroundings(**around))[0]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ruby>茶<rp>(</rp><rt>chá</rt><rp>)</rp>馆<rt>guǎn</rt></ruby>", "{茶|chá}{馆|guǎn}"),
        ("<h1>Tea</h1><p>x</p>", "# Tea\n\nx"),
        ("<p>a<br>b</p>", "a  \nb"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
        ("<blockquote><p>a</p><cite>b</cite></blockquote>", "> a\n>\n> b"),
        ("<del>a</del> <strike>b</strike>", "~~a~~ ~~b~~"),
        ("<details><summary>More</summary>Words</details>", "**More**\n\nWords"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "**a**\n\nb"),
        ('<pre class="wp-block-verse">one\n two</pre>', "one  \n two"),
        ("<pre><code class='language-js'>`a`</code></pre>", "```js\n`a`\n```"),
        ("<pre>```\nx\n```</pre>", "````\n```\nx\n```\n````"),
        (
            '<iframe src="//www.youtube.com/embed/abc"></iframe>',
            "https://www.youtube.com/embed/abc",
        ),
        ('<a href="/x (1)">y</a>', "[y](/x%20%281%29)"),
        ('<a href="javascript:x()">y</a>', "y"),
        ('<a href="https://x.example/"><img src="https://x.example/a.png" alt="A"></a>', None),
        ("<table><tr><td>a</td><td>b|c</td></tr></table>", None),
    ],
)
def test_forms(html, expected):
    said = markdown(html)
    assert expected is None or said == expected
    assert render_article(said)


def test_a_table_stays_a_table():
    html = "<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td><td>3</td></tr></table>"
    assert "<td>1|2</td>" in render_article(markdown(html))


def test_a_table_without_a_head_and_with_a_foot():
    rows = (
        "<tbody><tr><td>a</td><td>b</td></tr></tbody><tfoot><tr><td>c</td><td>d</td></tr></tfoot>"
    )
    expected = "|  |  |\n| --- | --- |\n| a | b |\n| c | d |"
    assert markdown(f"<table>{rows}</table>") == expected


def test_a_table_of_one_column_is_a_frame():
    picture = '<td><img src="/media/a-large.webp" alt="A"></td>'
    html = f"<table><tr>{picture}</tr><tr><td>Caption</td></tr></table>"
    assert markdown(html) == "![A](/media/a-large.webp)\n\nCaption"


def test_blocks_stand_one_line_apart():
    html = "<!-- wp:p -->\n<p>a</p>\n<!-- /wp:p -->\n\n<!-- wp:x /-->\n\n<!-- wp:p -->\n<p>b</p>"
    assert markdown(html) == "a\n\nb"


def test_a_comment_that_never_ends_was_none():
    assert markdown("<p>a</p><!-- b") == "a\n\nb"


def test_captions():
    picture = '<img src="/media/a-large.webp" alt="Cup">'
    html = f'<figure>{picture}<figcaption>A "cup" &amp; tea</figcaption></figure>'
    shown = render_article(markdown(html))
    assert "<figcaption>A &quot;cup&quot; &amp; tea</figcaption>" in shown


def test_footnotes_below_the_text():
    html = (
        '<p>Tea<sup><a href="#fn1" id="r1">1</a></sup></p>'
        '<ol class="notes"><li id="fn1"><p>Hot. <a href="#r1">↩︎</a></p></li></ol>'
    )
    assert markdown(html) == "Tea[^1]\n\n[^1]: Hot."


def test_ends_of_lines_in_older_posts():
    said = markdown("One\ntwo\n\nThree\n<ul>\n<li>a</li>\n</ul>\n\nfour", is_classic=True)
    assert said == "One  \ntwo\n\nThree\n\n- a\n\nfour"


@pytest.mark.parametrize(
    "words",
    [
        "1. not a list",
        "# not a heading",
        "- no\n- list",
        "*stars* and _lines_ and `ticks`",
        "[a](b) ![c](d) [^1] <b>x</b> <https://x.example>",
        "&amp; {a|b} ~~x~~ a|b",
        "===\n---",
        "> quoted\n\\ done",
        "snake_case_words in https://x.example/a_b_c_",
    ],
)
def test_plain_words_say_what_they_said(words):
    html = render_article(escape_words(words))
    marks = r"<(?:ol|ul|h\d|em|strong|code|img|s|ruby|hr|blockquote|b)\b"
    assert not re.search(marks, html), html


def test_shortcodes():
    html, strange = replace_shortcodes(
        '[embed]https://x.example/v[/embed] [code language="py"]a < b[/code] [form id="3"] [sic]',
        lambda ids: [],
    )
    assert "<p>https://x.example/v</p>" in html and 'class="language-py">a &lt; b<' in html
    assert '[form id="3"]' in html and strange == {"form"}


@pytest.mark.parametrize(
    "html", ["[" * 3000, '[caption a="' * 900, "[gallery " * 1500, "<" * 30_000]
)
def test_hostile_brackets_take_no_time(html):
    replace_shortcodes(html, lambda ids: [])
    assert markdown(html) is not None


def test_plain_words_of_what_is_too_tangled():
    assert plain_words("<p>a</p><script>x</script><p>b &amp; c</p>") == "a\n\nb & c"
