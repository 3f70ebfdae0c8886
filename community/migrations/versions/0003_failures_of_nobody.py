"""A failed sign-in under a name that nobody has is an event too, and is noted in the same time."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("security_events") as events:
        events.alter_column("user_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM security_events WHERE user_id IS NULL")
    with op.batch_alter_table("security_events") as events:
        events.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
