"""A file in the middle of a call, and at least one way of running every verb on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from itertools import chain
from typing import Any

from lisdesk.edits.answers import mark_answers, tag_answers
from lisdesk.edits.assigning import assign_submissions, unassign_submissions
from lisdesk.edits.attached_forms import AttachedForm, take_attached_form
from lisdesk.edits.attendees import Attendee, set_attendees
from lisdesk.edits.bookmarks import bookmark_excerpt, remove_bookmark
from lisdesk.edits.call_bodies import change_call_bodies
from lisdesk.edits.call_dates import (
    DateDraft,
    add_call_date,
    change_call_date,
    remove_call_date,
)
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.call_framework import choose_framework
from lisdesk.edits.calls import (
    CallDraft,
    close_call,
    extend_call,
    new_call,
    record_due_closing,
    reopen_call,
)
from lisdesk.edits.campaign_seed import choose_campaign_seed
from lisdesk.edits.campaigns import (
    add_campaign_members,
    confirm_campaign,
    dissolve_campaign,
    remove_campaign_members,
    rename_campaign,
)
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority, move_priority
from lisdesk.edits.contacting import (
    mark_acknowledged,
    mark_chased,
    record_contact_export,
    set_acknowledgement_text,
)
from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.document_filing import file_documents
from lisdesk.edits.double_coding import draw_sample, finish_coding, reveal_sample
from lisdesk.edits.excerpt_changes import change_excerpt
from lisdesk.edits.extracting import add_extracted_text
from lisdesk.edits.feedback import FeedbackDraft, remove_feedback, set_feedback
from lisdesk.edits.file import set_up_file
from lisdesk.edits.findings import remove_finding, set_finding, set_scale
from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.edits.frame_import import FrameEntry, import_frame
from lisdesk.edits.frameworks import remove_framework, save_framework
from lisdesk.edits.handing_over import HandedOver, record_hand_over, take_in_part
from lisdesk.edits.history import take_back
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import (
    IncomingFile,
    IncomingQuestion,
    IncomingReading,
    IncomingRow,
)
from lisdesk.edits.incoming_documents import DocumentText, IncomingDocument, IncomingDocuments
from lisdesk.edits.incoming_mails import IncomingMail, IncomingMails, MailRespondent
from lisdesk.edits.incoming_projects import IncomingProject
from lisdesk.edits.life_cycle import (
    archive_call,
    begin_analysis,
    begin_report,
    make_call_ready,
    mark_published,
    take_call_back,
)
from lisdesk.edits.mail_filing import file_mails
from lisdesk.edits.memos import add_memo, edit_memo, remove_memo
from lisdesk.edits.merging import mark_duplicate, merge_submissions, separate_submissions
from lisdesk.edits.new_priorities import TextPlace, tag_to_new_priority
from lisdesk.edits.people import (
    AreaCorrection,
    StakeholderCorrection,
    edit_area,
    edit_stakeholder,
)
from lisdesk.edits.priorities import PriorityDraft, add_priorities, add_priority
from lisdesk.edits.priority_merging import merge_priority, split_priority
from lisdesk.edits.priority_removal import PriorityRemoval, delete_priority
from lisdesk.edits.programme import (
    remove_area,
    save_area,
    set_body_names,
    take_in_programme,
)
from lisdesk.edits.programme_details import take_in_details
from lisdesk.edits.project_import import import_codebook, import_project
from lisdesk.edits.publications import (
    PublishedFile,
    record_publication,
    retract_publication,
)
from lisdesk.edits.question_changes import (
    QuestionCorrection,
    edit_question,
    move_question,
    remove_question,
)
from lisdesk.edits.questions import AskedDetail, add_question
from lisdesk.edits.reading import mark_read, mark_unread
from lisdesk.edits.redactions import (
    FoundPlace,
    keep_personal_data,
    lift_published_redaction,
    lift_redaction,
    redact_personal_data,
    redact_span,
    set_redaction_reasons,
)
from lisdesk.edits.redactions import TextPlace as Redacted
from lisdesk.edits.relevance import TO_ALL, RelevantTo, set_relevance
from lisdesk.edits.settings import change_setting
from lisdesk.edits.settling import Place, Settling, settle_disagreements
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.stakeholder_merging import (
    keep_apart,
    merge_stakeholders,
    separate_stakeholders,
    split_stakeholder,
)
from lisdesk.edits.submission_lists import (
    ListCorrection,
    decide_late_submissions,
    edit_submissions,
    put_submissions_back,
    set_submissions_aside,
)
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    decide_late,
    edit_submission,
    put_submission_back,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.suggestions import (
    SuggestedPlace,
    SuggestionCause,
    accept_suggestion,
    reject_suggestion,
)
from lisdesk.edits.tag_changes import TagCorrection, TagMarks, edit_tag, tag_many
from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft, add_tag, remove_tag, tag_span
from lisdesk.edits.targets import (
    TargetDraft,
    TargetEntry,
    import_targets,
    remove_target,
    set_target,
)
from lisdesk.edits.types import (
    TypeCorrection,
    TypeEntry,
    add_type,
    edit_type,
    import_types,
    move_type,
)
from lisdesk.edits.views import delete_view, rename_view, replace_view, save_view
from lisdesk.exchange.shipped_programme import shipped_programme
from lisdesk.outcome import Outcome
from lisdesk.queries.coder_comparison import comparison
from lisdesk.rules.acknowledgements import DEFAULT_TEXT, LetterText
from lisdesk.rules.call_dates import DateKind
from lisdesk.rules.coded_project import Code, Coding, Passage, Source
from lisdesk.rules.deadlines import Deadline, parse_deadline
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.rules.frameworks import FrameworkDraft, HeadingDraft
from lisdesk.rules.import_sources import CONTENT_SOURCE
from lisdesk.rules.late_policy import LatePolicy
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.programme import (
    AreaDocument,
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaSpelling,
    AreaTheme,
    AreaUpdate,
    BodyNameDraft,
    BodyNames,
    DetailKind,
    ListedDetail,
    ThemeKind,
)
from lisdesk.rules.publication_secrets import LookedAt
from lisdesk.rules.quantifiers import QuantifierStep
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.vocabulary import (
    CampaignPolicy,
    Channel,
    KeptBack,
    LateChoice,
    LeadBodyKind,
    MergedChildren,
    Permission,
    PersonalData,
    PriorityColour,
    PriorityStatus,
    QuestionKind,
    SetAside,
    Settled,
    StakeholderKind,
    Stance,
    Strength,
    SuggestionSource,
    WhatIsKnown,
)
from lisdesk.store.database import Database
from lisdesk.store.entities import (
    AuditEntry,
    BodyRole,
    Call,
    CallBody,
    CallDate,
    Campaign,
    CodingSample,
    CoverageTarget,
    Framework,
    LeadBody,
    Memo,
    Priority,
    ProgrammeArea,
    Redaction,
    SavedView,
    Submission,
)
from lisdesk.store.entities import Deadline as StoredDeadline
from lisdesk.store.relevance import parts_of_call
from lisdesk.store.work import Desk
from tests.desk_work import DESK, REFERENCE, TEMPLATE, at, do, log, open_call, rows, tag

Edit = Callable[..., Outcome[Any]]
QUOTE = "😀 gaps"
PUBLISHED = PublishedFile(
    "LLEP.xlsx",
    "1" * 64,
    "2" * 64,
    datetime(2019, 3, 1, tzinfo=UTC),
    "All",
    checked=LookedAt(version=1, parts=60, pieces=900, secrets=40),
)


_MISREAD = {"kind": SetAside.OFF_TOPIC, "reason": "Misread."}
_AGAIN = SubmissionDraft(
    respondent="Acme Ltd",
    answers={1: "Skills again.", 3: "Roads."},
    letter="A letter.",
    attachments=[AttachedFile("plan.pdf", b"%PDF-1.7 plan")],
)
_SENT_AGAIN = (
    (add_submission, {"call_id": 1, "draft": _AGAIN}),
    (add_tag, {"tagged": TagDraft("Roads")}),
)
_CAME = [Attendee("Acme Ltd", 1), Attendee("New & Co", type_token="school")]
_A_NOTE = {
    "submission_id": 2,
    "correction": SubmissionCorrection(channel=Channel.MEETING, attendees=_CAME),
}
_CONFIRMED = (
    confirm_campaign,
    {"call_id": 1, "seed_id": 1, "submission_ids": [2, 4, 6], "name": "Letter"},
)
_VIEW_SAVED = (save_view, {"call_id": 1, "name": "Early ones", "definition": "{}"})
_CONCLUDED: tuple[tuple[Edit, dict[str, Any]], ...] = (
    (set_finding, {"priority_id": 2, "text": "Most speak of skills."}),
    (set_finding, {"priority_id": 2, "type_id": 2, "text": "Few do."}),
    (set_finding, {"priority_id": 3, "text": "Of roads."}),
    (set_feedback, {"priority_id": 2, "draft": FeedbackDraft(we_did="A fund.", owner="Jo")}),
    (set_feedback, {"priority_id": 3, "draft": FeedbackDraft("Roads.", due_on=date(2019, 5, 1))}),
    (set_scale, {"call_id": 1, "steps": [QuantifierStep("some", Fraction(0))]}),
)
_WORDED: tuple[tuple[Edit, dict[str, Any]], ...] = (
    (set_form_wording, {"call_id": 1, "wording": FormWording("Why.", "By post.", "Kept.")}),
    *(
        (
            edit_question,
            {"question_id": number, "correction": QuestionCorrection(detail=AskedDetail(["A"], 1))},
        )
        for number in (1, 2)
    ),
)
_DATED = (
    (
        add_call_date,
        {"call_id": 1, "draft": DateDraft(DateKind.EVENT, "Workshop", date(2019, 1, 15))},
    ),
)
_TARGETED = (
    (set_target, {"call_id": 1, "draft": TargetDraft(5, type_id=2)}),
    (set_target, {"call_id": 1, "draft": TargetDraft(3, area_id=1, question_id=1)}),
)
_WRITTEN_TO = (
    (set_acknowledgement_text, {"call_id": 1, "text": DEFAULT_TEXT}),
    (mark_acknowledged, {"call_id": 1, "submission_ids": [1, 2]}),
    (
        mark_chased,
        {"call_id": 1, "stakeholder_ids": [1, 2], "chased_on": date(2018, 12, 6), "note": "Rang."},
    ),
    (record_contact_export, {"call_id": 1, "file_name": "chase.csv", "contacts": 2}),
)
AREAS = (
    AreaDraft(
        "Cumbria",
        3,
        "3rd December 2018",
        "",
        aliases=["The Lakes"],
        places=["Kendal"],
        members=[AreaMember("Cumbria"), AreaMember("Cumbria Council", AreaRole.PARTNER)],
        themes=[AreaTheme("People", body="Cumbria"), AreaTheme("Rural", ThemeKind.THEME)],
        documents=[AreaDocument("Evidence", "in July", "https://a.example/b.pdf", "Cumbria")],
        updates=[AreaUpdate("Begun.", "in 2018", "A page"), AreaUpdate("Goes on.")],
    ),
    AreaDraft("North", members=[AreaMember("North East", since="in 2018", until="by 2024")]),
)
MISSIONS = FrameworkDraft(
    "Missions", [HeadingDraft("People", "mission", ["Skills"]), HeadingDraft("Devolution")]
)
_TAKEN_IN = (take_in_programme, {"areas": AREAS})
_DRAFTED = CallDraft(
    "Kept back",
    "Leeds City Council",
    date(2019, 3, 31),
    parse_deadline("2019-04-01"),
    prefix="kept",
    is_draft=True,
)
_PREPARATIONS: dict[str, tuple[tuple[Edit, dict[str, Any]], ...]] = {
    "add_campaign_members": (_CONFIRMED,),
    "choose_campaign_seed": (_CONFIRMED,),
    "delete_view": (_VIEW_SAVED,),
    "dissolve_campaign": (_CONFIRMED,),
    "merge_submissions": _SENT_AGAIN,
    "put_submission_back": ((set_submission_aside, {"submission_id": 1, **_MISREAD}),),
    "put_submissions_back": ((set_submission_aside, {"submission_id": 2, **_MISREAD}),),
    "remove_campaign_members": (_CONFIRMED,),
    "rename_campaign": (_CONFIRMED,),
    "rename_view": (_VIEW_SAVED,),
    "replace_view": (_VIEW_SAVED,),
    "reopen_call": ((close_call, {"call_id": 1, "reason": "Mistaken."}),),
    "split_stakeholder": (_SENT_AGAIN[0],),
    "set_attendees": ((edit_submission, _A_NOTE),),
    "separate_stakeholders": (
        (merge_stakeholders, {"into_id": 1, "merged_id": 5, "take": [StakeholderField.NAME]}),
    ),
    "separate_submissions": (*_SENT_AGAIN, (merge_submissions, {"merged": True})),
}
_TWO = ["Ann Officer", "Ben Clerk"]
_DRAWN = (draw_sample, {"call_id": 1, "officers": _TWO, "percent": 100, "seed": "1"})
_ALL_READ = (mark_read, {"submission_ids": [1, 2, 4], "as": "Ben Clerk"})
_PREPARATIONS |= {
    "change_call_date": _DATED,
    "remove_call_date": _DATED,
    "merge_priority": _CONCLUDED,
    "remove_feedback": _CONCLUDED,
    "remove_finding": _CONCLUDED,
    "set_scale": _CONCLUDED,
    "finish_coding": (_DRAWN,),
    "reveal_sample": (_DRAWN,),
    "settle_disagreements": (_DRAWN, _ALL_READ, (reveal_sample, {"reason": "Go."})),
    "make_call_ready": ((new_call, {"draft": _DRAFTED, "template": TEMPLATE}),),
    "unassign_submissions": (
        (assign_submissions, {"call_id": 1, "submission_ids": [1, 2, 4], "officers": _TWO}),
    ),
}
_CLOSED: tuple[Edit, dict[str, Any]] = (
    extend_call,
    {"call_id": 1, "deadline": parse_deadline("2018-12-07"), "reason": "It is over."},
)
_STEPS: tuple[tuple[Edit, dict[str, Any]], ...] = (
    _CLOSED,
    (begin_analysis, {"call_id": 1}),
    (begin_report, {"call_id": 1}),
    (mark_published, {"call_id": 1}),
)
_PREPARATIONS |= {
    "begin_report": _STEPS[:2],
    "mark_published": _STEPS[:3],
    "archive_call": _STEPS,
    "take_call_back": _STEPS[:2],
}
_PREPARATIONS |= {"remove_target": _TARGETED[:1]}
_PREPARATIONS |= dict.fromkeys(("remove_area", "save_area", "take_in_details"), (_TAKEN_IN,))
_FRAMED = (save_framework, {"draft": MISSIONS})
_PREPARATIONS |= dict.fromkeys(
    ("choose_framework", "remove_framework", "save_framework"), (_FRAMED,)
)
_REDACTED = (redact_span, {"text_id": 1, "start": 0, "end": 6, "reason": "personal data"})
_PREPARATIONS |= {
    "lift_redaction": (_REDACTED,),
    "lift_published_redaction": (_REDACTED,),
}
_NOTED = {"submission_id": 1, "words": "Ask for figures.", "text_id": 1, "start": 0, "end": 6}
_PREPARATIONS |= dict.fromkeys(("edit_memo", "remove_memo"), ((add_memo, _NOTED),))
NEEDS_PREPARATION = frozenset(_PREPARATIONS)
"""Verbs that need the file in another state than the story leaves it in; see `prepare`."""


@dataclass(frozen=True)
class Case:
    """One way of running a verb on the file of the story."""

    verb: Edit
    arguments: dict[str, Any]
    desk: Desk = DESK
    needs_new_file: bool = False


def tell(database: Database) -> None:
    """Fill a file: a call, submissions, tags, a late decision, a publication, an import."""
    call = open_call(database, partners=["Nottingham City Council"])
    acme = log(
        database,
        call,
        respondent="Acme Ltd",
        email="jo@acme.example",
        type_token="business-small",
        area="Melton",
        permission=Permission.NAMED,
        answers={1: f"Skills {QUOTE} hold us back. Skills again.", 2: "n/a"},
        letter="Dear all,\r\nplease see the file.",
        attachments=[AttachedFile("plan.pdf", b"%PDF-1.7 plan")],
    )
    tag(database, acme, quote=QUOTE, stance=Stance.SUPPORT, strength=Strength.EXPERIENCE)
    tag(database, acme, "P3", quote="Skills", nth=2, note="twice")
    tag(database, acme, "P1")
    log(database, call, respondent="Bea Barn", answers={1: "No."}, channel=Channel.POST)
    log(database, call, submitted_by="A solicitor")
    late = log(
        database,
        call,
        respondent="Late & Co",
        letter="Sorry.",
        received_at=moment(2, 3),
        attachments=[AttachedFile("why.txt", b"Snow.")],
    )
    log(database, call, respondent="Later plc", letter="Sorry too.", received_at=moment(2, 20))
    choice = {"choice": LateChoice.ACCEPT, "reason": "Snow."}
    do(database, decide_late, submission_id=late.id, **choice)
    do(database, change_setting, name="attachment_limit_mb", value="30")
    do(database, mark_read, submission_ids=[3])
    do(database, bookmark_excerpt, excerpt_id=1)
    do(database, record_publication, call_id=call.id, file=PUBLISHED)
    words = DocumentText("Snow.", "reader 1", "text/plain", ["a note"])
    do(database, add_extracted_text, attachment_id=2, words=words)
    do(database, import_rows, call_id=call.id, file=incoming(some_rows()))
    first = IncomingMails("first.eml", "5" * 64, [a_mail(5, None)])
    do(database, file_mails, call_id=call.id, incoming=first)


def moment(month: int, day: int, hour: int = 12) -> datetime:
    """Return a moment of 2019 in UTC."""
    return datetime(2019, month, day, hour, tzinfo=UTC)


def a_mail(number: int, stakeholder_id: int | None) -> IncomingMail:
    """Return an e-mail with a file, from a stakeholder of the register or a stranger."""
    sender = f"jo{number}@mail.example"
    return IncomingMail(
        key=f"key {number}",
        origin=MailOrigin(
            message_id=f"{number}@mail.example",
            sha256=f"{number}" * 64,
            file_name="three.mbox",
            path="" if number == 2 else "/in/three.mbox",
            file_place=number,
            sender_name=f"Jo {number}",
            sender_address=sender,
            subject="Evidence 😀",
            sent_source="Date",
            received_source="Received",
            quoted="> earlier",
            disclaimer="Checked for viruses.",
            importer_version="1",
        ),
        respondent=MailRespondent(stakeholder_id, f"Jo {number}", sender, "A. Sender"),
        text=f"Trains {number}.",
        sent_at=moment(1, 8),
        received_at=moment(1, 9) if number == 1 else None,
        attachments=[AttachedFile("same.txt", b"same"), AttachedFile(f"{number}.txt", b"own")],
    )


def some_rows(text: str = "Buses run too rarely.") -> Iterator[IncomingRow]:
    """Yield five rows: two plain ones, two of one group, a blank one."""
    yield IncomingRow(
        2,
        "k1",
        "d1",
        respondent="Acme Limited",
        email="info@acme.example",
        is_organisation=True,
        type_key="business-large",
        area="Charnwood",
        channel=Channel.EMAIL,
        received_at=moment(1, 9),
        sent_at=moment(1, 8),
        permission=Permission.UNNAMED,
        answers=[(0, text), (1, "N/A")],
        extras={"IP address": "10.0.0.1"},
        unread={"type": "Widgets"},
        problems=[{"where": "D2", "what": "no date", "kept": "the text"}],
    )
    yield IncomingRow(3, "k2", f"d-{text}", respondent="Cy Dent", answers=[(0, text)])
    yield IncomingRow(4, "k3", "d3", group="g", respondent="Grouped", answers=[(0, "One.")])
    yield IncomingRow(5, "k4", "d4", group="g", respondent="Grouped", answers=[(0, "Two.")])
    yield IncomingRow(6, "k5", "d5", is_blank=True)


def incoming(incoming_rows: Iterator[IncomingRow], **changes: Any) -> IncomingFile:
    """Return a file whose rows answer question 1 of the call and a question of their own."""
    questions = [IncomingQuestion("", number=1), IncomingQuestion("", number=2)]
    values = {
        "name": "survey.xlsx",
        "sha256": "0" * 64,
        "sheet": "Responses",
        "encoding": "",
        "source": CONTENT_SOURCE,
        "questions": questions,
        "reading": IncomingReading(
            "S:/surveys/survey.xlsx", "lisdesk-sheets 1", "header_rows = 1\n"
        ),
    }
    return IncomingFile(**{**values, **changes}, rows=incoming_rows)


_Numbered = (
    Campaign | CodingSample | CoverageTarget | Framework | ProgrammeArea | SavedView | Submission
)


def newest(database: Database, entity: type[_Numbered]) -> int:
    """Return the number of the newest row; 0 if there is none."""
    return max((row.id for row in rows(database, entity)), default=0)


def prepare(database: Database, verb: str) -> list[Outcome[Any]]:
    """Bring the file of the story into the state that some verbs need."""
    done = []
    for edit, arguments in _PREPARATIONS.get(verb, ()):
        if "merged" in arguments:
            arguments = {"into_id": 1, "submission_ids": [newest(database, Submission)]}
        if "tagged" in arguments:
            draft = arguments["tagged"]
            newest_id = newest(database, Submission)
            arguments = {"submission_id": newest_id, "priority_id": 4, "draft": draft}
        if edit is reveal_sample:
            arguments = {**arguments, "sample_id": newest(database, CodingSample)}
        desk = DESK._replace(officer=arguments.get("as", DESK.officer))
        given = {name: value for name, value in arguments.items() if name != "as"}
        done.append(do(database, edit, desk=desk, **given))
    return done


def newest_entry(database: Database) -> int:
    """Return the number of the newest edit."""
    return rows(database, AuditEntry)[-1].id


def cases(database: Database) -> dict[str, list[Case]]:
    """Return the ways to run each verb on the file of the story, by the verb's name."""
    found: dict[str, list[Case]] = {}
    all_cases = (
        _of_calls(),
        _of_stages(database),
        _of_questions(),
        _of_submissions(),
        _of_events(),
        _of_campaigns(database),
        _of_views(database),
        _of_findings(),
        _of_dates(database),
        _of_relevance(database),
        _of_the_same_words(database),
        _of_people(),
        _of_types(),
        _of_coding(),
        _of_excerpts(),
        _of_memos(database),
        _of_redactions(database),
        _of_suggestions(),
        _of_frame(),
        _of_imports(database),
        _of_documents(),
        _of_projects(),
        _of_double_coding(database),
        _of_programme(database),
        _of_frameworks(database),
        _of_coverage(database),
    )
    for case in chain.from_iterable(all_cases):
        found.setdefault(case.verb.__name__, []).append(case)
    return found


