"""Asking the external service about a comment, before the database writer's place is taken."""

from dataclasses import replace

from flask import request

from community.accounts.models import User
from community.articles import queries as articles
from community.articles.models import Article
from community.comments import queries
from community.comments.actions import draft_of
from community.comments.models import Comment
from community.comments.record import Writer
from community.comments.words import read_words
from community.database import begin_writing
from community.screening.external import ask_before_writing, has_service
from community.screening.queries import current_policy
from community.screening.verdicts import Sending


def begin_unless_asking() -> None:
    """Take the writer's place for a form at once, where there is no service to wait for."""
    if request.method == "POST" and not has_service():
        begin_writing()


def ask_about_new(
    article: Article, *, body: str, language: str, by: User, sending: Sending
) -> Sending:
    """Return how a new comment came, with what the service says of it, and take the writer's place.

    Raises Refused for words that do not hold, NotFound if the article has gone meanwhile.
    """
    if not has_service():
        return sending
    words = read_words(body, language=language, hint=by.language)
    slug, policy = article.slug, current_policy()
    draft = draft_of(words, article, by, sending)
    answer = ask_before_writing(draft, Writer(by, policy).record(), policy)
    articles.by_slug(slug, by)
    return replace(sending, external=answer)


def ask_about_change(
    comment: Comment, *, body: str, language: str, by: User, sending: Sending
) -> Sending:
    """Return how changed words came, with what the service says of them, and take the writer's place.

    Raises Refused for words that do not hold, NotFound if the comment has gone meanwhile.
    """
    if not has_service():
        return sending
    chosen = language or (comment.language if comment.language_is_chosen else "")
    words = read_words(body, language=chosen, hint=by.language)
    if (words.body, words.language) == (comment.body, comment.language):
        begin_writing()
        return sending
    comment_id, policy = comment.id, current_policy()
    draft = replace(draft_of(words, comment.article, by, sending), is_change=True)
    record = Writer(by, policy).record(without=comment_id)
    answer = ask_before_writing(draft, record, policy)
    queries.by_id(comment_id, by)
    return replace(sending, external=answer)
