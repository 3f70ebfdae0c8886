"""The moderators' desk: cases, appeals, sanctions, word rules, the internal log.

Every held comment and every open report becomes a case. The table of decisions learns new outcomes;
SQLite has to rebuild it for that, and the triggers that guard it go with the old one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

REFUSALS = {
    "decisions": "Decisions are a log: rows are added, never changed.",
    "log_entries": "The log is added to, never changed.",
}
OLD = "outcome IN ('approve','hold','remove')"
NEW = (
    "outcome IN ('approve','hold','remove','warn','mute','suspend','ban','lift','uphold',"
    "'overturn','undo')"
)
THREAD_MODE = (
    "ALTER TABLE articles ADD COLUMN thread_mode VARCHAR(20) DEFAULT '' NOT NULL CONSTRAINT "
    "ck_articles_thread_mode CHECK (thread_mode IN ('','none','newcomers','all','closed'))"
)

OPEN = "SELECT count(*) FROM reports WHERE state = 'open' AND reports.{column} = {table}.id"
FIRST = "SELECT min(created_at) FROM reports WHERE state = 'open' AND reports.{column} = {table}.id"
CASES = (
    "INSERT INTO cases ({column}, author_id, under_id, language, place, held_by, score, "
    "report_count, is_legal, opened_at) SELECT id, {author}, {under}, {language}, {place}, {held_by}, "
    "({open}), ({open}), false, coalesce(({first}), created_at) FROM {table} WHERE {where}"
)


def upgrade() -> None:
    op.create_table(
        "log_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_entries")),
    )
    op.create_index("ix_log_entries_actor_id_id", "log_entries", ["actor_id", "id"], unique=False)
    op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_count", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_head")),
    )
    op.create_table(
        "policy_values",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_policy_values")),
    )
    op.create_table(
        "spam_lessons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("is_spam", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spam_lessons")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_spam_lessons_decision_id")),
    )
    op.create_table(
        "account_notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_account_notes_by_id_users"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_account_notes_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_notes")),
    )
    op.create_index(op.f("ix_account_notes_user_id"), "account_notes", ["user_id"], unique=False)
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open','upheld','overturned')", name=op.f("ck_appeals_state")
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["decisions.id"], name=op.f("fk_appeals_answer_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_appeals_author_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_appeals_decision_id_decisions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_appeals_decision_id")),
    )
    op.create_index(op.f("ix_appeals_author_id"), "appeals", ["author_id"], unique=False)
    op.create_index("ix_appeals_state_id", "appeals", ["state", "id"], unique=False)
    op.create_table(
        "canned_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_canned_texts_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_texts")),
        sa.UniqueConstraint("title", name=op.f("uq_canned_texts_title")),
    )
    op.create_table(
        "handovers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_handovers_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_table(
        "shifts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("starts_minute", sa.Integer(), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "length_minutes > 0 AND length_minutes <= 1440", name=op.f("ck_shifts_length_minutes")
        ),
        sa.CheckConstraint(
            "starts_minute >= 0 AND starts_minute < 10080", name=op.f("ck_shifts_starts_minute")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_shifts_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    op.create_index(op.f("ix_shifts_user_id"), "shifts", ["user_id"], unique=False)
    op.create_table(
        "word_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("effect", sa.String(length=10), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("effect IN ('block','hold','mark')", name=op.f("ck_word_rules_effect")),
        sa.CheckConstraint("language IN ('zh','en','any')", name=op.f("ck_word_rules_language")),
        sa.ForeignKeyConstraint(
            ["by_id"], ["users.id"], name=op.f("fk_word_rules_by_id_users"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_rules")),
    )
    op.create_index(
        "ix_word_rules_pattern_language", "word_rules", ["pattern", "language"], unique=True
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("under_id", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("held_by", sa.String(length=40), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("report_count", sa.Integer(), nullable=False),
        sa.Column("is_legal", sa.Boolean(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by_id", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("place IN ('held','reported','')", name=op.f("ck_cases_place")),
        sa.CheckConstraint(
            "CASE WHEN article_id IS NULL THEN 0 ELSE 1 END + CASE WHEN comment_id IS NULL THEN 0 ELSE 1 END + CASE WHEN user_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_cases_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_cases_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["users.id"], name=op.f("fk_cases_author_id_users"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["claimed_by_id"],
            ["users.id"],
            name=op.f("fk_cases_claimed_by_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_cases_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["under_id"],
            ["articles.id"],
            name=op.f("fk_cases_under_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_cases_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("article_id", name=op.f("uq_cases_article_id")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_cases_comment_id")),
        sa.UniqueConstraint("user_id", name=op.f("uq_cases_user_id")),
    )
    op.create_index(op.f("ix_cases_author_id"), "cases", ["author_id"], unique=False)
    op.create_index(
        "ix_cases_place_held_by_opened_at",
        "cases",
        ["place", "held_by", "opened_at", "id"],
        unique=False,
    )
    op.create_index(
        "ix_cases_place_opened_at_id", "cases", ["place", "opened_at", "id"], unique=False
    )
    op.create_index("ix_cases_place_score_id", "cases", ["place", "score", "id"], unique=False)
    op.create_index(op.f("ix_cases_under_id"), "cases", ["under_id"], unique=False)
    op.create_table(
        "legal_notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("comment_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("reporter_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("law", sa.String(length=300), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("explanation_language", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open','upheld','dismissed')", name=op.f("ck_legal_notices_state")
        ),
        sa.CheckConstraint(
            "CASE WHEN article_id IS NULL THEN 0 ELSE 1 END + CASE WHEN comment_id IS NULL THEN 0 ELSE 1 END + CASE WHEN user_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_legal_notices_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["article_id"],
            ["articles.id"],
            name=op.f("fk_legal_notices_article_id_articles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_legal_notices_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_legal_notices_decision_id_decisions")
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"],
            ["users.id"],
            name=op.f("fk_legal_notices_reporter_id_users"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_legal_notices_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_notices")),
        sa.UniqueConstraint("reference", name=op.f("uq_legal_notices_reference")),
    )
    op.create_index(
        op.f("ix_legal_notices_article_id"), "legal_notices", ["article_id"], unique=False
    )
    op.create_index(
        op.f("ix_legal_notices_comment_id"), "legal_notices", ["comment_id"], unique=False
    )
    op.create_index("ix_legal_notices_state_id", "legal_notices", ["state", "id"], unique=False)
    op.create_index(op.f("ix_legal_notices_user_id"), "legal_notices", ["user_id"], unique=False)
    op.add_column(
        "articles", sa.Column("held_by", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column("articles", sa.Column("verdict", sa.JSON(), nullable=True))
    op.add_column(
        "articles", sa.Column("slow_seconds", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("articles", sa.Column("slow_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("comments", sa.Column("verdict", sa.JSON(), nullable=True))
    op.add_column("decisions", sa.Column("about_id", sa.Integer(), nullable=True))
    op.add_column(
        "decisions", sa.Column("batch", sa.String(length=32), nullable=False, server_default="")
    )
    op.add_column("decisions", sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("decisions", sa.Column("waited_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("decisions", sa.Column("details", sa.JSON(), nullable=False, server_default="{}"))
    op.create_index("ix_decisions_about_id", "decisions", ["about_id"], unique=False)
    op.create_index("ix_decisions_article_id", "decisions", ["article_id"], unique=False)
    op.create_index("ix_decisions_batch", "decisions", ["batch"], unique=False)
    op.create_index("ix_decisions_created_at", "decisions", ["created_at"], unique=False)
    op.create_index("ix_decisions_user_id_id", "decisions", ["user_id", "id"], unique=False)
    op.add_column("reports", sa.Column("weight", sa.Float(), nullable=False, server_default="1"))
    op.add_column(
        "reports", sa.Column("network", sa.String(length=32), nullable=False, server_default="")
    )
    op.add_column("users", sa.Column("bio_held", sa.Text(), nullable=False, server_default=""))
    op.add_column("users", sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("users", sa.Column("muted_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("users", sa.Column("suspended_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "users", sa.Column("is_banned", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("users", sa.Column("warning_id", sa.Integer(), nullable=True))
    op.add_column("users", sa.Column("sanction_id", sa.Integer(), nullable=True))
    op.add_column(
        "users", sa.Column("upheld_count", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "users", sa.Column("dismissed_count", sa.Integer(), nullable=False, server_default="0")
    )
    op.create_table(
        "comment_versions",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comments.id"],
            name=op.f("fk_comment_versions_comment_id_comments"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("comment_id", "version", name=op.f("pk_comment_versions")),
    )
    op.execute(THREAD_MODE)
    change_outcomes(OLD, NEW)
    guard("log_entries")
    op.execute("INSERT INTO log_head (id, entry_count, digest) VALUES (1, 0, '')")
    fill()


def change_outcomes(old: str, new: str) -> None:
    """Let decisions have these outcomes."""
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("decisions") as decisions:
            decisions.drop_constraint(op.f("ck_decisions_outcome"), type_="check")
            decisions.create_check_constraint(op.f("ck_decisions_outcome"), new)
        guard("decisions")
        return
    op.drop_constraint(op.f("ck_decisions_outcome"), "decisions", type_="check")
    op.create_check_constraint(op.f("ck_decisions_outcome"), "decisions", new)


def guard(table: str) -> None:
    """Have the database refuse to change or delete the rows of a log."""
    refusal = REFUSALS[table]
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION refuse_{table}_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION refuse_{table}_change()"
    )


def unguard(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return  # Its triggers go with the table.
    op.execute(f"DROP TRIGGER {table}_no_change ON {table}")
    op.execute(f"DROP FUNCTION refuse_{table}_change")


def fill() -> None:
    """Open a case for all that waits, and count what became of each person's reports."""
    reported = "state = 'published' AND report_count > 0"
    comments = {"author": "author_id", "under": "article_id", "language": "language"}
    articles = comments | {"under": "id"}
    open_cases("comments", "comment_id", comments, "'held'", "held_by", "state = 'held'")
    open_cases("comments", "comment_id", comments, "'reported'", "''", reported)
    open_cases("articles", "article_id", articles, "'reported'", "''", reported)
    resting = "state = 'draft' AND report_count > 0"
    open_cases("articles", "article_id", articles, "''", "''", resting)
    people = {"author": "id", "under": "NULL", "language": "bio_language"}
    there = f"({OPEN.format(column='user_id', table='users')}) > 0"
    open_cases("users", "user_id", people, "'reported'", "''", there)
    for state in ("upheld", "dismissed"):
        op.execute(
            f"UPDATE users SET {state}_count = (SELECT count(*) FROM reports "
            f"WHERE reports.reporter_id = users.id AND state = '{state}')"
        )


