"""Where e-mails that were filed came from."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "mail",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_place", sa.Integer(), nullable=False),
        sa.Column("sender_name", sa.String(), nullable=False),
        sa.Column("sender_address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sent_source", sa.String(), nullable=False),
        sa.Column("received_source", sa.String(), nullable=False),
        sa.Column("quoted", sa.String(), nullable=False),
        sa.Column("disclaimer", sa.String(), nullable=False),
        sa.Column("importer_version", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("file_place >= 1", name=op.f("ck_mail_file_place")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_mail_import_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_mail_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_mail_submission_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mail_import_id"), "mail", ["import_id"])
    op.create_index(op.f("ix_mail_message_id"), "mail", ["message_id"])
