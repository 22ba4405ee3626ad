"""Change who leads a call and who its partners are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.lead_bodies import KnownBodies
from lisdesk.edits.standing import held_call
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.store.entities import BodyRole, Call, CallBody, LeadBody, SetRelevance, Submission
from lisdesk.store.relevance import parts_of_call
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class BodiesChange:
    """A call with its bodies as they are now, and what became of what was set by hand."""

    reference: str
    lead: str
    partners: tuple[str, ...]
    fewer: int = 0
    """Submissions set by hand that lost a body and keep others."""
    by_area: int = 0
    """Submissions set by hand to gone bodies only: what they are relevant to follows from their
    areas again.
    """

    @property
    def consequence(self) -> str:
        """What became of what was set by hand, as a sentence; empty if it all stands."""
        if not self.fewer and not self.by_area:
            return ""
        return (
            f"Of what was set by hand, {self.fewer:,} keep their other bodies and {self.by_area:,} "
            "follow from their areas again."
        )


@verb
def change_call_bodies(
    work: Work, *, call_id: int, lead: str | None = None, partners: Sequence[str] | None = None
) -> BodiesChange:
    """Say anew who leads a call, who its partners are, or both; None leaves it as it is.

    What was set by hand as relevant to a body that has no part in it any longer goes with the body.
    Its reference stays, whoever leads. Raises NotFoundError for an unknown body, RefusedError for
    one that is named twice or for an empty lead.
    """
    call = held_call(work, call_id)
    work.about(call.id, call.reference)
    standing = _standing(work, call.id)
    known = KnownBodies(work)
    leads = _lead(work, known, standing, lead)
    others = [
        work.session.get_one(LeadBody, each.lead_body_id)
        for each in standing
        if each.role is BodyRole.PARTNER and each.lead_body_id != leads.id
    ]
    if partners is not None:
        others = [known.find_or_add(name) for name in partners if name.strip()]
    _refuse_twice([leads, *others])
    _replace(work, call, standing, [leads, *others])
    fewer, by_area = forget_gone(work, call.id)
    return BodiesChange(
        call.reference, leads.name, tuple(each.name for each in others), fewer, by_area
    )


def _lead(
    work: Work, known: KnownBodies, standing: Sequence[CallBody], name: str | None
) -> LeadBody:
    if name is None:
        (own,) = [each for each in standing if each.role is BodyRole.LEAD]
        return work.session.get_one(LeadBody, own.lead_body_id)
    if not name.strip():
        raise RefusedError("A call needs a body that leads it.", do="Name the lead.")
    return known.find_or_add(name)


def _standing(work: Work, call_id: int) -> Sequence[CallBody]:
    chosen = select(CallBody).where(CallBody.call_id == call_id).order_by(CallBody.position)
    return work.session.scalars(chosen).all()


def _refuse_twice(bodies: Sequence[LeadBody]) -> None:
    seen: set[int] = set()
    for body in bodies:
        if body.id in seen:
            raise RefusedError(
                f"“{body.name}” is named twice for this call.", do="Name each body once."
            )
        seen.add(body.id)


def _replace(
    work: Work, call: Call, standing: Sequence[CallBody], bodies: Sequence[LeadBody]
) -> None:
    """Take off what is no more so, then put in what is new: one body never stands twice."""
    wanted = {
        (body.id, BodyRole.LEAD if place == 1 else BodyRole.PARTNER, place)
        for place, body in enumerate(bodies, 1)
    }
    for each in standing:
        key = (each.lead_body_id, each.role, each.position)
        if key in wanted:
            wanted.discard(key)
        else:
            work.remove(each)
    for body_id, role, place in sorted(wanted, key=lambda key: key[2]):
        work.add(CallBody(call_id=call.id, lead_body_id=body_id, role=role, position=place))


def forget_gone(work: Work, call_id: int) -> tuple[int, int]:
    """Forget what is set to bodies without a part; return how many keep others, and do not."""
    parts = parts_of_call(work.session, call_id)
    of_call = select(Submission.id).where(Submission.call_id == call_id)
    own = SetRelevance.submission_id.in_(of_call)
    rows = work.session.execute(
        select(SetRelevance.id, SetRelevance.submission_id, SetRelevance.lead_body_id).where(own)
    ).all()
    gone = [row for row in rows if row.lead_body_id is not None and row.lead_body_id not in parts]
    if gone:
        work.delete_rows(SetRelevance, sorted(row.id for row in gone))
    losing = {row.submission_id for row in gone}
    keeping = losing & {row.submission_id for row in rows if row not in gone}
    return len(keeping), len(losing) - len(keeping)