def open_cases(
    table: str, column: str, names: dict[str, str], place: str, held_by: str, where: str
) -> None:
    open_, first = (one.format(column=column, table=table) for one in (OPEN, FIRST))
    op.execute(
        CASES.format(
            table=table,
            column=column,
            place=place,
            held_by=held_by,
            where=where,
            open=open_,
            first=first,
            **names,
        )
    )


def downgrade() -> None:
    # Outcomes that the older version does not know cannot stay in its log.
    op.execute("DROP TRIGGER decisions_no_delete" if is_sqlite() else UNGUARDED)
    unknown = f"SELECT id FROM decisions WHERE NOT ({OLD})"
    op.execute(f"UPDATE reports SET decision_id = NULL WHERE decision_id IN ({unknown})")
    op.execute(f"DELETE FROM notifications WHERE decision_id IN ({unknown})")
    op.drop_table("comment_versions")
    op.drop_table("appeals")
    op.drop_table("legal_notices")
    op.execute(f"DELETE FROM decisions WHERE NOT ({OLD})")
    if not is_sqlite():
        op.execute(GUARDED)
    unguard("log_entries")
    op.drop_column("users", "dismissed_count")
    op.drop_column("users", "upheld_count")
    op.drop_column("users", "sanction_id")
    op.drop_column("users", "warning_id")
    op.drop_column("users", "is_banned")
    op.drop_column("users", "suspended_until")
    op.drop_column("users", "muted_until")
    op.drop_column("users", "held_until")
    op.drop_column("users", "bio_held")
    op.drop_column("reports", "network")
    op.drop_column("reports", "weight")
    op.drop_index("ix_decisions_user_id_id", table_name="decisions")
    op.drop_index("ix_decisions_created_at", table_name="decisions")
    op.drop_index("ix_decisions_batch", table_name="decisions")
    op.drop_index("ix_decisions_article_id", table_name="decisions")
    op.drop_index("ix_decisions_about_id", table_name="decisions")
    op.drop_column("decisions", "details")
    op.drop_column("decisions", "waited_since")
    op.drop_column("decisions", "ends_at")
    op.drop_column("decisions", "batch")
    op.drop_column("decisions", "about_id")
    op.drop_column("comments", "verdict")
    op.drop_column("articles", "slow_until")
    op.drop_column("articles", "slow_seconds")
    op.drop_column("articles", "thread_mode")
    op.drop_column("articles", "verdict")
    op.drop_column("articles", "held_by")
    op.drop_index(op.f("ix_cases_under_id"), table_name="cases")
    op.drop_index("ix_cases_place_score_id", table_name="cases")
    op.drop_index("ix_cases_place_opened_at_id", table_name="cases")
    op.drop_index("ix_cases_place_held_by_opened_at", table_name="cases")
    op.drop_index(op.f("ix_cases_author_id"), table_name="cases")
    op.drop_table("cases")
    op.drop_index("ix_word_rules_pattern_language", table_name="word_rules")
    op.drop_table("word_rules")
    op.drop_index(op.f("ix_shifts_user_id"), table_name="shifts")
    op.drop_table("shifts")
    op.drop_table("handovers")
    op.drop_table("canned_texts")
    op.drop_index(op.f("ix_account_notes_user_id"), table_name="account_notes")
    op.drop_table("account_notes")
    op.drop_table("spam_lessons")
    op.drop_table("policy_values")
    op.drop_table("log_head")
    op.drop_index("ix_log_entries_actor_id_id", table_name="log_entries")
    op.drop_table("log_entries")
    change_outcomes(NEW, OLD)


def is_sqlite() -> bool:
    return bool(op.get_bind().dialect.name == "sqlite")


UNGUARDED = "ALTER TABLE decisions DISABLE TRIGGER decisions_no_change"
GUARDED = "ALTER TABLE decisions ENABLE TRIGGER decisions_no_change"
