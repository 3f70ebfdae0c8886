"""What machines read: Atom and JSON feeds, sitemap, robots, search description, manifest, cards.

A *feed* is a page of *entries*, the newest first. All of it is what a guest sees.
"""

from flask import Flask

from community.feeds import card_routes, routes, site_routes


def init_app(app: Flask) -> None:
    for module in (routes, site_routes, card_routes):
        app.register_blueprint(module.blueprint)
    # All the same for everybody: nobody is looked up.
    own = {name for name in app.view_functions if name.startswith(("feeds.", "machines.", "cards."))}
    app.config["PAGES_WITHOUT_SESSION"] |= own
