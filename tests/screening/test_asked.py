"""Comments, notes and the external service: when it is asked, and what becomes of the words."""

import time
from threading import Thread

import pytest

from community.articles import publishing as articles
from community.articles.models import Article
from community.articles.queries import by_slug
from community.comments.models import Comment
from community.database import begin_writing, now
from community.extensions import db
from community.screening.external import ask, ask_before_writing
from community.screening.policy import DEFAULT
from community.screening.verdicts import Answer, Draft, Record
from tests.cast import Person
from tests.factories import ago, kept, make_comment
from tests.screening.listener import hangs, says, sends

WORDS = "Meet me at the old tea house"


@pytest.fixture
def asking(app_with, listener):
    """Put people before a site that asks the service."""

    def put(person, **settings):
        app = app_with(**listener.environment(**settings))
        return Person(app, person.user)

    return put


@pytest.fixture
def said(article):
    """Return the last comment under the article."""

    def read():
        last = db.select(Comment).filter_by(article_id=article.id).order_by(Comment.id.desc())
        return db.session.scalars(last.execution_options(populate_existing=True)).first()

    return read


def send(person, article, status=303, body=WORDS, **fields):
    return person.submits(f"{article.url}/comments", status=status, body=body, **fields)


def test_what_it_lets_through_appears(mei, article, asking, listener, said):
    send(asking(mei), article).shows(WORDS)
    assert (said().state, said().verdict) == ("published", None)
    assert len(listener.asked) == 1


def test_what_it_holds_waits_and_its_writer_reads_why(mei, article, asking, listener, said):
    listener.answer = says("hold", reason="A meeting of strangers")
    send(asking(mei), article)
    assert (said().state, said().held_by) == ("held", "external")
    assert said().verdict["details"] == {"note": "A meeting of strangers", "is_failure": False}


def test_what_it_refuses_comes_back_with_the_words(mei, article, asking, listener, said):
    listener.answer = says("refuse", reason="No meetings")
    page = send(asking(mei), article, status=422)
    assert page.field("body") == WORDS
    assert said() is None


@pytest.mark.parametrize("reason", ["No meetings", None])
def test_what_it_refuses_is_said_not_to_be_taken_and_why(
    lin, mei, article, asking, listener, reason
):
    listener.answer = says("refuse", reason=reason)
    mei.user.language = "en"
    kept(mei.user)
    page = send(asking(mei), article, status=422).shows("did not let this through", reason or "")
    page.lacks("asks a moderator")
    lin.visits("/moderation/held").lacks(WORDS)


def test_where_it_fails_a_moderator_looks(mei, article, asking, listener, said):
    listener.answer = sends(b"<h1>502</h1>", status=502)
    send(asking(mei), article)
    assert (said().state, said().held_by) == ("held", "external")
    assert said().verdict["details"]["is_failure"]


def test_where_it_fails_words_appear_if_that_is_set(mei, article, asking, listener, said):
    listener.answer = hangs
    there = asking(mei, SCREEN_FAILURE="publish", SCREEN_TIMEOUT_MS="100")
    send(there, article).shows(WORDS)
    assert said().state == "published"


def test_a_newcomers_words_still_wait(tom, article, asking, listener, said):
    send(asking(tom), article)
    assert len(listener.asked) == 1
    assert (said().state, said().held_by) == ("held", "newcomers")


@pytest.mark.parametrize(
    ("name", "status", "fields"),
    [
        ("lin", 303, {}),
        ("mei", 422, {"body": " "}),
        ("mei", 422, {"body": "x" * 10_001}),
        ("mei", 422, {"body": "https://a.example https://b.example https://c.example"}),
        ("mei", 200, {"preview": "1"}),
    ],
)
def test_it_is_not_asked_in_vain(request, article, asking, listener, name, status, fields):
    there = asking(request.getfixturevalue(name))
    send(there, article, status=status, **({"body": WORDS} | fields))
    assert not listener.asked


def test_it_is_not_asked_about_those_who_may_not_write(mei, article, asking, listener, said):
    there = asking(mei)
    mei.user.muted_until = ago(days=-1)
    kept(mei.user)
    send(there, article, status=403)
    assert not listener.asked and said() is None


def test_who_was_muted_while_it_thought_is_refused(mei, article, asking, listener, said):
    there = asking(mei)

    def answer(request):
        with mei.app.app_context():
            mei.user.muted_until = ago(days=-1)
            db.session.commit()
        says("publish")(request)

    listener.answer = answer
    assert send(there, article, status=403).field("body") == WORDS
    assert said() is None


