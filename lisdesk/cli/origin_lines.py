"""Where a submission came from, as the command line tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.cli.desk import printable
from lisdesk.rules.deadlines import local_words

if TYPE_CHECKING:
    from lisdesk.queries.provenance import RowOrigin


def row_lines(row: RowOrigin) -> list[str]:
    """Return which row of which sheet a submission came in with, and how that was read."""
    sheet = f", sheet {printable(row.sheet)}" if row.sheet else ""
    first = (
        f"From row {row.row_number} of {printable(row.file_name)}{sheet} "
        f"({row.reference}, {local_words(row.imported_at)}, {row.officer})"
    )
    if not row.importer_version:
        return [first]
    return [
        first,
        f"  Read by {row.importer_version} from {printable(row.path)}, SHA-256 "
        f"{row.file_sha256}; the sheet itself is not kept in the consultation file.",
        f"  How its columns were read: lisdesk imports show {row.reference}",
    ]