def _of_calls() -> Iterator[Case]:
    council = CallDraft(
        "Bare", "Leeds City Council", date(2019, 3, 31), parse_deadline("2019-04-01"), prefix="bare"
    )
    timed = Deadline(date(2019, 2, 1), time(17))
    yield Case(set_up_file, {"reference": REFERENCE}, needs_new_file=True)
    yield Case(new_call, {"draft": council})
    partnered = CallDraft(
        "Second",
        "Leicester and Leicestershire",
        date(2018, 12, 6),
        timed,
        partners=["D2N2", "Tees Valley Combined Authority"],
    )
    yield Case(new_call, {"draft": partnered, "template": TEMPLATE})
    extension = {"call_id": 1, "deadline": parse_deadline("2019-02-08"), "reason": "More time."}
    yield Case(extend_call, {**extension, "notice": "We extend."})
    yield Case(extend_call, {**extension, "deadline": parse_deadline("2018-12-07")})
    closing = {"call_id": 1, "reason": "Enough."}
    yield Case(close_call, closing)
    yield Case(reopen_call, closing)
    yield Case(record_due_closing, {"call_id": 1}, desk=at(2019, 2, 1))
    changes = {"title": " Local  Strategy ", "small_count_threshold": 0}
    details = CallCorrection(campaign_policy=CampaignPolicy.ONCE, **changes)
    yield Case(edit_call, {"call_id": 1, "correction": details})
    later = CallCorrection(opens_on=date(2018, 12, 20))
    yield Case(edit_call, {"call_id": 1, "correction": later})
    reminded = CallCorrection(reminder_days=(10, 2))
    yield Case(edit_call, {"call_id": 1, "correction": reminded})
    yield Case(new_call, {"draft": replace(council, is_draft=True)})
    switched_off = CallCorrection(suggests_priorities=False)
    yield Case(edit_call, {"call_id": 1, "correction": switched_off})
    policy = CallCorrection(late_policy=LatePolicy(LateChoice.ACCEPT_FLAGGED, 3))
    yield Case(edit_call, {"call_id": 1, "correction": policy})
    two = {"call_id": 1, "lead": "D2N2", "partners": ["LLEP", "Leeds City Council"]}
    yield Case(change_call_bodies, two)
    yield Case(change_call_bodies, {"call_id": 1, "partners": []})
    bodies = CallCorrection(lead="Nottingham City Council", partners=["LLEP"])
    yield Case(edit_call, {"call_id": 1, "correction": bodies})
    yield Case(take_in_part, _a_part(), needs_new_file=True)
    handed = HandedOver(1, "a.lisdesk", "7" * 64, 2, 1, 0)
    yield Case(record_hand_over, {"call_id": 1, "file": handed})
    yield Case(record_publication, {"call_id": 1, "file": PUBLISHED})
    late = replace(PUBLISHED, waiting=2, waiting_because="Urgent.")
    yield Case(record_publication, {"call_id": 1, "file": late})
    yield Case(retract_publication, {"publication_id": 1})
    yield Case(change_setting, {"name": "attachment_limit_mb", "value": "1000"})


