"""What is looked at before words appear: checks that say publish, hold or refuse, and why.

`pipeline.screen` asks the checks in their order; the first that has something to say decides. A check is
a function of a draft and of its writer's record, in a module of its own, and reads nothing else.
"""

from flask import Flask

from community.screening import external
from community.screening.commands import screen_command


def init_app(app: Flask) -> None:
    external.init_app(app, app.config["SETTINGS"])
    app.cli.add_command(screen_command)
