"""Merged stakeholders, how to reach them, and types and areas in more detail."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    _create_merges()
    _create_details()
    _create_types_and_areas()


def _create_merges() -> None:
    op.create_table(
        "stakeholder_merge",
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("former", sa.JSON(), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("merged_id <> into_id", name="into"),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_merge_merged_id")
        ),
        sa.ForeignKeyConstraint(
            ["into_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_merge_into_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_merge")),
        sa.UniqueConstraint("merged_id", name=op.f("uq_stakeholder_merge_merged_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stakeholder_merge_into_id"), "stakeholder_merge", ["into_id"])
    op.create_table(
        "carried_submission",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["merge_id"], ["stakeholder_merge.id"], name=op.f("fk_carried_submission_merge_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_carried_submission_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carried_submission")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_carried_submission_merge_id"), "carried_submission", ["merge_id"])
    op.create_index(
        op.f("ix_carried_submission_submission_id"), "carried_submission", ["submission_id"]
    )
    op.create_table(
        "stakeholder_alias",
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_stakeholder_alias_stakeholder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_alias")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stakeholder_alias_name_key"), "stakeholder_alias", ["name_key"])
    op.create_index(
        op.f("ix_stakeholder_alias_stakeholder_id"), "stakeholder_alias", ["stakeholder_id"]
    )


def _create_details() -> None:
    op.create_table(
        "stakeholder_contact",
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("telephone", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"],
            ["stakeholder.id"],
            name=op.f("fk_stakeholder_contact_stakeholder_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_contact")),
        sa.UniqueConstraint("stakeholder_id", name=op.f("uq_stakeholder_contact_stakeholder_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "membership",
        sa.Column("stakeholder_id", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("members > 0", name="members"),
        sa.ForeignKeyConstraint(
            ["stakeholder_id"], ["stakeholder.id"], name=op.f("fk_membership_stakeholder_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("stakeholder_id", name=op.f("uq_membership_stakeholder_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "acting_for",
        sa.Column("agent_id", sa.Integer(), nullable=False),
        sa.Column("principal_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("agent_id <> principal_id", name="principal"),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["stakeholder.id"], name=op.f("fk_acting_for_agent_id")
        ),
        sa.ForeignKeyConstraint(
            ["principal_id"], ["stakeholder.id"], name=op.f("fk_acting_for_principal_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acting_for")),
        sa.UniqueConstraint(
            "agent_id", "principal_id", name=op.f("uq_acting_for_agent_id_principal_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_acting_for_agent_id"), "acting_for", ["agent_id"])
    op.create_index(op.f("ix_acting_for_principal_id"), "acting_for", ["principal_id"])
    op.create_table(
        "kept_apart",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("one_id < other_id", name="other"),
        sa.ForeignKeyConstraint(["one_id"], ["stakeholder.id"], name=op.f("fk_kept_apart_one_id")),
        sa.ForeignKeyConstraint(
            ["other_id"], ["stakeholder.id"], name=op.f("fk_kept_apart_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_kept_apart_one_id_other_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_kept_apart_one_id"), "kept_apart", ["one_id"])
    op.create_index(op.f("ix_kept_apart_other_id"), "kept_apart", ["other_id"])


def _create_types_and_areas() -> None:
    op.create_table(
        "type_retirement",
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["type_id"], ["stakeholder_type.id"], name=op.f("fk_type_retirement_type_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_type_retirement")),
        sa.UniqueConstraint("type_id", name=op.f("uq_type_retirement_type_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "type_synonym",
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("word_key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["type_id"], ["stakeholder_type.id"], name=op.f("fk_type_synonym_type_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_type_synonym")),
        sa.UniqueConstraint("word_key", name=op.f("uq_type_synonym_word_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_type_synonym_type_id"), "type_synonym", ["type_id"])
    op.create_table(
        "second_lead",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("lead_body_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_second_lead_area_id")),
        sa.ForeignKeyConstraint(
            ["lead_body_id"], ["lead_body.id"], name=op.f("fk_second_lead_lead_body_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_lead")),
        sa.UniqueConstraint("area_id", name=op.f("uq_second_lead_area_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_second_lead_lead_body_id"), "second_lead", ["lead_body_id"])
