"""Moving in through a page: bring an export, see what is in it, start, watch, read the report."""

from typing import Any

from flask import Blueprint, request
from flask_login import current_user

from community.errors import Conflict, NotFound
from community.extensions import db
from community.jobs import actions as jobs
from community.jobs.models import Job
from community.jobs.queries import by_key
from community.moderation.waiting import counts_here
from community.permissions import can, requires, slow
from community.transfer.forms import ImportForm
from community.transfer.tasks import IMPORT, PREVIEW, bring, look_through
from community.transfer.uploads import keep_upload, upload_path
from community.transfer.words import COLUMN_NAMES, TOO_LATE, left_out_of, lines_of, notes_of
from community.web.answers import see, show
from community.web.language import interface_language
from community.web.viewer import viewer

ADDRESS = "/admin/import"
# What is larger is for the command line, which needs no upload.
MAX_UPLOAD_BYTES = 256 * 1024 * 1024
REFRESH_SECONDS = 2
blueprint = Blueprint("transfer", __name__)


@blueprint.get(ADDRESS)
@requires("site.import")
def new_import() -> Any:
    return form_page(ImportForm())


@blueprint.post(ADDRESS)
@requires("site.import")
@slow
def upload_import() -> Any:
    form = ImportForm()
    if not form.validate_on_submit():
        return form_page(form, 422)
    job = jobs.begin(PREVIEW, by=viewer())
    key, job_id = job.key, job.id
    keep_upload(form.file.data, key)
    db.session.commit()
    wish = {"system": form.system.data, "may_fetch": bool(form.may_fetch.data)}
    look_through(job_id, key, interface_language(), **wish)
    return see(f"{ADDRESS}/{key}")


@blueprint.get(f"{ADDRESS}/<key>")
@requires("site.import")
def show_import(key: str) -> Any:
    job = import_of(key)
    refresh = {} if job.is_over else {"Refresh": str(REFRESH_SECONDS)}
    report = job.result.get("report") if job.state == "done" else None
    page = show(
        "transfer/show.html",
        job=job,
        is_preview=job.kind == PREVIEW,
        is_kept=upload_path(key).exists(),
        columns=COLUMN_NAMES,
        lines=lines_of(report) if report else [],
        left_out=left_out_of(report) if report else [],
        notes=notes_of(report) if report else [],
        counts=counts_here(),
    )
    return *page, refresh


@blueprint.post(f"{ADDRESS}/<key>/start")
@requires("site.import")
def start_import(key: str) -> Any:
    preview = import_of(key)
    if begun := preview.result.get("begun"):
        return see(f"{ADDRESS}/{begun}")
    if preview.state != "done" or not upload_path(key).exists():
        raise Conflict(TOO_LATE)
    job = jobs.begin(IMPORT, by=viewer(), total=0)
    wish = preview.result["wish"]
    preview.result = {**preview.result, "begun": job.key}
    job_key, job_id = job.key, job.id
    db.session.commit()
    bring(job_id, key, interface_language(), **wish)
    return see(f"{ADDRESS}/{job_key}")


def import_of(key: str) -> Job:
    job = by_key(key, current_user)
    if job.kind not in (PREVIEW, IMPORT):
        raise NotFound
    return job


def form_page(form: ImportForm, status: int = 200) -> Any:
    megabytes = MAX_UPLOAD_BYTES // 1024**2
    return show("transfer/new.html", status, form=form, megabytes=megabytes, counts=counts_here())


def allow_large_upload(endpoint: str | None, _values: Any) -> None:
    """Let those who may bring a site send a large file; before the form is read by anything."""
    if endpoint == "transfer.upload_import" and request.method == "POST" and can("site.import"):
        request.max_content_length = MAX_UPLOAD_BYTES
