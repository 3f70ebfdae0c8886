"""Files that are broken, or made to break things: one clear line, and nothing left over."""

import json
import zipfile

import pytest

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.transfer.models import ImportedThing
from tests.transfer.conftest import article, how_many
from tests.transfer.wxr_of import HEAD, TAIL, comment, ghost, ghost_post, person, post, wxr

LAUGHS = (
    '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>\n'
    "<rss><channel><title>&b;</title></channel></rss>"
)


@pytest.fixture
def is_refused(runs, tmp_path, site):
    """Fail unless a file with this content is refused in one line, with nothing left over."""

    def check(system, content, *words):
        path = tmp_path / "bad"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        users = how_many(User)
        said = runs("import", system, str(path), status=1).output
        assert said.startswith("Error: ") and said.count("\n") == 1, said
        assert all(word in said for word in words), said
        left = [how_many(model) for model in (Article, Comment, ImportedThing)]
        assert (left, how_many(User)) == ([0, 0, 0], users)
        assert not list((site.folder / "media").rglob("*.webp"))

    return check


def whole():
    return HEAD + person() + post(comment()) + TAIL


def test_entities(is_refused):
    is_refused("wordpress", LAUGHS, "Line 1", "entities")


def test_a_file_that_breaks_off(is_refused):
    is_refused("wordpress", whole()[:-200], "Line 5", "no element found")


def test_an_article_after_good_ones_that_breaks_off(is_refused):
    is_refused("wordpress", HEAD + person() + post(comment()) * 3 + "<item><title>", "Line")


@pytest.mark.parametrize("system", ["wordpress", "ghost"])
def test_an_empty_file(is_refused, system):
    is_refused(system, b"", "empty")


@pytest.mark.parametrize("system", ["wordpress", "ghost"])
def test_rubbish(is_refused, system):
    is_refused(system, bytes(range(1, 256)) * 40, "broken")


def test_a_nul(is_refused):
    is_refused("wordpress", whole().replace("Words", "W\x00rds"), "NUL", "Line 5")


def test_another_encoding_than_the_file_says(is_refused):
    content = whole().replace("Guest Gus", "Gästin").encode("latin-1")
    is_refused("wordpress", content, "Line 5")


def test_other_files_than_these(is_refused):
    is_refused("wordpress", "<rss><channel><title>x</title></channel></rss>", "not a WordPress")
    is_refused("wordpress", '{"db": []}', "Line 1")
    is_refused("ghost", '{"db": [{"data": {"users": []}}]}', "not a Ghost export")
    is_refused("ghost", whole(), "Near byte")


def test_a_file_that_is_not_there(runs):
    said = runs("import", "wordpress", "/nowhere/at/all.xml", status=1).output
    assert said == "Error: There is no such file.\n"


def test_json_nested_ten_thousand_deep(is_refused):
    deep = "[" * 10_000 + "]" * 10_000
    is_refused("ghost", '{"db": [{"data": {"posts": [{"id": 1, "x": ' + deep, "too deeply")


def test_json_that_breaks_off(is_refused, tmp_path):
    content = ghost(tmp_path, posts=[ghost_post()]).read_text()
    is_refused("ghost", content[:-30], "Near byte")


def test_elements_nested_ten_thousand_deep(is_refused):
    is_refused("wordpress", HEAD + "<item>" + "<b>" * 10_000, "too deeply")


def test_a_zip_that_unpacks_to_far_more(is_refused, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("old.xml", b"\n" * 50_000_000)
    is_refused("wordpress", (tmp_path / "x.zip").read_bytes(), "unpacks to more")


def test_a_damaged_zip(is_refused, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        file.writestr("readme.txt", b"hello")
    is_refused("wordpress", (tmp_path / "x.zip").read_bytes(), "no export in this zip")


def test_fifty_megabytes_of_html_in_one_post(brings):
    body = "<!-- wp:paragraph --><p>" + "tea and cake " * 4_000_000 + "</p>"
    said = brings(person(), post(title="Long", content__encoded=body), post(title="Short"))
    assert len(article("Long").body) <= 200_000 and "“Long” was longer" in said
    assert article("Short").body


def test_a_body_nested_five_thousand_deep(brings):
    said = brings(person(), post(title="Deep", content__encoded="<div>" * 5000 + "<p>Here.</p>"))
    assert article("Deep").body == "Here." and "its words came along" in said


def test_scripts_stay_outside(brings, guest):
    body = (
        '<p onclick="x()">Tea<script>alert(1)</script> <a href="javascript:alert(2)">here</a>'
        '<img src=x onerror="alert(3)">&lt;script&gt;alert(4)&lt;/script&gt;</p>'
    )
    brings(person(), post(comment(content=body), title="Bad", content__encoded=body))
    page = guest.visits(article("Bad"))
    html = article("Bad").body_html + db.session.query(Comment).one().body_html
    assert "<script" not in html and "javascript:" not in html and "onerror" not in html
    assert "alert(1)" not in page.text and "alert(2)" not in page.text


def test_control_characters_are_left_out_and_counted(brings, tmp_path):
    said = brings(person(), post(title="Be\x08ll", content__encoded="Ding\x07"))
    assert article("Bell").body == "Ding" and "2 × control characters" in said


def test_chinese_in_its_older_encoding(runs, tmp_path):
    path = wxr(tmp_path, person(), post(title="喝茶"))
    text = path.read_text(encoding="utf-8").replace('"UTF-8"', '"GBK"')
    path.write_bytes(text.encode("gbk"))
    runs("import", "wordpress", str(path))
    assert article("喝茶").language == "zh-Hans"


def test_lexical_nested_ten_thousand_deep(runs, tmp_path):
    deep = '{"root":' + '{"children":[' * 10_000 + "]}" * 10_000 + "}"
    path = ghost(tmp_path, posts=[ghost_post(title="Deep", html=None, lexical=deep)])
    said = runs("import", "ghost", str(path)).output
    assert article("Deep").state == "draft" and "its body could not be read" in said


def test_nul_characters_of_json_are_dropped(runs, tmp_path):
    path = ghost(tmp_path, posts=[ghost_post(title="T\x00ea", html="<p>a\x00b</p>", slug="t\x00")])
    assert json.loads(path.read_text())
    runs("import", "ghost", str(path))
    assert article("Tea").body == "ab"
