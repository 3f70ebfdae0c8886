"""Folding: what looks or reads alike becomes the same, whatever stands beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.folding import close_up, fold, place_of, readings

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
WORDS = st.text(HAN | st.sampled_from("aZ９é ßŁ.*\u0301\u200b\u0336ｶﾞ가ا😀﹏\n"))
FOLDED = [
    ("Tea", "tea"),
    ("ＴＥＡ１２", "tea12"),
    ("z\u200be\u2060r\ufeffo", "zero"),
    ("so\u00adft", "soft"),
    ("賭博", "赌博"),
    ("乾隆 乾杯", "干隆 干杯"),
    ("睡著 睡着", "睡着 睡着"),
    ("裏裡", "里里"),
    ("㏒ ①", "log 1"),
    ("e\u0301 É", "é é"),
    ("a\u0336s\u0336s\u0336", "ass"),
    ("Straße", "strasse"),
    ("İstanbul", "istanbul"),
    ("ﾀﾞ", "ダ"),
    ("❤\ufe0f", "❤"),
    ("羅\uf90a", "罗金"),
    ("𠀀", "𠀀"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_it_folds(text, folded):
    assert fold(text) == folded


@given(st.text() | WORDS)
def test_folding_again_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text() | WORDS)
def test_upper_case_and_full_width_make_no_difference_to_ascii(text):
    plain = "".join(char for char in text if char.isascii())
    wide = "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in plain)
    assert fold(wide) == fold(plain.upper()) == plain.lower()


@given(WORDS, st.text(HAN, min_size=1), WORDS)
def test_a_han_word_is_folded_alike_wherever_it_stands(before, word, after):
    assert fold(word) in fold(f"{before}{word}，{after}")


@given(st.text() | WORDS)
def test_the_first_reading_is_the_text_on_one_line(text):
    folded = fold(text)
    first, *rest = readings(folded)
    assert first == " ".join(folded.split())
    assert len(rest) <= 1 and all(" ".join(one.split()) == one for one in rest)


BROKEN = [
    ("赌 博", "赌博"),
    ("来 赌 博 吧", "来赌博吧"),
    ("赌.博", "赌博"),
    ("赌**博**", "赌博*"),
    ("赌·博|网/站", "赌博网站"),
    ("滚！蛋！", "滚蛋!"),
    ("赌　博", "赌博"),
    ("f.u.c.k you", "fuck you"),
    ("S P A M!", "spam!"),
    ("加 VX 联系", "加vx联系"),
    ("去f-u-c-k吧", "去fuck吧"),
]


@pytest.mark.parametrize(("text", "reading"), BROKEN)
def test_broken_words_are_put_together(text, reading):
    assert readings(fold(text))[1] == reading


WHOLE = ["好赌 博士也是", "好赌。博士", "赌\n博", "e.g. a.m.", "I a", "a tea, a cat", "——好——"]


@pytest.mark.parametrize("text", WHOLE)
def test_words_that_only_stand_side_by_side_are_left_apart(text):
    assert len(readings(fold(text))) == 1


def test_the_space_between_the_scripts_is_closed():
    assert close_up("加 vx 12 个 tea time") == "加vx 12个tea time"
    assert close_up("a b 茶 馆") == "a b茶 馆"


PLACES = [
    ("朋友，加Ｖ\u200bＸ联系", 0, "vx", "Ｖ\u200bＸ"),
    ("去賭 博", 0, "赌 博", "賭 博"),
    ("来 赌 博 吧", 1, "赌博", "赌 博"),
    ("Cafe\u0301 au lait", 0, "café", "Cafe\u0301"),
    ("buy\n\n now!", 0, "buy now", "buy\n\n now"),
    ("Straße", 0, "strasse", "Straße"),
]


@pytest.mark.parametrize(("text", "which", "found", "original"), PLACES)
def test_what_is_found_has_its_place_in_the_text(text, which, found, original):
    reading = readings(fold(text))[which]
    start = reading.index(found)
    first, last = place_of(text, reading, start, start + len(found))
    assert text[first:last] == original


@given(st.text() | WORDS, st.data())
def test_every_place_lies_in_the_text(text, data):
    reading = readings(fold(text))[-1]
    start = data.draw(st.integers(0, len(reading)))
    end = data.draw(st.integers(start, len(reading)))
    first, last = place_of(text, reading, start, end)
    assert 0 <= first <= last <= len(text)
