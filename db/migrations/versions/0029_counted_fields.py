"""Count submissions by area and by day of receipt, too, from an index alone."""

from alembic import op

revision = "0029"
down_revision = "0028"

_NAME, _BEFORE = "ix_submission_fields", [
    "call_id", "disposition", "timing", "channel", "permission", "type_id",
]  # fmt: skip


def upgrade() -> None:
    op.drop_index(_NAME, table_name="submission")
    op.create_index(_NAME, "submission", [*_BEFORE, "id", "area_id", "received_at"])


def downgrade() -> None:
    op.drop_index(_NAME, table_name="submission")
    op.create_index(_NAME, "submission", _BEFORE)
