"""The letter to confirm an address: pressed, not merely opened; within two days; once."""

from datetime import timedelta

from sqlalchemy import select, update

from community.accounts.models import AccountToken
from community.database import now
from community.extensions import db
from community.sessions import hash_token
from tests.accounts.mailbox import account_of, events_of, link_in, words_of
from tests.accounts.test_sign_up import NEW
from tests.cast import Person


def sent_link(guest, letters, **fields):
    guest.submits("/sign-up", **NEW | fields)
    return link_in(letters(to="meizi@example.org")[-1])


def test_the_button_confirms(guest, letters):
    link = sent_link(guest, letters, language="en")
    guest.visits(link).shows("Is meizi@example.org yours?")
    guest.submits(link).shows("meizi@example.org is confirmed.")
    user = account_of("梅子茶")
    assert user.confirmed_at
    assert events_of(user.id)[-1] == "address_confirmed"


def test_to_open_the_link_changes_nothing(guest, letters):
    link = sent_link(guest, letters)
    guest.visits(link)
    assert account_of("梅子茶").confirmed_at is None


def test_it_works_on_another_device_too(app, guest, letters):
    phone = Person(app)
    page = phone.submits(sent_link(guest, letters, language="en"))
    assert page.path == "/sign-in"
    assert account_of("梅子茶").confirmed_at


def test_it_works_once(guest, letters):
    link = sent_link(guest, letters)
    token = guest.visits(link).field("csrf_token")
    guest.submits(link)
    page = guest.visits(link, status=404)
    assert page.all("a", href="/settings/account")
    guest.submits(link, status=404, token=token)


def test_it_is_over_after_two_days(guest, letters):
    link = sent_link(guest, letters)
    expires_at = db.session.scalar(select(AccountToken.expires_at))
    assert timedelta(hours=47) < expires_at - now() <= timedelta(hours=48)
    token = guest.visits(link).field("csrf_token")
    db.session.execute(update(AccountToken).values(expires_at=now()))
    guest.submits(link, status=404, token=token)
    assert account_of("梅子茶").confirmed_at is None


def test_a_made_up_link_is_over(guest):
    guest.visits("/confirm/made-up", status=404)
    guest.visits("/confirm/%00", status=404)


def test_the_link_itself_is_not_kept(guest, letters):
    token = sent_link(guest, letters).rpartition("/")[2]
    assert len(token) >= 40
    assert db.session.scalar(select(AccountToken.token_hash)) == hash_token(token)


def test_the_settings_say_so_and_send_it_again(guest, letters):
    sent_link(guest, letters, language="en")
    page = guest.visits("/settings/account").shows("not confirmed yet")
    assert page.all("button", name="send_again")
    guest.submits("/settings/account", send_again="1").shows("once more")
    first, second = letters(to="meizi@example.org")
    assert link_in(first) != link_in(second)
    guest.submits(link_in(second))
    guest.visits("/settings/account").lacks("not confirmed yet")


def test_the_letter_speaks_the_reader_s_language(guest, letters):
    sent_link(guest, letters, language="en")
    (letter,) = letters()
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "Hello 梅子茶," in words_of(letter)
    html = letter.get_body(("html",)).get_content()
    assert 'lang="en"' in html and "/confirm/" in html


def test_a_confirmed_account_is_sent_nothing(tom, letters):
    tom.submits("/settings/account", send_again="1")
    assert not letters()


def test_letters_are_bounded(stranger):
    stranger.submits("/sign-up", **NEW)
    for _ in range(5):
        stranger.submits("/settings/account", send_again="1")
    stranger.submits("/settings/account", status=429, send_again="1")
