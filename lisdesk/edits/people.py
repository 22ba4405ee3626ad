"""Correct the register: who a stakeholder is, and whose area a place lies in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.call_bodies import forget_gone
from lisdesk.edits.correcting import Nothing, corrected
from lisdesk.edits.lead_bodies import find_or_add_lead_body
from lisdesk.edits.register import Register, hides_name, kind_of_type
from lisdesk.edits.stakeholder_names import refuse_taken_name
from lisdesk.edits.stakeholder_values import act_for, put_contact, put_members, values_of
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.names import name_key, stakeholder_key
from lisdesk.rules.stakeholder_fields import CONTACT_FIELDS, StakeholderField
from lisdesk.rules.vocabulary import StakeholderKind
from lisdesk.store.entities import Area, SecondLead, SetRelevance, Stakeholder, Submission
from lisdesk.store.lookup import area_reference, stakeholder_reference, stakeholder_type_by_token
from lisdesk.store.problems import overtaken
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class StakeholderCorrection:
    """What is to be different about a stakeholder; None leaves a field as it is.

    An empty type, area, e-mail address or contact detail means that it is not known. A new type
    says whether it is a person or a body, unless `kind` does. With `also_submissions` the
    submissions that state the former type or area get the new one too.
    """

    name: str | None = None
    kind: StakeholderKind | Nothing | None = None
    type_token: str | None = None
    area: str | None = None
    email: str | None = None
    members: int | None = None
    """For how many members the stakeholder speaks; 0 if that is not known."""
    person: str | None = None
    """Whom to ask for."""
    telephone: str | None = None
    address: str | None = None
    website: str | None = None
    acts_for: Sequence[str] | None = None
    """On behalf of which stakeholders of the register it acts, by their names or numbers."""
    also_submissions: bool = False
    seen: Mapping[StakeholderField, str] | None = None
    """How fields stood, as text, when an officer began; one that is to be different and no longer
    stands so is refused.
    """


@dataclass(frozen=True, slots=True)
class CorrectedStakeholder:
    """A stakeholder after a correction, and how many submissions were corrected with it."""

    reference: str
    name: str
    submissions_changed: int


@dataclass(frozen=True, slots=True)
class AreaCorrection:
    """What is to be different about an area; None leaves a field as it is.

    `lead` is any name of the body in whose area it lies, empty if that is not known; `second_lead`
    that of a second one, where the areas of two overlap.
    """

    name: str | None = None
    lead: str | None = None
    second_lead: str | None = None


@verb
def edit_stakeholder(
    work: Work, *, stakeholder_id: int, correction: StakeholderCorrection
) -> CorrectedStakeholder:
    """Correct a stakeholder in the register; every submission of theirs shows the new name.

    Raises RefusedError for a name that names nobody, or that another stakeholder has whose e-mail
    address does not differ, NotFoundError for one to act for that the register lacks, and
    StaleEditError for a field that no longer stands as the correction says it was seen.
    """
    stakeholder = work.session.get_one(Stakeholder, stakeholder_id)
    _refuse_unseen(work, stakeholder, correction)
    reference = stakeholder_reference(stakeholder.id)
    work.about(None, reference)
    former = stakeholder.type_id, stakeholder.area_id
    _name(work, stakeholder, correction)
    _place(work, stakeholder, correction)
    _details(work, stakeholder, correction)
    work.session.flush()
    changed = _follow(work, stakeholder, *former) if correction.also_submissions else 0
    return CorrectedStakeholder(reference, stakeholder.name, changed)


@verb
def edit_area(work: Work, *, area_id: int, correction: AreaCorrection) -> str:
    """Correct an area's name, or say in whose area it lies; return its name.

    A combined authority that has no area left has no part in joint calls: what was set by hand as
    relevant to it goes with that. Raises RefusedError for a name that another area has, or one body
    twice; NotFoundError for an unknown body.
    """
    area = work.session.get_one(Area, area_id)
    work.about(None, area_reference(area.id))
    if correction.name is not None:
        key = name_key(correction.name)
        _refuse_taken_area(work, area, key)
        area.name, area.name_key = " ".join(correction.name.split()), key
    if correction.lead is not None:
        lead = correction.lead.strip()
        area.lead_body_id = find_or_add_lead_body(work, lead).id if lead else None
    work.session.flush()
    _lie_in_two(work, area, correction.second_lead)
    if correction.lead is not None or correction.second_lead is not None:
        _forget_relevance(work)
    return area.name


def _refuse_unseen(work: Work, stakeholder: Stakeholder, correction: StakeholderCorrection) -> None:
    standing = values_of(work, stakeholder) if correction.seen else {}
    for field, text in (correction.seen or {}).items():
        name = "type_token" if field is StakeholderField.TYPE else field.key
        if getattr(correction, name) is not None and standing[field] != text:
            raise overtaken()


def _name(work: Work, stakeholder: Stakeholder, correction: StakeholderCorrection) -> None:
    name = stakeholder.name if correction.name is None else " ".join(correction.name.split())
    email = stakeholder.email if correction.email is None else correction.email.strip()
    if not name or (name != stakeholder.name and hides_name(name)):
        raise RefusedError("That name names nobody.", do="Give the name of a person or a body.")
    if (name, email) == (stakeholder.name, stakeholder.email):
        return
    refuse_taken_name(work, stakeholder.id, name, email)
    stakeholder.name, stakeholder.name_key = name, stakeholder_key(name)
    stakeholder.email = email


def _place(work: Work, stakeholder: Stakeholder, correction: StakeholderCorrection) -> None:
    if correction.type_token is not None:
        token = correction.type_token.strip()
        found = stakeholder_type_by_token(work.session, token) if token else None
        stakeholder.type_id = found.id if found else None
        stakeholder.kind = kind_of_type(found) or stakeholder.kind
    stakeholder.kind = corrected(stakeholder.kind, correction.kind)
    if correction.area is not None:
        stakeholder.area_id = Register(work, []).area_id(correction.area)


def _details(work: Work, stakeholder: Stakeholder, correction: StakeholderCorrection) -> None:
    if correction.members is not None:
        put_members(work, stakeholder, correction.members)
    given = {each: getattr(correction, each.key) for each in CONTACT_FIELDS}
    put_contact(work, stakeholder, {k: text for k, text in given.items() if text is not None})
    if correction.acts_for is not None:
        act_for(work, stakeholder, correction.acts_for)


def _follow(
    work: Work, stakeholder: Stakeholder, former_type_id: int | None, former_area_id: int | None
) -> int:
    """Give the stakeholder's submissions its new type and area where they state the former one."""
    chosen = select(Submission).where(Submission.respondent_id == stakeholder.id)
    changed = 0
    for submission in work.session.scalars(chosen.order_by(Submission.id)):
        before = submission.type_id, submission.area_id
        if submission.type_id == former_type_id:
            submission.type_id = stakeholder.type_id
        if submission.area_id == former_area_id:
            submission.area_id = stakeholder.area_id
        changed += (submission.type_id, submission.area_id) != before
    work.session.flush()
    return changed


