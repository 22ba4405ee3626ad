"""Which bodies of a joint call its submissions are relevant to, as rows and as a condition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, exists, or_, select, union
from sqlalchemy.orm import Session, aliased

from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.names import body_key
from lisdesk.rules.relevance import NATIONWIDE, Body, Place, Relevance, parts_of, relevance
from lisdesk.rules.vocabulary import LeadBodyKind
from lisdesk.store.entities import (
    Area,
    CallBody,
    LeadBody,
    SecondLead,
    SetRelevance,
    Submission,
)

_AT_ONCE = 500


def bodies_of(session: Session, call_id: int) -> list[Body]:
    """Return the bodies of a call, its lead first."""
    led = union(
        select(Area.lead_body_id).where(Area.lead_body_id.is_not(None)),
        select(SecondLead.lead_body_id),
    ).subquery()
    chosen = (
        select(
            LeadBody.id,
            LeadBody.name,
            LeadBody.kind,
            LeadBody.id.in_(select(led.c.lead_body_id)),
        )
        .join(CallBody, CallBody.lead_body_id == LeadBody.id)
        .where(CallBody.call_id == call_id)
        .order_by(CallBody.position, CallBody.id)
    )
    return [
        Body(body_id, name, kind, bool(has_areas))
        for body_id, name, kind, has_areas in session.execute(chosen)
    ]


def parts_of_call(session: Session, call_id: int) -> dict[int, str]:
    """Return the bodies that a joint call's submissions are divided among by number, with their
    names; none if the call is not joint.
    """
    is_alone = select(CallBody.id).where(CallBody.call_id == call_id).limit(2)
    if len(session.scalars(is_alone).all()) < 2:
        return {}
    return parts_of(bodies_of(session, call_id))


def part_by_name(session: Session, call_id: int, name: str) -> int:
    """Return the body of a joint call that goes by a name; case, "&" and "LEP" do not matter.

    Raises RefusedError for a call that is not joint, and for a combined authority over all of its
    bodies; NotFoundError for any other name.
    """
    parts = parts_of_call(session, call_id)
    if not parts:
        raise RefusedError(
            "This is not a joint call: all its submissions are for one body.",
            do="Give it a partner first.",
        )
    wanted = body_key(name)
    chosen = select(LeadBody.id, LeadBody.name, LeadBody.official_name, LeadBody.short_name)
    of_call = select(CallBody.lead_body_id).where(CallBody.call_id == call_id)
    for body_id, *names in session.execute(chosen.where(LeadBody.id.in_(of_call))):
        if wanted not in {body_key(each) for each in names if each}:
            continue
        if body_id in parts:
            return body_id
        raise RefusedError(
            f"{names[0]} stands over all bodies of the call: its part is the whole call.",
            do=f"Choose from: {', '.join(parts.values())}.",
        )
    raise NotFoundError(
        f"The call has no body “{name}”.", do=f"Choose from: {', '.join(parts.values())}."
    )


def relevances(
    session: Session, call_id: int, parts: Mapping[int, str], ids: Sequence[int] | None = None
) -> dict[int, Relevance]:
    """Return what each submission of a joint call is relevant to, or each of some."""
    if not parts:
        return {}
    places = _places(session)
    found: dict[int, Relevance] = {}
    for condition, own in _pages(call_id, ids):
        by_hand = _by_hand(session, own)
        chosen = select(Submission.id, Submission.area_id).where(condition)
        for submission_id, area_id in session.execute(chosen):
            place = None if area_id is None else places[area_id]
            found[submission_id] = relevance(parts, by_hand.get(submission_id, ()), place)
    return found


def is_relevant_to(body_id: int) -> ColumnElement[bool]:
    """Return the condition that a submission is relevant to a body, as the rule has it."""
    own = SetRelevance.submission_id == Submission.id
    is_one = or_(SetRelevance.lead_body_id.is_(None), SetRelevance.lead_body_id == body_id)
    by_hand = exists().where(own, is_one)
    return or_(by_hand, ~_is_set() & Submission.area_id.in_(_areas_in((body_id,))))


def is_relevant_to_none() -> ColumnElement[bool]:
    """Return the condition that a submission is relevant to no body of its call."""
    lead, second = _has_part(Area.lead_body_id), _has_part(SecondLead.lead_body_id)
    in_part = (
        select(Area.id)
        .outerjoin(SecondLead, SecondLead.area_id == Area.id)
        .where(Area.id == Submission.area_id, or_(lead, second, _IS_COUNTRY))
        .exists()
    )
    return ~_is_set() & ~in_part


_IS_COUNTRY = Area.lead_body_id.is_(None) & Area.name_key.in_(sorted(NATIONWIDE))


def _is_set() -> ColumnElement[bool]:
    """Whether an officer's word on a submission holds: one on a body without a part does not."""
    counts = or_(SetRelevance.lead_body_id.is_(None), _has_part(SetRelevance.lead_body_id))
    return exists().where(SetRelevance.submission_id == Submission.id, counts)


def _has_part(body_id: SQLColumnExpression[int | None]) -> ColumnElement[bool]:
    """Whether a body has a part in the call of a submission; as `parts_of` says."""
    led, second = aliased(Area), aliased(SecondLead)
    has_areas = or_(
        exists().where(led.lead_body_id == LeadBody.id),
        exists().where(second.lead_body_id == LeadBody.id),
    )
    return (
        select(CallBody.id)
        .join(LeadBody, LeadBody.id == CallBody.lead_body_id)
        .where(
            CallBody.call_id == Submission.call_id,
            CallBody.lead_body_id == body_id,
            or_(LeadBody.kind != LeadBodyKind.COMBINED_AUTHORITY, has_areas),
        )
        .exists()
    )


def _areas_in(body_ids: Sequence[int]) -> Select[int]:
    second = select(SecondLead.area_id).where(SecondLead.lead_body_id.in_(body_ids))
    lies = or_(Area.lead_body_id.in_(body_ids), Area.id.in_(second), _IS_COUNTRY)
    return select(Area.id).where(lies)


def _pages(
    call_id: int, ids: Sequence[int] | None
) -> Iterator[tuple[ColumnElement[bool], ColumnElement[bool]]]:
    """Yield which submissions to read, and which words of officers go with them."""
    if ids is None:
        of_call = select(Submission.id).where(Submission.call_id == call_id)
        yield Submission.call_id == call_id, SetRelevance.submission_id.in_(of_call)
        return
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        yield Submission.id.in_(some), SetRelevance.submission_id.in_(some)


def _by_hand(
    session: Session, condition: ColumnElement[bool]
) -> Mapping[int, Collection[int | None]]:
    found: defaultdict[int, set[int | None]] = defaultdict(set)
    chosen = select(SetRelevance.submission_id, SetRelevance.lead_body_id).where(condition)
    for submission_id, body_id in session.execute(chosen):
        found[submission_id].add(body_id)
    return found


def _places(session: Session) -> dict[int, Place]:
    names = dict(session.execute(select(LeadBody.id, LeadBody.name)).all())
    chosen = select(Area.id, Area.name, Area.lead_body_id, SecondLead.lead_body_id).outerjoin(
        SecondLead, SecondLead.area_id == Area.id
    )
    return {
        area_id: Place(name, tuple((lead, names[lead]) for lead in leads if lead is not None))
        for area_id, name, *leads in session.execute(chosen)
    }