def _of_stages(database: Database) -> Iterator[Case]:
    closed = at(2019, 2, 2)
    yield Case(make_call_ready, {"call_id": newest(database, Call)})
    yield Case(begin_analysis, {"call_id": 1}, desk=closed)
    yield Case(begin_report, {"call_id": 1, "reason": " All  is read. "}, desk=closed)
    yield Case(mark_published, {"call_id": 1, "reason": "On our pages."}, desk=closed)
    yield Case(archive_call, {"call_id": 1}, desk=closed)
    yield Case(take_call_back, {"call_id": 1, "reason": "Misread."}, desk=closed)


def _of_questions() -> Iterator[Case]:
    choice = {"kind": QuestionKind.CHOICE, "choices": ["Yes", "No"]}
    yield Case(add_question, {"call_id": 1, "text": "Do you agree?", **choice})
    asked = QuestionCorrection("What holds you back?", QuestionKind.RATING, ["1", " ", "2"])
    yield Case(edit_question, {"question_id": 1, "correction": asked})
    ranked = {"kind": QuestionKind.CHOICES, "choices": ["A", "B", "C"]}
    detail = AskedDetail(["Roads", " ", "Rail"], 2, takes_file=True)
    yield Case(add_question, {"call_id": 1, "text": "Which?", **ranked, "detail": detail})
    in_parts = QuestionCorrection(detail=AskedDetail(["Urban", "Rural"]))
    yield Case(edit_question, {"question_id": 2, "correction": in_parts})
    wording = FormWording(" Why we ask. ", "By post.", "We keep it.")
    yield Case(set_form_wording, {"call_id": 1, "wording": wording})
    yield Case(set_form_wording, {"call_id": 1, "wording": FormWording(consent="Otherwise.")})
    yield Case(move_question, {"question_id": 9, "number": 4})
    yield Case(move_question, {"question_id": 4, "number": 10})
    yield Case(move_question, {"question_id": 5, "number": 77})
    yield Case(remove_question, {"question_id": 8})


