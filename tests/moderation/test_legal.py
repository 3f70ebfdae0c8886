"""Notices of illegal content: taken from anyone, with a number that finds them again."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from urllib.parse import quote

import pytest
from sqlalchemy import func, select

from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from community.moderation.desk_models import LegalNotice
from community.moderation.legal import (
    CHARACTERS,
    answer_notices,
    new_reference,
    turn_notices,
)
from community.moderation.legal_queries import has_noticed, open_notices
from community.moderation.models import Decision, LogEntry
from community.screening.models import Case
from tests.cast import Person
from tests.factories import ago, make_article, make_comment, make_user
from tests.page import read
from tests.test_rubbish import RUBBISH, rows, sends

FORM = "/legal/report"
WHY = "It tells where a family lives, and calls on people to go there."
ELSEWHERE = "This is not an address of this site."
NOTHING = "There is nothing at this address that you can see."


def notices():
    found = select(LegalNotice).order_by(LegalNotice.id)
    return list(db.session.scalars(found.execution_options(populate_existing=True)))


def gives(person, thing, status=303, **fields):
    address = thing if isinstance(thing, str) else thing.url
    fields = {"address": address, "explanation": WHY, "good_faith": "y"} | fields
    return person.submits(FORM, status, **fields)


def part(app, name):
    """Return the macros of a part of the desk's pages."""
    return app.jinja_env.get_template(f"moderation/{name}.html").module


def decide(lin, thing, decision="remove", **fields):
    kind = "comments" if isinstance(thing, Comment) else "articles"
    lin.submits(f"/moderation/{kind}/{thing.id}", decision=decision, rule="legal", **fields)


def test_a_guest_gives_notice_and_gets_a_number(guest, rude):
    page = gives(guest, rude, law="Criminal Code, § 126a", name="Noor", email="Noor@Example.org")
    page.shows("Thank you. We have your notice", "Waiting for a moderator", "within 4 hours")
    (notice,) = notices()
    assert page.path == f"/legal/{notice.reference}"
    assert (notice.comment_id, notice.reporter_id, notice.state) == (rude.id, None, "open")
    assert (notice.law, notice.explanation) == ("Criminal Code, § 126a", WHY)
    assert (notice.name, notice.email) == ("Noor", "Noor@example.org")
    assert notice.words == "You people know nothing about tea."


def test_it_stands_before_the_moderators_and_in_the_internal_log(guest, rude):
    gives(guest, rude)
    case = db.session.scalars(select(Case)).one()
    assert (case.comment_id, case.is_legal, case.score, case.place) == (
        rude.id,
        True,
        10.0,
        "reported",
    )
    entry = db.session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.subject) == ("legal_notice", f"legal:{notices()[0].reference}")


def test_a_notice_alone_hides_nothing(guest, mei, rude, state_of):
    for number in range(5):
        gives(Person(guest.app), rude, explanation=f"{number}. {WHY}")
    assert state_of(rude) == "published"
    guest.visits(rude).shows("know nothing about tea")


def test_who_is_signed_in_is_filled_in_and_may_leave_it_out(tom, rude):
    page = tom.visits(f"{FORM}?thing=/comments/{rude.id}")
    assert [page.field(one) for one in ("address", "name", "email")] == [
        f"/comments/{rude.id}",
        "tom",
        "tom@example.org",
    ]
    gives(tom, rude, name="", email="")
    (notice,) = notices()
    assert (notice.reporter_id, notice.name, notice.email) == (tom.id, "", "")


def test_articles_and_profiles_can_be_noticed(guest, article, mei):
    gives(guest, article), gives(guest, "/@mei")
    assert [(one.article_id, one.user_id) for one in notices()] == [
        (article.id, None),
        (None, mei.id),
    ]


