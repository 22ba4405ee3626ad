"""What officers note on words of submissions, and on whole ones, without tagging them."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"

_SPAN = (
    '(text_id IS NULL AND start IS NULL AND "end" IS NULL) OR '
    '(text_id IS NOT NULL AND start >= 0 AND "end" > start)'
)


def upgrade() -> None:
    op.create_table(
        "memo",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(_SPAN, name=op.f("ck_memo_span")),
        sa.CheckConstraint("words <> ''", name=op.f("ck_memo_words")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_memo_submission_id")
        ),
        sa.ForeignKeyConstraint(["text_id"], ["source_text.id"], name=op.f("fk_memo_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memo")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_memo_submission_id"), "memo", ["submission_id"])
    op.create_index(op.f("ix_memo_text_id"), "memo", ["text_id"])
    _make_links()


def _make_links() -> None:
    op.create_table(
        "carried_memo",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("memo_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["set_aside_decision.id"], name=op.f("fk_carried_memo_decision_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                [name],
                ["memo.id"],
                name=op.f(f"fk_carried_memo_{name}"),
                initially="DEFERRED",
                deferrable=True,
            )
            for name in ("memo_id", "from_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_memo")),
        sa.UniqueConstraint("memo_id", name=op.f("uq_carried_memo_memo_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_carried_memo_decision_id"), "carried_memo", ["decision_id"])
    op.create_index(op.f("ix_carried_memo_from_id"), "carried_memo", ["from_id"])


def downgrade() -> None:
    op.drop_table("carried_memo")
    op.drop_table("memo")
