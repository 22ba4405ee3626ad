"""Bring the words of the files that came with submissions into the search."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import NamedTuple

from sqlalchemy.orm import Session

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.file_words.reading import MOST_CHARACTERS, WORDS_READER, WordReader
from lisdesk.store import file_words
from lisdesk.store.database import Database
from lisdesk.store.file_words import FileWords
from lisdesk.store.indexing import index_again, take_turn
from lisdesk.store.stored_documents import parted
from lisdesk.tasks.breathing import Breather

Progress = Callable[[int, int], None]
_KEPT_TOGETHER = 20
_KEPT_AFTER_S = 0.5
_SUBMISSIONS_AT_ONCE = 50
_CHARACTERS_TOGETHER = 500_000
"""Of more than that in all, a file begins the next list that is saved together."""

NO_WORDS = "The file holds no text that can be read, as scans do."
_NOT_WHOLE = f"Only its first {MOST_CHARACTERS:,} characters are searched."
_NOT_ALL_SHEETS = (
    "Not all of its sheets are searched: the first fifty, as far as they can be read and are not "
    "too large."
)
_ALTERED = "The file is not what was received: the consultation file is damaged."


class FilesRead(NamedTuple):
    """How many files were read, of how many of those the words are not searched, and how many are
    left.
    """

    read: int
    unreadable: int
    left: int


def is_unread(database: Database) -> bool:
    """Whether there are files whose words are not in the search yet and were not tried."""
    with database.reading() as session:
        return bool(file_words.unread_files(session, WORDS_READER))


def read_file_words(
    database: Database,
    *,
    is_awaited: Callable[[], bool] | None = None,
    seconds: float | None = None,
    progress: Progress | None = None,
) -> FilesRead:
    """Read the files that were not read yet, also those of long ago, and index what they say; take
    away the words of those that no submission has any more.

    Some are saved by themselves, so what was read stays read. After so many `seconds` it begins
    with no other file. With `is_awaited` it rests between the parts of its work, for the window's
    sake: CancelledError once nobody waits for it any more. `progress` is told files done and in
    all.
    """
    with database.reading() as session:
        unread = file_words.unread_files(session, WORDS_READER)
        has_gone = file_words.has_gone(session)
    if has_gone:
        with _keeping(database) as session:
            file_words.forget_gone(session)
    if not unread:
        return FilesRead(0, 0, 0)
    breathe = Breather(is_awaited).breathe if is_awaited else _go_on
    done = unreadable = 0
    for found in _in_parts(_read(database, unread, seconds, is_awaited, breathe)):
        _keep(database, found, breathe)
        done += len(found)
        unreadable += sum(not each.body for each in found)
        if progress is not None:
            progress(done, len(unread))
    return FilesRead(done, unreadable, len(unread) - done)


def read_again(database: Database, call_id: int) -> None:
    """Let the files of a call that could not be read be tried once more, by the next reading."""
    with database.keeping() as session:
        file_words.forget_unreadable(session, call_id)


def _read(
    database: Database,
    unread: Sequence[str],
    seconds: float | None,
    is_awaited: Callable[[], bool] | None,
    breathe: Callable[[], None],
) -> Iterator[FileWords]:
    begun = monotonic()
    with WordReader(is_awaited) as reader:
        for sha256 in unread:
            if seconds is not None and monotonic() - begun > seconds:
                return
            with database.reading() as session:
                file = file_words.file_of(session, sha256)
            if file is not None:
                yield _words_of(reader, sha256, *file)
            del file
            breathe()


def _words_of(reader: WordReader, sha256: str, name: str, content: bytes) -> FileWords:
    if hashlib.sha256(content).hexdigest() != sha256:
        return FileWords(sha256, "", _ALTERED)
    try:
        found = reader.read(name, content)
    except UnreadableFileError as error:
        return FileWords(sha256, "", error.happened)
    if not found.text.strip():
        return FileWords(sha256, "", NO_WORDS)
    reason = "" if found.has_all_sheets else _NOT_ALL_SHEETS
    return FileWords(sha256, found.text, reason if found.is_whole else _NOT_WHOLE)


def _in_parts(found: Iterator[FileWords]) -> Iterator[list[FileWords]]:
    """Yield what was read in lists that are saved together."""
    part: list[FileWords] = []
    begun, characters = monotonic(), 0
    for each in found:
        if part and characters + len(each.body) > _CHARACTERS_TOGETHER:
            yield part
            part, begun, characters = [], monotonic(), 0
        part.append(each)
        characters += len(each.body)
        if len(part) == _KEPT_TOGETHER or monotonic() - begun > _KEPT_AFTER_S:
            yield part
            part, begun, characters = [], monotonic(), 0
    if part:
        yield part


def _keep(database: Database, found: Sequence[FileWords], breathe: Callable[[], None]) -> None:
    """Save what was read, and index the submissions that have it, in transactions that are short by
    what the files say: an edit finds the file free in between. What is stopped before its end is
    read again.
    """
    with _keeping(database) as session:
        ids = file_words.keep_words(session, found)
        parts = parted(session.connection(), ids, _SUBMISSIONS_AT_ONCE)
        first, *others = list(parts) or [[]]
        index_again(session.connection(), first)
        if not others:
            file_words.settle(session, WORDS_READER, found)
    breathe()
    for part in others:
        with _keeping(database) as session:
            index_again(session.connection(), part)
            if part is others[-1]:
                file_words.settle(session, WORDS_READER, found)
        breathe()


@contextmanager
def _keeping(database: Database) -> Iterator[Session]:
    """Yield a session that may save words and index them: no edit does at the same time."""
    with database.keeping() as session:
        take_turn(session.connection())
        yield session


def _go_on() -> None:
    """Rest not at all: nobody waits for this process to do anything else."""
