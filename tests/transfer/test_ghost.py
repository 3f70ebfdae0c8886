"""Moving in from Ghost."""

import json
import zipfile

import pytest

from community.accounts.queries import by_email
from community.articles.models import Article
from community.comments.models import Comment
from community.transfer.ghost_cards import html_of_lexical, html_of_mobiledoc
from tests.transfer.conftest import article, comments, how_many
from tests.transfer.wxr_of import ghost, ghost_post

AMY = {"id": "a" * 24, "name": "Amy Ann", "slug": "amy", "email": "amy@old.example", "bio": "Tea."}
BEN = {"id": "b" * 24, "name": "Ben", "slug": "ben", "email": "ben@old.example"}
SECRET = "4f2a-a-key-that-nobody-may-see"


@pytest.fixture
def brings(runs, tmp_path):
    def bring(*options, **tables):
        return runs("import", "ghost", str(ghost(tmp_path, **tables)), *options).output

    return bring


def by(row, *people):
    return [
        {"post_id": row["id"], "author_id": one["id"], "sort_order": place}
        for place, one in enumerate(people)
    ]


def test_a_post_with_its_authors_and_tags(brings):
    row = ghost_post(title="On tea", custom_excerpt="Short.", canonical_url="https://x.example/t")
    tags = [{"id": "t1", "name": "Cups"}, {"id": "t2", "name": "#hidden", "visibility": "internal"}]
    uses = [{"post_id": row["id"], "tag_id": one["id"], "sort_order": 0} for one in tags]
    said = brings(
        posts=[row], users=[AMY, BEN], posts_authors=by(row, BEN, AMY), tags=tags, posts_tags=uses
    )
    found = article("On tea")
    assert (found.author.username, found.credits[0].user.username) == ("Ben", "Amy-Ann")
    assert ([tag.name for tag in found.tags], found.summary) == (["Cups"], "Short.")
    assert found.canonical_url == "https://x.example/t" and "internal tags" in said
    assert by_email("amy@old.example").bio == "Tea."


def test_states_of_posts(brings):
    said = brings(
        posts=[
            ghost_post(title="Draft", status="draft"),
            ghost_post(title="Soon", status="scheduled", published_at="2999-01-01T00:00:00Z"),
            ghost_post(title="Paid", visibility="paid"),
            ghost_post(title="Letter", status="sent"),
            ghost_post(title="Page", type="page"),
        ]
    )
    states = [article(name).state for name in ("Draft", "Soon", "Paid", "Letter", "Page")]
    assert states == ["draft", "published", "draft", "draft", "published"]
    assert article("Soon").is_scheduled and "“Paid” was for members only" in said


def test_keys_and_members_are_never_kept(brings, caplog, site):
    settings = [{"key": "stripe_secret_key", "value": SECRET}]
    members = [{"id": "m1", "name": "Max", "email": "max@old.example"}]
    said = brings(posts=[ghost_post()], settings=settings, members=members)
    assert SECRET not in said and SECRET not in caplog.text
    assert "1 × settings" in said and "1 × members" in said
    assert by_email("max@old.example") is None
    assert SECRET.encode() not in b"".join(
        file.read_bytes() for file in site.folder.rglob("*") if file.is_file()
    )


def test_comments_of_members(brings):
    row = ghost_post(title="On tea")
    members = [{"id": "m1", "name": "Max", "email": "max@old.example"}]
    told = [
        {"id": "c1", "post_id": row["id"], "member_id": "m1", "html": "<p>Yes.</p>"},
        {"id": "c2", "post_id": row["id"], "member_id": "m1", "html": "No", "parent_id": "c1"},
        {"id": "c3", "post_id": row["id"], "html": "Bad", "status": "hidden"},
    ]
    brings(posts=[row], members=members, comments=told)
    first, second, third = comments()
    assert (first.body, first.author.username) == ("Yes.", "Max")
    assert (second.parent_id, third.state) == (first.id, "held")


def test_running_it_again_adds_nothing(brings):
    rows = [ghost_post(), ghost_post()]
    brings(posts=rows, users=[AMY])
    brings(posts=rows, users=[AMY])
    assert how_many(Article) == 2 and how_many(Comment) == 0


def test_an_older_export_without_a_list_of_databases(runs, tmp_path):
    path = tmp_path / "old.json"
    row = ghost_post(title="Old", page=1, created_at=1504269105806, published_at=1504269105806)
    path.write_text("\ufeff" + json.dumps({"data": {"posts": [row], "users": []}}), "utf-8")
    runs("import", "ghost", str(path))
    assert article("Old").published_at.year == 2017


def test_pictures_out_of_the_zip(runs, tmp_path, jpeg, guest):
    html = '<figure><img src="__GHOST_URL__/content/images/2020/01/cup.jpg"></figure>'
    row = ghost_post(title="Cup", html=html)
    plain = ghost(tmp_path, posts=[row], users=[AMY], posts_authors=by(row, AMY))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        file.write(plain, "data.json")
        file.writestr("content/images/2020/01/cup.jpg", jpeg)
    runs("import", "ghost", str(tmp_path / "all.zip"))
    assert '<figure><img src="/media/' in article("Cup").body_html
    guest.visits("/content/images/2020/01/cup.jpg", 301)


def test_lexical():
    text = {"type": "text", "text": "Hi <b>", "format": 1}
    image = {"type": "image", "src": "/a.jpg", "alt": "A", "caption": "Cap"}
    link = {"type": "link", "url": "https://x.example", "children": [{"type": "text", "text": "x"}]}
    items = {
        "type": "list",
        "listType": "number",
        "children": [{"type": "listitem", "children": [text]}],
    }
    nodes = [
        {"type": "paragraph", "children": [text, link]},
        image,
        items,
        {"type": "horizontalrule"},
    ]
    html = html_of_lexical(json.dumps({"root": {"children": nodes}}))
    assert (
        "<p><strong>Hi &lt;b&gt;</strong>" in html and '<a href="https://x.example">x</a>' in html
    )
    assert '<img src="/a.jpg" alt="A"><figcaption>Cap' in html
    assert "<ol><li><strong>" in html and html.endswith("<hr>")


def test_mobiledoc():
    document = {
        "markups": [["strong"], ["a", ["href", "https://x.example"]]],
        "atoms": [["soft-return", "", {}]],
        "cards": [["markdown", {"markdown": "*hey*"}], ["image", {"src": "/a.jpg"}], ["strange"]],
        "sections": [
            [1, "p", [[0, [0], 1, "bold"], [1, [], 0, 0], [0, [1], 1, "link"]]],
            [3, "ul", [[[0, [], 0, "item"]]]],
            [10, 0],
            [10, 1],
            [10, 2],
            [10, 99],
        ],
    }
    html = html_of_mobiledoc(json.dumps(document))
    assert '<p><strong>bold</strong><br><a href="https://x.example">link</a></p>' in html
    assert "<ul><li>item</li></ul>" in html and "<em>hey</em>" in html and "/a.jpg" in html


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '{"root": 1}', '{"sections": [[1]]}'])
def test_documents_that_are_none_break_nothing(text):
    assert html_of_lexical(text) is None
    assert html_of_mobiledoc(text) in (None, "")
