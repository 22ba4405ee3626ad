"""Accept and reject suggested priorities, and switch suggestions on or off for a call."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from lisdesk.edits.tags import TagDraft, priority_for, tag_span
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.spans import checked_span
from lisdesk.rules.vocabulary import SuggestionChoice, SuggestionSource
from lisdesk.store.entities import (
    Call,
    Priority,
    SourceText,
    Submission,
    SuggestionDecision,
    SuggestionSwitch,
)
from lisdesk.store.work import Work

_MOST_WORDS, _LONGEST_WORD = 20, 200


@dataclass(frozen=True, slots=True)
class SuggestedPlace:
    """The words of a text that a priority was suggested for: code points, end exclusive."""

    text_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SuggestionCause:
    """Why a priority was suggested; goes on record with what became of the suggestion."""

    source: SuggestionSource
    words: tuple[str, ...] = ()
    model_version: str = ""


@verb
def accept_suggestion(
    work: Work, *, place: SuggestedPlace, priority_id: int, cause: SuggestionCause
) -> str:
    """Tag the words to the priority that was suggested for them; return the tag's reference.

    Raises RefusedError where `tag_span` does, and if the call is switched off for suggestions.
    """
    _record(work, place, priority_id, cause, SuggestionChoice.ACCEPTED)
    return tag_span(
        work,
        text_id=place.text_id,
        start=place.start,
        end=place.end,
        priority_id=priority_id,
        draft=TagDraft(),
    ).result


@verb
def reject_suggestion(
    work: Work, *, place: SuggestedPlace, priority_id: int, cause: SuggestionCause
) -> str:
    """Put on record that a suggested priority does not fit the words; return its code.

    It is not suggested for them again to this officer, and what is learnt takes it for a no.
    """
    return _record(work, place, priority_id, cause, SuggestionChoice.REJECTED).priority_code


def switch_suggestions(work: Work, call: Call, *, is_on: bool) -> None:
    """Let priorities be suggested for a call, or not."""
    switch = work.session.scalar(
        select(SuggestionSwitch).where(SuggestionSwitch.call_id == call.id)
    )
    if switch is not None:
        switch.is_on = is_on
    elif not is_on:
        work.add(SuggestionSwitch(call_id=call.id, is_on=is_on))


def let_go_of_priority(work: Work, priority: Priority) -> None:
    """Let the records of suggestions stand by the code alone of a priority that is deleted."""
    chosen = select(SuggestionDecision).where(SuggestionDecision.priority_id == priority.id)
    for decision in work.session.scalars(chosen.order_by(SuggestionDecision.id)):
        decision.priority_id = None
    work.session.flush()


def _record(
    work: Work,
    place: SuggestedPlace,
    priority_id: int,
    cause: SuggestionCause,
    choice: SuggestionChoice,
) -> SuggestionDecision:
    text = work.session.get_one(SourceText, place.text_id)
    submission = work.session.get_one(Submission, text.submission_id)
    work.about(submission.call_id, submission.reference)
    priority = priority_for(work, submission, priority_id)
    span = checked_span(text.body, place.start, place.end)
    _refuse_if_off(work, submission)
    decision = SuggestionDecision(
        submission_id=submission.id,
        text_id=text.id,
        start=span.start,
        end=span.end,
        priority_id=priority.id,
        priority_code=priority.code,
        choice=choice,
        source=cause.source,
        model_version=cause.model_version,
        words=[word[:_LONGEST_WORD] for word in cause.words[:_MOST_WORDS]],
        officer=work.officer,
        decided_at=work.now,
    )
    if choice is SuggestionChoice.REJECTED:
        _refuse_repetition(work, decision, submission.reference)
    work.add(decision)
    return decision


def _refuse_if_off(work: Work, submission: Submission) -> None:
    chosen = select(SuggestionSwitch.is_on).where(SuggestionSwitch.call_id == submission.call_id)
    if work.session.scalar(chosen) is False:
        raise RefusedError(
            f"Suggestions are switched off for the call of {submission.reference}.",
            do="Tag the words yourself, or switch suggestions on with “lisdesk call edit CALL "
            "--suggestions on”.",
            do_in_window="Tag the words yourself, or switch suggestions on with Edit… on Calls.",
        )


def _refuse_repetition(work: Work, decision: SuggestionDecision, reference: str) -> None:
    chosen = select(SuggestionDecision.id).where(
        SuggestionDecision.text_id == decision.text_id,
        SuggestionDecision.start == decision.start,
        SuggestionDecision.end == decision.end,
        SuggestionDecision.priority_id == decision.priority_id,
        SuggestionDecision.officer == decision.officer,
        SuggestionDecision.choice == SuggestionChoice.REJECTED,
    )
    if work.session.scalar(chosen) is not None:
        raise RefusedError(
            f"You have rejected {decision.priority_code} for those words of {reference} before.",
            do="Tag them yourself if it fits after all.",
        )
