"""The first evening, through all roles: publish, talk, like, keep the peace. With script and without."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from community.articles.models import Article
from community.comments.models import Comment
from community.extensions import db
from tests.accounts.mailbox import words_of
from tests.journeys.deeds import (
    box,
    brings_picture,
    comment_with,
    confirms,
    decides,
    is_focused,
    likes,
    picture_file,
    replies,
    reports,
    says,
    signs_up,
)

UNKIND = "Your cat is ugly."


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def javascript(request):
    return request.param


def publishes(page, folder, *, javascript):
    """Write and publish an article with a cover and a picture in the text; return its address."""
    page.get_by_label("Title").fill("Cats of the tea house")
    page.get_by_label("Summary").fill("Three cats and who they belong to.")
    page.get_by_role("textbox", name="Text").fill("The oldest cat is **Mochi**.")
    brings_picture(page, picture_file(folder, "mochi.jpg"), "Mochi asleep", javascript=javascript)
    page.locator("input[name=cover_file]").set_input_files(picture_file(folder, "cover.png"))
    page.get_by_label("What does it show?").fill("Three cats on a roof")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.wait_for_url(re.compile(r"/articles/[^/]+$"))
    return page.url


def test_an_evening_from_the_first_article_to_the_last_word(
    live, wen, mei, lin, letters, tmp_path, javascript
):
    def window(person=None):
        return live.window(person, javascript=javascript)

    author, reader, moderator, newcomer = window(wen), window(mei), window(lin), window()

    # Wen publishes.
    author.goto("/write")
    address = publishes(author, tmp_path, javascript=javascript)
    expect(author.get_by_alt_text("Three cats on a roof")).to_be_visible()
    expect(author.get_by_alt_text("Mochi asleep")).to_be_visible()

    # A guest writes a comment, and signs up on the way.
    newcomer.goto("/")
    newcomer.get_by_role("link", name="Cats of the tea house").first.click()
    box(newcomer).fill("May I pet Mochi?")
    newcomer.get_by_role("button", name="Sign in and post").click()
    newcomer.get_by_role("main").get_by_role("link", name="Sign up").click()
    signs_up(newcomer, "noor")
    expect(box(newcomer)).to_have_value("May I pet Mochi?")
    newcomer.get_by_role("button", name="Post comment").click()
    held = comment_with(newcomer, "May I pet Mochi?")
    expect(held).to_have_attribute("data-state", "held")
    expect(held.locator(".comment__note")).to_be_visible()
    confirms(newcomer, letters, "noor")

    # Mei is known here: her words stand at once. She does not see what waits.
    reader.goto(address)
    expect(comment_with(reader, "May I pet Mochi?")).to_have_count(0)
    said = says(reader, "Mochi 是我的猫。")
    expect(said).to_have_attribute("data-state", "published")
    if javascript:
        assert is_focused(reader, said)
        expect(reader.locator("#announcer")).not_to_be_empty()
    likes(reader.locator(".article__actions"))

    # Noor likes and answers; both of her comments wait until Lin has read them.
    newcomer.goto(address)
    likes(newcomer.locator(".article__actions"))
    likes(comment_with(newcomer, "Mochi 是我的猫。"))
    answer = replies(newcomer, "Mochi 是我的猫。", "Is she shy?")
    expect(answer).to_have_attribute("data-state", "held")
    moderator.goto("/moderation/held")
    decides(moderator, "May I pet Mochi?", "Approve")
    decides(moderator, "Is she shy?", "Approve")

    # Now Noor's words stand at once; Mei answers kindly, then reports what is not kind.
    newcomer.goto(address)
    expect(says(newcomer, UNKIND)).to_have_attribute("data-state", "published")
    reader.goto(address)
    replies(reader, "May I pet Mochi?", "Of course.")
    reports(reader, comment_with(reader, UNKIND), "kind", "She never hurt anybody.")

    # Lin removes it, with a rule and a word.
    moderator.goto("/moderation")
    expect(moderator.locator(".case")).to_contain_text("She never hurt anybody.")
    decides(moderator, UNKIND, "Remove", rule="kind", note="Cats read this too.")

    # Its author and its reporter read why, here and in their letters.
    for page in (newcomer, reader):
        page.goto("/notifications")
        page.locator("a[href^='/decisions/']").click()
        expect(page.locator("#main a[href='/rules#rule-kind']")).to_be_visible()
    expect(newcomer.locator("#main")).to_contain_text("Cats read this too.")
    expect(reader.locator("#main")).not_to_contain_text("Cats read this too.")
    assert "Cats read this too." in words_of(letters(to="noor@example.org")[-1])
    assert "Cats read this too." not in words_of(letters(to=mei.user.email)[-1])

    # Its place stays, its words are gone.
    newcomer.goto(address)
    expect(newcomer.locator("[data-state=removed]")).to_be_visible()
    expect(newcomer.get_by_text(UNKIND)).to_have_count(0)
    article = db.session.scalars(select(Article)).one()
    assert (article.like_count, article.comment_count) == (2, 4)
    assert len(db.session.scalars(select(Comment)).all()) == 5
