"""Write a submission's texts: they never change, a correction is a new text that replaces the old
one.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select

from lisdesk.edits.bookmark_rows import carry_bookmark
from lisdesk.edits.kept_rows import carry_kept
from lisdesk.edits.memo_rows import carry_memos
from lisdesk.edits.redaction_rows import carry_redactions, keep_lent, keep_own
from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.spans import Span, kept_span, normalised, text_hash
from lisdesk.store.entities import Excerpt, SourceText, Tag
from lisdesk.store.inherited_redactions import lent_by
from lisdesk.store.work import Work


class LeftBehind(NamedTuple):
    """What could not be found in a new version of a text and stays where it was, on the old one."""

    excerpts: int = 0
    """Only those that are tagged."""
    memos: int = 0


NOTHING_LEFT = LeftBehind()


def new_text(submission_id: int, question_id: int | None, body: str) -> SourceText:
    """Return a text, not yet stored: its line ends made LF, its hash taken, a non-answer marked."""
    words = normalised(body)
    return SourceText(
        submission_id=submission_id,
        question_id=question_id,
        body=words,
        sha256=text_hash(words),
        is_non_answer=question_id is not None and is_non_answer(words),
        is_current=True,
        replaces_id=None,
    )


def write_text(work: Work, submission_id: int, question_id: int | None, body: str) -> LeftBehind:
    """Make `body` the text that stands for a question, or the letter if there is none.

    An empty body leaves no text standing. Returns what of the old text could not be found in the
    new one. A redaction that stays behind so keeps the new text out of every publication.
    """
    old = standing_text(work, submission_id, question_id)
    text = new_text(submission_id, question_id, body)
    if (old.body if old else "") == text.body:
        return NOTHING_LEFT
    if old is not None:
        lent = lent_by(work.session, [submission_id])
        keep_own(work, [submission_id])
        old.is_current = False
        text.replaces_id = old.id
        work.session.flush()
    if not text.body:
        memos = carry_memos(work, old, None) if old is not None else 0
        return LeftBehind(len(_excerpts_of(work, old)), memos)
    work.add(text)
    memos = 0
    if old is not None:
        carry_redactions(work, old, text)
        keep_lent(work, lent)
        carry_kept(work, old, text)
        memos = carry_memos(work, old, text)
    return LeftBehind(_move_excerpts(work, old, text), memos)


def standing_body(work: Work, submission_id: int, question_id: int | None) -> str:
    """Return the text that stands for a question, or the letter; empty if there is none."""
    text = standing_text(work, submission_id, question_id)
    return text.body if text else ""


def excerpt_at(work: Work, text: SourceText, start: int, end: int) -> Excerpt:
    """Return the excerpt of a text between two places (code points, end exclusive), made if need
    be.
    """
    chosen = select(Excerpt).where(
        Excerpt.text_id == text.id, Excerpt.start == start, Excerpt.end == end
    )
    excerpt = work.session.scalar(chosen)
    if excerpt is None:
        excerpt = Excerpt(text_id=text.id, start=start, end=end, quote=text.body[start:end])
        work.add(excerpt)
    return excerpt


def standing_text(work: Work, submission_id: int, question_id: int | None) -> SourceText | None:
    """Return the text that stands for a question, or the letter; None if there is none."""
    return work.session.scalar(
        select(SourceText).where(
            SourceText.submission_id == submission_id,
            SourceText.question_id.is_(None)
            if question_id is None
            else SourceText.question_id == question_id,
            SourceText.is_current,
        )
    )


def _move_excerpts(work: Work, old: SourceText | None, text: SourceText) -> int:
    left_behind = 0
    for excerpt in _excerpts_of(work, old):
        assert old is not None
        span = kept_span(Span(excerpt.start, excerpt.end), old.body, text.body)
        if span is None:
            left_behind += 1
            continue
        moved = excerpt_at(work, text, span.start, span.end)
        carry_bookmark(work, excerpt.id, moved.id)
        left_behind += not _move_tags(work, excerpt, moved)
    return left_behind


def _move_tags(work: Work, excerpt: Excerpt, moved: Excerpt) -> bool:
    """Hang an excerpt's tags on its new place; return whether none had to stay behind.

    One stays if the same officer has tagged that place to the same priority already, as happens
    when words that stood twice stand once now.
    """
    taken = {(tag.priority_id, tag.officer) for tag in _tags_of(work, moved)}
    tags = _tags_of(work, excerpt)
    for tag in tags:
        if (tag.priority_id, tag.officer) not in taken:
            tag.excerpt_id = moved.id
    work.session.flush()
    return all(tag.excerpt_id == moved.id for tag in tags)


def _tags_of(work: Work, excerpt: Excerpt) -> list[Tag]:
    chosen = select(Tag).where(Tag.excerpt_id == excerpt.id).order_by(Tag.id)
    return list(work.session.scalars(chosen))


def _excerpts_of(work: Work, old: SourceText | None) -> list[Excerpt]:
    if old is None:
        return []
    chosen = select(Excerpt).where(Excerpt.text_id == old.id).order_by(Excerpt.id)
    return list(work.session.scalars(chosen))
