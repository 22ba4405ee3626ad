"""A program whose every write to the drive is recorded while it imports and tags.

Arguments: the file, how many imports, and what to set otherwise than lisdesk does (PRAGMA
statements). It marks the recording after each acknowledged write, as a window would say “saved”.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from sqlalchemy import event

from lisdesk.store.database import Database
from tests.desk_work import DESK
from tests.trust.officer_work import TAGS_PER_IMPORT, Write
from tests.trust.writing_program import add_import, add_row_tag

CALL_ID = 1
CHECKPOINT_PAGES = 20
"""So few that the recording holds many checkpoints: the writes into the file itself."""


def main() -> None:
    """Write, mark, and end as if the power had gone: nothing is closed."""
    path, imports, *settings = sys.argv[1:]
    recorder = ctypes.CDLL(os.environ["LD_PRELOAD"])
    database = Database(Path(path))

    @event.listens_for(database.write_engine, "connect")
    def _set(connection, _record):
        for setting in (f"wal_autocheckpoint = {CHECKPOINT_PAGES}", *settings):
            connection.execute(f"PRAGMA {setting}")

    for number in range(1, int(imports) + 1):
        for row in range(TAGS_PER_IMPORT + 1):
            write = Write(number, row)
            with database.writing(DESK) as work:
                if row:
                    reference, outcome = add_row_tag(work, write)
                else:
                    reference, outcome = add_import(work, CALL_ID, write)
            recorder.mark(f"{number} {row} {reference} {outcome.entry_id}".encode())
    os._exit(0)


if __name__ == "__main__":
    main()
