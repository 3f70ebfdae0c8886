"""Comments over HTTP: posting, replying, and finding the place of one."""

from typing import Any

from flask import Blueprint, current_app, request
from werkzeug.wrappers import Response

from community.accounts.models import User
from community.articles import queries as articles
from community.articles.models import Article
from community.comments import actions, queries
from community.comments.asking import ask_about_new, begin_unless_asking
from community.comments.forms import CommentForm
from community.comments.models import Comment
from community.comments.order import asked_order
from community.comments.words import read_words
from community.errors import NotFound, Refused
from community.permissions import public, requires, slow
from community.screening.hints import forget_hints, hinted_at, refuse
from community.screening.verdicts import Sending
from community.web.answers import is_fragment, see, show
from community.web.forms import MAX_DIGITS, first_error
from community.web.kept import forget_kept
from community.web.limits import are_on, client_address, hit
from community.web.viewer import viewer

blueprint = Blueprint("comments", __name__)
ONE = "/comments/<int(min=1,max=2147483647):comment_id>"


@blueprint.get("/articles/<slug>/comments")
@public
def show_form(slug: str) -> Any:
    """Show the form for a comment; with `after` or `thread` answer the next comments instead."""
    article = articles.by_slug(slug, viewer())
    root_id, after = request.args.get("thread", type=int), request.args.get("after")
    if root_id:
        return _more_replies(article, root_id, after)
    return _more_threads(article, after) if after else _form(article, CommentForm())


@blueprint.post("/articles/<slug>/comments")
@requires("comment.write")
@slow
def post_comment(slug: str) -> Any:
    begin_unless_asking()
    article, form = articles.by_slug(slug, viewer()), CommentForm()
    if form.validate_on_submit() and "preview" not in request.form:
        try:
            comment = _post(article, form, viewer())
        except Refused as refused:
            return _form(article, form, refuse(form, refused))
        forget_kept(request.path)
        forget_hints(request.path)
        return changed(comment, "comments/_new.html")
    return _form(article, form, 422 if form.errors else 200)


@blueprint.post("/comments/preview")
@requires("comment.write")
def preview() -> Any:
    """Answer what would be published, as a fragment."""
    form = CommentForm()
    hit("preview", viewer().id)
    if not form.validate():
        raise Refused(first_error(form))
    return show("comments/_preview.html", words=preview_of(form))


@blueprint.get(ONE)
@public
def show_comment(comment_id: int) -> Response:
    """Go to the page and the place where a comment stands; a moderator finds a held one at the desk."""
    who = viewer()
    try:
        comment = queries.by_id(comment_id, who)
    except NotFound:
        if who and who.is_moderator and queries.of_any_state(comment_id).state == "held":
            return see(f"/moderation/held#comment-{comment_id}")
        raise
    return see(place_address(comment))


def place_address(comment: Comment) -> str:
    """Return the address of a comment's place: on the article's own page if it is shown there."""
    is_first = queries.is_on_first_page(comment, viewer(), asked_order())
    where = "" if is_first else f"?at={comment.id}"
    return f"{comment.article.url}{where}#comment-{comment.id}"


def changed(comment: Comment, fragment: str = "comments/_changed.html") -> Any:
    """Answer a change: the comment as it now stands for the page's script, else its place."""
    if not is_fragment():
        return see(place_address(comment))
    row = queries.row_of(comment.id, viewer())
    return show(fragment, row=row, article=comment.article)


def preview_of(form: Any) -> Any:
    """Return the words of a form as they would be published; None if there are none to show."""
    try:
        return read_words(form.body.data, language=form.language.data, hint=viewer().language)
    except Refused:
        return None


def _post(article: Article, form: CommentForm, by: User) -> Comment:
    """Post the comment of a form."""
    hit("comment address", client_address())
    words = {"body": form.body.data, "language": form.language.data}
    sending = ask_about_new(article, by=by, sending=sending_of(form), **words)
    return actions.post(article, by=by, parent_id=form.parent_id.data, sending=sending, **words)


def sending_of(form: Any) -> Sending:
    """Return how the words of a form came."""
    return Sending(
        is_limited=are_on(), typed_seconds=form.typed_seconds, hinted=hinted_at(request.path)
    )


def _form(article: Article, form: CommentForm, status: int = 200) -> Any:
    words = preview_of(form) if "preview" in request.form else None
    asked = str(request.args.get("parent_id") or form.parent_id.data or "")
    is_number = asked.isdecimal() and len(asked) <= MAX_DIGITS
    parent = queries.parent_row(article.id, viewer(), int(asked)) if is_number else None
    template = "comments/_form.html" if is_fragment() else "comments/form.html"
    return show(template, status, article=article, form=form, parent=parent, words=words)


def _more_threads(article: Article, after: str) -> Any:
    page = queries.thread_page(article.id, viewer(), asked_order(), after)
    return show("comments/_more.html", article=article, thread=page, liked=_liked(page))


def _more_replies(article: Article, root_id: int, after: str | None) -> Any:
    page = queries.more_replies(article.id, root_id, viewer(), after)
    return show("comments/_more_replies.html", article=article, replies=page, liked=_liked(page))


def _liked(page: queries.ThreadPage | queries.Replies) -> set[int]:
    """Ask the slice above which of these comments the viewer likes."""
    return current_app.extensions["liked comments"](viewer(), page.comment_ids)