def _of_submissions() -> Iterator[Case]:
    draft = SubmissionDraft(
        respondent="ACME LTD",
        kind=StakeholderKind.ORGANISATION,
        type_token="Business",
        area="melton",
        email="jo@acme.example",
        submitted_by="Counsel",
        channel=Channel.MEETING,
        received_at=moment(1, 31, 23),
        sent_at=moment(1, 30),
        permission=Permission.NONE,
        answers={1: "Known respondent.", 3: "none"},
        letter="Text.",
        attachments=[AttachedFile("../../plan.pdf", b"%PDF-1.7 plan"), AttachedFile("b", b"")],
    )
    yield Case(add_submission, {"call_id": 1, "draft": draft})
    yield Case(add_submission, {"call_id": 1, "draft": SubmissionDraft()})
    correction = SubmissionCorrection(
        respondent="Acme Holdings",
        type_token="business-large",
        area="Oadby",
        submitted_by="Counsel",
        channel=Channel.EMAIL,
        received_at=moment(2, 4),
        sent_at=moment(2, 1),
        permission=Permission.NONE,
        answers={1: f"Well: {QUOTE} hold us back.", 2: "", 4: "More."},
        letter="",
        attachments=[AttachedFile("more.txt", b"more")],
    )
    yield Case(edit_submission, {"submission_id": 1, "correction": correction})
    blanked = SubmissionCorrection(respondent="", type_token="", area="", answers={1: ""})
    yield Case(edit_submission, {"submission_id": 2, "correction": blanked})
    aside = {"submission_id": 1, "kind": SetAside.WITHDRAWN, "reason": "Asked by post."}
    yield Case(set_submission_aside, aside)
    yield Case(put_submission_back, {"submission_id": 1, "reason": "Stays."})
    yield Case(mark_read, {"submission_ids": [1, 2, 2]})
    yield Case(mark_unread, {"submission_ids": [3, 1]})
    late = {"submission_id": 4, "choice": LateChoice.REFUSE, "reason": "Late."}
    yield Case(decide_late, late)
    yield Case(decide_late, {**late, "choice": LateChoice.ACCEPT})
    yield Case(decide_late, {**late, "submission_id": 5})
    request = {"submission_id": 1, "reason": "Trade secret."}
    yield Case(request_confidentiality, request)
    yield Case(request_confidentiality, {**request, "quote": QUOTE})

    one = ListCorrection("school", "Hinckley", Channel.EVENT, Permission.UNNAMED)
    yield Case(edit_submissions, {"submission_ids": [1, 2, 6, 2], "correction": one})
    unknown = ListCorrection("", "", permission=NOTHING)
    yield Case(edit_submissions, {"submission_ids": [1, 3], "correction": unknown})
    many = {"submission_ids": [1, 2, 3, 6, 2], "reason": "Sent twice"}
    yield Case(set_submissions_aside, {**many, "kind": SetAside.DUPLICATE})
    yield Case(put_submissions_back, many)
    some = {**many, "submission_ids": [1, 4, 5]}
    yield Case(decide_late_submissions, {**some, "choice": LateChoice.NOTE})


