"""Find what an officer named by its reference, code or number, or say plainly that it is not
there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import SetAside
from lisdesk.store.entities import (
    Area,
    Attachment,
    Call,
    Campaign,
    Import,
    Memo,
    Priority,
    Question,
    SetAsideDecision,
    SourceText,
    StakeholderType,
    Submission,
    SubmissionLink,
    Tag,
)

TAG_PREFIX = "TAG"
MEMO_PREFIX = "MEM"
IMPORT_PREFIX = "IMP"
CAMPAIGN_PREFIX = "CAM"


def call_by_reference(session: Session, reference: str) -> Call:
    """Return the call with this reference, without regard to case."""
    call = session.scalar(
        select(Call).where(func.lower(Call.reference) == reference.strip().lower())
    )
    if call is None:
        raise _not_found("call", reference, "call list")
    return call


def submission_by_reference(session: Session, reference: str) -> Submission:
    """Return the submission with this reference, without regard to case."""
    wanted = reference.strip().upper()
    found = session.scalar(select(Submission).where(Submission.reference == wanted))
    if found is None:
        raise _not_found("submission", reference, "submission list CALL")
    return found


def priority_by_code(session: Session, call_id: int, code: str) -> Priority:
    """Return a call's priority by its code, without regard to case."""
    chosen = select(Priority).where(
        Priority.call_id == call_id, func.lower(Priority.code) == code.strip().lower()
    )
    priority = session.scalar(chosen)
    if priority is None:
        raise _not_found("priority", code, "priority list CALL")
    return priority


def question_by_number(session: Session, call_id: int, number: int) -> Question:
    """Return a call's question by its number."""
    chosen = select(Question).where(Question.call_id == call_id, Question.number == number)
    question = session.scalar(chosen)
    if question is None:
        raise _not_found("question", str(number), "question list CALL")
    return question


def tag_by_reference(session: Session, reference: str) -> Tag:
    """Return a tag by its reference, such as TAG-0007."""
    tag = session.get(Tag, _numbered(reference, TAG_PREFIX))
    if tag is None:
        raise _not_found("tag", reference, "tags list CALL")
    return tag


def memo_by_reference(session: Session, reference: str) -> Memo:
    """Return a memo by its reference, such as MEM-0007."""
    memo = session.get(Memo, _numbered(reference, MEMO_PREFIX))
    if memo is None:
        raise _not_found("memo", reference, "memo list CALL")
    return memo


def call_id_of_tag(session: Session, tag: Tag) -> int:
    """Return the number of the call that a tag belongs to."""
    return session.get_one(Submission, tag.submission_id).call_id


def import_by_reference(session: Session, reference: str) -> Import:
    """Return an import by its reference, such as IMP-0001."""
    found = session.get(Import, _numbered(reference, IMPORT_PREFIX))
    if found is None:
        raise _not_found("import", reference, "imports list CALL")
    return found


def campaign_by_reference(session: Session, reference: str) -> Campaign:
    """Return a campaign by its reference, such as CAM-0001."""
    found = session.get(Campaign, _numbered(reference, CAMPAIGN_PREFIX))
    if found is None:
        raise _not_found("campaign", reference, "campaign list CALL")
    return found


def stakeholder_type_by_token(session: Session, token: str) -> StakeholderType:
    """Return a stakeholder type by its key or its label, without regard to case."""
    wanted = " ".join(token.split()).casefold()
    types = session.scalars(select(StakeholderType).order_by(StakeholderType.position)).all()
    for kind in types:
        if wanted in (kind.key.casefold(), kind.label.casefold()):
            return kind
    keys = ", ".join(kind.key for kind in types)
    raise RefusedError(f"“{token}” is not a stakeholder type.", do=f"Use one of: {keys}.")


def area_by_name(session: Session, name: str) -> Area:
    """Return the area with this name, without regard to case and spelling of “and”."""
    area = session.scalar(select(Area).where(Area.name_key == name_key(name)))
    if area is None:
        raise _not_found("area", name, "area list")
    return area


def stakeholder_reference(stakeholder_id: int) -> str:
    """Return how the history names a stakeholder: by number, never by name."""
    return f"stakeholder {stakeholder_id}"


