"""Work that takes longer than a request may: it is queued, and whoever began it sees how far it is.

A task is declared with `@queue.task()` and called with the id of its Job; it tells how far it is with
`progress`, and ends with `finish` or `fail`. The address of a job is random: its owner and admins see it.
"""

from flask import Flask

from community.jobs import routes


def init_app(app: Flask) -> None:
    app.register_blueprint(routes.blueprint)
