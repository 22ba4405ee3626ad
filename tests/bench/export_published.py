"""Publish a file, checked or not: python -m tests.bench.export_published FILE TARGET HOW.

Four submissions in five of a copy are given a permission, so that there are words to publish.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.tasks.export_formats import write_export
from lisdesk.tasks.export_orders import ExportOrder
from lisdesk.tasks.publication_check import check_publication
from tests.bench.measure import print_cost
from tests.bench.tagged_file import CALL, DESK, permit


def main(file: Path, target: Path, how: str) -> None:
    """Measure a publication, written as `exporting` does it, and put on record nowhere."""
    copy = target.with_suffix(".lisdesk")
    shutil.copy(file, copy)
    permit(copy)
    database = Database(copy)
    order = ExportOrder(
        database, CALL, Edition.PUBLICATION, "xlsx", DESK.clock.now(), False, None, "Measured."
    )

    def publish() -> None:
        made = write_export(order, target)
        if how == "checked":
            check_publication(database, made.call_id, target, "xlsx", DESK.officer)

    print_cost(publish)
    database.close()


main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
