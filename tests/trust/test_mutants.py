"""Files changed by chance come in whole or not at all, by the importer that officers use.

A mutant is past its container if it came in, or was refused in a sentence about what it says: no
headings, a row that cannot be split, a formula's cell … Not past it is what was taken for damaged,
for another kind of file or for unsafely packed. The container of a plain text is its encoding: past
it is whatever was not refused for letters that cannot be made out.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from lisdesk.edits.incoming import ImportReport
from lisdesk.errors import UserError
from lisdesk.store.database import Database
from lisdesk.store.entities import Entity
from lisdesk.store.opening import open_database
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.incoming_paths import PathsImported, import_paths
from tests.desk_work import DESK
from tests.thorough import one_in
from tests.trust.good_files import KINDS, SHEETS
from tests.trust.mutants import mutant

CALL = "LLEP-2018-01"
NOT_PAST = (
    "The file is damaged",
    "The e-mail is damaged",
    "The file is not a",
    "The file is of a kind",
    "The file is a",
    "The file is empty",
    "The workbook is packed in an unsafe way",
    "The document is packed in an unsafe way",
    "The workbook holds unsafe XML",
    "The document holds unsafe XML",
    "The workbook is protected",
    "The document is protected",
    "The project is packed in an unsafe way",
    "The project holds unsafe XML",
    "The encoding of the text",
    "The letters of the text",
    "The text holds NUL",
)
"""How the sentences begin of files whose content was not reached."""
LEAST_PAST = 0.6
SLOWEST_SECONDS = 30
"""Even on a machine that is busy with much else; alone none of these takes more than one."""
MOST_PROCESSOR_SECONDS = 8 * 60 * 2 / len(KINDS)
"""Of all formats in turn eight minutes of two processors."""


@dataclass
class Fates:
    """What became of mutants."""

    came_in: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest_seconds: float = 0.0

    @property
    def share_past_the_container(self) -> float:
        not_past = sum(n for words, n in self.refused.items() if words.startswith(NOT_PAST))
        return 1 - not_past / (self.came_in + self.refused.total())


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def map_path(tmp_path: Path) -> Path:
    """Return a map that answers what is asked most, so that rows come to be written."""
    path = tmp_path / "map.toml"
    path.write_text("header_rows = 1\n")
    return path


def counts(database: Database) -> dict[str, int]:
    """Return how many rows each table holds."""
    names = [table.name for table in Entity.metadata.sorted_tables]
    chosen = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in names)
    with database.reading() as session:
        return {name: number for name, number in session.execute(text(chosen))}


def reports(imported: PathsImported) -> list[ImportReport]:
    of_others = [each for each in (imported.documents, imported.mails) if each is not None]
    return [
        *(result.report for _, result in imported.sheets),
        *(each.filed.report for each in of_others),
        *(each.report.report for _, each in imported.projects),
    ]


def assert_one_sentence(error: UserError) -> None:
    assert "\n" not in str(error)
    assert 40 < len(str(error)) < 900
    assert "Traceback" not in str(error)
    assert error.happened.endswith(".")


def assert_whole(
    report: ImportReport, before: dict[str, int], after: dict[str, int], *, is_codebook: bool
) -> None:
    """Hold what an import says that it brought to what the file has more than before."""
    brought = report.new + report.changed + report.already_here + report.joined + report.blank
    assert report.rows == brought
    if is_codebook:
        assert after["priority"] - before["priority"] == report.new
    else:
        assert after["submission"] - before["submission"] == report.new
        assert after["import_row"] - before["import_row"] == report.new + report.joined
    assert after["import"] - before["import"] == (report.reference is not None)
    assert (report.reference is None) == (after["audit_entry"] == before["audit_entry"])


def bring_in(database: Database, path: Path, map_path: Path | None, fates: Fates) -> None:
    """Import one file; anything but a whole import or a UserError in a sentence fails the test."""
    before, started = counts(database), time.perf_counter()
    try:
        imported = import_paths(database, DESK, CALL, [path], map_path=map_path)
    except UserError as error:
        assert_one_sentence(error)
        assert counts(database) == before
        fates.refused[error.happened] += 1
    else:
        (report,) = reports(imported)
        assert_whole(report, before, counts(database), is_codebook=path.suffix == ".qdc")
        fates.came_in += 1
    fates.slowest_seconds = max(fates.slowest_seconds, time.perf_counter() - started)


@pytest.mark.parametrize("kind", one_in(4, KINDS))
@pytest.mark.parametrize(
    "count", [5, pytest.param(150, marks=[pytest.mark.long, pytest.mark.timeout(900)])]
)
def test_mutants_come_in_whole_or_are_refused_in_one_sentence(
    corpus, database, map_path, tmp_path, report_figures, kind, count
) -> None:
    fates, started = Fates(), sum(os.times()[:4])
    for number in range(count):
        path = tmp_path / f"mutant {number}.{kind}"
        path.write_bytes(mutant(kind, number, corpus))
        bring_in(database, path, map_path if kind in SHEETS else None, fates)
    processor_seconds = sum(os.times()[:4]) - started
    share = fates.share_past_the_container
    report_figures(
        f"{kind}: {count} mutants, {share:.0%} past the container, {fates.came_in} came in, "
        f"slowest {fates.slowest_seconds:.2f} s, {processor_seconds:.0f} s of a processor"
    )
    assert fates.came_in + fates.refused.total() == count
    assert fates.slowest_seconds < SLOWEST_SECONDS
    if count >= 150:  # of a few the share says nothing
        assert share >= LEAST_PAST, fates.refused
        assert processor_seconds < MOST_PROCESSOR_SECONDS
    assert check_file(database).is_sound
