"""Word rules as they are looked for, in Chinese, in English and in what is both."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.screening.matching import NO_RULES, Matcher
from community.screening.patterns import BadPattern, read_pattern
from community.text.folding import fold

# rule, text, whether it is met; `any` rules, so that only the words decide.
CASES = [
    # Han: wherever it stands.
    ("赌博", "来赌博吧", True),
    ("赌博", "赌博", True),
    ("赌博", "黄、赌、博", True),
    ("赌博", "他好赌，博士也是", False),
    ("赌博", "他好赌。博士也是。", False),
    ("赌博", "他好赌 博士也是", False),
    ("赌博", "赌\n博", False),
    ("赌博", "賭博網站", True),
    ("賭博", "来赌博吧", True),
    ("賭博", "賭博", True),
    ("发财", "發財", True),
    ("头发", "頭髮", True),
    ("操", "体操比赛", True),
    ("赌博", "博赌", False),
    ("睡着", "睡著了", True),
    ("乾隆", "乾隆皇帝", True),
    ("干杯", "乾杯", True),
    # Han broken up.
    ("赌博", "赌 博", True),
    ("赌博", "来 赌 博 吧", True),
    ("赌博", "来赌.博吧", True),
    ("赌博", "来赌·博吧", True),
    ("赌博", "来赌**博**吧", True),
    ("赌博", "赌-博", True),
    ("赌博", "賭　博", True),
    ("赌博", "赌\u200b博", True),
    ("赌博", "赌\ufe0f博\u2060", True),
    ("滚蛋", "滚！蛋！", True),
    ("法轮", "学法 轮船", False),
    # Latin: whole words.
    ("ass", "what an ass!", True),
    ("ass", "class", False),
    ("ass", "classes pass", False),
    ("ass", "ass2", False),
    ("ass", "2ass", False),
    ("ass", "ass_hole", False),
    ("ass", "kick-ass", True),
    ("ass", "ASS", True),
    ("ASS", "ass", True),
    ("ass", "ａｓｓ", True),
    ("ass", "a\u200bs\u00ads", True),
    ("ass", "a̶s̶s̶", True),
    ("ass", "(ass)", True),
    ("ass", "你ass啊", True),
    ("ass", "classic ass", True),
    ("class", "class2", False),
    ("class", "class 2", True),
    ("spam", "S.P.A.M", True),
    ("spam", "s p a m", True),
    ("spam", "span s p a n", False),
    ("am", "a.m.", False),
    ("café", "CAFÉ", True),
    ("café", "cafe\u0301", True),
    ("cafe", "café", False),
    ("strasse", "Straße", True),
    ("привет", "Привет!", True),
    ("привет", "приветик", False),
    ("कम", "कमी", False),
    ("바보", "바보야", True),
    ("สวัสดี", "เขาพูดสวัสดีครับ", True),
    # Both.
    ("VX", "加VX联系", True),
    ("vx", "加ｖｘ联系", True),
    ("VX", "加VX123", False),
    ("加VX", "加VX联系", True),
    ("加VX", "请加 VX 联系", True),
    ("加 VX", "加vx联系", True),
    ("加VX", "加VXs", False),
    ("VX号", "我的VX号", True),
    ("VX号", "TVX号", False),
    ("微信", "my 微信 is tea", True),
    # Several words.
    ("buy now", "Buy  now!", True),
    ("buy now", "buy\nnow", True),
    ("buy now", "buynow", False),
    ("buy now", "buy nowhere", False),
    # Stars.
    ("*ass", "class", True),
    ("*ass", "classes", False),
    ("ass*", "asses", True),
    ("ass*", "class", False),
    ("*ass*", "classes", True),
    ("vx*", "加vx123456", True),
    ("f*k", "fork", True),
    ("f*k", "forks", False),
    ("f*k*", "forks", True),
    ("f*k", "fk", True),
    ("f*k", "f and k", False),
    ("f*k", "f" + "o" * 20 + "k", True),
    ("f*k", "f" + "o" * 21 + "k", False),
    ("f*c*k", "fzzczzk", True),
    ("加*微信", "加我的微信", True),
    ("加*微信", "加油，微信", False),
    ("加＊微信", "加個微信", True),
    # Signs and pictures.
    ("$$$", "get $$$ now", True),
    ("🖕", "好🖕🏽啊", True),
    ("❤", "❤️", True),
    ("c++", "I like C++.", True),
    ("t.me", "at t.me/tea", True),
    ("a.b", "axb", False),
    # Expressions.
    (r"/v\s*x\s*\d{5,}/", "加 V X 123456", True),
    (r"/v\s*x\s*\d{5,}/", "vx 1234", False),
    (r"/VX\d+/", "ｖｘ９", True),
    ("/赌.{0,3}博/", "赌不赌博", True),
    ("/[賭嫖]/", "嫖", True),
    ("/[賭嫖]/", "赌", True),
    ("/賭（博）/", "赌(博)", True),
    ("/[一-龥]{8}/", "茶馆里的猫都睡着了", True),
    (r"/\p{Han}{4}/", "tea 茶馆", False),
    (r"/\bass\b/", "你ass啊", True),
    (r"/\bass\b/", "class", False),
    ("/(a+)+$/", "a" * 5_000 + "!", False),
]


@pytest.mark.parametrize(("rule", "text", "is_met"), CASES)
def test_each_case(rule, text, is_met):
    assert bool(Matcher([(1, rule, "any", "hold")]).find(text, "und")) is is_met


# language of the rule, text, its language as the writer has it, whether it is looked for
LANGUAGES = [
    ("zh", "加vx联系", "zh-Hans", True),
    ("zh", "加VX聯繫", "zh-Hant", True),
    ("zh", "please 加 vx", "en", True),
    ("zh", "please add vx", "en", False),
    ("zh", "vx", "zh-Hans", True),
    ("en", "please add vx", "en", True),
    ("en", "加vx", "zh-Hans", True),
    ("any", "vx", "ru", True),
]


@pytest.mark.parametrize(("language", "text", "text_language", "is_met"), LANGUAGES)
def test_a_language_adds_rules_and_never_hides_from_them(language, text, text_language, is_met):
    matcher = Matcher([(1, "vx", language, "hold")])
    assert bool(matcher.find(text, text_language)) is is_met


def test_an_english_rule_is_not_looked_for_without_latin_letters():
    assert not Matcher([(1, "茶", "en", "hold")]).find("喝茶", "zh-Hans")
    assert Matcher([(1, "茶", "en", "hold")]).find("喝茶 please", "zh-Hans")


def test_the_strictest_comes_first_then_the_oldest():
    rules = [
        (4, "茶", "zh", "mark"),
        (7, "tea", "en", "hold"),
        (9, "/t.a/", "any", "block"),
        (2, "TEA", "any", "hold"),
    ]
    found = Matcher(rules).find("喝茶 tea", "und")
    assert [(one.rule_id, one.effect) for one in found] == [
        (9, "block"),
        (7, "hold"),
        (2, "hold"),
        (4, "mark"),
    ]
    assert found[2].pattern == "TEA"


def test_a_rule_is_found_once_however_often_it_is_met():
    matcher = Matcher(
        [(1, "茶", "any", "mark"), (2, "/茶/", "any", "mark"), (3, "/t/", "any", "mark")]
    )
    assert [one.rule_id for one in matcher.find("茶茶 茶·茶 t", "und")] == [1, 2, 3]


def test_without_rules_nothing_is_found():
    assert NO_RULES.find("赌博", "zh-Hans") == []


def test_a_kept_rule_that_cannot_be_read_any_more_is_passed_over(caplog):
    matcher = Matcher([(1, "/(/", "any", "block"), (2, "tea", "any", "block")])
    assert [one.rule_id for one in matcher.find("( tea", "en")] == [2]
    assert "word rule 1" in caplog.text


BAD = [
    ("", "Nothing can be seen"),
    ("\u200b\u2060", "Nothing can be seen"),
    ("*", "Only stars"),
    ("** *", "Only stars"),
    ("a*b*c*d", "two stars"),
    ("茶" * 101, "100 characters"),
    ("/(/", "missing )"),
    ("/a{2000}/", "invalid repetition"),
    ("/(?=x)/", "invalid perl operator"),
    (r"/(a)\1/", "invalid escape"),
    ("/a*/", "no words at all"),
    ("/^/", "no words at all"),
    ("/(((\\p{L}{50}){10}){2})/", "pattern too large"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_line_that_is_no_rule_is_refused_with_the_reason(app, line, reason):
    with pytest.raises(BadPattern) as bad:
        read_pattern(line)
    assert reason in str(bad.value.reason)


ALIKE = [("賭博", "赌博"), ("Tea", "ＴＥＡ"), ("a  b", "a b"), ("加 VX", "加vx"), ("**tea", "*tea")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_lines_that_mean_the_same_have_one_key(one, other):
    assert read_pattern(one).key == read_pattern(other).key


def test_a_star_and_an_expression_mean_something_else():
    keys = {read_pattern(line).key for line in ("tea", "*tea", "tea*", "t*ea", "/tea/", "/TEA/")}
    assert len(keys) == 6


HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)


@given(st.text(), st.text(HAN, min_size=1, max_size=20), st.text())
def test_a_han_rule_is_met_in_every_text_that_holds_it(before, word, after):
    assert Matcher([(1, word, "zh", "hold")]).find(f"{before}{word}{after}", "und")


@given(st.text("abc 茶.1_", max_size=40), st.text("abc", min_size=1, max_size=3))
def test_a_latin_rule_is_met_where_a_whole_word_is(text, word):
    """As a regular expression says it; what is spelt out letter by letter may be met as well."""
    is_whole = re.search(rf"(?<![a-z0-9_]){word}(?![a-z0-9_])", text) is not None
    is_spelt = re.search(r"[abc][ ._][abc][ ._][abc]", text) is not None
    is_met = bool(Matcher([(1, word, "any", "hold")]).find(text, "und"))
    assert is_met == is_whole or (is_spelt and is_met)


@given(st.text(max_size=100), st.text(max_size=200))
def test_any_line_is_read_or_refused_and_any_text_looked_at(line, text):
    try:
        read_pattern(line)
    except BadPattern:
        return
    assert len(Matcher([(1, line, "any", "hold")]).find(text, "und")) <= 1


@given(st.text(max_size=60))
def test_expressions_are_met_together_as_they_are_alone(text):
    lines = ["/t.a/", r"/\d{2}/", "/[茶酒]/", "/(?i)Z|é/"]
    alone = [n for n, line in enumerate(lines) if read_pattern(line).span_in(fold(text))]
    rules = [(number, line, "any", "hold") for number, line in enumerate(lines)]
    assert [one.rule_id for one in Matcher(rules).find(text, "und")] == alone
