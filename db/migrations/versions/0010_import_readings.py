"""What read each imported sheet, from where, and what it made of the columns."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "import_reading",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("importer_version", sa.String(), nullable=False),
        sa.Column("mapping", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_import_reading_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_reading")),
        sa.UniqueConstraint("import_id", name=op.f("uq_import_reading_import_id")),
        sqlite_autoincrement=True,
    )
