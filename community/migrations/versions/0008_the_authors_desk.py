"""The authors' desk: revisions, autosaves, people who write together, series, clips, jobs, letters.

Of what was written before there is one revision: the words as they stand.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

REVISIONS = (
    "INSERT INTO revisions "
    "(article_id, version, by_id, title, summary, body, language, fields, created_at) "
    "SELECT id, version, author_id, title, summary, body, language, '{}', updated_at FROM articles"
)


def upgrade() -> None:
    op.create_table(
        "old_addresses",
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column("target", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_old_addresses")),
    )
    op.create_table(
        "follows",
        sa.Column("follower_id", sa.Integer(), nullable=False),
        sa.Column("followed_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("follower_id <> followed_id", name=op.f("ck_follows_not_oneself")),
        sa.ForeignKeyConstraint(
            ["followed_id"],
            ["users.id"],
            name=op.f("fk_follows_followed_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"],
            ["users.id"],
            name=op.f("fk_follows_follower_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("follower_id", "followed_id", name=op.f("pk_follows")),
    )
    op.create_index(op.f("ix_follows_followed_id"), "follows", ["followed_id"], unique=False)
    op.create_table(
        "jobs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=500), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting','running','done','failed')", name=op.f("ck_jobs_state")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_jobs_owner_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.UniqueConstraint("key", name=op.f("uq_jobs_key")),
    )
    op.create_index("ix_jobs_kind_state", "jobs", ["kind", "state"], unique=False)
    op.create_index(op.f("ix_jobs_owner_id"), "jobs", ["owner_id"], unique=False)
    op.create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_series_owner_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_series")),
        sa.UniqueConstraint("slug", name=op.f("uq_series_slug")),
    )
    op.create_index(op.f("ix_series_owner_id"), "series", ["owner_id"], unique=False)
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("reader_key", sa.String(length=330), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("frequency", sa.String(length=10), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "frequency IN ('each','daily','weekly')", name=op.f("ck_subscriptions_frequency")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["users.id"],
            name=op.f("fk_subscriptions_author_id_users"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_subscriptions_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint(
            "reader_key", "author_id", name=op.f("uq_subscriptions_reader_key_author_id")
        ),
        sa.UniqueConstraint("token", name=op.f("uq_subscriptions_token")),
    )
    op.create_index(
        op.f("ix_subscriptions_author_id"), "subscriptions", ["author_id"], unique=False
    )
    op.create_index(
        "ix_subscriptions_frequency_next_at",
        "subscriptions",
        ["frequency", "next_at"],
        unique=False,
    )
    op.create_index(op.f("ix_subscriptions_user_id"), "subscriptions", ["user_id"], unique=False)
    op.create_index(
        "uq_subscriptions_reader_key_site",
        "subscriptions",
        ["reader_key"],
        unique=True,
        sqlite_where=sa.text("author_id IS NULL"),
        postgresql_where=sa.text("author_id IS NULL"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=True),
        sa.Column("reader_key", sa.String(length=330), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("article_ids", sa.JSON(), nullable=False),
        sa.Column("frequency", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting','taken','sent','failed','dropped','unsure')",
            name=op.f("ck_deliveries_state"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_deliveries_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_deliveries_subscription_id_subscriptions"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "article_id", "reader_key", name=op.f("uq_deliveries_article_id_reader_key")
        ),
    )
    op.create_index(
        "ix_deliveries_state_next_try_at", "deliveries", ["state", "next_try_at"], unique=False
    )
    op.create_index(
        op.f("ix_deliveries_subscription_id"), "deliveries", ["subscription_id"], unique=False
    )
    op.create_index("ix_deliveries_taken_at", "deliveries", ["taken_at"], unique=False)
    op.create_index("ix_notifications_article_id", "notifications", ["article_id"], unique=False)
    op.create_table(
        "clips",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("container", sa.String(length=10), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("duration_ms", sa.Integer(), nullable=False),
        sa.Column("byte_count", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(length=7), nullable=False),
        sa.Column("alt", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('waiting','ready','failed')", name=op.f("ck_clips_state")),
        sa.ForeignKeyConstraint(
            ["job_id"], ["jobs.id"], name=op.f("fk_clips_job_id_jobs"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["users.id"], name=op.f("fk_clips_owner_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clips")),
        sa.UniqueConstraint("key", name=op.f("uq_clips_key")),
    )
    op.create_index(op.f("ix_clips_owner_id"), "clips", ["owner_id"], unique=False)
    op.create_table(
        "imported_things",
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("foreign_id", sa.String(length=200), nullable=False),
        sa.Column("local_id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"],
            ["jobs.id"],
            name=op.f("fk_imported_things_job_id_jobs"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("source", "kind", "foreign_id", name=op.f("pk_imported_things")),
    )
    op.create_index(
        "ix_imported_things_kind_local_id", "imported_things", ["kind", "local_id"], unique=False
    )
    op.create_table(
        "article_reads",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_article_reads_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "day", name=op.f("pk_article_reads")),
    )
    op.create_table(
        "autosaves",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(length=40), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_autosaves_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_autosaves_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "place", name=op.f("pk_autosaves")),
    )
    op.create_index(op.f("ix_autosaves_article_id"), "autosaves", ["article_id"], unique=False)
    op.create_table(
        "contributions",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("role IN ('author','contributor')", name=op.f("ck_contributions_role")),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_contributions_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_contributions_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", "user_id", name=op.f("pk_contributions")),
    )
    op.create_index(op.f("ix_contributions_user_id"), "contributions", ["user_id"], unique=False)
    op.create_table(
        "review_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','published','returned','withdrawn')",
            name=op.f("ck_review_requests_state"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"],
            ["users.id"],
            name=op.f("fk_review_requests_answered_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_review_requests_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_review_requests_by_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_requests")),
    )
    op.create_index(
        "ix_review_requests_article_id_state",
        "review_requests",
        ["article_id", "state"],
        unique=False,
    )
    op.create_index(op.f("ix_review_requests_by_id"), "review_requests", ["by_id"], unique=False)
    op.create_table(
        "series_parts",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_series_parts_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["series.id"],
            name=op.f("fk_series_parts_series_id_series"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_series_parts")),
    )
    op.create_index(
        "ix_series_parts_series_id_position",
        "series_parts",
        ["series_id", "position"],
        unique=False,
    )
    op.create_table(
        "revisions",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("summary", sa.String(length=500), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("restored_version", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_revisions_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_revisions_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("article_id", "version", name=op.f("pk_revisions")),
    )
    op.add_column(
        "articles",
        sa.Column("comments_closed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "articles", sa.Column("close_after_days", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "articles",
        sa.Column("thread_note", sa.String(length=500), nullable=False, server_default=""),
    )
    op.add_column(
        "articles",
        sa.Column(
            "thread_note_language", sa.String(length=20), nullable=False, server_default="und"
        ),
    )
    op.add_column(
        "articles",
        sa.Column("canonical_url", sa.String(length=2000), nullable=False, server_default=""),
    )
    op.add_column(
        "articles", sa.Column("read_count", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "articles", sa.Column("letter_sent_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("comments", sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "pictures", sa.Column("has_avif", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "users",
        sa.Column("imported_from", sa.String(length=100), nullable=False, server_default=""),
    )
    op.add_column(
        "users", sa.Column("mail_failures", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("users", sa.Column("mail_failed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("users", sa.Column("mail_stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(REVISIONS)


def downgrade() -> None:
    op.drop_column("users", "mail_stopped_at")
    op.drop_column("users", "mail_failed_at")
    op.drop_column("users", "mail_failures")
    op.drop_column("users", "imported_from")
    op.drop_column("pictures", "has_avif")
    op.drop_column("comments", "hidden_at")
    op.drop_column("articles", "letter_sent_at")
    op.drop_column("articles", "read_count")
    op.drop_column("articles", "canonical_url")
    op.drop_column("articles", "thread_note_language")
    op.drop_column("articles", "thread_note")
    op.drop_column("articles", "close_after_days")
    op.drop_column("articles", "comments_closed")
    op.drop_table("revisions")
    op.drop_index("ix_series_parts_series_id_position", table_name="series_parts")
    op.drop_table("series_parts")
    op.drop_index(op.f("ix_review_requests_by_id"), table_name="review_requests")
    op.drop_index("ix_review_requests_article_id_state", table_name="review_requests")
    op.drop_table("review_requests")
    op.drop_index(op.f("ix_contributions_user_id"), table_name="contributions")
    op.drop_table("contributions")
    op.drop_index(op.f("ix_autosaves_article_id"), table_name="autosaves")
    op.drop_table("autosaves")
    op.drop_table("article_reads")
    op.drop_index("ix_imported_things_kind_local_id", table_name="imported_things")
    op.drop_table("imported_things")
    op.drop_index(op.f("ix_clips_owner_id"), table_name="clips")
    op.drop_table("clips")
    op.drop_index("ix_notifications_article_id", table_name="notifications")
    op.drop_index("ix_deliveries_taken_at", table_name="deliveries")
    op.drop_index(op.f("ix_deliveries_subscription_id"), table_name="deliveries")
    op.drop_index("ix_deliveries_state_next_try_at", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index("uq_subscriptions_reader_key_site", table_name="subscriptions")
    op.drop_index(op.f("ix_subscriptions_user_id"), table_name="subscriptions")
    op.drop_index("ix_subscriptions_frequency_next_at", table_name="subscriptions")
    op.drop_index(op.f("ix_subscriptions_author_id"), table_name="subscriptions")
    op.drop_table("subscriptions")
    op.drop_index(op.f("ix_series_owner_id"), table_name="series")
    op.drop_table("series")
    op.drop_index(op.f("ix_jobs_owner_id"), table_name="jobs")
    op.drop_index("ix_jobs_kind_state", table_name="jobs")
    op.drop_table("jobs")
    op.drop_index(op.f("ix_follows_followed_id"), table_name="follows")
    op.drop_table("follows")
    op.drop_table("old_addresses")