def _of_events() -> Iterator[Case]:
    note = {
        "respondent": "Skills workshop",
        "channel": Channel.EVENT,
        "letter": "What was said.",
        "attendees": [
            Attendee("Bea Barn"),
            Attendee("Dee Eve", type_token="individual"),
            Attendee("acme ltd"),
            Attendee("Bea  Barn"),
        ],
    }
    yield Case(add_submission, {"call_id": 1, "draft": SubmissionDraft(**note)})
    yield Case(edit_submission, _A_NOTE)
    others = [Attendee("Later plc"), Attendee("Acme Ltd", 1), Attendee("Other & Co")]
    yield Case(set_attendees, {"submission_id": 2, "attendees": others})
    yield Case(set_attendees, {"submission_id": 2, "attendees": []})


def _of_views(database: Database) -> Iterator[Case]:
    yield Case(save_view, {"call_id": 1, "name": " Late  ones ", "definition": "{}"})
    view = {"view_id": newest(database, SavedView)}
    yield Case(replace_view, {**view, "definition": '{"order": []}'})
    yield Case(rename_view, {**view, "name": "Later ones"})
    yield Case(delete_view, view)


def _of_findings() -> Iterator[Case]:
    for type_id in (None, 2):
        cell = {"priority_id": 2, "type_id": type_id}
        yield Case(set_finding, {**cell, "text": " Almost all speak of skills.\r\nSo do we. "})
        yield Case(remove_finding, cell)
    refused = FeedbackDraft(
        "  More buses. ",
        "",
        " Leicester  City Council",
        OwnerKind.BODY,
        date(2019, 5, 3),
        FeedbackStatus.NOT_TAKEN_UP,
        "No money.",
    )
    yield Case(set_feedback, {"priority_id": 2, "draft": refused})
    yield Case(remove_feedback, {"priority_id": 2})
    many = [QuantifierStep("many", Fraction(2, 3)), QuantifierStep("few", Fraction(0))]
    yield Case(set_scale, {"call_id": 1, "steps": many})
    yield Case(set_scale, {"call_id": 1, "steps": []})


def _a_part() -> dict[str, Any]:
    """Return a call without submissions, as it is taken into an empty file."""
    body = {"id": 3, "name": "LLEP", "official_name": "LLEP", "short_name": "", "wave": None}
    body |= {"kind": LeadBodyKind.LEP, "joint_area": "", "announced": "", "target": ""}
    call = {"id": 2, "reference": "X-2019-01", "title": "X", "prefix": "X", "zone": "Europe/London"}
    call |= {"opens_on": date(2019, 1, 1), "closed_by_hand_at": None, "framework_id": None}
    call |= {"campaign_policy": CampaignPolicy.EACH, "small_count_threshold": 5}
    leads = {"id": 4, "call_id": 2, "lead_body_id": 3, "role": BodyRole.LEAD, "position": 1}
    closes = {"id": 5, "call_id": 2, "ordinal": 1, "closes_on": date(2019, 2, 1)}
    closes |= {"closes_time": None, "fold": 0, "reason": "", "notice": ""}
    closes |= {"decided_at": moment(1, 1), "officer": "Ann Officer"}
    pages = [(LeadBody, [body]), (Call, [call]), (CallBody, [leads]), (StoredDeadline, [closes])]
    return {"pages": pages, "facts": {"file_id": "one"}, "counters": {"X": 7, "X-2019": 1}}


def _of_relevance(database: Database) -> Iterator[Case]:
    with database.reading() as session:
        one, other = parts_of_call(session, 1)
    yield Case(set_relevance, {"submission_ids": [1, 2], "to": RelevantTo((one, other))})
    yield Case(set_relevance, {"submission_ids": [1], "to": TO_ALL})
    yield Case(set_relevance, {"submission_ids": [2, 3], "to": RelevantTo((other,))})


def _of_dates(database: Database) -> Iterator[Case]:
    event = DateDraft(DateKind.EVENT, "Workshop", date(2019, 1, 15))
    period = DateDraft(
        DateKind.PRE_ELECTION, " Local  elections ", date(2019, 3, 26), date(2019, 5, 2)
    )
    yield Case(add_call_date, {"call_id": 1, "draft": period})
    own = {"date_id": newest(database, CallDate), "seen": event}
    yield Case(change_call_date, {**own, "draft": period})
    yield Case(remove_call_date, own)


def _of_campaigns(database: Database) -> Iterator[Case]:
    group = {"call_id": 1, "seed_id": 1, "submission_ids": [2, 4, 6, 1]}
    yield Case(confirm_campaign, {**group, "name": " Rail  letter "})
    yield Case(confirm_campaign, {**group, "seed_id": 2, "name": "Bus", "threshold": 0.5})
    campaign = {"campaign_id": newest(database, Campaign)}
    yield Case(rename_campaign, {**campaign, "name": "Rail users"})
    yield Case(add_campaign_members, {**campaign, "submission_ids": [5, 7]})
    yield Case(choose_campaign_seed, {**campaign, "submission_id": 4})
    yield Case(remove_campaign_members, {**campaign, "submission_ids": [2]})
    yield Case(dissolve_campaign, campaign)


def _of_the_same_words(database: Database) -> Iterator[Case]:
    again = newest(database, Submission)
    duplicate = {"submission_id": 2, "of_id": 1}
    yield Case(mark_duplicate, duplicate)
    yield Case(mark_duplicate, {**duplicate, "submission_id": 1, "of_id": 2, "reason": "Again."})
    yield Case(merge_submissions, {"into_id": 1, "submission_ids": [again]})
    yield Case(merge_submissions, {"into_id": again, "submission_ids": [1], "reason": "One voice."})
    yield Case(separate_submissions, {"submission_ids": [again]})
    both = SplitDraft("Beta", type_token="school", area="Oadby", permission=Permission.NONE)
    yield Case(split_submission, {"submission_id": 1, "draft": both})
    yield Case(split_submission, {"submission_id": 4, "draft": both})
    parts = SplitDraft("Beta", email="b@beta.example", questions=[1, 1])
    yield Case(split_submission, {"submission_id": 1, "draft": parts})
    letter = SplitDraft("Delta", letter=True)
    yield Case(split_submission, {"submission_id": 1, "draft": letter})


def _of_people() -> Iterator[Case]:
    renamed = StakeholderCorrection(
        name="Acme Holdings",
        type_token="individual",
        area="Oadby",
        email="",
        also_submissions=True,
    )
    yield Case(edit_stakeholder, {"stakeholder_id": 1, "correction": renamed})
    details = StakeholderCorrection(
        members=400,
        person="Jo",
        telephone="0116 496 0000",
        address="1 Mill St",
        website="acme.example",
        acts_for=["Bea Barn", "#3"],
    )
    yield Case(edit_stakeholder, {"stakeholder_id": 1, "correction": details})
    yield Case(merge_stakeholders, {"into_id": 1, "merged_id": 5})
    every_field = [StakeholderField.NAME, StakeholderField.EMAIL, StakeholderField.TYPE]
    yield Case(merge_stakeholders, {"into_id": 5, "merged_id": 1, "take": every_field})
    yield Case(separate_stakeholders, {"merged_id": 5})
    parted = {"stakeholder_id": 1, "submission_ids": [1], "name": "Acme Leeds"}
    yield Case(split_stakeholder, {**parted, "email": "leeds@acme.example"})
    yield Case(keep_apart, {"one_id": 5, "other_id": 1})
    nobody_knows = StakeholderCorrection(kind=NOTHING, type_token="", area="")
    yield Case(edit_stakeholder, {"stakeholder_id": 1, "correction": nobody_knows})
    both = AreaCorrection(lead="llep", second_lead="D2N2")
    yield Case(edit_area, {"area_id": 1, "correction": both})
    council = AreaCorrection("Melton Mowbray", "Melton Borough Council")
    yield Case(edit_area, {"area_id": 1, "correction": council})
    yield Case(edit_area, {"area_id": 2, "correction": AreaCorrection(lead="llep")})


