"""The byline: who took part, as it is typed and as it is read."""

import pytest

from community.articles import actions
from community.articles.credits import (
    ROLES,
    CreditFault,
    CreditLine,
    credits_as_text,
    parse_credits,
)
from community.articles.models import CREDIT_ROLES
from community.errors import Refused
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import kept, make_article, make_user

WIKI = "https://zh.wikipedia.org/wiki/百家姓"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("photos: Li Lei", CreditLine("photos", name="Li Lei")),
        ("摄影：@mei", CreditLine("photos", username="mei")),
        ("攝影：梅｜＠mei", CreditLine("photos", name="梅", username="mei")),
        (f"来源：百家姓 | {WIKI}", CreditLine("source", name="百家姓", url=WIKI)),
        (f"source: {WIKI}", CreditLine("source", url=WIKI)),
        ("Source: Wikipedia: Teahouse", CreditLine("source", name="Wikipedia: Teahouse")),
        ("Additional Reporting by: @tom", CreditLine("reporting", username="tom")),
        ("译者: 林", CreditLine("translation", name="林")),
        ("WRITING: wen", CreditLine("writing", name="wen")),
    ],
)
def test_a_line_is_read(typed, line):
    assert parse_credits(typed) == ([line], [])


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("Li Lei", "role"),
        ("cooking: Li Lei", "role"),
        ("https://example.org", "role"),
        ("photos:", "name"),
        ("photos: @", "name"),
        ("photos: Li | Lei", "name"),
        ("photos: @li | @lei", "name"),
        ("source: https://a.org | https://b.org", "name"),
        ("source: x | https://user:pass@example.org/", "address"),
        ("source: x | https://", "address"),
        ("photos: " + "a" * 201, "length"),
    ],
)
def test_a_line_that_does_not_hold_is_named(typed, what):
    assert parse_credits(f"photos: @mei\n\n{typed}") == (
        [CreditLine("photos", username="mei")],
        [CreditFault(3, what)],
    )


def test_every_role_is_known_in_every_language():
    assert set(ROLES.values()) == set(CREDIT_ROLES)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
def test_what_is_shown_again_is_read_the_same(wen, mei, language):
    lines = [
        CreditLine("writing", username="wen"),
        CreditLine("photos", name="梅", username="mei"),
        CreditLine("editing", name="Somebody"),
        CreditLine("source", name="百家姓", url=WIKI),
        CreditLine("source", url=WIKI),
    ]
    article = make_article(by=wen.user, credits=lines)
    assert parse_credits(credits_as_text(article.credits, language)) == (lines, [])


def test_the_byline_is_read_as_sentences(wen, mei, tom, guest):
    lines = ["reporting: @mei", "reporting: @tom", "reporting: Li Lei", "photos: 梅 | @mei"]
    lines += [f"source: 百家姓 | {WIKI}", "source: https://en.wikipedia.org/wiki/Tea"]
    wen.submits("/write", title="Tea", body="Leaf", credits="\n".join(lines), action="publish")
    page = guest.visits("/articles/tea")
    page.shows("Written by wen", "Additional reporting by mei, tom and Li Lei", "Photos by 梅")
    page.shows("Sources: 百家姓 and en.wikipedia.org")
    source = next(link for link in page.all("a") if link.text == "百家姓")
    assert (source["href"], source["rel"]) == (WIKI, "nofollow ugc noopener")
    assert next(link for link in page.all("a") if link.text == "梅")["href"] == "/@mei"


def test_the_author_is_named_once(wen, yan, guest):
    lines = "writing: @wen\nwriting: @yan"
    wen.submits("/write", title="Tea", body="Leaf", credits=lines, action="publish")
    guest.visits("/articles/tea").shows("Written by wen and yan").lacks("wen, wen")


def test_names_are_only_names(wen, guest):
    lines = "photos: <b>Li</b> %(names)s & {1}"
    wen.submits("/write", title="Tea", body="Leaf", credits=lines, action="publish")
    assert "Photos by" in guest.visits("/articles/tea").text
    assert "<b>Li</b>" not in guest.visits("/articles/tea").html


def test_an_unknown_person_is_said_with_the_line(wen, draft):
    page = wen.submits(edit(draft), status=422, credits="photos: Li\n\nediting: @nobody")
    assert "Line 3" in page.complains("credits")
    assert "nobody" in page.complains("credits")
    assert page.field("credits") == "photos: Li\n\nediting: @nobody"
    assert fresh(draft).credits == []


def test_each_bad_line_is_said(wen, draft):
    page = wen.submits(edit(draft), status=422, credits="one\nphotos:\nphotos: Li")
    complaint = page.complains("credits")
    assert "Line 1" in complaint
    assert "Line 2" in complaint
    assert "Line 3" not in complaint


def test_a_byline_has_an_end(wen, draft):
    wen.submits(edit(draft), credits="photos: Li\n" * 20)
    assert len(fresh(draft).credits) == 20
    wen.submits(edit(draft), status=422, credits="photos: Li\n" * 21).complains("credits")


def test_an_unknown_role_is_refused_by_the_action(wen, app):
    with pytest.raises(Refused):
        actions.write(by=wen.user, title="Tea", credits=[CreditLine("cooking", name="Li")])


def test_a_name_outlives_its_account(wen, guest, app):
    gone = make_user("goner")
    article = make_article(by=wen.user, credits=[CreditLine("photos", username="goner")])
    db.session.delete(gone)
    kept(article)
    db.session.expire_all()
    guest.visits(article).shows("Photos by goner")
