"""Keep words out of publications, let them in again, and settle suspected personal data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.edits.published_redactions import newest_publication
from lisdesk.edits.setting_aside import stated_reason
from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.outcome import Outcome
from lisdesk.rules.redacting import REASONS, stated_reasons, whole_letters
from lisdesk.rules.spans import checked_span
from lisdesk.rules.vocabulary import KeptBack, PersonalData
from lisdesk.store.entities import (
    Call,
    KeptWords,
    Redaction,
    Setting,
    SourceText,
    Submission,
)
from lisdesk.store.work import Work

REASONS_SETTING = "redaction_reasons"
"""The setting that holds a file's own list of reasons, one on each line."""


class TextPlace(NamedTuple):
    """A span of a text, in code points, end exclusive."""

    text_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Suspected personal data, to be settled."""

    text_id: int
    start: int
    end: int
    kind: PersonalData


@verb
def redact_span(
    work: Work,
    *,
    text_id: int,
    start: int,
    end: int,
    reason: str,
    kind: KeptBack = KeptBack.REDACTED,
) -> int:
    """Keep the words of a text between two places out of every publication; return the redaction's
    number.

    Places count code points, end exclusive; a letter is never cut from its accents. Raises
    RefusedError without a reason, for a text that was corrected since, and if just those words are
    kept back for that reason already.
    """
    submission = _redact(work, TextPlace(text_id, start, end), reason, kind)
    work.about(submission.call_id, submission.reference)
    newest = select(Redaction.id).order_by(Redaction.id.desc()).limit(1)
    return work.session.scalars(newest).one()


@verb
def redact_personal_data(work: Work, *, places: Sequence[TextPlace], reason: str) -> int:
    """Redact several places of one call for the same reason; return how many."""
    return _of_one_call(work, [_redact(work, place, reason) for place in places])


@verb
def keep_personal_data(work: Work, *, places: Sequence[FoundPlace], reason: str) -> int:
    """Decide that suspected personal data of one call may be published; return of how many places.

    They do not come up again unless their text changes. Raises RefusedError without a reason.
    """
    said, submissions = stated_reason(reason), []
    for place in places:
        text = work.session.get_one(SourceText, place.text_id)
        span = checked_span(text.body, place.start, place.end)
        submissions.append(work.session.get_one(Submission, text.submission_id))
        work.add(
            KeptWords(
                text_id=text.id,
                start=span.start,
                end=span.end,
                kind=place.kind,
                reason=said,
                officer=work.officer,
                kept_at=work.now,
            )
        )
    return _of_one_call(work, submissions)


@verb
def lift_redaction(work: Work, *, redaction_id: int, reason: str = "") -> str:
    """Let words be published again; return the reference of their submission.

    Raises RefusedError once a publication was made with the redaction; see
    `lift_published_redaction`.
    """
    redaction, submission = _standing(work, redaction_id)
    if was_published(work.session, redaction, submission.call_id):
        raise RefusedError(
            f"A publication was made with this redaction of {submission.reference}.",
            do="Lift it with a reason, which stays on record.",
        )
    _lift(work, redaction, " ".join(reason.split()))
    return submission.reference


@verb
def lift_published_redaction(work: Work, *, redaction_id: int, reason: str) -> str:
    """Let words be published from now on that a publication kept back; return the reference of
    their submission. Raises RefusedError without a reason.
    """
    redaction, submission = _standing(work, redaction_id)
    _lift(work, redaction, stated_reason(reason))
    return submission.reference


@verb
def set_redaction_reasons(work: Work, *, reasons: Sequence[str]) -> tuple[str, ...]:
    """Make these the reasons that are offered, in this order; without any those of the program
    are. Returns the list that stands.
    """
    work.about(None, REASONS_SETTING)
    wanted = "\n".join(stated_reasons(reasons))
    setting = work.session.get(Setting, REASONS_SETTING)
    if setting is not None:
        setting.value = wanted
    elif wanted:
        work.add(Setting(name=REASONS_SETTING, value=wanted))
    work.session.flush()
    return redaction_reasons(work.session)


def lift_by_number(work: Work, number: int, reason: str) -> Outcome[str]:
    """Lift the redaction of a number by the verb that is due; see `lift_redaction`.

    Raises NotFoundError if there is none.
    """
    redaction = work.session.get(Redaction, number)
    if redaction is None:
        raise NotFoundError(
            f"There is no redaction number {number}.", do="Look with “lisdesk redaction list”."
        )
    text = work.session.get_one(SourceText, redaction.text_id)
    submission = work.session.get_one(Submission, text.submission_id)
    if reason.strip() and was_published(work.session, redaction, submission.call_id):
        return lift_published_redaction(work, redaction_id=number, reason=reason)
    return lift_redaction(work, redaction_id=number, reason=reason)


def redaction_reasons(session: Session) -> tuple[str, ...]:
    """Return the reasons that are offered in a file."""
    setting = session.get(Setting, REASONS_SETTING)
    return tuple(setting.value.split("\n")) if setting and setting.value else REASONS


def was_published(session: Session, redaction: Redaction, call_id: int) -> bool:
    """Whether a publication of the call was made since a redaction was, and so with it."""
    return newest_publication(session, call_id) > redaction.newest_publication


def _redact(
    work: Work, place: TextPlace, reason: str, kind: KeptBack = KeptBack.REDACTED
) -> Submission:
    text = work.session.get_one(SourceText, place.text_id)
    submission = work.session.get_one(Submission, text.submission_id)
    said = " ".join(stated_reason(reason).split())
    if not text.is_current:
        raise RefusedError(
            f"That text of {submission.reference} was corrected since.",
            do="Redact the words in the text that stands now.",
        )
    span = whole_letters(text.body, checked_span(text.body, place.start, place.end))
    same = select(Redaction.id).where(
        Redaction.text_id == text.id,
        Redaction.start == span.start,
        Redaction.end == span.end,
        Redaction.kind == kind,
        Redaction.reason == said,
        Redaction.lifted_at.is_(None),
    )
    if work.session.scalar(same.limit(1)) is not None:
        raise RefusedError(
            f"Those words of {submission.reference} are kept back for that reason already.",
            do="Select other words, or give another reason.",
        )
    work.add(
        Redaction(
            text_id=text.id,
            start=span.start,
            end=span.end,
            kind=kind,
            reason=said,
            officer=work.officer,
            redacted_at=work.now,
            newest_publication=newest_publication(work.session, submission.call_id),
            lifted_at=None,
            lifted_by="",
            lifted_because="",
        )
    )
    return submission


def _standing(work: Work, redaction_id: int) -> tuple[Redaction, Submission]:
    redaction = work.session.get_one(Redaction, redaction_id)
    text = work.session.get_one(SourceText, redaction.text_id)
    submission = work.session.get_one(Submission, text.submission_id)
    work.about(submission.call_id, submission.reference)
    if redaction.lifted_at is not None:
        raise RefusedError(
            f"That redaction of {submission.reference} was lifted before.",
            do="Nothing needs to be done.",
        )
    return redaction, submission


def _lift(work: Work, redaction: Redaction, reason: str) -> None:
    redaction.lifted_at = work.now
    redaction.lifted_by, redaction.lifted_because = work.officer, reason
    work.session.flush()


def _of_one_call(work: Work, submissions: Sequence[Submission]) -> int:
    if not submissions:
        raise RefusedError("Nothing is chosen.", do="Choose what is to be settled.")
    calls = {each.call_id for each in submissions}
    if len(calls) > 1:
        raise RefusedError("Those words belong to several calls.", do="Settle each call by itself.")
    references = {each.reference for each in submissions}
    call = work.session.get_one(Call, calls.pop())
    work.about(call.id, references.pop() if len(references) == 1 else call.reference)
    return len(submissions)
