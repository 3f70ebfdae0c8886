"""The door and the settings in a real browser: nothing for axe to find, no mouse and no script needed."""

import re

import pytest

from tests.factories import PASSWORD

DOOR = ("/sign-up", "/sign-in", "/reset-password", "/confirm/made-up")
SETTINGS = ("/settings/profile", "/settings/account", "/settings/languages", "/settings/security")
LOOKS = [(390, False, "en-GB"), (1280, True, "zh-CN")]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


@pytest.mark.parametrize(("width", "dark", "locale"), LOOKS)
def test_the_door_has_no_fault(live, width, dark, locale):
    for address in DOOR:
        page = live.opens(None, address, width=width, dark=dark, locale=locale)
        live.finds_no_fault(page)
        assert overflow(page) <= 0, address


@pytest.mark.parametrize(("width", "dark", "locale"), LOOKS)
def test_the_settings_have_no_fault(live, tom, elsewhere, width, dark, locale):
    tom.user.confirmed_at = None
    for address in SETTINGS:
        page = live.opens(tom, address, width=width, dark=dark, locale=locale)
        live.finds_no_fault(page)
        assert overflow(page) <= 0, address


@pytest.mark.parametrize("javascript", [True, False])
def test_one_signs_up_by_keyboard_alone(live, javascript):
    page = live.opens(None, "/sign-up?next=/settings/account", width=390, javascript=javascript)
    page.focus("#username")
    for words in ("梅子茶", "meizi@example.org", "a pot of green for two"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("//[^/]+/settings/account"))
    assert "meizi@example.org" in page.inner_text("main")


def test_a_refused_form_has_no_fault_and_leads_to_the_field(live):
    page = live.opens(None, "/sign-up", width=390)
    page.fill("#username", "admin")
    page.fill("#email", "meizi@example.org")
    page.fill("#password", "password1")
    page.check("#rules")
    page.press("#email", "Enter")
    page.click(".form-errors__link >> nth=0")
    assert page.evaluate("document.activeElement.id || location.hash") in ("username", "#username")
    live.finds_no_fault(page)


def test_enter_saves_a_profile_and_removes_nothing(live, tom):
    tom.user.face_key = "0" * 24
    page = live.opens(tom, "/settings/profile", javascript=False)
    page.fill("#bio", "Tea.")
    page.focus("#learning")
    page.press("input[name=reads] >> nth=0", "Enter")
    page.wait_for_selector(".notice--good")
    assert (tom.user.bio, tom.user.face_key) == ("Tea.", "0" * 24)


def test_signing_out_leaves_nothing_to_go_back_to(live, tom):
    page = live.opens(None, "/sign-in?next=/settings/account")
    page.fill("#login", "tom")
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    page.wait_for_url("**/settings/account")
    page.goto("/sign-out")
    page.click("main button")
    page.wait_for_url(f"{live.url}/")
    page.go_back()
    page.go_back()
    page.wait_for_load_state()
    assert "tom@example.org" not in page.content()
