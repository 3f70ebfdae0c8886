"""Relative addresses of stored HTML become whole ones, and nothing else changes."""

import pytest

from community.feeds.addresses import with_whole_addresses

BASE = "https://tea.example/articles/cats"


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<a href="/x">x</a>', '<a href="https://tea.example/x">x</a>'),
        ('<a href="#fn-1">1</a>', f'<a href="{BASE}#fn-1">1</a>'),
        ('<a href="https://a.example/?b=1&amp;c">x</a>', None),
        ('<a href="mailto:a@b.example">x</a>', None),
        ("<p>href=\"/x\" src='/y'</p>", None),
        ('<code>&lt;a href="/x"&gt;</code>', None),
        (
            '<img alt=\' src="/no" > \' src="/y">',
            '<img alt=\' src="/no" > \' src="https://tea.example/y">',
        ),
        (
            '<img src="/a.webp" srcset="/a.webp 480w, /b.webp 960w">',
            '<img src="https://tea.example/a.webp" '
            'srcset="https://tea.example/a.webp 480w, https://tea.example/b.webp 960w">',
        ),
        (
            '<video poster="/p.webp" src="/c.mp4" controls></video>',
            '<video poster="https://tea.example/p.webp" src="https://tea.example/c.mp4" controls></video>',
        ),
        ('<a href="http://[x">x</a>', None),
        ("", None),
        ("<p>1 < 2</p>", None),
    ],
)
def test_addresses_become_whole(html, wanted):
    assert with_whole_addresses(html, BASE) == (html if wanted is None else wanted)


def test_many_marks_cost_little():
    html = "<a" * 50_000 + " href=" * 50_000
    assert with_whole_addresses(html, BASE) == html
