"""`flask screen`: what becomes of each line as a newcomer's comment; it writes nothing."""

import json

from sqlalchemy import func, select

from community.comments.models import Comment
from community.extensions import db
from community.screening.models import Case


def verdicts(runs, text, *options):
    output = runs("screen", *options, input=text).output
    return [json.loads(line) for line in output.splitlines()]


def test_each_line_has_its_verdict(runs):
    found = verdicts(
        runs, "Hello from Ohio\nhttps://a.example https://b.example https://c.example\n"
    )
    assert [(one["verdict"], one["check"]) for one in found] == [
        ("hold", "newcomers"),
        ("hold", "links"),
    ]
    assert all(set(one) == {"verdict", "check", "reason"} and one["reason"] for one in found)


def test_the_rules_of_the_site_count(runs, lin):
    lin.submits("/moderation/words", words="赌博", language="zh", effect="block")
    (found,) = verdicts(runs, "来赌博吧\n")
    assert (found["verdict"], found["check"]) == ("refuse", "words") and "赌博" in found["reason"]


def test_spam_is_told_and_the_reason_is_in_the_language_asked_for(runs):
    (found,) = verdicts(
        runs, "Best casino bonus, register now and win $500 today\n", "--language", "zh-Hans"
    )
    assert found["check"] == "spam" and "广告" in found["reason"]


def test_rubbish_is_answered_line_by_line(runs):
    found = verdicts(runs, b"\xff\xfe tea\n\n \n" + b"x" * 1_000_000 + b"\nHello\n")
    assert [one["check"] for one in found] == ["newcomers", "blank", "blank", "length", "newcomers"]


def test_nothing_is_written(runs):
    verdicts(runs, "Hello\n" * 3)
    assert db.session.scalar(select(func.count(Comment.id))) == 0
    assert db.session.scalar(select(func.count(Case.id))) == 0
