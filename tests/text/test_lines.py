"""Words broken into lines: Latin at spaces, Chinese anywhere but where a mark would stand wrong."""

import pytest

from community.text.lines import NOT_FIRST, NOT_LAST, balance_lines, break_lines, shorten_lines


def wide(text):
    """A Han character is two wide, anything else one."""
    return sum(2 if char > "\u2e80" or char in "“”…" else 1 for char in text)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, []),
        ("tea", 10, ["tea"]),
        ("the first cup", 9, ["the first", "cup"]),
        ("茶馆来了七百个人", 8, ["茶馆来了", "七百个人"]),
        ("茶馆来了，七百人", 8, ["茶馆来", "了，七百", "人"]),
        ("他说“好茶”了", 6, ["他说", "“好", "茶”了"]),
        ("喝tea吗", 5, ["喝tea", "吗"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_lines_break_where_they_may(text, width, lines):
    assert break_lines(text, width, wide) == lines


@pytest.mark.parametrize("width", range(6, 40))
def test_no_line_begins_or_ends_with_the_wrong_mark(width):
    text = "为什么“九九六”不是菜单？一份（给新来的人的）指南：《怎么打字》、怎么笑。"
    lines = break_lines(text, width, wide)
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST]


def test_lines_are_as_even_as_they_can_be():
    text = "那天夜里茶馆来了七百个人"
    assert break_lines(text, 22, wide) == ["那天夜里茶馆来了七百个", "人"]
    assert balance_lines(text, 22, wide) == ["那天夜里茶馆", "来了七百个人"]


def test_what_is_cut_off_is_said():
    assert shorten_lines(["一二三，", "四"], 1, 8, wide) == ["一二三…"]
    assert shorten_lines(["a", "b"], 2, 8, wide) == ["a", "b"]


def test_a_wall_of_marks_breaks_all_the_same():
    assert break_lines("，" * 30, 10, wide)
    assert all(wide(line) <= 10 for line in break_lines("，" * 30, 10, wide))
