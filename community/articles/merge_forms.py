"""The editor's form over two versions: where both are put together, and what was chosen is heard."""

from flask import request

from community.articles.forms import ArticleForm, typed_values
from community.articles.history import revision_if_kept
from community.articles.merging import MERGED, Merge, packed, unpacked, values_of
from community.articles.models import Article
from community.media.queries import by_key
from community.web.language import interface_language
from community.web.viewer import viewer

CHOICE = "choose-"


def put_side_by_side(form: ArticleForm, current: Article) -> None:
    """Fill the form with both versions put together: what was sent, and what was saved meanwhile."""
    mine = {name: form.typed[name] for name in (*MERGED, "body")}
    form.takes(
        {
            "merge_base": form.version.data,
            "version": current.version,
            "mine": packed(mine),
            "chosen": packed({}),
        }
    )
    if merge := merge_in(form, current):
        fill(form, merge.values)


def choose_anew(form: ArticleForm, article: Article | None) -> None:
    """Take the choices that came with the form, if two versions were put together in it."""
    merge = merge_in(form, article)
    if merge is None:
        return
    choices = {
        name.removeprefix(CHOICE): choice
        for name, choice in request.form.items()
        if name.startswith(CHOICE)
    }
    fill(form, merge.chosen_anew(choices, form.typed))
    form.takes({"chosen": packed(choices)})


def merge_in(form: ArticleForm, article: Article | None) -> Merge | None:
    """Return the two versions that are put together in a form, if they are."""
    mine = unpacked(form.mine.data)
    if article is None or not all(name in mine for name in (*MERGED, "body")):
        return None
    language = interface_language()
    theirs = values_of(revision_if_kept(article, form.version.data), language)
    if form.version.data == article.version:
        theirs = typed_values(article, viewer(), language)
    if not all(name in theirs for name in (*MERGED, "body")):
        return None
    base = values_of(revision_if_kept(article, form.merge_base.data), language)
    return Merge(base, mine, theirs, unpacked(form.chosen.data))


def fill(form: ArticleForm, values: dict[str, str]) -> None:
    """Show these values; the words for a cover go with the cover."""
    if values["cover"] != (form.cover.data or ""):
        picture = by_key(values["cover"]) if values["cover"] else None
        form.takes({"cover_alt": picture.alt if picture else ""})
    form.takes(values)
