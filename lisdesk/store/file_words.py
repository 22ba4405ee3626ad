"""The words of the files that came with submissions, for the search.

They follow from the files, like the search index: they are in no audit and can be made anew, by
`lisdesk.tasks.file_words`. Nothing but the search reads them, so no publication can hold them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Select,
    String,
    Table,
    Text,
    and_,
    delete,
    exists,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import Attachment, Blob, Extraction, SourceText, Submission

FILE_WORDS = Table(
    "file_words",
    MetaData(),
    Column("sha256", String(64), primary_key=True),
    Column("reader", String),
    Column("body", Text),
    Column("reason", String),
)
"""By the hash of a file: what read it, its words as texts are kept, and why they are not all
there, in a whole sentence; empty if they are.
"""
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class FileWords:
    """The words of one file, or why there are none."""

    sha256: str
    body: str
    reason: str = ""


def unread_files(session: Session, reader: str, call_id: int | None = None) -> list[str]:
    """Return the hashes of the files that are still to be read by a reader, the oldest first.

    A file whose words stand in the letter of its submission needs no reading.
    """
    chosen = (
        select(Attachment.sha256)
        .where(~is_in_letter(), ~_is_read(reader))
        .group_by(Attachment.sha256)
        .order_by(func.min(Attachment.id))
    )
    if call_id is not None:
        chosen = chosen.join(Submission, Submission.id == Attachment.submission_id)
        chosen = chosen.where(Submission.call_id == call_id)
    return list(session.scalars(chosen))


def file_of(session: Session, sha256: str) -> tuple[str, bytes] | None:
    """Return the name and the bytes of a file, as stored; None if it is gone by now."""
    chosen = (
        select(Attachment.name, Blob.content)
        .join(Blob, Blob.sha256 == Attachment.sha256)
        .where(Attachment.sha256 == sha256)
        .order_by(Attachment.id)
        .limit(1)
    )
    row = session.execute(chosen).first()
    return None if row is None else (row[0], row[1])


def keep_words(session: Session, found: Sequence[FileWords]) -> list[int]:
    """Keep the words of files in place of what there was; return the submissions that say something
    else by that, which are to be indexed anew. Until `settle` follows, the files count as unread.
    """
    hashes = [each.sha256 for each in found]
    said_before = select(FILE_WORDS.c.sha256).where(
        FILE_WORDS.c.sha256.in_(hashes), FILE_WORDS.c.body != ""
    )
    saying = {each.sha256 for each in found if each.body} | set(session.scalars(said_before))
    session.execute(delete(FILE_WORDS).where(FILE_WORDS.c.sha256.in_(hashes)))
    session.execute(
        text(
            "INSERT INTO file_words (sha256, reader, body, reason) "
            "VALUES (:sha256, :reader, :body, :reason) ON CONFLICT DO NOTHING"
        ),  # another window on the same server may have read them just now
        [
            {"sha256": each.sha256, "reader": "", "body": each.body, "reason": each.reason}
            for each in found
        ],
    )
    chosen = select(Attachment.submission_id).where(Attachment.sha256.in_(saying)).distinct()
    return sorted(session.scalars(chosen))


def settle(session: Session, reader: str, found: Sequence[FileWords]) -> None:
    """Put down that files were read by a reader, and that all that they say is indexed."""
    hashes = [each.sha256 for each in found]
    session.execute(update(FILE_WORDS).where(FILE_WORDS.c.sha256.in_(hashes)).values(reader=reader))


def forget_unreadable(session: Session, call_id: int) -> None:
    """Let the files of a call that could not be read, or not whole, be read again. What is known of
    them stays until then: it is in the index.
    """
    of_call = (
        select(Attachment.sha256)
        .join(Submission, Submission.id == Attachment.submission_id)
        .where(Submission.call_id == call_id)
    )
    is_meant = and_(FILE_WORDS.c.reason != "", FILE_WORDS.c.sha256.in_(of_call))
    session.execute(delete(FILE_WORDS).where(is_meant, FILE_WORDS.c.body == ""))
    session.execute(update(FILE_WORDS).where(is_meant).values(reader=""))


def has_gone(session: Session) -> bool:
    """Whether there are words of files that no submission has any more."""
    return bool(session.scalar(select(exists(select(FILE_WORDS.c.sha256).where(_is_gone())))))


def forget_gone(session: Session) -> None:
    """Take away the words of files that no submission has any more."""
    session.execute(delete(FILE_WORDS).where(_is_gone()))


def _is_gone() -> ColumnElement[bool]:
    return ~exists().where(Attachment.sha256 == FILE_WORDS.c.sha256)


def words_of_files(
    connection: Connection, submission_ids: Collection[int]
) -> defaultdict[int, list[str]]:
    """Return the words of the files of submissions, but for those that stand in a letter."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    chosen = searched_files().where(Attachment.submission_id.in_(submission_ids))
    for submission_id, _name, body in connection.execute(chosen):
        found[submission_id].append(body)
    return found