def _of_types() -> Iterator[Case]:
    yield Case(add_type, {"label": "Think tank", "parent": "other"})
    words = TypeCorrection("Charity", is_retired=True, synonyms=["Faith body", "Hospice"])
    yield Case(edit_type, {"type_id": 15, "correction": words})
    yield Case(move_type, {"type_id": 15, "parent_id": 2, "place": 2})
    yield Case(move_type, {"type_id": 3, "parent_id": None, "place": 1})
    listed = [
        TypeEntry("row 2", "school", "Schools"),
        TypeEntry("row 3", "", "Museum", "Schools", synonyms=["Gallery"]),
        TypeEntry("row 4", "individual", "Individual", is_retired=True),
    ]
    yield Case(import_types, {"entries": listed})


def _of_coding() -> Iterator[Case]:
    graded = TagDraft(QUOTE, stance=Stance.MIXED, strength=Strength.STUDY, note=" n ")
    words = {"submission_id": 1, "priority_id": 4}
    yield Case(add_tag, {**words, "draft": graded})
    yield Case(add_tag, {**words, "draft": TagDraft("Skills", nth=2, question=1)})
    yield Case(add_tag, {**words, "draft": TagDraft(question=2)})
    yield Case(add_tag, {**words, "draft": TagDraft()})
    span = {"text_id": 1, "start": 7, "end": 8, "priority_id": 5}
    yield Case(tag_span, {**span, "draft": TagDraft(note="a face")})
    yield Case(remove_tag, {"tag_id": 1})
    yield Case(remove_tag, {"tag_id": 3})
    listed = [
        TagEntry("row 2", "llep-0001", "p5", TagDraft(QUOTE, stance=Stance.OPPOSE)),
        TagEntry("row 3", "LLEP-0001", "P5", TagDraft(QUOTE)),
        TagEntry("row 4", "LLEP-0001", "P4", TagDraft("hold", question=1)),
        TagEntry("row 5", "LLEP-0002", "P4", TagDraft()),
    ]
    yield Case(add_tags, {"call_id": 1, "entries": listed})
    said = TagCorrection(Stance.OPPOSE, Strength.STUDY, " Look. ", priority_id=4)
    yield Case(edit_tag, {"tag_id": 1, "correction": said})
    yield Case(edit_tag, {"tag_id": 1, "correction": TagCorrection(NOTHING, NOTHING, "")})
    marks = TagMarks(Stance.SUPPORT, Strength.CASE_DATA, " All. ")
    many = {"submission_ids": [1, 2, 1], "excerpt_ids": [1, 2], "marks": marks}
    yield Case(tag_many, {"priority_id": 5, **many})
    yield Case(tag_many, {"priority_id": 1, "submission_ids": [1, 3]})


def _of_excerpts() -> Iterator[Case]:
    yield Case(bookmark_excerpt, {"excerpt_id": 2})
    yield Case(remove_bookmark, {"excerpt_id": 1})
    yield Case(change_excerpt, {"tag_id": 1, "start": 0, "end": 12})
    yield Case(change_excerpt, {"tag_id": 1, "start": 28, "end": 34})
    yield Case(tag_answers, {"priority_id": 5, "text_ids": [1, 2, 1]})
    of_two = {"priority_id": 2, "text_ids": [1, 2]}
    yield Case(mark_answers, {**of_two, "mark": Stance.MIXED})
    yield Case(mark_answers, {**of_two, "mark": Strength.EXPERIENCE})


def _of_memos(database: Database) -> Iterator[Case]:
    made = newest(database, Memo)
    yield Case(add_memo, {"submission_id": 1, "words": " Ring them. "})
    place = {"text_id": 1, "start": 7, "end": 11}
    yield Case(add_memo, {"submission_id": 1, "words": "Whose?", **place})
    yield Case(edit_memo, {"memo_id": made, "words": "They sent figures."})
    yield Case(remove_memo, {"memo_id": made})


def _of_redactions(database: Database) -> Iterator[Case]:
    made = newest(database, Redaction)
    place = {"text_id": 1, "start": 0, "end": 8}
    yield Case(redact_span, {**place, "reason": "third party named"})
    yield Case(redact_span, {**place, "reason": "asked for", "kind": KeptBack.CONFIDENTIAL})
    yield Case(
        redact_personal_data,
        {"places": [Redacted(1, 0, 6), Redacted(2, 0, 3)], "reason": "personal data"},
    )
    kept = [FoundPlace(1, 0, 6, PersonalData.NAME)]
    yield Case(keep_personal_data, {"places": kept, "reason": "A public body."})
    yield Case(lift_redaction, {"redaction_id": made})
    yield Case(lift_published_redaction, {"redaction_id": made, "reason": "They agreed."})
    yield Case(set_redaction_reasons, {"reasons": ["libel", " two \n words", "libel"]})
    yield Case(tag_answers, {"priority_id": 5, "text_ids": [1], "marks": TagMarks(note=" n ")})
    skills = {"call_id": 1, "draft": PriorityDraft("", "Digital  skills", keywords=["broadband"])}
    yield Case(tag_to_new_priority, {**skills, "place": TextPlace(1, 7, 8)})
    yield Case(tag_to_new_priority, {**skills, "submission_id": 2})
    yield Case(tag_to_new_priority, {**skills, "text_ids": [1, 2]})


def _of_suggestions() -> Iterator[Case]:
    learnt = SuggestionCause(SuggestionSource.BOTH, (QUOTE, "hold"), "0123456789ab")
    used = SuggestionCause(SuggestionSource.MOST_USED)
    words = {"place": SuggestedPlace(1, 7, 8), "priority_id": 5}
    yield Case(accept_suggestion, {**words, "cause": learnt})
    yield Case(accept_suggestion, {**words, "priority_id": 2, "cause": used})
    yield Case(reject_suggestion, {**words, "cause": learnt})
    yield Case(reject_suggestion, {**words, "priority_id": 2, "cause": used})


def _of_frame() -> Iterator[Case]:
    skills = PriorityDraft(
        "P2.1", "Skills", parent="P2", foundations=["People"], keywords=["a", " "]
    )
    shown = {"examples": " Such as. ", "colour": PriorityColour.TEAL}
    detail = PriorityDraft("P2.1a", "Digital", "p2.1", status=PriorityStatus.AGREED, **shown)
    yield Case(add_priority, {"call_id": 1, "draft": skills})
    yield Case(add_priorities, {"call_id": 1, "drafts": [skills, detail]})

    words = {
        "definition": " D ",
        "include": " I ",
        "exclude": "E",
        "keywords": ["a ", " "],
        **shown,
    }
    all_new = PriorityCorrection("X9", " More  skills ", status=PriorityStatus.AGREED, **words)
    yield Case(edit_priority, {"priority_id": 2, "correction": all_new})
    labels = PriorityCorrection(foundations=["Places", "ideas", "Place"])
    yield Case(edit_priority, {"priority_id": 2, "correction": labels})
    yield Case(edit_priority, {"priority_id": 2, "correction": PriorityCorrection(foundations=[])})
    yield Case(move_priority, {"priority_id": 5, "parent_id": 2})
    yield Case(move_priority, {"priority_id": 5, "parent_id": None, "place": 1})
    cells = {"code": "p2", "name": "Skills", "parent": "P1", "colour": "red", "keywords": "a, b"}
    lines = [FrameEntry("row 2", cells), FrameEntry("row 3", {"code": "X1", "name": "New"})]
    yield Case(import_frame, {"call_id": 1, "entries": lines})
    for children in MergedChildren:
        ends = {"priority_id": 2, "into_id": 1, "children": children, "reason": " One. "}
        yield Case(merge_priority, ends)
    for into in ({"into_id": 1}, {"draft": skills}):
        yield Case(split_priority, {"priority_id": 2, "tag_ids": [1], "reason": "Two.", **into})
    yield Case(delete_priority, {"priority_id": 6})
    merge = PriorityRemoval(tags_to_id=1, lifts_children=True)
    rehang = PriorityRemoval(tags_to_id=1, children_to_id=1)
    yield Case(delete_priority, {"priority_id": 2, "removal": rehang})
    yield Case(delete_priority, {"priority_id": 2, "removal": merge})
    yield Case(delete_priority, {"priority_id": 2, "removal": PriorityRemoval(takes_tags_off=True)})


