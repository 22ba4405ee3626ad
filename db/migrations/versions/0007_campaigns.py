"""Campaigns, what a set-aside submission leads to, inherited tags, and sketches of texts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_DISPOSITIONS_BEFORE = (
    "counted",
    "late-accepted",
    "late-waiting",
    "late-not-counted",
    "duplicate",
    "merged",
    "blank",
    "off-topic",
    "withdrawn",
)
_NEW_DISPOSITIONS = ("campaign-copy", "campaign-apart")


def upgrade() -> None:
    _allow_new_dispositions()
    _create_campaigns()
    _create_links()
    _create_sketches()


def _allow_new_dispositions() -> None:
    if op.get_context().dialect.name == "sqlite":
        _rebuild_submissions()
        return
    allowed = ", ".join(f"'{each}'" for each in (*_DISPOSITIONS_BEFORE, *_NEW_DISPOSITIONS))
    op.drop_constraint("disposition", "submission", type_="check")
    op.create_check_constraint("disposition", "submission", f"disposition IN ({allowed})")


def _rebuild_submissions() -> None:
    """SQLite changes a constraint by copying the table, rows, counter and indexes with it."""
    connection = op.get_bind()
    made = connection.execute(
        sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'submission' AND sql <> ''")
    ).all()
    (table,) = (sql for kind, sql in made if kind == "table")
    before = ", ".join(f"'{each}'" for each in _DISPOSITIONS_BEFORE)
    after = ", ".join(f"'{each}'" for each in (*_DISPOSITIONS_BEFORE, *_NEW_DISPOSITIONS))
    wider = table.replace(f"({before})", f"({after})", 1)
    head, _, rest = wider.partition("(")
    if wider == table or "submission" not in head:
        raise RuntimeError("the table of submissions is not as it was made")
    names = [row[1] for row in connection.execute(sa.text("PRAGMA table_info(submission)"))]
    columns = ", ".join(f'"{name}"' for name in names)
    op.execute(sa.text(f"CREATE TABLE wider_submission ({rest}".replace(":", "\\:")))
    op.execute(f"INSERT INTO wider_submission ({columns}) SELECT {columns} FROM submission")  # noqa: S608 (its own columns)
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'wider_submission'")
    op.execute(
        "INSERT INTO sqlite_sequence (name, seq) "
        "SELECT 'wider_submission', seq FROM sqlite_sequence WHERE name = 'submission'"
    )
    op.execute("DROP TABLE submission")
    op.execute("ALTER TABLE wider_submission RENAME TO submission")
    for kind, sql in made:
        if kind == "index":
            op.execute(sql)


def _create_campaigns() -> None:
    op.create_table(
        "campaign",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("seed_id", sa.Integer(), nullable=False),
        sa.Column("threshold_permille", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.CheckConstraint(
            "threshold_permille > 0 AND threshold_permille <= 1000", name="threshold_permille"
        ),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_campaign_call_id")),
        sa.ForeignKeyConstraint(["seed_id"], ["submission.id"], name=op.f("fk_campaign_seed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("seed_id", name=op.f("uq_campaign_seed_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaign_call_id"), "campaign", ["call_id"])
    op.create_table(
        "campaign_member",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("is_copy", sa.Boolean(), nullable=False),
        sa.Column("likeness_permille", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "likeness_permille >= 0 AND likeness_permille <= 1000", name="likeness_permille"
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_member_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_campaign_member_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_member")),
        sa.UniqueConstraint("submission_id", name=op.f("uq_campaign_member_submission_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaign_member_campaign_id"), "campaign_member", ["campaign_id"])
    op.create_table(
        "inherited_tag",
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("from_tag_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tag_id"],
            ["tag.id"],
            name=op.f("fk_inherited_tag_tag_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["from_tag_id"],
            ["tag.id"],
            name=op.f("fk_inherited_tag_from_tag_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inherited_tag")),
        sa.UniqueConstraint("tag_id", name=op.f("uq_inherited_tag_tag_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_inherited_tag_from_tag_id"), "inherited_tag", ["from_tag_id"])


def _create_links() -> None:
    op.create_table(
        "submission_link",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("other_id <> submission_id", name="other"),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["set_aside_decision.id"],
            name=op.f("fk_submission_link_decision_id"),
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_link_submission_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["submission.id"], name=op.f("fk_submission_link_other_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_link")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_submission_link_decision_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_submission_link_submission_id"), "submission_link", ["submission_id"])
    op.create_index(op.f("ix_submission_link_other_id"), "submission_link", ["other_id"])


def _create_sketches() -> None:
    op.create_table(
        "text_sketch",
        sa.Column("submission_id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_text_sketch")),
    )
    op.create_index(op.f("ix_text_sketch_call_id_key"), "text_sketch", ["call_id", "key"])
    op.create_table(
        "sketch_value",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", "value", "key", name=op.f("pk_sketch_value")),
        sqlite_with_rowid=False,
    )
