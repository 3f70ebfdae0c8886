"""The whole life of a bad comment, and of a wrong decision, in both languages and to the end."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from community.comments.models import Comment
from community.extensions import db
from tests.accounts.mailbox import words_of
from tests.cast import Person
from tests.factories import make_article, make_user
from tests.journeys.deeds import case_with, comment_with, reports, says

STORIES = {
    "en": (
        "Order moon pebbles now, they cure everything!",
        "They are a joke between us.",
        "pebbles",
    ),
    "zh-Hans": ("快来请月亮石，包治百病！", "这是我们之间的玩笑。", "月亮石"),
}


@pytest.fixture(params=STORIES)
def language(request):
    return request.param


@pytest.fixture
def people(app, language):
    """An author and a reporter of this language, and two moderators."""
    reads = {"language": language, "reads": ["en", "zh-Hans"]}
    roles = {"noor": "reader", "yun": "reader", "kwame": "moderator", "lin": "moderator"}
    return {
        name: Person(app, make_user(f"{name}x", role=role, **reads)) for name, role in roles.items()
    }


def removes(page, words, number="6"):
    """Take the case by keyboard: d for a removal, then the number of the rule."""
    case_with(page, words).focus()
    page.keyboard.press("d")
    page.keyboard.press(number)
    expect(page.locator(".case--decided")).to_be_visible()


def test_from_the_first_word_to_the_last_answer(live, wen, people, language, letters):
    words, objection, rule = STORIES[language]
    article = make_article(by=wen.user, title="Moon pebbles")
    author, reporter, lin, kwame = (
        live.opens(people[name], article.url) for name in ("noor", "yun", "lin", "kwame")
    )

    # Caught: a rule holds it; its writer reads why, nobody else sees it.
    people["lin"].submits("/moderation/words", words=rule, language="any", effect="hold")
    said = says(author, words)
    expect(said).to_have_attribute("data-state", "held")
    reporter.reload()
    expect(comment_with(reporter, words)).to_have_count(0)

    # Let through by one moderator, reported by a reader, removed by the same one, wrongly.
    lin.goto("/moderation/held")
    case_with(lin, words).focus()
    lin.keyboard.press("f")
    expect(lin.locator(".case--decided")).to_be_visible()
    reporter.reload()
    reports(reporter, comment_with(reporter, words), "no-spam", "?")
    lin.goto("/moderation/reported")
    removes(lin, words)

    # Stated: the author reads what, which rule, by whom, and objects.
    author.goto("/notifications")
    author.locator("a[href^='/decisions/']").first.click()
    expect(author.locator("#main a[href='/rules#rule-no-spam']")).to_be_visible()
    expect(author.locator("#main")).to_contain_text("@linx")
    author.locator("textarea[name=text]").fill(objection)
    author.locator("form[action$='/appeal'] .button--primary").click()
    expect(author.locator("#main")).to_contain_text(objection)

    # Who decided it cannot answer; another one overturns it.
    lin.goto("/moderation/appeals")
    expect(lin.locator(".case")).to_contain_text(objection)
    expect(lin.locator("button[value=overturn]")).to_have_count(0)
    kwame.goto("/moderation/appeals")
    kwame.locator("textarea[name=note]").fill("A joke it is.")
    kwame.locator("button[value=overturn]").click()
    expect(kwame.locator(".case--decided")).to_be_visible()

    # Restored, and everybody is told in their language.
    author.goto(article.url)
    expect(comment_with(author, words)).to_have_attribute("data-state", "published")
    for page in (author, reporter):
        page.goto("/notifications")
        expect(page.locator("a[href^='/decisions/']").first).to_be_visible()
    assert "A joke it is." in words_of(letters(to="noorx@example.org")[-1])
    is_chinese = language == "zh-Hans"
    for name in ("noorx", "yunx"):
        assert ("你好" in words_of(letters(to=f"{name}@example.org")[-1])) == is_chinese
    author.goto("/moderation/log")
    expect(author.locator("tbody tr")).to_have_count(3)
    expect(author.locator("#main")).not_to_contain_text("yunx")
    comment = db.session.scalars(select(Comment)).one()
    assert (comment.state, comment.report_count) == ("published", 0)
