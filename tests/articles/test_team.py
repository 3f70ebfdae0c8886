"""Who writes an article together: invited, accepted, read once more, published."""

import pytest

from community.articles.models import Article
from community.extensions import db
from tests.cast import Person
from tests.factories import make_article, make_user


@pytest.fixture
def draft(wen):
    return make_article(by=wen.user, state="draft", title="Together", body="First words.")


def invite(person, article, name, role="contributor", status=303):
    fields = {"username": name, "role": role}
    return person.submits(f"{article.url}/team", status=status, **fields)


@pytest.fixture
def writing(wen, mei, draft):
    invite(wen, draft, "mei")
    mei.submits(f"{draft.url}/team/accept")
    return draft


def words_of(article):
    return db.session.get(Article, article.id, populate_existing=True).body


def test_who_is_invited_is_told_and_can_accept(wen, mei, draft):
    invite(wen, draft, "@mei")
    page = mei.visits("/notifications")
    assert page.all("a", href=f"{draft.url}/team")
    mei.submits(f"{draft.url}/team/accept")
    mei.visits(f"{draft.url}/edit")


def test_an_invitation_gives_nothing_before_it_is_accepted(wen, mei, draft):
    invite(wen, draft, "mei")
    mei.visits(draft.url)
    mei.visits(f"{draft.url}/edit", 403)


def test_a_contributor_writes_and_does_not_publish(mei, writing):
    mei.submits(f"{writing.url}/edit", body="More words.", action="save")
    assert words_of(writing) == "More words."
    mei.submits(f"{writing.url}/edit", status=403, action="publish")
    assert db.session.get(Article, writing.id).state == "draft"


def test_the_form_keeps_the_kind_of_the_article(mei, writing):
    page = mei.visits(f"{writing.url}/edit")
    assert page.field("kind") == "article"
    mei.submits(f"{writing.url}/edit", kind="article", body="Changed.", action="save")
    mei.submits(f"{writing.url}/edit", kind="guide", action="save", status=403)


def test_what_is_public_a_contributor_does_not_change(wen, mei, writing):
    wen.submits(f"{writing.url}/edit", action="publish")
    mei.visits(f"{writing.url}/edit", 403)
    mei.submits(f"{writing.url}/edit", status=403, body="Sneaky", action="save")
    assert words_of(writing) == "First words."


def test_a_co_author_publishes(wen, draft, app):
    other = make_user("yun", role="author")
    yun = Person(app, other)
    invite(wen, draft, "yun", role="author")
    yun.submits(f"{draft.url}/team/accept")
    assert wen.visits(draft.url).all("a", href="/@yun")
    yun.submits(f"{draft.url}/edit", action="publish")
    assert db.session.get(Article, draft.id, populate_existing=True).state == "published"


def test_a_reader_is_no_co_author(wen, draft):
    page = invite(wen, draft, "mei", role="author", status=422)
    assert page.field("username") == "mei"


@pytest.mark.parametrize("name", ["", "nobody-here", "wen", "\x00", "x" * 400])
def test_names_that_cannot_be_invited(wen, draft, name):
    invite(wen, draft, name, status=422)


def test_only_its_author_invites(mei, tom, guest, lin, writing):
    invite(mei, writing, "tom", status=403)
    invite(lin, writing, "tom", status=404)
    invite(guest, writing, "tom").shows("Sign in")


def test_strangers_see_nothing(tom, writing):
    for address in (writing.url, f"{writing.url}/team", f"{writing.url}/edit"):
        tom.visits(address, 404)


def test_twice_is_harmless(wen, mei, writing):
    invite(wen, writing, "mei")
    mei.submits(f"{writing.url}/team/accept")
    db.session.expire_all()
    assert len(db.session.get(Article, writing.id).contributions) == 1


def test_one_may_leave_and_be_taken_off(wen, mei, writing):
    mei.submits(f"{writing.url}/team/{mei.id}/remove")
    mei.visits(writing.url, 404)
    mei.submits(f"{writing.url}/team/accept", status=404)


def test_an_invitation_can_be_taken_back(wen, mei, draft):
    invite(wen, draft, "mei")
    wen.submits(f"{draft.url}/team/{mei.id}/remove")
    mei.visits(f"{draft.url}/team", 404)


def test_the_desk_lists_what_one_writes_with_others(mei, tom, writing):
    assert mei.visits("/desk").all("a", href=f"{writing.url}/edit")
    assert not tom.visits("/desk").all("a", href=f"{writing.url}/edit")


def test_a_request_for_review_reaches_the_author(wen, mei, writing):
    mei.submits(f"{writing.url}/review", note="Please read the end.")
    assert wen.visits("/notifications").all("a", href=f"{writing.url}/team")
    wen.visits(f"{writing.url}/team").shows("Please read the end.")


def test_it_is_given_back_with_a_word(wen, mei, writing):
    mei.submits(f"{writing.url}/review", note="Ready?")
    wen.submits(f"{writing.url}/review/return", answer="A picture is missing.")
    mei.visits(f"{writing.url}/team").shows("A picture is missing.")
    assert mei.visits("/notifications").all("a", href=f"{writing.url}/team")


def test_without_a_word_it_is_not_given_back(wen, mei, writing):
    mei.submits(f"{writing.url}/review", note="Ready?")
    wen.submits(f"{writing.url}/review/return", status=422, answer=" ")
    wen.submits(f"{writing.url}/review/return", answer="No.")
    wen.submits(f"{writing.url}/review/return", status=409, answer="No!")


def test_published_the_request_is_answered(wen, mei, writing):
    mei.submits(f"{writing.url}/review", note="Ready?")
    wen.submits(f"{writing.url}/edit", action="publish")
    assert mei.visits("/notifications").all("a", href=f"{writing.url}/team")
    wen.visits(f"{writing.url}/team").lacks("asks for a review")


def test_contributors_do_not_answer_themselves(mei, writing):
    mei.submits(f"{writing.url}/review", note="Ready?")
    mei.submits(f"{writing.url}/review/return", status=403, answer="Fine.")
    mei.submits(f"{writing.url}/review/withdraw")
    mei.visits(f"{writing.url}/team").lacks("@mei asks")


def test_what_cannot_be_reviewed_yet_is_said_and_the_word_is_kept(wen, mei):
    empty = make_article(by=wen.user, state="draft", title="Together", body="")
    invite(wen, empty, "mei")
    mei.submits(f"{empty.url}/team/accept")
    page = mei.submits(f"{empty.url}/review", status=422, note="Look at this")
    assert page.field("note") == "Look at this"


def test_a_request_stands_in_the_name_of_who_asked_last(wen, mei, tom, writing):
    mei.submits(f"{writing.url}/review", note="Ready?")
    invite(wen, writing, "tom")
    tom.submits(f"{writing.url}/team/accept")
    tom.submits(f"{writing.url}/review", note="Mended, ready.")
    wen.visits(f"{writing.url}/team").shows("@tom asks for a review", "Mended, ready.")


def test_nobody_decides_about_what_they_wrote_with_others(wen, lin, writing):
    invite(wen, writing, "lin")
    lin.submits(f"{writing.url}/team/accept")
    wen.submits(f"{writing.url}/edit", action="publish")
    address = f"/moderation/articles/{writing.id}"
    lin.submits(address, status=403, decision="remove", rule="kind")
    assert db.session.get(Article, writing.id, populate_existing=True).state == "published"
