"""Where the file of each e-mail was when it came in."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "mail_file",
        sa.Column("mail_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_mail_file_mail_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_file")),
        sa.UniqueConstraint("mail_id", name=op.f("uq_mail_file_mail_id")),
        sqlite_autoincrement=True,
    )
