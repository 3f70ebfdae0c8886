"""A long talk, quickly."""

from community.comments import actions
from community.extensions import db
from tests.factories import ago


def talk(article, by, count, parent_id=None):
    """Post so many comments, an hour apart, the last of them weeks ago; return them in order."""
    posted = []
    for number in range(count):
        words = f"Number {number}."
        comment = actions.post(article, body=words, by=by, parent_id=parent_id)
        comment.created_at = ago(hours=900 - number)
        posted.append(comment)
    db.session.info.pop("facts", None)
    db.session.commit()
    return posted
