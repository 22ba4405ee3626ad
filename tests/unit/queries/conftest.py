"""The sample call with everything in it, made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lisdesk.clock import fixed_clock
from lisdesk.rules.deadlines import parse_instant
from lisdesk.store.database import Database
from lisdesk.store.opening import open_database
from lisdesk.tasks.demo import run_demo
from tests.desk_work import DESK


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the sample call; copy it, never open it."""
    clock = fixed_clock(parse_instant("2019-02-18T10:00"))
    return run_demo(None, tmp_path_factory.mktemp("sample"), clock, DESK.officer).file


@pytest.fixture
def sample_database(sample_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Return a copy of the sample call's file; it is the call number 1."""
    shutil.copy(sample_file, tmp_path / "sample.lisdesk")
    database = open_database(tmp_path / "sample.lisdesk")
    yield database
    database.close()
