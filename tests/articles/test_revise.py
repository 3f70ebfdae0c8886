"""Changing what is written."""

from community.articles import actions
from community.articles.models import Article
from community.database import now
from community.extensions import db
from tests.factories import ago, kept, make_article


def fresh(article: Article) -> Article:
    db.session.refresh(article)
    return article


def edit(article: Article) -> str:
    return f"/articles/{article.slug}/edit"


def test_the_author_changes_the_words(wen, draft):
    wen.submits(edit(draft), body="Put the **pot** on.").shows("Saved.")
    assert fresh(draft).body_html == "<p>Put the <strong>pot</strong> on.</p>\n"
    assert draft.version == 2


def test_what_is_not_sent_stays(wen, draft):
    wen.submits(edit(draft), title=None, summary=None, tags=None, body="Else.", version=1)
    assert (fresh(draft).title, draft.summary, draft.body) == (
        "Tea for two",
        "On kettles.",
        "Else.",
    )
    assert len(draft.tags) == 2


def test_the_form_shows_what_is_there(wen, draft):
    page = wen.visits(edit(draft))
    assert page.field("title") == "Tea for two"
    assert page.field("body") == "Put the *kettle* on."
    assert page.field("tags") == "kettles, tea"
    assert page.field("version") == "1"


def test_an_admin_may_too(ada, draft):
    ada.submits(edit(draft), body="Mended.")
    assert fresh(draft).body == "Mended."
    assert draft.author.username == "wen"


def test_a_guest_is_sent_to_sign_in(guest, article):
    guest.is_sent_to_sign_in(edit(article))
    guest.is_sent_to_sign_in(edit(article), body="Mine")


def test_another_author_may_not(yan, lin, article):
    for person in (yan, lin):
        person.visits(edit(article), status=403)
        person.submits(edit(article), status=403, body="Mine")
    assert fresh(article).body == "Come **in**."


def test_another_one_s_draft_is_not_there(yan, tom, draft):
    yan.visits(edit(draft), status=404)
    yan.submits(edit(draft), status=404, body="Mine").shows("Mine")
    tom.visits(edit(draft), status=404)


def test_what_is_not_there_is_404(wen):
    wen.visits("/articles/nothing/edit", status=404)


def test_bad_words_are_refused_and_kept(wen, article):
    page = wen.submits(edit(article), status=422, title="a" * 201, body="New words")
    page.complains("title")
    assert page.field("body") == "New words"
    assert fresh(article).body == "Come **in**."


def test_two_windows_lose_nothing(wen, draft):
    wen.submits(edit(draft), body="First window", version=1)
    page = wen.submits(edit(draft), status=409, body="Second window", version=1)
    assert page.one("textarea", name="body").text == "Second window"
    assert page.one("textarea", id="theirs").text == "First window"
    page.shows("This was changed since you opened it.")
    assert fresh(draft).body == "First window"


def test_after_a_conflict_one_can_insist(wen, draft):
    wen.submits(edit(draft), body="First window", version=1)
    page = wen.submits(edit(draft), status=409, body="Second window", version=1)
    wen.submits(edit(draft), body="Second window", version=page.field("version"))
    assert fresh(draft).body == "Second window"
    assert draft.version == 3


def test_twice_is_harmless(wen, draft):
    for _ in range(2):
        wen.submits(edit(draft), body="Same words", tags="kettles，tea", version=1)
    assert fresh(draft).version == 2


def test_saving_without_a_change_changes_nothing(wen, article):
    wen.submits(edit(article))
    assert (fresh(article).version, article.is_revised) == (1, False)


def test_a_later_change_is_marked(wen, guest, article):
    assert "Updated" not in guest.visits(article).text
    wen.submits(edit(article), body="Come in, all.")
    guest.visits(article).shows("Updated just now")


def test_a_slip_mended_at_once_is_not_marked(wen):
    article = make_article(by=wen.user, published_at=ago(minutes=5))
    kept(actions.revise(article, by=wen.user, version=1, title="Tea", body="Mended"))
    assert not article.is_revised


def test_a_public_article_shows_its_new_words(wen, guest, article):
    page = wen.submits(edit(article), body="New words")
    assert page.path == article.url
    guest.visits(article).shows("New words")


def test_the_language_is_found_anew_unless_chosen(wen, draft):
    wen.submits(edit(draft), title="两个人的茶", body="把水壶放上去。", summary="")
    assert fresh(draft).language == "zh-Hans"
    wen.submits(edit(draft), language="zh-Hant")
    wen.submits(edit(draft), body="Now in English, for once.", title="Tea", summary="")
    assert fresh(draft).language == "zh-Hant"


def test_a_version_that_is_no_number_is_refused(wen, draft):
    wen.submits(edit(draft), status=422, body="Other", version="x")
    assert fresh(draft).version == 1


def test_the_editor_speaks_chinese_of_roles(mei, wen, draft):
    wen.user.language = "zh-Hans"
    db.session.commit()
    wen.submits(edit(draft), credits="摄影：@mei")
    assert wen.visits(edit(draft)).field("credits") == "摄影：@mei"


def test_a_script_gets_the_form_with_its_new_version(wen, draft):
    page = wen.fetches(edit(draft), body="In place", title="Tea", version=1)
    assert page.field("version") == "2"


def test_a_removed_article_can_be_changed_but_not_published(wen, guest, article):
    article.state = "removed"
    db.session.commit()
    wen.submits(edit(article), body="Kinder words")
    for action in ("publish", "unpublish"):
        wen.submits(edit(article), status=422, action=action).shows("A moderator removed this.")
    assert (fresh(article).state, article.body) == ("removed", "Kinder words")
    guest.visits(article, status=404)
    wen.visits(article).shows("A moderator removed this.")


def test_the_time_of_the_change_is_kept(wen, draft):
    wen.submits(edit(draft), body="Else")
    assert (now() - fresh(draft).updated_at).total_seconds() < 60
