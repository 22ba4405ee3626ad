"""A busy call, made once, and its two workbooks."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.store.opening import open_database
from lisdesk.tasks.exporting import ExportReport, export_evidence
from tests.desk_work import at
from tests.unit.evidence.busy_call import Voice, busy_call

CALL = "LLEP-2018-01"
EXPORT_DESK = at(2019, 3, 1, 12)


@pytest.fixture(scope="session")
def busy(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Voice]]:
    """Return the file of the busy call, to be copied, and who speaks in it."""
    path = tmp_path_factory.mktemp("busy") / "busy.lisdesk"
    shutil.copy(empty_file, path)
    database = open_database(path)
    voices = busy_call(database)
    database.close()
    return path, voices


@pytest.fixture(scope="session")
def voices(busy) -> list[Voice]:
    return busy[1]


@pytest.fixture
def busy_database(busy, tmp_path: Path) -> Iterator[Database]:
    """Return a copy of the busy call's file."""
    shutil.copy(busy[0], tmp_path / "busy.lisdesk")
    database = open_database(tmp_path / "busy.lisdesk")
    yield database
    database.close()


@pytest.fixture(scope="session")
def workbooks(busy, tmp_path_factory: pytest.TempPathFactory) -> dict[Edition, Path]:
    """Return both editions of the busy call's evidence."""
    folder = tmp_path_factory.mktemp("workbooks")
    shutil.copy(busy[0], folder / "busy.lisdesk")
    database = open_database(folder / "busy.lisdesk")
    paths = {}
    for edition in Edition:
        paths[edition] = folder / f"{edition.key}.xlsx"
        export_evidence(database, EXPORT_DESK, CALL, paths[edition], edition)
    database.close()
    return paths


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., ExportReport]:
    """Return an export into the test's own folder on 1 March 2019."""

    def run(
        database: Database, edition: Edition = Edition.INTERNAL, name: str = "out.xlsx"
    ) -> ExportReport:
        return export_evidence(database, EXPORT_DESK, CALL, tmp_path / name, edition)

    return run


@pytest.fixture(scope="session")
def report_of(busy, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Edition, str], Path]:
    """Return what gives an edition of the busy call's report, written when it is asked for first:
    as a page (html) or as a document (docx).
    """
    folder = tmp_path_factory.mktemp("reports")

    def run(edition: Edition, ending: str) -> Path:
        path = folder / f"{edition.key}.{ending}"
        if not path.exists():
            shutil.copy(busy[0], folder / "busy.lisdesk")
            database = open_database(folder / "busy.lisdesk")
            export_evidence(database, EXPORT_DESK, CALL, path, edition)
            database.close()
        return path

    return run
