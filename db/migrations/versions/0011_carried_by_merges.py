"""What a merge carried from one submission to another, so that separating them gives it back."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "own_permission",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("permission", _permission("permission"), nullable=True),
        sa.Column("as_merged", _permission("as_merged"), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_own_permission_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_permission")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_own_permission_submission_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "carried_request",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["set_aside_decision.id"],
            name=op.f("fk_carried_request_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id"],
            ["confidentiality_request.id"],
            name=op.f("fk_carried_request_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_request")),
        sa.UniqueConstraint("request_id", name=op.f("uq_carried_request_request_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_carried_request_decision_id"), "carried_request", ["decision_id"])
    op.create_table(
        "carried_tag",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["set_aside_decision.id"], name=op.f("fk_carried_tag_decision_id")
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"],
            ["tag.id"],
            name=op.f("fk_carried_tag_tag_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_tag")),
        sa.UniqueConstraint("tag_id", name=op.f("uq_carried_tag_tag_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_carried_tag_decision_id"), "carried_tag", ["decision_id"])


def _permission(name: str) -> sa.Enum:
    keys = ("named", "unnamed", "none")
    return sa.Enum(*keys, name=name, native_enum=False, create_constraint=True, length=24)