@pytest.mark.parametrize(
    "form",
    [
        "/comments/{id}",
        "/comments/{id}/",
        "http://localhost/comments/{id}",
        "localhost/comments/{id}",
        "{article}#comment-{id}",
        "{article}?at={id}#comment-{id}",
        "{article}?order=oldest&at={id}",
        "HTTP://LOCALHOST{article}#comment-{id}",
        " http://127.0.0.1:8000/comments/{id} ",
    ],
)
def test_a_comment_has_many_addresses(guest, rude, article, form):
    gives(guest, form.format(id=rude.id, article=article.url))
    assert [one.comment_id for one in notices()] == [rude.id]


def test_an_article_is_found_by_addresses_that_it_has_and_had(guest, wen, article):
    old = article.url
    for address in (old, f"{old}#comments", f"{old}?at=rubbish", f"{old}?order=liked"):
        gives(guest, address, explanation=f"{WHY} {address}")
    wen.submits(f"{old}/edit", slug="dogs", action="save")
    assert db.session.get(Article, article.id, populate_existing=True).url != old
    gives(guest, old, explanation=f"{WHY} Under its old address.")
    assert [one.article_id for one in notices()] == [article.id] * 5


def test_a_person_is_found_by_a_name_of_any_script(guest):
    person = make_user("梅花糕")
    for address in ("/@梅花糕", f"/@{quote('梅花糕')}", "@梅花糕", "http://localhost/@梅花糕/"):
        gives(guest, address, explanation=f"{WHY} {address}")
    assert [one.user_id for one in notices()] == [person.id] * 4


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/comments/1",
        "//evil.example/comments/1",
        "https://localhost@evil.example/comments/1",
        "https://evil@localhost/comments/1",
        "http://localhost.evil.example/comments/1",
        "ftp://localhost/comments/1",
        "javascript:alert(1)",
        "//[::1",
        "茶馆",
        "the second comment",
    ],
)
def test_an_address_of_another_site_is_refused_and_kept(guest, rude, address):
    page = gives(guest, address, 422)
    assert ELSEWHERE in page.complains("address")
    assert page.field("address") == address and page.field("explanation") == WHY
    assert not notices()


@pytest.fixture
def unseen(wen, tom, rude, article):
    """What is not there, and what is not for everyone to see."""
    draft = make_article(by=wen.user, state="draft", title="A secret")
    later = make_article(by=wen.user, published_at=ago(days=-1))
    gone = make_article(by=wen.user)
    held, removed, deleted = (
        make_comment(article, by=tom.user, state=state) for state in ("held", "removed", "deleted")
    )
    other = make_article(by=wen.user)
    under = make_comment(gone, by=tom.user, state="published")
    gone.state = "removed"
    nowhere = ["/comments/4711", "/comments/99999999999", "/comments/0", "/articles/nothing"]
    nowhere += ["/@nobody", "/", "", "/rules", "/comments/x", "/comments/١", "/@mei%00", "/%FF"]
    nowhere += ["/articles/%00", "/articles/%ED%A0%80", f"{other.url}#comment-{rude.id}"]
    nowhere += [f"{article.url}#comment-{held.id}", f"{article.url}?at=4711", "/media/x"]
    hidden = [draft, later, gone, held, removed, deleted, under]
    return [one.url for one in hidden] + [one for one in nowhere if one]


@pytest.mark.parametrize("name", ["guest", "tom", "wen", "lin", "ada"])
def test_what_is_hidden_cannot_be_told_from_what_is_not_there(request, name, unseen):
    person = request.getfixturevalue(name)
    said = {gives(person, address, 422).complains("address") for address in unseen}
    assert len(said) == 1 and NOTHING in said.pop()
    assert not notices() and not db.session.scalar(select(func.count(Case.id)).where(Case.is_legal))


