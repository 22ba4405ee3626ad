"""What of a call has no place in a coded project: as a note in it, and as sentences to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.coded_bookmarks import bookmarks_in
from lisdesk.queries.coded_confidential import Confidential
from lisdesk.queries.coded_memos import memos_in
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

    @property
    def told(self) -> tuple[str, ...]:
        """All that is to be told of the file."""
        return (*self.holds, *self.sentences)


def losses_of(
    session: Session,
    evidence: Evidence,
    held: Sequence[int],
    confidential: Confidential,
    *,
    with_sources: bool,
) -> Losses:
    """Return what a file of these submissions holds and what it leaves out."""
    if not with_sources:
        return Losses((), _OF_FRAME)
    ids = frozenset(held)
    counted = (
        *_left_out(evidence, ids | confidential.left_out),
        *_kept_in_confidence(session, evidence, confidential),
        *_of_tags(session, evidence, ids),
        *_of_submissions(session, evidence),
    )
    return Losses(_holds(evidence, ids, confidential), (*counted, *_ALWAYS))


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


def _holds(evidence: Evidence, ids: frozenset[int], confidential: Confidential) -> tuple[str, ...]:
    if evidence.disclosure.is_publication:
        return ("Holds only counted submissions whose words may be published.",)
    hidden = sum(
        not evidence.disclosure.may_publish_words(each.submission_id)
        for each in evidence.submissions
        if each.submission_id in ids
    )
    held = _counted(len(ids), "submission")
    words = f"Not for publication: of {held} the words of {hidden:,} may not be published"
    asked = len(ids & confidential.asked)
    of_these = f"; for {asked:,} of these confidentiality was asked" if asked else ""
    return (f"{words}{of_these}.",)


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


def _kept_in_confidence(
    session: Session, evidence: Evidence, confidential: Confidential
) -> list[str]:
    """Return what is left out because it is confidential, with what stands on it."""
    if not confidential.is_left_out:
        return []
    said, left_out, words = [], confidential.left_out, confidential.words
    if left_out:
        tags = sum(tag.submission_id in left_out for tag in evidence.tags)
        bookmarks = sum(bookmarks_in(session, evidence.call.call_id, left_out))
        memos = sum(memos_in(session, evidence.call.call_id, left_out))
        counts = (tags, "tag"), (bookmarks, "bookmark"), (memos, "memo")
        on_it = _listed([_counted(number, thing) for number, thing in counts if number])
        them = "it" if len(left_out) == 1 else "them"
        added = f", with {on_it} on {them}" if on_it else ""
        asked = "for which confidentiality was asked"
        said.append(f"{_counted(len(left_out), 'submission')} {asked}{added}.")
    if passages := sum(words.parts.values()):
        stands = "in whose place “[confidential]” stands"
        said.append(f"{_counted(passages, 'confidential passage')}, {stands}.")
    if words.held:
        again = "in which confidential passages have to be marked again"
        said.append(f"{_counted(len(words.held), 'corrected text')}, {again}.")
    return said


def _of_tags(session: Session, evidence: Evidence, ids: frozenset[int]) -> list[str]:
    earlier = sum(
        tag.submission_id in ids and tag.excerpt_id in evidence.earlier_excerpts
        for tag in evidence.tags
    )
    bookmarks = bookmarks_in(session, evidence.call.call_id, ids).earlier
    of_earlier = "on earlier versions of texts that were corrected since."
    memos = 0
    if not evidence.disclosure.is_publication:
        memos = memos_in(session, evidence.call.call_id, ids).earlier
    counts = (earlier, "tag"), (bookmarks, "bookmark"), (memos, "memo")
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


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
