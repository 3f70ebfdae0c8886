"""The author's desk: what is begun, what waits, what is out, and how it is doing."""

from community.articles import actions
from community.articles.desk import DESK_PAGE, desk_counts, desk_rows
from community.database import now
from community.extensions import db
from tests.articles.test_revise import edit, fresh
from tests.factories import ago, kept, make_article


def test_the_shelves_hold_one_s_own(wen, yan, draft, article):
    make_article(by=wen.user, title="Later", published_at=ago(days=-2))
    kept(actions.write(by=yan.user, title="Not mine"))
    make_article(by=yan.user, title="Nor this")
    wen.visits("/desk").shows("Tea for two").lacks("A public house", "Not mine", "Later</a>")
    wen.visits("/desk?show=scheduled").shows("Later", "Will be published on").lacks("Tea for two")
    wen.visits("/desk?show=published").shows("A public house").lacks("Tea for two", "Nor this")


def test_the_tabs_count_them(wen, yan, draft, article):
    kept(actions.write(by=yan.user, title="Not mine"))
    assert desk_counts(wen.user) == {"drafts": 1, "scheduled": 0, "published": 1, "removed": 0}
    links = wen.visits("/desk").all("a", class_="tabs__link")
    assert [link.text for link in links] == ["Drafts 1", "Scheduled 0", "Published 1"]


def test_a_removed_one_is_told_of(wen, article):
    article.state = "removed"
    db.session.commit()
    page = wen.visits("/desk?show=removed").shows("A public house", "Removed by a moderator.")
    assert page.form(edit(article)) is None


def test_it_shows_how_an_article_is_doing(wen, article):
    article.like_count, article.comment_count, article.bookmark_count = 3, 1, 0
    db.session.commit()
    wen.visits("/desk?show=published").shows("3 likes", "1 comment", "0 bookmarks")


def test_publishing_from_the_desk(wen, guest, draft):
    page = wen.submits(edit(draft), on="/desk", action="publish")
    assert page.path == "/desk"
    guest.visits(draft).shows("Put the kettle on.")
    assert (fresh(draft).body, draft.version, len(draft.tags)) == ("Put the *kettle* on.", 1, 2)


def test_unpublishing_from_the_desk(wen, guest, article):
    wen.submits(edit(article), on="/desk?show=published", action="unpublish")
    guest.visits(article, status=404)
    assert fresh(article).version == 1


def test_a_script_gets_the_row_back(wen, article):
    wen.visits("/desk")
    token = wen.visits("/desk?show=published").form(edit(article))
    fields = {"csrf_token": token.one("input", name="csrf_token")["value"], "action": "unpublish"}
    answer = wen.client.post(edit(article), data=fields, headers={"HX-Request": "true"})
    row = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'id="row-{article.id}"' in row
    assert ">Publish</button>" in row


def test_what_cannot_be_published_says_why(wen):
    article = kept(actions.write(by=wen.user, title="Empty"))
    page = wen.submits(edit(article), on="/desk", status=422, action="publish")
    page.complains("body")


def test_it_goes_on(wen):
    for number in range(DESK_PAGE + 2):
        one = actions.write(by=wen.user, title=f"Draft number {number}")
        one.updated_at = ago(hours=number)
    db.session.commit()
    page = wen.visits("/desk").shows("Draft number 0").lacks(f"Draft number {DESK_PAGE}<")
    wen.visits(page.one("a", rel="next")["href"]).shows(f"Draft number {DESK_PAGE + 1}")
    assert desk_rows(wen.user, "drafts", "rubbish").rows[0].title == "Draft number 0"


def test_an_empty_desk_invites(wen):
    wen.visits("/desk").shows("No drafts", "Write")
    wen.visits("/desk?show=published").shows("Nothing here")
    wen.visits("/desk?show=rubbish").shows("No drafts")


def test_it_is_for_whoever_writes(guest, tom):
    guest.is_sent_to_sign_in("/desk")
    tom.visits("/desk").shows("No drafts", "Write a note")


def test_two_statements_for_any_length(wen, statements):
    for number in range(10):
        kept(actions.write(by=wen.user, title=f"Draft {number}", tags=["tea"]))
    who = wen.user
    with statements() as asked:
        desk_rows(who, "drafts")
        desk_counts(who)
    assert len(asked) == 2, asked


def test_a_row_knows_when_it_waits(wen):
    article = make_article(by=wen.user, published_at=ago(days=-1))
    (row,) = desk_rows(wen.user, "scheduled").rows
    assert row.is_scheduled
    assert row.published_at == article.published_at > now()
