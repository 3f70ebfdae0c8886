"""Feeds of a kind, a tag or an author cost the same among a hundred thousand articles as among ten."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    feed = ["state", "published_at", "id"]
    op.create_index("ix_articles_kind_published_at_id", "articles", ["kind", *feed])
    op.create_index("ix_articles_author_id_published_at", "articles", ["author_id", *feed])
    op.create_index("ix_article_tags_tag_id_article_id", "article_tags", ["tag_id", "article_id"])
    op.drop_index("ix_article_tags_tag_id", table_name="article_tags")


def downgrade() -> None:
    op.create_index("ix_article_tags_tag_id", "article_tags", ["tag_id"])
    op.drop_index("ix_article_tags_tag_id_article_id", table_name="article_tags")
    op.drop_index("ix_articles_author_id_published_at", table_name="articles")
    op.drop_index("ix_articles_kind_published_at_id", table_name="articles")
