"""The steps of a call before it opens and after it closes, and the reminders of its deadline."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

_STAGES = (
    "draft",
    "scheduled",
    "open",
    "extended",
    "closed",
    "analysing",
    "reporting",
    "published",
    "archived",
)


def upgrade() -> None:
    stages = sa.Enum(*_STAGES, name="stage", native_enum=False, create_constraint=True, length=24)
    op.create_table(
        "stage_change",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("stage", stages, nullable=False),
        sa.Column("is_back", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_stage_change_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stage_change_call_id"), "stage_change", ["call_id"])
    op.create_table(
        "reminder_days",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_reminder_days_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_days")),
        sa.UniqueConstraint("call_id", name=op.f("uq_reminder_days_call_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("reminder_days")
    op.drop_table("stage_change")
