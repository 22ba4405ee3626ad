"""Who was at the event, the meeting or the call that a submission is the note of."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "attendance",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_attendance_submission_id")
        ),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_attendance_stakeholder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint(
            "submission_id",
            "stakeholder_id",
            name=op.f("uq_attendance_submission_id_stakeholder_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attendance_submission_id"), "attendance", ["submission_id"])
    op.create_index(op.f("ix_attendance_stakeholder_id"), "attendance", ["stakeholder_id"])
