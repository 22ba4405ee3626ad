"""What became of suggestions, for which calls there are any, and what was learnt for them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    _create_decisions()
    _create_switches()
    _create_models()


def _create_decisions() -> None:
    op.create_table(
        "suggestion_decision",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=True),
        sa.Column("priority_code", sa.String(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "accepted",
                "rejected",
                name="suggestion_choice",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "source",
            sa.Enum(
                "keyword",
                "model",
                "keyword-and-model",
                "most-used",
                name="suggestion_source",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("model_version", sa.String(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name="span"),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_suggestion_decision_submission_id")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["source_text.id"], name=op.f("fk_suggestion_decision_text_id")
        ),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_suggestion_decision_priority_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_decision")),
        sqlite_autoincrement=True,
    )
    for column in ("submission_id", "priority_id", "text_id"):
        name = op.f(f"ix_suggestion_decision_{column}")
        op.create_index(name, "suggestion_decision", [column])


def _create_switches() -> None:
    op.create_table(
        "suggestion_switch",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["call.id"], name=op.f("fk_suggestion_switch_call_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_switch")),
        sa.UniqueConstraint("call_id", name=op.f("uq_suggestion_switch_call_id")),
        sqlite_autoincrement=True,
    )


def _create_models() -> None:
    op.create_table(
        "learnt_model",
        sa.Column("call_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("tags", sa.Integer(), nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_learnt_model")),
    )
