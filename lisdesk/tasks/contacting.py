"""Whom to write to, as files: a list for mail merge, and acknowledgements as drafts."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lisdesk.edits.contacting import record_contact_export
from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.mail.drafts import MailDraft, write_drafts
from lisdesk.queries.acknowledging import Acknowledging, DueRow, acknowledgements
from lisdesk.queries.chasing import EVERYBODY, ChaseFilter, ChaseRow, not_heard
from lisdesk.rules.acknowledgements import filled
from lisdesk.rules.guarded_cells import guarded
from lisdesk.store.database import Database
from lisdesk.store.entities import Call
from lisdesk.store.work import Desk
from lisdesk.table import CellKind, Column, Row, Table
from lisdesk.telling import Tell, nobody

_COLUMNS = (
    Column("Name", CellKind.LONG_TEXT, 36),
    Column("Person", CellKind.LONG_TEXT, 24),
    Column("E-mail", CellKind.LONG_TEXT, 32),
    Column("Telephone", width=18),
    Column("Address", CellKind.LONG_TEXT, 40),
    Column("Type", CellKind.LONG_TEXT, 28),
    Column("Area", CellKind.LONG_TEXT, 24),
    Column("Last contact", CellKind.DAY),
    Column("What it was", CellKind.LONG_TEXT, 32),
    Column("Times chased", CellKind.WHOLE_NUMBER),
    Column("Call", width=18),
    Column("Call title", CellKind.LONG_TEXT, 36),
)
_DEFAULT_NAME = "colleague"
_TELEPHONE = re.compile(r"\+?[0-9]+(?: [0-9]+)*")


@dataclass(frozen=True, slots=True)
class WrittenDrafts:
    """What became of acknowledgements that were to be written."""

    submission_ids: tuple[int, ...]
    """Of those that were written."""
    left_out: tuple[tuple[str, str], ...]
    """References of those that were not, with the reason."""


def write_chase_list(
    database: Database,
    desk: Desk,
    call_id: int,
    path: Path,
    *,
    chosen: ChaseFilter = EVERYBODY,
    only: Collection[int] | None = None,
) -> int:
    """Write who has not been heard, one row each, for mail merge: as a workbook, or as CSV if the
    name ends in .csv; return how many. That contact details were written stays on record. `only`
    narrows the list to some stakeholders.

    Raises RefusedError for another ending and for nobody, TargetError if it cannot be written.
    """
    ending = path.suffix.casefold()
    if ending not in (".csv", ".xlsx"):
        raise RefusedError(
            f"The list cannot be written to “{path.name}”.",
            do="Give a name that ends in .csv or .xlsx.",
        )
    with database.writing(desk) as work:
        call = work.session.get_one(Call, call_id)
        rows = [
            each
            for each in not_heard(work.session, call_id, chosen)
            if only is None or each.id in only
        ]
        if not rows:
            raise RefusedError("Nobody is on the list.", do="Choose another type or area.")
        table = _table(call, rows)
        record_contact_export(work, call_id=call_id, file_name=path.name, contacts=len(rows))
        if ending == ".csv":
            _write_csv(table, path)
        else:
            from lisdesk.exchange.workbook import WorkbookProperties, write_workbook

            said = WorkbookProperties("Chase list", call.reference, desk.clock.now())
            write_workbook([table], path, properties=said)
    return len(rows)


def write_acknowledgements(
    database: Database,
    call_id: int,
    now: datetime,
    folder: Path,
    *,
    only: Collection[int] | None = None,
    tell: Tell = nobody,
) -> WrittenDrafts:
    """Write an e-mail to the sender of each submission that is still to be acknowledged, as drafts
    named by reference into a folder that is there; they say whether the call has closed by `now`.
    `only` narrows them to some submissions.

    Nothing is marked as sent: a draft is not. Raises RefusedError if there is no such folder,
    TargetError if a file cannot be written.
    """
    if not folder.is_dir():
        raise RefusedError(f"There is no folder “{folder.name}”.", do="Choose one that is there.")
    with database.reading() as session:
        due = acknowledgements(session, call_id)
    rows = [each for each in due.rows if only is None or each.submission_id in only]
    fit = [each for each in rows if not each.fault]
    write_drafts([_draft(due, each, now) for each in fit], folder, tell=tell)
    return WrittenDrafts(
        tuple(each.submission_id for each in fit),
        tuple((each.reference, each.fault) for each in rows if each.fault),
    )


def write_chosen_drafts(
    database: Database,
    desk: Desk,
    progress: Callable[[int, int], None],
    *,
    call_id: int,
    folder: Path,
    only: Collection[int],
) -> WrittenDrafts:
    """Write the drafts of some submissions as `write_acknowledgements` does; `progress` hears how
    many of how many are done.
    """
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        progress(done, len(only))

    now = desk.clock.now()
    return write_acknowledgements(database, call_id, now, folder, only=only, tell=tell)


def _draft(due: Acknowledging, row: DueRow, now: datetime) -> MailDraft:
    values = {
        "name": " ".join(row.name.split()) or _DEFAULT_NAME,
        "reference": row.reference,
        "call": due.title,
        "closes": "closed" if now >= due.closes_at else "closes",
        "deadline": due.deadline,
        "late": row.lateness,
    }
    letter = filled(due.text, values)
    return MailDraft(row.reference, row.address, letter.subject, letter.body)


def _table(call: Call, rows: Sequence[ChaseRow]) -> Table:
    lines: list[Row] = [
        (
            row.name,
            row.person,
            row.email,
            row.telephone,
            " ".join(row.address.split()),
            row.type,
            row.area,
            row.last_touch.on if row.last_touch else None,
            row.last_touch.what if row.last_touch else "",
            row.chases,
            call.reference,
            call.title,
        )
        for row in rows
    ]
    return Table(
        "Chase list",
        f"{call.reference}: not heard from",
        "Known stakeholders without a counted submission in this call. These are contact details: "
        "keep the file where the call's are kept, and delete it once it was used.",
        "Unit: stakeholders.",
        _COLUMNS,
        lines,
    )


def _write_csv(table: Table, path: Path) -> None:
    with (
        atomic_target(path) as temporary,
        temporary.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([column.heading for column in table.columns])
        for row in table.rows:
            writer.writerow(map(_csv_cell, table.columns, row))


def _csv_cell(column: Column, cell: object) -> str:
    """Return a cell of the list; a telephone number is no formula, and would be printed as it
    stands here.
    """
    text = "" if cell is None else str(cell)
    is_number = column.heading == "Telephone" and _TELEPHONE.fullmatch(text) is not None
    return text if is_number else guarded(text)
