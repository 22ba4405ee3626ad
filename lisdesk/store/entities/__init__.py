"""The tables of a consultation file."""

from lisdesk.store.entities.audit import AuditChange, AuditEntry, AuditValue
from lisdesk.store.entities.calls import (
    BodyRole,
    Call,
    CallBody,
    Closing,
    ClosingKind,
    Deadline,
    Framework,
    FrameworkLabel,
    LeadBody,
    Question,
    QuestionLabel,
)
from lisdesk.store.entities.campaigns import (
    Campaign,
    CampaignMember,
    CarriedRequest,
    CarriedTag,
    InheritedTag,
    OwnPermission,
    SubmissionLink,
)
from lisdesk.store.entities.coding import Excerpt, Priority, PriorityLabel, Tag
from lisdesk.store.entities.desk_work import Draft, ReadMark
from lisdesk.store.entities.entity import Entity
from lisdesk.store.entities.extractions import Extraction
from lisdesk.store.entities.file import FileFact, ReferenceCounter, Setting
from lisdesk.store.entities.imports import Import, ImportReading, ImportRow
from lisdesk.store.entities.mails import Mail
from lisdesk.store.entities.people import Area, Stakeholder, StakeholderType
from lisdesk.store.entities.publications import Publication
from lisdesk.store.entities.register import (
    ActingFor,
    CarriedSubmission,
    KeptApart,
    Membership,
    SecondLead,
    StakeholderAlias,
    StakeholderContact,
    StakeholderMerge,
    TypeRetirement,
    TypeSynonym,
)
from lisdesk.store.entities.submissions import (
    Attachment,
    Attendance,
    Blob,
    ConfidentialityRequest,
    LateDecision,
    SetAsideDecision,
    SourceText,
    Submission,
)

for _table in Entity.metadata.tables.values():
    _table.dialect_options["sqlite"]["autoincrement"] = "id" in _table.columns

__all__ = [
    "ActingFor",
    "Area",
    "Attachment",
    "Attendance",
    "AuditChange",
    "AuditEntry",
    "AuditValue",
    "Blob",
    "BodyRole",
    "Call",
    "CallBody",
    "Campaign",
    "CampaignMember",
    "CarriedRequest",
    "CarriedSubmission",
    "CarriedTag",
    "Closing",
    "ClosingKind",
    "ConfidentialityRequest",
    "Deadline",
    "Draft",
    "Entity",
    "Excerpt",
    "Extraction",
    "FileFact",
    "Framework",
    "FrameworkLabel",
    "Import",
    "ImportReading",
    "ImportRow",
    "InheritedTag",
    "KeptApart",
    "LateDecision",
    "LeadBody",
    "Mail",
    "Membership",
    "OwnPermission",
    "Priority",
    "PriorityLabel",
    "Publication",
    "Question",
    "QuestionLabel",
    "ReadMark",
    "ReferenceCounter",
    "SecondLead",
    "SetAsideDecision",
    "Setting",
    "SourceText",
    "Stakeholder",
    "StakeholderAlias",
    "StakeholderContact",
    "StakeholderMerge",
    "StakeholderType",
    "Submission",
    "SubmissionLink",
    "Tag",
    "TypeRetirement",
    "TypeSynonym",
]
