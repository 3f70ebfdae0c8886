"""What a profile and an article say of following their person, and of letters from them."""

from typing import Any

from community.accounts.models import User
from community.articles.models import Article
from community.follows.queries import follower_counts, is_following
from community.newsletters.forms import FREQUENCY_NAMES
from community.newsletters.queries import frequency_for, reader_count


def of(person: User, who: User | None) -> dict[str, Any]:
    """Return what stands on a profile."""
    return {
        "follower_count": follower_counts([person.id])[person.id],
        "following": is_following(who, person.id),
        "letters": frequency_for(who, person.id) if who and who.id != person.id else "",
        "frequency_names": FREQUENCY_NAMES,
    }


def beside(article: Article, who: User | None) -> dict[str, Any]:
    """Return what stands beside an article; its author sees how many would get it as a letter."""
    is_own = who is not None and who.id == article.author_id
    may_go_out = is_own and article.is_public and not article.letter_sent_at
    return {
        "following": is_following(who, article.author_id),
        "letter_readers": reader_count(article) if may_go_out and article.kind != "note" else 0,
        "frequency_names": FREQUENCY_NAMES,
    }
