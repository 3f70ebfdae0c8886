"""A site in which people have lived: something in every table that an export carries."""

from typing import Any

from sqlalchemy import func, insert, select

from community.accounts.models import User
from community.articles.models import Article
from community.comments.models import Comment
from community.database import now
from community.extensions import db
from community.media.actions import add_picture
from community.media.storage import media_store
from community.moderation.actions import decide
from community.moderation.appeals import appeal
from community.moderation.canned import keep_text
from community.moderation.notes import add_note
from community.moderation.reports import report
from community.moderation.sanctions import sanction
from tests.factories import kept, make_article, make_comment
from tests.media.pictures import picture

WORDS = "Tea 茶 \u2028 with “everything”, a tab\t, 𠮷 and 😀."


def live(wen: User, mei: User, tom: User, lin: User, ada: User) -> Article:
    """Let them write, talk, argue and decide; return an article."""
    cover = add_picture(picture((640, 400)), by=wen, alt="A cup 杯")
    gone = add_picture(picture((320, 200)), by=wen)
    article = make_article(
        by=wen, title="Cats of the tea house", body=WORDS, tags=["tea", "猫"], cover_key=cover.key
    )
    media_store().set_aside([f"{gone.key}-{size}.webp" for size in ("small", "medium", "large")])
    first = make_comment(article, by=mei, body=WORDS, state="published")
    make_comment(
        article, by=tom, body=f"@{mei.username} yes", parent_id=first.id, state="published"
    )
    rude = make_comment(article, by=tom, body="You know nothing about tea.", state="published")
    argue(rude, by=mei, lin=lin, ada=ada)
    add_note(tom, by=lin, text="Speak with him first.")
    fill(wen, mei, tom, article, first)
    return article


def argue(rude: Comment, *, by: User, lin: User, ada: User) -> None:
    report(rude, by=by, rule="kind", note="Not kind 不友善")
    made = decide(rude, by=lin, outcome="remove", rule="kind", note="Please be kind.")
    kept(made)
    appeal(made, by=rude.author, text="I was joking.")
    sanction(rude.author, by=ada, kind="warn", rule="kind")
    keep_text(None, title="Be kind", rule="kind", text_en="Please.", text_zh="请。", by=lin)
    kept(made)


def fill(wen: User, mei: User, tom: User, article: Article, comment: Comment) -> None:
    """Put a row into every table that is still empty."""
    first = {
        "user_id": mei.id,
        "article_id": article.id,
        "comment_id": comment.id,
        "by_id": wen.id,
        "owner_id": wen.id,
        "author_id": wen.id,
        "decision_id": 1,
        "follower_id": tom.id,
        "followed_id": wen.id,
        "series_id": 1,
        "reporter_id": tom.id,
    }
    for name, more in OTHERS.items():
        table = db.metadata.tables[name]
        if db.session.scalar(select(func.count()).select_from(table)):
            continue
        values = {key: value for key, value in first.items() if key in table.columns}
        db.session.execute(insert(table).values(values | more))
    db.session.commit()


OTHERS: dict[str, dict[str, Any]] = {
    "series": {"slug": "cats", "title": "Cats", "language": "en"},
    "series_parts": {"position": 1},
    "policy_values": {"name": "links", "value": 5},
    "old_addresses": {"path": "/2013/01/cats/", "target": "/articles/cats-of-the-tea-house"},
    "old_slugs": {"slug": "cats-old"},
    "shifts": {"starts_minute": 60, "length_minutes": 90},
    "handovers": {"text": "All is calm.", "language": "en"},
    "subscriptions": {
        "email": "Reader@example.org",
        "user_id": None,
        "reader_key": "reader@example.org",
        "token": "0" * 64,
    },
    "word_rules": {"pattern": "casino", "language": "any", "effect": "hold"},
    "spam_lessons": {"is_spam": True, "words": "cheap watches"},
    "clips": {"key": "c" * 24, "state": "failed"},
    "article_reads": {"day": now().date(), "count": 7},
    "autosaves": {"place": "new", "article_id": None, "fields": {"title": "半"}},
    "bookmarks": {},
    "article_likes": {},
    "comment_likes": {},
    "contributions": {"role": "author", "invited_at": now()},
    "credits": {"position": 1, "role": "photos", "name": "Li", "url": "https://example.org/"},
    "follows": {},
    "review_requests": {"version": 1, "note": "Look", "state": "open"},
    "revisions": {"version": 1, "title": "Cats"},
    "comment_versions": {"version": 1, "body": "Before", "language": "en", "written_at": now()},
    "legal_notices": {
        "reference": "L-1",
        "comment_id": None,
        "user_id": None,
        "name": "N",
        "email": "n@example.org",
        "law": "§ 1",
        "explanation": "E",
        "words": "W",
    },
    "mentions": {},
    "cases": {"article_id": None, "user_id": None, "place": "held"},
    "notifications": {"kind": "reply", "decision_id": None},
    "imported_things": {
        "source": "wordpress https://example.org",
        "kind": "article",
        "foreign_id": "12",
        "local_id": 1,
    },
    "reports": {"article_id": None, "user_id": None, "rule": "kind"},
    "tags": {"slug": "tea", "name": "tea"},
    "article_tags": {"tag_id": 1},
}
