"""What machines read: Atom and JSON feeds, sitemap, robots, search description, manifest, cards.

A *feed* is a page of *entries*, the newest first. All of it is what a guest sees.
"""

from flask import Flask

from community.feeds import routes


def init_app(app: Flask) -> None:
    app.register_blueprint(routes.blueprint)
    # All the same for everybody: nobody is looked up.
    own = {name for name in app.view_functions if name.startswith("feeds.")}
    app.config["PAGES_WITHOUT_SESSION"] |= own
