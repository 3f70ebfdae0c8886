"""Threads under an article.

A *comment* begins a *thread*, a *reply* answers a comment in one. Words appear at once or are *held*, as
the screening says; what is removed or deleted leaves its *place*, so that the replies keep their sense.
Rows for pages come from queries; state and counters change in actions only.
"""

from flask import Flask

from community.comments import change_routes  # noqa: F401  (adds its views to the blueprint)
from community.comments.forms import milliseconds
from community.comments.labels import comment_labels
from community.comments.routes import blueprint
from community.comments.shown import show_comment
from community.comments.words import reclean_comments
from community.text.language import LANGUAGES


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(
        comment_labels=comment_labels,
        languages_of_words=LANGUAGES,
        milliseconds=milliseconds,
        show_comment=show_comment,
    )
    app.extensions.setdefault("recleaners", []).append(reclean_comments)
