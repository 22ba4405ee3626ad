"""Findings, what was done about them, and a call's own scale of words."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_OWNERS = ("officer", "body")
_STATUSES = ("planned", "done", "not-taken-up")


def upgrade() -> None:
    _create_findings()
    op.create_table(
        "feedback",
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("you_said", sa.String(), nullable=False),
        sa.Column("we_did", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("owner_kind", _tokens(_OWNERS, "owner_kind"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", _tokens(_STATUSES, "feedback_status"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status <> 'not-taken-up' OR reason <> ''", name=op.f("ck_feedback_reason")
        ),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_feedback_priority_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("priority_id", name=op.f("uq_feedback_priority_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quantifier_scale",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_quantifier_scale_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quantifier_scale")),
        sa.UniqueConstraint("call_id", name=op.f("uq_quantifier_scale_call_id")),
        sqlite_autoincrement=True,
    )


def _create_findings() -> None:
    op.create_table(
        "finding",
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_finding_text")),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_finding_priority_id")
        ),
        sa.ForeignKeyConstraint(
            ["type_id"], ["stakeholder_type.id"], name=op.f("fk_finding_type_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_finding_type_id"), "finding", ["type_id"])
    for name, columns, where in (
        ("uq_finding_whole", ["priority_id"], "type_id IS NULL"),
        ("uq_finding_cell", ["priority_id", "type_id"], "type_id IS NOT NULL"),
    ):
        op.create_index(
            name,
            "finding",
            columns,
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def _tokens(keys: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*keys, name=name, native_enum=False, create_constraint=True, length=24)
