"""Addresses of the editor: write, edit, preview. Reading an article is in the pages slice."""

from typing import Any

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _

from community.articles import actions, addresses, publishing, queries
from community.articles.describing import asks_for_words
from community.articles.desk import desk_row
from community.articles.forms import ArticleForm, typed_values
from community.articles.holding import ask_about_words, is_screened
from community.articles.house import set_house
from community.articles.merge_forms import choose_anew, merge_in, put_side_by_side
from community.articles.models import Article, writing_of
from community.articles.rendering import rendered
from community.articles.reviews import settle
from community.articles.series import own_titles, put_into_series
from community.articles.unsaved import forget_unsaved, take_unsaved
from community.database import begin_writing
from community.errors import Conflict, NotFound, Refused, TooLarge, WrongKind
from community.media.actions import add_picture
from community.media.queries import by_key
from community.permissions import allow, requires, slow
from community.screening.hints import forget_hints, hinted_at, refuse
from community.screening.verdicts import Sending
from community.web.answers import Answer, is_fragment, safe_next, see, show
from community.web.forms import first_error, whole_number
from community.web.kept import forget_kept, kept_for
from community.web.language import interface_language
from community.web.limits import are_on, hit, hit_both
from community.web.viewer import viewer

blueprint = Blueprint("editor", __name__)


@blueprint.get("/write")
@requires("note.write")
def new() -> Answer:
    return reopened(ArticleForm(author=viewer()), None)


@blueprint.post("/write")
@requires("note.write")
@slow
def write() -> Any:
    return store(ArticleForm(author=viewer()), None)


@blueprint.get("/articles/<slug>/edit")
@requires("note.write")
def edit(slug: str) -> Any:
    article = opened(slug)
    if article.slug != slug:
        return redirect(f"{article.url}/edit", 301)
    return reopened(form_of(article), article)


@blueprint.post("/articles/<slug>/edit")
@requires("note.write")
@slow
def change(slug: str) -> Any:
    article = opened(slug)
    return store(form_of(article), article)


@blueprint.post("/articles/preview")
@requires("note.write")
@slow
def preview() -> Answer:
    hit("preview", viewer().id)
    form = ArticleForm(author=viewer())
    article = opened(request.args["for"]) if request.args.get("for") else None
    if not form.body.validate(form):
        raise Refused(first_error(form), "body")
    html, language = rendered(form.body.data or ""), form.language_of_words
    if is_fragment():
        return show("articles/_preview.html", html=html, language=language)
    return editor(form, article, preview={"html": html, "language": language})


@blueprint.get("/articles/preview")
@requires("note.write")
def after_sign_in() -> Answer:
    """Show the words again that were on their way to the preview when the session ended."""
    article = opened(request.args["for"]) if request.args.get("for") else None
    return editor(form_of(article) if article else ArticleForm(author=viewer()), article)


def opened(slug: str) -> Article:
    """Return the article to be edited, also by an address it once had.

    A draft gives up its address with its title; whoever has it open elsewhere sends its id as well.
    """
    try:
        article = queries.by_slug(addresses.moved_to(slug, viewer()) or slug, viewer())
    except NotFound:
        article = queries.by_id(whole_number(request.form.get("article")), viewer())
    allow("article.edit", article)
    return article


def form_of(article: Article, **options: Any) -> ArticleForm:
    values = typed_values(article, viewer(), interface_language())
    return ArticleForm(author=viewer(), data=values, **options)


def reopened(form: ArticleForm, article: Article | None) -> Answer:
    """Show the form with what was typed before and not saved, if something was."""
    unsaved, stamp = take_unsaved(form, article, by=viewer(), goes_on=not kept_for(request.path))
    return editor(form, article, unsaved=unsaved, stamp=stamp)


