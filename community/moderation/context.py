"""What stands beside the words of a case: reports, the author's record, earlier words, notices."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select

from community.accounts.models import User
from community.comments.models import CommentVersion
from community.extensions import db
from community.moderation.items import Item
from community.moderation.legal_queries import open_notices
from community.moderation.models import Decision, Report
from community.moderation.pasts import Past, pasts_of

COLUMNS = {"comment": "comment_id", "article": "article_id", "profile": "user_id"}
# Who has read ten reports of one thing knows what the next ones say.
REPORTS_SHOWN = 10
REPORTS_READ = 300
VERSIONS_SHOWN = 5


@dataclass
class Context:
    """What stands beside the words, by (kind, id) or by the author's id."""

    reports: dict[tuple[str, int], list[Any]] = field(default_factory=dict)
    notices: dict[tuple[str, int], list[Any]] = field(default_factory=dict)
    versions: dict[int, list[Any]] = field(default_factory=dict)
    pasts: dict[int, Past] = field(default_factory=dict)
    last: dict[tuple[str, int], Any] = field(default_factory=dict)

    def reports_on(self, item: Item) -> list[Any]:
        return self.reports.get((item.kind, item.id), [])

    def notices_on(self, item: Item) -> list[Any]:
        return self.notices.get((item.kind, item.id), [])

    def past_of(self, item: Item) -> Past:
        return self.pasts.get(item.author_id) or Past()

    def seen(self, item: Item) -> int:
        """Return the last decision on a thing, which whoever decides now has seen; 0 for none."""
        found = self.last.get((item.kind, item.id))
        return found.id if found else 0


def context_of(items: list[Item]) -> Context:
    """Read what stands beside these items: as many statements for one as for twenty."""
    if not items:
        return Context()
    found = Context(reports=_reports(items), versions=_versions(items), pasts=_pasts(items))
    found.last = _last_decisions(items)
    for item in (one for one in items if one.is_legal):
        column = COLUMNS[item.kind]
        found.notices[item.kind, item.id] = open_notices(column, [item.id]).get(item.id, [])
    return found


def _ids(items: list[Item]) -> dict[str, list[int]]:
    ids: dict[str, list[int]] = {kind: [] for kind in COLUMNS}
    for item in items:
        ids[item.kind].append(item.id)
    return {kind: found for kind, found in ids.items() if found}


def _about(model: Any, items: list[Item]) -> Any:
    return or_(*(getattr(model, COLUMNS[kind]).in_(ids) for kind, ids in _ids(items).items()))


def _key(row: Any) -> tuple[str, int]:
    return next((kind, id_) for kind in COLUMNS if (id_ := getattr(row, COLUMNS[kind])) is not None)


def _reports(items: list[Item]) -> dict[tuple[str, int], list[Any]]:
    """Return (kind, id) → the open reports with who made them and how right they were before."""
    if not any(item.report_count for item in items):
        return {}
    columns = (Report.id, Report.comment_id, Report.article_id, Report.user_id, Report.reporter_id)
    told = (Report.rule, Report.note, Report.note_language, Report.weight, Report.created_at)
    by = (User.username, User.upheld_count, User.dismissed_count)
    rows = db.session.execute(
        select(*columns, *told, *by)
        .join(User, User.id == Report.reporter_id)
        .where(_about(Report, items), Report.state == "open")
        .order_by(Report.id)
        .limit(REPORTS_READ)
    )
    grouped: dict[tuple[str, int], list[Any]] = {}
    for row in rows:
        grouped.setdefault(_key(row), []).append(row)
    return grouped


def _versions(items: list[Item]) -> dict[int, list[Any]]:
    """Return comment id → the words it had before, the latest first."""
    ids = [item.comment_id for item in items if item.comment_id and item.edited_at]
    if not ids:
        return {}
    rows = db.session.execute(
        select(CommentVersion.__table__)
        .where(CommentVersion.comment_id.in_(ids))
        .order_by(CommentVersion.version.desc())
    )
    grouped: dict[int, list[Any]] = {}
    for row in rows:
        grouped.setdefault(row.comment_id, []).append(row)
    return {id_: found[:VERSIONS_SHOWN] for id_, found in grouped.items()}


def _pasts(items: list[Item]) -> dict[int, Past]:
    return pasts_of({item.author_id for item in items})


def _last_decisions(items: list[Item]) -> dict[tuple[str, int], Any]:
    """Return (kind, id) → the last decision on each thing."""
    columns = (Decision.id, Decision.comment_id, Decision.article_id, Decision.user_id)
    found = select(*columns, Decision.by_id, Decision.outcome, Decision.created_at)
    rows = db.session.execute(found.where(_about(Decision, items)).order_by(Decision.id))
    return {_key(row): row for row in rows}
