"""The programme of strategies, and the dated names and codes of bodies."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

_ROLES = ("lead", "partner")
_THEMES = ("priority", "theme", "specialism")
_TABLES = (
    "body_name",
    "programme_update",
    "programme_document",
    "programme_theme",
    "programme_member",
    "programme_area",
)


def upgrade() -> None:
    op.create_table(
        "programme_area",
        *_words("name", "name_key"),
        sa.Column("wave", sa.Integer(), nullable=True),
        *_words("announced", "target", "published"),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        *_numbers("id", "version"),
        sa.CheckConstraint("name <> ''", name=op.f("ck_programme_area_name")),
        sa.CheckConstraint("wave >= 1", name=op.f("ck_programme_area_wave")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_area")),
        sa.UniqueConstraint("name_key", name=op.f("uq_programme_area_name_key")),
        sqlite_autoincrement=True,
    )
    _create_members()
    kind = sa.Column("kind", _tokens(_THEMES, "theme_kind"), nullable=False)
    _create_said("programme_theme", kind, *_words("name"))
    _create_said("programme_document", *_words("title", "dated", "link"))
    _create_said("programme_update", *_words("said", "dated", "source"))
    _create_names()


def downgrade() -> None:
    for name in _TABLES:
        op.drop_table(name)


def _create_members() -> None:
    name = "programme_member"
    op.create_table(
        name,
        *_numbers("area_id", "lead_body_id"),
        sa.Column("role", _tokens(_ROLES, "area_role"), nullable=False),
        *_words("since", "until"),
        *_numbers("position", "id"),
        _key(name, "area_id", "programme_area"),
        _key(name, "lead_body_id", "lead_body"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(
            "area_id", "lead_body_id", name=op.f(f"uq_{name}_area_id_lead_body_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f(f"ix_{name}_lead_body_id"), name, ["lead_body_id"])


def _create_said(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        *_numbers("area_id"),
        sa.Column("body_id", sa.Integer(), nullable=True),
        *columns,
        *_numbers("position", "id"),
        _key(name, "area_id", "programme_area"),
        _key(name, "body_id", "lead_body"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for column in ("area_id", "body_id"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _create_names() -> None:
    op.create_table(
        "body_name",
        *_numbers("lead_body_id"),
        *_words("words", "words_key"),
        sa.Column("is_code", sa.Boolean(), nullable=False),
        *_words("since", "until"),
        *_numbers("position", "id"),
        sa.CheckConstraint("words <> ''", name=op.f("ck_body_name_words")),
        _key("body_name", "lead_body_id", "lead_body"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_name")),
        sqlite_autoincrement=True,
    )
    for column in ("lead_body_id", "words_key"):
        op.create_index(op.f(f"ix_body_name_{column}"), "body_name", [column])


def _words(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _key(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _tokens(keys: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*keys, name=name, native_enum=False, create_constraint=True, length=24)
