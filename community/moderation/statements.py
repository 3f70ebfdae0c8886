"""The statement on a decision, as those whom it concerns see it."""

from flask_login import current_user

from community.moderation import queries
from community.moderation.appeals import APPEAL_WITHIN, can_be_appealed
from community.moderation.forms import AppealForm
from community.moderation.models import Decision
from community.moderation.rules import RULES
from community.web.answers import Answer, show


def show_statement(decision: Decision, form: AppealForm, status: int = 200) -> Answer:
    """Show what was decided, why, by whom, and what can be done about it."""
    appeal = queries.appeal_on(decision.id)
    is_author = decision.author_id == current_user.id
    answers = queries.answers_to(decision.id)
    is_taken_back = any(one.outcome in ("overturn", "undo") for one in answers)
    may_object = is_author and appeal is None and can_be_appealed(decision) and not is_taken_back
    return show(
        "moderation/statement.html",
        status,
        decision=decision,
        rule=RULES.get(decision.rule),
        is_author=is_author,
        appeal=appeal,
        answers=answers,
        may_object=may_object,
        object_until=decision.created_at + APPEAL_WITHIN,
        form=form,
    )
