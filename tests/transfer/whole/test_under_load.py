"""A backup taken while people write to a server, restored into another instance and compared."""

import http.client
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from community.extensions import db
from tests.bench.load import TOKEN, Request, get, posting
from tests.bench.server import Server, free_port, serving
from tests.factories import make_article, make_session, make_user
from tests.media.pictures import picture
from tests.transfer.whole.conftest import Place

CLIENTS = 4
ARTICLES = 5
ENOUGH = 40


@pytest.fixture
def served(elsewhere: Place) -> Iterator[tuple[Place, Server, list[str]]]:
    """A server process on an instance with articles, and the cookies of those who write there."""

    def lay_out() -> list[str]:
        wen = make_user("wen", role="author")
        for number in range(ARTICLES):
            make_article(by=wen, title=f"Cup {number}")
        people = [wen, *(make_user(f"guest{number}") for number in range(CLIENTS))]
        return [f"teahouse={make_session(person.id)}" for person in people]

    elsewhere.runs("db", "upgrade")
    cookies = elsewhere.does(lay_out)
    elsewhere.does(lambda: db.engine.dispose())
    port = free_port()
    environment = elsewhere.environment | {"PORT": str(port), "HOST": "127.0.0.1"}
    with serving(["app.py"], port, environment) as server:
        yield elsewhere, server, cookies


class Writers:
    """People who write comments and bring pictures until they are told to stop."""

    def __init__(self, server: Server, cookies: list[str]) -> None:
        self.server = server
        self.done = threading.Event()
        self.comments: list[str] = []
        self.brought: list[str] = []
        self.wrong: list[str] = []
        slugs = [f"cup-{number}" for number in range(ARTICLES)]
        self.make = posting(server, slugs, cookies[1:], CLIENTS)
        self.author = cookies[0]
        self.threads = [threading.Thread(target=self.write, args=(n,)) for n in range(CLIENTS)]
        self.threads.append(threading.Thread(target=self.bring))

    def write(self, client: int) -> None:
        for number in count(client, CLIENTS):
            if self.done.is_set():
                return
            self.ask(self.make(client, number), self.comments)

    def bring(self) -> None:
        token = TOKEN.search(get(self.server, "/media/new", {"Cookie": self.author}))
        assert token
        for _ in iter(self.done.is_set, True):
            form, kind = multipart(token[1].decode(), picture((300, 200), "PNG"))
            headers = {"Cookie": self.author, "Content-Type": kind, "Accept": "application/json"}
            self.ask(Request("POST", "/media", headers, form), self.brought)

    @property
    def written(self) -> int:
        return len(self.comments)

    def ask(self, request: Request, told: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        body = request.body.encode("latin-1") if request.method == "POST" else None
        connection.request(request.method, request.path, body, request.headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        is_right = answer.status == request.status
        (told if is_right else self.wrong).append(f"{request.path}: {answer.status}")

    @contextmanager
    def at_work(self) -> Iterator[None]:
        for thread in self.threads:
            thread.start()
        try:
            yield
        finally:
            self.done.set()
            for thread in self.threads:
                thread.join()

    def wait(self, more: int) -> int:
        """Wait until so many more are written; return how many there are."""
        end = self.written + more
        while self.written < end and not self.wrong:
            self.done.wait(0.02)
        return self.written


def multipart(token: str, data: bytes) -> tuple[str, str]:
    boundary = uuid.uuid4().hex
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    head += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
    body = f"{head}Content-Type: image/png\r\n\r\n{data.decode('latin-1')}\r\n--{boundary}--\r\n"
    return body, f"multipart/form-data; boundary={boundary}"


def test_a_backup_under_load_is_of_one_moment(served, make_place, tmp_path):
    place, server, cookies = served
    writers, file = Writers(server, cookies), str(tmp_path / "backup.zip")
    with writers.at_work():
        before = writers.wait(ENOUGH)
        place.runs("backup", file)
        after = writers.written
        writers.wait(ENOUGH)
    assert not writers.wrong and writers.brought
    other = make_place()
    other.runs("restore", file)
    comments = other.rows("comments")
    assert before <= len(comments) <= after + CLIENTS < len(place.rows("comments"))
    assert set(comments) <= set(place.rows("comments"))
    assert_consistent(other)


def assert_consistent(place: Place) -> None:
    """See that all foreign keys hold, counts fit, the log holds, and every file is there."""
    assert "as they were written" in place.runs("moderation", "verify").output
    comments = place.rows("comments")
    for article in place.rows("articles"):
        under = [one for one in comments if one.article_id == article.id]
        assert article.comment_count == len([one for one in under if one.state == "published"])
    assert place.does(orphans) == []
    named = {f"{row.key}-{size}.webp" for row in place.rows("pictures") for size in SIZES}
    assert named and {path.rpartition("/")[2] for path in place.files()} >= named


SIZES = ("small", "medium", "large")


def orphans() -> list[str]:
    """Return every foreign key that some row breaks."""
    broken = []
    for table in db.metadata.sorted_tables:
        for key in (key for column in table.columns for key in column.foreign_keys):
            query = f"""SELECT count(*) FROM {table.name} a WHERE a.{key.parent.name} IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM {key.column.table.name} b
                                WHERE b.{key.column.name} = a.{key.parent.name})"""
            if db.session.scalar(db.text(query)):
                broken.append(f"{table.name}.{key.parent.name}")
    return broken


def test_an_export_under_load_is_of_one_moment(served, make_place, tmp_path):
    place, server, cookies = served
    writers, file = Writers(server, cookies), str(tmp_path / "site.zip")
    with writers.at_work():
        writers.wait(ENOUGH)
        place.runs("export", file)
        writers.wait(ENOUGH)
    other = make_place()
    other.runs("import", "teahouse", file)
    assert not writers.wrong
    assert_consistent(other)


@pytest.mark.sqlite
def test_a_site_whose_files_lie_in_a_bucket(backup, exported, make_place, bucket_settings, lived):
    by_backup = make_place(**bucket_settings)
    by_backup.runs("restore", str(backup))
    other = {**bucket_settings, "MEDIA_URL": f"{bucket_settings['MEDIA_URL']}/other"}
    by_export = make_place(**other)
    by_export.runs("import", "teahouse", str(exported))
    for place in (by_backup, by_export):
        assert not place.files()
        store = place.app.extensions["media"]
        assert (len(list(store.names())), len(list(store.names_aside()))) == (3, 3)
        assert store.exists(f"{lived.cover.key}-small.webp")
