"""What machines read: Atom and JSON feeds, sitemap, robots, search description, manifest, cards."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Nothing to register yet."""
