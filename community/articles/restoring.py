"""Bringing an old version of an article back: as a new version, with the words of the old one."""

from dataclasses import fields, replace

from community.accounts.models import User
from community.articles import actions
from community.articles.history import revision_at
from community.articles.manuscript import manuscript_of
from community.articles.models import Article
from community.screening.verdicts import AT_ONCE, Sending


def restore(
    article: Article, version: int, *, by: User, opened: int | None, sending: Sending = AT_ONCE
) -> None:
    """Let an article say again what it said in a version; cover, tags and byline stay as they are.

    `opened` is the version that stood when this was asked for. Twice is harmless. Raises NotFound for
    a version that was never kept, and what `revise` raises.
    """
    revision = revision_at(article, version)
    manuscript = replace(
        manuscript_of(article),
        title=revision.title,
        summary=revision.summary,
        body=revision.body,
    )
    everything = {field.name: getattr(manuscript, field.name) for field in fields(manuscript)}
    actions.revise(
        article, by=by, version=opened, sending=sending, restored_version=version, **everything
    )
