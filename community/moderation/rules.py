"""The house rules, by number, in the reader's language."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Rule:
    """One house rule; `number` is how people name it, `slug` how forms and addresses do."""

    number: int
    slug: str
    title: LazyString
    text: LazyString


_ALL = (
    (
        "kind",
        _l("Be kind"),
        _l(
            "Someone here is reading in a second language. Answer the best meaning of their words, "
            "and help with the rest."
        ),
    ),
    (
        "no-harassment",
        _l("Leave people in peace"),
        _l(
            "No threats, no insults, no following someone around after they have asked you to stop."
        ),
    ),
    (
        "no-hate",
        _l("Nobody is less"),
        _l(
            "No contempt for people because of where they come from, what they look like, what they "
            "believe, whom they love or how they speak."
        ),
    ),
    (
        "privacy",
        _l("What is private stays private"),
        _l("No addresses, papers, faces or messages of others without their consent."),
    ),
    (
        "honest",
        _l("Be who you say you are"),
        _l("No pretending to be someone else, no scams, no stories made up to hurt or to cheat."),
    ),
    (
        "no-spam",
        _l("This is not a market"),
        _l("No advertising, no chains of links, no saying the same thing ten times."),
    ),
    (
        "on-topic",
        _l("Stay with the conversation"),
        _l("Talk about what the article and the thread are about; for the rest, start a note."),
    ),
    (
        "legal",
        _l("Nothing that harms by law"),
        _l(
            "No content that is illegal where this house stands; nothing sexual about children, ever."
        ),
    ),
)
RULES: dict[str, Rule] = {
    slug: Rule(number, slug, title, text)
    for number, (slug, title, text) in enumerate(_ALL, start=1)
}


def rule_choices() -> list[tuple[str, str]]:
    """Return (slug, "1. Be kind") for forms."""
    return [(rule.slug, f"{rule.number}. {rule.title}") for rule in RULES.values()]
