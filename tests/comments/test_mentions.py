"""Naming people."""

from community.comments.models import Mention
from community.extensions import db
from tests.factories import make_comment, make_user


def named():
    return sorted(db.session.scalars(db.select(Mention.user_id)))


def test_a_name_is_linked_and_kept(mei, wen, article, said):
    page = mei.submits(f"{article.url}/comments", body="谢谢@wen的茶")
    page.comment(said()).one("a", href="/@wen", class_="mention")
    assert named() == [wen.id]


def test_a_name_that_nobody_has_is_only_words(mei, article, said):
    page = mei.submits(f"{article.url}/comments", body="Hello @nobodyhere")
    page.shows("@nobodyhere")
    assert named() == []


def test_case_does_not_matter(mei, wen, article):
    make_comment(article, by=mei.user, body="Thank you, @Wen")
    assert named() == [wen.id]


def test_twice_is_once_and_oneself_is_nobody(mei, wen, article):
    make_comment(article, by=mei.user, body="@wen and @mei and @wen again")
    assert named() == [wen.id]


def test_ten_at_most(mei, article):
    names = [make_user(f"guest-{n}").username for n in range(12)]
    make_comment(article, by=mei.user, body=" ".join(f"@{name}" for name in names))
    assert len(named()) == 10


def test_a_change_names_whom_it_names_now(mei, wen, lin, article):
    own = make_comment(article, by=mei.user, body="Hello @wen")
    mei.submits(f"{own.url}/edit", body="Hello @lin")
    assert named() == [lin.id]
