"""Word rules: moderators try them on what was said, save them, change them, take them out."""

import pytest
from sqlalchemy import insert, select

from community.comments.models import Comment
from community.extensions import db
from community.moderation.models import LogEntry
from community.screening.models import WordRule
from tests.factories import make_article

DESK = "/moderation/words"
RULES = {"words": "赌博\ntea party", "language": "any", "effect": "hold"}
OF_ENGLISH = {"language": "en", "effect": "hold"}


@pytest.fixture
def rules():
    """Return the rules as the database has them: pattern, language, effect."""

    def read():
        columns = select(WordRule.pattern, WordRule.language, WordRule.effect)
        return sorted(tuple(row) for row in db.session.execute(columns))

    return read


@pytest.fixture
def logged():
    """Return what the internal log tells of word rules, oldest first."""

    def read():
        entries = select(LogEntry.action).where(LogEntry.action.like("word_rule_%"))
        return list(db.session.scalars(entries.order_by(LogEntry.id)))

    return read


# Saving


def test_rules_are_saved_and_listed(lin, rules, logged):
    page = lin.submits(DESK, **RULES)
    page.shows("Saved. New: 2, changed: 0, there already: 0.", "赌博", "tea party", "@lin")
    assert rules() == [("tea party", "any", "hold"), ("赌博", "any", "hold")]
    assert logged() == ["word_rule_added"] * 2


def test_rules_are_grouped_by_what_they_do(lin):
    for effect in ("mark", "block", "hold"):
        lin.submits(DESK, words=f"word{effect}", language="en", effect=effect)
    page = lin.visits(DESK)
    titles = page.all("h2", class_="word-rules__title")
    assert [one.text.split(":")[0] for one in titles] == ["Block", "Hold", "Mark"]
    assert page.text.index("wordblock") < page.text.index("wordhold") < page.text.index("wordmark")


def test_the_list_is_filtered_by_language(lin):
    lin.submits(DESK, words="赌博", language="zh", effect="block")
    lin.submits(DESK, words="casino", language="en", effect="block")
    lin.visits(f"{DESK}?language=zh").shows("赌博").lacks("casino")
    lin.visits(f"{DESK}?language=en").shows("casino").lacks("赌博")
    lin.visits(f"{DESK}?language=nothing&after=rubbish").shows("casino", "赌博")


def test_a_long_list_goes_on_on_the_next_page(lin):
    lin.submits(DESK, words="\n".join(f"word{number:03}" for number in range(101)), **OF_ENGLISH)
    page = lin.visits(f"{DESK}?language=en").shows("word100", "word001").lacks("word000")
    lin.visits(page.one("a", rel="next")["href"]).shows("word000").lacks("word001")


def test_saved_twice_is_harmless(lin, rules, logged):
    lin.submits(DESK, **RULES)
    lin.submits(DESK, **RULES).shows("New: 0, changed: 0, there already: 2.")
    assert (len(rules()), len(logged())) == (2, 2)


def test_what_means_the_same_is_one_rule(lin, rules):
    lin.submits(DESK, words="賭博\n赌博\nTea\nｔｅａ", language="any", effect="mark")
    lin.submits(DESK, words="赌\u200b博\nTEA", language="any", effect="mark")
    assert rules() == [("Tea", "any", "mark"), ("賭博", "any", "mark")]


def test_a_new_effect_changes_the_rule(lin, rules, logged):
    lin.submits(DESK, **RULES)
    page = lin.submits(DESK, **RULES | {"words": "賭博", "effect": "block"})
    page.shows("New: 0, changed: 1, there already: 0.")
    assert rules() == [("tea party", "any", "hold"), ("赌博", "any", "block")]
    assert logged()[-1] == "word_rule_changed"


def test_another_language_is_another_rule(lin, rules):
    lin.submits(DESK, **OF_ENGLISH, words="gift")
    lin.submits(DESK, words="gift", language="zh", effect="mark")
    assert rules() == [("gift", "en", "hold"), ("gift", "zh", "mark")]


def test_a_script_is_answered_with_the_changed_page(lin):
    lin.fetches(DESK, words="casino", **OF_ENGLISH).shows("casino").one(id="word-rules")
    lin.fetches(DESK, 422, words="/(/", **OF_ENGLISH).complains("words")


# Taking out


def test_a_rule_is_taken_out_with_its_button(lin, rules, logged):
    lin.submits(DESK, words="casino", **OF_ENGLISH)
    address = f"{DESK}/{db.session.scalar(select(WordRule.id))}/delete"
    lin.submits(address, on=DESK).shows("“casino” is no rule any more.")
    lin.submits(address).shows("That rule is gone already.")
    assert (rules(), logged()) == ([], ["word_rule_added", "word_rule_removed"])


def test_what_is_taken_out_is_not_looked_for_any_more(lin, mei, article):
    lin.submits(DESK, words="casino", language="en", effect="block")
    mei.submits(f"{article.url}/comments", 422, body="To the casino!")
    lin.submits(f"{DESK}/{db.session.scalar(select(WordRule.id))}/delete")
    mei.submits(f"{article.url}/comments", body="To the casino!").shows("To the casino!")


