"""Who writes an article together: inviting, accepting, leaving."""

from flask_babel import lazy_gettext as _l

from community import facts
from community.accounts import queries as accounts
from community.accounts.models import User
from community.articles.models import Article, Credit
from community.articles.team_models import Contribution
from community.database import now
from community.errors import Refused
from community.extensions import db
from community.text.plain import clean_line

ROLES = ("author", "contributor")
MAX_TEAM = 20


def invite(article: Article, username: str, *, role: str, by: User) -> None:
    """Ask somebody to write here as well; it counts once they accept. Twice is harmless.

    Who is there already gets the other role. Raises Refused for a name that nobody has, one's own, a
    role that is none, and a co-author who may not publish.
    """
    if role not in ROLES:
        raise Refused(_l("Choose one of the list."), "role")
    name = clean_line(username).removeprefix("@")
    person = accounts.by_username(name) if name else None
    if person is None:
        raise Refused(_l("Nobody here is called that."), "username")
    if person.id == article.author_id:
        raise Refused(_l("The author writes here anyway."), "username")
    if role == "author" and not person.is_author:
        raise Refused(
            _l("This account is a reader's, who does not publish articles: invite as contributor."),
            "role",
        )
    known = db.session.get(Contribution, (article.id, person.id))
    if known:
        known.role = role
        return
    if len(article.contributions) >= MAX_TEAM:
        raise Refused(_l("Twenty people write here already."), "username")
    article.contributions.append(Contribution(user_id=person.id, user=person, role=role))
    db.session.flush()
    facts.tell(facts.writer_invited, article_id=article.id, user_id=person.id, by_id=by.id)


def accept(article: Article, *, by: User) -> None:
    """Accept an invitation; a co-author comes into the byline. Twice is harmless.

    Raises Refused for one that was taken back.
    """
    known = db.session.get(Contribution, (article.id, by.id))
    if known is None:
        raise Refused(_l("This invitation was taken back."))
    known.accepted_at = known.accepted_at or now()
    if known.role == "author" and by.id not in {credit.user_id for credit in article.credits}:
        place = len(article.credits) + 1
        article.credits.append(Credit(position=place, role="writing", name=by.username, user=by))
    db.session.flush()


def leave(article: Article, user_id: int) -> None:
    """Write here no more, or decline; also what the author says of somebody. Twice is harmless."""
    known = db.session.get(Contribution, (article.id, user_id))
    if known is not None:
        article.contributions.remove(known)
        db.session.flush()


def publishers_of(article: Article) -> list[int]:
    """Return the ids of those who may publish an article: its author, and co-authors."""
    others = [
        one.user_id for one in article.contributions if one.is_accepted and one.role == "author"
    ]
    return [article.author_id, *others]
