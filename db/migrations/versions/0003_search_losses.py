"""What a document of the search index loses on PostgreSQL; until it is made anew, anything."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ALL_WORDS_IN_DOUBT = "2"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    op.add_column(
        "submission_search",
        sa.Column("loss", sa.SmallInteger(), nullable=False, server_default=_ALL_WORDS_IN_DOUBT),
    )
    op.create_index(
        op.f("ix_submission_search_loss"),
        "submission_search",
        ["loss"],
        postgresql_where=sa.text("loss > 0"),
    )
