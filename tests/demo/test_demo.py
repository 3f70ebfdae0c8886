"""`flask demo`: the community that a first visitor finds, laid out once, exact, and taken away again."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from community.accounts.models import User
from community.accounts.passwords import is_password
from community.articles.models import Article, Credit, Tag
from community.comments.models import Comment
from community.database import now
from community.demo import DEMO_PASSWORD, is_laid_out, lay_out, sign_in_hints
from community.demo.removal import remove
from community.extensions import db
from community.likes.models import ArticleLike, CommentLike
from community.media.models import Picture
from community.moderation.models import Decision, Report
from tests import factories
from tests.cast import Person
from tests.databases import Site
from tests.moderation.forging import forge

ROOT = Path(__file__).resolve().parents[2]
# table and counter → what it should hold, in plain SQL
COUNTERS = {
    "articles.like_count": "SELECT count(*) FROM article_likes x WHERE x.article_id = t.id",
    "articles.bookmark_count": "SELECT count(*) FROM bookmarks x WHERE x.article_id = t.id",
    "articles.comment_count": "SELECT count(*) FROM comments x WHERE x.article_id = t.id "
    "AND x.state = 'published'",
    "articles.report_count": "SELECT count(*) FROM reports x WHERE x.article_id = t.id "
    "AND x.state = 'open'",
    "comments.like_count": "SELECT count(*) FROM comment_likes x WHERE x.comment_id = t.id",
    "comments.reply_count": "SELECT count(*) FROM comments x WHERE x.root_id = t.id "
    "AND x.state = 'published'",
    "comments.report_count": "SELECT count(*) FROM reports x WHERE x.comment_id = t.id "
    "AND x.state = 'open'",
    "users.unread_count": "SELECT count(*) FROM notifications x WHERE x.user_id = t.id "
    "AND x.read_at IS NULL",
    "users.approved_comment_count": "SELECT count(*) FROM comments x WHERE x.author_id = t.id "
    "AND x.was_published",
}


def count(sql: str) -> Any:
    return db.session.scalar(text(sql))


def wrong_counters() -> list[str]:
    wrong = []
    for place, should in COUNTERS.items():
        table, counter = place.split(".")
        found = count(f"SELECT count(*) FROM {table} t WHERE t.{counter} <> ({should})")
        wrong += [f"{found} × {place}"] if found else []
    return wrong


def everything() -> dict[str, list[Any]]:
    return {
        table.name: list(db.session.execute(select(table).order_by(*table.primary_key)))
        for table in db.metadata.sorted_tables
    }


def person(name: str) -> User:
    return db.session.scalars(select(User).where(User.username == name)).one()


def article_by(author: User, **fields: Any) -> Article:
    fields = {"slug": "of-my-own", "title": "Of my own", "body": "Words.", **fields}
    made = Article(
        author_id=author.id, kind="note", state="published", published_at=now(), **fields
    )
    made.body_html, made.language = "<p>Words.</p>", "en"
    db.session.add(made)
    return factories.kept(made)


def said(article: Article, author: User, parent: Comment | None = None) -> Comment:
    made = Comment(
        article_id=article.id, author_id=author.id, body="Mine.", body_html="<p>Mine.</p>"
    )
    made.was_published = True
    made.parent_id = parent.id if parent else None
    made.root_id = (parent.root_id or parent.id) if parent else None
    db.session.add(made)
    return factories.kept(made)


def some_comment(article: Article) -> Comment:
    here = Comment.article_id == article.id
    return db.session.scalars(select(Comment).where(here, Comment.parent_id.is_(None))).first()


def test_a_moderator_finds_work(demo: Flask) -> None:
    waiting = count("SELECT count(*) FROM comments WHERE state = 'held'")
    assert count("SELECT count(*) FROM cases WHERE place = 'held'") == waiting > 5
    assert count("SELECT count(*) FROM cases WHERE place = 'reported' AND score > 0") > 3


def test_it_is_a_community(demo: Flask) -> None:
    assert count("SELECT count(*) FROM users WHERE is_demo AND confirmed_at IS NOT NULL") >= 25
    assert count("SELECT count(*) FROM articles WHERE state = 'published'") >= 15
    assert {"article", "note", "guide"} == set(db.session.scalars(select(Article.kind)))
    assert count("SELECT count(*) FROM comments WHERE state = 'published'") >= 250
    assert count("SELECT count(*) FROM comments WHERE state = 'held'") >= 3
    assert count("SELECT count(*) FROM reports WHERE state = 'open'") >= 3


@pytest.mark.parametrize("model", [Article, Comment])
def test_both_languages_are_at_home(demo: Flask, model: Any) -> None:
    languages = list(db.session.scalars(select(model.language)))
    assert set(languages) == {"en", "zh-Hans", "zh-Hant"}
    assert min(languages.count("en"), languages.count("zh-Hans")) > len(languages) / 4


def test_all_counters_are_exact(demo: Flask) -> None:
    assert wrong_counters() == []


def test_a_second_time_changes_nothing(demo: Flask) -> None:
    before = everything()
    assert not lay_out()
    assert everything() == before


def test_what_a_visitor_has_changed_stays(demo: Flask) -> None:
    tom, article = person("tom"), db.session.scalars(select(Article)).first()
    tom.bio, article.title, article.slug = "Edited.", "Edited", "edited"
    db.session.delete(person("hazel_k"))
    db.session.commit()
    before = everything()
    assert not lay_out()
    assert everything() == before


def test_nothing_lies_ahead_but_what_is_scheduled(demo: Flask) -> None:
    for table in db.metadata.sorted_tables:
        for column in table.columns:
            if column.name.endswith("_at") and table.name != "sessions":
                late = db.session.execute(select(table).where(column > now())).all()
                assert len(late) == (1 if column is Article.__table__.c.published_at else 0), column


def test_nobody_speaks_or_likes_before_they_came(demo: Flask) -> None:
    for table, who in (
        ("comments", "author_id"),
        ("articles", "author_id"),
        ("comment_likes", "user_id"),
        ("article_likes", "user_id"),
    ):
        early = f"FROM {table} t JOIN users u ON u.id = t.{who} WHERE t.created_at < u.created_at"
        assert count(f"SELECT count(*) {early}") == 0, table
    answers = "comments t JOIN comments p ON p.id = t.parent_id"
    assert count(f"SELECT count(*) FROM {answers} WHERE t.created_at < p.created_at") == 0
    assert count(f"SELECT count(*) FROM {answers} WHERE t.id < p.id") == 0
    assert count(f"SELECT count(*) FROM {answers} WHERE t.article_id <> p.article_id") == 0


def test_a_thread_hangs_together(demo: Flask) -> None:
    loose = (
        "SELECT count(*) FROM comments t JOIN comments p ON p.id = t.parent_id "
        "WHERE t.root_id <> coalesce(p.root_id, p.id)"
    )
    assert count(loose) == 0
    assert (
        count("SELECT count(*) FROM comments WHERE (parent_id IS NULL) <> (root_id IS NULL)") == 0
    )


def test_nobody_likes_their_own_words(demo: Flask) -> None:
    for like, thing in ((ArticleLike.article_id, Article), (CommentLike.comment_id, Comment)):
        own = select(thing.id).join(like.class_, like == thing.id)
        assert not db.session.execute(own.where(like.class_.user_id == thing.author_id)).all()


def test_the_cast_can_sign_in(demo: Flask) -> None:
    roles = {"tom": "reader", "wen": "author", "lin": "moderator", "ada": "admin"}
    assert {name: person(name).role for name in roles} == roles
    assert person("tom").is_newcomer
    assert is_password(person("wen"), DEMO_PASSWORD)
    hints = "\n".join(sign_in_hints())
    assert all(word in hints for word in (*roles, *roles.values(), DEMO_PASSWORD))


def test_the_cast_has_something_to_read(demo: Flask) -> None:
    for name in ("mei", "tom", "wen", "lin"):
        own = f"FROM notifications WHERE user_id = {person(name).id}"
        assert count(f"SELECT count(*) {own}") > 0, name
        assert count(f"SELECT count(*) FROM bookmarks WHERE user_id = {person(name).id}") > 0, name


def test_removals_stand_in_the_log(demo: Flask) -> None:
    log = db.session.scalars(select(Decision).where(Decision.outcome == "remove")).all()
    assert {(one.by.username, one.rule) for one in log} == {("kwame", "privacy"), ("lin", "kind")}
    assert all(one.comment.state == "removed" and one.words for one in log)


def test_the_log_vouches_for_what_was_decided_and_goes_on_to_when_the_demo_is_gone(
    demo: Flask, runs: Any
) -> None:
    decided = count("SELECT count(*) FROM decisions")
    assert count("SELECT count(*) FROM log_entries WHERE action = 'decision'") == decided > 10
    assert f"All {decided} entries" in runs("moderation", "verify").output
    remove()
    assert f"All {decided} entries" in runs("moderation", "verify").output
    forge("UPDATE decisions SET created_at = '2026-01-01 00:00:00+00:00' WHERE id = 1")
    assert "decision 1 was changed" in runs("moderation", "verify", status=1).output


def test_the_journal_tells_them_in_the_order_in_which_they_were_made(demo: Flask) -> None:
    lin = Person(demo, person("lin"))
    rows = [row.text for row in lin.visits("/moderation/journal").one("tbody").all("tr")]
    assert len(rows) == min(50, count("SELECT count(*) FROM decisions"))
    assert "@lin" in rows[0] and "comment:" in rows[0]
    untold = "SELECT count(*) FROM decisions a, decisions b WHERE a.id < b.id"
    assert count(f"{untold} AND a.created_at > b.created_at") == 0


def test_pictures_that_are_there_are_shown(demo: Flask) -> None:
    covers = [one.cover for one in db.session.scalars(select(Article)) if one.cover]
    assert [cover.alt for cover in covers] == [
        "黄昏里的小茶馆，窗子亮着，屋檐下挂着灯笼，门口站着一群人"
    ]
    inline = db.session.scalars(select(Article).where(Article.body.contains("/media/"))).one()
    assert 'width="1600" height="1200"' in inline.body_html
    assert not count("SELECT count(*) FROM articles WHERE body LIKE '%picture:%'")
    assert len(list((Path(demo.instance_path) / "media").rglob("*.webp"))) == 6


def test_the_draft_and_the_scheduled_piece_wait(demo: Flask) -> None:
    draft = db.session.scalars(select(Article).where(Article.state == "draft")).one()
    assert draft.published_at is None and draft.created_at < now() - timedelta(hours=12)
    scheduled = db.session.scalars(select(Article).where(Article.published_at > now())).one()
    assert scheduled.is_scheduled and scheduled.author.username == "wen"


def test_a_name_that_is_taken_stays_with_its_owner(app: Flask) -> None:
    mine = factories.make_user("tom")
    assert lay_out()
    assert not person("tom").is_demo and person("tom_2").is_demo
    assert db.session.get(User, mine.id).username == "tom"
    assert any("tom_2" in line for line in sign_in_hints())


def test_what_goes_wrong_halfway_leaves_nothing(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_rest: Any) -> None:
        raise OSError("The disk is full.")

    monkeypatch.setattr("community.demo.actions.recount", fail)
    with pytest.raises(OSError, match="full"):
        lay_out()
    assert not is_laid_out()
    assert not list((Path(app.instance_path) / "media").rglob("*.webp"))


def test_removed_it_is_gone(demo: Flask) -> None:
    assert remove()
    assert not remove()
    kept = {name for name, rows in everything().items() if rows}
    # The version of the word rules has risen, and never goes back.
    assert kept <= {"decisions", "alembic_version", "log_head", "log_entries", "policy_values"}
    assert not list((Path(demo.instance_path) / "media").rglob("*.webp"))


def test_removed_it_can_be_laid_out_again(demo: Flask) -> None:
    remove()
    assert lay_out()
    assert person("tom").is_demo and wrong_counters() == []


def test_removal_leaves_the_words_of_strangers(demo: Flask) -> None:
    eva = factories.make_user("eva", approved_comment_count=0)
    theirs = db.session.scalars(select(Article).where(Article.comment_count > 0)).first()
    other = db.session.scalars(select(Article).where(Article.id > theirs.id)).first()
    own = article_by(eva)
    db.session.add(Credit(article_id=own.id, position=0, role="editing", user=person("lin")))
    db.session.add(ArticleLike(user_id=person("mei").id, article_id=own.id))
    db.session.commit()
    answer = said(theirs, eva, some_comment(theirs))
    second = said(own, eva, said(own, person("lin"), said(own, person("mei"), said(own, eva))))
    theirs_id, own_id, other_slug = theirs.id, own.id, other.slug
    remove()
    db.session.expire_all()
    assert {one.body for one in db.session.scalars(select(Comment))} == {"Mine."}
    assert count("SELECT count(*) FROM comments") == 3
    assert answer.article_id == theirs_id and answer.parent_id is answer.root_id is None
    first = some_comment(db.session.get(Article, own_id))
    assert second.parent_id == second.root_id == first.id
    assert db.session.get(Article, theirs_id).author.username == "teahouse"
    assert not db.session.scalar(select(Article).where(Article.slug == other_slug))
    assert [credit.name for credit in db.session.get(Article, own_id).credits] == ["lin"]
    assert [one for one in wrong_counters() if "approved" not in one] == []


def test_a_picture_that_a_stranger_shows_stays(demo: Flask) -> None:
    picture = db.session.scalars(select(Picture)).first()
    article_by(factories.make_user("eva"), cover_id=picture.id)
    remove()
    assert [one.key for one in db.session.scalars(select(Picture))] == [picture.key]
    assert len(list((Path(demo.instance_path) / "media").rglob(f"{picture.key}-*.webp"))) == 3


def test_strangers_tags_stay(demo: Flask) -> None:
    mine = Tag(slug="of-mine", name="of mine")
    shared = db.session.scalars(select(Tag)).first()
    article = article_by(factories.make_user("eva"))
    article.tags = [mine, shared]
    factories.kept(article)
    remove()
    assert {tag.slug for tag in db.session.scalars(select(Tag))} == {"of-mine", shared.slug}


def test_a_report_of_a_stranger_on_a_stranger_stays(demo: Flask) -> None:
    eva, udo = factories.make_user("eva"), factories.make_user("udo")
    comment = said(article_by(eva), eva)
    for who in (udo, person("mei")):
        db.session.add(Report(reporter_id=who.id, comment_id=comment.id, rule="kind"))
    db.session.commit()
    remove()
    db.session.refresh(comment)
    assert comment.report_count == 1
    assert [one.reporter_id for one in db.session.scalars(select(Report))] == [udo.id]


def test_the_command_says_what_it_did(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    first, second = run(args=["demo"]).output, run(args=["demo"]).output
    assert "is laid out." in first and DEMO_PASSWORD in first and "moderator" in first
    assert "already" in second
    assert "is gone" in run(args=["demo", "--remove"]).output
    assert "no demo" in run(args=["demo", "--remove"]).output


def test_production_refuses_demo_accounts(site: Site, demo: Flask) -> None:
    environment = os.environ | site.environment | {"PORT": "1"}
    refused = subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 1
    assert "demo accounts" in refused.stderr and "--remove" in refused.stderr


def test_its_pages_open(demo: Flask) -> None:
    tom = Person(demo, person("tom"))
    piece = db.session.scalars(select(Article).where(Article.featured_at.is_not(None))).first()
    tom.visits("/").shows(piece.title)
    tom.visits(piece).shows(piece.title)
    tom.visits("/notifications")
