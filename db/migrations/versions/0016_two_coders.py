"""Samples that several officers code blind, and who is to work on what."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _add_samples()
    _add_coders()
    _add_what_was_coded()
    _add_assignments()


def _add_samples() -> None:
    op.create_table(
        "coding_sample",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revealed_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_coding_sample_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coding_sample")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_coding_sample_call_id"), "coding_sample", ["call_id"], unique=False)
    op.create_table(
        "sample_stratum",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "drawn >= 0 AND drawn <= candidates", name=op.f("ck_sample_stratum_drawn")
        ),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["coding_sample.id"], name=op.f("fk_sample_stratum_sample_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_stratum")),
        sa.UniqueConstraint("sample_id", "name", name=op.f("uq_sample_stratum_sample_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sample_item",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["coding_sample.id"], name=op.f("fk_sample_item_sample_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_sample_item_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_item")),
        sa.UniqueConstraint(
            "sample_id", "submission_id", name=op.f("uq_sample_item_sample_id_submission_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_sample_item_submission_id"), "sample_item", ["submission_id"], unique=False
    )


def _add_coders() -> None:
    op.create_table(
        "sample_coder",
        sa.Column("sample_id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sample_id"], ["coding_sample.id"], name=op.f("fk_sample_coder_sample_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sample_coder")),
        sa.UniqueConstraint("sample_id", "officer", name=op.f("uq_sample_coder_sample_id_officer")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "coded_item",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["sample_coder.id"], name=op.f("fk_coded_item_coder_id")
        ),
        sa.ForeignKeyConstraint(
            ["item_id"], ["sample_item.id"], name=op.f("fk_coded_item_item_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coded_item")),
        sa.UniqueConstraint("item_id", "coder_id", name=op.f("uq_coded_item_item_id_coder_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_coded_item_coder_id"), "coded_item", ["coder_id"], unique=False)


def _add_what_was_coded() -> None:
    op.create_table(
        "blind_tag",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["coder_id"], ["sample_coder.id"], name=op.f("fk_blind_tag_coder_id")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["sample_item.id"], name=op.f("fk_blind_tag_item_id")),
        sa.ForeignKeyConstraint(["text_id"], ["source_text.id"], name=op.f("fk_blind_tag_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blind_tag")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_blind_tag_coder_id"), "blind_tag", ["coder_id"], unique=False)
    op.create_index(op.f("ix_blind_tag_item_id"), "blind_tag", ["item_id"], unique=False)
    op.create_index(op.f("ix_blind_tag_text_id"), "blind_tag", ["text_id"], unique=False)
    op.create_table(
        "settlement",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("priority", sa.String(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "keep",
                "drop",
                "move",
                name="settled",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("moved_to", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["sample_item.id"], name=op.f("fk_settlement_item_id")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["source_text.id"], name=op.f("fk_settlement_text_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_settlement_item_id"), "settlement", ["item_id"], unique=False)
    op.create_index(op.f("ix_settlement_text_id"), "settlement", ["text_id"], unique=False)


def _add_assignments() -> None:
    op.create_table(
        "assignment",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("assigned_by", sa.String(), nullable=False),
        sa.Column("assigned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("officer <> ''", name=op.f("ck_assignment_officer")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_assignment_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_assignment_submission_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assignment_officer"), "assignment", ["officer"], unique=False)
