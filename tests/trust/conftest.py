"""Consultation files to put at risk, and the figures that a trust test reached."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lisdesk.store.opening import create_database
from tests.conftest import FIGURES
from tests.desk_work import log, open_call, set_up, tag
from tests.made_once import harmful_files_once


@pytest.fixture
def report_figures(record_property) -> Callable[[str], None]:
    """Return a function that prints a line of figures and keeps it for the end of the run."""

    def report(line: str) -> None:
        print(f"\n{line}")
        record_property(FIGURES, line)

    return report


@pytest.fixture(scope="session")
def own(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files made to do harm; read them, never alter them."""
    return harmful_files_once(tmp_path_factory, corpus)


@pytest.fixture(scope="session")
def template_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed file with one call and no submission; copy it, never open it."""
    path = tmp_path_factory.mktemp("template") / "template.lisdesk"
    database = set_up(create_database(path))
    open_call(database)
    database.close()
    return path


@pytest.fixture(scope="session")
def small_file(template_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed file with four submissions, long and short, and tags; never open it."""
    from lisdesk.store.entities import Call
    from lisdesk.store.opening import open_database
    from tests.desk_work import first

    path = tmp_path_factory.mktemp("small") / "small.lisdesk"
    shutil.copy(template_file, path)
    database = open_database(path)
    call = first(database, Call)
    for number in range(1, 5):
        answers = {1: f"Skills matter most, says {number}. " * number**4, 2: "Broadband \U0001f600"}
        entry = log(database, call, respondent=f"Person {number}", answers=answers)
        tag(database, entry, quote="Skills matter")
    database.close()
    return path


@pytest.fixture
def path(template_file: Path, tmp_path: Path) -> Path:
    """Return a closed file of the test's own, with one call and no submission."""
    return Path(shutil.copy(template_file, tmp_path / "consultation.lisdesk"))
