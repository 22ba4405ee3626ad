"""What a question asks for beside its kind, and the words of a call's response form."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "question_detail",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("takes_file", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("most >= 1", name=op.f("ck_question_detail_most")),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_detail_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_detail")),
        sa.UniqueConstraint("question_id", name=op.f("uq_question_detail_question_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "call_wording",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("introduction", sa.String(), nullable=False),
        sa.Column("sending", sa.String(), nullable=False),
        sa.Column("consent", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_wording_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_wording")),
        sa.UniqueConstraint("call_id", name=op.f("uq_call_wording_call_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("call_wording")
    op.drop_table("question_detail")
