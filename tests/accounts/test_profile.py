"""What one says of oneself: bio, pictures, languages; and how the interface speaks."""

import io

import pytest
from flask import render_template
from PIL import Image

from community.accounts import queries
from tests.factories import make_article, make_user


def a_picture(width=64, height=48, kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, kind)
    return file.getvalue()


def upload(data, name="me.png"):
    return (io.BytesIO(data), name)


def head_of(app, person):
    """Return the head of a profile page as the page composes it."""
    user = person.user
    with app.test_request_context():
        return render_template(
            "accounts/_profile_head.html", person=user, cover=queries.cover_of(user)
        )


def test_the_bio_is_kept_with_its_html_and_language(tom, app):
    tom.submits("/settings/profile", bio="Tea & **cats**, https://example.org").shows("Saved.")
    assert tom.user.bio == "Tea & **cats**, https://example.org"
    assert "<strong>cats</strong>" in tom.user.bio_html and tom.user.bio_html_version
    assert tom.user.bio_language == "en"
    assert 'lang="en" dir="auto" data-words="bio"' in head_of(app, tom)


def test_the_language_is_detected_unless_it_is_chosen(mei):
    mei.submits("/settings/profile", bio="喝茶，看云。")
    assert mei.user.bio_language == "zh-Hans"
    assert mei.visits("/settings/profile").field("bio_language") == ""
    page = mei.submits("/settings/profile", bio="喝茶，看云。", bio_language="ja")
    assert mei.user.bio_language == "ja" and page.field("bio_language") == "ja"


@pytest.mark.parametrize(
    "bio",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/a.png)",
        "\u202egnihton\x00\x1b[31m",
        ">" * 400,
    ],
)
def test_nothing_alive_stands_in_a_bio(tom, app, bio):
    tom.submits("/settings/profile", bio=bio)
    html = head_of(app, tom)
    assert not any(bad in html for bad in ("<script", 'href="javascript', "<img", "\x00", "\u202e"))


def test_a_bio_too_long_is_kept_in_the_form(tom):
    long = "茶" * 1001
    page = tom.submits("/settings/profile", status=422, bio=long)
    assert page.complains("bio") and page.field("bio") == long
    assert tom.user.bio == ""


def test_an_emptied_bio_is_gone(tom):
    tom.submits("/settings/profile", bio="Tea.")
    tom.submits("/settings/profile", bio=" \u200b ")
    assert (tom.user.bio, tom.user.bio_html) == ("", "")


def test_face_and_cover_are_shown_and_removed(tom, app):
    tom.submits("/settings/profile", face=upload(a_picture()), cover=upload(a_picture(900, 400)))
    face, cover = tom.user.face_key, tom.user.cover_key
    assert face and cover and face != cover
    assert f"/media/{face}-small.webp" in head_of(app, tom)
    assert f"/media/{cover}-large.webp" in head_of(app, tom)
    with tom.client.get(f"/media/{face}-small.webp") as picture:
        assert picture.status_code == 200
    tom.submits("/settings/profile", remove="face", bio="Still typed.")
    assert (tom.user.face_key, tom.user.cover_key, tom.user.bio) == ("", cover, "Still typed.")
    assert "avatar__seal" in head_of(app, tom)
    tom.submits("/settings/profile", remove="cover")
    assert tom.user.cover_key == ""


def test_saving_without_a_new_picture_keeps_the_old(tom):
    tom.submits("/settings/profile", face=upload(a_picture()))
    face = tom.user.face_key
    tom.submits("/settings/profile", bio="Tea.")
    assert tom.user.face_key == face


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"no picture at all", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", 415),
        (a_picture(900, 600, "JPEG")[:5000], 422),
    ],
)
def test_a_picture_that_is_none_leaves_the_form_as_it_was(tom, data, status):
    page = tom.submits("/settings/profile", status=status, bio="Tea.", face=upload(data))
    assert page.complains("face") and page.field("bio") == "Tea."
    assert tom.user.face_key == ""


def test_languages_are_kept_from_both_pages(tom, app):
    tom.submits("/settings/profile", reads=["en", "zh-Hant"], learning="zh-Hans")
    assert (tom.user.reads, tom.user.learning) == (["en", "zh-Hant"], "zh-Hans")
    page = tom.visits("/settings/languages")
    assert {one["value"] for one in page.all("input", name="reads", checked=True)} == {
        "en",
        "zh-Hant",
    }
    tom.submits("/settings/languages", reads=None, learning="")
    assert (tom.user.reads, tom.user.learning) == ([], "")


