"""Opening an account: under a minute, with a letter, and with names that nobody mistakes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.accounts.mailbox import account_of, events_of, has_account, words_of
from tests.cast import Person
from tests.factories import make_user

NEW = {
    "username": "梅子茶",
    "email": "meizi@example.org",
    "password": "a pot of green for two",
    "language": "zh-Hans",
    "rules": "y",
}


def test_it_opens_an_account_and_lets_one_in(guest, letters):
    page = guest.submits("/sign-up", **NEW)
    page.shows("meizi@example.org")
    assert page.one("html")["lang"] == "zh-Hans"
    user = account_of("梅子茶")
    assert (user.role, user.language, user.reads) == ("reader", "zh-Hans", ["zh-Hans"])
    assert user.is_newcomer and user.confirmed_at is None
    assert events_of(user.id) == ["account_opened"]
    assert len(letters(to="meizi@example.org")) == 1


def test_the_password_is_kept_as_argon2id_only(guest):
    guest.submits("/sign-up", **NEW)
    kept = account_of("梅子茶").password_hash
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_it_leads_on_to_where_one_wanted_to_go(guest):
    guest.visits("/sign-up?next=/settings/account")
    page = guest.submits("/sign-up", on="/sign-up?next=/settings/account", **NEW)
    assert page.path == "/settings/account"


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_it_never_leads_off_the_site(guest, away):
    page = guest.submits("/sign-up", next=away, **NEW)
    assert page.path == "/"


def test_the_page_says_who_sees_what(guest):
    page = guest.visits("/sign-up")
    page.shows("Everyone sees it", "Only we see it", "any script", "15 or more")
    autocomplete = {one["name"]: one["autocomplete"] for one in page.all("input", class_="input")}
    assert autocomplete == {
        "username": "username",
        "email": "email",
        "password": "new-password",
    }


def test_whoever_is_signed_in_is_led_on(tom):
    assert tom.visits("/sign-up?next=/settings/account").path == "/settings/account"


@pytest.mark.parametrize(
    ("username", "reason"),
    [
        ("", "Choose a name."),
        ("ab", "at least 3"),
        ("x" * 31, "at most 30"),
        ("two words", "no spaces"),
        ("_tom", "begins with"),
        ("to\x00mas", "no spaces"),
        ("tho\u202emas", "no spaces"),
        ("tho\u200bmas", "no spaces"),
        ("<script>", "begins with|no spaces"),
        ("pаypal", "mixes scripts"),
        ("admin", "kept for the house"),
        ("管理员", "kept for the house"),
    ],
)
def test_a_name_that_will_not_do_is_told_why(guest, username, reason):
    page = guest.submits("/sign-up", status=422, **NEW | {"username": username})
    said = page.complains("username")
    assert any(one in said for one in reason.split("|")), said
    assert page.field("email") == NEW["email"]
    assert not has_account(NEW["email"])


@pytest.mark.parametrize("name", ["tomas", "TOMAS", "t0mas", "tomás", "tom_as", "тomas"])
def test_a_name_that_looks_like_another_is_refused(guest, name):
    make_user("tomas")
    page = guest.submits("/sign-up", status=422, **NEW | {"username": name})
    assert page.complains("username")
    assert not has_account(NEW["email"])


def test_traditional_and_simplified_are_one_name(guest):
    make_user("小鱼儿")
    page = guest.submits("/sign-up", status=422, **NEW | {"username": "小魚兒"})
    assert "looks too much like" in page.complains("username")


def test_a_full_width_name_is_kept_in_its_plain_form(guest):
    guest.submits("/sign-up", **NEW | {"username": "ｔｈｏｍａｓ"})
    assert account_of("thomas")


@pytest.mark.parametrize(
    "email",
    [
        "",
        "x",
        "a@b",
        "two words@example.org",
        "a@example.org\nBcc: b@example.org",
        "a" * 300 + "@b.org",
    ],
)
def test_an_address_that_is_none_is_refused(guest, email):
    page = guest.submits("/sign-up", status=422, **NEW | {"email": email})
    assert page.complains("email")
    assert page.field("username") == NEW["username"]


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "Choose a password."),
        ("short", "At least 8"),
        ("x1" * 300, "At most 500"),
        ("password1", "Many people"),
        ("PASSWORD1", "Many people"),
        ("aaaaaaaaaa", "Many people"),
        ("woaini1314", "Many people"),
        ("梅子茶梅子茶梅子茶", ""),
        ("meizi@example.org", "Your name or address"),
    ],
)
def test_a_weak_password_is_refused_and_never_shown_again(guest, password, reason):
    if not reason:
        guest.submits("/sign-up", **NEW | {"password": password})
        return
    page = guest.submits("/sign-up", status=422, **NEW | {"password": password})
    assert reason in page.complains("password")
    assert page.field("password") == ""


def test_a_name_is_no_password_for_itself(guest):
    same = {"username": "longboatjane", "password": "LongboatJane"}
    page = guest.submits("/sign-up", status=422, **NEW | same)
    assert "Your name or address" in page.complains("password")


def test_a_long_password_works_to_its_last_letter(guest):
    long = "  a 茶 " * 60
    guest.submits("/sign-up", **NEW | {"password": long})
    guest.submits("/sign-out")
    guest.submits("/sign-in", status=422, login="梅子茶", password=long.strip())
    guest.submits("/sign-in", login="梅子茶", password=long)
    guest.visits("/settings/account").shows("meizi@example.org")


def test_without_the_rules_nobody_comes_in(guest):
    page = guest.submits("/sign-up", status=422, **NEW | {"rules": None})
    assert page.complains("rules")


@pytest.mark.parametrize("language", ["", "fr", "en\x00"])
def test_a_language_that_is_not_spoken_here_is_refused(guest, language):
    page = guest.submits("/sign-up", status=422, **NEW | {"language": language})
    assert page.complains("language")


@pytest.mark.parametrize("email", ["tom@example.org", "Tom@Example.ORG"])
def test_a_known_address_is_answered_alike_and_its_owner_told(guest, tom, letters, email):
    page = guest.submits("/sign-up", **NEW | {"email": email})
    page.shows("We have written to", "The letter says how to go on.")
    (letter,) = letters(to="tom@example.org")
    assert "tom" in words_of(letter) and "already" in letter["Subject"]
    guest.is_sent_to_sign_in("/settings/account")


def test_a_known_address_gets_the_same_answer(app, tom):
    answers = []
    for number, email in enumerate(("tom@example.org", "new@example.org")):
        person = Person(app)
        token = person.visits("/sign-up").field("csrf_token")
        fields = NEW | {"username": f"seat{number}x", "email": email, "csrf_token": token}
        answers.append(person.client.post("/sign-up", data=fields | {"next": "/guides"}))
    known, new = answers
    assert known.status_code == new.status_code == 303
    assert known.location == new.location == "/guides"
    assert set(known.headers.keys()) == set(new.headers.keys())
    assert known.data == new.data


def test_a_program_that_fills_in_everything_is_thanked_and_forgotten(guest, letters):
    page = guest.submits("/sign-up", **NEW, website="https://buy.example")
    page.shows("We have written to")
    assert not has_account(NEW["email"]) and not letters()


def test_of_two_at_the_same_time_one_gets_the_name(app):
    people = [Person(app), Person(app)]
    tokens = [person.visits("/sign-up").field("csrf_token") for person in people]

    def sign_up(number: int) -> int:
        fields = NEW | {"email": f"{number}@example.org", "csrf_token": tokens[number]}
        return people[number].client.post("/sign-up", data=fields).status_code

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(sign_up, range(2))) == [303, 422]
    assert account_of("梅子茶")


@pytest.mark.parametrize("mode", ["closed", "invite"])
def test_a_house_that_takes_nobody_says_so(app_with, mode):
    newcomer = Person(app_with(SIGN_UP=mode))
    page = newcomer.visits("/sign-up")
    assert page.form("/sign-up") is None
    newcomer.submits("/sign-up", status=403, **NEW)
    assert not has_account(NEW["email"])


def test_five_in_half_an_hour_are_enough(stranger):
    for number in range(5):
        new = {"username": f"seat{number}x", "email": f"{number}@example.org"}
        stranger.submits("/sign-up", **NEW | new)
        stranger.submits("/sign-out")
    page = stranger.submits("/sign-up", status=429, **NEW)
    assert int(page.headers["Retry-After"]) > 0
    assert not has_account(NEW["email"])


def test_a_stale_token_keeps_what_was_typed_but_the_password(guest):
    page = guest.submits("/sign-up", status=400, token="stale", **NEW)
    assert page.field("username") == NEW["username"]
    page.lacks(NEW["password"])
