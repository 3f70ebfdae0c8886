"""The language of a text is told by its scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.language import LANGUAGES, detect, to_simplified, to_traditional

TEXTS = [
    ("Two cups of tea, please", "en"),
    ("hi", "en"),
    ("lol", "en"),
    ("你好，欢迎来到茶馆", "zh-Hans"),
    ("你好，歡迎來到茶館", "zh-Hant"),
    ("裡面有貓", "zh-Hant"),
    ("求带", "zh-Hans"),
    ("吃茶", "zh-Hans"),
    ("皇后", "zh-Hans"),
    ("LOL 我也是", "zh-Hans"),
    ("我在用 Python 写 code", "zh-Hans"),
    ("hi 大家 nice to meet you all", "en"),
    ("这杯奶茶 is so good", "zh-Hans"),
    ("看这个 https://example.com/some/long/path-of-words", "zh-Hans"),
    ("@tom_smith 好的", "zh-Hans"),
    ("@小鱼儿 thanks a lot", "en"),
    ("`SELECT name FROM tea` 是什么", "zh-Hans"),
    ("```\nfor cup in cups: drink(cup)\n```\n好喝", "zh-Hans"),
    ("この本は面白い", "ja"),
    ("カフェ", "ja"),
    ("鲜の果茶", "zh-Hans"),
    ("¯\\_(ツ)_/¯ no idea", "en"),
    ("안녕하세요 여러분", "ko"),
    ("привет всем", "und"),
    ("", "und"),
    ("😀 123 !!", "und"),
    ("https://example.com @tom", "und"),
]


@pytest.mark.parametrize(("text", "language"), TEXTS)
def test_a_text_is_in_its_language(text, language):
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "hint", "language"),
    [
        ("吃茶", "zh-Hant", "zh-Hant"),
        ("吃茶", "en", "zh-Hans"),
        ("欢迎", "zh-Hant", "zh-Hans"),
        ("tea", "zh-Hant", "en"),
        ("😀", "zh-Hant", "zh-Hant"),
        ("привет", "ru", "ru"),
        ("привет", "en", "und"),
        ("สวัสดีครับ", "zh-Hans", "und"),
    ],
)
def test_a_hint_decides_only_what_the_letters_leave_open(text, hint, language):
    assert detect(text, hint) == language


@given(st.text())
def test_every_text_has_a_language(text):
    assert detect(text) in {"en", "zh-Hans", "zh-Hant", "ja", "ko", "und"}


def test_chinese_is_converted_by_the_word():
    assert to_traditional("头发 发展 皇后 后面 软件") == "頭髮 發展 皇后 後面 軟體"
    assert to_simplified("頭髮 發展 後面") == "头发 发展 后面"


def test_every_language_has_its_own_name():
    assert LANGUAGES["zh-Hans"] == "简体中文"
    assert list(LANGUAGES)[:3] == ["en", "zh-Hans", "zh-Hant"]
