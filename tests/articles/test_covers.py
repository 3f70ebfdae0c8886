"""The cover: a picture of one's own, with words for those who do not see it."""

import io

import pytest
from sqlalchemy import func, select

from community.articles import actions
from community.articles.forms import cover_key
from community.errors import Refused
from community.extensions import db
from community.media.models import Picture
from tests.articles.test_revise import edit, fresh
from tests.factories import kept, make_article


def test_a_cover_is_named_by_key_or_address(picture):
    for text in (picture.key, picture.url("large"), f" {picture.url('small')} "):
        assert cover_key(text) == picture.key
    assert cover_key(None) == ""


def test_one_s_own_picture_is_the_cover(wen, guest, article, picture):
    wen.submits(edit(article), cover=picture.url("large"), cover_alt="A wall", cover_ratio="1x1")
    image = guest.visits(article).one("img", alt="A wall")
    assert (image["width"], image["height"]) == ("640", "480")
    assert image["fetchpriority"] == "high"
    assert fresh(article).cover_id == picture.id


def test_another_one_s_picture_is_refused(yan, picture):
    page = yan.submits("/write", status=422, title="Tea", body="x", cover=picture.key)
    page.shows("Choose a picture that you brought yourself.")


def test_an_admin_keeps_the_cover_of_another(ada, wen, picture):
    article = make_article(by=wen.user, cover_key=picture.key)
    kept(actions.revise(article, by=ada.user, version=1, title="Mended", cover_key=picture.key))
    assert article.cover_id == picture.id
    with pytest.raises(Refused):
        actions.write(by=ada.user, title="Mine", cover_key=picture.key)


def test_without_script_a_file_comes_with_the_form(wen, jpeg):
    file = (io.BytesIO(jpeg), "wall.jpg")
    page = wen.submits(
        "/write", title="Tea", body="x", cover_file=file, cover_alt="Brown", action="save"
    )
    picture = db.session.scalars(select(Picture)).one()
    assert (picture.owner_id, picture.alt) == (wen.id, "Brown")
    assert page.field("cover") == picture.key
    assert page.one("img", class_="editor__cover")["alt"] == "Brown"


def test_a_refused_form_does_not_lose_the_file(wen, jpeg):
    file = (io.BytesIO(jpeg), "wall.jpg")
    page = wen.submits("/write", status=422, title="a" * 201, cover_file=file)
    assert page.field("cover") == db.session.scalars(select(Picture.key)).one()


@pytest.mark.parametrize(
    ("data", "status"),
    [(b"not a picture", 415), (b"<svg onload=alert(1)>", 415), (b"GIF89a", 415)],
)
def test_a_file_that_is_no_picture_is_said_at_its_field(wen, data, status):
    file = (io.BytesIO(data), "cover.jpg")
    page = wen.submits("/write", status=status, title="Tea", body="Kept", cover_file=file)
    page.complains("cover_file")
    assert page.field("body") == "Kept"


def test_a_truncated_picture_too(wen, jpeg):
    file = (io.BytesIO(jpeg[: len(jpeg) // 2]), "cover.jpg")
    page = wen.submits("/write", status=422, title="Tea", body="Kept", cover_file=file)
    page.complains("cover_file")
    assert db.session.scalar(select(func.count()).select_from(Picture)) == 0


def test_a_cover_can_be_removed(wen, picture):
    article = make_article(by=wen.user, cover_key=picture.key)
    wen.submits(edit(article), cover_removed="y")
    assert fresh(article).cover is None


def test_a_new_file_is_not_removed_by_the_old_mark(wen, picture, jpeg):
    article = make_article(by=wen.user, cover_key=picture.key)
    file = (io.BytesIO(jpeg), "new.jpg")
    wen.submits(edit(article), cover_removed="y", cover_file=file)
    assert fresh(article).cover_id not in (None, picture.id)