def test_nobody_gives_notice_of_their_own(mei, wen, rude, article):
    for person, thing in ((mei, rude), (wen, article), (mei, "/@mei")):
        said = gives(person, thing, 422).complains("address")
        assert "This is your own." in said or "这是你自己的" in said
    assert not notices()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("address", "", "We need to know what it is about"),
        ("address", "/articles/" + "x" * 10_000, "At most 2000 characters"),
        ("explanation", "", "Please tell us what is illegal"),
        ("explanation", "x" * 19, "at least 20 characters"),
        ("explanation", "这里有人卖假药", "at least 8 characters"),
        ("explanation", "很" * 10_000, "At most 5000 characters"),
        ("explanation", " \u200b\n\u3000" * 20, "at least 20 characters"),
        ("law", "§" * 301, "At most 300 characters"),
        ("name", "n" * 201, "At most 200 characters"),
        ("email", "no address", "does not look like an e-mail address"),
        ("email", "a@example.org\r\nBcc: b@example.org", "does not look like an e-mail"),
        ("email", "a@example.org, b@example.org", "does not look like an e-mail"),
        ("good_faith", None, "what you yourself believe"),
    ],
)
def test_what_does_not_hold_is_said_and_all_is_kept(guest, rude, field, value, said):
    page = gives(guest, rude, 422, **{"law": "§ 1", field: value})
    assert said in page.complains(field)
    assert not notices() and not db.session.scalar(select(func.count(Case.id)))
    kept = {"address": rude.url, "explanation": WHY, "law": "§ 1"}
    for name in kept.keys() - {field}:
        assert page.field(name) == kept[name]


def test_eight_characters_are_enough_in_chinese(guest, rude):
    gives(guest, rude, explanation="他在这里公开卖假药")
    assert notices()[0].explanation_language == "zh-Hans"


def test_a_program_that_fills_in_everything_is_refused_a_person_only_once(guest, rude):
    page = gives(guest, rude, 422, website="https://evil.example")
    page.shows("Something was filled in that stays empty")
    assert page.field("website") == "" and page.field("explanation") == WHY
    assert not notices()


def test_words_are_only_ever_words(guest, lin, rude):
    html = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\x00{{7*7}}"
    gives(guest, rude, law=html, explanation=html, name=f"{html}\r\nBcc: eve@example.org")
    (notice,) = notices()
    assert "\x00" not in notice.explanation and "\n" not in notice.name
    page = guest.visits(f"/legal/{notice.reference}")
    assert not page.all("img", src="x")
    assert "<script>alert" in guest.visits(f"/legal/{notice.reference}.txt").html


def test_the_same_notice_twice_is_one(guest, tom, rude, article):
    first = gives(guest, rude).path
    assert gives(guest, rude).path == first
    assert gives(tom, rude).path == gives(tom, rude).path != first
    gives(guest, article), gives(guest, rude, explanation=f"{WHY} Still.")
    gives(guest, rude, email="noor@example.org")
    assert len(notices()) == 5
    assert db.session.scalar(select(Case.report_count).where(Case.comment_id == rude.id)) == 4


def test_the_next_day_it_is_a_new_one(guest, rude):
    first = gives(guest, rude).path
    notices()[0].created_at = ago(hours=25)
    db.session.commit()
    assert gives(guest, rude).path != first


def test_the_same_notice_from_several_tabs_at_once_is_one(tom, rude):
    tabs = [Person(tom.app, tom.user) for _ in range(4)]
    fields = {"address": rude.url, "explanation": WHY, "good_faith": "y"}
    forms = [fields | {"csrf_token": tab._token({})} for tab in tabs]
    db.session.rollback()
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda tab, form: tab.client.post(FORM, data=form), tabs, forms)
        assert [one.status_code for one in answers] == [303] * 4
    assert len(notices()) == 1


def test_the_form_needs_its_token_and_keeps_the_words(guest, rude):
    page = gives(guest, rude, 400, token="stale", explanation=f"{WHY}\nMore.")
    assert page.field("explanation") == f"{WHY}\nMore." and not notices()


def test_six_an_hour_are_too_many_for_one_person(under_limits, tom, rude):
    tom = under_limits(tom)
    for number in range(5):
        gives(tom, rude, explanation=f"{WHY} {number}")
    page = gives(tom, rude, 429, explanation=f"{WHY} And more.")
    assert page.field("explanation") == f"{WHY} And more."
    assert int(page.headers["Retry-After"]) > 0 and len(notices()) == 5


