"""Comments over HTTP: what their writers may do with them afterwards."""

from typing import Any

from flask import request

from community.comments import actions, queries
from community.comments.asking import ask_about_change, begin_unless_asking
from community.comments.forms import EditForm
from community.comments.hiding import set_hidden
from community.comments.models import Comment
from community.comments.routes import ONE, blueprint, changed, preview_of, sending_of
from community.errors import Conflict, Refused
from community.permissions import allow, requires, slow
from community.screening.hints import forget_hints, refuse
from community.web.answers import is_fragment, show
from community.web.forms import BaseForm, wanted_state
from community.web.kept import forget_kept
from community.web.limits import hit
from community.web.viewer import viewer


@blueprint.route(f"{ONE}/edit", methods=["GET", "POST"])
@requires("comment.edit")
@slow
def edit_comment(comment_id: int) -> Any:
    begin_unless_asking()
    comment = _own(comment_id, "comment.edit")
    actions.check_editable(comment, viewer())
    form = EditForm(data=_as_it_stands(comment))
    if form.validate_on_submit() and "preview" not in request.form:
        hit("comment change", viewer().id)
        try:
            _edit(comment, form)
        except Refused as refused:
            return _form(comment, form, refuse(form, refused))
        except Conflict as conflict:
            return _form(conflict.current, form, 409, message=conflict.message)
        forget_kept(request.path)
        forget_hints(request.path)
        return changed(comment)
    return _form(comment, form, 422 if form.errors else 200)


@blueprint.get(f"{ONE}/delete")
@requires("comment.delete")
def ask_before_deleting(comment_id: int) -> Any:
    comment = _own(comment_id, "comment.delete")
    row = queries.row_of(comment.id, viewer())
    template = "comments/_delete.html" if is_fragment() else "comments/delete.html"
    return show(template, comment=comment, row=row)


@blueprint.post(f"{ONE}/delete")
@requires("comment.delete")
def delete_comment(comment_id: int) -> Any:
    comment = _own(comment_id, "comment.delete")
    hit("comment change", viewer().id)
    actions.delete(comment, by=viewer())
    return changed(comment)


@blueprint.post(f"{ONE}/hide")
@requires("comment.hide")
def hide_comment(comment_id: int) -> Any:
    comment = _own(comment_id, "comment.hide")
    set_hidden(comment, hidden=wanted_state("hidden"))
    return changed(comment)


def _own(comment_id: int, what: str) -> Comment:
    comment = queries.by_id(comment_id, viewer())
    allow(what, comment)
    return comment


def _as_it_stands(comment: Comment) -> dict[str, Any]:
    chosen = comment.language if comment.language_is_chosen else ""
    return {"body": comment.body, "language": chosen, "version": comment.version}


def _edit(comment: Comment, form: EditForm) -> None:
    words = {"body": form.body.data, "language": form.language.data}
    sending = ask_about_change(comment, by=viewer(), sending=sending_of(form), **words)
    actions.edit(comment, by=viewer(), version=form.version.data, sending=sending, **words)


def _form(comment: Comment, form: BaseForm, status: int, message: Any = "") -> Any:
    words = preview_of(form) if "preview" in request.form else None
    template = "comments/_edit.html" if is_fragment() else "comments/edit.html"
    return show(template, status, comment=comment, form=form, words=words, message=message)
