"""Talking in a real browser, without leaving the page."""

import pytest

from tests.comments.talk import talk
from tests.factories import make_comment


def focused(page):
    return page.evaluate("document.activeElement.id")


def said_aloud(page):
    return page.inner_text("#announcer")


def test_a_comment_appears_in_place_focused_and_announced(live, lin, wen, article, said):
    make_comment(article, by=wen.user, body="Who has a cat?")
    page = live.opens(lin, article)
    page.fill("#comment", "I have two.")
    page.click(".composer button:has-text('Post comment')")
    page.wait_for_selector("#threads > li:first-child :text('I have two.')")
    assert focused(page) == f"comment-{said().id}"
    assert said_aloud(page) == "Your comment has been added."
    assert page.input_value("#comment") == ""
    live.finds_no_fault(page)


def test_a_reply_is_written_under_what_it_answers(live, lin, wen, article, said):
    first = make_comment(article, by=wen.user, body="Who has a cat?")
    page = live.opens(lin, article)
    page.click(f"#comment-{first.id} >> text=Reply")
    page.fill(f"#reply-{first.id}", "I have **two**.")
    page.click(f"#comment-{first.id} >> text=Preview")
    page.wait_for_selector(f"#comment-{first.id} [data-preview-pane] strong:text('two')")
    page.click(f"#comment-{first.id} button:has-text('Post reply')")
    page.wait_for_selector(f"#replies-{first.id} strong:text('two')")
    assert focused(page) == f"comment-{said().id}"
    assert not page.query_selector(f"#reply-{first.id}")


def test_it_is_changed_and_deleted_in_place(live, lin, article):
    own = make_comment(article, by=lin.user, body="Good mornign")
    page = live.opens(lin, article)
    page.click(f"#comment-{own.id} >> text=Edit")
    page.fill(f"#edit-{own.id}", "Good morning")
    page.click(f"#comment-{own.id} button:has-text('Save')")
    page.wait_for_selector(f"#comment-{own.id} :text('edited')")
    page.click(f"#comment-{own.id} >> text=Delete")
    page.click(f"#comment-{own.id} button:has-text('Delete')")
    page.wait_for_selector(f"#comment-{own.id}[data-state=deleted]")


def test_a_like_changes_in_place(live, lin, wen, article, now_as):
    first = make_comment(article, by=wen.user)
    page = live.opens(lin, article)
    page.click(f"#comment-{first.id} .reaction")
    page.wait_for_selector(f"#comment-{first.id} .reaction[aria-pressed=true]")
    assert now_as(first).like_count == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_more_comments_and_replies_are_added(live, guest, wen, article, width):
    threads = talk(article, wen.user, 53)
    root = make_comment(article, by=wen.user, body="Count!")
    replies = talk(article, wen.user, 53, parent_id=root.id)
    page = live.opens(guest, article, width=width)
    page.click("text=Show more comments")
    page.wait_for_selector(f"#comment-{threads[0].id}")
    page.click("text=Show 3 more replies")
    page.wait_for_selector(f"#replies-{root.id} #comment-{replies[-1].id}")
    assert not page.query_selector("text=Show 3 more replies")
    live.finds_no_fault(page)
