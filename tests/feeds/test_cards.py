"""Pictures of titles: drawn once for each version of a public article, kept, and limited in number."""

import io
import time

import pytest
from PIL import Image, ImageChops

from community.extensions import db
from community.feeds import card_store, faces, palette, setting
from community.feeds.card_names import card_path
from community.feeds.card_store import card, name_of
from community.feeds.cards import HEIGHT, WIDTH, CardWords, draw_card
from community.feeds.setting import drawable, set_line, width_of
from tests.factories import make_article

# What is remembered of the faces of this machine.
CACHES = (setting._place_of, setting._advance, faces._in_collection)


def words(title="The first cup", language="en", author="wen", tint=3):
    return CardWords(title, author, language, "Teahouse", tint)


def drawn(title, language="zh-Hans"):
    return Image.open(io.BytesIO(draw_card(words(title, language)))).convert("RGB")


@pytest.fixture
def has_han():
    if not drawable("茶馆", "zh-Hans"):
        pytest.skip("No Chinese face was found: install Debian's `fonts-noto-cjk`")


def test_an_article_without_a_cover_has_a_card(guest, site):
    article = make_article(title="茶馆的第一杯 tea 🍵")
    answer = guest.client.get(card_path(article))
    assert answer.status_code == 200 and answer.mimetype == "image/png"
    picture = Image.open(io.BytesIO(answer.data))
    assert picture.size == (1200, 630) and len(answer.data) < 100_000
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert len(list((site.folder / "cards").glob("*.png"))) >= 1


def test_an_old_version_shows_the_present_words_for_a_while(wen, guest):
    article = make_article(by=wen.user, title="Tea")
    wen.submits(f"{article.url}/edit", action="save", title="Green tea")
    old, new = (guest.client.get(f"/cards/{article.slug}-{number}.png") for number in (1, 2))
    assert old.headers["Cache-Control"] == "public, max-age=3600"
    assert "immutable" in new.headers["Cache-Control"] and old.data == new.data


@pytest.mark.parametrize("state", ["draft", "removed"])
def test_what_is_not_public_has_no_card_for_anybody(guest, wen, state):
    article = make_article(by=wen.user, state=state)
    for person in (guest, wen):
        assert person.client.get(f"/cards/{article.slug}-1.png").status_code == 404


@pytest.mark.parametrize(
    "name", ["x", "x.png", "-1.png", "%00-1.png", "../x-1.png", "x-1.png", "a-9999999999.png"]
)
def test_an_address_of_nothing_is_404(guest, name):
    assert guest.client.get(f"/cards/{name}").status_code == 404


def test_the_house_has_a_card(guest):
    answer = guest.client.get("/cards/house.png")
    assert answer.status_code == 200 and Image.open(io.BytesIO(answer.data)).size == (1200, 630)


def test_a_card_is_drawn_once(tmp_path):
    first = card(tmp_path, words())
    (path,) = tmp_path.iterdir()
    before = path.stat().st_mtime_ns
    assert card(tmp_path, words()) == first and path.stat().st_mtime_ns == before
    assert card(tmp_path, words("Another")) != first


def test_only_so_many_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(card_store, "MAX_CARDS", 10)
    for number in range(14):
        (tmp_path / f"{number}.png").write_bytes(b"x")
    card(tmp_path, words())
    assert len(list(tmp_path.iterdir())) <= 10
    assert (tmp_path / f"{name_of(words())}.png").exists()


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    (tmp_path / "file").write_text("")
    assert card(tmp_path / "file" / "cards", words()) == draw_card(words())


def test_a_draw_takes_no_connection_with_it(guest, app):
    guest.client.get("/cards/house.png")
    assert db.engine.pool.checkedout() <= 1


def test_a_title_leaves_ink_on_the_paper():
    paper = palette.tint(3).paper
    for title in ("A", "Tea " * 60, "x" * 200):
        bare = Image.new("RGB", (WIDTH, HEIGHT), paper)
        box = ImageChops.difference(drawn(title, "en"), bare).getbbox()
        assert box and box[0] >= 60 and box[2] <= WIDTH - 60 and box[3] <= HEIGHT - 60


def test_each_script_is_told_apart(has_han):
    pictures = {
        drawn(title, language).tobytes()
        for title, language in (
            ("骨直", "zh-Hans"),
            ("骨直", "zh-Hant"),
            ("骨直", "ja"),
            ("Bone", "en"),
            ("Кость", "ru"),
        )
    }
    assert len(pictures) == 5


@pytest.mark.parametrize(
    "title", ["สวัสดีชาวโลก", "مرحبا بالعالم", "नमस्ते", "\ue000\ue001", "", "🍵🍵"]
)
def test_what_cannot_be_set_becomes_a_picture_without_words(title):
    assert drawable(title, "und") == ""
    assert drawn(title, "und").tobytes() == drawn("", "und").tobytes()


def test_emoji_are_left_out():
    assert drawable("Tea 🍵 and 👩‍👩‍👧 cats ☕️!", "en").replace("☕", "").split() == [
        "Tea",
        "and",
        "cats",
        "!",
    ]


def test_without_any_face_there_is_still_a_picture(monkeypatch):
    for function in (faces.faces, faces._files, *CACHES):
        function.cache_clear()
    monkeypatch.setattr(faces, "FOLDERS", ("/nowhere",))
    try:
        assert drawable("Tea", "en") == ""
        assert drawn("Tea", "en").size == (WIDTH, HEIGHT)
    finally:
        for function in (faces.faces, faces._files, *CACHES):
            function.cache_clear()


def test_latin_marks_are_narrow_and_chinese_marks_wide(has_han):
    assert width_of("’", "en") < 0.5 < width_of("’", "zh-Hans")


def test_there_is_a_little_room_between_scripts(has_han):
    apart = set_line("茶tea", "zh-Hans", 100).width
    assert apart > set_line("茶", "zh-Hans", 100).width + set_line("tea", "zh-Hans", 100).width


def test_the_colours_are_those_of_the_style_sheet():
    assert palette.house_colour("paper") == "#fcfaf6"
    assert palette.house_colour("cinnabar") == "#c72f24"
    assert all(palette.tint(number) for number in range(12))


def test_a_card_is_drawn_soon():
    draw_card(words("A long title about tea and cats, and what else there is " * 3))
    began = time.process_time()
    draw_card(words("A long title about tea and cups, and what else there is " * 3))
    assert time.process_time() - began < 2
