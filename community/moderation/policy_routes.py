"""How strict the house is, as the admin sets it; how one thread goes, as moderators set it."""

from typing import Any

from flask import Blueprint, flash
from flask_babel import gettext as _

from community.articles.models import Article
from community.articles.thread_settings import set_thread
from community.database import now
from community.errors import NotFound, Refused
from community.moderation import log
from community.moderation.policy_forms import GROUPS, PolicyForm, ThreadForm
from community.moderation.things import thing_of
from community.moderation.waiting import counts_here
from community.permissions import requires
from community.screening.actions import set_policy
from community.screening.queries import current_policy
from community.web.answers import see, show
from community.web.kept import forget_kept
from community.web.viewer import viewer

ADDRESS = "/admin"
THREAD = "/moderation/articles/<int(max=2147483647):thing_id>/thread"
blueprint = Blueprint("policy", __name__)


@blueprint.route(ADDRESS, methods=["GET", "POST"])
@requires("policy.change")
def policy() -> Any:
    form = PolicyForm(data=vars(current_policy()))
    if not form.validate_on_submit():
        status = 422 if form.is_submitted() else 200
        return show(
            "moderation/policy.html", status, form=form, groups=GROUPS, counts=counts_here()
        )
    if changed := set_policy(form.values):
        log.note("policy_changed", by_id=viewer().id, **changed)
    forget_kept(ADDRESS)
    flash(_("Saved."), "good")
    return see(ADDRESS)


@blueprint.route(THREAD, methods=["GET", "POST"])
@requires("thread.slow")
def thread(thing_id: int) -> Any:
    article = thing_of("article", thing_id)
    if not article.is_public:
        raise NotFound
    form = ThreadForm(data=_as_it_goes(article))
    if not form.validate_on_submit():
        return _show_thread(article, form, 422 if form.is_submitted() else 200)
    try:
        _set(article, form)
    except Refused as refused:
        form.fails_with(refused)
        return _show_thread(article, form, 422)
    flash(_("Saved."), "good")
    return see(f"{article.url}#comments")


def _as_it_goes(article: Article) -> dict[str, Any]:
    """Return what the form of a thread shows; slow mode that is over is none."""
    seconds, hours = (article.slow_seconds, _hours_left(article)) if article.is_slow else (0, None)
    return {"mode": article.thread_mode, "slow_seconds": seconds, "slow_hours": hours}


def _hours_left(article: Article) -> int:
    left = article.slow_until - now() if article.slow_until else None
    return max(1, -(-int(left.total_seconds()) // 3600)) if left else 1


def _set(article: Article, form: ThreadForm) -> None:
    before = _told(article)
    names = ("mode", "slow_seconds", "slow_hours")
    set_thread(article, **{name: form[name].data for name in names})
    if (after := _told(article)) != before:
        log.note("thread_changed", by_id=viewer().id, subject=f"article:{article.id}", **after)


def _told(article: Article) -> dict[str, Any]:
    """Return how a thread goes, as the log tells it."""
    until = article.slow_until.isoformat(timespec="minutes") if article.slow_until else ""
    return {"mode": article.thread_mode, "slow_seconds": article.slow_seconds, "slow_until": until}


def _show_thread(article: Article, form: ThreadForm, status: int) -> Any:
    return show("moderation/thread.html", status, article=article, form=form, counts=counts_here())
