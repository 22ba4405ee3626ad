"""Import a sheet into the file that has it already, as the program does.

python -m tests.bench.import_again SHEET FILE
"""

from __future__ import annotations

import sys
from pathlib import Path

from sqlalchemy import select

from lisdesk.store.entities import Call
from lisdesk.store.opening import open_database
from lisdesk.tasks.importing import import_sheet
from tests.bench.measure import print_cost
from tests.bench.tagged_file import DESK


def main(sheet: Path, file: Path) -> None:
    """Measure an import that must change nothing."""
    database = open_database(file)
    with database.reading() as session:
        call = session.scalars(select(Call.reference)).one()
    map_path = file.with_suffix(".toml")

    def import_again() -> None:
        report = import_sheet(database, DESK, call, sheet, map_path=map_path).report
        if report.already_here != report.rows or report.reference is not None:
            raise SystemExit(f"The sheet was not known again: {report}")

    print_cost(import_again)
    database.close()


main(Path(sys.argv[1]), Path(sys.argv[2]))
