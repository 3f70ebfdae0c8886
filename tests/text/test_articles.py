"""An article keeps its headings in order, its tables in a box and its pictures' places."""

import pytest

from community.text.markup import picture_keys_in, render_article, render_bio
from community.text.plain import clean_text
from tests.text.html import Seen

KNOWN = {"abc": (3000, 2000), "tiny": (300, 200), "mid": (800, 600)}


def tags(source: str) -> list[str]:
    return Seen(render_article(source)).tags


@pytest.mark.parametrize(
    ("source", "headings"),
    [
        ("# a\n\n## b\n\n### c\n\n#### d", ["h2", "h3", "h4", "h4"]),
        ("## a\n\n### b\n\n## c", ["h2", "h3", "h2"]),
        ("### a", ["h2"]),
        ("# a\n\n### c\n\n## b", ["h2", "h3", "h3"]),
        ("a\n===\n\nb\n---", ["h2", "h3"]),
    ],
)
def test_headings_start_at_h2_and_leave_no_gap(source, headings):
    assert [tag for tag in tags(source) if tag.startswith("h")] == headings


def test_a_table_scrolls_in_its_box_and_aligns_by_class():
    html = render_article("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert html.startswith('<div class="table-scroll" tabindex="0"><table>')
    assert Seen(html).values("td", "class") == ["align-centre", "align-end"]


def test_a_picture_of_ours_has_sizes_and_waits_to_be_seen():
    page = Seen(render_article("![tea](/media/abc-large.webp)", KNOWN))
    assert {name: value for tag, name, value in page.attributes if tag == "img"} == {
        "src": "/media/abc-medium.webp",
        "alt": "tea",
        "width": "1920",
        "height": "1280",
        "srcset": "/media/abc-small.webp 480w, /media/abc-medium.webp 960w, /media/abc-large.webp 1920w",
        "sizes": "(min-width: 40rem) 38rem, 100vw",
        "loading": "lazy",
        "decoding": "async",
    }


@pytest.mark.parametrize(
    ("key", "widths"),
    [("tiny", ["300w"]), ("mid", ["480w", "800w"]), ("abc", ["480w", "960w", "1920w"])],
)
def test_a_small_picture_is_not_enlarged(key, widths):
    (srcset,) = Seen(render_article(f"![](/media/{key}-small.webp)", KNOWN)).values("img", "srcset")
    assert [size.split()[1] for size in srcset.split(", ")] == widths


def test_sizes_may_come_from_a_function():
    html = render_article(
        "![](/media/abc-small.webp)", lambda key: (960, 480) if key == "abc" else None
    )
    assert 'width="960" height="480"' in html


def test_a_picture_alone_is_a_figure_with_its_title_below():
    html = render_article('![tea](/media/abc-large.webp "Spring <b>tea</b>")', KNOWN)
    assert html.startswith("<figure><img ")
    assert html.endswith("<figcaption>Spring &lt;b&gt;tea&lt;/b&gt;</figcaption></figure>")


def test_a_picture_within_words_stays_there():
    assert tags("see ![](/media/abc-small.webp) here") == ["p", "img"]


@pytest.mark.parametrize(
    "address",
    ["https://a.example/b.png", "/media/gone-large.webp", "/media/abc-large.webp?x",
     "/media/../abc-large.webp", "/static/abc-large.webp", "https://a.example/media/abc-large.webp"],
)  # fmt: skip
def test_any_other_picture_is_a_link(address):
    page = Seen(render_article(f"![words]({address})", KNOWN))
    assert page.tags == ["p", "a"] and page.text.strip() == "words"


def test_the_pictures_of_an_article_are_listed_once():
    source = "![](/media/abc-small.webp) ![](/media/mid-large.webp) ![](/media/abc-large.webp) ![](/x.png)"
    assert picture_keys_in(source) == ["abc", "mid"]


def test_chinese_lines_join_without_a_space_and_english_ones_with():
    assert render_article("第一行\n**第二行**").strip() == "<p>第一行<strong>第二行</strong></p>"
    assert render_article("one\ntwo").strip() == "<p>one\ntwo</p>"


def test_two_spaces_break_a_line_after_tidying_too():
    assert "<br>" in render_article(clean_text("one  \ntwo"))


def test_a_link_may_be_defined_elsewhere():
    source = "[tea][1]\n\n[1]: https://a.example 'title'\n[2]: https://b.example"
    assert Seen(render_article(source)).values("a", "href") == ["https://a.example"]


def test_a_bio_is_one_paragraph():
    page = Seen(render_bio("# Hi *there*\n\n- www.a.example\n\n![me](/media/abc-small.webp)"))
    assert page.tags == ["p", "em", "br", "a", "br", "a"]


def test_an_empty_bio_is_empty():
    assert render_bio(" \n\u200b") == ""
