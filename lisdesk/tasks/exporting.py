"""Write the evidence of a call to a file, and put on record what is handed over for publication."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lisdesk.edits.publications import PublishedFile, record_publication, retract_publication
from lisdesk.errors import RefusedError, TargetError, UserError
from lisdesk.exchange.atomic import atomic_target, force_to_disk
from lisdesk.exchange.workbook import WorkbookProperties, WrittenWorkbook, write_workbook
from lisdesk.queries.evidence import EvidenceWorkbook, Withheld, evidence_workbook, rows_of_work
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.store.work import Desk
from lisdesk.telling import nobody

Progress = Callable[[int, int, str], None]

_WRITING_TAKES = 6
"""How many rows are read in the time that one is written in."""

FORMATS = ("xlsx",)
"""The endings of the files that the evidence can be written to."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The file that now stands at `path`, and what it holds."""

    path: Path
    sha256: str
    """Of the whole file, in hexadecimal."""
    sheets: Mapping[str, int]
    """Rows of data by sheet."""
    edition: Edition
    content_hash: str
    """Of the call's content that it was made from."""
    withheld: Withheld
    """What a publication leaves out."""


def export_evidence(
    database: Database,
    desk: Desk,
    call_reference: str,
    target: Path,
    edition: Edition,
    progress: Progress | None = None,
) -> ExportReport:
    """Write a call's evidence to `target`, in the format that its ending names.

    The file is written whole or not at all and is the same, byte for byte, for the same content,
    edition and moment of the desk's clock. A publication is put on record with its hash before the
    file gets its place, so no file is ever handed over without its record; if it cannot get its
    place, the record is retracted. `progress` hears how much of the work is done, of how much, and
    in words which rows are read or written; an exception that it raises stops the work.

    Raises NotFoundError for an unknown call, RefusedError for a format that is not written,
    TargetError if the file cannot be written, BusyError if the record has to wait too long.
    """
    _check_format(target)
    order = _Order(database, call_reference, edition, desk.clock.now(), desk.clock.is_set, progress)
    if edition is Edition.PUBLICATION:
        made = _publish(order, desk, target)
    else:
        made = _write(order, target)
    return ExportReport(
        path=target,
        sha256=made.written.sha256,
        sheets=made.written.rows_by_table,
        edition=edition,
        content_hash=made.workbook.content_hash,
        withheld=made.workbook.withheld,
    )


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be exported, and the moment that it is to bear."""

    database: Database
    call_reference: str
    edition: Edition
    made_at: datetime
    clock_is_set: bool
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class _Made:
    """A finished file with what it was made from."""

    call_id: int
    workbook: EvidenceWorkbook
    written: WrittenWorkbook


def _check_format(target: Path) -> None:
    if target.suffix.casefold().removeprefix(".") not in FORMATS:
        raise RefusedError(
            f"The evidence cannot be written to “{target.name}”: "
            f"only files that end in {' or '.join(f'.{each}' for each in FORMATS)} are.",
            do="Give a name such as evidence.xlsx.",
        )


def _write(order: _Order, path: Path) -> _Made:
    with order.database.reading() as session:
        call_id = call_by_reference(session, order.call_reference).id
        steps = _Steps(order.progress, *rows_of_work(session, call_id)) if order.progress else None
        workbook = evidence_workbook(
            session,
            call_id,
            order.edition,
            made_at=order.made_at,
            clock_is_set=order.clock_is_set,
            tell=steps.read if steps else nobody,
        )
        if steps:
            steps.begin_to_write(workbook.rows)
        properties = WorkbookProperties(workbook.title, workbook.subject, order.made_at)
        written = write_workbook(
            workbook.tables, path, properties=properties, tell=steps.write if steps else nobody
        )
    return _Made(call_id, workbook, written)


class _Steps:
    """How far an export is: first rows are read, then rows are written, which takes longer."""

    def __init__(self, progress: Progress, to_read: int, to_write: int) -> None:
        self._progress = progress
        self._to_read, self._to_write = to_read, to_write
        self._read = self._written = 0
        self.read(0)

    def read(self, rows: int) -> None:
        """Tell of more rows that were read."""
        self._read += rows
        self._tell(f"{self._read:,} of {self._to_read:,} rows read")

    def begin_to_write(self, rows: int) -> None:
        """Take down how many rows there are to write, which was only guessed before."""
        self._to_write = rows
        self.write(0)

    def write(self, rows: int) -> None:
        """Tell of more rows that were written."""
        self._written += rows
        self._tell(f"{self._written:,} of {self._to_write:,} rows written")

    def _tell(self, words: str) -> None:
        done = self._read + _WRITING_TAKES * self._written
        self._progress(done, self._to_read + _WRITING_TAKES * self._to_write, words)


def _publish(order: _Order, desk: Desk, target: Path) -> _Made:
    """Write beside the target, put the file on record, then put it in its place."""
    publication_id = None
    try:
        with atomic_target(target) as temporary:
            with TemporaryDirectory() as folder:
                finished = Path(folder) / target.name
                made = _write(order, finished)
                shutil.copyfile(finished, temporary)
            force_to_disk(temporary)
            with order.database.writing(desk) as work:
                recorded = record_publication(
                    work, call_id=made.call_id, file=_published(order, made, target)
                )
            publication_id = recorded.result
    except BaseException as error:
        if publication_id is not None and not _stands(target, made.written.sha256):
            _retract(order, desk, publication_id, target, error)
        raise
    return made


def _published(order: _Order, made: _Made, target: Path) -> PublishedFile:
    return PublishedFile(
        file_name=target.name,
        sha256=made.written.sha256,
        content_hash=made.workbook.content_hash,
        made_at=order.made_at,
        filter=made.workbook.filter,
    )


def _stands(target: Path, sha256: str) -> bool:
    """Whether the finished file is in its place; a place that cannot be read counts as such.

    A record without its file is a lesser fault than a file without its record.
    """
    try:
        return hashlib.sha256(target.read_bytes()).hexdigest() == sha256
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _retract(
    order: _Order, desk: Desk, publication_id: int, target: Path, error: BaseException
) -> None:
    """Take back the record of a file that did not get its place; TargetError says so."""
    try:
        with order.database.writing(desk) as work:
            retract_publication(work, publication_id=publication_id)
    except UserError as second:
        raise TargetError(
            f"“{target.name}” could not be put in its place, and the record of its publication "
            f"could not be taken back: {second.happened}",
            kept="No file was handed over, but the history says that one was.",
            do="Publish it again under the same name, so that the two agree.",
        ) from error
    if isinstance(error, TargetError):
        raise error.reworded(
            kept="Nothing was handed over, and its record was taken back."
        ) from error
