"""What of the desk's lists is shown: by language, person, article, check, rule and decision."""

import pytest
from sqlalchemy import select, update

from community.extensions import db
from community.moderation.models import Appeal, Decision
from community.moderation.reports import report
from community.screening.models import Case
from tests.cast import Person
from tests.factories import ago, kept, make_article, make_comment, make_user

DECIDED, APPEALS = "/moderation/decided", "/moderation/appeals"


@pytest.fixture
def kwame(app):
    """A moderator who reads English only."""
    return Person(app, make_user("kwame", role="moderator", reads=["en"]))


@pytest.fixture
def decided(lin, kwame, mei, wen, article):
    """Lin removed words in Chinese as unkind, Kwame held words in English elsewhere."""
    zh = make_comment(article, by=mei.user, body="大家好，你们什么都不懂。")
    en = make_comment(make_article(by=wen.user, slug="rain"), by=wen.user, body="You know nothing")
    lin.submits(f"/moderation/comments/{zh.id}", decision="remove", rule="kind")
    kwame.submits(f"/moderation/comments/{en.id}", decision="hold", rule="privacy")
    return list(db.session.scalars(select(Decision).order_by(Decision.id)))


def listed(page):
    """Return the numbers of the decisions on a page."""
    body = page.all("tbody")
    return [int(row.all("td")[0].text) for row in body[0].all("tr")] if body else []


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("", [2, 1]),
        ("language=zh", [1]),
        ("language=zh-Hans", [1]),
        ("language=en", [2]),
        ("author=@mei", [1]),
        ("moderator=kwame", [2]),
        ("outcome=remove", [1]),
        ("rule=privacy", [2]),
        ("article=rain", [2]),
        ("moderator=lin&rule=privacy", []),
        ("author=nobody", []),
        ("outcome=burn&rule=x&after=rubbish&language=%00", [2, 1]),
    ],
)
def test_what_was_decided_can_be_narrowed(lin, decided, asked, numbers):
    page = lin.visits(f"{DECIDED}?{asked}")
    assert listed(page) == numbers
    assert numbers or page.shows("Nothing of this kind was decided.")


def test_the_filters_stay_chosen_and_go_along_to_the_next_page(lin, decided):
    comment = decided[0].comment_id
    for decision in ("approve", "remove") * 16:
        lin.submits(f"/moderation/comments/{comment}", decision=decision, rule="kind")
    page = lin.visits(f"{DECIDED}?author=mei&rule=kind")
    assert page.field("author") == "mei" and page.field("rule") == "kind"
    first = listed(page)
    rest = listed(lin.visits(page.one("a", rel="next")["href"]))
    assert len(first) == 30 and first[-1] > rest[0] and rest[-1] == 1


@pytest.fixture
def objected(mei, wen, decided):
    """Both object, each in their language."""
    for person, decision, text in ((mei, decided[0], "这是玩笑。"), (wen, decided[1], "But I do")):
        person.submits(f"/decisions/{decision.id}/appeal", text=text)


def test_objections_go_first_to_those_who_read_them(objected, kwame, app):
    page = kwame.visits(APPEALS).shows("But I do", "1 objection in another language goes first")
    page.lacks("这是玩笑")
    kwame.visits(f"{APPEALS}?all=1").shows("But I do", "这是玩笑").lacks("goes first")
    bo = Person(app, make_user("bo", role="moderator", reads=["zh-Hant"]))
    bo.visits(APPEALS).shows("这是玩笑").lacks("But I do")


def test_who_says_nothing_of_what_they_read_sees_all_objections(objected, lin):
    lin.user.reads = []
    lin.visits(APPEALS).shows("But I do", "这是玩笑")


def test_after_a_while_objections_go_to_everybody(objected, kwame):
    db.session.execute(update(Appeal).values(created_at=ago(minutes=31)))
    db.session.commit()
    kwame.visits(APPEALS).shows("But I do", "这是玩笑").lacks("goes first")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("language=zh", "这是玩笑"),
        ("author=mei", "这是玩笑"),
        ("moderator=lin", "这是玩笑"),
        ("outcome=remove", "这是玩笑"),
        ("rule=kind", "这是玩笑"),
        ("article=rain", "But I do"),
        ("language=en", "But I do"),
    ],
)
def test_objections_can_be_narrowed(objected, kwame, asked, words):
    page = kwame.visits(f"{APPEALS}?all=1&{asked}").shows(words)
    page.lacks(*({"这是玩笑", "But I do"} - {words}))


def test_the_gravest_decision_stands_first_where_one_asks_for_it(objected, kwame):
    page = kwame.visits(f"{APPEALS}?all=1&order=worst").text
    assert page.index("这是玩笑") < page.index("But I do")
    db.session.execute(update(Appeal).values(id=9).where(Appeal.text == "这是玩笑。"))
    db.session.commit()
    page = kwame.visits(f"{APPEALS}?all=1").text
    assert page.index("But I do") < page.index("这是玩笑")


@pytest.mark.parametrize("order", ["oldest", "worst"])
def test_objections_go_on_where_the_last_page_ended(lin, mei, article, order):
    for number in range(32):
        comment = make_comment(article, by=mei.user, body=f"Words {number}")
        lin.submits(f"/moderation/comments/{comment.id}", decision="remove", rule="kind")
    ids = db.session.scalars(select(Decision.id).order_by(Decision.id)).all()
    for number, id_ in enumerate(ids, 1):
        db.session.add(Appeal(decision_id=id_, author_id=mei.id, text=f"No {number:02}."))
    db.session.commit()
    page = lin.visits(f"{APPEALS}?order={order}").shows("No 01.", "No 30.").lacks("No 31.")
    lin.visits(page.one("a", rel="next")["href"]).shows("No 31.", "No 32.").lacks("No 30.")


def test_both_ways_of_writing_are_found_as_chinese(lin, article):
    for name, body in (("an", "大家好，我是新来的。"), ("bu", "大家好，我們是新來的朋友。")):
        make_comment(article, by=make_user(f"{name}xx", approved_comment_count=0), body=body)
    make_comment(article, by=make_user("noor", approved_comment_count=0), body="Hello, I am new.")
    assert {*db.session.scalars(select(Case.language))} == {"zh-Hans", "zh-Hant", "en"}
    page = lin.visits("/moderation/held?language=zh").shows("我是新来的", "我們是新來的")
    page.lacks("I am new")
    assert page.field("language") == "zh"
    lin.visits("/moderation/held?language=zh-Hant").shows("我們是新來的").lacks("我是新来的")


def test_what_hid_by_itself_can_be_picked_out_of_what_was_reported(lin, tom, mei, rude, article):
    for number in range(3):
        kept(report(rude, by=make_user(f"reader{number}x"), rule="kind"))
    other = make_comment(article, by=mei.user, body="Another thing entirely")
    kept(report(other, by=tom.user, rule="kind"))
    lin.visits("/moderation/reported").shows("know nothing about tea", "Another thing")
    page = lin.visits("/moderation/reported?check=reports").shows("know nothing about tea")
    page.lacks("Another thing")
    assert page.field("check") == "reports"


def test_the_lists_ask_little_of_the_database(objected, kwame, statements):
    for address in (f"{DECIDED}?author=mei&moderator=lin&article=rain", f"{APPEALS}?author=mei"):
        with statements() as asked:
            kwame.visits(address)
        assert len(asked) <= 10, asked
