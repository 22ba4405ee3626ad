"""Bring a sample call into a file by the same edits that an officer would make, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from lisdesk.clock import fixed_clock
from lisdesk.edits.attendees import Attendee
from lisdesk.edits.calls import CallDraft, extend_call, new_call, record_due_closings
from lisdesk.edits.priorities import PriorityDraft, add_priorities
from lisdesk.edits.questions import add_question
from lisdesk.edits.redactions import TextPlace, redact_personal_data
from lisdesk.edits.submissions import (
    SubmissionDraft,
    add_submission,
    decide_late,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.exchange.reference import shipped_template
from lisdesk.exchange.samples import SampleCall, SampleExtension, SampleSubmission
from lisdesk.queries.evidence.personal_data import call_to_settle
from lisdesk.rules.deadlines import Deadline, local_day, parse_instant
from lisdesk.rules.vocabulary import (
    Channel,
    LateChoice,
    Permission,
    SetAside,
    StakeholderKind,
    Stance,
    Strength,
)
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference, priority_by_code, submission_by_reference
from lisdesk.store.work import Desk, Work

_LOGGED_AFTER = timedelta(hours=2)
_PREPARED_BEFORE = timedelta(days=3)
_NOON = timedelta(hours=12)


@dataclass
class SampleRun:
    """A sample on its way into a file: whose hand, the call's reference, who became which
    submission.
    """

    database: Database
    sample: SampleCall
    officer: str
    opens_on: date
    closes_on: date
    today: datetime
    reference: str = ""
    submissions: dict[int, str] = field(default_factory=dict)
    """Reference by place in the sample."""

    def at(self, moment: datetime, edit: Callable[[Work], object]) -> None:
        """Run edits in one transaction, with the clock set to a moment."""
        with self.database.writing(Desk(self.officer, fixed_clock(moment))) as work:
            edit(work)

    def received_at(self, submission: SampleSubmission) -> datetime:
        """Return when a submission came in."""
        if submission.received_days_ago is None:
            return parse_instant(submission.received)
        return self.today - timedelta(days=submission.received_days_ago)


def dated_sample(
    database: Database, sample: SampleCall, officer: str, today: datetime
) -> SampleRun:
    """Return a run of a sample whose relative dates count from the day of `today`."""
    day = local_day(today)
    return SampleRun(
        database=database,
        sample=sample,
        officer=officer,
        opens_on=sample.opens or day + timedelta(days=sample.opens_in_days),
        closes_on=sample.closes or day + timedelta(days=sample.closes_in_days),
        today=today,
    )


def open_sample_call(run: SampleRun) -> str:
    """Make the call with its questions and priorities, some days before it opens; return its
    reference.
    """
    sample = run.sample
    deadline = Deadline(run.closes_on)
    draft = CallDraft(sample.title, sample.lead, run.opens_on, deadline, prefix=sample.prefix)
    template = shipped_template(sample.template) if sample.template else None

    def edit(work: Work) -> None:
        run.reference = new_call(work, draft=draft, template=template).result
        call_id = call_by_reference(work.session, run.reference).id
        for text in sample.questions:
            add_question(work, call_id=call_id, text=text)
        drafts = [
            PriorityDraft(
                code=entry.code,
                name=entry.name,
                parent=entry.parent,
                definition=entry.definition,
                keywords=entry.keywords,
            )
            for entry in sample.priorities
        ]
        add_priorities(work, call_id=call_id, drafts=drafts)

    opening = parse_instant(run.opens_on.isoformat())
    run.at(opening - _PREPARED_BEFORE + _NOON, edit)
    return run.reference


def extend_sample_call(run: SampleRun) -> None:
    """Move the deadline as the sample says."""
    for extension in run.sample.extensions:
        run.at(parse_instant(extension.decided), partial(_extend, run, extension))


def log_sample_submission(run: SampleRun, place: int) -> str:
    """Log the submission at a place of the sample, two hours after it came in; return its
    reference.
    """
    submission = run.sample.submissions[place]
    received_at = run.received_at(submission)

    def edit(work: Work) -> None:
        call_id = call_by_reference(work.session, run.reference).id
        draft = SubmissionDraft(
            respondent=submission.respondent,
            kind=StakeholderKind.of(submission.kind),
            type_token=submission.type_key,
            area=submission.area,
            email=submission.email,
            submitted_by=submission.submitted_by,
            channel=Channel.of(submission.channel),
            received_at=received_at,
            sent_at=parse_instant(submission.sent) if submission.sent else None,
            permission=Permission.of(submission.permission) if submission.permission else None,
            answers=submission.answers,
            letter=submission.text,
            attendees=[Attendee(name) for name in submission.attendees],
        )
        run.submissions[place] = add_submission(work, call_id=call_id, draft=draft).result.reference

    run.at(min(received_at + _LOGGED_AFTER, run.today), edit)
    return run.submissions[place]


def close_sample_call(run: SampleRun, moment: datetime) -> None:
    """Record that the deadline has passed."""
    run.at(moment, record_due_closings)


def decide_sample(run: SampleRun, moment: datetime) -> None:
    """Record what respondents asked and what the officer decided."""
    for place, submission in enumerate(run.sample.submissions):
        if submission.confidential is not None:
            run.at(moment, partial(_keep_confidential, run, place))
        if submission.withdrawn is not None:
            withdrawn_at = parse_instant(submission.withdrawn[0])
            run.at(withdrawn_at, partial(_withdraw, run, place))
        if submission.decision is not None:
            decided_at = parse_instant(submission.decision[2])
            run.at(decided_at, partial(_decide, run, place))


def settle_sample(run: SampleRun, moment: datetime) -> None:
    """Redact the names of respondents who want to be published without them."""

    def edit(work: Work) -> None:
        call_id = call_by_reference(work.session, run.reference).id
        found = call_to_settle(work.session, call_id).findings
        places = [TextPlace(each.text_id, each.start, each.end) for each in found]
        if places:
            redact_personal_data(work, places=places, reason="respondent not to be named")

    run.at(moment, edit)


def tag_sample(run: SampleRun, moment: datetime) -> int:
    """Tag as the sample says, one edit a tag; return how many."""
    count = 0
    for place, submission in enumerate(run.sample.submissions):
        for tag in submission.tags:
            draft = TagDraft(
                quote=tag.quote,
                question=tag.question,
                stance=Stance.of(tag.stance) if tag.stance else None,
                strength=Strength.of(tag.strength) if tag.strength else None,
                note=tag.note,
            )
            run.at(moment, partial(_tag, run.submissions[place], tag.priority, draft))
            count += 1
            moment += timedelta(minutes=1)
    return count


def _extend(run: SampleRun, extension: SampleExtension, work: Work) -> None:
    extend_call(
        work,
        call_id=call_by_reference(work.session, run.reference).id,
        deadline=Deadline(extension.closes),
        reason=extension.reason,
        notice=extension.notice,
    )


def _tag(reference: str, code: str, draft: TagDraft, work: Work) -> None:
    submission = submission_by_reference(work.session, reference)
    priority = priority_by_code(work.session, submission.call_id, code)
    add_tag(work, submission_id=submission.id, priority_id=priority.id, draft=draft)


def _keep_confidential(run: SampleRun, place: int, work: Work) -> None:
    asked = run.sample.submissions[place].confidential
    assert asked is not None
    submission = submission_by_reference(work.session, run.submissions[place])
    request_confidentiality(work, submission_id=submission.id, reason=asked[0], quote=asked[1])


def _withdraw(run: SampleRun, place: int, work: Work) -> None:
    withdrawn = run.sample.submissions[place].withdrawn
    assert withdrawn is not None
    submission = submission_by_reference(work.session, run.submissions[place])
    set_submission_aside(
        work, submission_id=submission.id, kind=SetAside.WITHDRAWN, reason=withdrawn[1]
    )


def _decide(run: SampleRun, place: int, work: Work) -> None:
    decision = run.sample.submissions[place].decision
    assert decision is not None
    submission = submission_by_reference(work.session, run.submissions[place])
    decide_late(
        work,
        submission_id=submission.id,
        choice=LateChoice.of(decision[0]),
        reason=decision[1],
    )
