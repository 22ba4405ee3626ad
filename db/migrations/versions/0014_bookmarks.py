"""Excerpts that are to be quoted, and a quick way to the answers to one question."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "bookmark",
        sa.Column("excerpt_id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("bookmarked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["excerpt_id"],
            ["excerpt.id"],
            name=op.f("fk_bookmark_excerpt_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bookmark")),
        sa.UniqueConstraint("excerpt_id", name=op.f("uq_bookmark_excerpt_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_source_text_answers",
        "source_text",
        ["question_id", "is_non_answer", "submission_id"],
        sqlite_where=sa.text("is_current = 1 AND question_id IS NOT NULL"),
        postgresql_where=sa.text("is_current AND question_id IS NOT NULL"),
    )
