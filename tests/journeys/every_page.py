"""Every kind of page, with something on it: what the tests of looks and weight walk through."""

from typing import Any, NamedTuple

from sqlalchemy import select

from community.extensions import db
from community.media.actions import add_picture
from community.moderation.models import Decision
from tests.cast import Person
from tests.factories import ago, kept, make_article, make_comment
from tests.media.pictures import picture

TEXT = """The oldest cat is **Mochi**. She has a [page](https://example.org/mochi) of her own.

## How to greet her

- slowly
- from below

> 先让它闻闻你的手。

| cat | age |
| --- | --- |
| Mochi | 14 |

![Mochi asleep](%s)

`purr()` and https://example.org/a/very/long/address/that/cannot/be/broken/anywhere/at/all?yes=really
"""


class Where(NamedTuple):
    """A page, who looks at it, and the status it answers."""

    name: str
    who: Person | None
    address: str
    status: int = 200


def lay_out(tom: Person, mei: Person, lin: Person, wen: Person) -> list[Where]:
    """Fill the site, and return every kind of page."""
    articles = _articles(wen)
    cats = articles[0]
    held = _talk(cats, tom, mei, wen)
    rude = make_comment(cats, by=mei.user, body="Your cat is ugly.")
    tom.submits(f"/comments/{rude.id}/report", rule="kind", note="She never hurt anybody.")
    bad = make_comment(cats, by=mei.user, body="Buy my tea at https://example.org/buy")
    tom.submits(f"/comments/{bad.id}/report", rule="no-spam", note="")
    lin.submits(f"/moderation/comments/{bad.id}", decision="remove", rule="no-spam", note="Please.")
    mei.submits(f"{cats.url}/bookmark", saved="1")
    decision = db.session.scalars(select(Decision)).first()
    return [
        *_of_guests(cats),
        *_of_readers(mei, cats, rude, decision),
        *_of_authors(wen, cats),
        *_of_moderators(lin, held),
    ]


def _of_guests(cats: Any) -> list[Where]:
    plain = ("/guides", "/tags/cats", "/@wen", "/rules", "/moderation/log", "/sign-in", "/sign-up")
    plain += ("/letters", "/@wen/letters")
    return [
        Where("home, guest", None, "/"),
        Where("article, guest", None, cats.url),
        *(Where(address, None, address) for address in (*plain, "/reset-password")),
        Where("404", None, "/nothing", 404),
    ]


def _of_readers(mei: Person, cats: Any, rude: Any, decision: Any) -> list[Where]:
    mei.submits("/@wen/letters", frequency="weekly")
    settings = ("profile", "account", "languages", "security", "notifications")
    own = (
        "/following",
        "/notifications",
        "/bookmarks",
        "/media",
        "/sign-out",
        f"/decisions/{decision.id}",
    )
    return [
        Where("home, reader", mei, "/"),
        Where("article, reader", mei, cats.url),
        Where("article, oldest first", mei, f"{cats.url}?order=oldest"),
        *(Where(address, mei, address) for address in own),
        *(Where(f"settings, {name}", mei, f"/settings/{name}") for name in settings),
        Where("comment form", mei, f"{cats.url}/comments"),
        Where("edit a comment", mei, f"/comments/{rude.id}/edit"),
        Where("delete a comment", mei, f"/comments/{rude.id}/delete"),
        Where("report", mei, f"{cats.url}/report"),
        Where("403", mei, "/moderation/held", 403),
    ]


def _of_authors(wen: Person, cats: Any) -> list[Where]:
    typed = {"body": f"{cats.body}\n\nShe likes 茶.", "version": "1"}
    wen.submits(f"{cats.url}/edit", **typed)
    wen.submits("/write/autosave", status=200, as_script=True, title="Half a thought", edition="0")
    return [
        Where("new article, with something unsaved", wen, "/write"),
        Where("editor", wen, f"{cats.url}/edit"),
        Where("as a letter", wen, f"{cats.url}/letter"),
        Where("versions", wen, f"{cats.url}/revisions"),
        Where("what changed", wen, f"{cats.url}/revisions/2"),
        Where("an old version", wen, f"{cats.url}/revisions/1"),
        *(Where(f"desk, {name}", wen, f"/desk?show={name}") for name in ("drafts", "published")),
    ]


def _of_moderators(lin: Person, held: Any) -> list[Where]:
    return [
        *(Where(name, lin, f"/moderation/{name}") for name in ("reported", "held", "decided")),
        Where("case", lin, f"/moderation/comments/{held.id}"),
        Where("article, moderator", lin, held.article.url),
    ]


def _articles(wen: Person) -> list[Any]:
    cover = kept(add_picture(picture((900, 600)), by=wen.user, alt="Three cats"))
    titles = (
        "猫",
        "下雨天的茶馆里，三只猫和它们的主人",
        "A note on rain",
        "Where to drink tea at night",
    )
    kinds = ("article", "note", "guide", "guide")
    first = make_article(
        by=wen.user,
        title="Cats of the tea house, and the people who believe they own them",
        summary="Three cats and who they belong to.",
        body=TEXT % cover.url("large"),
        cover_key=cover.key,
        tags=["cats", "tea"],
        featured_at=ago(days=1),
    )
    others = [
        make_article(by=wen.user, title=title, kind=kind, tags=["cats"], summary="雨与茶。")
        for title, kind in zip(titles, kinds, strict=True)
    ]
    make_article(by=wen.user, state="draft", title="Not yet")
    return [first, *others]


def _talk(cats: Any, tom: Person, mei: Person, wen: Person) -> Any:
    for number in range(3):
        root = make_comment(cats, by=mei.user, body=f"第{number}杯茶很好喝，谢谢大家！")
        first = make_comment(
            cats, by=wen.user, body=f"Come **again**, {number}!", parent_id=root.id
        )
        make_comment(cats, by=mei.user, body=f"@wen 好的，{number}", parent_id=first.id)
    make_comment(cats, by=mei.user, body="Gone", state="deleted")
    return make_comment(cats, by=tom.user, body="May I pet " + "Mo" * 60 + "chi?")
