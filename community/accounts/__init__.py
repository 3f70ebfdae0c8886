"""People: signing up and in, their profile, preferences and sessions.

An account is opened at the door (`routes`), changed by its owner (`settings_routes`) or from the command
line. A *token* is the link of a letter, an *event* a line of the security history, a *place* the network
address and the device that a request comes from.
"""

from flask import Flask

from community.accounts import listeners, security_routes, settings_routes  # noqa: F401  (add their views)
from community.accounts.choices import language_name, role_name
from community.accounts.commands import users
from community.accounts.profiles import reclean_bios
from community.accounts.queries import by_id
from community.accounts.routes import blueprint
from community.extensions import login


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.cli.add_command(users)
    app.extensions.setdefault("recleaners", []).append(reclean_bios)
    app.jinja_env.filters.update(language_name=language_name, role_name=role_name)
    login.user_loader(by_id)
    listeners.connect()
