"""Targets of coverage, chases, acknowledgements, and where contact details went."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

_TABLES = (
    "acknowledgement_text",
    "acknowledgement",
    "contact_export",
    "chase",
    "coverage_target",
)


def upgrade() -> None:
    _create(
        "coverage_target",
        _key("call_id", "call"),
        *(
            _key(f"{each}_id", table, nullable=True)
            for each, table in (
                ("type", "stakeholder_type"),
                ("area", "area"),
                ("question", "question"),
            )
        ),
        sa.Column("wanted", sa.Integer(), nullable=False),
        _version(),
        sa.CheckConstraint("wanted > 0", name=op.f("ck_coverage_target_wanted")),
    )
    _create(
        "chase",
        _key("call_id", "call"),
        _key("stakeholder_id", "stakeholder"),
        sa.Column("chased_on", sa.Date(), nullable=False),
        *_words("note", "officer"),
    )
    _create(
        "contact_export",
        _key("call_id", "call"),
        _moment("exported_at"),
        *_words("officer", "file_name"),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.CheckConstraint("contacts >= 0", name=op.f("ck_contact_export_contacts")),
    )
    _create(
        "acknowledgement",
        _key("submission_id", "submission"),
        _moment("acknowledged_at"),
        *_words("officer"),
        unique="submission_id",
    )
    _create(
        "acknowledgement_text",
        _key("call_id", "call"),
        *_words("subject", "body"),
        _version(),
        sa.CheckConstraint(
            "subject <> '' AND body <> ''", name=op.f("ck_acknowledgement_text_words")
        ),
        unique="call_id",
    )


def downgrade() -> None:
    for name in _TABLES:
        op.drop_table(name)


def _create(name: str, *parts: sa.schema.SchemaItem, unique: str = "") -> None:
    columns = [each for each in parts if isinstance(each, sa.Column)]
    keys = [(each.name, each.info["table"]) for each in columns if each.info]
    constraints = [each for each in parts if not isinstance(each, sa.Column)]
    constraints += [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{name}_{column}"))
        for column, other in keys
    ]
    if unique:
        constraints.append(sa.UniqueConstraint(unique, name=op.f(f"uq_{name}_{unique}")))
    op.create_table(
        name,
        *columns,
        sa.Column("id", sa.Integer(), nullable=False),
        *constraints,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sqlite_autoincrement=True,
    )
    for column, _ in keys:
        if column != unique:
            op.create_index(op.f(f"ix_{name}_{column}"), name, [column])


def _key(column: str, table: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(column, sa.Integer(), nullable=nullable, info={"table": table})


def _version() -> sa.Column:
    return sa.Column("version", sa.Integer(), nullable=False)


def _words(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _moment(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
