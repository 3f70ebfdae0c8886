"""Why a check held or refused words: kept without words of its own, said in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import LazyString, format_datetime, lazy_gettext
from flask_babel import gettext as _

Details = Mapping[str, Any]


def reason_of(check: str, details: Details) -> LazyString | str:
    """Say to the writer why, once somebody reads it; "" for a check that has nothing to say."""
    say = REASONS.get(check)
    return LazyString(lambda: say(details)) if say else ""


def reason_kept(check: str, verdict: Mapping[str, Any] | None) -> LazyString | str:
    """Say why something is held by this check; `verdict` is what was kept with the words (as_kept)."""
    is_its = verdict is not None and verdict.get("check") == check
    return reason_of(check, verdict["details"] if verdict and is_its else {})


def _sanctioned(details: Details) -> str:
    kind, until = details.get("sanction"), details.get("until")
    if kind == "warn":
        return _(
            "A moderator has a word for you first. Read it, say that you have, and go on writing."
        )
    if kind == "ban":
        return _("Your account is closed to writing. The decision says why, and how to object.")
    if kind == "hold":
        return _("For now a moderator reads what you write before others see it.")
    return _(
        "You can write again after %(moment)s. The decision says why, and how to object.",
        moment=until or "…",
    )


def _pace(details: Details) -> str:
    seconds = details.get("seconds", 0)
    if details.get("is_slow"):
        return _(
            "This thread goes slowly for now. You can say more in %(seconds)s seconds.",
            seconds=seconds,
        )
    return _("That was a little fast. You can go on in %(seconds)s seconds.", seconds=seconds)


def _words(details: Details) -> str:
    word = details.get("word", "")
    if details.get("effect") == "block":
        return _("“%(word)s” cannot be said here. Say it in other words.", word=word)
    return _("“%(word)s” is looked at by a moderator before everyone sees it.", word=word)


def _external(details: Details) -> str:
    if details.get("is_failure"):
        return _(
            "The service that looks at words first did not answer, so a moderator looks at them."
        )
    note = details.get("note")
    if details.get("is_refusal"):
        return _refused_by_service(note)
    if note:
        return _(
            "A service that looks at words first asks a moderator to read this: %(note)s", note=note
        )
    return _("A service that looks at words first asks a moderator to read this.")


def _refused_by_service(note: str | None) -> str:
    if note:
        return _(
            "A service that looks at words first did not let this through: “%(note)s”. You can say it "
            "in other words.",
            note=note,
        )
    return _(
        "A service that looks at words first did not let this through, and gave no reason. You can "
        "say it in other words."
    )


def _new_account(details: Details) -> str:
    if details.get("is_note"):
        return _("That is enough for a first day. Tomorrow there is room for more notes.")
    if "seconds" in details:
        return _("Ten comments are enough for a first day. Tomorrow there is room for more.")
    return _(
        "On the first day a comment that calls several people is looked at before they hear of it."
    )


REASONS: dict[str, Callable[[Details], str]] = {
    "length": lambda _details: _(
        "A comment has room for 10,000 characters. The rest can go into another one."
    ),
    "closed": lambda _details: _("This thread is closed. You can still read it."),
    "sanctioned": _sanctioned,
    "pace": _pace,
    "repeat": lambda _details: _(
        "You said the same a moment ago. If you mean to say it again, send it once "
        "more; a moderator will read it first."
    ),
    "words": _words,
    "links": lambda _details: _(
        "Several links at once look like advertising. Leave some out, or send it "
        "once more; a moderator will read it first."
    ),
    "new_account": _new_account,
    "rejections": lambda _details: _(
        "Some of what you wrote in the last days was removed, so a moderator reads this first."
    ),
    "typing": lambda _details: _(
        "This came faster than a person types, so a moderator reads it first."
    ),
    "spam": lambda _details: _(
        "This looks like what was removed here as advertising. Change it, or send "
        "it once more; a moderator will read it first."
    ),
    "external": _external,
    "newcomers": lambda _details: _(
        "The first words of a new account are looked at before everyone sees them."
    ),
    "mode": lambda _details: _(
        "Everything that is said here is looked at before everyone sees it."
    ),
    "reports": lambda _details: _(
        "Several readers reported this, so it is hidden until a moderator has read it."
    ),
    "moderator": lambda _details: _(
        "A moderator takes a second look at this before everyone sees it."
    ),
}
# What the desk calls the checks.
NAMES = {
    "length": lazy_gettext("Too long"),
    "closed": lazy_gettext("Closed thread"),
    "sanctioned": lazy_gettext("Sanctioned"),
    "pace": lazy_gettext("Too fast"),
    "repeat": lazy_gettext("Repeated"),
    "words": lazy_gettext("Word rule"),
    "links": lazy_gettext("Links"),
    "new_account": lazy_gettext("First day"),
    "rejections": lazy_gettext("Removed of late"),
    "typing": lazy_gettext("Typed too fast"),
    "spam": lazy_gettext("Like spam"),
    "external": lazy_gettext("External service"),
    "newcomers": lazy_gettext("First words"),
    "mode": lazy_gettext("Everything is read first"),
    "reports": lazy_gettext("Hidden by reports"),
    "moderator": lazy_gettext("Held by a moderator"),
}


def moment_text(until: Any) -> str:
    """Write the end of a sanction for a reason; None is no end."""
    return format_datetime(until, "d MMM y, HH:mm") if until else ""
