"""The sentences of a report; the report itself keeps names and figures only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from community.transfer.report import COLUMNS, KINDS

TOO_LATE = _l("The file is gone by now. Bring it once more.")
KIND_NAMES = {
    "people": _l("Authors"),
    "guests": _l("People who commented"),
    "articles": _l("Articles and pages"),
    "comments": _l("Comments"),
    "tags": _l("Categories and tags"),
    "pictures": _l("Pictures"),
}
COLUMN_NAMES = {
    "found": _l("in the file"),
    "new": _l("came in"),
    "there": _l("was here already"),
}
# So many kinds of blocks are told by name.
NAMED = 6
LEFT_OUT = {
    "kind": _l("of the kind “%(detail)s”"),
    "trashed_article": _l("articles in the bin"),
    "auto_draft": _l("drafts that were never begun"),
    "term": _l("words of the list “%(detail)s”"),
    "nameless_tag": _l("tags without a name"),
    "pingback": _l("pingbacks and trackbacks"),
    "comment_kind": _l("comments of the kind “%(detail)s”"),
    "spam": _l("comments marked as spam"),
    "trash": _l("comments in the bin"),
    "control": _l("control characters, which XML forbids"),
    "newsletters": _l("newsletters"),
    "tiers": _l("price tiers"),
    "snippets": _l("snippets"),
    "settings": _l("settings, keys among them"),
    "members": _l("members: nobody asked them yet"),
    "internal_tag": _l("internal tags"),
    "block": _l("blocks that the old site filled by itself: %(detail)s"),
    "empty_comment": _l("comments without words"),
    "no_tag": _l("“%(detail)s”, which says that there is no tag"),
    "bad_tag": _l("“%(detail)s”, too long for a tag or without a letter"),
    "same_tag": _l("“%(detail)s”, which has the address of another tag"),
    "stray": _l("answers whose question did not come: they stand by themselves"),
    "homeless": _l("comments whose article did not come"),
    "twice": _l("comments that the file holds twice"),
    "picture_missing": _l(
        "pictures that were not found: name their folder, or let them be fetched"
    ),
    "picture_bad": _l("files that are no picture, or a damaged one"),
    "picture_unshown": _l("files that no article shows as a picture"),
}
NOTES = {
    "renamed": _l("“%(name)s” is @%(username)s here."),
    "no_address": _l(
        "@%(username)s has no address of their own, so nobody can take the account up."
    ),
    "same_address": _l("“%(name)s” has the address of an account that is here: it is theirs now."),
    "no_author": _l("“%(title)s” names no author who came along: it is @%(username)s’s now."),
    "draft_private": _l("“%(title)s” was private: it is a draft."),
    "draft_password": _l("“%(title)s” had a password: it is a draft, and the password is gone."),
    "draft_members": _l("“%(title)s” was for members only: it is a draft."),
    "draft_letter": _l("“%(title)s” was a letter only: it is a draft."),
    "empty": _l("“%(title)s” has no words that came along: it is a draft."),
    "cut": _l("“%(title)s” was longer than an article may be: it was cut at a paragraph."),
    "plain": _l("“%(title)s” was too tangled: its words came along without their form."),
    "unread_body": _l("“%(title)s”: its body could not be read."),
    "injection": _l("“%(title)s”: its code for the page was left out."),
    "shortcode": _l("“%(title)s”: the shortcode [%(name)s] stands there as text."),
    "tag_left": _l("“%(title)s”: there was no room for the tag “%(tag)s”."),
    "comment_cut": _l("A comment by “%(name)s” was longer than one may be: it was cut."),
}


@dataclass(frozen=True)
class Line:
    """One line of the table: a name, and a figure for each of COLUMN_NAMES."""

    name: Any
    figures: tuple[int, ...]


def lines_of(kept: Mapping[str, Any]) -> list[Line]:
    """Return the table of a report; kinds of which there is nothing are left away."""
    lines = []
    for kind in KINDS:
        counts = kept["counts"].get(kind, {})
        if any(counts.get(column) for column in COLUMNS):
            figures = tuple(counts.get(column, 0) for column in COLUMN_NAMES)
            lines.append(Line(KIND_NAMES[kind], figures))
    return lines


def left_out_of(kept: Mapping[str, Any]) -> list[tuple[int, str]]:
    """Return (how many, what) of all that did not come in."""
    blocks = [(detail, number) for what, detail, number in kept["left_out"] if what == "block"]
    others = [line for line in kept["left_out"] if line[0] != "block"]
    if blocks:
        named = ", ".join(detail for detail, _ in blocks[:NAMED]) + ", …" * (len(blocks) > NAMED)
        others.append(["block", named, sum(number for _, number in blocks)])
    return [(number, str(LEFT_OUT[what]) % {"detail": detail}) for what, detail, number in others]


def notes_of(kept: Mapping[str, Any]) -> list[str]:
    """Return the sentences about single things, and how many more there would be."""
    said = []
    for what, lines in kept["notes"].items():
        said += [str(NOTES[what]) % told for told in lines]
        if more := kept["more_notes"].get(what, 0):
            said.append(
                ngettext("…and %(num)d more like this.", "…and %(num)d more like these.", more)
            )
    return said
