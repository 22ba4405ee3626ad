"""First tables: calls, submissions, the coding frame, imports, the audit, and the search index."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("clock_is_set", sa.Boolean(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("verb", sa.String(), nullable=False),
        sa.Column("verb_version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("takes_back_id", sa.Integer(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("hash", name=op.f("uq_audit_entry_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_audit_entry_call_id_id"), "audit_entry", ["call_id", "id"], unique=False
    )
    op.create_index(
        op.f("ix_audit_entry_takes_back_id"), "audit_entry", ["takes_back_id"], unique=False
    )
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "file_fact",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_file_fact")),
    )
    op.create_table(
        "framework",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework")),
        sa.UniqueConstraint("key", name=op.f("uq_framework_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lead_body",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("official_name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "lep",
                "combined-authority",
                "council",
                name="lead_body_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("wave", sa.Integer(), nullable=True),
        sa.Column("joint_area", sa.String(), nullable=False),
        sa.Column("announced", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lead_body")),
        sa.UniqueConstraint("name", name=op.f("uq_lead_body_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "reference_counter",
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_reference_counter")),
    )
    op.create_table(
        "setting",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "stakeholder_type",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["stakeholder_type.id"], name=op.f("fk_stakeholder_type_parent_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder_type")),
        sa.UniqueConstraint("key", name=op.f("uq_stakeholder_type_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_stakeholder_type_parent_id"), "stakeholder_type", ["parent_id"], unique=False
    )
    op.create_table(
        "area",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("lead_body_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["lead_body_id"], ["lead_body.id"], name=op.f("fk_area_lead_body_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("name_key", name=op.f("uq_area_name_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_area_lead_body_id"), "area", ["lead_body_id"], unique=False)
    op.create_table(
        "audit_change",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("operation", sa.String(), nullable=False),
        sa.Column("row_ids", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["audit_entry.id"], name=op.f("fk_audit_change_entry_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_change")),
        sa.UniqueConstraint("entry_id", "ordinal", name=op.f("uq_audit_change_entry_id_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "call",
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closed_by_hand_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "campaign_policy",
            sa.Enum(
                "each",
                "once",
                "apart",
                name="campaign_policy",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("small_count_threshold", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_call_title")),
        sa.CheckConstraint(
            "small_count_threshold >= 0", name=op.f("ck_call_small_count_threshold")
        ),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["framework.id"], name=op.f("fk_call_framework_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("reference", name=op.f("uq_call_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_call_framework_id"), "call", ["framework_id"], unique=False)
    op.create_table(
        "framework_label",
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["framework.id"], name=op.f("fk_framework_label_framework_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_framework_label")),
        sa.UniqueConstraint(
            "framework_id", "key", name=op.f("uq_framework_label_framework_id_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "audit_value",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["audit_change.id"], name=op.f("fk_audit_value_change_id")
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_audit_value")),
    )
    op.create_table(
        "call_body",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("lead_body_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "lead",
                "partner",
                name="body_role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_call_body_call_id")),
        sa.ForeignKeyConstraint(
            ["lead_body_id"], ["lead_body.id"], name=op.f("fk_call_body_lead_body_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_body")),
        sa.UniqueConstraint(
            "call_id", "lead_body_id", name=op.f("uq_call_body_call_id_lead_body_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_call_body_lead_body_id"), "call_body", ["lead_body_id"], unique=False)
    op.create_index(
        "uq_call_body_lead",
        "call_body",
        ["call_id"],
        unique=True,
        sqlite_where=sa.text("role = 'lead'"),
        postgresql_where=sa.text("role = 'lead'"),
    )
    op.create_table(
        "closing",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "closed",
                "reopened",
                "due",
                name="closing_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("effective_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_closing_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_closing_call_id"), "closing", ["call_id"], unique=False)
    op.create_table(
        "deadline",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closes_time", sa.Time(), nullable=True),
        sa.Column("fold", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("fold in (0, 1)", name=op.f("ck_deadline_fold")),
        sa.CheckConstraint("ordinal >= 1", name=op.f("ck_deadline_ordinal")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_deadline_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline")),
        sa.UniqueConstraint("call_id", "ordinal", name=op.f("uq_deadline_call_id_ordinal")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "import",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("encoding", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("new_rows", sa.Integer(), nullable=False),
        sa.Column("changed_rows", sa.Integer(), nullable=False),
        sa.Column("already_here", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=False),
        sa.Column("blank", sa.Integer(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_import_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_import_call_id"), "import", ["call_id"], unique=False)
    op.create_table(
        "priority",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("include", sa.String(), nullable=False),
        sa.Column("exclude", sa.String(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "emerging",
                "agreed",
                "dropped",
                name="priority_status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("code <> '' AND name <> ''", name=op.f("ck_priority_named")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_priority_parent")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_priority_call_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["priority.id"], name=op.f("fk_priority_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority")),
        sa.UniqueConstraint("call_id", "code", name=op.f("uq_priority_call_id_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_priority_parent_id"), "priority", ["parent_id"], unique=False)
    op.create_table(
        "publication",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column(
            "edition",
            sa.Enum(
                "internal",
                "publication",
                name="edition",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("filter", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_publication_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_publication_call_id"), "publication", ["call_id"], unique=False)
    op.create_table(
        "question",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "open",
                "choice",
                "choices",
                "rating",
                name="question_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("choices", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_question_text")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_question_number")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_question_call_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_question_call_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stakeholder",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "organisation",
                name="stakeholder_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("type_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_stakeholder_name")),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_stakeholder_area_id")),
        sa.ForeignKeyConstraint(
            ["type_id"], ["stakeholder_type.id"], name=op.f("fk_stakeholder_type_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_stakeholder_area_id"), "stakeholder", ["area_id"], unique=False)
    op.create_index(op.f("ix_stakeholder_name_key"), "stakeholder", ["name_key"], unique=False)
    op.create_index(op.f("ix_stakeholder_type_id"), "stakeholder", ["type_id"], unique=False)
    op.create_table(
        "priority_label",
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["label_id"], ["framework_label.id"], name=op.f("fk_priority_label_label_id")
        ),
        sa.ForeignKeyConstraint(
            ["priority_id"], ["priority.id"], name=op.f("fk_priority_label_priority_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_priority_label")),
        sa.UniqueConstraint(
            "priority_id", "label_id", name=op.f("uq_priority_label_priority_id_label_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_priority_label_label_id"), "priority_label", ["label_id"], unique=False
    )
    op.create_table(
        "question_label",
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("label_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["label_id"], ["framework_label.id"], name=op.f("fk_question_label_label_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_question_label_question_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_label")),
        sa.UniqueConstraint(
            "question_id", "label_id", name=op.f("uq_question_label_question_id_label_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_question_label_label_id"), "question_label", ["label_id"], unique=False
    )
    op.create_table(
        "submission",
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("respondent_id", sa.Integer(), nullable=True),
        sa.Column("submitted_by", sa.String(), nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "online",
                "email",
                "post",
                "event",
                "meeting",
                "telephone",
                "social",
                "forwarded",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "permission",
            sa.Enum(
                "named",
                "unnamed",
                "none",
                name="permission",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("is_confidential", sa.Boolean(), nullable=False),
        sa.Column(
            "set_aside",
            sa.Enum(
                "withdrawn",
                "duplicate",
                "merged",
                "off-topic",
                name="set_aside",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "late_choice",
            sa.Enum(
                "accept",
                "accept-flagged",
                "note",
                "refuse",
                name="late_choice",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "content",
            sa.Enum(
                "none",
                "non-answers",
                "some",
                name="content",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "timing",
            sa.Enum(
                "before-opening",
                "in-time",
                "late",
                name="timing",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "disposition",
            sa.Enum(
                "counted",
                "late-accepted",
                "late-waiting",
                "late-not-counted",
                "duplicate",
                "merged",
                "blank",
                "off-topic",
                "withdrawn",
                name="disposition",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_submission_area_id")),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_submission_call_id")),
        sa.ForeignKeyConstraint(
            ["respondent_id"], ["stakeholder.id"], name=op.f("fk_submission_respondent_id")
        ),
        sa.ForeignKeyConstraint(
            ["type_id"], ["stakeholder_type.id"], name=op.f("fk_submission_type_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("reference", name=op.f("uq_submission_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_submission_call_id_disposition"),
        "submission",
        ["call_id", "disposition"],
        unique=False,
    )
    op.create_index(
        op.f("ix_submission_call_id_received_at_id"),
        "submission",
        ["call_id", "received_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_submission_respondent_id"), "submission", ["respondent_id"], unique=False
    )
    op.create_table(
        "attachment",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint("size_bytes >= 0", name=op.f("ck_attachment_size_bytes")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_attachment_sha256")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_attachment_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_attachment_sha256"), "attachment", ["sha256"], unique=False)
    op.create_index(
        op.f("ix_attachment_submission_id"), "attachment", ["submission_id"], unique=False
    )
    op.create_table(
        "import_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("group", sa.String(), nullable=True),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_import_row_call_id")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_import_row_import_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_import_row_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
        sa.UniqueConstraint(
            "call_id", "source", "key", name=op.f("uq_import_row_call_id_source_key")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_import_row_import_id"), "import_row", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_import_row_submission_id"), "import_row", ["submission_id"], unique=False
    )
    op.create_table(
        "late_decision",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "accept",
                "accept-flagged",
                "note",
                "refuse",
                name="late_choice",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_late_decision_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_late_decision_submission_id"), "late_decision", ["submission_id"], unique=False
    )
    op.create_table(
        "set_aside_decision",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "withdrawn",
                "duplicate",
                "merged",
                "off-topic",
                name="set_aside",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_set_aside_decision_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside_decision")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_set_aside_decision_submission_id"),
        "set_aside_decision",
        ["submission_id"],
        unique=False,
    )
    op.create_table(
        "source_text",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("is_non_answer", sa.Boolean(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_source_text_question_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["source_text.id"], name=op.f("fk_source_text_replaces_id")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_source_text_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_text")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_source_text_replaces_id",
        "source_text",
        ["replaces_id"],
        unique=False,
        sqlite_where=sa.text("replaces_id IS NOT NULL"),
        postgresql_where=sa.text("replaces_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_source_text_submission_id"), "source_text", ["submission_id"], unique=False
    )
    op.create_index(
        "uq_source_text_answer",
        "source_text",
        ["submission_id", "question_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1 AND question_id IS NOT NULL"),
        postgresql_where=sa.text("is_current AND question_id IS NOT NULL"),
    )
    op.create_index(
        "uq_source_text_letter",
        "source_text",
        ["submission_id"],
        unique=True,
        sqlite_where=sa.text("is_current = 1 AND question_id IS NULL"),
        postgresql_where=sa.text("is_current AND question_id IS NULL"),
    )
    op.create_table(
        "confidentiality_request",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission_id"],
            ["submission.id"],
            name=op.f("fk_confidentiality_request_submission_id"),
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["source_text.id"], name=op.f("fk_confidentiality_request_text_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidentiality_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_confidentiality_request_submission_id"),
        "confidentiality_request",
        ["submission_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_confidentiality_request_text_id"),
        "confidentiality_request",
        ["text_id"],
        unique=False,
    )
    op.create_table(
        "excerpt",
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.CheckConstraint('start >= 0 AND "end" > start', name=op.f("ck_excerpt_span")),
        sa.ForeignKeyConstraint(["text_id"], ["source_text.id"], name=op.f("fk_excerpt_text_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excerpt")),
        sa.UniqueConstraint("text_id", "start", "end", name=op.f("uq_excerpt_text_id_start_end")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tag",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("priority_id", sa.Integer(), nullable=False),
        sa.Column("excerpt_id", sa.Integer(), nullable=True),
        sa.Column(
            "stance",
            sa.Enum(
                "support",
                "oppose",
                "mixed",
                "neutral",
                name="stance",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "strength",
            sa.Enum(
                "anecdote",
                "experience",
                "case-data",
                "study",
                "statistic",
                name="strength",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.Column("tagged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["excerpt_id"], ["excerpt.id"], name=op.f("fk_tag_excerpt_id")),
        sa.ForeignKeyConstraint(["priority_id"], ["priority.id"], name=op.f("fk_tag_priority_id")),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_tag_submission_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tag_excerpt_id"), "tag", ["excerpt_id"], unique=False)
    op.create_index(
        op.f("ix_tag_priority_id_submission_id"),
        "tag",
        ["priority_id", "submission_id"],
        unique=False,
    )
    op.create_index(op.f("ix_tag_submission_id"), "tag", ["submission_id"], unique=False)
    op.create_index(
        "uq_tag_excerpt",
        "tag",
        ["excerpt_id", "priority_id", "officer"],
        unique=True,
        sqlite_where=sa.text("excerpt_id IS NOT NULL"),
        postgresql_where=sa.text("excerpt_id IS NOT NULL"),
    )
    op.create_index(
        "uq_tag_whole",
        "tag",
        ["submission_id", "priority_id", "officer"],
        unique=True,
        sqlite_where=sa.text("excerpt_id IS NULL"),
        postgresql_where=sa.text("excerpt_id IS NULL"),
    )
    _create_search_index()


def _create_search_index() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE submission_search USING fts5("
            "respondent, body, content='', contentless_delete=1, "
            "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'\")"
        )
        return
    op.create_table(
        "submission_search",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("document", postgresql.TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("submission_id", name=op.f("pk_submission_search")),
    )
    op.create_index(
        op.f("ix_submission_search_document"),
        "submission_search",
        ["document"],
        postgresql_using="gin",
    )
