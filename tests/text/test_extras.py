"""Footnotes, galleries and films in articles."""

import pytest

from community.text.films import film_at
from community.text.markup import render_article, render_comment
from tests.text.html import Seen

NOTE = "茶[^1]\n\n[^1]: 先闻后喝。"
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
BILIBILI = "https://www.bilibili.com/video/BV1xx411c7mD/"


def test_a_footnote_stands_below_and_leads_back():
    html = render_article(NOTE)
    assert '<sup><a href="#fn1" id="fnref1" role="doc-noteref">1</a></sup>' in html
    assert '<li id="fn1"><p>先闻后喝。 <a href="#fnref1" role="doc-backlink">↩</a></p>' in html


def test_a_note_can_stand_where_one_writes():
    html = render_article("Tea^[smell it *first*] helps.")
    assert "smell it <em>first</em>" in html.partition("<section")[2]


def test_a_note_that_is_called_twice_leads_back_to_both():
    html = render_article("one[^a] two[^a]\n\n[^a]: The same.")
    assert Seen(html).values("a", "href") == ["#fn1", "#fn1", "#fnref1", "#fnref1-1"]


def test_a_note_without_words_is_text():
    assert "[^1]" in render_article("茶[^1]")


def test_comments_have_no_footnotes():
    assert "<section" not in render_comment(NOTE)


@pytest.mark.parametrize("source", ["[x](#main)", "[x](#fn)", '[x](#fn1" onclick="x)'])
def test_no_other_place_of_the_page_is_linked(source):
    assert "<a " not in render_article(source)


def test_pictures_that_stand_together_are_a_gallery():
    source = "![a](/media/abc-large.webp) ![b](/media/abd-large.webp)\n![c](/media/abe-large.webp)"
    html = render_article(source, dict.fromkeys(("abc", "abd", "abe"), (800, 600)))
    assert html.startswith('<div class="gallery"><figure>') and html.endswith("</figure></div>")
    assert html.count("<figure>") == 3


def test_one_picture_is_no_gallery():
    assert "gallery" not in render_article("![a](/media/abc-large.webp)", {"abc": (8, 6)})


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (YOUTUBE, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        (BILIBILI, "https://player.bilibili.com/player.html?bvid=BV1xx411c7mD"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871"),
    ],
)
def test_an_address_of_a_film_alone_is_a_card(address, player):
    page = Seen(render_article(f"Look:\n\n{address}\n\nNice."))
    assert page.values("a", "data-player") == [player]
    assert page.values("a", "href") == [address]


def test_a_card_may_have_a_title():
    html = render_article(f"[我的猫]({BILIBILI})")
    assert ">我的猫</a><figcaption>Bilibili</figcaption>" in html


@pytest.mark.parametrize(
    "source",
    [f"See {YOUTUBE} now", f"[{'x'}](https://evil.example/?{YOUTUBE})", "https://youtube.com/@tea"],
)
def test_elsewhere_an_address_of_a_film_is_a_link(source):
    assert "film" not in render_article(source)


def test_no_site_is_taken_for_another():
    assert film_at("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ") is None
    assert film_at("https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ") is None
