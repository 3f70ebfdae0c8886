"""Security events are added and, after a year or with their account, deleted; they are never changed."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REFUSAL = "Security events are a log: rows are added, never changed."


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE TRIGGER security_events_no_update BEFORE UPDATE ON security_events "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION refuse_security_event_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER security_events_no_update BEFORE UPDATE ON security_events "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_security_event_change()"
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER security_events_no_update")
        return
    op.execute("DROP TRIGGER security_events_no_update ON security_events")
    op.execute("DROP FUNCTION refuse_security_event_change")
