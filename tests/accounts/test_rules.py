"""The rules themselves: names, addresses, passwords, and the links of letters."""

import pytest

from community.accounts import actions, tokens
from community.accounts.addresses import address_key, post_address, tidy_address
from community.accounts.events import Place
from community.accounts.models import AccountToken
from community.accounts.passwords import (
    check_password,
    common_passwords,
    hash_password,
    is_outdated,
    is_password,
)
from community.accounts.usernames import REASONS, spelling, tidy_name
from community.database import now
from community.errors import Refused
from community.extensions import db
from tests.factories import make_user


@pytest.mark.parametrize(
    "name", ["tom", "梅子茶", "たなか_99", "김철수", "Zoë-Müller", "a1b2", "आरती"]
)
def test_names_of_any_script_are_welcome(name):
    assert tidy_name(f" {name} ") == name


@pytest.mark.parametrize(
    ("name", "reason"),
    [("ab", "short"), ("a" * 31, "long"), ("-ab", "start"), ("a b c", "letters")],
)
def test_each_reason_has_its_sentence(name, reason):
    with pytest.raises(Refused) as refused:
        tidy_name(name)
    assert (refused.value.message, refused.value.field) == (REASONS[reason], "username")


def test_spelling_is_without_case_and_width():
    assert spelling("ＴＯＭ") == spelling("tom") != spelling("t0m")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Tom@Example.ORG", "Tom@example.org"),
        ("tom+tea@example.org", "tom+tea@example.org"),
        ("tom@茶馆.example", "tom@茶馆.example"),
        ("tom@house.test", "tom@house.test"),
    ],
)
def test_addresses_are_kept_tidy(typed, kept):
    assert tidy_address(f" {typed} ") == kept
    assert address_key(typed) == kept.casefold()


def test_mail_servers_get_domains_in_ascii():
    assert post_address("tom@茶馆.example") == "tom@xn--cl1ay07b.example"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "a@",
        "@b.org",
        "a@b",
        "a b@c.org",
        "a@b..org",
        "a@b.org,c@d.org",
        "茶@b.org",
        "a@[1.2.3.4]",
    ],
)
def test_what_is_no_address_is_refused(typed):
    with pytest.raises(Refused) as refused:
        tidy_address(typed)
    assert refused.value.field == "email"


def test_the_list_holds_more_than_the_ten_thousand_most_common():
    assert len(common_passwords()) > 10_000
    assert {"password", "12345678", "woaini1314"} <= common_passwords()


@pytest.mark.parametrize(
    "typed", ["        x y", "correct horse", "密码要长一点才好", "x" * 7 + "yz", "é" * 7 + "ab"]
)
def test_nothing_is_asked_of_a_password_but_length_and_rarity(typed):
    check_password(typed, "tom", "tom@example.org")


def test_a_password_is_taken_exactly_as_typed(app):
    user = make_user("thomas")
    user.password_hash = hash_password(" Caf\u00e9 \x00\ud83d au lait ")
    assert is_password(user, " Caf\u00e9 \x00\ud83d au lait ")
    for other in (
        " Cafe\u0301 \x00\ud83d au lait ",
        "Caf\u00e9 \x00\ud83d au lait",
        " caf\u00e9 \x00\ud83d au lait ",
    ):
        assert not is_password(user, other)
    assert not is_outdated(user.password_hash)


def test_nobody_has_no_password():
    assert not is_password(None, "")
    assert not is_password(None, "anything at all")


def test_a_token_is_for_one_purpose_and_one_use(app):
    user = make_user("thomas")
    token = tokens.issue(user, "reset", user.email)
    with pytest.raises(tokens.LinkOver):
        tokens.take(token, "confirm", "address")
    assert tokens.take(token, "reset").user_id == user.id
    with pytest.raises(tokens.LinkOver):
        tokens.take(token, "reset")


def test_old_tokens_are_swept_when_a_new_one_is_made(app):
    user = make_user("thomas")
    tokens.issue(user, "reset", user.email)
    db.session.query(AccountToken).update({"expires_at": now()})
    tokens.issue(user, "reset", user.email)
    assert db.session.query(AccountToken).count() == 1


def test_an_account_is_opened_by_the_same_rules_everywhere(app, letters):
    fields = {"username": "thomas", "email": "thomas@example.org", "language": "en"}
    with pytest.raises(Refused):
        actions.open_account(**fields, password="password1")
    with pytest.raises(Refused):
        actions.open_account(**fields, password="a pot of oolong", role="emperor")
    user = actions.open_account(**fields, password="a pot of oolong", confirmed=True)
    assert user.username_key and user.confirmed_at and user.is_newcomer
    with pytest.raises(actions.AddressKnown):
        actions.open_account(**fields | {"username": "other"}, password="a pot of oolong")


def test_a_new_address_needs_an_answer(app):
    user = make_user("thomas")
    token = tokens.issue(user, "address", "new@example.org")
    actions.confirm_address(token, Place())
    assert user.email_key == "new@example.org" and user.confirmed_at
