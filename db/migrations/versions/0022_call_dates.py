"""Events, pre-election periods and requests for information in the calendar of a call."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

_KINDS = ("event", "pre-election", "information-request")


def upgrade() -> None:
    kinds = sa.Enum(*_KINDS, name="date_kind", native_enum=False, create_constraint=True, length=24)
    op.create_table(
        "call_date",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_call_date_days")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_call_date_name")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_date_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_date")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_call_date_call_id"), "call_date", ["call_id"])