def test_an_article_withdrawn_while_it_thought_is_not_there(mei, wen, article, asking, listener):
    there, slug = asking(mei), article.slug

    def answer(request):
        with mei.app.app_context():
            articles.withdraw(by_slug(slug, wen.user), by=wen.user)
            db.session.commit()
        says("publish")(request)

    listener.answer = answer
    send(there, article, status=404)


def test_changed_words_are_asked_about_anew(mei, article, asking, listener, said):
    own = make_comment(article, by=mei.user, body="Good morning")
    listener.answer = says("hold")
    asking(mei).submits(f"{own.url}/edit", body=WORDS)
    assert (said().body, said().state, said().held_by) == (WORDS, "held", "external")


def test_changed_words_that_it_refuses_are_kept_in_the_form(mei, article, asking, listener, said):
    own = make_comment(article, by=mei.user, body="Good morning")
    listener.answer = says("refuse")
    page = asking(mei).submits(f"{own.url}/edit", status=422, body=WORDS)
    assert page.field("body") == WORDS
    assert said().body == "Good morning"


def note_of(person):
    return db.session.scalars(db.select(Article).filter_by(author_id=person.user.id)).one()


def send_out(person, status=303, action="publish"):
    return person.submits("/write", status=status, title="An umbrella", body=WORDS, action=action)


def test_a_readers_note_is_asked_about(mei, asking, listener):
    listener.answer = says("hold", reason="A meeting of strangers")
    send_out(asking(mei))
    assert WORDS in listener.asked[0][0].decode()
    assert (note_of(mei).state, note_of(mei).held_by) == ("draft", "external")


def test_a_note_that_it_refuses_comes_back_with_the_words(mei, asking, listener):
    listener.answer = says("refuse")
    assert send_out(asking(mei), status=422).field("body") == WORDS
    assert not db.session.scalars(db.select(Article).filter_by(author_id=mei.user.id)).all()


def test_it_is_not_asked_about_drafts_and_authors(mei, wen, asking, listener):
    send_out(asking(mei), action="save")
    send_out(asking(wen))
    assert not listener.asked


def test_what_stays_the_same_is_not_asked_about(mei, article, asking, listener, said):
    own = make_comment(article, by=mei.user, body="Good morning")
    asking(mei).submits(f"{own.url}/edit", body="Good morning")
    assert not listener.asked and said().version == 1


def test_others_write_while_it_hangs(mei, article, asking, listener, said):
    there = asking(mei, SCREEN_TIMEOUT_MS="10000")
    form = {"body": WORDS, "csrf_token": there._token({})}
    sending = Thread(
        target=there.client.post, args=(f"{article.url}/comments",), kwargs={"data": form}
    )
    listener.answer = hangs
    db.session.rollback()
    sending.start()
    assert listener.is_asked.wait(5)
    begun = time.monotonic()
    make_comment(article, by=mei.user, body="Quick")
    assert time.monotonic() - begun < 2 and sending.is_alive()
    listener.may_go.set()
    sending.join()
    assert (said().body, said().held_by) == (WORDS, "external")


def test_what_our_checks_decide_counts_as_unanswered(app_with, listener):
    with app_with(**listener.environment()).app_context():
        closed = Draft(WORDS, "en", mode="closed")
        answer = ask_before_writing(closed, Record(), DEFAULT)
        db.session.rollback()
    assert answer == Answer("hold", is_failure=True) and not listener.asked


@pytest.mark.parametrize("kind", ["name", "bio"])
def test_names_and_profiles_are_not_asked_about(app_with, listener, kind):
    with app_with(**listener.environment()).app_context():
        ask_before_writing(Draft(WORDS, "en", kind=kind), Record(), DEFAULT)
        db.session.rollback()
    assert not listener.asked


def test_without_a_service_nothing_is_asked(app):
    assert ask(Draft(WORDS, "en"), Record()) is None
    assert ask_before_writing(Draft(WORDS, "en"), Record(), DEFAULT) is None
    begin_writing()
    db.session.rollback()


def test_without_a_service_posting_costs_what_it_did(mei, article, statements):
    mei.visits(article)
    with statements() as asked:
        send(mei, article, on=None, status=303)
    begun = now()
    assert begun and len(asked) < 60, asked
