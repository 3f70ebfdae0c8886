"""Guides: tips by locals."""

from tests.factories import ago, make_article


def test_guides_have_a_page_of_their_own(wen, guest):
    make_article(by=wen.user, title="How to order noodles", kind="guide")
    make_article(by=wen.user, title="A story", kind="article")
    guest.visits("/guides").shows("Guides", "How to order noodles").lacks("A story")


def test_none_yet(guest):
    guest.visits("/guides").shows("No guides yet")


def test_drafts_and_those_to_come_are_not_there(wen, guest):
    make_article(by=wen.user, title="To come", kind="guide", published_at=ago(days=-1))
    wen.submits("/write", title="Begun", body="x", kind="guide", action="save")
    for person in (guest, wen):
        person.visits("/guides").lacks("To come", "Begun")


def test_it_goes_on(wen, guest):
    for number in range(21):
        title = f"Guide number {number}"
        make_article(by=wen.user, title=title, kind="guide", published_at=ago(hours=number + 1))
    page = guest.visits("/guides").shows("Guide number 19").lacks("Guide number 20")
    guest.visits(page.one("a", rel="next")["href"]).shows("Guide number 20")


def test_a_cursor_of_rubbish_is_the_first_page(wen, guest):
    make_article(by=wen.user, title="How to order noodles", kind="guide")
    for cursor in ("rubbish", "W10", "%00", "WyIyMDI2IiwgMV0", "9" * 3000):
        guest.visits(f"/guides?page={cursor}").shows("How to order noodles")


def test_the_kind_is_said_on_the_article(wen, guest):
    guest.visits(make_article(by=wen.user, title="Noodles", kind="guide")).shows("Guide")
    guest.visits(make_article(by=wen.user, title="Today", kind="note")).shows("Note")