def _of_double_coding(database: Database) -> Iterator[Case]:
    sample = {"sample_id": newest(database, CodingSample)}
    yield Case(draw_sample, {"call_id": 1, "officers": [*_TWO, " Ann  Officer "], "size": 2})
    yield Case(draw_sample, {"call_id": 1, "officers": _TWO, "percent": 0.5, "seed": " 7 "})
    yield Case(finish_coding, sample)
    yield Case(reveal_sample, {**sample, "reason": " In a hurry. "})
    place = Place(1, 1, 7, 13, "P2")
    yield Case(
        settle_disagreements,
        {**sample, "settlings": [Settling(place, Settled.DROP, "No.")]},
    )
    settlings = [
        Settling(place, Settled.MOVE, "P5 says more.", 5),
        Settling(Place(1, None, 0, 0, "P1"), Settled.KEEP, " Agreed. "),
    ]
    yield Case(settle_disagreements, {**sample, "settlings": settlings})
    share = {"call_id": 1, "submission_ids": [2, 1, 4, 5, 2]}
    yield Case(assign_submissions, {**share, "officers": _TWO})
    yield Case(assign_submissions, {**share, "officers": ["Cy"]})
    yield Case(unassign_submissions, share)


def _of_programme(database: Database) -> Iterator[Case]:
    yield Case(take_in_programme, {"areas": AREAS})
    yield Case(take_in_programme, {"areas": shipped_programme(), "corrects": True})
    area = {"area_id": max(newest(database, ProgrammeArea) - 1, 0)}
    new = AreaDraft("Marches", members=[AreaMember("The Marches"), AreaMember("New Council")])
    yield Case(save_area, {"draft": new})
    changed = replace(AREAS[0], name="Lakes", wave=0, published="in June 2019", updates=[])
    yield Case(save_area, {**area, "draft": changed})
    yield Case(save_area, {**area, "draft": AreaDraft("Cumbria", themes=[AreaTheme("One")])})
    called = [BodyNames("Cumbria", [BodyNameDraft("The Lakes", since="in 2011")])]
    listed = [AreaDocument("Plan", "in 2019", body="Cumbria")]
    members = [AreaMember("Cumbria", until="by 2023"), AreaMember("A Council", since="in 2023")]
    spelled = [AreaSpelling("The Lakes", until="by 2019"), "Lakeland"]
    whole = AreaDraft("Cumbria", aliases=spelled, members=members, documents=listed, names=called)
    yield Case(save_area, {**area, "draft": whole})
    yield Case(save_area, {**area, "draft": replace(whole, documents=[], names=())})
    yield Case(remove_area, area)
    names = [BodyNameDraft("Old Name", until="by April 2024"), BodyNameDraft("E37", is_code=True)]
    yield Case(set_body_names, {"lead_body_id": 3, "names": names})
    documents = [
        ListedDetail(DetailKind.DOCUMENT, "Cumbria", "Evidence", {"dated": "in 2019"}, "Row 2"),
        ListedDetail(DetailKind.DOCUMENT, "The Lakes", "Plan", {"of": "Cumbria"}, "Row 3"),
    ]
    yield Case(take_in_details, {"details": documents})
    codes = [ListedDetail(DetailKind.CODE, "Cumbria", "E37", {"until": "by 2023"}, "Row 2")]
    yield Case(take_in_details, {"details": codes})
    lakes = {"from": "in 2011"}
    spelled = [ListedDetail(DetailKind.SPELLING, "Cumbria", "The Lakes", lakes, "Row 2")]
    yield Case(take_in_details, {"details": spelled})


def _of_frameworks(database: Database) -> Iterator[Case]:
    yield Case(save_framework, {"draft": FrameworkDraft("New", [HeadingDraft("One")])})
    other = {"framework_id": newest(database, Framework)}
    changed = FrameworkDraft("Third", [HeadingDraft("Devolution"), HeadingDraft("Pay")])
    yield Case(save_framework, {**other, "draft": changed})
    for key in ("missions", ""):
        yield Case(choose_framework, {"call_id": 1, "key": key})
    yield Case(remove_framework, other)


def _of_coverage(database: Database) -> Iterator[Case]:
    for edit, arguments in (*_TARGETED, *_WRITTEN_TO):
        yield Case(edit, arguments)
    entries = [TargetEntry("Row 2", 4), TargetEntry("Row 3", 2, "health-care", "", 1)]
    yield Case(import_targets, {"call_id": 1, "entries": entries})
    yield Case(remove_target, {"target_id": newest(database, CoverageTarget)})
    own = LetterText("  Thank you ", "{reference} came.\r\n{late}")
    yield Case(set_acknowledgement_text, {"call_id": 1, "text": own})
    everybody = {"call_id": 1, "submission_ids": [1, 2, 3, 4]}
    yield Case(mark_acknowledged, everybody)


def _of_documents() -> Iterator[Case]:
    words = DocumentText("From the plan:\r\nbuses.", "reader 1", "application/pdf", ["a"], ["b"])
    yield Case(add_extracted_text, {"attachment_id": 1, "words": words})
    form = AttachedForm({7: "Buses."}, Permission.UNNAMED, "school", "Yours.")
    yield Case(take_attached_form, {"attachment_id": 1, "form": form, "words": words})
    beside = replace(form, needs_whole_text=True)
    yield Case(take_attached_form, {"attachment_id": 1, "form": beside, "words": words})
    letter = IncomingDocument(
        AttachedFile("letter.docx", b"PK letter"), words, SubmissionDraft("Acme Ltd")
    )
    scan = IncomingDocument(
        AttachedFile("scan.pdf", b"%PDF scan"), DocumentText("", "reader 1", "application/pdf")
    )
    documents = IncomingDocuments("letter.docx and 2 more", "3" * 64, [letter, scan, letter])
    yield Case(file_documents, {"call_id": 1, "incoming": documents})


def _of_imports(database: Database) -> Iterator[Case]:
    asks = {"questions": [IncomingQuestion("New?"), IncomingQuestion("", number=2)]}
    yield Case(import_rows, {"call_id": 1, "file": incoming(some_rows(), source="Id", **asks)})
    changed = incoming(some_rows("Buses now run often."))
    yield Case(import_rows, {"call_id": 1, "file": changed})
    yield Case(take_back, {"entry_id": newest_entry(database)})
    mails = [a_mail(1, 1), a_mail(2, None), replace(a_mail(3, None), text="")]
    together = IncomingMails("three.mbox", "4" * 64, mails)
    yield Case(file_mails, {"call_id": 1, "incoming": together})


def projects() -> list[IncomingProject]:
    """Return a coded project with its codebook, each for every way to take what is known."""
    codes = [
        Code("c1", "People", "New.\n\nCode: P2\nExamples: A course.\nFoundations: People; Ideas"),
        Code("c2", "Trades", parent_guid="c1", memos=("Ask.",)),
        Code("c3", "Trades", "Of towns.\n\nCode: T3\nExamples: A fair.", parent_guid="c1"),
    ]
    skills = Coding("x1", "c2", "Cy Coder", moment(2, 1), "Stance: Support\nMemo: Look.")
    answers = "Q1. Why?\nSkills.\n\nQ2. How?\nBuses.\n\nLetter\nDear all"
    told = {
        "Reference": "ELSE-0001",
        "Standing": "Withdrawn",
        "Confidential": True,
        "Area": "Oadby",
        "Respondent type": "Business",
        "Answers stand at": "Q1 9-16; Q2 27-33; letter 42-50",
    }
    sources = [
        (Source("s1", "A", "n/a", passages=(Passage("p1", 0, 3, (skills,)),)), True),
        (Source("s2", "B", answers, passages=(Passage("p2", 9, 33, (skills,)),),
                codings=(skills,), values=told, cases=("Acme Ltd", "Else")), True),
        (Source("s3", "C", ""), False),
    ]  # fmt: skip
    project = IncomingProject("p.qdpx", "/in/p.qdpx", "6" * 64, "X 1", "characters", codes, sources)
    frame = replace(project, name="p.qdc", sources=())
    ways = (WhatIsKnown.SKIP, WhatIsKnown.UPDATE, WhatIsKnown.COPY)
    return [replace(each, known=known) for each in (project, frame) for known in ways]


