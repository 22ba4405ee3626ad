"""What of a call has no place in a coded project: as a note in it, and as sentences to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.campaigns import policy_words
from lisdesk.queries.evidence.decisions import deadline_in_force
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.vocabulary import Disposition
from lisdesk.rules.wall_time import day_words
from lisdesk.store.entities import Attachment, Submission

_IN_DESCRIPTION = (
    "Code, scope, examples, keywords, status and foundations of a priority stand in its "
    "description."
)
_FRAME_HISTORY = "How the frame came to be what it is, is not written."
_ALWAYS = (
    "Deadlines, decisions about submissions, campaigns and the history of edits have "
    "no place in the format; this note tells what the call is.",
    _FRAME_HISTORY,
    "Stance and strength of a tag stand in the memo of its coding.",
    _IN_DESCRIPTION,
    "E-mail addresses, telephone numbers and other contact details are never written.",
)
_OF_FRAME = (
    "Submissions, tags and the history have no place in a codebook.",
    _FRAME_HISTORY,
    _IN_DESCRIPTION,
)


class Losses(NamedTuple):
    """What a file holds, and what it leaves out, in sentences."""

    holds: tuple[str, ...]
    sentences: tuple[str, ...]


def losses_of(
    session: Session,
    evidence: Evidence,
    held: Sequence[int],
    earlier_bookmarks: int,
    *,
    with_sources: bool,
) -> Losses:
    """Return what a file of these submissions holds and what it leaves out; `earlier_bookmarks` is
    how many are on earlier versions of their texts.
    """
    if not with_sources:
        return Losses((), _OF_FRAME)
    ids = frozenset(held)
    counted = (
        *_left_out(evidence, ids),
        *_of_tags(evidence, ids, earlier_bookmarks),
        *_of_submissions(session, evidence),
    )
    return Losses(_holds(evidence, ids), (*counted, *_ALWAYS))


def call_details(session: Session, evidence: Evidence, losses: Losses) -> str:
    """Return the text of the note about the call."""
    call = evidence.call
    lines = [
        f"Call: {call.title}",
        f"Reference: {call.reference}",
        f"Lead: {call.lead}",
        *(f"Partner: {partner}" for partner in call.partners),
        f"Opened: {day_words(call.opens_on)}",
        f"Original deadline: {call.deadlines[0].rule.words()}",
        f"Deadline in force: {deadline_in_force(evidence)}",
        f"Campaigns: {policy_words(evidence)}",
        f"Edition: {evidence.disclosure.edition.label}",
        "",
        *(f"Q{number}. {text}" for number, text in call.questions.values()),
        "",
        *losses.holds,
        "Not in this file, or elsewhere than before:",
        *(f"- {sentence}" for sentence in losses.sentences),
    ]
    return "\n".join(lines)


def _holds(evidence: Evidence, ids: frozenset[int]) -> tuple[str, ...]:
    if evidence.disclosure.is_publication:
        return ("Holds only counted submissions whose words may be published.",)
    hidden = sum(
        not evidence.disclosure.may_publish_words(each.submission_id)
        for each in evidence.submissions
        if each.submission_id in ids
    )
    held = _counted(len(ids), "submission")
    return (f"Not for publication: of {held} the words of {hidden:,} may not be published.",)


def _left_out(evidence: Evidence, ids: frozenset[int]) -> list[str]:
    out = [each for each in evidence.submissions if each.submission_id not in ids]
    merged = sum(each.disposition is Disposition.MERGED for each in out)
    uncounted = sum(not each.disposition.is_counted for each in out) - merged
    unpublished = len(out) - merged - uncounted
    words = [f"{_counted(merged, 'submission')} merged into others."] if merged else []
    if uncounted:
        words.append(f"{_counted(uncounted, 'submission')} not counted.")
    if unpublished:
        words.append(f"{_counted(unpublished, 'submission')} whose words may not be published.")
    return words


def _of_tags(evidence: Evidence, ids: frozenset[int], bookmarks: int) -> list[str]:
    earlier = sum(
        tag.submission_id in ids and tag.excerpt_id in evidence.earlier_excerpts
        for tag in evidence.tags
    )
    of_earlier = "on earlier versions of texts that were corrected since."
    counts = (earlier, "tag"), (bookmarks, "bookmark")
    return [f"{_counted(number, thing)} {of_earlier}" for number, thing in counts if number]


def _of_submissions(session: Session, evidence: Evidence) -> list[str]:
    of_call = Submission.call_id == evidence.call.call_id
    chosen = (
        select(func.count(Attachment.id))
        .join(Submission, Submission.id == Attachment.submission_id)
        .where(of_call)
    )
    attached = session.scalar(chosen) or 0
    words = []
    if attached:
        words.append(
            f"{_counted(attached, 'attached file')}; the words taken from them are in the texts."
        )
    if others := _with_extras(session, of_call):
        words.append(f"The other columns of {_counted(others, 'submission')}.")
    return words


def _with_extras(session: Session, of_call: ColumnElement[bool]) -> int:
    chosen = select(Submission.extras).where(of_call).execution_options(yield_per=500)
    return sum(bool(extras) for extras in session.scalars(chosen))


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
