"""Something to read: an article with a cover, a byline and a thread."""

import pytest

from community.articles.models import Article
from community.media.actions import add_picture
from community.media.models import Picture
from tests.factories import kept, make_article
from tests.feeds.byline import credit_lines
from tests.media.pictures import picture

BODY = """先洗杯子。See [the guide](/guides), [her page](/@mei) and https://example.org/tea.

![The pot](%s)

<script>alert("tea")</script> & that is all.
"""
CREDITS = """Photos: Ann Li
Translated by: @mei
Written by: Bo
Source: The Tea Times | https://example.org/source
Source: script | https://example.org/?a=1&b=2"""


@pytest.fixture
def cover(wen) -> Picture:
    found: Picture = kept(add_picture(picture((1200, 800)), by=wen.user, alt='A "pot" & cups'))
    return found


@pytest.fixture
def article(wen, mei, cover) -> Article:
    """An article of wen's with everything that a feed can tell."""
    made: Article = make_article(
        by=wen.user,
        title="How to brew <tea> & 茶",
        body=BODY % cover.url("medium"),
        summary="Water first.",
        language="zh-Hans",
        tags=["Green Tea", "茶"],
        credits=credit_lines(CREDITS),
        cover_key=cover.key,
    )
    return made