def _of_projects() -> Iterator[Case]:
    for each in projects():
        edit = import_project if each.sources else import_codebook
        yield Case(edit, {"call_id": 1, "project": each})


def fill_register(database):
    """Give a told file rows in every table of the register."""
    for number, others in ((1, ["#3", "#4"]), (2, [])):
        known = StakeholderCorrection(members=number, telephone=f"{number}", acts_for=others)
        do(database, edit_stakeholder, stakeholder_id=number, correction=known)
        take = {"take": [StakeholderField.NAME]}
        do(database, merge_stakeholders, into_id=number, merged_id=number + 4, **take)
        do(database, keep_apart, one_id=number, other_id=number + 2)
        words = TypeCorrection(is_retired=True, synonyms=[f"Word {number}"])
        do(database, edit_type, type_id=number, correction=words)
        both = AreaCorrection(lead="LLEP", second_lead="D2N2")
        do(database, edit_area, area_id=number, correction=both)
        came = [Attendee(name) for name in ("Dee Eve", "Bea Barn")[number - 1 :]]
        note = SubmissionCorrection(channel=Channel.EVENT, attendees=came)
        do(database, edit_submission, submission_id=number, correction=note)


def fill_frame(database):
    """Give a told file rows in every table of the frame's lineage and of what priorities say."""
    for number in (1, 2):
        shown = {"examples": f"Such as {number}.", "colour": PriorityColour.RED}
        words = PriorityCorrection(name=f"Named {number}", **shown)
        do(database, edit_priority, priority_id=number, correction=words)
    for priority_id, into_id in ((3, 1), (4, 2)):
        do(database, merge_priority, priority_id=priority_id, into_id=into_id, reason="One.")


def fill_merges(database):
    """Give a told file rows in every table of copies and merges: what is inherited and carried."""
    everyone = "Everyone signs this one."
    for number in (1, 2):
        for permission in (Permission.NAMED, Permission.NONE):
            words = {"respondent": f"Twice {number}", "letter": everyone, "permission": permission}
            do(database, add_submission, call_id=1, draft=SubmissionDraft(**words))
        own = newest(database, Submission)
        reason = f"Private {number}."
        do(database, request_confidentiality, submission_id=own, reason=reason)
        do(database, add_tag, submission_id=own, priority_id=number, draft=TagDraft())
        do(database, add_memo, submission_id=own, words=f"Twice, too: {number}.")
        do(database, merge_submissions, into_id=own - 1, submission_ids=[own])
    last = newest(database, Submission)
    group = {"call_id": 1, "seed_id": last, "submission_ids": [last - 2], "name": "Signed"}
    do(database, confirm_campaign, **group)
    for priority_id in (3, 4):
        do(database, add_tag, submission_id=last, priority_id=priority_id, draft=TagDraft())


def fill_suggestions(database):
    """Give a told file rows in every table of suggestions."""
    cause = SuggestionCause(SuggestionSource.BOTH, ("gaps",), "0123456789ab")
    place = SuggestedPlace(1, 0, 6)
    for edit, priority_id in ((reject_suggestion, 5), (accept_suggestion, 4)):
        do(database, edit, place=place, priority_id=priority_id, cause=cause)
    switched_off = CallCorrection(suggests_priorities=False)
    do(database, edit_call, call_id=1, correction=switched_off)
    policy = CallCorrection(late_policy=LatePolicy(LateChoice.NOTE, 2))
    do(database, edit_call, call_id=1, correction=policy)


def fill_redactions(database):
    """Give a told file rows in every table of redactions."""
    for number, words in ((1, "first"), (2, "second")):
        place = {"text_id": number, "start": 0, "end": 2}
        do(database, redact_span, **place, reason=words)
        found = [FoundPlace(number, 0, 1, PersonalData.NAME)]
        do(database, keep_personal_data, places=found, reason=f"Known {number}.")
        why = f"Urgent {number}."
        name = f"late {number}.xlsx"
        late = replace(PUBLISHED, file_name=name, waiting=number, waiting_because=why)
        do(database, record_publication, call_id=1, file=late)


def fill_memos(database):
    """Give a told file memos: on words, and on a whole submission."""
    do(database, add_memo, **_NOTED)
    do(database, add_memo, submission_id=2, words="Ring them.")


def fill_work(database):
    """Give a told file rows in every table of double coding, of work shared out and of views."""
    for name in ("Early ones", "Late ones"):
        do(database, save_view, call_id=1, name=name, definition="{}")
    for number, size in ((1, {"percent": 100}), (2, {"size": 1})):  # the second without the first
        do(database, draw_sample, call_id=1, officers=_TWO, seed=f"{number}", **size)
        do(database, reveal_sample, sample_id=number, reason=f"Reason {number}.")
    left = [each.id for each in rows(database, Priority)]  # others may be merged by now
    for edit, arguments in (*_CONCLUDED, *_DATED, *_WORDED):
        on = {"priority_id": left[arguments["priority_id"]]} if "priority_id" in arguments else {}
        do(database, edit, **{**arguments, **on})
    draft = SubmissionDraft(respondent="Told twice", letter="Trains and buses.")
    do(database, add_submission, call_id=1, draft=draft)
    own = newest(database, Submission)
    accepted = {"choice": LateChoice.ACCEPT, "reason": "Where the call has closed."}
    do(database, decide_late_submissions, submission_ids=[own], **accepted)
    for number in (1, 2):
        do(database, add_tag, submission_id=own, priority_id=number, draft=TagDraft("Trains"))
    do(database, mark_read, desk=DESK._replace(officer=_TWO[1]), submission_ids=[own])
    do(database, draw_sample, call_id=1, officers=_TWO, percent=100)
    do(database, reveal_sample, sample_id=3, reason="Both had read.")
    with database.reading() as session:
        found = comparison(session, 3).disagreements[:2]
    places = [
        Place(each.submission_id, each.text_id, each.start, each.end, each.priority)
        for each in found
    ]
    settlings = [Settling(each, Settled.KEEP, f"Reason {each.priority}.") for each in places]
    do(database, settle_disagreements, sample_id=3, settlings=settlings)
    do(database, assign_submissions, call_id=1, submission_ids=[1, 2, 4], officers=_TWO)
    for edit, arguments in (*_TARGETED, *_WRITTEN_TO):
        do(database, edit, **arguments)
    do(database, take_in_programme, areas=AREAS)
    dated = [AreaSpelling("N", "in 2018", "by 2024"), AreaSpelling("Nth", "in 2011")]
    second = replace(AREAS[1], documents=[AreaDocument("Plan")], aliases=dated)
    do(database, save_area, area_id=2, draft=second)
    names = [BodyNameDraft("Old Name"), BodyNameDraft("E37", is_code=True)]
    do(database, set_body_names, lead_body_id=3, names=names)
    reminded = CallCorrection(reminder_days=(14, 1))
    do(database, edit_call, call_id=1, correction=reminded)
    do(database, set_relevance, submission_ids=[1], to=TO_ALL)
    handed = HandedOver(1, "a.lisdesk", "7" * 64, 2, 1, 0)
    do(database, record_hand_over, call_id=1, file=handed)
