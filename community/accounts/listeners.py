"""What accounts do once a fact is true: they write letters."""

from typing import Any

from community import facts
from community.accounts import post, queries
from community.accounts.post_state import note_bounce
from community.database import begin_writing


def connect() -> None:
    facts.account_opened.connect(welcome)
    facts.address_changed.connect(tell_old_address)
    facts.letter_asked.connect(write)
    facts.letter_bounced.connect(note_bounce)


def welcome(_sender: Any, user_id: int) -> None:
    begin_writing()
    user = queries.by_id(user_id)
    if user and not user.confirmed_at:
        post.write_confirm(user)


def tell_old_address(_sender: Any, user_id: int, old: str) -> None:
    user = queries.by_id(user_id)
    if user and old:
        post.write_address_changed(user, old)


def write(_sender: Any, name: str, user_id: int = 0, email: str = "") -> None:
    """Write the letter `name` to an account, or to an address that may belong to one."""
    begin_writing()
    if name == "reset":
        post.ask_reset(email)
    elif user := queries.by_id(user_id):
        if name == "address_confirm":
            post.write_address_confirm(user, email)
        else:
            LETTERS[name](user)


LETTERS = {
    "already": post.write_already,
    "confirm": post.write_confirm,
    "password_changed": post.write_password_changed,
}
