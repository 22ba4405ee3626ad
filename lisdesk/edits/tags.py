"""Tag submissions and their excerpts to priorities, and take tags off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from lisdesk.edits.texts import excerpt_at
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.spans import checked_span, normalised, quoted_span
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import (
    Excerpt,
    InheritedTag,
    Priority,
    SourceText,
    Submission,
    Tag,
)
from lisdesk.store.lookup import current_texts, question_by_number, tag_reference
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class TagDraft:
    """What is tagged, and how.

    With `quote`, the nth place of those words, in the answer to `question` if that is given too;
    with `question` alone, its whole answer; with neither, the whole submission.
    """

    quote: str | None = None
    nth: int = 1
    question: int | None = None
    stance: Stance | None = None
    strength: Strength | None = None
    note: str = ""


@verb
def add_tag(work: Work, *, submission_id: int, priority_id: int, draft: TagDraft) -> str:
    """Link a submission, or an excerpt of it, to a priority; return the tag's reference.

    Raises RefusedError if the quotation does not stand there, if the priority is another call's, or
    if the same officer has tagged the same words to it already.
    """
    submission = work.session.get_one(Submission, submission_id)
    excerpt = _excerpt(work, submission, draft)
    return _write(work, submission, priority_id, excerpt, draft)


@verb
def tag_span(
    work: Work, *, text_id: int, start: int, end: int, priority_id: int, draft: TagDraft
) -> str:
    """Link the words of a text between two places to a priority; return the tag's reference.

    Places count code points of the stored text, end exclusive.
    """
    text = work.session.get_one(SourceText, text_id)
    submission = work.session.get_one(Submission, text.submission_id)
    span = checked_span(text.body, start, end)
    excerpt = excerpt_at(work, text, span.start, span.end)
    return _write(work, submission, priority_id, excerpt, draft)


@verb
def remove_tag(work: Work, *, tag_id: int) -> str:
    """Take a tag off; an excerpt that no tag needs any more goes with it. Returns the tag's
    reference.
    """
    tag = work.session.get_one(Tag, tag_id)
    submission = work.session.get_one(Submission, tag.submission_id)
    work.about(submission.call_id, submission.reference)
    refuse_inherited(work, tag)
    take_tags_off(work, [tag])
    return tag_reference(tag_id)


def take_tags_off(work: Work, tags: Sequence[Tag]) -> None:
    """Take tags off, and remove the excerpts that no tag needs any more."""
    excerpt_ids = dict.fromkeys(tag.excerpt_id for tag in tags if tag.excerpt_id is not None)
    for tag in tags:
        work.remove(tag)
    for excerpt_id in excerpt_ids:
        others = select(func.count(Tag.id)).where(Tag.excerpt_id == excerpt_id)
        if work.session.scalar(others) == 0:
            work.remove(work.session.get_one(Excerpt, excerpt_id))


def _write(
    work: Work, submission: Submission, priority_id: int, excerpt: Excerpt | None, draft: TagDraft
) -> str:
    priority = priority_for(work, submission, priority_id)
    work.about(submission.call_id, submission.reference)
    excerpt_id = excerpt.id if excerpt else None
    refuse_repetition(work, submission, priority, excerpt_id, work.officer)
    tag = Tag(
        submission_id=submission.id,
        priority_id=priority.id,
        excerpt_id=excerpt_id,
        stance=draft.stance,
        strength=draft.strength,
        note=draft.note.strip(),
        officer=work.officer,
        tagged_at=work.now,
    )
    work.add(tag)
    return tag_reference(tag.id)


def priority_for(work: Work, submission: Submission, priority_id: int) -> Priority:
    """Return a priority to tag a submission to; RefusedError if it is another call's."""
    priority = work.session.get_one(Priority, priority_id)
    if priority.call_id != submission.call_id:
        raise RefusedError(
            f"{priority.code} is a priority of another call than {submission.reference}.",
            do="Choose a priority of the submission's own call.",
        )
    return priority


def refuse_repetition(
    work: Work, submission: Submission, priority: Priority, excerpt_id: int | None, officer: str
) -> None:
    """Raise RefusedError if an officer has tagged the same words to the priority already."""
    same_words = Tag.excerpt_id == excerpt_id if excerpt_id else Tag.excerpt_id.is_(None)
    chosen = select(Tag.id).where(
        Tag.submission_id == submission.id,
        Tag.priority_id == priority.id,
        Tag.officer == officer,
        same_words,
    )
    tag_id = work.session.scalar(chosen)
    if tag_id is not None:
        tagger = "You have" if officer == work.officer else f"{officer} has"
        raise RefusedError(
            f"{tagger} tagged those words of {submission.reference} to {priority.code} before "
            f"({tag_reference(tag_id)}).",
            do="Take that tag off first if you want to change it.",
        )


def refuse_inherited(work: Work, tag: Tag) -> None:
    """Raise RefusedError if a tag is there because the seed of a campaign has one."""
    chosen = (
        select(Tag.id, Submission.reference)
        .join(InheritedTag, InheritedTag.from_tag_id == Tag.id)
        .join(Submission, Submission.id == Tag.submission_id)
        .where(InheritedTag.tag_id == tag.id)
    )
    row = work.session.execute(chosen).first()
    if row is not None:
        raise RefusedError(
            f"{tag_reference(tag.id)} is inherited from {tag_reference(row.id)} on "
            f"{row.reference}, whose campaign the submission belongs to.",
            do="Change that tag, or take the submission out of the campaign first.",
        )


def place_of(
    texts: Sequence[SourceText], draft: TagDraft, reference: str
) -> tuple[SourceText, int, int]:
    """Return the text and the place in it that a draft means; without a quote the whole first text.

    `texts` are the ones that the draft's question leaves. RefusedError if there is none, or if the
    quotation does not stand there as often as `nth` says.
    """
    if draft.question is not None and not texts:
        raise RefusedError(
            f"{reference} does not answer question {draft.question}.",
            do="Leave the question out, or name one that it answers.",
        )
    if draft.quote is None:
        return texts[0], 0, len(texts[0].body)
    quote, nth = normalised(draft.quote), draft.nth
    for text in texts:
        places = _count_places(text.body, quote)
        if 1 <= nth <= places:
            span = quoted_span(text.body, quote, nth)
            return text, span.start, span.end
        nth -= places
    found = draft.nth - nth
    stands = {0: "does not stand", 1: "stands once"}.get(found, f"stands {found} times")
    raise RefusedError(
        f"The quotation {stands} in {reference}; place {draft.nth} was asked for.",
        do="Copy the words exactly as “lisdesk submission show” prints them.",
    )


def _excerpt(work: Work, submission: Submission, draft: TagDraft) -> Excerpt | None:
    if draft.quote is None and draft.question is None:
        return None
    texts = current_texts(work.session, submission.id)
    if draft.question is not None:
        question = question_by_number(work.session, submission.call_id, draft.question)
        texts = [text for text in texts if text.question_id == question.id]
    text, start, end = place_of(texts, draft, submission.reference)
    return excerpt_at(work, text, start, end)


def _count_places(body: str, quote: str) -> int:
    if not quote:
        return 0
    places, at = 0, body.find(quote)
    while at != -1:
        places, at = places + 1, body.find(quote, at + 1)
    return places
