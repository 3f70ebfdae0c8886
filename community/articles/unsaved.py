"""The editor's form over words that were typed and not saved."""

from datetime import datetime

from community.accounts.models import User
from community.articles.autosaves import forget_autosave, kept_text
from community.articles.draft_models import Autosave
from community.articles.forms import ArticleForm
from community.articles.models import Article
from community.text.plain import clean_text
from community.web.viewer import viewer


def take_unsaved(
    form: ArticleForm, article: Article | None, *, by: User, goes_on: bool
) -> tuple[Autosave | None, str]:
    """Fill the form with what was typed and not saved; return that, if it says anything else.

    The second is a mark of the words that the form begins with: the browser's own copy goes with it.
    Where the form holds other words already (`goes_on` is false), they stay.
    """
    kept = kept_text(article, by)
    form.takes({"edition": kept.edition if kept else 0})
    if kept is None or not goes_on or not _says_else(kept, form):
        return None, stamp_of(form.version.data, None)
    form.takes({**kept.fields, "version": kept.base_version})
    return kept, stamp_of(kept.base_version, kept.saved_at)


def forget_unsaved(form: ArticleForm, article: Article | None) -> None:
    """Forget what was typed, once it is saved; a button of the desk saves no words."""
    if form.edition.raw_data or form.window.data:
        edition, window = form.edition.data, form.window.data or ""
        forget_autosave(article, by=viewer(), edition=edition, window=window)


def stamp_of(version: int | None, saved_at: datetime | None) -> str:
    """Return a mark of the words that somebody goes on from."""
    return f"{version or 0}.{round(saved_at.timestamp() * 1000) if saved_at else ''}"


def _says_else(kept: Autosave, form: ArticleForm) -> bool:
    typed = form.typed
    return any(
        clean_text(text) != clean_text(typed.get(name, "")) for name, text in kept.fields.items()
    )
