"""The language of the pages: who chooses it, and that all that we say comes out in it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import wtforms
from babel.messages.pofile import read_po
from flask_babel import force_locale, ngettext

from community.database import now
from community.web.filters import ago, date, moment, number
from community.web.form_words import COUNTED, SENTENCES
from tests.cast import Person
from tests.factories import make_user

CHINESE = ("zh_Hans", "zh_Hant")


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.5", "zh-Hant"),
        ("zh-HK", "zh-Hant"),
        ("zh-Hant", "zh-Hant"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-Hans-HK", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("de,zh-SG;q=0.5", "zh-Hans"),
        ("en-GB,zh-TW;q=0.5", "en"),
        ("fr,sv", "en"),
        ("", "en"),
        (";;;q=x", "en"),
    ],
)
def test_a_browser_says_what_its_reader_reads(guest, asked, answered):
    page = guest.visits("/sign-in", Accept_Language=asked)
    assert page.one("html")["lang"] == answered


def test_a_guest_chooses_before_signing_in(guest):
    page = guest.submits("/language", on="/rules", language="zh-Hant")
    assert (page.path, page.one("html")["lang"]) == ("/rules", "zh-Hant")
    page.shows("館規", "登入", "待人以善")
    assert guest.visits("/", Accept_Language="en").one("html")["lang"] == "zh-Hant"


def test_who_signs_up_keeps_the_language_chosen_at_the_door(guest):
    guest.submits("/language", on="/", language="zh-Hant")
    assert guest.visits("/sign-up").field("language") == "zh-Hant"


def test_an_account_keeps_its_language_in_every_browser(app, mei):
    mei.submits("/language", on="/rules", language="zh-Hant").shows("館規")
    assert mei.user.language == "zh-Hant"
    elsewhere = Person(app, mei.user)
    page = elsewhere.visits("/rules", Accept_Language="en")
    assert page.one("html")["lang"] == "zh-Hant"


def test_an_account_is_not_led_by_the_cookie_of_another(mei):
    mei.client.set_cookie("language", "en")
    assert mei.visits("/rules").one("html")["lang"] == "zh-Hans"


@pytest.mark.parametrize("unknown", ["", "xx", "zh", "zh_Hans", "../en"])
def test_an_unknown_language_changes_nothing(mei, unknown):
    page = mei.submits("/language", on="/rules", language=unknown)
    assert page.one("html")["lang"] == mei.user.language == "zh-Hans"


@pytest.mark.parametrize(
    ("language", "missing", "not_listed", "too_long"),
    [
        ("en", "Choose a name.", "Choose one of the list.", "At most 254 characters, please."),
        ("zh-Hans", "起个名字吧。", "请从列表里选一个。", "最多254个字符。"),
        ("zh-Hant", "起個名字吧。", "請從清單裡選一個。", "最多254個字元。"),
    ],
)
def test_forms_say_what_is_wrong(guest, language, missing, not_listed, too_long):
    guest.submits("/language", on="/", language=language)
    page = guest.submits("/sign-up", status=422, username="", language="xx")
    assert page.complains("username").endswith(missing)
    assert page.complains("language") == not_listed
    page = guest.submits("/sign-in", status=422, login="a" * 300, password="x")
    assert page.complains("login") == too_long


def test_a_form_that_grew_old_says_so_in_chinese(guest):
    guest.submits("/language", on="/", language="zh-Hans")
    page = guest.submits("/sign-in", status=400, token="stale", login="mei", password="x")
    page.shows("这张表单放太久了", "你写的都还在")


def test_our_words_stand_for_words_that_wtforms_has():
    folder = Path(wtforms.__file__).parent / "locale"
    with (folder / "wtforms.pot").open("rb") as file:
        theirs = read_po(file)
    for sentence in (*SENTENCES, *COUNTED):
        assert theirs.get(sentence) is not None, sentence


def test_letters_are_in_the_language_of_who_gets_them(guest, letters):
    form = {"username": "陳阿滿", "email": "aman@example.org", "password": "a pot of green for two"}
    guest.submits("/sign-up", **form, language="zh-Hant", rules="y")
    letter = letters(to="aman@example.org")[0]
    assert letter["Subject"] == "歡迎，請確認你的信箱"
    assert "陳阿滿，你好：" in letter.get_body(("plain",)).get_content()
    assert '<html lang="zh-Hant">' in letter.get_body(("html",)).get_content()


@pytest.mark.parametrize(
    ("locale", "none", "one", "many"),
    [
        ("en", "0 comments", "1 comment", "2 comments"),
        ("zh_Hans", "0条评论", "1条评论", "2条评论"),
        ("zh_Hant", "0則留言", "1則留言", "2則留言"),
    ],
)
def test_plurals(app, locale, none, one, many):
    with force_locale(locale):
        said = [ngettext("%(num)d comment", "%(num)d comments", count) for count in (0, 1, 2)]
    assert said == [none, one, many]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["just now", "5 minutes ago", "1 hour ago", "in 3 days"]),
        ("zh_Hans", ["刚刚", "5分钟前", "1小时前", "3天后"]),
        ("zh_Hant", ["剛剛", "5分鐘前", "1小時前", "3天後"]),
    ],
)
def test_how_long_ago(app, locale, words):
    passed = (timedelta(0), timedelta(minutes=-5), timedelta(hours=-1), timedelta(days=3))
    with force_locale(locale):
        assert [ago(now() + one) for one in passed] == words


@pytest.mark.parametrize(
    ("locale", "day", "time", "count"),
    [
        ("en", "5 Mar 2019", "5 Mar 2019, 14:03", "12,345"),
        ("zh_Hans", "2019年3月5日", "2019年3月5日 14:03", "12,345"),
        ("zh_Hant", "2019年3月5日", "2019年3月5日 14:03", "12,345"),
    ],
)
def test_days_moments_and_numbers(app, locale, day, time, count):
    then = datetime(2019, 3, 5, 14, 3, 22, tzinfo=UTC)
    with force_locale(locale):
        assert (date(then), moment(then), number(12345)) == (day, time, count)


@pytest.mark.parametrize(
    ("locale", "pattern"), [("en", "%-d %b"), *((one, "%-m月%-d日") for one in CHINESE)]
)
def test_a_day_of_this_year_needs_no_year(app, locale, pattern):
    with force_locale(locale):
        assert date(now()) == now().strftime(pattern)


def test_moments_are_those_of_the_readers_own_clock(app):
    mei = Person(app, make_user("梅", language="zh-Hans", timezone="Asia/Shanghai", role="author"))
    address = mei.submits("/write", title="明天", body="见", action="save").path
    page = mei.submits(address, action="schedule", publish_at=f"{now().year + 1}-03-05T18:00")
    page.shows(f"将于{now().year + 1}年3月5日 18:00发布")


@pytest.mark.parametrize(("language", "place"), [("en", "Shanghai"), ("zh-Hans", "上海")])
def test_time_zones_have_their_own_names(app, language, place):
    person = Person(app, make_user("wei", language=language))
    zones = person.visits("/settings/languages").one("option", value="Asia/Shanghai")
    assert zones.text == place
