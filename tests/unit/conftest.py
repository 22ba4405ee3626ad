"""Consultation files to test with: made once, copied for every test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lisdesk.store.database import Database
from lisdesk.store.entities import Call
from lisdesk.store.opening import create_database, open_database
from lisdesk.store.work import Desk
from tests.desk_work import DESK, open_call, set_up
from tests.made_once import sample_file_once


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with the shipped lists and nothing else; copy it, never open it."""
    path = tmp_path_factory.mktemp("empty") / "empty.lisdesk"
    set_up(create_database(path)).close()
    return path


@pytest.fixture(scope="session")
def call_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a consultation file with one call from the template; copy it, never open it."""
    path = tmp_path_factory.mktemp("call") / "call.lisdesk"
    shutil.copy(empty_file, path)
    database = open_database(path)
    open_call(database)
    database.close()
    return path


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Return a consultation file of the test's own: with one call if the test asks for `call`."""
    wanted = "call_file" if "call" in request.fixturenames else "empty_file"
    path = tmp_path / "consultation.lisdesk"
    shutil.copy(request.getfixturevalue(wanted), path)
    database = open_database(path)
    yield database
    database.close()


@pytest.fixture
def call(database: Database) -> Call:
    """Return the call LLEP-2018-01: ten questions, priorities, open until 31 January 2019."""
    with database.reading() as session:
        return session.get_one(Call, 1)


@pytest.fixture
def desk() -> Desk:
    """Return Ann Officer's desk on 10 December 2018, 09:00 UTC."""
    return DESK


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the sample call; copy it, never open it."""
    return sample_file_once(tmp_path_factory)


@pytest.fixture
def sample_database(sample_file: Path, tmp_path: Path) -> Iterator[Database]:
    """Return a copy of the sample call's file; it is the call number 1."""
    shutil.copy(sample_file, tmp_path / "sample.lisdesk")
    database = open_database(tmp_path / "sample.lisdesk")
    yield database
    database.close()
