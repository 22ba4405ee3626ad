"""A quick way to what an officer has tagged."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_index("ix_tag_officer_submission_id", "tag", ["officer", "submission_id"])
