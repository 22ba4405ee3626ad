"""What the check of a finished publication looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "publication_check",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("check_version", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("secrets", sa.Integer(), nullable=False),
        sa.Column("hints", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_publication_check_publication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_check")),
        sa.UniqueConstraint("publication_id", name=op.f("uq_publication_check_publication_id")),
        sqlite_autoincrement=True,
    )
