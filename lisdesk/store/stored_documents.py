"""Submissions as they are stored, on their way into the search index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sqlalchemy import Connection, func, select

from lisdesk.store.entities import Memo, SourceText, Stakeholder, Submission, Tag
from lisdesk.store.file_words import sizes_of_files, words_of_files
from lisdesk.store.indexed_documents import Document, write

BYTES_AT_ONCE = 500_000
"""Of texts and of files that are indexed together, unless one submission has more."""
_CHUNK = 500


def index_stored(connection: Connection, submission_ids: Sequence[int]) -> None:
    """Index submissions of which nothing is indexed, holding some of their words at a time."""
    for part in parted(connection, submission_ids, _CHUNK):
        write(connection, _documents(connection, part))


def parted(connection: Connection, submission_ids: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield submissions in lists of so many at most, whose texts and files say no more than
    BYTES_AT_ONCE; one that says more by itself is alone.
    """
    for start in range(0, len(submission_ids), _CHUNK):
        chunk = submission_ids[start : start + _CHUNK]
        sizes = _sizes(connection, chunk)
        part: list[int] = []
        size = 0
        for submission_id in chunk:
            if part and (len(part) == most or size + sizes[submission_id] > BYTES_AT_ONCE):
                yield part
                part, size = [], 0
            part.append(submission_id)
            size += sizes[submission_id]
        yield part


def _sizes(connection: Connection, submission_ids: Sequence[int]) -> defaultdict[int, int]:
    sizes = sizes_of_files(connection, submission_ids)
    size = func.sum(func.octet_length(SourceText.body))
    chosen = (
        select(SourceText.submission_id, size)
        .where(SourceText.submission_id.in_(submission_ids), SourceText.is_current)
        .group_by(SourceText.submission_id)
    )
    for submission_id, own in connection.execute(chosen):
        sizes[submission_id] += int(own)
    return sizes


def by_submission(texts: Iterable[tuple[int, str]]) -> defaultdict[int, list[str]]:
    """Return texts in a list for each submission."""
    grouped: defaultdict[int, list[str]] = defaultdict(list)
    for submission_id, body in texts:
        grouped[submission_id].append(body)
    return grouped


def _documents(connection: Connection, submission_ids: Sequence[int]) -> list[Document]:
    texts = _stored_texts(connection, submission_ids)
    notes = _stored_notes(connection, submission_ids)
    files = words_of_files(connection, submission_ids)
    chosen = (
        select(Submission.id, Submission.submitted_by, Stakeholder.name)
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.id.in_(submission_ids))
        .order_by(Submission.id)
    )
    return [
        (key, (name or "", by), [*texts[key], *notes[key], *files[key]])
        for key, by, name in connection.execute(chosen)
    ]


def _stored_texts(
    connection: Connection, submission_ids: Sequence[int]
) -> defaultdict[int, list[str]]:
    chosen = (
        select(SourceText.submission_id, SourceText.body)
        .where(SourceText.submission_id.in_(submission_ids), SourceText.is_current)
        .order_by(SourceText.id)
    )
    return by_submission(
        (submission_id, body) for submission_id, body in connection.execute(chosen)
    )


def _stored_notes(
    connection: Connection, submission_ids: Sequence[int]
) -> defaultdict[int, list[str]]:
    chosen = (
        select(Tag.submission_id, Tag.note)
        .where(Tag.submission_id.in_(submission_ids), Tag.note != "")
        .order_by(Tag.id)
    )
    memos = (
        select(Memo.submission_id, Memo.words)
        .where(Memo.submission_id.in_(submission_ids))
        .order_by(Memo.id)
    )
    found = chain(connection.execute(chosen), connection.execute(memos))
    return by_submission((submission_id, note) for submission_id, note in found)
