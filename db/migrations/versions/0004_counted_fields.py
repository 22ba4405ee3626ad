"""Count submissions by the fields that narrow a list, from an index alone."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_index(op.f("ix_submission_call_id_disposition"), table_name="submission")
    op.create_index(
        "ix_submission_fields",
        "submission",
        ["call_id", "disposition", "timing", "channel", "permission", "type_id"],
    )