def area_reference(area_id: int) -> str:
    """Return how the history names an area."""
    return f"area {area_id}"


def tag_reference(tag_id: int) -> str:
    """Return the reference of a tag."""
    return f"{TAG_PREFIX}-{tag_id:04d}"


def memo_reference(memo_id: int) -> str:
    """Return the reference of a memo."""
    return f"{MEMO_PREFIX}-{memo_id:04d}"


def import_reference(import_id: int) -> str:
    """Return the reference of an import."""
    return f"{IMPORT_PREFIX}-{import_id:04d}"


def campaign_reference(campaign_id: int) -> str:
    """Return the reference of a campaign."""
    return f"{CAMPAIGN_PREFIX}-{campaign_id:04d}"


def leads_to(session: Session, submission_id: int) -> int | None:
    """Return the submission that one duplicates or was merged into; None if it stands for itself.

    The newest decision tells.
    """
    newest = (
        select(SetAsideDecision.id)
        .where(SetAsideDecision.submission_id == submission_id)
        .order_by(SetAsideDecision.id.desc())
        .limit(1)
    )
    chosen = select(SubmissionLink.other_id).where(
        SubmissionLink.decision_id == newest.scalar_subquery()
    )
    return session.scalar(chosen)


def standing_merges(session: Session, *conditions: ColumnElement[bool]) -> dict[int, int]:
    """Return, by each merged submission, the one whose words its own are counted with.

    `conditions` narrow the links, or the submissions that were merged.
    """
    return _standing_links(session, SetAside.MERGED, conditions)


def standing_duplicates(session: Session, *conditions: ColumnElement[bool]) -> dict[int, int]:
    """Return, by each submission that is out of the count as a duplicate, of which one it is."""
    return _standing_links(session, SetAside.DUPLICATE, conditions)


def _standing_links(
    session: Session, kind: SetAside, conditions: Sequence[ColumnElement[bool]]
) -> dict[int, int]:
    newest = (
        select(func.max(SetAsideDecision.id))
        .where(SetAsideDecision.submission_id == SubmissionLink.submission_id)
        .correlate(SubmissionLink)
        .scalar_subquery()
    )
    chosen = (
        select(SubmissionLink.submission_id, SubmissionLink.other_id)
        .join(Submission, Submission.id == SubmissionLink.submission_id)
        .where(
            SubmissionLink.decision_id == newest,
            Submission.set_aside == kind,
            *conditions,
        )
        .order_by(SubmissionLink.submission_id)
    )
    return {own_id: other_id for own_id, other_id in session.execute(chosen)}


def current_texts(session: Session, submission_id: int) -> list[SourceText]:
    """Return the texts of a submission that stand, in the order in which they came."""
    chosen = select(SourceText).where(
        SourceText.submission_id == submission_id, SourceText.is_current
    )
    return list(session.scalars(chosen.order_by(SourceText.id)))


def current_bodies(session: Session, submission_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    """Return the words of the texts that stand, of each submission in the order in which they came;
    none for a submission without.
    """
    chosen = select(SourceText.submission_id, SourceText.body).where(
        SourceText.submission_id.in_(submission_ids), SourceText.is_current
    )
    bodies: defaultdict[int, list[str]] = defaultdict(list)
    for submission_id, body in session.execute(chosen.order_by(SourceText.id)):
        bodies[submission_id].append(body)
    return bodies


def has_attachment(session: Session, submission_id: int) -> bool:
    """Whether a submission has any attachment."""
    chosen = select(Attachment.id).where(Attachment.submission_id == submission_id).limit(1)
    return session.scalar(chosen) is not None


def _numbered(reference: str, prefix: str) -> int:
    digits = reference.strip().upper().removeprefix(f"{prefix}-")
    is_number = digits.isascii() and digits.isdecimal() and len(digits) <= 15
    return int(digits) if is_number else 0


def _not_found(what: str, reference: str, command: str) -> NotFoundError:
    return NotFoundError(
        f"There is no {what} “{reference}” here.",
        do=f"See what there is with “lisdesk {command}”.",
    )
