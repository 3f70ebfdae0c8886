"""Tags, and the pages of those who share one."""

import pytest
from sqlalchemy import func, select

from community.articles.models import Tag
from community.articles.tags import split_tags
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import ago, make_article


@pytest.mark.parametrize(
    ("typed", "tags"),
    [
        ("tea, cats", ["tea", "cats"]),
        ("茶，猫、面", ["茶", "猫", "面"]),
        ("茶；猫;面", ["茶", "猫", "面"]),
        ("#tea, ＃茶", ["tea", "茶"]),
        ("Tea, tea, ＴＥＡ", ["Tea"]),
        (" , ，tea,,", ["tea"]),
        ("street  food", ["street food"]),
        ("", []),
    ],
)
def test_tags_are_read_with_commas_of_both_scripts(typed, tags):
    assert split_tags(typed) == tags


def test_a_tag_keeps_how_it_was_first_written(wen):
    make_article(by=wen.user, tags=["Street Food"])
    second = make_article(by=wen.user, tags=["street food"])
    assert [tag.name for tag in second.tags] == ["Street Food"]
    assert db.session.scalar(select(func.count()).select_from(Tag)) == 1


def test_eight_are_enough(wen, draft):
    wen.submits(edit(draft), tags="a,b,c,d,e,f,g,h")
    assert len(fresh(draft).tags) == 8
    page = wen.submits(edit(draft), status=422, tags="a,b,c,d,e,f,g,h,i")
    assert page.field("tags") == "a,b,c,d,e,f,g,h,i"


def test_tags_can_be_taken_away(wen, draft):
    wen.submits(edit(draft), tags="")
    assert fresh(draft).tags == []


def test_a_tag_has_a_page(wen, guest):
    make_article(by=wen.user, title="Nine lives", tags=["猫"])
    make_article(by=wen.user, title="Nine cups", tags=["茶"])
    page = guest.visits("/tags/猫")
    page.shows("#猫", "Nine lives").lacks("Nine cups")
    assert page.one("h1")["lang"] == "zh-Hans"


def test_the_article_leads_to_it(wen, guest):
    article = make_article(by=wen.user, tags=["Street Food"])
    link = guest.visits(article).one("a", class_="chip")
    assert (link.text, link["href"]) == ("Street Food", "/tags/street-food")


def test_another_spelling_leads_to_the_page(wen, guest):
    make_article(by=wen.user, tags=["Street Food"])
    assert guest.visits("/tags/Street%20Food").path == "/tags/street-food"


@pytest.mark.parametrize("slug", ["nothing", "🍵", "%00", "a" * 500])
def test_an_unknown_tag_is_404(guest, slug):
    guest.visits(f"/tags/{slug}", status=404)


def test_a_tag_of_hidden_articles_only_is_404(wen, guest, draft):
    guest.visits("/tags/kettles", status=404)
    wen.submits(edit(draft), action="publish")
    guest.visits("/tags/kettles").shows("Tea for two")
    wen.submits(edit(draft), action="unpublish")
    guest.visits("/tags/kettles", status=404)


def test_its_page_goes_on(wen, guest):
    for number in range(23):
        title = f"Cat number {number}"
        make_article(by=wen.user, title=title, tags=["猫"], published_at=ago(hours=number + 1))
    page = guest.visits("/tags/猫").shows("Cat number 0", "Cat number 19").lacks("Cat number 20")
    older = page.one("a", rel="next")["href"]
    guest.visits(older).shows("Cat number 20", "Cat number 22").lacks("Cat number 19")
    part = guest.fetches(older)
    assert len(part.all("article")) == 3
    assert not part.all("h1")
