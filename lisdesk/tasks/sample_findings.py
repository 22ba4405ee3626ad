"""Write the findings of a sample call, and what was done about them, as an officer would."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from lisdesk.edits.feedback import FeedbackDraft, set_feedback
from lisdesk.edits.findings import set_finding
from lisdesk.exchange.samples import SampleFeedback, SampleFinding
from lisdesk.rules.feedback import FeedbackStatus, OwnerKind
from lisdesk.store.entities import Priority
from lisdesk.store.lookup import call_by_reference, priority_by_code, stakeholder_type_by_token
from lisdesk.store.work import Work
from lisdesk.tasks.sample_call import SampleRun


def conclude_sample(run: SampleRun, moment: datetime) -> int:
    """Write what the sample concludes; return how many findings."""
    for finding in run.sample.findings:
        run.at(moment, partial(_conclude, run, finding))
    for feedback in run.sample.feedback:
        run.at(moment, partial(_answer, run, feedback))
    return len(run.sample.findings)


def _conclude(run: SampleRun, finding: SampleFinding, work: Work) -> None:
    type_id = None
    if finding.type_key:
        type_id = stakeholder_type_by_token(work.session, finding.type_key).id
    priority = _priority(run, finding.priority, work)
    set_finding(work, priority_id=priority.id, type_id=type_id, text=finding.text)


def _answer(run: SampleRun, said: SampleFeedback, work: Work) -> None:
    draft = FeedbackDraft(
        you_said=said.said,
        we_did=said.we_did,
        owner=said.body or said.owner,
        owner_kind=OwnerKind.BODY if said.body else OwnerKind.OFFICER,
        status=FeedbackStatus.of(said.status),
        reason=said.reason,
    )
    set_feedback(work, priority_id=_priority(run, said.priority, work).id, draft=draft)


def _priority(run: SampleRun, code: str, work: Work) -> Priority:
    call = call_by_reference(work.session, run.reference)
    return priority_by_code(work.session, call.id, code)
