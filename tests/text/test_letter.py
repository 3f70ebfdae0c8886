"""An article's HTML as a letter may hold it."""

import pytest

from community.text.letter import html_for_letter, text_for_letter
from community.text.markup import render_article

PAGE = "https://tea.example/articles/rain"
KEY = "0123456789abcdef01234567"


def test_addresses_are_whole():
    html = html_for_letter('<p><a href="/@mei">m</a> <a href="#note">n</a></p>', PAGE)
    assert 'href="https://tea.example/@mei"' in html
    assert 'href="https://tea.example/articles/rain#note"' in html


def test_pictures_have_a_whole_address_words_and_a_width():
    source = render_article(f"![A cup](/media/{KEY}-large.webp)", {KEY: (1920, 1080)})
    html = html_for_letter(source, PAGE)
    assert f'src="https://tea.example/media/{KEY}-medium.webp"' in html
    assert 'alt="A cup"' in html and 'width="600"' in html
    assert "srcset" not in html and "loading" not in html


@pytest.mark.parametrize(
    "html",
    [
        '<p onclick="x()">a</p>',
        "<script>x()</script>",
        "<svg><script>x()</script></svg>",
        '<button formaction="/x">x()</button>',
        '<iframe src="https://evil.example/x()"></iframe>',
        '<form action="/x"><input value="x()"></form>',
    ],
)
def test_nothing_runs_or_loads(html):
    made = str(html_for_letter(html, PAGE))
    assert "x()" not in made and "evil" not in made and "<form" not in made


def test_words_stay_words():
    assert "1 &lt; 2 &amp; &#34;3&#34;" in html_for_letter('<p>1 &lt; 2 &amp; "3"</p>', PAGE)


def test_a_film_is_a_link_to_the_page():
    assert f'href="{PAGE}"' in html_for_letter('<video src="/media/x.mp4"></video>', PAGE)
    assert PAGE in text_for_letter('<video src="/media/x.mp4"></video>', PAGE)


def test_pinyin_stands_over_its_words():
    html = html_for_letter(render_article("{茶|chá}"), PAGE)
    assert "<ruby>" in html and 'lang="zh-Latn' in html


def test_as_plain_text():
    source = render_article(
        f"## Rain\n\nIt *rained*.\n\n- one\n- [two](https://x.example/)\n\n![A cup](/media/{KEY}-large.webp)"
    )
    text = text_for_letter(source, PAGE)
    assert "Rain\n\nIt rained." in text and "- two <https://x.example/>" in text
    assert f"[A cup] https://tea.example/media/{KEY}-medium.webp" in text
