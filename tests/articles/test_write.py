"""Writing something new."""

import pytest
from sqlalchemy import func, select

from community.articles.models import Article
from community.extensions import db
from community.text.markup import VERSION
from tests.factories import kept

SCRIPT = "<script>alert(1)</script>"


def the_article() -> Article:
    return db.session.scalars(select(Article)).one()


def article_count() -> int:
    return db.session.scalar(select(func.count()).select_from(Article)) or 0


def test_an_author_keeps_a_draft(wen):
    page = wen.submits("/write", title="Tea for two", body="Put the *kettle* on.", action="save")
    page.shows("Saved.")
    assert page.path == "/articles/tea-for-two/edit"
    assert page.field("title") == "Tea for two"
    article = the_article()
    assert article.is_draft
    assert article.published_at is None
    assert article.body_html == "<p>Put the <em>kettle</em> on.</p>\n"
    assert (article.html_version, article.version, article.author_id) == (VERSION, 1, wen.id)


def test_an_author_publishes_at_once(wen, guest):
    page = wen.submits("/write", title="Tea for two", body="Kettle on.", action="publish")
    page.shows("Published.", "Tea for two", "Kettle on.", "Written by wen")
    assert page.path == "/articles/tea-for-two"
    guest.visits("/articles/tea-for-two").shows("Kettle on.")


def test_a_chinese_text_is_known_as_one(wen):
    page = wen.submits("/write", title="中国", body="{茶馆|chá|guǎn}的夜里", action="publish")
    assert page.path == "/articles/zhong-guo"
    assert page.one("h1")["lang"] == "zh-Hans"
    assert page.one(data_words="article")["lang"] == "zh-Hans"
    assert page.one(data_words="article").one("ruby")
    assert not the_article().language_is_chosen


def test_pinyin_over_every_word_does_not_make_it_english(wen):
    body = "{茶馆|chá|guǎn}{夜里|yè|lǐ}{来|lái}{了|le}{人|rén}" * 20
    wen.submits("/write", title="茶馆", body=body, action="save")
    assert the_article().language == "zh-Hans"


def test_a_chosen_language_stays(wen):
    wen.submits("/write", title="Café", body="Bonjour à tous", language="fr", action="publish")
    article = the_article()
    assert (article.language, article.language_is_chosen) == ("fr", True)


def test_everything_that_belongs_to_it_is_kept(wen):
    wen.submits(
        "/write",
        kind="guide",
        title="Noodles",
        summary="How to order\nthem.",
        body="Point.",
        tags="Food, 面",
        cover_ratio="3x4",
        action="save",
    )
    article = the_article()
    assert (article.kind, article.summary) == ("guide", "How to order them.")
    assert [tag.name for tag in article.tags] == ["Food", "面"]
    assert article.cover_ratio == "3x4"


def test_a_draft_needs_no_title(wen):
    page = wen.submits("/write", title="", body="Something.", action="save")
    assert page.path == "/articles/untitled/edit"
    wen.visits("/desk").shows("Untitled")
    wen.visits("/articles/untitled").shows("Untitled")


def test_a_guest_is_sent_to_sign_in(guest):
    guest.is_sent_to_sign_in("/write")
    guest.is_sent_to_sign_in("/write", title="Tea", body="My long text")
    assert article_count() == 0


def test_what_a_guest_typed_waits_in_the_form(wen):
    with wen.client.session_transaction() as session:
        session["kept"] = [["/write", [["title", "Tea"], ["body", "My long text"]]]]
    page = wen.visits("/write")
    assert (page.field("title"), page.field("body")) == ("Tea", "My long text")
    wen.submits("/write", action="save")
    assert wen.visits("/write").field("body") == ""


@pytest.mark.parametrize("name", ["tom", "mei"])
@pytest.mark.parametrize("kind", ["article", "guide", "novel"])
def test_a_reader_writes_nothing_but_notes(request, name, kind):
    person = request.getfixturevalue(name)
    words = {"title": "Tea", "body": "Water", "action": "publish"}
    person.submits("/write", status=403, kind=kind, **words).shows("Water")
    assert article_count() == 0


