"""The pages of the moderators' desk, of objections and of notices, with something on each of them."""

from typing import Any

from sqlalchemy import select

from community.articles.models import Article
from community.extensions import db
from community.moderation.desk_models import LegalNotice
from community.moderation.models import Appeal, Decision
from tests.cast import Person
from tests.factories import make_comment, make_user
from tests.journeys.every_page import Where

UNBROKEN = "https://example.org/" + "no/space/anywhere/" * 8
TEXT = {"title": "Addresses of other people, and their papers", "rule": "privacy"}
TEXT |= {"text_en": f"No addresses, please. {UNBROKEN}", "text_zh": "请不要写别人的地址。"}
RULES = {"words": "赌博\ncasino*\n/free +tea/", "language": "any", "effect": "hold"}


def lay_out_desk(lin: Person, mei: Person, ada: Person) -> list[Where]:
    """Fill the desk of a site that has articles with what moderators leave; return its pages."""
    article = db.session.scalars(select(Article).order_by(Article.id)).first()
    kim = Person(lin.app, make_user("kim", bio="I sell tea. " * 20))
    appealed = _removed(article, mei, lin)
    mei.submits(f"/decisions/{appealed.id}/appeal", text=f"这是玩笑，他是我的朋友。{UNBROKEN}")
    sanction = _watched(kim, lin)
    ada.submits(f"/moderation/articles/{article.id}/thread", slow_seconds="60", slow_hours="4")
    ada.submits("/admin", links="4")
    _kept(lin)
    return [
        *_of_the_team(lin),
        *_of_cases(lin, article, appealed, kim),
        Where("house settings", ada, "/admin"),
        *_of_the_judged(mei, kim, appealed, sanction),
        *_of_the_law(article, mei, lin),
    ]


def _of_the_team(lin: Person) -> list[Where]:
    names = ("newcomers", "appeals", "dashboard", "shifts", "words", "texts", "journal")
    return [
        *(Where(f"desk, {name}", lin, f"/moderation/{name}") for name in names),
        *(Where(f"{days} days", lin, f"/moderation/dashboard?days={days}") for days in (1, 30)),
        Where("one text", lin, "/moderation/texts/1"),
        Where("journal, narrowed", lin, "/moderation/journal?actor=lin&action=decided"),
        Where("nothing found", lin, "/moderation/journal?actor=nobody"),
        Where("words of one language", lin, "/moderation/words?language=zh"),
    ]


def _of_cases(lin: Person, article: Any, appealed: Decision, kim: Person) -> list[Where]:
    appeal = db.session.scalars(select(Appeal)).one()
    return [
        Where("person at the desk", lin, "/moderation/users/kim"),
        Where("person without a past", lin, "/moderation/users/tom"),
        Where("profile case", lin, f"/moderation/profiles/{kim.id}"),
        Where("article case", lin, f"/moderation/articles/{article.id}"),
        Where("decided case", lin, f"/moderation/comments/{appealed.comment_id}"),
        Where("thread", lin, f"/moderation/articles/{article.id}/thread"),
        Where("objection", lin, f"/moderation/appeals/{appeal.id}"),
    ]


def _of_the_judged(mei: Person, kim: Person, appealed: Any, sanction: Any) -> list[Where]:
    states = ("held", "removed")
    return [
        Where("own comments", mei, "/comments"),
        *(Where(f"own comments, {state}", mei, f"/comments?state={state}") for state in states),
        Where("statement, objected to", mei, f"/decisions/{appealed.id}"),
        Where("statement of a warning", kim, f"/decisions/{sanction.id}"),
        Where("statement, to object to", kim, f"/decisions/{sanction.id}/appeal"),
        Where("home, warned", kim, "/"),
        Where("article, warned", kim, "/articles/mao"),
    ]


def _of_the_law(article: Any, mei: Person, lin: Person) -> list[Where]:
    guest = Person(lin.app)
    words = {"law": "Criminal Code, § 126a", "name": "Noor", "email": "noor@example.org"}
    why = f"It tells where a family lives, and calls on people to go there. {UNBROKEN}"
    guest.submits("/legal/report", address=article.url, explanation=why, good_faith="y", **words)
    notice = db.session.scalars(select(LegalNotice)).one()
    return [
        Where("legal form, guest", None, f"/legal/report?thing={article.url}"),
        Where("legal form, reader", mei, "/legal/report"),
        Where("legal notice, guest", None, f"/legal/{notice.reference}"),
        Where("legal notice, moderator", lin, f"/legal/{notice.reference}"),
        Where("reported, with a notice", lin, "/moderation/reported"),
    ]


def _removed(article: Any, mei: Person, lin: Person) -> Decision:
    """Return Lin's removal of a comment by Mei."""
    rude = make_comment(article, by=mei.user, body=f"You know nothing about tea. {UNBROKEN}")
    fields = {"decision": "remove", "rule": "kind", "note": f"Please. {UNBROKEN}"}
    lin.submits(f"/moderation/comments/{rude.id}", **fields)
    return _last_decision()


def _watched(kim: Person, lin: Person) -> Decision:
    """Return the warning that Kim has had; there is a note about them as well."""
    address = "/moderation/users/kim"
    lin.submits(address, sanction="warn", rule="no-spam", note=f"Twice now. {UNBROKEN}")
    decision = _last_decision()
    lin.submits(f"{address}/notes", on=address, text=f"Seems to sell tea. {UNBROKEN}")
    return decision


def _kept(lin: Person) -> None:
    """Let Lin leave a shift over midnight, a note, a text and three rules."""
    lin.submits("/moderation/shifts", weekday="6", starts="22:00", hours="5")
    lin.submits("/moderation/handovers", text=f"记得看第三杯茶。 {UNBROKEN}")
    lin.submits("/moderation/texts", **TEXT)
    lin.submits("/moderation/words", **RULES)


def _last_decision() -> Any:
    return db.session.scalars(select(Decision).order_by(Decision.id.desc())).first()
