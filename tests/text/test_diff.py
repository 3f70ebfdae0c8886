"""What changed, by words: right for Chinese, which has no spaces, and never a letter lost."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.diff import Fold, diff, diff_lines
from community.text.words import split_lines, split_sentences, split_words

TEXTS = st.text(alphabet="ab 茶水我。，.!\n-", max_size=60)
LONG = "".join(
    f"第{n}天，老街的茶馆里坐着{n % 7}只猫。They drink tea number {n}.\n\n" for n in range(4700)
)


def marked(old, new):
    signs = {"same": "{}", "gone": "[-{}-]", "new": "[+{}+]"}
    return "".join(signs[part.kind].format(part.text) for part in diff(old, new))


@given(TEXTS, TEXTS)
def test_the_parts_join_to_both_texts(old, new):
    parts = diff(old, new)
    assert "".join(part.text for part in parts if part.kind != "new") == old
    assert "".join(part.text for part in parts if part.kind != "gone") == new
    assert all(one.kind != other.kind for one, other in zip(parts, parts[1:], strict=False))


@given(TEXTS, TEXTS)
def test_the_lines_hold_all_of_it(old, new):
    lines = [one for each in diff_lines(old, new) for one in getattr(each, "lines", [each])]
    parts = [part for line in lines for part in line.parts]
    assert "".join(part.text for part in parts if part.kind != "new") == old
    assert "".join(part.text for part in parts if part.kind != "gone") == new


@given(TEXTS)
def test_the_same_is_the_same(text):
    assert [part.kind for part in diff(text, text)] == (["same"] if text else [])


@given(st.text(max_size=80))
@pytest.mark.parametrize("split", [split_lines, split_sentences, split_words])
def test_a_text_cut_up_joins_again(split, text):
    assert "".join(split(text)) == text


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("我们今天去茶馆。", "我们明天去茶馆。", "我们[-今-][+明+]天去茶馆。"),
        ("他喜欢喝绿茶。", "他不太喜欢喝绿茶。", "他[+不太+]喜欢喝绿茶。"),
        ("今天很好，我们走。", "我们走。", "[-今天很好，-]我们走。"),
        ("Two cups of tea.", "Two pots of tea.", "Two [-cups-][+pots+] of tea."),
        ("It's tea", "It isn't tea", "[-It's-][+It isn't+] tea"),
        ("喝 tea 吧", "喝 coffee 吧", "喝 [-tea-][+coffee+] 吧"),
        ("茶。\n\n水。", "茶。水。", "茶。[-\n\n-]水。"),
        ("👩\u200d🍳茶", "👩\u200d🌾茶", "[-👩\u200d🍳-][+👩\u200d🌾+]茶"),
    ],
)
def test_words_are_told_apart(old, new, shown):
    assert marked(old, new) == shown


def test_a_sentence_that_came_is_shown_as_a_sentence():
    assert marked("我喜欢茶。", "我喜欢咖啡。我喜欢茶。") == "[+我喜欢咖啡。+]我喜欢茶。"
    assert marked("Tea. Tea now.", "Tea. Tea too. Tea now.") == "Tea. [+Tea too. +]Tea now."


def test_what_was_rewritten_is_not_torn_to_pieces():
    shown = marked("今天天气很好", "明天空气不错")
    assert shown == "[-今天天气很好-][+明天空气不错+]"


def test_a_paragraph_that_moved_up_keeps_the_others():
    old, new = "甲甲甲。\n\n乙乙乙。\n\n丙丙丙。\n", "丙丙丙。\n\n甲甲甲。\n\n乙乙乙。\n"
    assert "[-甲" not in marked(old, new)


def test_far_from_a_change_lines_are_folded():
    lines = [f"Line {number}.\n" for number in range(20)]
    shown = diff_lines("".join(lines), "".join(lines).replace("Line 10.", "Line ten."))
    assert [len(one.lines) if isinstance(one, Fold) else 1 for one in shown] == [9, 1, 1, 1, 8]


@pytest.mark.parametrize("characters", [2_000, 200_000])
def test_it_is_quick(characters, record_property):
    old = LONG[:characters]
    new = old.replace("猫", "老猫", 60).replace("number 7", "cup 7")
    began = perf_counter()
    parts = diff(old, new)
    record_property("ms", round((perf_counter() - began) * 1000, 1))
    assert len(parts) > 4
    assert perf_counter() - began < 5


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("茶水" * 100_000, "水茶茶" * 66_000),
        ("a\n" * 100_000, "a\n" * 60_000 + "b\n" * 35_000),
        ("茶" * 200_000, "茶" * 90_000 + "水" + "茶" * 90_000),
        (LONG[:200_000], LONG[:200_000][::-1]),
    ],
    ids=["two letters", "one line", "one letter", "backwards"],
)
def test_no_text_takes_long(old, new):
    began = perf_counter()
    diff(old, new)
    assert perf_counter() - began < 10
