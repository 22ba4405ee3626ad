"""Where a call stands, on one page for a steering group: to be pasted, or as a workbook."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lisdesk.errors import RefusedError
from lisdesk.exchange.atomic import atomic_target
from lisdesk.queries.evidence.steering import SteeringSnapshot, steering_snapshot
from lisdesk.rules.pasted_table import as_markup, as_text
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.publication_check import check_publication, check_table

_ENDING = ".xlsx"


@dataclass(frozen=True, slots=True)
class PastedPage:
    """A steering group's page as the clipboard takes it."""

    snapshot: SteeringSnapshot
    text: str
    markup: str
    pictures: tuple[bytes, ...]
    """Its charts as PNG."""


def steering_page(
    database: Database, desk: Desk, call_id: int, edition: Edition
) -> SteeringSnapshot:
    """Return where a call stands now.

    Raises RefusedError, with a list of the places, if a page for publication would hold what may
    not be published.
    """
    now = desk.clock.now()
    with database.reading() as session:
        snapshot = steering_snapshot(session, call_id, edition, now=now)
    if edition is Edition.PUBLICATION:
        check_table(database, call_id, snapshot.table, desk.officer)
    return snapshot


def pasted_page(database: Database, desk: Desk, call_id: int, edition: Edition) -> PastedPage:
    """Return a page in the forms that it is pasted in; RefusedError as from `steering_page`.

    Not to be called on the thread of the window: the first picture loads the library that draws.
    """
    from lisdesk.exchange.charts import draw

    snapshot = steering_page(database, desk, call_id, edition)
    pictures = tuple(draw(each, "png") for each in snapshot.figures)
    return PastedPage(snapshot, as_text(snapshot.table), as_markup(snapshot.table), pictures)


def write_steering_page(
    database: Database, desk: Desk, call_id: int, target: Path, edition: Edition
) -> SteeringSnapshot:
    """Write a page as a workbook of one sheet that is printed on one page; return what it tells.

    A page for publication is read back and checked before it gets its place. Raises RefusedError
    for another ending than .xlsx and as `steering_page` does, TargetError if it cannot be written.
    """
    if target.suffix.casefold() != _ENDING:
        raise RefusedError(
            f"The page cannot be written to “{target.name}”: only files that end in {_ENDING} are.",
            do="Give a name such as steering-group.xlsx.",
        )
    snapshot = steering_page(database, desk, call_id, edition)
    with atomic_target(target) as temporary, TemporaryDirectory() as folder:
        finished = Path(folder) / target.name
        _write(snapshot, finished, desk.clock.now())
        if edition is Edition.PUBLICATION:
            check_publication(database, call_id, finished, "xlsx", desk.officer)
        shutil.copyfile(finished, temporary)
    return snapshot


def _write(snapshot: SteeringSnapshot, path: Path, made_at: datetime) -> None:
    from lisdesk.exchange.workbook import WorkbookProperties, write_workbook

    properties = WorkbookProperties(
        title=snapshot.table.title, subject=snapshot.edition.label, created=made_at
    )
    write_workbook([snapshot.table], path, properties=properties, on_one_page=True)
