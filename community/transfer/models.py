"""What an import brought in, so that the same thing never comes in twice."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from community.database import UtcDateTime, now
from community.extensions import db


class ImportedThing(db.Model):
    """A thing of another site and what it became here.

    `source` names the other site ("wordpress https://example.org"), `kind` is user, article, tag,
    comment or picture, `foreign_id` its number or key there.
    """

    __tablename__ = "imported_things"
    __table_args__ = (Index("ix_imported_things_kind_local_id", "kind", "local_id"),)

    source: Mapped[str] = mapped_column(String(300), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    foreign_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    local_id: Mapped[int]
    job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id", ondelete="SET NULL"))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
