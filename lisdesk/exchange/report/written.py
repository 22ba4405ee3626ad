"""What a written report is known by, and how far its writing is."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lisdesk.rules.charts import Figure
from lisdesk.rules.report import Quotation, Report, Section
from lisdesk.table import Table
from lisdesk.telling import Tell


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """The file that now stands at its path."""

    sha256: str
    """Of the whole file, in hexadecimal."""
    counts: Mapping[str, int]
    """How many of each kind of thing it holds."""


def written_report(report: Report, path: Path) -> WrittenReport:
    """Return what a finished file is known by."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return WrittenReport(sha256, counts_of(report))


def counts_of(report: Report) -> dict[str, int]:
    """Return how many of each kind of thing a report holds."""
    counts = Counter({"Sections": 0, "Tables": 0, "Rows": 0, "Quotations": 0, "Charts": 0})
    for section in report.all_sections():
        counts["Sections"] += 1
        for block in section.blocks:
            if isinstance(block, Table):
                counts["Tables"] += 1
                counts["Rows"] += len(tuple(block.rows))
            elif isinstance(block, Quotation):
                counts["Quotations"] += 1
            elif isinstance(block, Figure):
                counts["Charts"] += 1
    return dict(counts)


def told_figures(report: Report, tell: Tell) -> Iterator[Figure]:
    """Yield the charts; it can be stopped after each of them."""
    for figure in report.figures():
        yield figure
        tell(0)


def told_sections(report: Report, tell: Tell) -> Iterator[Section]:
    """Yield the outer sections, telling after each how many rows and quotations it has."""
    for section in report.sections:
        yield section
        tell(sum(each.row_count() for each in section.all_sections()))
