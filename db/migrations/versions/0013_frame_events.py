"""Examples and hues of priorities, and the changes of a coding frame with what they moved."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_COLOURS = ("blue", "orange", "green", "purple", "yellow", "red", "teal", "grey")
_KINDS = ("added", "renamed", "redefined", "status", "moved", "split", "merged", "deleted")


def upgrade() -> None:
    op.create_table(
        "priority_detail",
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("examples", sa.String(), nullable=False),
        sa.Column("colour", _tokens(_COLOURS, "priority_colour"), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_priority_detail_priority_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_detail")),
        sa.UniqueConstraint("priority_id", name=op.f("uq_priority_detail_priority_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "frame_event",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("kind", _tokens(_KINDS, "frame_event_kind"), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_frame_event_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame_event")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_frame_event_call_id"), "frame_event", ["call_id"])
    op.create_table(
        "carried_over",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("joined_to_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("joined_to_id <> tag_id", name=op.f("ck_carried_over_joined")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["frame_event.id"], name=op.f("fk_carried_over_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_over")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_carried_over_event_id"), "carried_over", ["event_id"])


def _tokens(keys: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*keys, name=name, native_enum=False, create_constraint=True, length=24)
