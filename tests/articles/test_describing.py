"""Before publishing, the editor asks once for the words of pictures that have none."""

import pytest
from sqlalchemy import select

from community.articles.models import Article
from community.extensions import db
from community.text.markup import undescribed_in
from tests.articles.test_revise import edit, fresh

SAID = "for those who cannot see"


@pytest.fixture
def body(picture):
    return f"![]({picture.url()})\n\n![A wall]({picture.url()})"


def publish(person, article, status=303, **fields):
    fields = {"title": "Tea", "alt_asked": "0"} | fields
    return person.submits(edit(article), status, action="publish", **fields)


def test_it_asks_once_and_keeps_what_was_typed(wen, draft, body):
    page = publish(wen, draft, 422, body=body).shows(SAID)
    assert page.field("body") == body and page.field("alt_asked") == "1"
    assert fresh(draft).is_draft
    publish(wen, draft, body=body, alt_asked=page.field("alt_asked"))
    assert fresh(draft).is_public


def test_with_words_it_asks_nothing(wen, draft, picture):
    publish(wen, draft, body=f"![A wall]({picture.url()})")
    assert fresh(draft).is_public


def test_it_asks_for_the_words_of_the_cover(wen, draft, picture):
    picture.alt = ""
    publish(wen, draft, 422, body="x", cover=picture.key).shows(SAID)
    publish(wen, draft, body="x", cover=picture.key, cover_alt="A wall")


def test_saving_is_never_held_up(wen, draft, body):
    wen.submits(edit(draft), action="save", title="Tea", body=body, alt_asked="0")
    assert fresh(draft).is_draft


def test_a_program_that_publishes_is_not_asked(wen, body):
    fields = {"csrf_token": wen._token({}), "title": "Tea", "body": body, "action": "publish"}
    assert wen.client.post("/write", data=fields).status_code == 303
    assert db.session.scalars(select(Article)).one().is_public


def test_the_form_brings_the_question(wen, draft):
    assert wen.visits(edit(draft)).field("alt_asked") == "0"


def test_only_our_own_pictures_without_words_count():
    key = "a" * 24
    assert undescribed_in(f"![](/media/{key}-large.webp) ![ ](/media/{key}-small.webp)") == 2
    assert undescribed_in(f"![Tea](/media/{key}-large.webp) ![](https://example.org/a.png)") == 0
    assert undescribed_in(f"`![](/media/{key}-large.webp)`") == 0
