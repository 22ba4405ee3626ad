"""A program that imports and tags without end, and says what it begins and what it has saved.

Arguments: the file, the number of the first import, and perhaps a manner: `early` says “saved”
before the commit, which is the fault that the tests must find; `gently` rests after every write.
The program is killed; it never ends by itself.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy import select

from lisdesk.edits.imports import import_rows
from lisdesk.edits.tags import add_tag
from lisdesk.outcome import Outcome
from lisdesk.store.database import Database
from lisdesk.store.entities import Call, ImportRow
from lisdesk.store.lookup import priority_by_code
from lisdesk.store.opening import open_database
from lisdesk.store.work import Work
from tests.desk_work import DESK
from tests.trust.officer_work import SOURCE, TAGS_PER_IMPORT, Write, key_of, sheet, tag_draft


def main() -> None:
    """Write until killed."""
    path, first, *manners = sys.argv[1:]
    database = open_database(Path(path))
    with database.reading() as session:
        call_id = session.scalars(select(Call.id)).one()
    for number in count(int(first)):
        save(database, Write(number), lambda work, write: add_import(work, call_id, write), manners)
        for row in range(1, TAGS_PER_IMPORT + 1):
            save(database, Write(number, row), add_row_tag, manners)


def save(
    database: Database,
    write: Write,
    edit: Callable[[Work, Write], tuple[str, Outcome[object]]],
    manners: list[str],
) -> None:
    """Say that a write begins, make it in a transaction of its own, say that it is saved."""
    say("begun", write.number, write.row)
    with database.writing(DESK) as work:
        reference, outcome = edit(work, write)
        saved = ("saved", write.number, write.row, reference, outcome.entry_id)
        if "early" in manners:
            say(*saved)
    if "early" not in manners:
        say(*saved)
    if "gently" in manners:
        time.sleep(0.02)


def say(*words: object) -> None:
    """Write one line, whole, to whoever listens."""
    print(" ".join(map(str, words)) + "\n", end="", flush=True)


def add_import(work: Work, call_id: int, write: Write) -> tuple[str, Outcome[object]]:
    """Import a sheet; return the import's reference and the outcome."""
    outcome = import_rows(work, call_id=call_id, file=sheet(write.number))
    return outcome.result.reference, outcome


def add_row_tag(work: Work, write: Write) -> tuple[str, Outcome[object]]:
    """Tag an imported row; return the tag's reference and the outcome."""
    chosen = select(ImportRow.submission_id, ImportRow.call_id).where(
        ImportRow.source == SOURCE, ImportRow.key == key_of(write.number, write.row)
    )
    submission_id, call_id = work.session.execute(chosen).one()
    priority_id = priority_by_code(work.session, call_id, "P2").id
    outcome = add_tag(
        work, submission_id=submission_id, priority_id=priority_id, draft=tag_draft(write)
    )
    return outcome.result, outcome


if __name__ == "__main__":
    main()
