"""Compare a workbook or a report that was made earlier with its call as it is now."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk import __version__
from lisdesk.clock import Clock
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.exchange.finished.report_contents import REPORT_FORMATS
from lisdesk.exchange.sheets.grid import SheetGrid, cell_text
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.queries.evidence import evidence_workbook
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_changes import WorkbookChange, changes
from lisdesk.store.database import Database
from lisdesk.store.entities import FileFact
from lisdesk.store.lookup import call_by_reference
from lisdesk.tasks.export_formats import ENDINGS
from lisdesk.tasks.recorded_files import FileRecord, file_record, refusal_of_uncompared
from lisdesk.tasks.verified_cells import HEADING_ROW, LIMITS, cells_now, cells_then, compared
from lisdesk.tasks.verified_charts import changes_of_charts
from lisdesk.tasks.verified_part import wish_of_cover
from lisdesk.tasks.verifying_reports import read_earlier_report, report_changes, report_now

_NOT_COMPARED = frozenset({ENDINGS["csv"], ENDINGS["qdpx"], ENDINGS["qdc"]})


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """How a workbook stands to the file it was made from."""

    reference: str
    edition: Edition
    sha256: str
    recorded_at: datetime | None
    """When this very file was put on record as a publication; None if it never was."""
    recorded_by: str
    version: str
    """Of lisdesk, which the workbook says it was made with; empty if it names none."""
    is_altered: bool | None
    """Whether the workbook was altered since it was made; None if that cannot be told."""
    is_current: bool
    """Whether the call's content is what it was made from."""
    changes: tuple[WorkbookChange, ...]
    """Numbers and quotations that differ between the workbook and the call as it is now."""

    @property
    def agrees(self) -> bool:
        """Whether the workbook says what the call says now."""
        return not self.changes and not self.is_altered


def verify_file(database: Database, clock: Clock, path: Path, officer: str = "") -> VerifiedFile:
    """Compare a workbook, or a report by its ending, with the call that it names; a workbook in the
    part that it is of, by the views as an officer sees them.

    Raises UnreadableFileError if it cannot be read, RefusedError for a file that is neither, which
    tells of lists and coded projects whether they are on record, or of another consultation file,
    NotFoundError for a call that is not there.
    """
    ending = path.suffix.casefold().removeprefix(".")
    if ending in REPORT_FORMATS:
        return _verify_report(database, clock, path, ending)
    if ending in _NOT_COMPARED:
        with database.reading() as session:
            raise refusal_of_uncompared(session, path)
    cover = read_sheet(path, limits=LIMITS)
    facts = _facts(path, cover)
    edition = _edition(facts)
    with database.reading() as session:
        _check_origin(session, path, facts)
        call = call_by_reference(session, facts["Reference"])
        made = evidence_workbook(
            session,
            call.id,
            edition,
            made_at=clock.now(),
            clock_is_set=clock.is_set,
            wish=wish_of_cover(session, path, call.id, edition, officer, facts),
            officer=officer,
        )
        now = dict(cells_now(made))
        record = file_record(session, call, path, cover.sha256, facts)
    then, now = compared(
        dict(cells_then(path, cover)), now, is_current=made.content_hash == facts["Content hash"]
    )
    found = list(changes(then, now))
    found += changes_of_charts(path, then, now, made.tables, clock.now(), found)
    return _verified(facts, cover.sha256, record, made.content_hash, tuple(found))


def _verify_report(database: Database, clock: Clock, path: Path, file_format: str) -> VerifiedFile:
    then = read_earlier_report(path, file_format)
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with database.reading() as session:
        _check_origin(session, path, then.facts)
        call = call_by_reference(session, then.facts["Reference"])
        record = file_record(session, call, path, sha256, then.facts)
    now, content_hash = report_now(database, clock, then, file_format)
    found = tuple(report_changes(then, now))
    return _verified(then.facts, sha256, record, content_hash, found)


def _verified(
    facts: Mapping[str, str],
    sha256: str,
    record: FileRecord,
    content_hash: str,
    found: tuple[WorkbookChange, ...],
) -> VerifiedFile:
    is_current = content_hash == facts["Content hash"]
    version = facts.get("lisdesk version", "")
    return VerifiedFile(
        reference=facts["Reference"],
        edition=_edition(facts),
        sha256=sha256,
        recorded_at=record.at,
        recorded_by=record.by,
        version=version,
        is_altered=_is_altered(
            record,
            is_current and (not found or version == __version__ or record.is_of_another),
            has_changes=bool(found),
        ),
        is_current=is_current,
        changes=found,
    )


def _edition(facts: Mapping[str, str]) -> Edition:
    return next(each for each in Edition if each.label == facts["Edition"])


def _is_altered(record: FileRecord, is_comparable: bool, *, has_changes: bool) -> bool | None:
    """Tell an alteration of the workbook from a change of the call, as far as that can be told.

    A recorded hash proves the file. While the call is what the workbook was made from, and either
    this version is the one that made it or what it says it is has another hash on record, whatever
    differs was altered in the workbook: `is_comparable`. Which version made it only the file says.
    """
    if record.at is not None:
        return False
    return has_changes if is_comparable else None


def _facts(path: Path, cover: SheetGrid) -> dict[str, str]:
    rows = [[cell_text(cell) for cell in cells] for _, cells in cover.rows()]
    facts = {row[0]: row[1] for row in rows[HEADING_ROW:] if len(row) > 1}
    labels = {each.label for each in Edition}
    if cover.name != "Cover" or facts.get("Edition") not in labels or "Content hash" not in facts:
        raise RefusedError(
            f"“{path.name}” is no evidence workbook of lisdesk.",
            kept="It was only read.",
            do="Name a workbook (.xlsx) or a report (.html, .docx) that “lisdesk export” wrote; "
            "lists and coded projects cannot be compared.",
        )
    return facts


def _check_origin(session: Session, path: Path, facts: Mapping[str, str]) -> None:
    file_id = session.scalar(select(FileFact.value).where(FileFact.name == "file_id"))
    if facts.get("Database id") != file_id:
        raise NotFoundError(
            f"“{path.name}” was made from another consultation file.",
            kept="It was only read.",
            do="Open the file that it was made from: “lisdesk info” tells its id, and the file "
            "itself the one it wants: on its cover, or under “About this report”.",
        )
