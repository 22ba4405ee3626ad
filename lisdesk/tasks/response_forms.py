"""The response form of a call, as a Word document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.exchange.response_form.writing import write_response_form
from lisdesk.queries.calls import calls, questions
from lisdesk.queries.form_wording import form_wording
from lisdesk.queries.register_lists import stakeholder_types
from lisdesk.rules.form_marks import FormIdentity
from lisdesk.rules.form_words import USUAL_CONSENT
from lisdesk.rules.response_form import FormQuestion, ResponseForm, form_version
from lisdesk.rules.wall_time import weekday_words
from lisdesk.store.database import Database
from lisdesk.store.entities import Call
from lisdesk.store.lookup import call_by_reference


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A form that was written."""

    reference: str
    version: str
    questions: int


def write_call_form(
    database: Database, call_reference: str, now: datetime, path: Path
) -> WrittenForm:
    """Write the response form of a call; TargetError if it cannot be written."""
    with database.reading() as session:
        call_id = call_by_reference(session, call_reference).id
        form = form_of_call(session, call_id, now)
    write_response_form(form, path)
    return WrittenForm(form.reference, form.identity.version, len(form.questions))


def form_of_call(session: Session, call_id: int, now: datetime) -> ResponseForm:
    """Return everything that is printed on the response form of a call."""
    (call,) = calls(session, now, [call_id])
    wording = form_wording(session, call_id)
    zone = call.deadline.zone
    partners = f" with {', '.join(call.partners)}" if call.partners else ""
    return ResponseForm(
        reference=call.reference,
        title=call.title,
        lead=f"{call.lead}{partners}",
        opens=f"{weekday_words(call.opens_on)}, 00:00 ({zone})",
        closes=f"{call.deadline.words()} ({zone})",
        introduction=wording.introduction,
        sending=wording.sending,
        consent=wording.consent or USUAL_CONSENT,
        types=tuple(row.label for row in stakeholder_types(session) if not row.is_retired),
        questions=form_questions(session, call_id),
        made_at=now,
    )


def form_identity(session: Session, call_id: int) -> FormIdentity:
    """Return which form of a call is the one that is written now."""
    call = session.get_one(Call, call_id)
    consent = form_wording(session, call_id).consent or USUAL_CONSENT
    return FormIdentity(call.reference, form_version(form_questions(session, call_id), consent))


def form_questions(session: Session, call_id: int) -> tuple[FormQuestion, ...]:
    """Return the questions of a call as a form asks them."""
    return tuple(
        FormQuestion(row.number, " ".join(row.text.split()), row.shape)
        for row in questions(session, call_id)
    )
