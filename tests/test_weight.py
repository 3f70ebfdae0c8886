"""What a page weighs and what it asks of the database: 60 kB compressed, 8 and 10 statements."""

import re
from pathlib import Path
from random import Random

import pytest

from community.comments.models import Comment
from tests.factories import ago, make_article, make_comment

MAX_PAGE_BYTES = 60_000
STATIC = Path(__file__).resolve().parent.parent / "static"
WORDS = [
    "tea",
    "cup",
    "rain",
    "cat",
    "old",
    "street",
    "leaf",
    "water",
    "friend",
    "night",
    "market",
    "train",
    "window",
    "song",
    "bread",
]
HAN = "茶馆雨猫老街叶水朋友夜市车窗歌面包米饭的了我你他她在有和不是说来去看想喝吃走坐听写读"


@pytest.fixture
def article(wen):
    tea = {"by": wen.user, "tags": ["tea", "cats"], "credits": []}
    make_article(title="Related", **tea)
    return make_article(title="Cats of the tea house", body="A long story. " * 400, **tea)


def talk(article, people, count):
    """Let people talk: threads of five, each comment a line in each language."""
    root: Comment | None = None
    chance = Random(count)
    for n in range(count):
        english, chinese = chance.choices(WORDS, k=20), chance.choices(HAN, k=50)
        body = f"{' '.join(english)} {n}.\n\n{''.join(chinese)}。"
        parent = {"parent_id": root.id} if root and n % 5 else {}
        moment = ago(minutes=count - n)
        by = people[n % len(people)].user
        said = make_comment(article, by=by, body=body, created_at=moment, **parent)
        root = root if parent else said


def weight(person, address):
    """Return how many bytes travel: the page, its style sheet, its scripts and what they import."""
    page = person.visits(address)
    sheet = page.one("link", rel="stylesheet")["href"]
    scripts = [script["src"] for script in page.all("script", type="module")]
    base = scripts[0].removesuffix("app.js")
    modules = {STATIC / "js" / script.removeprefix(base) for script in scripts}
    while more := {one for module in modules for one in _imports_of(module)} - modules:
        modules |= more
    asked = [address, sheet, *(f"{base}{module.relative_to(STATIC / 'js')}" for module in modules)]
    return {one: _bytes_of(person, one) for one in asked}


def _imports_of(module):
    return {
        (module.parent / name).resolve()
        for name in re.findall(r'from "(\.[^"]+)"', module.read_text())
    }


def _bytes_of(person, address):
    answer = person.client.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200, address
    is_small = len(answer.data) < 1000
    assert is_small or answer.headers.get("Content-Encoding") == "gzip", address
    return len(answer.data)


@pytest.mark.parametrize("name", ["guest", "mei"])
def test_an_article_with_50_comments_is_light(request, mei, lin, article, name, record_property):
    talk(article, [mei, lin], 50)
    weights = weight(request.getfixturevalue(name), article.url)
    record_property("bytes", sum(weights.values()))
    assert sum(weights.values()) <= MAX_PAGE_BYTES, weights


def test_there_are_no_fonts_to_load(guest):
    assert not [path for path in STATIC.rglob("*") if path.suffix in (".woff", ".woff2", ".ttf")]
    sheet = guest.client.get(guest.visits("/").one("link", rel="stylesheet")["href"]).text
    assert all(source.strip().startswith("local(") for source in _sources(sheet))


def _sources(sheet):
    faces = re.findall(r"@font-face\s*{([^}]*)}", sheet)
    return [
        one
        for face in faces
        for line in re.findall(r"src:([^;]*)", face)
        for one in line.split(",")
    ]


@pytest.mark.parametrize(("name", "most"), [("guest", 2), ("mei", 4), ("lin", 5), ("ada", 5)])
def test_home_asks_little(request, wen, article, statements, name, most):
    person = request.getfixturevalue(name)
    for n in range(30):
        make_article(by=wen.user, title=f"Cup {n}", tags=["tea"], featured_at=ago(days=n))
    person.visits("/")
    with statements() as asked:
        person.visits("/")
    assert len(asked) <= most, asked


@pytest.mark.parametrize("comments", [10, 200])
@pytest.mark.parametrize(
    ("name", "most"), [("guest", 7), ("mei", 10), ("wen", 10), ("tom", 10), ("lin", 11)]
)
def test_an_article_asks_little_however_many_comments(
    request, mei, lin, article, statements, name, most, comments
):
    talk(article, [mei, lin], comments)
    person, address = request.getfixturevalue(name), article.url
    person.visits(address)
    with statements() as asked:
        person.visits(address)
    assert len(asked) <= most, asked


@pytest.mark.parametrize(
    ("name", "address", "most"),
    [
        ("mei", "/notifications", 8),
        ("mei", "/bookmarks", 8),
        ("guest", "/@wen", 8),
        ("guest", "/guides", 8),
        ("wen", "/desk", 8),
        ("lin", "/moderation/held", 12),
        ("lin", "/moderation/reported", 12),
    ],
)
def test_other_pages_ask_the_same_for_more(
    request, wen, mei, tom, article, statements, name, address, most
):
    person = request.getfixturevalue(name)
    make_comment(article, by=tom.user, body="One")
    with statements() as few:
        person.visits(address)
    for n in range(12):
        make_article(by=wen.user, title=f"Cup {n}", kind="guide")
        make_comment(article, by=tom.user, body=f"Cup {n}, please")
    with statements() as many:
        person.visits(address)
    assert len(many) <= max(len(few), most), many
