"""What submissions of joint calls are relevant to, and what was handed over to one body."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "set_relevance",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("lead_body_id", sa.Integer(), nullable=True),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_body_id"], ["lead_body.id"], name=op.f("fk_set_relevance_lead_body_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_set_relevance_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_relevance")),
        sa.UniqueConstraint(
            "submission_id",
            "lead_body_id",
            name=op.f("uq_set_relevance_submission_id_lead_body_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_set_relevance_lead_body_id"), "set_relevance", ["lead_body_id"])
    op.create_table(
        "hand_over",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("lead_body_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("submissions", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("confidential", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("submissions >= 0", name=op.f("ck_hand_over_submissions")),
        sa.CheckConstraint("left_out >= 0", name=op.f("ck_hand_over_left_out")),
        sa.CheckConstraint("confidential >= 0", name=op.f("ck_hand_over_confidential")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_hand_over_call_id")),
        sa.ForeignKeyConstraint(
            ["lead_body_id"], ["lead_body.id"], name=op.f("fk_hand_over_lead_body_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_hand_over_call_id"), "hand_over", ["call_id"])
    op.create_index(op.f("ix_hand_over_lead_body_id"), "hand_over", ["lead_body_id"])


def downgrade() -> None:
    op.drop_table("hand_over")
    op.drop_table("set_relevance")
