"""Sanctions in steps: what each forbids, how people are told, and how each ends."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from community.articles.models import Article
from community.database import now
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.record import record
from community.sessions import Session
from tests.at_once import at_once
from tests.cast import Person
from tests.factories import PASSWORD, make_comment, make_user
from tests.moderation.sanctioning import NOTE, comments, sanctions, the_decision


@pytest.fixture
def kwame(app):
    return Person(app, make_user("kwame", role="moderator"))


def test_held_words_wait_and_it_is_said_why(lin, mei, article):
    sanctions(lin, "hold", days="3")
    comments(mei, article, 303)
    lin.visits("/moderation/held").shows("A good cup of tea.", "Sanctioned")
    mei.visits("/").shows("目前你写的话先由版主读")


def test_a_muted_person_keeps_what_was_typed_and_reads_until_when(lin, mei, article):
    sanctions(lin, "mute", days="3")
    comments(mei, article, 403).shows("之后你又可以写", "A good cup of tea.")
    mei.fetches(f"{article.url}/like", liked="1")
    with time_machine.travel(now() + timedelta(days=3, minutes=1), tick=False):
        mei.signs_in()
        comments(mei, article, 303)
        mei.visits("/").lacks("你暂时不能写")


@pytest.mark.parametrize(("kind", "fields"), [("suspend", {"days": "7"}), ("ban", {})])
def test_shut_out_one_reads_and_objects_and_nothing_else(lin, mei, article, rude, kind, fields):
    sanctions(lin, kind, **fields)
    assert not db.session.scalars(select(Session).where(Session.user_id == mei.id)).all()
    mei.client.delete_cookie("teahouse")
    mei.token = ""
    mei.submits("/sign-in", login="mei", password=PASSWORD)
    mei.visits(article).shows("know nothing about tea")
    for address, data in (("like", {"liked": "1"}), ("report", {"rule": "kind"})):
        mei.submits(f"{article.url}/{address}", 403, **data)
    mei.visits("/write", 403).shows("决定里写了原因")
    comments(mei, article, 403).shows("A good cup of tea.")
    mei.submits(f"/decisions/{the_decision().id}/appeal", text="这不公平。")
    mei.submits(f"/comments/{rude.id}/delete")


def test_they_are_told_by_letter_and_on_every_page(lin, mei, letters):
    sanctions(lin, "suspend", days="7")
    mei.signs_in()
    mei.visits("/rules").shows("你的账号已停用", "为什么")
    mei.visits("/notifications").shows("你的账号暂时停用")
    letter = letters(to=mei.user.email)[-1].get_body(("plain",)).get_content()
    assert NOTE in letter and f"/decisions/{the_decision().id}" in letter and "待人以善" in letter


def test_it_stands_in_the_public_record_without_a_name(lin, guest):
    make_user("someone")
    sanctions(lin, "ban", who="someone")
    guest.visits("/moderation/log").shows("An account", "Banned", "@lin").lacks("someone")


def test_a_ban_takes_all_comments_along_and_an_appeal_brings_them_back(
    lin, kwame, mei, rude, article, state_of
):
    held = make_comment(article, by=mei.user, body="Waiting", state="held")
    reply = make_comment(article, by=kwame.user, parent_id=rude.id, body="Now, now")
    sanctions(lin, "ban", comments="1")
    assert [state_of(one) for one in (rude, held, reply)] == ["removed", "removed", "published"]
    assert db.session.get(Article, article.id, populate_existing=True).comment_count == 1
    mei.signs_in()
    mei.submits(f"/decisions/{the_decision().id}/appeal", text="Was it me?")
    kwame.submits("/moderation/appeals/1", decision="overturn")
    assert [state_of(one) for one in (rude, held)] == ["published", "held"]
    assert db.session.get(Article, article.id, populate_existing=True).comment_count == 2
    assert not mei.user.is_banned and mei.user.sanction == ""
    lin.visits("/moderation/held").shows("Waiting")


def test_lifted_one_writes_again_and_is_told(lin, mei, article):
    sanctions(lin, "ban")
    sanctions(lin, "lift").shows("Lifted.")
    sanctions(lin, "lift").shows("Nothing is in force.")
    mei.signs_in()
    comments(mei, article, 303)
    mei.visits("/notifications").shows("欢迎回来")


def test_twice_is_one(lin, mei):
    for _ in range(2):
        sanctions(lin, "mute", days="3")
    assert len(db.session.scalars(select(Decision)).all()) == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "suspend"},
        {"kind": "suspend", "days": "0"},
        {"kind": "suspend", "days": "400"},
        {"kind": "mute", "days": "many"},
        {"kind": "ban", "rule": ""},
        {"kind": "burn"},
        {"kind": "warn", "note": "很" * 1001},
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(lin, mei, fields):
    page = sanctions(lin, status=422, **fields)
    assert page.form("/moderation/users/mei") and page.all(class_="field__errors")
    assert mei.user.sanction == "" and not db.session.scalars(select(Decision)).all()


@pytest.mark.parametrize("who", ["lin", "kwame", "ada"])
def test_nobody_sanctions_moderators_or_themselves(lin, kwame, ada, who):
    page = lin.visits(f"/moderation/users/{who}").shows("are not sanctioned here")
    assert not page.form(f"/moderation/users/{who}")
    sanctions(lin, "ban", 403, who=who).shows("are not sanctioned here")


def test_readers_and_guests_do_not_come_here(mei, guest, wen):
    mei.visits("/moderation/users/wen", 403)
    sanctions(mei, "ban", 403, who="wen")
    guest.is_sent_to_sign_in("/moderation/users/wen", sanction="ban")


def test_rubbish_is_answered_plainly(lin, mei):
    for fields in ({"seen": "x"}, {"seen": "9" * 30}, {"days": "9" * 30}, {"rule": "no-fun"}):
        sanctions(lin, "mute", 422, **{"days": "3"} | fields)
    lin.visits("/moderation/users/%00", 404)


def test_nobody_of_that_name(lin):
    lin.visits("/moderation/users/nobody", 404)
    sanctions(lin, "ban", 404, who="nobody")


def test_of_two_moderators_the_second_learns_who_was_first(lin, kwame, mei):
    sanctions(lin, "mute", days="3", seen="0")
    sanctions(kwame, "ban", 409, seen="0").shows("@lin", NOTE)
    sanctions(kwame, "ban")
    assert mei.user.is_banned


def test_four_forms_at_once_are_one_sanction(lin, mei):
    statuses = at_once(lin, 4, "/moderation/users/mei", sanction="ban", rule="kind")
    assert statuses == [303] * 4
    assert len(db.session.scalars(select(Decision)).all()) == 1


def test_a_long_history_costs_no_more_than_a_short_one(lin, mei, article, statements):
    for number in range(35):
        comment = make_comment(
            article, by=mei.user, body=f"Cup {number} of my tea", state="removed"
        )
        record(comment, by=lin.user, outcome="remove", rule="kind")
    db.session.commit()
    with statements() as asked:
        page = lin.visits("/moderation/users/mei")
    assert len(page.all("tr")) == 31 and len(asked) <= 15


def test_the_page_leads_to_what_waits_and_to_their_reports(lin, mei, article):
    make_comment(article, by=mei.user, body="May I?", state="held")
    page = lin.visits("/moderation/users/mei").shows("1 case waits", "Own reports 0")
    [link] = [one["href"] for one in page.all("a") if "author=mei" in one["href"]]
    lin.visits(link).shows("May I?")


def test_how_right_their_reports_were_stands_there(lin, mei, tom, article):
    comment = make_comment(article, by=tom.user, body="Buy my tea.", state="published")
    mei.submits(f"/comments/{comment.id}/report", rule="kind")
    lin.submits(f"/moderation/comments/{comment.id}", decision="remove", rule="kind")
    lin.visits("/moderation/users/mei").shows("Own reports right 1 of 1 times")


def test_the_page_shows_what_is_known(lin, mei, rude):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    page = lin.visits("/moderation/users/mei")
    page.shows(
        "Here since", "Removed 1", "1 of the last 1 removed (100 %)", "Decisions so far", "Be kind"
    )
