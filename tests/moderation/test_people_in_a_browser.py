"""The pages about people at the desk, and the banner, as a browser has them: nothing is wrong with them."""

import pytest

from tests.journeys.every_page import Where
from tests.journeys.test_every_page import looks_at
from tests.moderation.sanctioning import sanctions
from tests.nu import faults

ON = "/moderation/users/mei"
TEXT = {"title": "住址", "rule": "privacy", "text_en": "No addresses.", "text_zh": "不写地址。"}


@pytest.fixture
def pages(lin, ada, mei, rude):
    lin.submits(f"/moderation/comments/{rude.id}", decision="remove", rule="kind")
    lin.submits("/moderation/texts", **TEXT)
    lin.submits(f"{ON}/notes", on=ON, text="很有礼貌，只是急。")
    sanctions(lin, "mute", days="3")
    sanctions(lin, "warn")
    at_the_desk = (ON, "/moderation/users/ada", "/moderation/texts", "/moderation/texts/1")
    return [
        *(Where(address, lin, address) for address in (*at_the_desk, "/moderation/journal")),
        *(Where(address, mei, address) for address in ("/rules", "/decisions/3", "/decisions/2")),
    ]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wrong_with_them(live, pages, width):
    found = looks_at(live, pages, width=width)
    assert not found, "\n\n".join(found)


def test_the_html_holds_when_a_form_is_refused_as_well(lin, ada, mei, pages):
    answers = {one.name: one.who.visits(one.address) for one in pages}
    answers["refused"] = sanctions(lin, "suspend", 422)
    answers["late"] = sanctions(ada, "ban", 409, seen="0")
    answers["note"] = lin.submits(f"{ON}/notes", 422, on=ON, text=" ")
    answers["text"] = lin.submits("/moderation/texts", 422, **TEXT)
    found = faults({name: page.html for name, page in answers.items()})
    assert not found, "\n".join(found)


def test_a_moderator_warns_without_a_mouse(live, lin, mei):
    page = live.opens(lin, ON, width=390)
    page.locator("summary", has_text="Decide about this account").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Warn: they read it before they write again").press("Space")
    page.get_by_label("Rule").select_option("kind")
    page.get_by_label("A word to them").fill("Gently, please.")
    live.finds_no_fault(page)
    page.get_by_role("button", name="Decide", exact=True).press("Enter")
    page.get_by_text("They are told why, until when, and how to object.").wait_for()
    assert mei.user.sanction == "warn"
