"""Looks into watched folders, and exports of a portal that is known."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.import_preview import import_opened, open_sheet
from lisdesk.tasks.watched_first_look import first_look
from lisdesk.tasks.watched_folders import Watch
from lisdesk.tasks.watched_look import Look, look_in
from tests.desk_work import DESK

CALL = "LLEP-2018-01"
FIRST_SAVED = 1_546_509_600  # 3 January 2019, 10:00
HEADINGS = ("Response ID", "Organisation", "Email", "Submitted", "Q2")


def row(number: int, words: str = "We cannot find welders.") -> tuple[str, ...]:
    """Return a response of a body of its own."""
    day = 7 + number % 20
    return (f"R-{number}", f"Body {number}", f"post@body{number}.example.com",
            f"2018-12-{day:02} 10:00", words)  # fmt: skip


def write_export(
    path: Path, rows: Sequence[Sequence[str]], day: int = 0, headings: Sequence[str] = HEADINGS
) -> Path:
    """Write an export that was saved so many days after the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    saved_at = FIRST_SAVED + day * 86_400
    os.utime(path, (saved_at, saved_at))
    return path


def import_by_hand(database: Database, path: Path, desk: Desk = DESK) -> None:
    """Import a sheet as the dialog does, which keeps its map: its portal is known from then on."""
    sheet = open_sheet(database, desk, no_progress, call_id=1, path=path)
    import_opened(
        database, desk, no_progress, call_id=1, sheet=sheet,
        import_map=ImportMap(), is_dry_run=False,
    )  # fmt: skip


def look(
    database: Database,
    watch: Watch,
    *,
    desk: Desk = DESK,
    meanwhile: Callable[[], object] = lambda: None,
    progress: Callable[[int, int], None] | None = None,
) -> Look:
    """Look into a folder twice, with what happens to its files between the two looks."""
    count = progress or no_progress
    first = first_look(watch, count)
    meanwhile()
    return look_in(
        database, desk, count, call_id=1, call_reference=CALL, watch=watch, first=first
    )  # fmt: skip


def no_progress(_done: int, _total: int, _words: str = "") -> None:
    """Take a count."""