def test_a_flood_from_one_address_ends_and_the_desk_stays_readable(under_limits, tom, rude):
    guest = Person(under_limits(tom).app)
    for number in range(30):
        gives(guest, rude, explanation=f"{WHY} {number}")
    gives(Person(guest.app), rude, 429, explanation=f"{WHY} Once more.")
    rows = open_notices("comment_id", [rude.id])[rude.id]
    assert len(notices()) == 30 and len(rows) == 20 and rows[0].total == 30


def test_who_holds_the_number_sees_the_state_and_nobody_s_name(guest, app, rude):
    gives(guest, rude, name="Noor", email="noor@example.org", law="§ 126a")
    (notice,) = notices()
    page = Person(app).visits(f"/legal/{notice.reference.lower()}")
    page.shows(notice.reference, f"Comment {rude.id}", "Received")
    page.lacks("Noor", "noor@example.org", WHY)
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_the_file_holds_the_whole_notice_for_whoever_gave_it(guest, rude):
    gives(guest, rude, name="Noor", email="noor@example.org", law="§ 126a")
    (notice,) = notices()
    page = guest.visits(f"/legal/{notice.reference}.txt")
    assert page.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert page.headers["Cache-Control"] == "no-store"
    for words in (notice.reference, "Noor", "noor@example.org", "§ 126a", f"    {WHY}"):
        assert words in page.html, page.html


def test_the_file_names_nobody_to_others_and_never_repeats_what_was_reported(
    guest, app, tom, mei, rude
):
    gives(guest, rude, name="Noor"), gives(tom, rude, name="Tom T.")
    of_guest, of_tom = (f"/legal/{one.reference}.txt" for one in notices())
    for person, address in ((Person(app), of_guest), (mei, of_guest), (guest, of_tom)):
        text = person.visits(address).html
        assert "Noor" not in text and "Tom T." not in text and "know nothing" not in text
    assert "Tom T." in tom.visits(of_tom).html


@pytest.mark.parametrize("reference", ["TH-2222-2222", "x", "TH-%00", "'; DROP", "茶" * 12])
def test_a_number_of_nothing_is_not_found(guest, reference):
    for end in ("", ".txt"):
        guest.visits(f"/legal/{reference}{end}", 404)


def test_numbers_are_random_and_hard_to_misread():
    drawn = {new_reference() for _ in range(200)}
    assert len(drawn) == 200
    assert all(re.fullmatch(rf"TH(-[{CHARACTERS}]{{4}}){{2}}", one) for one in drawn)
    assert not set("01OIL") & set(CHARACTERS)


@pytest.mark.parametrize(
    ("decision", "state", "said"),
    [("remove", "upheld", "We agree: it was removed"), ("approve", "dismissed", "and it stays")],
)
def test_a_decision_answers_all_notices_on_the_thing(
    guest, lin, rude, article, decision, state, said
):
    gives(guest, rude), gives(guest, rude, explanation=f"{WHY} 2"), gives(guest, article)
    decide(lin, rude, decision)
    decided = db.session.scalars(select(Decision)).one()
    assert [(one.state, one.decision_id) for one in notices()] == [
        (state, decided.id),
        (state, decided.id),
        ("open", None),
    ]
    address = f"/legal/{notices()[0].reference}"
    guest.visits(address).shows(
        said, f"Decision {decided.id}, by a person", "8. Nothing that harms by law"
    )
    assert said in guest.visits(f"{address}.txt").html


def test_to_hold_it_answers_nothing(guest, lin, rude):
    gives(guest, rude)
    decide(lin, rude, "hold")
    held = db.session.scalars(select(Decision)).one()
    assert answer_notices("comment_id", rude.id, held) == []
    assert notices()[0].state == "open"


def test_the_page_says_that_the_author_took_it_down(guest, mei, rude):
    page = gives(guest, rude)
    mei.submits(f"/comments/{rude.id}/delete")
    page = guest.visits(page.path).shows("Its author took it down before a moderator had decided")
    assert not page.all("a", href=rude.url)


