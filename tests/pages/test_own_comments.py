"""A person sees all that they have said, with what became of it and why."""

from community.comments import states
from tests.factories import kept, make_article, make_comment


def test_each_state_with_its_reason(tom, mei, lin, wen):
    article = make_article(by=wen.user, title="Cats")
    make_comment(article, by=tom.user, body="May I pet her?")
    make_comment(article, by=mei.user, body="Not mine")
    gone = make_comment(article, by=tom.user, body="Buy this")
    lin.submits(f"/moderation/comments/{gone.id}", decision="remove", rule="no-spam")
    page = tom.visits("/comments")
    page.shows("May I pet her?", "first words of a new account", "6. This is not a market")
    assert page.all("a", href="/decisions/1") and page.all("a", href="/articles/cats")
    page.lacks("Not mine")


def test_the_reason_is_in_the_readers_language(mei, wen):
    held = make_comment(make_article(by=wen.user), by=mei.user, body="你好")
    states.hold(held, check="moderator")
    kept(held)
    mei.visits("/comments").shows("版主要再看一遍")


def test_it_can_be_narrowed_and_goes_on(mei, wen, statements):
    article = make_article(by=wen.user)
    for number in range(32):
        make_comment(article, by=mei.user, body=f"第{number}杯茶的味道")
    make_comment(article, by=mei.user, body="没了", state="deleted")
    with statements() as asked:
        page = mei.visits("/comments?state=published")
    assert len(asked) <= 4, asked
    page.shows("第31杯茶的味道").lacks("第0杯茶的味道")
    mei.visits(page.one("a", rel="next")["href"]).shows("第0杯茶的味道")
    mei.visits("/comments?state=rubbish&after=rubbish").shows("第31杯茶的味道")


def test_nobody_else_comes_here(guest, tom):
    guest.is_sent_to_sign_in("/comments")
    tom.visits("/comments").shows("Nothing is here yet.")


def test_the_title_of_what_cannot_be_read_any_more_is_not_told(tom, wen):
    article = make_article(by=wen.user, title="Cats")
    make_comment(article, by=tom.user, body="May I pet her?")
    wen.submits("/articles/cats/edit", action="unpublish", title="A secret plan")
    tom.visits("/comments").shows("May I pet her?").lacks("Cats", "A secret plan")
