"""Who may do what: the whole table, and the only place where rights are decided.

A rule is a sentence of predicates. Asked without a thing it answers "may this person in principle",
which is what guards a route; asked with one it answers for that thing, and templates ask the same.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask_login import current_user

from community.errors import Forbidden, NotSignedIn

View = TypeVar("View", bound=Callable[..., Any])
ROLES = ("reader", "author", "moderator", "admin")


class Rule:
    """A condition on a person and a thing, joined to others by `&` and `|`."""

    def __init__(self, holds: Callable[[Any, Any], bool]) -> None:
        self.holds = holds

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(lambda who, thing: self.holds(who, thing) and other.holds(who, thing))

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(lambda who, thing: self.holds(who, thing) or other.holds(who, thing))


def _at_least(role: str) -> Rule:
    rank = ROLES.index(role)
    return Rule(lambda who, _: who.is_authenticated and ROLES.index(who.role) >= rank)


def _owner_id(thing: Any) -> int | None:
    return thing.owner_id if hasattr(thing, "owner_id") else thing.author_id


def _part_of(who: Any, thing: Any) -> str:
    """Return as what somebody besides the author writes a thing: author, contributor, or not at all."""
    # The count was read with the thing: most have one author, and nobody else to look for.
    parts = thing.contributions if getattr(thing, "contribution_count", 0) else ()
    return next((one.role for one in parts if one.user_id == who.id and one.is_accepted), "")


def _owner_role(thing: Any) -> Any:
    """Return the role of who wrote a thing, or whose account it is; rows of the desk name it themselves."""
    if hasattr(thing, "author_role"):
        return thing.author_role
    return thing.author.role if hasattr(thing, "author") else thing.role


anyone = Rule(lambda _who, _thing: True)
guest = Rule(lambda who, _: not who.is_authenticated)
reader = _at_least("reader")
author = _at_least("author")
moderator = _at_least("moderator")
admin = _at_least("admin")
own = Rule(lambda who, thing: thing is None or _owner_id(thing) == who.id)
note = Rule(lambda _who, thing: thing is None or thing.kind == "note")
# Who was invited to write something with its author, and has accepted.
contributor = Rule(lambda who, thing: thing is not None and _part_of(who, thing) != "")
co_author = Rule(lambda who, thing: thing is not None and _part_of(who, thing) == "author")
# What readers have already, only its authors change.
unpublished = Rule(lambda _who, thing: thing is None or getattr(thing, "state", "") == "draft")
# Whoever is suspended or banned may read, delete what is theirs, and object.
free = Rule(lambda who, _thing: not who.is_shut_out)
# Moderators are not sanctioned: an admin takes the role away first.
below_moderator = Rule(
    lambda _who, thing: thing is None or ROLES.index(thing.role) < ROLES.index("moderator")
)
host = Rule(lambda who, thing: thing is None or thing.article.author_id == who.id)
not_of_admin = Rule(lambda _who, thing: thing is None or _owner_role(thing) != "admin")
not_own = Rule(lambda who, thing: thing is None or _owner_id(thing) != who.id)
# What one wrote with others is one's own words as well.
not_written_with = Rule(lambda who, thing: thing is None or _part_of(who, thing) == "")

RULES: dict[str, Rule] = {
    "page.read": anyone,
    "account.open": anyone,
    "account.change": reader,
    "notification.read": reader,
    "note.write": reader & free,
    "article.write": author & free,
    "article.edit": free
    & (
        (reader & own & note)
        | (author & (own | co_author))
        | (reader & unpublished & contributor)
        | admin
    ),
    "article.publish": free & ((reader & own & note) | (author & (own | co_author)) | admin),
    "article.share": free & ((reader & own) | admin),
    "article.feature": admin,
    "picture.upload": reader & free,
    "comment.write": reader,
    "comment.edit": reader & own,
    "comment.delete": reader & own,
    "comment.hide": reader & free & host & not_own,
    "like.set": reader & free & not_own,
    "bookmark.set": reader,
    # Following is a way of reading.
    "follow.set": reader & not_own,
    "thing.report": reader & free & not_own,
    "law.report": anyone,
    "desk.open": moderator,
    "decision.make": not_own & not_written_with & ((moderator & not_of_admin) | admin),
    "account.sanction": moderator & not_own & below_moderator,
    "appeal.make": reader & own,
    "appeal.decide": moderator & not_own,
    "thread.slow": moderator,
    "word.rule": moderator,
    "policy.change": admin,
    "site.import": admin,
}


def may(who: Any, what: str, thing: Any = None) -> bool:
    """Tell whether this person may do this, in principle or with this thing."""
    return RULES[what].holds(who, thing)


def can(what: str, thing: Any = None) -> bool:
    """Tell whether the viewer may do this, in principle or with this thing."""
    return may(current_user, what, thing)


def allow(what: str, thing: Any = None) -> None:
    """Raise NotSignedIn (303 to sign-in) or Forbidden (403) unless the viewer may do this."""
    if can(what, thing):
        return
    if not current_user.is_authenticated:
        raise NotSignedIn
    raise Forbidden


def requires(what: str) -> Callable[[View], View]:
    """Guard a view: only those may ask for it who may do `what`. Enforced in web/guard.py."""
    if what not in RULES:
        raise KeyError(what)

    def mark(view: View) -> View:
        view.guard = what  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Open a view to everyone, guests included."""
    return requires("page.read")(view)


def without_token(view: View) -> View:
    """Let a form of a page that guests share be sent without a CSRF token, from this site only."""
    view.is_without_token = True  # type: ignore[attr-defined]
    return view


def from_anywhere(view: View) -> View:
    """Let a form be sent by anybody who knows its address, which holds a secret: mail programs do."""
    view.is_from_anywhere = True  # type: ignore[attr-defined]
    return without_token(view)


def slow(view: View) -> View:
    """Do not take the database writer's place at once: the view first does long work of its own
    (hashing, pictures) and calls `begin_writing()` when it comes to write."""
    view.is_slow = True  # type: ignore[attr-defined]
    return view


def takes_up_to(max_bytes: int) -> Callable[[View], View]:
    """Let a view take larger requests than others, from those who may come to it."""

    def mark(view: View) -> View:
        view.max_bytes = max_bytes  # type: ignore[attr-defined]
        return view

    return mark
