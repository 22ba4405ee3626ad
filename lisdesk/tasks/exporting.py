"""Write the evidence of a call to a file, and put on record what is handed over for publication."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from lisdesk.edits.publications import PublishedFile, record_publication, retract_publication
from lisdesk.errors import RefusedError, TargetError, UserError
from lisdesk.exchange.atomic import atomic_target, force_to_disk
from lisdesk.queries.evidence import Withheld
from lisdesk.rules.publication_secrets import Checked
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.export_formats import (
    ENDINGS,
    FORMATS,
    format_of_ending,
    write_export,
)
from lisdesk.tasks.export_orders import ExportOrder, MadeExport
from lisdesk.tasks.export_steps import HeardProgress, Progress
from lisdesk.tasks.publication_check import check_publication


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The file that now stands at `path`, and what it holds."""

    path: Path
    sha256: str
    """Of the whole file, in hexadecimal."""
    sheets: Mapping[str, int]
    """Rows of data by sheet, or how many of each kind of thing a coded project holds."""
    edition: Edition
    content_hash: str
    """Of the call's content that it was made from."""
    withheld: Withheld
    """What a publication leaves out."""
    losses: tuple[str, ...] = ()
    """What the format has no place for, and what of it may not be published, in sentences."""


def export_evidence(
    database: Database,
    desk: Desk,
    call_reference: str,
    target: Path,
    edition: Edition,
    progress: Progress | None = None,
    *,
    file_format: str = "",
    unsettled_because: str = "",
    wish: WorkbookWish | None = None,
    with_confidential: bool = False,
) -> ExportReport:
    """Write a call's evidence to `target`, in the format that is asked for or its ending names.

    The file is written whole or not at all and is the same, byte for byte, for the same content,
    edition and moment of the desk's clock. A publication is put on record with its hash before the
    file gets its place, so no file is ever handed over without its record; if it cannot get its
    place, the record is retracted. Suspected personal data in it has to be settled first, unless
    `unsettled_because` says why not, which is recorded with it. `progress` hears how much of the
    work is done, of how much, and in words which rows are read or written; an exception that it
    raises stops the work. `wish` asks for a template of the workbook, and for a part of the
    submissions in a workbook or in lists. The internal edition of a coded project leaves out what
    is confidential unless it is asked for.

    Raises NotFoundError for an unknown call, RefusedError for a format that is not written, for
    a publication with anything unsettled, and where nobody asks for what is confidential,
    TargetError if the file cannot be written, BusyError if the record has to wait too long.
    """
    named, wish = _format(target, file_format), wish or WorkbookWish()
    _check_wish(wish, named)
    if with_confidential:
        _check_confidential(edition, named)
    order = ExportOrder(
        database,
        call_reference,
        edition,
        named,
        desk.clock.now(),
        desk.clock.is_set,
        HeardProgress(progress) if progress else None,
        unsettled_because,
        wish,
        desk.officer,
        with_confidential,
    )
    if edition is Edition.PUBLICATION:
        made = _publish(order, desk, target)
    else:
        made = write_export(order, target)
    return ExportReport(
        path=target,
        sha256=made.sha256,
        sheets=made.rows_by_table,
        edition=edition,
        content_hash=made.content_hash,
        withheld=made.withheld,
        losses=made.losses,
    )


def _check_wish(wish: WorkbookWish, file_format: str) -> None:
    is_of_all = not wish.is_narrowed and wish.template is Template.FULL
    if (
        is_of_all
        or file_format == "xlsx"
        or (file_format == "csv" and wish.template is Template.FULL)
    ):
        return
    raise RefusedError(
        "Only a workbook has a template, and only a workbook or lists can be narrowed to a view.",
        kept="Nothing was written.",
        do="Give a name that ends in .xlsx.",
    )


def _check_confidential(edition: Edition, file_format: str) -> None:
    if edition is Edition.INTERNAL and file_format == "qdpx":
        return
    raise RefusedError(
        "Only of the internal edition of a coded project it can be asked to hold what is "
        "confidential: other files for officers hold it, and no publication does.",
        kept="Nothing was written.",
        do="Leave that out, or give a name that ends in .qdpx.",
    )


def _format(target: Path, asked: str) -> str:
    ending = target.suffix.casefold().removeprefix(".")
    named = asked.casefold() or format_of_ending(ending)
    if named not in FORMATS or (named == "csv" and ending != ENDINGS[named]):
        endings = " or ".join(f".{each}" for each in ENDINGS.values())
        raise RefusedError(
            f"The evidence cannot be written to “{target.name}”: "
            f"only files that end in {endings} are, lists (CSV) together in one .zip.",
            do="Give a name such as evidence.xlsx.",
        )
    return named


def _publish(order: ExportOrder, desk: Desk, target: Path) -> MadeExport:
    """Write beside the target, put the file on record, then put it in its place."""
    publication_id = None
    try:
        with atomic_target(target) as temporary:
            with TemporaryDirectory() as folder:
                finished = Path(folder) / target.name
                made = write_export(order, finished)
                checked = check_publication(
                    order.database,
                    made.call_id,
                    finished,
                    order.file_format,
                    desk.officer,
                    order.progress,
                )
                shutil.copyfile(finished, temporary)
            force_to_disk(temporary)
            with order.database.writing(desk) as work:
                recorded = record_publication(
                    work, call_id=made.call_id, file=_published(order, made, target, checked)
                )
            publication_id = recorded.result
    except BaseException as error:
        if publication_id is not None and not _stands(target, made.sha256):
            _retract(order, desk, publication_id, target, error)
        raise
    return made


def _published(
    order: ExportOrder, made: MadeExport, target: Path, checked: Checked
) -> PublishedFile:
    return PublishedFile(
        file_name=target.name,
        sha256=made.sha256,
        content_hash=made.content_hash,
        made_at=order.made_at,
        filter=made.filter,
        waiting=made.waiting,
        waiting_because=order.unsettled_because,
        checked=checked.looked_at,
        hints=len(checked.hints),
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
    order: ExportOrder, desk: Desk, publication_id: int, target: Path, error: BaseException
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
