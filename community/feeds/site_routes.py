"""Addresses of what machines ask a site for: sitemap, robots, search, manifest."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from community.errors import NotFound
from community.feeds import site_files, sitemap
from community.feeds.addresses import absolute
from community.feeds.manifest import asked_language, manifest
from community.feeds.versions import versions_of
from community.permissions import public
from community.web.assets import asset

HOUR = "public, max-age=3600"
blueprint = Blueprint("machines", __name__)


@blueprint.get("/sitemap.xml")
@public
def index() -> Response:
    return _kept(site_files.write_index(sitemap.parts()), "application/xml")


@blueprint.get("/sitemap-<name>.xml")
@public
def part(name: str) -> Response:
    places = sitemap.places(name)
    if not places:
        raise NotFound
    versions = versions_of(place.path for place in places)
    return _kept(site_files.write_part(places, versions), "application/xml")


@blueprint.get("/robots.txt")
@public
def robots() -> Response:
    text = render_template("feeds/robots.txt", sitemap=absolute("/sitemap.xml"))
    return _kept(text, "text/plain")


@blueprint.get("/opensearch.xml")
@public
def search() -> Response:
    name = current_app.config["SETTINGS"].site_name
    with force_locale("en"):
        description = _("Search articles, comments and people at %(site)s", site=name)
    text = site_files.write_search(name, description, asset("brand/icon-192.png"))
    return _kept(text, "application/opensearchdescription+xml")


@blueprint.get("/manifest.webmanifest")
@public
def web_manifest() -> Any:
    language = asked_language()
    response = jsonify(manifest(current_app.config["SETTINGS"].site_name, language))
    response.mimetype = "application/manifest+json"
    response.vary.add("Accept-Language")
    response.headers["Content-Language"] = language
    response.headers["Cache-Control"] = HOUR
    return response


def _kept(text: str, mimetype: str) -> Response:
    response = Response(text, content_type=f"{mimetype}; charset=utf-8")
    response.headers["Cache-Control"] = HOUR
    return response
