"""Pictures that come along: from a folder, never from outside of it, and from the net only if told so."""

import pytest

from community.articles.models import Article
from community.extensions import db
from community.media.models import Picture
from community.transfer import fetching
from tests.transfer.conftest import article, how_many
from tests.transfer.wxr_of import attachment, comment, meta, person, post

CUP = "https://old.example/wp-content/uploads/2013/01/cup.jpg"


@pytest.fixture
def media(tmp_path, jpeg):
    folder = tmp_path / "uploads"
    (folder / "2013/01").mkdir(parents=True)
    (folder / "2013/01/cup.jpg").write_bytes(jpeg)
    (tmp_path / "secret.jpg").write_bytes(jpeg)
    return folder


def shows(url, **fields):
    return post(title="Cup", content__encoded=f'<!-- wp:image --><img src="{url}">', **fields)


def test_pictures_out_of_a_folder(brings, media, guest):
    smaller = CUP.replace(".jpg", "-300x200.jpg")
    said = brings(person(), shows(smaller), attachment(9, CUP), options=("--media", str(media)))
    (picture,) = db.session.query(Picture)
    assert picture.key in article("Cup").body and picture.owner_id == article("Cup").author_id
    assert "Pictures" in said
    assert guest.visits("/wp-content/uploads/2013/01/cup.jpg", 301).location == picture.url("large")


def test_a_cover_and_a_gallery(brings, media):
    brings(
        person(),
        post(meta("_thumbnail_id", 9), id=5, title="Cup", content__encoded="Look: [gallery]"),
        attachment(9, CUP, wp__post_parent=5, excerpt__encoded="A cup"),
        options=("--media", str(media)),
    )
    assert article("Cup").cover and '-large.webp "A cup")' in article("Cup").body
    assert how_many(Picture) == 1


def test_a_caption(brings, media):
    inside = f'[caption id="x" width="3"]<img src="{CUP}" alt="Cup"> Our *best* cup[/caption]'
    brings(person(), post(title="Cup", content__encoded=inside), options=("--media", str(media)))
    assert "<figcaption>Our *best* cup</figcaption>" in article("Cup").body_html


def test_what_is_not_there_stays_a_link(brings):
    said = brings(person(), shows(CUP), attachment(9, CUP))
    assert f'<a href="{CUP}"' in article("Cup").body_html
    assert "1 × pictures that were not found" in said


def test_nothing_outside_of_the_folder(brings, media):
    for path in ("../secret.jpg", "%2e%2e/secret.jpg", "/etc/../secret.jpg"):
        address = f"https://old.example/wp-content/uploads/{path}"
        brings(person(), shows(address), options=("--media", str(media)))
    assert how_many(Picture) == 0


def test_a_link_out_of_the_folder_is_not_followed(brings, media):
    (media / "out.jpg").symlink_to(media.parent / "secret.jpg")
    brings(person(), shows("https://old.example/out.jpg"), options=("--media", str(media)))
    assert how_many(Picture) == 0


def test_a_file_that_is_no_picture(brings, media):
    (media / "2013/01/cup.jpg").write_text("<svg onload=alert(1)>")
    said = brings(person(), shows(CUP), options=("--media", str(media)))
    assert "1 × files that are no picture" in said and article("Cup")


def test_run_again_with_the_folder(brings, media):
    brings(person(), shows(CUP, id=5))
    brings(person(), shows(CUP, id=5), options=("--media", str(media)))
    (picture,) = db.session.query(Picture)
    assert picture.key in article("Cup").body_html and how_many(Article) == 1


def test_what_was_changed_since_is_left_alone(brings, media):
    brings(person(), shows(CUP, id=5))
    article("Cup").version = 2
    db.session.commit()
    brings(person(), shows(CUP, id=5), options=("--media", str(media)))
    assert how_many(Picture) == 0


def test_a_picture_of_a_broken_import_goes_again(brings, media, site):
    broken = "</wrong>"
    said = brings(person(), shows(CUP), broken, options=("--media", str(media)), status=1)
    assert "Line" in said and how_many(Picture) == 0
    assert not list((site.folder / "media").rglob("*.webp"))


def test_nothing_is_asked_of_the_net_unless_told_so(brings, monkeypatch):
    asked = []
    monkeypatch.setattr(fetching.socket, "getaddrinfo", lambda *a, **k: asked.append(a) or [])
    brings(person(), shows(CUP), post(comment(content=f'<img src="{CUP}">')))
    assert not asked
    brings(person(), shows(CUP), options=("--fetch",))
    assert asked[0][0] == "old.example"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.jpg",
        "http://localhost/a.jpg",
        "http://[::1]/a.jpg",
        "http://[::ffff:127.0.0.1]/a.jpg",
        "http://10.0.0.1/a.jpg",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/a.jpg",
        "http://user@8.8.8.8/a.jpg",
        "http://8.8.8.8:8080/a.jpg",
        "ftp://8.8.8.8/a.jpg",
        "file:///etc/passwd",
        "//",
        "http://",
    ],
)
def test_places_that_are_never_asked(url, monkeypatch):
    def connects(*_args, **_options):
        raise AssertionError(f"{url} was asked for")

    monkeypatch.setattr(fetching.HTTPConnectionPool, "urlopen", connects)
    assert fetching.fetch(url) is None