def sizes_of_files(
    connection: Connection, submission_ids: Collection[int]
) -> defaultdict[int, int]:
    """Return how many bytes the words are that `words_of_files` would return, by submission."""
    size = func.sum(func.octet_length(FILE_WORDS.c.body))  # known without reading the words
    chosen = (
        select(Attachment.submission_id, size)
        .join(FILE_WORDS, FILE_WORDS.c.sha256 == Attachment.sha256)
        .where(Attachment.submission_id.in_(submission_ids), ~is_in_letter())
        .group_by(Attachment.submission_id)
    )
    found: defaultdict[int, int] = defaultdict(int)
    found.update({submission_id: int(own) for submission_id, own in connection.execute(chosen)})
    return found


def searched_files() -> Select[int, str, str]:
    """Return a select of the files whose words are searched: submission, name and words."""
    return (
        select(Attachment.submission_id, Attachment.name, FILE_WORDS.c.body)
        .join(FILE_WORDS, FILE_WORDS.c.sha256 == Attachment.sha256)
        .where(FILE_WORDS.c.body != "", ~is_in_letter())
        .order_by(Attachment.id)
    )


def with_known_files(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> frozenset[int]:
    """Return the submissions of those attachments, as rows, whose words are known already."""
    by_hash: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        by_hash[row["sha256"]].add(row["submission_id"])
    hashes = sorted(by_hash)
    found: set[int] = set()
    for start in range(0, len(hashes), _CHUNK):
        chosen = select(FILE_WORDS.c.sha256).where(
            FILE_WORDS.c.sha256.in_(hashes[start : start + _CHUNK])
        )
        for sha256 in connection.scalars(chosen):
            found |= by_hash[sha256]
    return frozenset(found)


def with_other_files(connection: Connection, changes: Iterable[RowChange]) -> set[int]:
    """Return the submissions that have files more or fewer than before whose words are known, but
    for files whose rows were written together: `with_known_files` is to be asked of those.
    """
    rows: list[Mapping[str, Any]] = []
    touched: set[int] = set()
    for change in changes:
        if change.table.name != Attachment.__tablename__:
            continue
        if change.seal is not None:
            continue
        if change.rows is not None:
            rows += change.rows
        elif change.operation is Operation.UPDATE:
            touched.update(_both_sides(change))
        else:
            rows.append(change.after or change.before or {})
    return touched | with_known_files(connection, rows)


def _both_sides(change: RowChange) -> Iterator[int]:
    for values in (change.before, change.after):
        submission_id = (values or {}).get("submission_id")
        if isinstance(submission_id, int):
            yield submission_id


def _is_read(reader: str) -> ColumnElement[bool]:
    return exists().where(FILE_WORDS.c.sha256 == Attachment.sha256, FILE_WORDS.c.reader == reader)


def is_in_letter() -> ColumnElement[bool]:
    """Return the condition that an attachment's words stand in the letter of its submission."""
    return (
        select(Extraction.id)
        .join(SourceText, SourceText.id == Extraction.text_id)
        .where(Extraction.attachment_id == Attachment.id, SourceText.is_current)
        .exists()
    )