@pytest.mark.parametrize("name", ["wen", "lin", "ada"])
def test_authors_moderators_and_admins_may(request, name):
    request.getfixturevalue(name).visits("/write").shows("Publish")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "a" * 201),
        ("title", "茶" * 201),
        ("summary", "a" * 501),
        ("body", "a" * 200_001),
        ("kind", "novel"),
        ("language", "tlh"),
        ("cover_ratio", "9x16"),
        ("cover", "no-such-picture"),
        ("tags", "a,b,c,d,e,f,g,h,i"),
        ("tags", "a" * 41),
        ("tags", "🍵"),
        ("credits", "photos"),
        ("publish_at", "tomorrow"),
    ],
)
def test_what_does_not_hold_is_said_and_kept(wen, field, value):
    words = {"title": "Tea", "body": "Water and leaves", "action": "save", field: value}
    page = wen.submits("/write", status=422, **words)
    if field not in ("cover",):
        page.complains(field)
    if field not in ("kind", "language", "cover_ratio"):
        assert page.field(field) == value
    assert field == "body" or page.field("body") == "Water and leaves"
    assert article_count() == 0


@pytest.mark.parametrize(("field", "value"), [("title", "  "), ("body", "\u200b\n"), ("title", "")])
def test_a_blank_text_is_not_published(wen, field, value):
    words = {"title": "Tea", "body": "Water", "action": "publish", field: value}
    wen.submits("/write", status=422, **words).complains(field)
    assert article_count() == 0


def test_an_unknown_action_is_refused(wen):
    wen.submits("/write", status=422, title="Tea", body="Water", action="burn")
    assert article_count() == 0


def test_the_limits_themselves_are_fine(wen):
    wen.submits("/write", title="茶" * 200, body="a" * 200_000, summary="s" * 500, action="save")
    assert len(the_article().title) == 200


def test_script_in_every_field_stays_words(wen):
    names = ("title", "summary", "body", "tags", "cover_alt")
    fields = dict.fromkeys(names, SCRIPT)
    wen.submits("/write", **fields, credits=f"photos: {SCRIPT}", action="publish")
    page = wen.visits(the_article())
    page.shows(SCRIPT)
    assert "<script>alert" not in page.html
    assert "<script>alert" not in wen.visits(f"{the_article().url}/edit").html


def test_control_characters_and_overrides_are_dropped(wen):
    wen.submits("/write", title="T\x00e\u202ea", body="a\x00b\u202ec\x07", action="publish")
    article = the_article()
    assert (article.title, article.body) == ("Tea", "abc")


def test_ten_thousand_quotes_are_no_trouble(wen):
    wen.submits("/write", title="Deep", body=">" * 10_000 + " down", action="publish")
    wen.visits("/articles/deep").shows("Deep")


def test_a_stale_token_keeps_the_words(wen):
    page = wen.submits("/write", status=400, token="old", title="Tea", body="Long text")
    page.shows("Long text")
    assert article_count() == 0


def test_a_picture_of_another_site_is_a_link(wen):
    body = "![x](https://example.org/a.png)\n\n![y](/media/0123456789ab-medium.webp)"
    wen.submits("/write", title="Tea", body=body, action="publish")
    assert "<img" not in the_article().body_html


def test_a_picture_of_ours_has_its_size(wen, picture):
    body = f"![wall](/media/{picture.key}-large.webp)"
    wen.submits("/write", title="Tea", body=body, action="publish")
    image = wen.visits("/articles/tea").one("img", alt="wall")
    assert (image["width"], image["height"]) == ("640", "480")


def test_a_script_gets_the_form_back(wen):
    page = wen.fetches("/write", title="Tea", body="Water", action="save")
    assert page.one("form")["action"] == "/articles/tea/edit"
    assert kept(the_article()).title == "Tea"


def test_names_and_tags_say_their_language(wen, guest):
    names = "photos: 梅\nsource: Xinhua | https://example.org/"
    wen.submits("/write", title="Tea", body="Hot.", tags="猫, tea", credits=names, action="publish")
    page = guest.visits(the_article())
    shown = page.all("a", class_="chip") + page.all(None, class_="byline__name")
    assert {one.text: one["lang"] for one in shown} == {
        "猫": "zh-Hans",
        "tea": "en",
        "wen": "en",
        "梅": "zh-Hans",
        "Xinhua": "en",
    }


def test_languages_are_named_in_themselves(wen):
    options = wen.visits("/write").one("select", name="language").all("option", lang="ja")
    assert [one.text for one in options] == ["日本語"]


def test_a_draft_tells_who_sees_it(wen, ada, draft):
    wen.visits(draft).shows("Only you can see it.")
    ada.visits(draft).shows("Only those who write it and the admins can see it.").lacks("Only you")
