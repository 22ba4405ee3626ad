"""Submissions as lists and one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.queries.attendees import AttendeeRow, attendees
from lisdesk.queries.passages import matching_seen
from lisdesk.queries.provenance import RowOrigin, row_origins
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_conditions import chip_conditions
from lisdesk.queries.relevance import relevance_line
from lisdesk.rules.late_policy import disposition_words
from lisdesk.rules.vocabulary import (
    Channel,
    Disposition,
    LateChoice,
    Permission,
    SetAside,
    Stance,
    Strength,
    Timing,
)
from lisdesk.rules.words import search_terms
from lisdesk.store import search
from lisdesk.store.coding_samples import Seen, is_hidden_from, seen_tags
from lisdesk.store.entities import (
    Area,
    Attachment,
    ConfidentialityRequest,
    Excerpt,
    LateDecision,
    Priority,
    Question,
    SetAsideDecision,
    SourceText,
    Stakeholder,
    StakeholderType,
    Submission,
    Tag,
)
from lisdesk.store.lookup import stakeholder_type_by_token, tag_reference


@dataclass(frozen=True, slots=True)
class SubmissionFilter:
    """What a list is narrowed to; empty texts and None do not narrow it."""

    search: str = ""
    status: str = ""
    """A disposition or a timing, by key or label."""
    type_token: str = ""
    chips: RegisterFilter = field(default_factory=RegisterFilter)
    """What the register is narrowed to beside, but for its marks of reading."""
    officer: str = ""
    """Who asks: tags that are hidden from them are none."""


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One line of the register."""

    id: int
    reference: str
    respondent: str
    type: str
    area: str
    channel: Channel
    received_at: datetime
    timing: Timing
    disposition: Disposition
    permission: Permission | None
    late_choice: LateChoice | None = None

    @property
    def standing(self) -> str:
        """How it stands, in words, with the flag or the note that a late decision gave it."""
        return disposition_words(self.disposition, self.late_choice)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text that stands; `question` is None for a letter."""

    text_id: int
    question: int | None
    question_text: str
    body: str
    is_non_answer: bool


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag with the words it stands on; `quote` is None for the whole submission."""

    reference: str
    submission: str
    priority: str
    priority_name: str
    question: int | None
    quote: str | None
    start: int | None
    end: int | None
    stance: Stance | None
    strength: Strength | None
    note: str
    officer: str
    tagged_at: datetime
    is_on_earlier_text: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision about a submission; `kind` is None where it was put back into the count."""

    kind: LateChoice | SetAside | None
    reason: str
    decided_at: datetime
    officer: str


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """Everything held on one submission."""

    row: SubmissionRow
    submitted_by: str
    email: str
    sent_at: datetime | None
    is_confidential: bool
    confidentiality_reasons: tuple[str, ...]
    extras: dict[str, str]
    unread: dict[str, str]
    texts: tuple[TextRow, ...]
    earlier_texts: int
    attachments: tuple[tuple[str, int], ...]
    """Name and size in bytes of each."""
    tags: tuple[TagRow, ...]
    attendees: tuple[AttendeeRow, ...]
    """Who was at the event, the meeting or the call that it is the note of."""
    decisions: tuple[DecisionRow, ...]
    rows: tuple[RowOrigin, ...]
    """The rows of sheets that it came in with."""
    relevant: str = ""
    """Of a joint call: the bodies that it is relevant to, and why."""


def submission_ids(
    session: Session, call_id: int, chosen: SubmissionFilter, limit: int | None = None
) -> list[int]:
    """Return the numbers of a call's submissions, newest first, narrowed by a filter."""
    seen = seen_tags(session, chosen.officer)
    statement, values = _searched(session, chosen, seen)
    statement = _narrowed(session, statement, chosen, seen)
    found = session.connection().scalars(statement.limit(limit), {"call_id": call_id, **values})
    return list(found)


def submission_rows(session: Session, ids: Sequence[int]) -> list[SubmissionRow]:
    """Return register lines, in the order of `ids`; at most a page of some hundreds at a time."""
    found = {row.id: row for row in _rows(session, ids)}
    return [found[number] for number in ids if number in found]


def submission_page(
    session: Session, submission_id: int, officer: str | None = None
) -> SubmissionPage:
    """Return everything held on one submission; with an officer, only the tags they may see."""
    submission = session.get_one(Submission, submission_id)
    (row,) = submission_rows(session, [submission_id])
    respondent = session.get(Stakeholder, submission.respondent_id or 0)
    attachments = session.execute(
        select(Attachment.name, Attachment.size_bytes)
        .where(Attachment.submission_id == submission_id)
        .order_by(Attachment.id)
    )
    return SubmissionPage(
        row=row,
        submitted_by=submission.submitted_by,
        email=respondent.email if respondent else "",
        sent_at=submission.sent_at,
        is_confidential=submission.is_confidential,
        confidentiality_reasons=tuple(
            session.scalars(
                select(ConfidentialityRequest.reason)
                .where(ConfidentialityRequest.submission_id == submission_id)
                .order_by(ConfidentialityRequest.id)
            )
        ),
        extras=submission.extras,
        unread=submission.unread,
        texts=tuple(_texts(session, submission_id)),
        earlier_texts=_earlier_texts(session, submission_id),
        attachments=tuple((name, size) for name, size in attachments),
        tags=tuple(tags(session, submission.call_id, submission_id, officer)),
        attendees=attendees(session, submission_id),
        decisions=tuple(_decisions(session, submission_id)),
        rows=row_origins(session, submission_id),
        relevant=relevance_line(session, submission_id),
    )


