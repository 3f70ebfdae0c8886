"""Two changes of one text: joined where they do not touch, left to choose where they do."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.merge import CHOICES, Conflict, conflicts, merge, put_together
from tests.text.test_diff import LONG

TEXTS = st.text(alphabet="ab 茶水我。，.!\n-", max_size=60)
BASE = "# 茶\n\n我们今天去茶馆喝茶。外面下雨。\n\nThe cat sleeps. It is warm.\n\nThe end.\n"


@given(TEXTS, TEXTS)
def test_one_s_own_change_stands(base, mine):
    assert put_together(merge(base, mine, base)) == mine
    assert put_together(merge(base, base, mine)) == mine
    assert not conflicts(merge(base, mine, base))


@given(TEXTS, TEXTS)
def test_the_same_change_is_no_conflict(base, both):
    assert merge(base, both, both) == ([both] if both else [])


@given(TEXTS, TEXTS, TEXTS)
def test_without_a_conflict_it_is_the_same_from_either_side(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert len(conflicts(one)) == len(conflicts(other))
    if not conflicts(one):
        assert one == other


@given(TEXTS, TEXTS, TEXTS)
def test_each_side_s_words_can_be_chosen(base, mine, theirs):
    pieces = merge(base, mine, theirs)
    found = conflicts(pieces)
    for choice in CHOICES:
        put_together(pieces, dict.fromkeys(range(1, len(found) + 1), choice))
    assert all(one.mine != one.theirs for one in found)


@given(TEXTS, TEXTS)
def test_without_a_base_both_texts_are_in_it(mine, theirs):
    pieces = merge(None, mine, theirs)
    every = dict.fromkeys(range(1, len(pieces) + 1), "theirs")
    assert (put_together(pieces), put_together(pieces, every)) == (mine, theirs)


def test_changes_of_different_paragraphs_are_joined():
    mine, theirs = BASE.replace("warm", "cold"), BASE.replace("# 茶", "# 茶馆")
    assert merge(BASE, mine, theirs) == [BASE.replace("warm", "cold").replace("# 茶", "# 茶馆")]


def test_changes_of_different_sentences_are_joined():
    mine, theirs = BASE.replace("外面下雨", "外面下雪"), BASE.replace("我们今天去", "大家都去")
    assert merge(BASE, mine, theirs) == [
        BASE.replace("外面下雨", "外面下雪").replace("我们今天去", "大家都去")
    ]


def test_changes_inside_a_chinese_sentence_are_joined():
    mine, theirs = BASE.replace("今天", "明天"), BASE.replace("喝茶", "喝咖啡")
    assert merge(BASE, mine, theirs) == [BASE.replace("今天", "明天").replace("喝茶", "喝咖啡")]


def test_the_same_words_changed_twice_are_a_conflict_of_that_sentence():
    pieces = merge(BASE, BASE.replace("雨", "雪"), BASE.replace("雨", "大雨"))
    assert conflicts(pieces) == [Conflict("外面下雨。", "外面下雪。", "外面下大雨。")]


def test_a_paragraph_that_one_deleted_goes():
    mine = BASE.replace("The cat sleeps. It is warm.\n\n", "")
    assert merge(BASE, mine, BASE.replace("雨", "雪")) == [mine.replace("雨", "雪")]


def test_what_one_deleted_and_the_other_changed_is_a_conflict():
    mine = BASE.replace("It is warm.", "")
    (found,) = conflicts(merge(BASE, mine, BASE.replace("warm", "cold")))
    assert (found.mine, found.theirs) == ("", "It is cold.")


def test_what_both_added_at_one_place_is_a_conflict():
    (found,) = conflicts(merge(BASE, BASE + "Mine.\n", BASE + "Theirs.\n"))
    assert (found.base, found.mine, found.theirs) == ("", "Mine.\n", "Theirs.\n")


def test_conflicts_are_apart_where_paragraphs_are():
    mine = BASE.replace("雨", "雪").replace("The end", "Mine ends")
    theirs = BASE.replace("雨", "雹").replace("The end", "Theirs ends")
    pieces = merge(BASE, mine, theirs)
    assert len(conflicts(pieces)) == 2
    assert put_together(pieces, {1: "theirs"}) == mine.replace("雪", "雹")


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("我的。", "你的。", "我的。你的。"),
        ("Mine", "Theirs", "Mine Theirs"),
        ("Mine\nMine", "Theirs", "Mine\nMine\n\nTheirs"),
        ("Mine\n", "Theirs\n", "Mine\nTheirs\n"),
        ("", "Theirs", "Theirs"),
        ("Mine", "", "Mine"),
    ],
)
def test_both_may_be_kept(mine, theirs, both):
    assert put_together([Conflict("", mine, theirs)], {1: "both"}) == both


@pytest.mark.parametrize("characters", [2_000, 200_000])
def test_it_is_quick(characters, record_property):
    base = LONG[:characters]
    mine, theirs = (
        base.replace("猫", "老猫", 60),
        base.replace("number 7", "cup 7").replace("馆", "楼"),
    )
    began = perf_counter()
    pieces = merge(base, mine, theirs)
    record_property("ms", round((perf_counter() - began) * 1000, 1))
    assert perf_counter() - began < 10
    assert not conflicts(pieces)
    assert "楼里坐着1只老猫" in put_together(pieces)


def test_no_text_takes_long():
    began = perf_counter()
    merge("茶水" * 100_000, "水茶茶" * 66_000, "水茶水茶茶" * 40_000)
    merge(LONG[:200_000], LONG[:200_000][::-1], LONG[9:200_000].replace("茶", "水"))
    assert perf_counter() - began < 20