def test_a_moderator_who_gave_notice_is_known(lin, guest, rude):
    gives(lin, rude), gives(guest, rude)
    assert has_noticed("comment_id", rude.id, lin.user)
    assert not has_noticed("article_id", rude.id, lin.user)


def test_the_desk_reads_all_notices_in_one_statement(guest, tom, rude, article, statements):
    other = make_comment(article, by=tom.user, state="published", body="Other words")
    gives(guest, rude), gives(tom, rude), gives(guest, other)
    first, second = rude.id, other.id
    with statements() as asked:
        found = open_notices("comment_id", [first, second, 4711])
    assert len(asked) == 1
    assert {id_: len(rows) for id_, rows in found.items()} == {first: 2, second: 1}
    assert [row.reporter_name for row in found[first]] == [None, "tom"]
    assert open_notices("comment_id", []) == {}


def test_inside_a_case_moderators_read_who_gave_notice_of_what(app, guest, tom, rude):
    gives(guest, rude, law="刑法", explanation="他在这里公开卖假药", email="noor@example.org")
    gives(tom, rude, name="<b>Tom</b>"), gives(guest, rude, explanation=f"{WHY} 3")
    rows = open_notices("comment_id", [rude.id])[rude.id]
    shown = part(app, "_notices").notices(rows, with_names=True)
    listed = read(shown).all("li")
    assert len(listed) == 3 and rows[0].reference in listed[0].text
    assert listed[0].one("p")["lang"] == "zh-Hans" and listed[0].one("p")["data-words"] == "note"
    assert "noor@example.org" in shown and "@tom" in shown and "&lt;b&gt;Tom" in shown
    assert "without a name" in listed[2].text


def test_without_names_a_case_shows_none(app, tom, rude):
    gives(tom, rude, name="Tom T.")
    rows = open_notices("comment_id", [rude.id])[rude.id]
    shown = part(app, "_notices").notices(rows)
    assert WHY in read(shown).text and "tom" not in shown.lower()
    assert "and 4 more notices" in part(app, "_notices").notices([rows[0]._replace(total=5)])
    assert not part(app, "_notices").notices([]).strip()


def test_the_ordinary_report_leads_to_the_form(app, guest, rude):
    link = read(part(app, "_legal_way").legal_way(rude)).one("a")["href"]
    assert guest.visits(link).field("address") == rude.url


def test_a_decision_that_is_undone_opens_the_notices_again(guest, lin, rude):
    gives(guest, rude)
    decide(lin, rude)
    decision = db.session.scalars(select(Decision)).one()
    lin.submits(f"/moderation/batches/{decision.batch}/undo")
    assert [(one.state, one.decision_id) for one in notices()] == [("open", None)]
    case = db.session.scalars(select(Case).where(Case.comment_id == rude.id)).one()
    assert case.is_legal and case.score == 10.0


def test_an_appeal_that_succeeds_turns_what_was_upheld(guest, mei, lin, ada, rude):
    gives(guest, rude)
    decide(lin, rude)
    decision = db.session.scalars(select(Decision)).one()
    mei.submits(f"/decisions/{decision.id}/appeal", text="No.")
    ada.submits("/moderation/appeals/1", decision="overturn")
    answer = db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
    assert [(one.state, one.decision_id) for one in notices()] == [("dismissed", answer.id)]
    assert turn_notices(decision, answer) == []


def test_rubbish_in_any_field_is_answered_and_nothing_is_half_written(app, rude):
    fields = {"address": rude.url, "law": "", "explanation": WHY, "name": "", "email": ""}
    fields |= {"good_faith": "y", "website": ""}
    for field, (what, value) in product(fields, RUBBISH.items()):
        before = rows()
        page = sends(Person(app), FORM, fields | {field: value})
        assert page.status in (303, 422), (field, what, page)
        assert page.status == 303 or rows() == before, (field, what)


def test_rubbish_in_the_query_is_only_ever_the_words_of_a_field(guest):
    for value in ("<script>alert(1)</script>", "x" * 5_000, "%00", "%FF%FE", "javascript:x"):
        assert len(guest.visits(f"{FORM}?thing={value}").field("address")) <= 2_000
