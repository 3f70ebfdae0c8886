"""The spam score: careful with people, sure of advertising, in both scripts."""

import pytest

from community.demo.story import read_story
from community.screening.policy import DEFAULT
from community.screening.spam import NOTHING_LEARNED, fitted, seed_texts

LIMIT = DEFAULT.spam_percent
SPAM = (
    "Best casino bonus, register now and win $500 https://win.example",
    "Double your bitcoin today, guaranteed profit, telegram @coin",
    "日结兼职，加微信 abc123，一天300元",
    "代购正品包包，加V信",
    "Get 10,000 real followers cheap, instant delivery, DM me on WhatsApp",
)
ORDINARY = (
    "Hello",
    "谢谢",
    "Hello from Ohio, this is my cat.",
    "Buy my tea at https://example.org/buy",
    "I can teach you Chinese, add me",
    "Where can I buy cheap noodles?",
    "你的猫好可爱！一斤大概多少钱？",
    "怎么加微信好友？我的美国朋友说需要别人验证",
    "",
    "https://example.org",
    "啊" * 10_000,
    "😀" * 5_000,
    "\ud800 half a pair",
)


@pytest.fixture(scope="module")
def score():
    return fitted([])


@pytest.mark.parametrize("text", SPAM)
def test_plain_advertising_is_known_from_the_first_evening(score, text):
    judged = score.judge(text)
    assert judged.percent >= LIMIT, judged
    assert any(weight > 0 for _name, weight in judged.features)


@pytest.mark.parametrize("text", ORDINARY, ids=lambda text: text[:12].encode("ascii", "replace"))
def test_ordinary_words_are_let_through(score, text):
    assert score.judge(text).percent < LIMIT


def test_nobody_in_the_demo_community_is_taken_for_spam(score):
    said = [one.body for one in read_story().said if one.state == "published"]
    wrong = [words for words in said if score.judge(words).percent >= LIMIT]
    assert not wrong


def test_what_is_given_at_first_is_told_apart(score):
    texts = seed_texts()
    held = [is_spam for is_spam, words in texts if score.judge(words).percent >= LIMIT]
    assert all(held) and len(held) > 0.9 * sum(is_spam for is_spam, _words in texts)


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (
            "Moon pebble number {} brings luck to your house, order moon pebbles",
            "Order moon pebbles",
        ),
        ("月亮石第{}颗，给家里带来好运，快来请月亮石", "快来请月亮石，带来好运"),
    ],
)
def test_ten_removals_teach_a_new_kind_and_ten_approvals_take_it_back(pattern, new):
    texts = [pattern.format(number) for number in range(10)]
    assert fitted([(True, one) for one in texts]).judge(texts[0]).percent >= LIMIT
    assert fitted([(True, one) for one in texts]).judge(new).percent >= 50
    approved = [(False, one) for one in texts for _ in range(2)]
    both = [(True, one) for one in texts[:3]] + approved
    assert fitted(both).judge(texts[0]).percent < LIMIT


def test_before_anything_is_learned_nothing_is_spam():
    assert NOTHING_LEARNED.judge(SPAM[0]).percent == 0
