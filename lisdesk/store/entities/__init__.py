"""The tables of a consultation file, each loaded when it is first asked for.

Mapping all of them is a third of what the first screen would wait for, and that screen needs a
third of them. A table is loaded with those that its foreign keys lead to: they are stated as
columns, not by name.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from lisdesk.store.entities.entity import Entity

if TYPE_CHECKING:
    from sqlalchemy import MetaData

    from lisdesk.store.entities.assignments import Assignment
    from lisdesk.store.entities.attachments import Attachment, Blob
    from lisdesk.store.entities.attendances import Attendance
    from lisdesk.store.entities.audit import AuditChange, AuditEntry, AuditValue
    from lisdesk.store.entities.bookmarks import Bookmark
    from lisdesk.store.entities.call_dates import CallDate
    from lisdesk.store.entities.calls import (
        BodyRole,
        Call,
        CallBody,
        Deadline,
        Framework,
        LeadBody,
        Question,
    )
    from lisdesk.store.entities.campaigns import (
        Campaign,
        CampaignMember,
        InheritedTag,
        SubmissionLink,
    )
    from lisdesk.store.entities.closings import Closing, ClosingKind
    from lisdesk.store.entities.coding import Excerpt, Priority, Tag
    from lisdesk.store.entities.conclusions import Feedback, Finding, QuantifierScale
    from lisdesk.store.entities.coverage import (
        Acknowledgement,
        AcknowledgementText,
        Chase,
        ContactExport,
        CoverageTarget,
    )
    from lisdesk.store.entities.decisions import (
        ConfidentialityRequest,
        LateDecision,
        SetAsideDecision,
    )
    from lisdesk.store.entities.double_coding import (
        BlindTag,
        CodedItem,
        CodingSample,
        SampleCoder,
        SampleItem,
        SampleStratum,
        Settlement,
    )
    from lisdesk.store.entities.drafts import Draft
    from lisdesk.store.entities.extractions import Extraction
    from lisdesk.store.entities.file import FileFact, ReferenceCounter, Setting
    from lisdesk.store.entities.frame import CarriedOver, FrameEvent
    from lisdesk.store.entities.imports import Import, ImportReading, ImportRow
    from lisdesk.store.entities.labels import FrameworkLabel, PriorityLabel, QuestionLabel
    from lisdesk.store.entities.late_policies import CallLatePolicy
    from lisdesk.store.entities.mails import Mail, MailFile
    from lisdesk.store.entities.memos import Memo
    from lisdesk.store.entities.merges import (
        CarriedMemo,
        CarriedRequest,
        CarriedTag,
        OwnPermission,
    )
    from lisdesk.store.entities.people import Area, Stakeholder, StakeholderType
    from lisdesk.store.entities.priority_details import PriorityDetail
    from lisdesk.store.entities.programme import (
        BodyName,
        ProgrammeArea,
        ProgrammeDocument,
        ProgrammeMember,
        ProgrammeSpelling,
        ProgrammeTheme,
        ProgrammeUpdate,
    )
    from lisdesk.store.entities.publications import Publication, PublicationCheck
    from lisdesk.store.entities.question_details import QuestionDetail
    from lisdesk.store.entities.read_marks import ReadMark
    from lisdesk.store.entities.redactions import KeptWords, Redaction, UnsettledPublication
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
    from lisdesk.store.entities.relevance import HandOver, SetRelevance
    from lisdesk.store.entities.response_forms import CallWording
    from lisdesk.store.entities.stages import ReminderDays, StageChange
    from lisdesk.store.entities.submissions import SourceText, Submission
    from lisdesk.store.entities.suggestions import SuggestionDecision, SuggestionSwitch
    from lisdesk.store.entities.views import SavedView

_MODULES = {
    "assignments": "Assignment",
    "attachments": "Attachment Blob",
    "attendances": "Attendance",
    "audit": "AuditChange AuditEntry AuditValue",
    "bookmarks": "Bookmark",
    "call_dates": "CallDate",
    "calls": "BodyRole Call CallBody Deadline Framework LeadBody Question",
    "campaigns": "Campaign CampaignMember InheritedTag SubmissionLink",
    "closings": "Closing ClosingKind",
    "coding": "Excerpt Priority Tag",
    "conclusions": "Feedback Finding QuantifierScale",
    "coverage": "Acknowledgement AcknowledgementText Chase ContactExport CoverageTarget",
    "decisions": "ConfidentialityRequest LateDecision SetAsideDecision",
    "double_coding": "BlindTag CodedItem CodingSample SampleCoder SampleItem SampleStratum "
    "Settlement",
    "drafts": "Draft",
    "extractions": "Extraction",
    "file": "FileFact ReferenceCounter Setting",
    "frame": "CarriedOver FrameEvent",
    "imports": "Import ImportReading ImportRow",
    "labels": "FrameworkLabel PriorityLabel QuestionLabel",
    "late_policies": "CallLatePolicy",
    "mails": "Mail MailFile",
    "memos": "Memo",
    "merges": "CarriedMemo CarriedRequest CarriedTag OwnPermission",
    "people": "Area Stakeholder StakeholderType",
    "priority_details": "PriorityDetail",
    "programme": "BodyName ProgrammeArea ProgrammeDocument ProgrammeMember ProgrammeSpelling "
    "ProgrammeTheme ProgrammeUpdate",
    "publications": "Publication PublicationCheck",
    "question_details": "QuestionDetail",
    "read_marks": "ReadMark",
    "redactions": "KeptWords Redaction UnsettledPublication",
    "register": "ActingFor CarriedSubmission KeptApart Membership SecondLead "
    "StakeholderAlias StakeholderContact StakeholderMerge TypeRetirement TypeSynonym",
    "response_forms": "CallWording",
    "stages": "ReminderDays StageChange",
    "relevance": "HandOver SetRelevance",
    "submissions": "SourceText Submission",
    "suggestions": "SuggestionDecision SuggestionSwitch",
    "views": "SavedView",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}

__all__ = [
    "Acknowledgement",
    "AcknowledgementText",
    "ActingFor",
    "Area",
    "Assignment",
    "Attachment",
    "Attendance",
    "AuditChange",
    "AuditEntry",
    "AuditValue",
    "BlindTag",
    "Blob",
    "BodyName",
    "BodyRole",
    "Bookmark",
    "Call",
    "CallBody",
    "CallDate",
    "CallLatePolicy",
    "CallWording",
    "Campaign",
    "CampaignMember",
    "CarriedMemo",
    "CarriedOver",
    "CarriedRequest",
    "CarriedSubmission",
    "CarriedTag",
    "Chase",
    "Closing",
    "ClosingKind",
    "CodedItem",
    "CodingSample",
    "ConfidentialityRequest",
    "ContactExport",
    "CoverageTarget",
    "Deadline",
    "Draft",
    "Entity",
    "Excerpt",
    "Extraction",
    "Feedback",
    "FileFact",
    "Finding",
    "FrameEvent",
    "Framework",
    "FrameworkLabel",
    "HandOver",
    "Import",
    "ImportReading",
    "ImportRow",
    "InheritedTag",
    "KeptApart",
    "KeptWords",
    "LateDecision",
    "LeadBody",
    "Mail",
    "MailFile",
    "Membership",
    "Memo",
    "OwnPermission",
    "Priority",
    "PriorityDetail",
    "PriorityLabel",
    "ProgrammeArea",
    "ProgrammeDocument",
    "ProgrammeMember",
    "ProgrammeSpelling",
    "ProgrammeTheme",
    "ProgrammeUpdate",
    "Publication",
    "PublicationCheck",
    "QuantifierScale",
    "Question",
    "QuestionDetail",
    "QuestionLabel",
    "ReadMark",
    "Redaction",
    "ReferenceCounter",
    "ReminderDays",
    "SampleCoder",
    "SampleItem",
    "SampleStratum",
    "SavedView",
    "SecondLead",
    "SetAsideDecision",
    "SetRelevance",
    "Setting",
    "Settlement",
    "SourceText",
    "StageChange",
    "Stakeholder",
    "StakeholderAlias",
    "StakeholderContact",
    "StakeholderMerge",
    "StakeholderType",
    "Submission",
    "SubmissionLink",
    "SuggestionDecision",
    "SuggestionSwitch",
    "Tag",
    "TypeRetirement",
    "TypeSynonym",
    "UnsettledPublication",
    "all_entities",
    "all_tables",
]


@cache
def all_tables() -> MetaData:
    """Return every table of a consultation file."""
    for module in _MODULES:
        import_module(f"{__name__}.{module}")
    return Entity.metadata


@cache
def all_entities() -> dict[str, type[Entity]]:
    """Return every entity by the name of its table."""
    all_tables()
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Entity.registry.mappers}


if not TYPE_CHECKING:  # or every misspelt name would pass for an entity

    def __getattr__(name: str) -> object:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        entity = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = entity
        return entity
