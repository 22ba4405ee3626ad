"""Write memos on words of a submission, or on the whole of it, and change or remove them."""

from __future__ import annotations

from sqlalchemy import select

from lisdesk.edits.tags import TagDraft, place_of
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.redacting import whole_letters
from lisdesk.rules.spans import Span, checked_span, normalised
from lisdesk.store.entities import Memo, SourceText, Submission
from lisdesk.store.lookup import current_texts, memo_reference, question_by_number
from lisdesk.store.work import Work


@verb
def add_memo(
    work: Work,
    *,
    submission_id: int,
    words: str,
    text_id: int | None = None,
    start: int = 0,
    end: int = 0,
) -> str:
    """Write a memo on the words of a text between two places, without a text on the whole
    submission; return the memo's reference.

    Places count code points, end exclusive; a letter is never cut from its accents. Raises
    RefusedError without words, for a text that is another submission's or was corrected since, and
    if the officer has a memo there already.
    """
    submission = work.session.get_one(Submission, submission_id)
    work.about(submission.call_id, submission.reference)
    said = _stated(words)
    span = _place(work, submission, text_id, start, end) if text_id is not None else None
    _refuse_second(work, submission, text_id, span)
    memo = Memo(
        submission_id=submission.id,
        text_id=text_id,
        start=span.start if span else None,
        end=span.end if span else None,
        words=said,
        officer=work.officer,
        written_at=work.now,
        changed_at=None,
    )
    work.add(memo)
    return memo_reference(memo.id)


@verb
def edit_memo(work: Work, *, memo_id: int, words: str) -> str:
    """Let a memo say something else; return its reference.

    Raises RefusedError without words, and for a memo of another officer, whose name stands under
    it.
    """
    memo = _standing(work, memo_id)
    said = _stated(words)
    if memo.officer != work.officer:
        raise RefusedError(
            f"{memo_reference(memo_id)} was written by {memo.officer}, whose name stands under it.",
            do="Write a memo of your own on the same words.",
        )
    if said != memo.words:
        memo.words, memo.changed_at = said, work.now
        work.session.flush()
    return memo_reference(memo_id)


@verb
def remove_memo(work: Work, *, memo_id: int) -> str:
    """Remove a memo, whoever wrote it; return its reference."""
    work.remove(_standing(work, memo_id))
    return memo_reference(memo_id)


def place_meant(work: Work, submission_id: int, draft: TagDraft) -> dict[str, int]:
    """Return where the words that a draft means stand, as `add_memo` takes it; nothing for the
    whole submission.

    Raises RefusedError if they do not stand there.
    """
    if draft.quote is None and draft.question is None:
        return {}
    submission = work.session.get_one(Submission, submission_id)
    texts = current_texts(work.session, submission.id)
    if draft.question is not None:
        wanted = question_by_number(work.session, submission.call_id, draft.question).id
        texts = [text for text in texts if text.question_id == wanted]
    if not texts:
        raise RefusedError(
            f"{submission.reference} has no such text.", do="Look with “lisdesk submission show”."
        )
    text, start, end = place_of(texts, draft, submission.reference)
    return {"text_id": text.id, "start": start, "end": end}


def _standing(work: Work, memo_id: int) -> Memo:
    memo = work.session.get_one(Memo, memo_id)
    submission = work.session.get_one(Submission, memo.submission_id)
    work.about(submission.call_id, submission.reference)
    return memo


def _stated(words: str) -> str:
    said = normalised(words).strip()
    if not said:
        raise RefusedError(
            "A memo needs words.", do="Write some; a memo that is not needed can be removed."
        )
    return said


def _place(work: Work, submission: Submission, text_id: int, start: int, end: int) -> Span:
    text = work.session.get_one(SourceText, text_id)
    if text.submission_id != submission.id:
        raise RefusedError(
            f"Those words are not of {submission.reference}.",
            do="Select words of the submission that the memo is to stand on.",
        )
    if not text.is_current:
        raise RefusedError(
            f"That text of {submission.reference} was corrected since.",
            do="Write the memo on words of the text that stands now.",
        )
    return whole_letters(text.body, checked_span(text.body, start, end))


def _refuse_second(
    work: Work, submission: Submission, text_id: int | None, span: Span | None
) -> None:
    chosen = select(Memo.id).where(
        Memo.submission_id == submission.id, Memo.officer == work.officer
    )
    if text_id is None or span is None:
        chosen = chosen.where(Memo.text_id.is_(None))
        where = submission.reference
    else:
        chosen = chosen.where(
            Memo.text_id == text_id, Memo.start == span.start, Memo.end == span.end
        )
        where = f"those words of {submission.reference}"
    memo_id = work.session.scalar(chosen.limit(1))
    if memo_id is not None:
        raise RefusedError(
            f"You have a memo on {where} already ({memo_reference(memo_id)}).",
            do="Change what it says.",
        )
