"""The moderators' desk of the demo: shifts, notes, ready texts and word rules, and their removal."""

from itertools import pairwise
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from community.accounts.models import User
from community.demo import lay_out
from community.demo.removal import remove
from community.demo.story import read_story
from community.extensions import db
from community.moderation import week, word_rules
from community.moderation.desk_models import AccountNote, CannedText, Handover, Shift
from community.moderation.models import Decision
from community.moderation.rules import RULES
from community.moderation.shifts import rota
from community.moderation.word_trial import is_met_everywhere
from community.screening.matching import Matcher
from community.screening.models import WordRule
from community.screening.queries import current_policy, read_rules
from community.text.scripts import is_cjk
from tests import factories
from tests.cast import Person

KEPT = (Shift, Handover, AccountNote, CannedText, WordRule)


@pytest.fixture
def eva(app: Flask) -> User:
    """A moderator who is not of the demo."""
    return factories.make_user("eva", role="moderator")


def all_of(model: Any) -> list[Any]:
    return list(db.session.scalars(select(model).order_by(model.id)))


def signed_in(app: Flask, name: str) -> Person:
    return Person(app, db.session.scalars(select(User).where(User.username == name)).one())


def counts() -> dict[str, int]:
    return {model.__tablename__: len(all_of(model)) for model in KEPT}


def test_most_hours_but_not_all_are_somebodys(demo: Flask) -> None:
    kept = sum(end - start for start, end in week.stretches(rota()))
    planned = sum(one.length_minutes for one in all_of(Shift))
    assert 0.65 < kept / week.WEEK_MINUTES < 0.9
    assert 60 <= planned - kept < 0.1 * kept, "they meet a little"


def test_the_three_of_the_desk_share_the_week(demo: Flask) -> None:
    shifts = rota()
    assert {one.username for one in shifts} == {"lin", "kwame", "ada"}
    days: dict[int, list[Any]] = {}
    for one in shifts:
        day, minute = divmod(one.starts_minute, week.DAY_MINUTES)
        days.setdefault(day, []).append((one.username, minute, one.length_minutes))
    assert len(days) == 7
    assert all(here != next_ for here, next_ in pairwise(days.values())), "the days differ"


def test_nobody_is_on_shift_twice_at_once(demo: Flask) -> None:
    for person_id in {one.user_id for one in rota()}:
        own = [one for one in rota() if one.user_id == person_id]
        kept = sum(end - start for start, end in week.stretches(own))
        assert kept == sum(one.length_minutes for one in own)


def test_one_note_waits_and_one_is_done(demo: Flask) -> None:
    done, waits = all_of(Handover)
    assert (done.language, waits.language) == ("zh-Hans", "en")
    assert waits.done_at is None and done.created_at < done.done_at < waits.created_at


def test_ready_texts_are_in_both_languages_and_name_a_house_rule(demo: Flask) -> None:
    texts = all_of(CannedText)
    assert len(texts) == len({one.rule for one in texts}) == 4
    for one in texts:
        assert one.rule in RULES
        assert not any(map(is_cjk, one.text_en)) and is_cjk(one.text_zh[0])


def test_notes_are_about_those_whose_words_were_removed(demo: Flask) -> None:
    notes = all_of(AccountNote)
    assert {one.language for one in notes} == {"en", "zh-Hans"}
    for one in notes:
        removal = select(Decision).where(Decision.author_id == one.user_id)
        decision = db.session.scalars(removal.where(Decision.outcome == "remove")).one()
        assert one.by_id == decision.by_id and one.created_at > decision.created_at


def test_no_word_rule_meets_what_the_story_says(demo: Flask) -> None:
    assert {one.effect for one in all_of(WordRule)} == {"mark", "hold"}
    story, matcher = read_story(), Matcher(read_rules())
    texts = [one.body for one in (*story.said, *story.pieces)]
    texts += [one.title + one.summary for one in story.pieces] + [one.bio for one in story.people]
    texts += [one.text for one in (*all_of(Handover), *all_of(AccountNote))]
    assert [text for text in texts if matcher.find(text, "zh") or matcher.find(text, "en")] == []


def test_its_word_rules_could_be_typed_at_the_desk(demo: Flask) -> None:
    lines = word_rules.read_lines("\n".join(one.pattern for one in all_of(WordRule)))
    assert len(lines) == 2 and not any(map(is_met_everywhere, lines))


def test_running_processes_see_its_word_rules_come_and_go(app: Flask) -> None:
    def is_met() -> bool:
        return bool(current_policy().words.find("跟我买，稳赚不赔！", "zh-Hans"))

    assert not is_met()
    lay_out()
    assert is_met()
    remove()
    assert not is_met()


def test_a_second_time_adds_nothing(demo: Flask) -> None:
    before = counts()
    assert all(before.values())
    assert not lay_out()
    assert counts() == before


def test_removed_and_laid_out_again_it_is_the_same(demo: Flask) -> None:
    before = counts()
    remove()
    assert not any(counts().values())
    assert lay_out()
    assert counts() == before


def test_a_ready_text_that_the_house_has_already_stays(app: Flask, eva: User) -> None:
    title = read_story().team["ready"][0]["title"]
    db.session.add(CannedText(title=title, text_en="Mine.", text_zh="我的。", by_id=eva.id))
    lay_out()
    assert counts()["canned_texts"] == 4
    remove()
    assert [(one.title, one.text_en) for one in all_of(CannedText)] == [(title, "Mine.")]


def test_a_word_rule_that_the_house_has_already_stays(app: Flask, eva: User) -> None:
    lines = word_rules.read_lines("穩賺不賠\nmine")
    word_rules.save(lines, language="zh", effect="block", by=eva)
    lay_out()
    assert counts()["word_rules"] == 3
    remove()
    assert [one.pattern for one in all_of(WordRule)] == ["穩賺不賠", "mine"]
    assert current_policy().words.find("稳赚不赔", "zh-Hans")


def test_what_another_moderator_has_changed_stays(demo: Flask, eva: User) -> None:
    for model in (CannedText, WordRule):
        first = all_of(model)[0].id
        db.session.execute(update(model).where(model.id == first).values(by_id=eva.id))
    db.session.commit()
    remove()
    assert [one.by_id for one in (*all_of(CannedText), *all_of(WordRule))] == [eva.id] * 2


def test_a_note_of_the_demo_about_a_stranger_goes(demo: Flask, eva: User) -> None:
    for by_id in (all_of(AccountNote)[0].by_id, eva.id):
        db.session.add(AccountNote(user_id=eva.id, by_id=by_id, text="Kind."))
    db.session.add(Handover(by_id=eva.id, text="Mine."))
    db.session.commit()
    remove()
    assert [one.by_id for one in all_of(AccountNote)] == [eva.id]
    assert [one.text for one in all_of(Handover)] == ["Mine."]


@pytest.mark.parametrize("name", ["lin", "kwame", "ada"])
def test_the_pages_of_the_desk_have_life(demo: Flask, name: str) -> None:
    visitor = signed_in(demo, name)
    shifts = visitor.visits("/moderation/shifts")
    shifts.shows(*(one.text.split("\n")[0] for one in all_of(Handover)))
    visitor.visits("/moderation/texts").shows(*(one.text_zh for one in all_of(CannedText)))
    visitor.visits("/moderation/words").shows("giveaway*", "稳赚不赔")
