"""The desk as a shared place: its dashboard, who is on shift when, notes from one to the next."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, request
from flask_babel import get_timezone
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from community.database import now
from community.errors import Refused
from community.moderation import dashboard, handovers, pace, shifts, week, week_plots
from community.moderation.team_forms import HandoverForm, ShiftForm, weekday_names
from community.moderation.waiting import counts_here
from community.permissions import requires
from community.screening.queries import current_policy
from community.web.answers import see, show
from community.web.forms import wanted_state
from community.web.plots import column_plot

SPANS = (1, 7, 30)
# How many names of hours or days stand below a plot without touching on a phone, in both scripts.
MOST_LABELS = {1: 6, 7: 7, 30: 4}
blueprint = Blueprint("team", __name__)


@blueprint.get("/moderation/dashboard")
@requires("desk.open")
def show_dashboard() -> Any:
    asked = request.args.get("days", "")
    days = int(asked) if asked in map(str, SPANS) else 7
    return show(
        "moderation/dashboard.html",
        days=days,
        spans=SPANS,
        counts=counts_here(),
        weekdays=weekday_names("abbreviated"),
        **_waiting_and_decided(days),
    )


def _waiting_and_decided(days: int) -> dict[str, Any]:
    """Return all that the dashboard shows of the last so many days."""
    moment, zone, rota = now(), _zone(), shifts.rota()
    promise = current_policy().promise_minutes
    starts = pace.slots(moment, days, zone)
    backlog = dashboard.backlog(promised=week.kept_since(rota, promise, moment), since=starts[0])
    decided, reported = pace.decided(starts, zone), dashboard.most_reported()
    medians = [{"median": speed.median if speed else 0} for speed in decided.hours]
    kinds = [{kind: slot[kind] for kind in pace.KINDS} for slot in decided.slots]
    return {
        "promise_seconds": promise * 60,
        "rota": rota,
        "here": shifts.on_shift_now(rota, moment),
        "backlog": backlog,
        "decided": decided,
        "reported": reported,
        "names": dashboard.names([*decided.people, *(row.author_id for row in reported)]),
        "starts": starts,
        "zone": zone,
        "hours_plot": column_plot(medians, is_time=True),
        "slots_plot": column_plot(kinds, most_labels=MOST_LABELS[days]),
    }


@blueprint.route("/moderation/shifts", methods=["GET", "POST"])
@requires("desk.open")
def show_shifts() -> Any:
    form = ShiftForm()
    if request.method == "GET":
        return _show_team(shift_form=form)
    if not form.validate_on_submit():
        return _show_team(422, shift_form=form)
    try:
        shifts.add_shift(
            by=current_user,
            weekday=form.weekday.data,
            starts=form.starts.data,
            hours=form.hours.data,
            zone=_zone(),
        )
    except Refused as refused:
        form.fails_with(refused)
        return _show_team(422, shift_form=form)
    flash(_("Your shift is on the rota. Thank you."), "good")
    return see("/moderation/shifts#week")


@blueprint.post("/moderation/shifts/<int(max=2147483647):thing_id>/delete")
@requires("desk.open")
def delete_shift(thing_id: int) -> Response:
    shifts.delete_shift(thing_id, by=current_user)
    flash(_("The shift is off the rota."), "good")
    return see("/moderation/shifts#week")


@blueprint.route("/moderation/handovers", methods=["GET", "POST"])
@requires("desk.open")
def write_handover() -> Any:
    form = HandoverForm()
    if request.method == "GET":
        return _show_team(handover_form=form)
    if not form.validate_on_submit():
        return _show_team(422, handover_form=form)
    handovers.write_handover(form.text.data, by=current_user)
    flash(_("Your note waits for the next shift."), "good")
    return see("/moderation/shifts")


@blueprint.post("/moderation/handovers/<int(max=2147483647):thing_id>/done")
@requires("desk.open")
def set_done(thing_id: int) -> Response:
    handovers.set_done(thing_id, wanted_state("done"))
    return see("/moderation/shifts")


def _show_team(
    status: int = 200,
    *,
    shift_form: ShiftForm | None = None,
    handover_form: HandoverForm | None = None,
) -> Any:
    """Show who is here when, and the notes; a form that was sent is shown as it came."""
    return show(
        "moderation/shifts.html",
        status,
        counts=counts_here(),
        notes=handovers.open_handovers(),
        done=handovers.done_handovers(),
        shift_form=shift_form or ShiftForm(formdata=None),
        handover_form=handover_form or HandoverForm(formdata=None),
        **_week(),
    )


def _week() -> dict[str, Any]:
    """Return the rota as it stands in the viewer's own week."""
    moment, zone, rota = now(), _zone(), shifts.rota()
    ahead = week.offset_minutes(zone)
    free = sum(end - start for start, end in week_plots.gaps(rota, ahead))
    return {
        "here": shifts.on_shift_now(rota, moment),
        "coming": shifts.next_shift(rota, moment),
        "week": week_plots.week_plot(rota, ahead),
        "own": week_plots.own_shifts(rota, ahead, current_user.id),
        "free_hours": round(free / 60),
        "weekdays": weekday_names(),
        "today": divmod(week.week_minute(moment.astimezone(zone)), week.DAY_MINUTES),
        "zone": zone,
        "ahead": ahead,
    }


def _zone() -> ZoneInfo:
    """Return the viewer's time zone, of a kind that knows its midnights."""
    return ZoneInfo(str(get_timezone()))
