"""Typed text is tidied once, cut where its script may be cut, and counted in both."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.plain import (
    clean_line,
    clean_text,
    excerpt,
    is_blank,
    reading_minutes,
    to_plain,
    word_count,
)

# Any character at all, half surrogates and controls included, and more of the awkward ones.
AWKWARD = " \t\n\r\x00\u200b\u200d\u202e\u2066\u3000\u0301\ud800\ufeff\x85茶a"
ANY_TEXT = st.text(st.one_of(st.characters(exclude_categories=[]), st.sampled_from(AWKWARD)))

TIDIED = [
    ("a\r\nb\rc", "a\nb\nc"),
    ("cafe\u0301", "café"),
    ("a\x00b\x07c", "abc"),
    ("\u202eevil\u202c \u2066x\u2069", "evil x"),
    ("\ud83d!", "\ufffd!"),
    ("\u200b\ufeff 茶 \u200b", "茶"),
    ("👩\u200d🍳", "👩\u200d🍳"),
    ("a   \n\n\n\n\n\nb", "a\n\n\nb"),
    ("a \nb\t\nc", "a\nb\nc"),
    ("a  \nb", "a  \nb"),
    ("a  \n\nb", "a\n\nb"),
    ("\tcode\n\tmore", "code\n\tmore"),
    ("a\ufffe", "a"),
]


@pytest.mark.parametrize(("typed", "kept"), TIDIED)
def test_a_text_is_tidied(typed, kept):
    assert clean_text(typed) == kept


@given(ANY_TEXT)
def test_tidying_again_changes_nothing(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT)
def test_tidy_text_can_be_stored_and_sent(text):
    once = clean_text(text)
    once.encode("utf-8")
    assert not {char for char in once if unicodedata.category(char) == "Cc"} - {"\n", "\t"}
    assert "\n" not in clean_line(text)


def test_a_line_has_single_spaces():
    assert clean_line("  Two\tcups\n of　tea ") == "Two cups of tea"


@pytest.mark.parametrize(
    "text", ["", " \n", "\u200b\u200d", "\u3000", "\x00", "\u3164", "\u2800", "\ufe0f"]
)
def test_what_cannot_be_seen_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "。", "🐟", "\u200b茶"])
def test_what_can_be_seen_is_not_blank(text):
    assert not is_blank(text)


def test_an_excerpt_keeps_latin_words_whole():
    assert excerpt("Two cups of jasmine tea", 16) == "Two cups of…"


def test_an_excerpt_cuts_chinese_anywhere_but_drops_the_comma():
    assert excerpt("春天来了，茶馆也开门了", 6) == "春天来了…"


def test_an_excerpt_of_mixed_text_may_cut_beside_a_chinese_character():
    assert (
        excerpt("我在用Python写代码", 8) == "我在用…"
        or excerpt("我在用Python写代码", 10) == "我在用Python…"
    )


def test_an_excerpt_never_tears_an_emoji():
    assert excerpt("茶茶茶👩\u200d🍳茶茶茶", 6) == "茶茶茶…"


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("茶馆", 2) == "茶馆"


@given(ANY_TEXT, st.integers(1, 50))
def test_an_excerpt_is_within_its_limit(text, limit):
    assert len(excerpt(text, limit)) <= limit


def test_plain_text_has_no_markdown():
    source = (
        "# 春天\n\n**Two** {汉字|hàn|zì} [cups](https://a.example)\n"
        "of ![tea](/media/abc-large.webp)\n\n- one\n- `two`"
    )
    assert to_plain(source) == "春天\nTwo 汉字 cups of tea\none\ntwo"


@pytest.mark.parametrize(
    ("text", "words"),
    [("Don’t drink tea", 3), ("我爱茶", 3), ("我爱 jasmine 茶。", 4), ("", 0), ("— …", 0)],
)
def test_words_are_counted_in_both_scripts(text, words):
    assert word_count(text) == words


def test_reading_takes_at_least_a_minute():
    assert reading_minutes("茶") == 1


def test_reading_time_counts_both_scripts():
    assert reading_minutes("茶" * 800 + " tea" * 460) == 4
