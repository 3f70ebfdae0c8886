"""Names of any script are welcome; names that pass for others are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.text.names import BadName, check_username, look_alike_key, tidy_username

GOOD = ["tom", "Tom_99", "mei-mei", "小鱼儿", "tom小鱼", "さくら", "さくらtom", "桜ちゃん", "한국어", "Алиса",
        "Ελένη", "हिन्दी", "สมชาย", "naïve", "José", "Nguyễn", "3rd", "x" * 30]  # fmt: skip

BAD = [
    ("to", "short"),
    ("", "short"),
    ("x" * 31, "long"),
    ("_tom", "start"),
    ("-tom", "start"),
    ("tom smith", "letters"),
    ("tom.smith", "letters"),
    ("tom@home", "letters"),
    ("tom\u200bsmith", "letters"),
    ("tom\u202e", "letters"),
    ("🐟🐟🐟", "letters"),
    ("ㅤㅤㅤ", "letters"),
    ("to\u0336m", "letters"),
    ("<script>", "letters"),
    ("tom\x00", "letters"),
    ("tоm", "mixed"),
    ("Τom", "mixed"),
    ("Алиca", "mixed"),
    ("茶Алиса", "mixed"),
    ("admin", "reserved"),
    ("Adm1n", "reserved"),
    ("a_d_m_i_n", "reserved"),
    ("TeaHouse", "reserved"),
    ("管理员", "reserved"),
    ("管理員", "reserved"),
    ("ａｄｍｉｎ", "reserved"),
]

ALIKE = [
    ["tom", "Tom", "TOM", "t0m", "tоm", "ｔｏｍ", "том", "t-o-m", "tóm", "t_om"],
    ["小鱼儿", "小魚兒"],
    ["lily", "Iily", "1i1y"],
    ["corn", "com"],
    ["vvei", "wei"],
    ["Άννα", "αννα"],
]

UNLIKE = [
    ("mei", "may"),
    ("tom", "tim"),
    ("か", "が"),
    ("小鱼", "小雨"),
    ("tom1", "tom2"),
    ("ana", "anna"),
]


@pytest.mark.parametrize("name", GOOD)
def test_a_name_may_be_had(name):
    check_username(name)


@pytest.mark.parametrize(("name", "reason"), BAD)
def test_a_name_may_not_be_had(name, reason):
    with pytest.raises(BadName) as refused:
        check_username(name)
    assert refused.value.reason == reason


@pytest.mark.parametrize("names", ALIKE)
def test_names_that_look_alike_have_one_key(names):
    assert len(set(map(look_alike_key, names))) == 1


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_names_that_can_be_told_apart_have_two(one, other):
    assert look_alike_key(one) != look_alike_key(other)


def test_a_name_is_kept_in_plain_width():
    assert tidy_username(" ｔｏｍ ") == "tom"


@given(st.text())
def test_any_text_is_judged_without_an_accident(text):
    assert look_alike_key(text) == look_alike_key(tidy_username(text))
    try:
        check_username(text)
    except BadName as refused:
        assert refused.reason in {"short", "long", "start", "letters", "mixed", "reserved"}
