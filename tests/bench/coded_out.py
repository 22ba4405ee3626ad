"""Export a file's call as a coded project: python -m tests.bench.coded_out FILE TARGET."""

from __future__ import annotations

import sys
from pathlib import Path

from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.tasks.exporting import export_evidence
from tests.bench.measure import print_cost
from tests.bench.tagged_file import CALL, DESK


def main(file: Path, target: Path) -> None:
    """Measure the export."""
    database = Database(file)
    print_cost(lambda: export_evidence(database, DESK, CALL, target, Edition.INTERNAL))
    database.close()


main(Path(sys.argv[1]), Path(sys.argv[2]))
