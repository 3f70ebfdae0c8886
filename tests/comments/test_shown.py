"""What is kept of a comment's HTML is nobody's but everybody's."""

from community.comments.shown import TOKEN
from tests.factories import make_article, make_comment


def test_each_reader_sees_the_comment_in_their_own_way(wen, mei, lin, guest):
    article = make_article(by=wen.user)
    comment = make_comment(article, by=wen.user, body="Tea for all")
    tokens = set()
    for person in (mei, lin, mei):
        form = person.visits(article).form(f"/comments/{comment.id}/like")
        tokens.add(form.one("input", name="csrf_token")["value"])
    assert len(tokens) > 1 and TOKEN not in "".join(tokens)
    lin.visits(article).shows("Decide")
    mei.visits(article).lacks("Decide", "/moderation/comments")
    assert not guest.visits(article).form(f"/comments/{comment.id}/like").all(name="csrf_token")
    assert wen.visits(article).form(f"/comments/{comment.id}/like") is None


def test_a_change_is_seen_at_once(wen, mei, guest):
    article = make_article(by=wen.user)
    comment = make_comment(article, by=mei.user, body="Before")
    guest.visits(article).shows("Before")
    mei.submits(f"/comments/{comment.id}/edit", body="After")
    guest.visits(article).shows("After").lacks("Before")


def test_nobody_can_write_what_stands_for_the_token(wen, mei):
    article = make_article(by=wen.user)
    make_comment(article, by=wen.user, body=f"look {TOKEN} here")
    words = mei.visits(article).one("div", data_words="comment")
    assert not words.all("input") and "look token here" in words.text
