"""From when until when an area of the programme had another spelling."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_NAME = "programme_spelling"


def upgrade() -> None:
    words = [
        sa.Column(each, sa.String(), nullable=False) for each in ("words_key", "since", "until")
    ]
    op.create_table(
        _NAME,
        sa.Column("area_id", sa.Integer(), nullable=False),
        *words,
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("since <> '' OR until <> ''", name=op.f(f"ck_{_NAME}_dates")),
        sa.ForeignKeyConstraint(
            ["area_id"], ["programme_area.id"], name=op.f(f"fk_{_NAME}_area_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{_NAME}")),
        sa.UniqueConstraint("area_id", "words_key", name=op.f(f"uq_{_NAME}_area_id_words_key")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table(_NAME)
