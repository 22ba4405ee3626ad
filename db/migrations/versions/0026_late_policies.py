"""What is proposed for late submissions of a call, and the grace for post."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

_CHOICES = ("accept", "accept-flagged", "note", "refuse")


def upgrade() -> None:
    choices = sa.Enum(
        *_CHOICES, name="late_choice", native_enum=False, create_constraint=True, length=24
    )
    op.create_table(
        "late_policy",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("proposes", choices, nullable=True),
        sa.Column("post_grace", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("post_grace >= 0", name=op.f("ck_late_policy_post_grace")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_late_policy_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_policy")),
        sa.UniqueConstraint("call_id", name=op.f("uq_late_policy_call_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("late_policy")
