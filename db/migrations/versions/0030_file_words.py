"""Keep the words of the files that came with submissions, for the search."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    op.create_table(
        "file_words",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_file_words")),
    )


def downgrade() -> None:
    op.drop_table("file_words")
