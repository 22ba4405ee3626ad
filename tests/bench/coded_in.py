"""Import a coded project into a new file: python -m tests.bench.coded_in PROJECT FILE."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.exchange.reference import shipped_template
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.tasks.files import create_file
from lisdesk.tasks.incoming_paths import import_paths
from tests.bench.measure import print_cost
from tests.bench.tagged_file import DESK


def main(project: Path, file: Path) -> None:
    """Make the file and the call, then measure reading and writing together."""
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()
    database = create_file(file, DESK)
    draft = CallDraft(
        "Bench", "Leicester & Leicestershire", date(2018, 12, 6), parse_deadline("2019-02-08")
    )
    with database.writing(DESK) as work:
        call = new_call(work, draft=draft, template=shipped_template("lis-ten-questions")).result
    print_cost(lambda: import_paths(database, DESK, call, [project]))
    database.close()


main(Path(sys.argv[1]), Path(sys.argv[2]))
