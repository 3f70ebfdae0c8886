"""Stored words are rendered anew once the cleaner has changed."""

from community.articles.reclean import reclean
from community.extensions import db
from community.text.markup import VERSION
from tests.articles.test_revise import fresh


def spoil(*articles):
    for article in articles:
        article.body_html, article.html_version = "<p>old</p>", VERSION - 1
    db.session.commit()


def test_what_an_older_cleaner_made_is_made_anew(article, draft):
    spoil(article)
    assert reclean() == 1
    db.session.commit()
    assert fresh(article).body_html == "<p>Come <strong>in</strong>.</p>\n"
    assert (article.html_version, article.version, article.is_revised) == (VERSION, 1, False)


def test_in_small_steps_until_there_is_nothing(article, draft):
    spoil(article, draft)
    assert [reclean(limit=1) for _ in range(3)] == [1, 1, 0]


def test_the_command_does_it_all(app, article, draft):
    spoil(article, draft)
    answer = app.test_cli_runner().invoke(args=["reclean"])
    assert answer.exit_code == 0, answer.output
    assert "2 rendered anew." in answer.output
    assert fresh(draft).html_version == VERSION