# Who may


def test_a_guest_is_sent_to_sign_in(guest, rules):
    guest.is_sent_to_sign_in(DESK)
    guest.is_sent_to_sign_in(DESK, **RULES)
    guest.is_sent_to_sign_in(f"{DESK}/1/delete", anything="")
    assert rules() == []


def test_readers_and_authors_are_refused(mei, wen, lin, rules):
    lin.submits(DESK, words="casino", **OF_ENGLISH)
    for person in (mei, wen):
        person.visits(DESK, 403)
        person.submits(DESK, 403, **RULES)
        person.submits(f"{DESK}/{db.session.scalar(select(WordRule.id))}/delete", 403)
    assert rules() == [("casino", "en", "hold")]


# What does not hold


BAD = [
    ("words", {"words": ""}, "Write at least one word"),
    ("words", {"words": " \n\n"}, "Write at least one word"),
    ("words", {"words": "tea\n" * 201}, "At most 200 lines"),
    ("words", {"words": "***"}, "Only stars"),
    ("words", {"words": "茶" * 101}, "100 characters"),
    ("words", {"words": "/.*/"}, "met by no words at all"),
    ("language", {"language": "fr"}, ""),
    ("language", {"language": None}, ""),
]


@pytest.mark.parametrize(("field", "wrong", "said"), BAD)
def test_what_does_not_hold_is_said_at_its_field(lin, rules, field, wrong, said):
    page = lin.submits(DESK, 422, **RULES | wrong)
    assert said in page.complains(field)
    assert rules() == []


@pytest.mark.parametrize("effect", [None, "", "delete"])
def test_an_effect_is_one_of_three(lin, rules, effect):
    page = lin.submits(DESK, 422, **RULES | {"effect": effect})
    assert page.field("words") == RULES["words"]
    assert page.one(id="effect-error").text
    assert rules() == []


@pytest.mark.parametrize("dry_run", [None, "1"])
def test_bad_lines_are_each_named_and_all_are_kept(lin, rules, dry_run):
    words = "casino\n/(/\n\na*b*c*d"
    page = lin.submits(DESK, 422, words=words, **OF_ENGLISH, dry_run=dry_run)
    said = page.complains("words")
    assert "Line 2, “/(/”: This expression cannot be read: missing )" in said
    assert "Line 4, “a*b*c*d”: A rule has room for two stars" in said
    assert (page.field("words"), page.field("effect")) == (words, "hold")
    assert rules() == []


def test_there_is_room_for_five_thousand_rules(lin, rules):
    row = {"language": "en", "effect": "mark"}
    db.session.execute(insert(WordRule), [row | {"pattern": f"w{n}"} for n in range(4_998)])
    lin.submits(DESK, **RULES)
    page = lin.submits(DESK, 422, words="casino", **OF_ENGLISH)
    assert "room for 5,000 rules" in page.complains("words")
    lin.submits(DESK, **RULES | {"effect": "mark"}).shows("changed: 2")
    assert len(rules()) == 5_000


# In force


@pytest.mark.parametrize("said", ["来赌博吧", "來賭博", "来 赌 博 吧", "Let us 赌\u200b博"])
def test_a_blocked_word_comes_back_to_its_writer(lin, mei, article, said):
    lin.submits(DESK, words="赌博", language="zh", effect="block")
    page = mei.submits(f"{article.url}/comments", 422, body=said)
    assert page.complains("body")
    assert page.field("body") == said.strip()
    assert not list(db.session.scalars(select(Comment)))


def test_a_word_that_holds_makes_wait_and_says_why(lin, mei, article):
    lin.submits(DESK, words="casino", **OF_ENGLISH)
    mei.submits(f"{article.url}/comments", body="To the CASINO!").shows("待审中")
    comment = db.session.scalars(select(Comment)).one()
    assert (comment.state, comment.held_by) == ("held", "words")
    lin.visits("/moderation/held").shows("To the CASINO!", "casino")


def test_a_word_that_marks_lets_it_appear_and_tells_moderators(lin, mei, tom, guest, article):
    lin.submits(DESK, words="casino", language="en", effect="mark")
    mei.submits(f"{article.url}/comments", body="To the casino!")
    guest.visits(article).shows("To the casino!")
    comment = db.session.scalars(select(Comment)).one()
    tom.submits(f"/comments/{comment.id}/report", rule="kind")
    lin.visits("/moderation/reported").shows("Marked: casino")


def test_part_of_a_word_is_no_word(lin, mei, guest, article):
    lin.submits(DESK, words="ass", language="en", effect="block")
    mei.submits(f"{article.url}/comments", body="A first class glass")
    guest.visits(article).shows("A first class glass")
    mei.submits(f"{article.url}/comments", 422, body="What an ass!")


def test_moderators_may_say_the_words_they_look_for(lin):
    article = make_article()
    lin.submits(DESK, words="casino", language="en", effect="block")
    lin.submits(f"{article.url}/comments", body="Do not say casino").shows("Do not say casino")
