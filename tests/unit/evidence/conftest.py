"""A busy call, made once, and its two workbooks."""

import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.store.opening import open_database
from lisdesk.tasks.exporting import ExportReport, export_evidence
from tests.desk_work import at
from tests.made_once import made_once
from tests.unit.evidence.busy_call import Voice, busy_call

CALL = "LLEP-2018-01"
EXPORT_DESK = at(2019, 3, 1, 12)


@pytest.fixture(scope="session")
def busy(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Voice]]:
    """Return the file of the busy call, to be copied, and who speaks in it."""

    def make(folder: Path) -> None:
        shutil.copy(empty_file, folder / "busy.lisdesk")
        database = open_database(folder / "busy.lisdesk")
        (folder / "voices").write_bytes(pickle.dumps(busy_call(database)))
        database.close()

    folder = made_once(tmp_path_factory, "busy", make)
    return folder / "busy.lisdesk", pickle.loads((folder / "voices").read_bytes())


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

    def make(folder: Path) -> None:
        shutil.copy(busy[0], folder / "busy.lisdesk")
        database = open_database(folder / "busy.lisdesk")
        for edition in Edition:
            path = folder / f"{edition.key}.xlsx"
            export_evidence(database, EXPORT_DESK, CALL, path, edition)
        database.close()

    folder = made_once(tmp_path_factory, "workbooks", make)
    return {edition: folder / f"{edition.key}.xlsx" for edition in Edition}


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

    def run(edition: Edition, ending: str) -> Path:
        name = f"{edition.key}.{ending}"

        def make(folder: Path) -> None:
            shutil.copy(busy[0], folder / "busy.lisdesk")
            database = open_database(folder / "busy.lisdesk")
            export_evidence(database, EXPORT_DESK, CALL, folder / name, edition)
            database.close()

        return made_once(tmp_path_factory, f"report-{name}", make) / name

    return run
