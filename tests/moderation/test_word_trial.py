"""The dry run of word rules: what they would have met, and what meets nearly everything."""

import pytest
from sqlalchemy import func, insert, select

from community.comments.models import Comment
from community.extensions import db
from community.moderation.models import LogEntry
from community.screening.models import WordRule
from tests.factories import kept, make_comment

DESK = "/moderation/words"
RULES = {"words": "赌博\ntea party", "language": "any", "effect": "hold"}
OF_ENGLISH = {"language": "en", "effect": "hold"}


def saved():
    """Return the rules that the database has."""
    return sorted(db.session.scalars(select(WordRule.pattern)))


def log_length():
    return db.session.scalar(select(func.count(LogEntry.id)))


def say_often(article, by, words, times, language="en"):
    """Write as many comments at once, past the screening: what is tried is what is there already."""
    row = {"article_id": article.id, "author_id": by.id, "body": words, "body_html": words}
    db.session.execute(insert(Comment), [row | {"language": language} for _ in range(times)])
    kept(article)


def test_a_dry_run_shows_what_would_be_met_and_changes_nothing(lin, mei, article):
    comment = make_comment(article, by=mei.user, body="赌 博？喝茶吧", language="zh-Hans")
    make_comment(article, by=mei.user, body="Nothing of the kind", language="en")
    page = lin.submits(DESK, 200, **RULES, dry_run="1")
    page.shows("Of the last 2 comments 1 would have been met (50 %).", "1 comment", "0 comments")
    assert page.one("mark").text == "赌 博"
    assert page.one(data_words="comment")["lang"] == "zh-Hans"
    trial = page.one(id="trial")
    assert {"/@mei", comment.url} <= {one["href"] for one in trial.all("a")}
    trial.one(data_words="title")
    assert (saved(), log_length()) == ([], 0)


def test_a_dry_run_keeps_the_form_filled(lin):
    page = lin.submits(DESK, 200, **RULES | {"language": "zh"}, dry_run="1")
    filled = [page.field(name) for name in ("words", "language", "effect")]
    assert filled == [RULES["words"], "zh", "hold"]


def test_a_dry_run_shows_three_examples_the_newest_first(lin, mei, article):
    for number in range(4):
        make_comment(article, by=mei.user, body=f"Casino number {number}")
    page = lin.submits(DESK, 200, words="casino", **OF_ENGLISH, dry_run="1")
    page.shows("4 comments").lacks("number 0")
    examples = [one.text for one in page.all(data_words="comment")]
    assert examples == [f"Casino number {number}" for number in (3, 2, 1)]


def test_what_was_deleted_is_not_tried(lin, mei, article):
    make_comment(article, by=mei.user, body="A casino", state="deleted")
    make_comment(article, by=mei.user, body="The casino", state="removed")
    page = lin.submits(DESK, 200, words="casino", **OF_ENGLISH, dry_run="1")
    page.shows("Of the last 1 comment 1 would have been met").lacks("A casino")


def test_long_comments_are_cut_around_the_place(lin, mei, article):
    body = f"{'before ' * 30}<b>casino</b>{' after' * 30}"
    make_comment(article, by=mei.user, body=body)
    page = lin.submits(DESK, 200, words="casino", **OF_ENGLISH, dry_run="1")
    shown = page.one(data_words="comment").text
    assert shown.startswith("…") and shown.endswith("…") and len(shown) < 140
    assert "<b>" in shown


def test_without_comments_a_dry_run_finds_nothing(lin):
    page = lin.submits(DESK, 200, **RULES, dry_run="1")
    page.shows("Of the last 0 comments 0 would have been met (0 %).")


def test_a_dry_run_asks_little_of_the_database(lin, mei, article, statements):
    for number in range(3):
        make_comment(article, by=mei.user, body=f"Casino and tea {number}")
    lin.visits(DESK)
    with statements() as asked:
        lin.submits(DESK, 200, words="casino\ntea\nand", **OF_ENGLISH, dry_run="1")
    assert len(asked) <= 16, asked


# What meets nearly everything


EVERYTHING = ["/./", "e", "Ｅ", r"/\w/", "/[a-z]|茶/", r"/\p{Han}/", "*e*"]


@pytest.mark.parametrize("words", EVERYTHING)
def test_what_meets_nearly_everything_cannot_block(lin, words):
    wide = {"words": f"casino\n{words}", "language": "any", "effect": "block"}
    lin.submits(DESK, 200, **wide, dry_run="1").shows("This meets nearly everything.")
    page = lin.submits(DESK, 422, **wide)
    assert f"Nearly everything would be met by “{words}”" in page.complains("words")
    assert page.field("words") == wide["words"]
    assert saved() == []


@pytest.mark.parametrize("effect", ["hold", "mark"])
def test_what_meets_nearly_everything_may_hold_or_mark_with_a_warning(lin, effect):
    page = lin.submits(DESK, words="/./", language="any", effect=effect)
    page.shows("Nearly everything is met by “/./”.")
    assert saved() == ["/./"]


def test_a_rule_that_meets_more_than_a_fifth_cannot_block(lin, mei, article):
    say_often(article, mei.user, "Green tea", 11)
    say_often(article, mei.user, "Water", 39)
    lin.submits(DESK, 422, words="tea", language="en", effect="block").shows("Nearly everything")
    say_often(article, mei.user, "Water", 5)
    lin.submits(DESK, words="tea", language="en", effect="block")
    assert saved() == ["tea"]


@pytest.mark.parametrize("language", ["zh", "any"])
def test_the_other_language_does_not_hide_that_a_rule_meets_too_much(lin, mei, article, language):
    say_often(article, mei.user, "这是茶", 34, "zh-Hans")
    say_often(article, mei.user, "喝茶吧", 66, "zh-Hans")
    say_often(article, mei.user, "Water", 100)
    wide = {"words": "是", "language": language, "effect": "block"}
    lin.submits(DESK, 200, **wide, dry_run="1").shows("This meets nearly everything.")
    lin.submits(DESK, 422, **wide).shows("Nearly everything would be met by “是”")
    assert saved() == []


def test_a_dry_run_measures_against_the_comments_that_it_is_asked_of(lin, mei, article):
    say_often(article, mei.user, "喝茶吧", 1, "zh-Hans")
    say_often(article, mei.user, "走吧", 3, "zh-Hans")
    say_often(article, mei.user, "Water", 96)
    page = lin.submits(DESK, 200, words="喝茶", language="zh", effect="hold", dry_run="1")
    page.shows("Of the last 100 comments 4 are in this language; 1 would have been met (25 %).")
    page.shows("1 comment · 25 %")


def test_of_few_comments_a_fifth_says_nothing(lin, mei, article):
    say_often(article, mei.user, "Green tea", 49)
    lin.submits(DESK, words="tea", language="en", effect="block")
    assert saved() == ["tea"]


@pytest.mark.parametrize("words", ["茶", "猫", "赌博", "ok", "🖕", "/casino/"])
def test_a_single_character_may_block_where_it_is_a_word(lin, words):
    lin.submits(DESK, words=words, language="any", effect="block")
    assert saved() == [words]
