"""Who was told of a comment is asked at each one, and again when it goes."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_notifications_comment_id", "notifications", ["comment_id"])


def downgrade() -> None:
    op.drop_index("ix_notifications_comment_id", table_name="notifications")
