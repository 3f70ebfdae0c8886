"""Addresses that the editor's script keeps unsaved words at, and the one that throws them away."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import format_time
from flask_babel import gettext as _

from community.articles import queries
from community.articles.autosaves import Kept, autosave, forget_autosave
from community.articles.draft_models import Autosave
from community.articles.editor_routes import opened
from community.articles.models import Article
from community.articles.unsaved import stamp_of
from community.database import MAX_INTEGER
from community.errors import Conflict, NotFound, Refused
from community.permissions import allow, requires
from community.web.answers import see
from community.web.limits import hit
from community.web.viewer import viewer

blueprint = Blueprint("autosaves", __name__)


@blueprint.post("/write/autosave")
@requires("note.write")
def keep_new() -> Any:
    return keep(None)


@blueprint.post("/articles/<slug>/autosave")
@requires("note.write")
def keep_changes(slug: str) -> Any:
    try:
        article = queries.by_slug(slug, viewer())
    except NotFound:
        article = opened(slug)
    allow("article.edit", article)
    return keep(article)


@blueprint.post("/write/autosave/discard")
@requires("note.write")
def discard_new() -> Any:
    return discard(None, "/write")


@blueprint.post("/articles/<slug>/autosave/discard")
@requires("note.write")
def discard_changes(slug: str) -> Any:
    article = opened(slug)
    return discard(article, f"{article.url}/edit")


def keep(article: Article | None) -> Any:
    """Keep what was typed; answer JSON with its edition, and a sentence that says so or why not."""
    hit("autosave", viewer().id)
    version = number_of("version")
    try:
        kept = autosave(
            article,
            by=viewer(),
            typed=request.form,
            base_version=version,
            edition=number_of("edition"),
            window=request.form.get("window", ""),
        )
    except Conflict as conflict:
        # It may be gone again, if it was saved in this very moment.
        edition = conflict.current.edition if conflict.current else 0
        return {"said": elsewhere(conflict.current), "edition": edition}, 409
    except Refused as refused:
        return {"said": str(refused.message)}, 422
    return saved(kept, version, is_public=article is not None and article.is_public)


def saved(kept: Kept, version: int, *, is_public: bool) -> dict[str, Any]:
    time = format_time(kept.saved_at, "HH:mm")
    said = (
        _("Saved %(time)s, not public yet", time=time)
        if is_public
        else _("Saved %(time)s", time=time)
    )
    return {
        "edition": kept.edition,
        "saved_at": kept.saved_at.isoformat(),
        "stamp": stamp_of(version, kept.saved_at),
        "said": said,
    }


def elsewhere(kept: Autosave | None) -> str:
    return _(
        "This text is open elsewhere as well, and something else was typed there (%(time)s). "
        "Nothing has been overwritten.",
        time=format_time(kept.saved_at if kept else None, "HH:mm"),
    )


def discard(article: Article | None, address: str) -> Any:
    """Throw away what was typed, unless more was typed elsewhere since: that is shown instead."""
    if forget_autosave(article, by=viewer(), edition=number_of("edition")):
        flash(_("The unsaved words are gone."))
    return see(address)


def number_of(name: str) -> int:
    """Return a number that the form says, 0 where it says none. Raises Refused for rubbish."""
    text = request.form.get(name, "") or "0"
    if not (text.isascii() and text.isdigit() and len(text) < 11 and int(text) < MAX_INTEGER):
        raise Refused(_("Please use the button on the page."))
    return int(text)
