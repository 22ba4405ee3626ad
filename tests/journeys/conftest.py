"""A command line on a consultation file with one call, made once and copied for every test."""

import shutil
from pathlib import Path

import pytest

from lisdesk.cli import main
from tests.journeys.command_line import NEW_CALL, CommandLine


@pytest.fixture(scope="session")
def made_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file that `call new` made; copy it, never open it."""
    path = tmp_path_factory.mktemp("made") / "made.lisdesk"
    assert (
        main(["--db", str(path), "--now", "2018-12-03T12:00", "--officer", "Ann", *NEW_CALL]) == 0
    )
    return path


@pytest.fixture
def desk(made_file: Path, tmp_path: Path) -> CommandLine:
    """Return a command line on 10 December 2018, in the first week of an open call."""
    file = tmp_path / "consultation.lisdesk"
    shutil.copy(made_file, file)
    return CommandLine(file)


@pytest.fixture
def submission(desk: CommandLine) -> str:
    """Return the reference of a submission with two answers."""
    return desk.reference(
        *("submission", "add", "LLEP-2018-01", "--respondent", "Acme Ltd"),
        *("--type", "business-small", "--area", "Melton", "--channel", "email"),
        *("--permission", "named", "--received", "2018-12-09T14:30"),
        *("--answer", "1=Skills 😀 gaps hold us back. Skills again.", "--answer", "2=n/a"),
    )
