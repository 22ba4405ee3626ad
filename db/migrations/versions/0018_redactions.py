"""Words that are kept out of publications, and suspected personal data that may stay in."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_KEPT_BACK = ("redacted", "confidential")
_PERSONAL_DATA = ("email", "telephone", "postcode", "insurance-number", "name")


def upgrade() -> None:
    op.create_table(
        "redaction",
        *_span(),
        sa.Column("kind", _tokens("kept_back", _KEPT_BACK), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("redacted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("newest_publication", sa.Integer(), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.String(), nullable=False),
        sa.Column("lifted_because", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_redaction_span")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_redaction_reason")),
        sa.ForeignKeyConstraint(["text_id"], ["source_text.id"], name=op.f("fk_redaction_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_redaction")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_redaction_text_id"), "redaction", ["text_id"])
    op.create_table(
        "kept_words",
        *_span(),
        sa.Column("kind", _tokens("personal_data", _PERSONAL_DATA), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_kept_words_span")),
        sa.ForeignKeyConstraint(
            ["text_id"], ["source_text.id"], name=op.f("fk_kept_words_text_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_words")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_kept_words_text_id"), "kept_words", ["text_id"])

    op.create_table(
        "unsettled_publication",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_unsettled_publication_publication_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unsettled_publication")),
        sa.UniqueConstraint("publication_id", name=op.f("uq_unsettled_publication_publication_id")),
        sqlite_autoincrement=True,
    )


def _span() -> tuple[sa.Column[int], ...]:
    return (
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
    )


def _tokens(name: str, keys: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*keys, name=name, native_enum=False, create_constraint=True, length=24)
