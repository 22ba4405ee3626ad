"""Where a search found some submissions: which text, note, memo or name, and the words around."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, null, or_, select, union_all
from sqlalchemy.orm import Session

from lisdesk.queries.memos import seen_memos
from lisdesk.rules.found_words import FoundPlace, Piece, first_places, passage
from lisdesk.rules.words import SearchTerm, folded, matches, search_terms
from lisdesk.store import search
from lisdesk.store.coding_samples import Seen
from lisdesk.store.entities import (
    Attachment,
    Extraction,
    Memo,
    Priority,
    Question,
    SourceText,
    Stakeholder,
    Submission,
    Tag,
)
from lisdesk.store.file_words import searched_files
from lisdesk.store.stored_documents import parted

_READ_TOGETHER = 500
"""Submissions whose texts are looked through together, if they and their files are not long."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The place that fulfils most of a search, the first of them."""

    where: str
    """Such as “Question 3”, “Letter”, a file’s name, “Note on P2”, “Memo on Q3”, “Respondent”."""
    pieces: tuple[Piece, ...]
    is_in_file: bool = False
    """Whether these are words of a file that stand in no text."""

    @property
    def words(self) -> str:
        """The passage in one line."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Source:
    submission_id: int
    where: str
    text: str
    letter_id: int | None = None
    """The text, if it may have been taken out of files."""
    is_file: bool = False


def passages(
    session: Session,
    query: str,
    submission_ids: Sequence[int],
    seen: Seen = (),
    officer: str = "",
) -> dict[int, Passage]:
    """Return where a search found submissions, by number; only those with words of it are there,
    and notes only on tags that are seen. Where `seen` hides any, the memos are left out that are
    hidden from the officer.

    Reads everything that is searched of them, and the words of files where nothing else fulfils the
    search as well: ask for a page of some hundreds at a time.
    """
    terms = search_terms(query)
    if all(term.is_excluded for term in terms) or not submission_ids:
        return {}
    most = sum(not term.is_excluded for term in terms)
    best: _Best = {}
    _improve(best, terms, most, _sources(session, submission_ids, _Told(seen, officer)))
    lacking = [each for each in submission_ids if each not in best or best[each][0] < most]
    if lacking:
        _improve(best, terms, most, _words_of_files(session, lacking))
    letters = [source.letter_id for _, source, _ in best.values() if source.letter_id is not None]
    files = _files(session, letters)
    return {
        submission_id: Passage(
            _where(source, places, files), passage(source.text, places), source.is_file
        )
        for submission_id, (_, source, places) in best.items()
    }


_Best = dict[int, tuple[int, _Source, list[FoundPlace]]]
"""By submission: how many terms its best source fulfils, that source, and the places in it."""


def _improve(
    best: _Best, terms: Sequence[SearchTerm], most: int, sources: Iterator[_Source]
) -> None:
    for source in sources:
        so_far = best[source.submission_id][0] if source.submission_id in best else 0
        if so_far == most:
            continue
        fulfilled, places = first_places(terms, source.text)
        if fulfilled > so_far:
            best[source.submission_id] = fulfilled, source, places


def sought(query: str) -> tuple[SearchTerm, ...]:
    """Return the terms of a search that can be marked in a text."""
    return tuple(term for term in search_terms(query) if not term.is_excluded)


def matching_seen(session: Session, query: str, seen: Seen, officer: str) -> Select[int] | None:
    """Return a select of the submissions that a search finds, without the notes on tags that are
    not seen and the memos that are hidden from the officer then; None if nothing is sought.
    """
    matching = search.matching_ids(session, query)
    if matching is None or not seen:
        return matching
    hidden = select(Tag.submission_id).where(Tag.note != "", ~and_(*seen)).distinct()
    with_memos = select(Memo.submission_id).where(~seen_memos(officer)).distinct()
    noted = sorted({*session.scalars(hidden), *session.scalars(with_memos)})
    if not noted:
        return matching
    fitting = list(_fitting(session, query, noted, _Told(seen, officer)))
    is_found = or_(
        and_(Submission.id.in_(matching), Submission.id.not_in(noted)), Submission.id.in_(fitting)
    )
    return select(Submission.id).where(is_found)


class _Told(NamedTuple):
    """Which notes and memos there are for who searches."""

    tags: Seen
    officer: str

    @property
    def memos(self) -> tuple[ColumnElement[bool], ...]:
        return (seen_memos(self.officer),) if self.tags else ()


def _fitting(session: Session, query: str, noted: Sequence[int], told: _Told) -> Iterator[int]:
    """Yield those of some submissions that a search finds by what is seen of them."""
    terms = search_terms(query)
    for part in parted(session.connection(), noted, _READ_TOGETHER):
        folded_texts: defaultdict[int, list[str]] = defaultdict(list)
        for source in chain(_sources(session, part, told), _words_of_files(session, part)):
            folded_texts[source.submission_id].append(folded(source.text))
        yield from (each for each, texts in folded_texts.items() if matches(terms, texts))


def _sources(session: Session, submission_ids: Sequence[int], told: _Told) -> Iterator[_Source]:
    """Yield all that is searched but files: texts in the order of the questions, then what officers
    wrote, then names.
    """
    texts = (
        select(
            SourceText.submission_id,
            func.coalesce(Question.number, 0),
            SourceText.body,
            SourceText.id,
        )
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(SourceText.submission_id.in_(submission_ids), SourceText.is_current)
        .order_by(Question.number.is_(None), Question.number, SourceText.id)
    )
    for submission_id, number, body, text_id in session.execute(texts):
        where = f"Question {number}" if number else "Letter"
        yield _Source(submission_id, where, body, text_id)
    yield from _notes(session, submission_ids, told)
    names = (
        select(Submission.id, Stakeholder.name, Submission.submitted_by)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.id.in_(submission_ids))
    )
    for submission_id, name, submitted_by in session.execute(names):
        yield _Source(submission_id, "Respondent", name or "")
        yield _Source(submission_id, "Submitted by", submitted_by)


def _notes(session: Session, submission_ids: Sequence[int], told: _Told) -> Iterator[_Source]:
    """Yield what officers wrote: the notes on tags, then the memos."""
    notes = (
        select(
            Tag.submission_id,
            Priority.code.label("code"),
            null().label("text_id"),
            null().label("number"),
            Tag.note,
            Tag.id.label("place"),
        )
        .join(Priority, Priority.id == Tag.priority_id)
        .where(Tag.submission_id.in_(submission_ids), Tag.note != "", *told.tags)
    )
    memos = (
        select(Memo.submission_id, null(), Memo.text_id, Question.number, Memo.words, Memo.id)
        .outerjoin(SourceText, SourceText.id == Memo.text_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(Memo.submission_id.in_(submission_ids), *told.memos)
    )
    both = union_all(notes, memos).subquery().c
    ordered = select(*both).order_by(both.code.is_(None), both.place)
    for submission_id, code, text_id, number, words, _ in session.execute(ordered):
        where = f"Note on {code}" if code is not None else _memo_place(text_id, number)
        yield _Source(submission_id, where, words)


def _memo_place(text_id: int | None, number: int | None) -> str:
    if text_id is None:
        return "Memo"
    return f"Memo on Q{number}" if number is not None else "Memo on the letter"


def _words_of_files(session: Session, submission_ids: Sequence[int]) -> Iterator[_Source]:
    """Yield the words of files that are searched; those in a letter are among the texts."""
    chosen = searched_files().where(Attachment.submission_id.in_(submission_ids))
    for submission_id, name, body in session.execute(chosen):
        yield _Source(submission_id, name, body, is_file=True)


_Files = dict[int, list[tuple[int, int, str]]]
"""By text: where the words of each file begin and end in it, and the file's name."""


def _files(session: Session, text_ids: Sequence[int]) -> _Files:
    found: _Files = defaultdict(list)
    chosen = (
        select(Extraction.text_id, Extraction.start, Extraction.end, Attachment.name)
        .join(Attachment, Attachment.id == Extraction.attachment_id)
        .where(Extraction.text_id.in_(text_ids))
        .order_by(Extraction.start)
    )
    for text_id, start, end, name in session.execute(chosen):
        found[text_id].append((start, end, name))
    return found


def _where(source: _Source, places: Sequence[FoundPlace], files: _Files) -> str:
    """Return where the first place is: in the words of a file, if they came out of one."""
    first = places[0].start
    spans = files.get(source.letter_id or 0, [])
    return next((name for start, end, name in spans if start <= first < end), source.where)