def store(form: ArticleForm, article: Article | None) -> Any:
    """Keep what was typed and do what the button says; else show the form again, and why."""
    if article is None or form.kind.data != article.kind:
        allow(writing_of(form.kind.data))
    if article and form.action.data != "save":
        allow("article.publish", article)
    opened_at = article
    try:
        keep_cover(form)
        choose_anew(form, article)
        if "combine" in request.form:
            return editor(form, article)
        if not form.validate() or asks_for_words(form):
            return editor(form, article, 422)
        article = do(form, article, asked(form, article))
    except Conflict as conflict:
        put_side_by_side(form, conflict.current)
        return editor(form, conflict.current, 409)
    except Refused as refused:
        return editor(form, article, refuse(form, refused))
    except (WrongKind, TooLarge) as refused:
        form.fails_with(Refused(refused.message, "cover_file"))
        return editor(form, article, refused.status)
    forget_kept(request.path)
    forget_unsaved(form, opened_at)
    forget_hints(request.path)
    return done(form.action.data, article)


def keep_cover(form: ArticleForm) -> None:
    """Take the picture that came along, before all else: a form that is refused does not lose it."""
    if file := form.cover_file.data:
        hit_both("upload", viewer().id)
        try:
            form.cover.data = add_picture(file.read(), by=viewer()).key
        except Refused as refused:
            raise Refused(refused.message, "cover_file") from refused
        form.cover_removed.data = False
        begin_writing()


def asked(form: ArticleForm, article: Article | None) -> Sending:
    """Take the writer's place, once the screening service has said what it thinks of public words."""
    appears = form.action.data in ("publish", "schedule")
    appears = appears or (article is not None and article.state == "published")
    words = (form.title.data or "", form.body.data or "", form.language_of_words)
    return asked_about(words, article, appears=appears)


def asked_about(words: tuple[str, str, str], article: Article | None, *, appears: bool) -> Sending:
    """Do the same for a title, a text and its language; an article that is there is read anew."""
    who, sending = viewer(), Sending(is_limited=are_on(), hinted=hinted_at(request.path))
    if not appears or not is_screened(article.author_id if article else who.id, who):
        begin_writing()
        return sending
    slug = article.slug if article else ""
    sending = ask_about_words(*words, by=who, article=article, sending=sending)
    if slug:
        opened(slug)
    return sending


def do(form: ArticleForm, article: Article | None, sending: Sending) -> Article:
    """Save the words, then publish, schedule or unpublish, as the button says."""
    who = viewer()
    if article is None:
        article = actions.write(by=who, **form.words)
    else:
        actions.revise(article, by=who, version=form.version.data, sending=sending, **form.words)
    set_house(article, **form.house, hint=who.language)
    put_into_series(article, form.series.data or "", form.series_position.data, by=who)
    if form.action.data in ("publish", "schedule"):
        hit("publish", who.id)
        is_later = form.action.data == "schedule"
        moment = form.moment if is_later else None
        publishing.publish(article, by=who, at=moment, sending=sending)
        settle(article, by=who)
    elif form.action.data == "unpublish":
        publishing.withdraw(article, by=who)
    return article


def editor(
    form: ArticleForm,
    article: Article | None,
    status: int = 200,
    preview: Any = None,
    **opened: Any,
) -> Answer:
    """Show the form: with its preview, with what was left unsaved, or with two versions to merge."""
    address = f"{article.url}/edit" if article else "/write"
    return show(
        "articles/_editor.html" if is_fragment() else "articles/edit.html",
        status,
        form=form,
        article=article,
        preview=preview,
        merge=merge_in(form, article),
        own_series=own_titles(viewer()),
        address=request.path if status >= 400 and status != 409 else address,
        cover=by_key(form.cover.data or "") if form.cover.data else None,
        **opened,
    )


def done(action: str, article: Article) -> Any:
    """Answer what was changed: the form or the desk's row to a script, else the page that shows it."""
    if is_fragment() and "title" not in request.form:
        return show("articles/_desk_row.html", row=desk_row(article))
    if is_fragment():
        return editor(form_of(article, formdata=None), article)
    if article.held_by and action in ("publish", "schedule"):
        flash(_("A moderator reads it first, then everyone can."), "good")
        return see(article.url)
    said = {
        "publish": _("Published."),
        "schedule": _("It will be published at the time you chose."),
        "unpublish": _("It is a draft again."),
    }
    flash(said.get(action) or _("Saved."), "good")
    shown = article.url if article.is_public else f"{article.url}/edit"
    return see(safe_next(request.form.get("next"), shown))
