"""The page of a job: how far it is, asked for again by itself until it is over."""

from typing import Any

from flask import Blueprint, jsonify, request

from community.jobs.queries import by_key
from community.permissions import requires
from community.web.answers import is_fragment, show
from community.web.viewer import viewer

blueprint = Blueprint("jobs", __name__)
REFRESH_SECONDS = 2


@blueprint.get("/jobs/<key>")
@requires("account.change")
def show_job(key: str) -> Any:
    job = by_key(key, viewer())
    if request.accept_mimetypes.best_match(("text/html", "application/json")) == "application/json":
        return jsonify(state=job.state, percent=job.percent, problem=job.problem, result=job.result)
    if is_fragment():
        return show("jobs/_progress.html", job=job)
    refresh = {} if job.is_over else {"Refresh": str(REFRESH_SECONDS)}
    return *show("jobs/show.html", job=job), refresh
