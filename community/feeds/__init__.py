"""What machines read: Atom and JSON feeds, sitemap, robots, search description, manifest, cards.

A *feed* is a page of *entries*, the newest first. The *head* of a page tells other sites what it shows;
its picture is the cover, else a *card* drawn with the title. All of it is what a guest sees.
"""

from flask import Flask

from community.feeds import card_routes, heads, routes, site_routes
from community.feeds.summaries import summary_of


def init_app(app: Flask) -> None:
    for module in (routes, site_routes, card_routes):
        app.register_blueprint(module.blueprint)
    app.jinja_env.globals.update(
        head_of_article=heads.head_of_article,
        head_of_feed=heads.head_of_feed,
        head_of_home=heads.head_of_home,
        head_of_person=heads.head_of_person,
        has_search=heads.has_search,
        summary_of=summary_of,
    )
    # All the same for everybody: nobody is looked up.
    own = {
        name for name in app.view_functions if name.startswith(("feeds.", "machines.", "cards."))
    }
    app.config["PAGES_WITHOUT_SESSION"] |= own
