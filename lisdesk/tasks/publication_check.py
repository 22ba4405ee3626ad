"""Check a finished publication before it is handed over."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from lisdesk.errors import RefusedError
from lisdesk.queries.publication_secrets import publication_secrets, rows_of_texts
from lisdesk.rules.publication_secrets import Checked
from lisdesk.store.database import Database
from lisdesk.table import Table
from lisdesk.tasks.export_steps import CheckSteps, HeardProgress, heard_in

LISTED = 20
"""How many of the places at fault a refusal lists."""


def check_publication(
    database: Database,
    call_id: int,
    path: Path,
    file_format: str,
    officer: str,
    progress: HeardProgress | None = None,
) -> Checked:
    """Search a finished publication of a call for what it must not hold, by the file as it is now.
    `progress` hears how far that is.

    Raises RefusedError, which lists where, if anything is found.
    """
    from lisdesk.exchange.finished.reading import check_finished

    with database.reading() as session, heard_in(session, progress):
        steps = CheckSteps(progress, rows_of_texts(session))
        secrets = publication_secrets(
            session, call_id, here=_places_here(database), at_work=[officer]
        )
        checked = check_finished(path, file_format, secrets, read=steps.read, look=steps.look)
    if checked.leak_count:
        raise _refusal(checked)
    return checked


def check_table(database: Database, call_id: int, table: Table, officer: str) -> Checked:
    """Search a table that is handed over by itself, as `check_publication` does a file."""
    from lisdesk.exchange.finished.search import check_pieces
    from lisdesk.exchange.finished.tables import table_pieces

    with database.reading() as session:
        secrets = publication_secrets(
            session, call_id, here=_places_here(database), at_work=[officer]
        )
        checked = check_pieces(table_pieces(table, secrets.smallest_count), secrets)
    if checked.leak_count:
        raise _refusal(checked)
    return checked


def _refusal(checked: Checked) -> RefusedError:
    listed = "; ".join(leak.words() for leak in checked.leaks[:LISTED])
    more = checked.leak_count - min(checked.leak_count, LISTED)
    rest = f"; and {more:,} more" if more else ""
    return RefusedError(
        "The finished file holds what may not be published, so that it was not handed over: "
        f"{listed}{rest}.",
        kept="No file was written, and nothing was put on record.",
        do="Correct the texts, permissions or names that these places show, and export again.",
    )


def _places_here(database: Database) -> Iterator[str]:
    """Yield the folders of this computer that a file could tell of."""
    yield str(Path.home())
    yield str(Path.cwd())
    yield tempfile.gettempdir()
    if isinstance(database.location, Path):
        yield str(database.location.absolute())
        yield str(database.location.absolute().parent)
