"""Asking, once before publishing, for the words of pictures that have none."""

from flask_babel import ngettext

from community.articles.forms import ArticleForm
from community.errors import Refused
from community.text.markup import undescribed_in


def asks_for_words(form: ArticleForm) -> bool:
    """Tell whether pictures that are about to be public have no words, and the form has not said so yet.

    Only the editor's own form is asked: it brings `alt_asked`, 0 before and 1 after it was said.
    """
    if form.action.data not in ("publish", "schedule") or form.alt_asked.raw_data != ["0"]:
        return False
    in_the_text = undescribed_in(form.body.data or "")
    has_cover = bool(form.cover.data) and not form.cover_removed.data
    count = in_the_text + (has_cover and not form.cover_alt.data)
    if not count:
        return False
    said = ngettext(
        "A picture has no words for those who cannot see it. Add them, or publish again to leave it so.",
        "%(num)d pictures have no words for those who cannot see them. Add them, or publish again to "
        "leave it so.",
        count,
    )
    form.fails_with(Refused(said, "body" if in_the_text else "cover_alt"))
    form.alt_asked.data, form.alt_asked.raw_data = "1", None
    return True
