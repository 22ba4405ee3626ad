"""“You said, we did”: what was said on each priority, and what became of it."""

from __future__ import annotations

from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.conclusions import FeedbackFact
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, long_columns, priority_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.feedback import OwnerKind, response_due
from lisdesk.table import CellKind, Column, Row


def you_said_sheet(evidence: Evidence) -> Sheet:
    """Return what was said and done on the priorities of which anything is said.

    A publication names a body that sees to it, and no officer.
    """
    feedback = evidence.conclusions.feedback
    rows = [
        _row(evidence, each, feedback[each.priority_id])
        for each in evidence.listed_frame
        if each.priority_id in feedback
    ]
    return listed(
        Heading(
            "You said we did",
            "You said, we did",
            "What was said on a priority, what is done about it, by whom and by when.",
            "Unit: priorities of which anything is said.",
        ),
        [
            Column("Code", width=10),
            *priority_columns(),
            *long_columns("You said", "We did", width=60),
            *long_columns("Owner", width=28),
            Column("Due", CellKind.DAY),
            Column("Status", width=16),
            *long_columns("Reason", width=44),
        ],
        rows,
    )


def _row(evidence: Evidence, each: PriorityFact, said: FeedbackFact) -> Row:
    conclusions, is_publication = evidence.conclusions, evidence.disclosure.is_publication
    place = (each.priority_id, None)
    finding = conclusions.findings.get(place)
    you_said, we_did, owner, reason = said.you_said, said.we_did, said.owner, said.reason
    if is_publication:
        you_said, we_did, owner, reason = (
            conclusions.published_feedback(each.priority_id, text)
            for text in (you_said, we_did, owner, reason)
        )
    if not said.you_said and finding is not None:
        you_said = conclusions.published_finding(place) if is_publication else finding.text
    is_named = not is_publication or said.owner_kind is OwnerKind.BODY
    call = evidence.call
    due_on = said.due_on or response_due(call.deadlines[-1].rule, call.closed_by_hand_at)
    return (
        each.code,
        each.name,
        you_said,
        we_did,
        owner if is_named else None,
        due_on,
        said.status.label,
        reason,
    )
