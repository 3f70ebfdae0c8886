"""Bringing a site along: imports from WordPress, Ghost and Teahouse, export, backup and restore.

An import reads its file twice: once to see what it holds, once to make everything ready on the disk; then
all of it is written in one transaction, so that a broken file brings in nothing.
"""

from flask import Flask

from community.transfer import carry_commands, models, routes
from community.transfer.commands import importing
from community.transfer.old_addresses import lead_by_number, lead_on


def init_app(app: Flask) -> None:
    app.extensions[models.__name__] = models
    app.register_blueprint(routes.blueprint)
    app.url_value_preprocessor(routes.allow_large_upload)
    importing.add_command(carry_commands.import_teahouse)
    app.cli.add_command(importing)
    for command in carry_commands.COMMANDS:
        app.cli.add_command(command)
    app.before_request(lead_by_number)
    app.after_request(lead_on)