def _lie_in_two(work: Work, area: Area, second_lead: str | None) -> None:
    chosen = select(SecondLead).where(SecondLead.area_id == area.id)
    standing = work.session.scalar(chosen)
    if second_lead is not None:
        body = find_or_add_lead_body(work, second_lead) if second_lead.strip() else None
        if standing is not None and (body is None or body.id != standing.lead_body_id):
            work.remove(standing)
            standing = None
        if standing is None and body is not None:
            standing = SecondLead(area_id=area.id, lead_body_id=body.id)
            work.add(standing)
    if standing is not None and area.lead_body_id in (None, standing.lead_body_id):
        raise RefusedError(
            f"A second body in whose area {area.name} lies needs a first one, and another.",
            do="Name both, or take the second one off too.",
        )


def _forget_relevance(work: Work) -> None:
    work.session.flush()
    own = Submission.id == SetRelevance.submission_id
    set_by_hand = select(Submission.call_id).join(SetRelevance, own).distinct()
    for call_id in sorted(work.session.scalars(set_by_hand)):
        forget_gone(work, call_id)


def _refuse_taken_area(work: Work, area: Area, key: str) -> None:
    if not key:
        raise RefusedError("An area needs a name.", do="Give one, such as “Melton”.")
    other = select(Area.name).where(Area.name_key == key, Area.id != area.id)
    taken = work.session.scalar(other)
    if taken is not None:
        raise RefusedError(
            f"There is an area “{taken}” already.",
            do="Correct the area of the submissions instead.",
        )