@pytest.mark.parametrize(
    "wrong",
    [{"reads": ["xx"]}, {"learning": "klingon"}, {"language": "fr"}, {"timezone": "Moon/Tycho"}],
)
def test_what_is_not_on_the_list_is_refused(tom, wrong):
    page = tom.submits("/settings/languages", status=422, **wrong)
    assert page.all(role="alert")
    assert (tom.user.language, tom.user.learning, tom.user.timezone) == ("en", "", "")


def test_the_interface_speaks_the_chosen_language_and_time(tom):
    page = tom.submits("/settings/languages", language="zh-Hant", timezone="Asia/Taipei")
    assert page.one("html")["lang"] == "zh-Hant"
    assert (tom.user.language, tom.user.timezone) == ("zh-Hant", "Asia/Taipei")


def test_the_head_says_who_somebody_is(tom, lin, mei, app):
    assert "New here" in head_of(app, tom) and "Moderator" not in head_of(app, tom)
    assert "Moderator" in head_of(app, lin) and "New here" not in head_of(app, lin)
    assert "简体中文" in head_of(app, mei) and "Learns:" in head_of(app, mei)


@pytest.mark.parametrize("page", ["profile", "account", "languages", "security"])
def test_each_page_knows_its_neighbours(tom, guest, page):
    shown = tom.visits(f"/settings/{page}")
    links = [link["href"] for link in shown.all("a", class_="settings__link")]
    assert links == [
        f"/settings/{name}"
        for name in ("profile", "account", "languages", "security", "notifications")
    ]
    assert shown.one("a", class_="settings__link", aria_current="page")["href"].endswith(page)
    guest.is_sent_to_sign_in(f"/settings/{page}")


@pytest.mark.parametrize("page", ["profile", "languages", "account", "security"])
def test_a_made_up_token_changes_nothing(tom, page):
    tom.submits(f"/settings/{page}", status=400, token="made up", bio="x", language="zh-Hans")
    assert (tom.user.bio, tom.user.language) == ("", "en")


def test_nothing_else_of_an_account_can_be_set_by_a_form(tom):
    fields = {"role": "admin", "email": "x@example.org", "username": "boss", "confirmed_at": "1"}
    tom.submits("/settings/profile", **fields)
    tom.submits("/settings/languages", **fields)
    assert (tom.user.role, tom.user.email, tom.user.username) == (
        "reader",
        "tom@example.org",
        "tom",
    )


def test_people_are_found_by_their_own_name_only(app):
    user = make_user("Tomás")
    assert queries.by_username("tomás") == user == queries.by_login("TOMÁS")
    assert queries.by_username("tomas") is None
    assert queries.by_usernames(["TOMÁS", "nobody", "x\x00"]) == {"tomás": user}
    assert queries.by_ids([user.id, 999]) == {user.id: user}
    assert queries.by_ids([]) == queries.by_usernames([]) == {}


def test_those_who_keep_the_peace_are_known(tom, lin, ada, wen):
    assert [user.username for user in queries.moderators()] == ["lin", "ada"]


def served(person, key, status):
    with person.client.get(f"/media/{key}-small.webp") as picture:
        assert picture.status_code == status


def test_a_picture_that_is_replaced_is_deleted(tom):
    tom.submits("/settings/profile", face=upload(a_picture()))
    first = tom.user.face_key
    tom.submits("/settings/profile", face=upload(a_picture()))
    served(tom, tom.user.face_key, 200)
    served(tom, first, 404)


def test_a_picture_that_an_article_shows_stays(wen):
    wen.submits("/settings/profile", cover=upload(a_picture(900, 400)))
    key = wen.user.cover_key
    make_article(by=wen.user, body=f"![Tea](/media/{key}-large.webp)")
    wen.submits("/settings/profile", remove="cover")
    served(wen, key, 200)


def test_of_two_pictures_the_good_one_is_kept(tom):
    pictures = {"face": upload(a_picture()), "cover": upload(b"no picture")}
    tom.submits("/settings/profile", status=415, **pictures).complains("cover")
    served(tom, tom.user.face_key, 200)
