"""The page of word rules: the list, the form, and the dry run."""

from typing import Any

from flask import Blueprint, flash, request
from flask_babel import gettext as _
from flask_login import current_user

from community.database import begin_writing, decode_cursor, encode_cursor
from community.errors import Refused
from community.moderation import word_list, word_rules, word_trial
from community.moderation.waiting import counts_here
from community.moderation.word_forms import EFFECT_NAMES, LANGUAGE_NAMES, WordRulesForm
from community.permissions import requires, slow
from community.screening.models import RULE_LANGUAGES
from community.web.answers import is_fragment, see, show

ADDRESS = "/moderation/words"
blueprint = Blueprint("words", __name__)


@blueprint.get(ADDRESS)
@requires("word.rule")
def show_rules() -> Any:
    return _show(WordRulesForm())


# The trial reads many comments; whoever comments meanwhile need not wait for it.
@blueprint.post(ADDRESS)
@requires("word.rule")
@slow
def save_rules() -> Any:
    form = WordRulesForm()
    if not form.validate_on_submit():
        return _show(form, 422)
    trial = None
    try:
        lines = word_rules.read_lines(form.words.data)
        trial = word_trial.try_out(lines, form.language.data)
        return _show(form, trial=trial) if form.dry_run.data else _save(form, lines, trial)
    except Refused as refused:
        form.fails_with(refused)
        return _show(form, 422, trial=trial)


def _save(form: WordRulesForm, lines: list[word_rules.Line], trial: word_trial.Trial) -> Any:
    effect = form.effect.data
    trial.check(effect)
    begin_writing()
    saved = word_rules.save(lines, language=form.language.data, effect=effect, by=current_user)
    said = _("Saved. New: %(added)s, changed: %(changed)s, there already: %(known)s.")
    if trial.too_wide:
        warning = _("Nearly everything is met by “%(rules)s”. You may want to make it narrower.")
        flash(warning % {"rules": trial.too_wide}, "warning")
    return _done(said % saved._asdict())


@blueprint.post(f"{ADDRESS}/<int(max=2147483647):thing_id>/delete")
@requires("word.rule")
def delete_rule(thing_id: int) -> Any:
    words = word_rules.remove(thing_id, by=current_user)
    return _done(
        _("“%(words)s” is no rule any more.", words=words)
        if words
        else _("That rule is gone already.")
    )


def _done(said: str) -> Any:
    if is_fragment():
        return _show(WordRulesForm(formdata=None))
    flash(said, "good")
    return see(ADDRESS)


def _show(form: WordRulesForm, status: int = 200, *, trial: Any = None) -> Any:
    language = request.args.get("language", "")
    language = language if language in RULE_LANGUAGES else ""
    place = decode_cursor(request.args.get("after"), int, int)
    rules, last = word_list.rules_page(language, (place[0], place[1]) if place else None)
    cursor = encode_cursor(*last) if last else ""
    return show(
        "moderation/_words_fragment.html" if is_fragment() else "moderation/words.html",
        status,
        form=form,
        trial=trial,
        rules=rules,
        language=language,
        languages=LANGUAGE_NAMES,
        effects=EFFECT_NAMES,
        rule_counts=word_list.counts_by_language(),
        older=f"{ADDRESS}?language={language}&after={cursor}" if last else "",
        counts=counts_here(),
    )
