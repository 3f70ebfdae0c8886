"""What a letter about a sanction says, in both languages, and what the one says that ends it."""

import pytest

from tests.moderation.sanctioning import NOTE, sanctions, the_decision

SAYS = {
    "warn": ("a moderator has a word for you", "版主"),
    "hold": ("a moderator reads what you write", "版主"),
    "mute": ("you cannot write here for a while", "不能"),
    "suspend": ("your account is suspended", "停用"),
    "ban": ("your account is closed to writing", "账号"),
}


def read(letter, kind):
    return letter.get_body((kind,)).get_content()


@pytest.mark.parametrize("kind", SAYS)
@pytest.mark.parametrize("who", ["mei", "tom"])
def test_it_says_what_why_until_when_and_how_to_object(request, lin, letters, kind, who):
    person = request.getfixturevalue(who)
    sanctions(lin, kind, who=who, days="7" if kind not in ("warn", "ban") else None)
    letter = letters(to=person.user.email)[-1]
    for part in ("plain", "html"):
        text = read(letter, part)
        assert NOTE in text and f"/decisions/{the_decision().id}" in text
        assert SAYS[kind][who == "mei"] in text
    if kind not in ("warn", "ban"):
        assert ("到" if who == "mei" else "Until") in read(letter, "plain")
    assert str(the_decision().id) in letter["Subject"]


@pytest.mark.parametrize(("who", "words"), [("mei", "欢迎回来"), ("tom", "Welcome back.")])
def test_the_one_that_ends_it_is_glad(request, lin, letters, who, words):
    person = request.getfixturevalue(who)
    sanctions(lin, "ban", who=who)
    sanctions(lin, "lift", who=who, note="That was too hard.")
    text = read(letters(to=person.user.email)[-1], "plain")
    assert words in text and "That was too hard." in text
    assert "object" not in text and "申诉" not in text


def test_one_letter_for_a_form_that_was_sent_twice(lin, mei, letters):
    for _ in range(2):
        sanctions(lin, "ban")
    assert len(letters(to=mei.user.email)) == 1


def test_an_address_that_was_never_confirmed_gets_none(lin, eve, letters):
    sanctions(lin, "ban", who="eve")
    assert not letters(to=eve.user.email)


def test_markup_in_the_note_stays_words(lin, mei, letters):
    sanctions(lin, "warn", note="<b>Gently</b>")
    assert "&lt;b&gt;Gently" in read(letters(to=mei.user.email)[-1], "html")
