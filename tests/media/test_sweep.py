"""What nothing uses goes after a day, and what anything uses stays: each kind of use by itself."""

import os
import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from community.accounts import profiles
from community.articles.draft_models import Autosave, Revision
from community.articles.series_models import Series
from community.database import now
from community.extensions import db
from community.media import sweeping
from community.media.actions import add_picture
from community.media.models import Clip, Picture
from community.media.storage import media_store
from community.media.sweeping import sweep
from community.web.incoming import passing_folder
from tests.factories import ago, kept, make_article, make_comment
from tests.media.films import film
from tests.media.pictures import picture
from tests.media.test_upload import bring


@pytest.fixture
def old(wen):
    """A picture of Wen's that came two days ago."""
    return aged(add_picture(picture((60, 40)), by=wen.user))


def aged(row):
    row.created_at = ago(days=2)
    for name in row.file_names if isinstance(row, Picture) else ():
        age(name)
    return kept(row)


def age(name):
    path = media_store().path(name)
    if path.exists():
        os.utime(path, (time.time() - 2 * 86400,) * 2)


def is_there(row):
    db.session.commit()
    sweep()
    found = db.session.scalar(select(Picture.id).where(Picture.key == row.key))
    files = [name for name in row.file_names if media_store().exists(name)]
    assert bool(found) == bool(files), "row and files go together"
    return bool(found)


def test_what_nothing_uses_goes_after_a_day(old):
    assert not is_there(old)


def test_what_came_today_stays(wen):
    assert is_there(kept(add_picture(picture((60, 40)), by=wen.user)))


def in_a_text(old, wen, mei):
    make_article(by=wen.user, body=f"![Tea]({old.url()})")


def in_a_text_of_somebody_else(old, wen, mei):
    make_article(by=mei.user, kind="note", body=f"Look: {old.url('small')}")


def in_a_draft(old, wen, mei):
    make_article(by=wen.user, state="draft", body=f"![Tea]({old.url()})")


def in_what_a_moderator_removed(old, wen, mei):
    make_article(by=wen.user, state="removed", body=f"![Tea]({old.url()})")


def as_a_cover(old, wen, mei):
    make_article(by=wen.user, cover_key=old.key)


def in_an_earlier_version(old, wen, mei):
    article = make_article(by=wen.user)
    words = {"title": "Tea", "body": f"![Tea]({old.url()})"}
    db.session.add(Revision(article_id=article.id, version=90, **words))


def in_what_is_being_typed(old, wen, mei):
    fields = {"title": "茶", "body": f"![Tea]({old.url()})"}
    db.session.add(Autosave(user_id=wen.user.id, place="new", fields=fields))


def as_a_cover_that_is_being_chosen(old, wen, mei):
    db.session.add(Autosave(user_id=wen.user.id, place="new", fields={"cover": old.key}))


def as_a_face(old, wen, mei):
    profiles.set_pictures(wen.user, {"face": old.key})


def on_top_of_a_profile(old, wen, mei):
    profiles.set_pictures(wen.user, {"cover": old.key})


def in_a_bio(old, wen, mei):
    wen.user.bio = f"I am at [this window]({old.url()})."


def in_a_comment(old, wen, mei):
    make_comment(make_article(by=wen.user), body=f"See http://localhost{old.url()}")


def in_the_words_of_a_series(old, wen, mei):
    row = Series(slug="tea", owner_id=wen.user.id, title="Tea", summary=f"![Tea]({old.url()})")
    db.session.add(row)


USES = [
    in_a_text,
    in_a_text_of_somebody_else,
    in_a_draft,
    in_what_a_moderator_removed,
    as_a_cover,
    in_an_earlier_version,
    in_what_is_being_typed,
    as_a_cover_that_is_being_chosen,
    as_a_face,
    on_top_of_a_profile,
    in_a_bio,
    in_a_comment,
    in_the_words_of_a_series,
]


@pytest.mark.parametrize("use", USES, ids=lambda use: use.__name__)
def test_a_used_picture_stays(old, wen, mei, use):
    use(old, wen, mei)
    other = aged(add_picture(picture((60, 40)), by=wen.user))
    assert is_there(old) and not is_there(other)


def test_what_a_moderator_took_down_can_be_put_back(old, tom, mei, lin):
    old.owner_id = tom.user.id
    profiles.set_pictures(tom.user, {"face": old.key})
    db.session.commit()
    mei.submits("/@tom/report", rule="kind")
    lin.submits(f"/moderation/profiles/{tom.id}", decision="remove", rule="kind")
    sweep()
    media_store().put_back(old.file_names)
    assert db.session.get(Picture, old.id) and media_store().exists(old.webp_names[0])


def test_a_picture_used_in_the_same_moment_stays(old, wen, monkeypatch):
    def use_it():
        if not db.session.scalar(select(Revision.version).where(Revision.version == 90)):
            in_an_earlier_version(old, wen, None)
            db.session.commit()
        return sweeping.begin_writing_as_ever()

    monkeypatch.setattr(sweeping, "begin_writing_as_ever", sweeping.begin_writing, raising=False)
    monkeypatch.setattr(sweeping, "begin_writing", use_it)
    assert is_there(old)


def test_files_without_a_row_go_after_a_day(wen, old):
    make_article(by=wen.user, cover_key=old.key)
    names = [f"{'0' * 24}-small.webp", f"{'1' * 24}-brought", "rubbish.tmp"]
    media_store().put_all(dict.fromkeys(names, b"x"))
    for name in names[:1] + names[2:]:
        age(name)
    db.session.commit()
    assert (sweep().files, sorted(media_store().names())) == (
        2,
        sorted([*old.webp_names, names[1]]),
    )


def test_clips_are_swept_alike(wen, tmp_path):
    data = film(tmp_path / "a.mp4")
    for place in ("used", "unused"):
        bring(wen, data, alt=place)
    used, unused = db.session.scalars(select(Clip).order_by(Clip.id))
    for clip in (used, unused):
        clip.created_at = ago(days=2)
        for name in clip.file_names:
            age(name)
    kept = sorted(used.file_names)
    make_article(by=wen.user, body=used.markdown)
    sweep()
    assert db.session.scalars(select(Clip.alt)).all() == ["used"]
    assert sorted(media_store().names()) == kept


def test_work_that_was_cut_off_leaves_nothing_for_long(app):
    for name, hours in (("old", 25), ("new", 1)):
        (passing_folder() / name).mkdir()
        moment = ago(hours=hours).timestamp()
        os.utime(passing_folder() / name, (moment, moment))
    sweep()
    assert [path.name for path in passing_folder().iterdir()] == ["new"]
    (passing_folder() / "new").rmdir()


def test_the_command_says_how_many_went_and_twice_is_harmless(old, runs):
    assert "1 pictures and clips, 3 files" in runs("media", "sweep").output
    assert "0 pictures and clips, 0 files" in runs("media", "sweep").output


def test_a_sweep_of_much_asks_little(wen, statements):
    made = [picture_row(number, wen.user.id) for number in range(1_200)]
    db.session.add_all(made)
    db.session.commit()
    with statements() as asked:
        assert sweep().rows == 1_200
    assert len(asked) < 250, len(asked)


def picture_row(number, owner_id):
    moment = now() - timedelta(days=3)
    size = {"width": 1, "height": 1}
    return Picture(key=f"{number:024x}", owner_id=owner_id, created_at=moment, **size)
