"""From a comment of another system to the columns of one here."""

from community.config import MAX_COMMENT_CHARACTERS
from community.database import now
from community.text.language import detect
from community.text.markup import VERSION, render_comment
from community.text.plain import clean_text, is_blank
from community.transfer.escaping import escape_words
from community.transfer.manuscripts import Desk, shortened
from community.transfer.markdown_from_html import Surroundings, markdown_of
from community.transfer.pieces import Remark
from community.transfer.staging import Row


def comment_row(remark: Remark, desk: Desk) -> Row | None:
    """Return the columns of a comment; None for one without words."""
    body, is_cut = shortened(clean_text(_words(remark.html, desk)), MAX_COMMENT_CHARACTERS)
    if is_blank(body):
        return None
    if is_cut:
        desk.report.note("comment_cut", name=remark.person.name)
    return {
        "key": remark.key,
        "piece": remark.piece,
        "parent": remark.parent,
        "state": remark.state,
        "body": body,
        "body_html": str(render_comment(body)),
        "html_version": VERSION,
        "language": detect(body, "en"),
        "created_at": min(remark.written_at or now(), now()),
        "person": remark.person.key,
        "name": remark.person.name,
        "email": remark.person.email,
        "is_guest": remark.person.is_guest,
    }


def _words(html: str, desk: Desk) -> str:
    """Return Markdown; most comments are plain words, which need no parser."""
    if "<" not in html and "&" not in html:
        return escape_words(html)
    words, _is_whole = markdown_of(html, Surroundings(link=desk.link, is_classic=True))
    return words
