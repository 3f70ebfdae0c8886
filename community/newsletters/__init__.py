"""Articles as letters: to the followers of their author at once, or as a digest of a day or a week.

A *subscription* is what a reader wants (of whom, how often); a *delivery* is one letter to one reader.
Bare addresses are taken once a letter to them has been answered; nothing is noted about them before.
"""

from flask import Flask

from community.newsletters import listeners
from community.newsletters.author_routes import blueprint as author_blueprint
from community.newsletters.reader_routes import blueprint as reader_blueprint


def init_app(app: Flask) -> None:
    app.register_blueprint(reader_blueprint)
    app.register_blueprint(author_blueprint)
    listeners.connect()