def tags(
    session: Session,
    call_id: int,
    submission_id: int | None = None,
    officer: str | None = None,
) -> list[TagRow]:
    """Return the tags of a call, or of one submission, in the order of submissions and texts.

    With an officer, those hidden from them while a sample is coded blind are left out.
    """
    statement = (
        select(Tag, Submission.reference, Priority, Excerpt, SourceText.is_current, Question.number)
        .join(Submission, Submission.id == Tag.submission_id)
        .join(Priority, Priority.id == Tag.priority_id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(Submission.call_id == call_id)
        .order_by(Tag.submission_id, Excerpt.text_id, Excerpt.start, Tag.id)
    )
    if submission_id is not None:
        statement = statement.where(Tag.submission_id == submission_id)
    if officer is not None:
        statement = statement.where(~is_hidden_from(officer))
    return [_tag_row(*found) for found in session.execute(statement)]


def _tag_row(
    tag: Tag,
    submission: str,
    priority: Priority,
    excerpt: Excerpt | None,
    is_current: bool | None,
    question: int | None,
) -> TagRow:
    return TagRow(
        reference=tag_reference(tag.id),
        submission=submission,
        priority=priority.code,
        priority_name=priority.name,
        question=question,
        quote=excerpt.quote if excerpt else None,
        start=excerpt.start if excerpt else None,
        end=excerpt.end if excerpt else None,
        stance=tag.stance,
        strength=tag.strength,
        note=tag.note,
        officer=tag.officer,
        tagged_at=tag.tagged_at,
        is_on_earlier_text=is_current is False,
    )


_IN_CALL = select(Submission.id).where(Submission.call_id == bindparam("call_id"))
_IN_ORDER = _IN_CALL.order_by(Submission.id.desc())
_BY_INDEX = (
    _IN_CALL.join(search.SQLITE_INDEX, search.SQLITE_INDEX.c.rowid == Submission.id)
    .where(search.SQLITE_MATCH)
    .order_by(search.SQLITE_INDEX.c.rowid.desc())
)
"""The index leads, so that the newest come without a sort. Made once, as they all are: putting them
together takes longer than finding a page.
"""


def _searched(
    session: Session, chosen: SubmissionFilter, seen: Seen
) -> tuple[Select[int], dict[str, str]]:
    """Return a select of what matches in a call, newest first, and the values it takes beside."""
    terms = search_terms(chosen.search)
    has_wanted = any(not term.is_excluded for term in terms)
    if has_wanted and not seen and session.get_bind().dialect.name == "sqlite":
        return _BY_INDEX, {"sought": search.fts5_expression(terms)}
    matching = matching_seen(session, chosen.search, seen, chosen.officer)
    return _IN_ORDER if matching is None else _IN_ORDER.where(Submission.id.in_(matching)), {}


def _narrowed(
    session: Session, statement: Select[int], chosen: SubmissionFilter, seen: Seen
) -> Select[int]:
    if chosen.status:
        statement = statement.where(_status(chosen.status))
    if chosen.type_token:
        kind = stakeholder_type_by_token(session, chosen.type_token)
        family = select(StakeholderType.id).where(
            (StakeholderType.id == kind.id) | (StakeholderType.parent_id == kind.id)
        )
        statement = statement.where(Submission.type_id.in_(family))
    return statement.where(*chip_conditions(chosen.chips, seen))


def _status(text: str) -> ColumnElement[bool]:
    disposition, timing = Disposition.find(text), Timing.find(text)
    if disposition is not None:
        return Submission.disposition == disposition
    if timing is not None:
        return Submission.timing == timing
    keys = ", ".join(token.key for token in (*Disposition, *Timing))
    raise RefusedError(f"“{text}” is not a status.", do=f"Use one of: {keys}.")


_REGISTER = (
    select(
        Submission.id,
        Submission.reference,
        func.coalesce(Stakeholder.name, ""),
        func.coalesce(StakeholderType.label, ""),
        func.coalesce(Area.name, ""),
        Submission.channel,
        Submission.received_at,
        Submission.timing,
        Submission.disposition,
        Submission.permission,
        Submission.late_choice,
    )
    .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
    .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
    .outerjoin(Area, Area.id == Submission.area_id)
    .where(Submission.id.in_(bindparam("ids", expanding=True)))
)
"""Made once: putting it together takes longer than a page of it."""


def _rows(session: Session, ids: Sequence[int]) -> list[SubmissionRow]:
    found = session.connection().execute(_REGISTER, {"ids": list(ids)})
    return [SubmissionRow(*values) for values in map(tuple, found)]


def _texts(session: Session, submission_id: int) -> list[TextRow]:
    statement = (
        select(
            SourceText.id,
            Question.number,
            func.coalesce(Question.text, ""),
            SourceText.body,
            SourceText.is_non_answer,
        )
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(SourceText.submission_id == submission_id, SourceText.is_current)
        .order_by(func.coalesce(Question.number, 0), SourceText.id)
    )
    return [TextRow(*row) for row in session.execute(statement)]


def _earlier_texts(session: Session, submission_id: int) -> int:
    statement = select(func.count(SourceText.id)).where(
        SourceText.submission_id == submission_id, SourceText.is_current.is_(False)
    )
    return session.scalar(statement) or 0


def _decisions(session: Session, submission_id: int) -> list[DecisionRow]:
    late = select(LateDecision).where(LateDecision.submission_id == submission_id)
    aside = select(SetAsideDecision).where(SetAsideDecision.submission_id == submission_id)
    rows = [
        DecisionRow(decision.choice, decision.reason, decision.decided_at, decision.officer)
        for decision in session.scalars(late)
    ]
    rows += [
        DecisionRow(decision.kind, decision.reason, decision.decided_at, decision.officer)
        for decision in session.scalars(aside)
    ]
    return sorted(rows, key=lambda row: row.decided_at)
