"""Following over HTTP: the form says which state is wanted."""

from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from community.accounts.models import User
from community.accounts.queries import by_username
from community.errors import NotFound
from community.follows import actions, queries
from community.permissions import allow, public, requires
from community.web.answers import is_fragment, safe_next, see, show
from community.web.forms import wanted_state
from community.web.kept import forget_kept
from community.web.limits import hit_both
from community.web.viewer import viewer

blueprint = Blueprint("follows", __name__)


@blueprint.post("/@<username>/follow")
@requires("follow.set")
def follow(username: str) -> Any:
    person = person_named(username)
    allow("follow.set", person)
    following = wanted_state("following")
    hit_both("like", viewer().id)
    actions.set_follow(person, by=viewer(), following=following)
    forget_kept(request.path)
    if is_fragment():
        place = request.form.get("place", "")
        return show("follows/_follow.html", person=person, following=following, place=place)
    return see(safe_next(request.form.get("next"), person.url))


@blueprint.get("/@<username>/follow")
@public
def show_person(username: str) -> Response:
    """Lead back to the person, where the button is."""
    return see(person_named(username).url)


@blueprint.get("/following")
@requires("follow.set")
def following() -> Any:
    page = queries.followed_by(viewer(), request.args.get("after"))
    older = f"/following?after={page.next_cursor}" if page.next_cursor else ""
    return show("follows/index.html", page=page, older=older)


def person_named(username: str) -> User:
    """Return whose name this is. Raises NotFound."""
    person = by_username(username)
    if person is None:
        raise NotFound
    return person
