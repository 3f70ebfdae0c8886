"""`flask users create` and `flask users role`: done, or one line that says why not."""

import pytest

from tests.accounts.mailbox import account_of, events_of, has_account

CREATE = ["users", "create", "ada", "--email", "ada@example.org", "--password", "a pot of oolong"]


def run(app, *words):
    return app.test_cli_runner().invoke(args=list(words))


def test_create_opens_a_confirmed_account(app, guest, letters):
    result = run(app, *CREATE, "--role", "admin")
    assert (result.exit_code, result.output) == (0, "ada has an account as admin.\n")
    user = account_of("ada")
    assert user.role == "admin" and user.confirmed_at and not user.is_demo
    assert not letters()
    guest.submits("/sign-in", login="ada", password="a pot of oolong")


def test_without_a_role_it_is_a_reader(app):
    run(app, *CREATE)
    assert account_of("ada").role == "reader"


def test_create_twice_says_so(app):
    run(app, *CREATE)
    result = run(app, *CREATE)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1 and "has this name already" in result.stderr


@pytest.mark.parametrize(
    ("name", "email", "password", "said"),
    [
        ("ab", "ab@example.org", "a pot of oolong", "at least 3"),
        ("bob", "nowhere", "a pot of oolong", "e-mail address"),
        ("bob", "bob@example.org", "short", "At least 8"),
        ("bob", "bob@example.org", "password1", "Many people"),
        ("tom", "bob@example.org", "a pot of oolong", "has this name"),
        ("t0m", "bob@example.org", "a pot of oolong", "looks too much like"),
        ("bob", "tom@example.org", "a pot of oolong", "has an account with this address"),
    ],
)
def test_what_will_not_do_is_one_line_and_exit_2(app, tom, name, email, password, said):
    result = run(app, "users", "create", name, "--email", email, "--password", password)
    assert result.exit_code == 2
    assert said in result.stderr and result.stderr.count("\n") == 1
    assert email == "tom@example.org" or not has_account(email)


def test_an_unknown_role_is_refused(app, tom):
    assert run(app, *CREATE, "--role", "emperor").exit_code == 2
    assert run(app, "users", "role", "tom", "emperor").exit_code == 2
    assert tom.user.role == "reader"


def test_role_changes_it_and_is_noted(app, tom):
    result = run(app, "users", "role", "TOM", "author")
    assert (result.exit_code, result.output) == (0, "tom is author now.\n")
    assert tom.user.role == "author"
    assert events_of(tom.id) == ["role_changed"]
    run(app, "users", "role", "tom", "author")
    assert events_of(tom.id) == ["role_changed"]


def test_role_of_nobody_says_so(app):
    result = run(app, "users", "role", "nobody", "admin")
    assert result.exit_code == 2 and "Nobody is called nobody." in result.stderr
