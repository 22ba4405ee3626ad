"""Import a sheet into a new file, as the program does.

python -m tests.bench.import_ours SHEET FILE
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.exchange.reference import shipped_template
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.tasks.files import create_file
from lisdesk.tasks.importing import import_sheet
from tests.bench.measure import print_cost
from tests.bench.tagged_file import DESK, write_map


def main(sheet: Path, file: Path) -> None:
    """Make the file and the call, then measure the import alone."""
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()
    database = create_file(file, DESK)
    draft = CallDraft(
        "Bench", "Leicester & Leicestershire", date(2018, 12, 6), parse_deadline("2019-02-08")
    )
    with database.writing(DESK) as work:
        call = new_call(work, draft=draft, template=shipped_template("lis-ten-questions")).result
    map_path = write_map(file.with_suffix(".toml"))
    print_cost(lambda: import_sheet(database, DESK, call, sheet, map_path=map_path))
    database.close()


main(Path(sys.argv[1]), Path(sys.argv[2]))
