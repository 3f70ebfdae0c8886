"""Keeping the peace: house rules, reports by readers, decisions by moderators, the record of them.

A *report* names a rule that a thing breaks; what waits for a decision is a *case*. A *decision* is about
words (approve, hold, remove), about an account (a *sanction*) or about a decision (the answer to an
*appeal*). Each answers the reports, tells the author why, and stands in the public record and in the
internal log for good.
"""

from flask import Flask

from community.moderation import (
    appeal_routes,
    bulk_routes,
    desk_routes,
    gone_listeners,
    journal,
    journal_routes,
    ledger_routes,
    legal_listeners,
    legal_routes,
    listeners,
    people_routes,
    policy_routes,
    routes,
    team_routes,
    text_routes,
    word_routes,
)
from community.moderation.commands import moderation
from community.moderation.rules import RULES
from community.moderation.waiting import count_waiting

PAGES = (
    routes,
    desk_routes,
    bulk_routes,
    appeal_routes,
    ledger_routes,
    legal_routes,
    word_routes,
    people_routes,
    text_routes,
    journal_routes,
    team_routes,
    policy_routes,
)


def init_app(app: Flask) -> None:
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    app.cli.add_command(moderation)
    app.jinja_env.globals["house_rules"] = RULES
    app.jinja_env.filters["told"] = journal.told
    app.context_processor(count_waiting)
    listeners.connect()
    legal_listeners.connect()
    gone_listeners.connect()
