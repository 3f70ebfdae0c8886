"""Moving in through the page: bring, look, start, watch, read."""

import io

import pytest

from community.articles.models import Article
from community.extensions import db
from community.jobs import queue as jobs_queue
from community.jobs.models import Job
from tests.transfer.conftest import article, how_many
from tests.transfer.wxr_of import comment, person, post, wxr


@pytest.fixture
def export(tmp_path):
    parts = [person(), post(comment(), title="On tea"), post(wp__status="private", title="Mine")]
    return wxr(tmp_path, *parts).read_bytes()


@pytest.fixture
def works(app):
    """Work off the queue as the worker of this site does."""
    jobs_queue.init_app(app, app.config["SETTINGS"])

    def work():
        db.session.commit()
        while task := jobs_queue.queue.dequeue():
            jobs_queue.queue.execute(task)
        db.session.expire_all()

    return work


def brings(who, data, **fields):
    fields = {"system": "wordpress", "file": (io.BytesIO(data), "old.xml"), **fields}
    return who.submits("/admin/import", **fields)


def test_from_the_file_to_the_report(ada, export, works):
    page = brings(ada, export).shows("It waits for its turn.")
    assert page.headers["Refresh"] == "2"
    works()
    preview = ada.visits(page.address).shows("What is in it", "Authors", "Bring it in")
    assert how_many(Article) == 0
    page = ada.submits(f"{page.address}/start", on=page.address)
    works()
    ada.visits(page.address).shows("What came in", "“Mine” was private: it is a draft.")
    assert preview and article("On tea").comment_count == 1


def test_starting_twice_is_harmless(ada, export, works):
    page = brings(ada, export)
    works()
    first = ada.submits(f"{page.address}/start", on=page.address)
    again = ada.submits(f"{page.address}/start")
    works()
    assert first.address == again.address and how_many(Article) == 2
    ada.visits(page.address).shows("It was brought in")


def test_a_broken_file_says_where(ada, export, works, site):
    page = brings(ada, export[:-40])
    works()
    ada.visits(page.address).shows("Line", "Nothing came in.")
    assert not list((site.folder / "imports").iterdir())


def test_a_file_that_is_gone(ada, export, works, site):
    page = brings(ada, export)
    works()
    for file in (site.folder / "imports").iterdir():
        file.unlink()
    ada.visits(page.address).shows("Bring it once more.")
    ada.submits(f"{page.address}/start", 409)


def test_the_file_is_deleted_once_it_has_come_in(ada, export, works, site):
    page = brings(ada, export)
    works()
    ada.submits(f"{page.address}/start", on=page.address)
    works()
    assert not list((site.folder / "imports").iterdir())


def test_without_a_file(ada):
    page = ada.submits("/admin/import", 422, system="ghost", file=None)
    page.shows("Choose the file of the export.").complains("file")
    assert page.one("input", value="ghost", checked="")
    assert how_many(Job) == 0


def test_only_admins(guest, wen, lin, ada, export):
    guest.is_sent_to_sign_in("/admin/import")
    for who in (wen, lin):
        who.visits("/admin/import", 403)
        who.submits("/admin/import", 403, system="wordpress")
    ada.visits("/admin/import").shows("Moving in")


def test_a_file_as_large_as_exports_are(ada, wen):
    assert sends_large_file(ada) == 303
    assert sends_large_file(wen) in (403, 413)


def sends_large_file(who):
    """Send 30 MB as a browser does; the test client would leave a file of its own open."""
    fields = {"csrf_token": who._token({}), "system": "wordpress"}
    parts = [
        f'--b\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}' for n, v in fields.items()
    ]
    named = 'form-data; name="file"; filename="old.xml"'
    parts.append(f"--b\r\nContent-Disposition: {named}\r\n\r\n{'x' * 30_000_000}\r\n--b--\r\n")
    kind = "multipart/form-data; boundary=b"
    body = "\r\n".join(parts).encode()
    return who.client.post("/admin/import", data=body, content_type=kind).status_code
