"""Full drives, files that may only be read or are held: a sentence, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lisdesk.cli import main
from lisdesk.edits.imports import import_rows
from lisdesk.errors import BusyError, TargetError, UserError
from lisdesk.rules.vocabulary import Edition
from lisdesk.store import database as database_module
from lisdesk.store.database import Database
from lisdesk.store.opening import create_database, open_database
from lisdesk.tasks.backups import back_up_file, restore_file
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.files import opened_or_created
from tests.desk_work import DESK
from tests.trust.officer_work import (
    Acknowledged,
    Write,
    assert_kept,
    row_count,
    sheet,
    stored_writes,
)
from tests.trust.writing_program import add_import, add_row_tag

NOBODY = 65534
CALL_ID = 1
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


class Drive:
    """A small drive of its own, which can be filled to the last byte and freed again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, leave: int = 0) -> None:
        """Fill the drive but for `leave` bytes."""
        space = os.statvfs(self.folder)
        with self._ballast.open("ab", buffering=0) as file:
            file.write(bytes(space.f_bavail * space.f_frsize - leave))

    def free(self) -> None:
        """Take away what filled it."""
        self._ballast.unlink()


@pytest.fixture
def drive() -> Iterator[Drive]:
    if sys.platform != "linux" or not IS_ROOT:
        pytest.skip("only root on Linux can mount a small drive")
    folder = Path(tempfile.mkdtemp())
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    mounted = subprocess.run(mount, capture_output=True, text=True, check=False)
    if mounted.returncode:
        folder.rmdir()
        pytest.skip(f"no drive can be mounted here: {mounted.stderr.strip()}")
    yield Drive(folder)
    subprocess.run(["umount", "--lazy", folder], check=True)
    folder.rmdir()


@pytest.fixture
def on_drive(drive, template_file) -> Iterator[Database]:
    """Return a file on the small drive, with an import and a tag in it."""
    path = Path(shutil.copy(template_file, drive.folder / "consultation.lisdesk"))
    database = open_database(path)
    save(database, Write(1))
    save(database, Write(1, 1))
    yield database
    database.close()


def save(database: Database, write: Write) -> Acknowledged:
    with database.writing(DESK) as work:
        if write.row:
            reference, outcome = add_row_tag(work, write)
        else:
            reference, outcome = add_import(work, CALL_ID, write)
    return Acknowledged(write, reference, outcome.entry_id)


def assert_a_sentence_about_room(error: UserError, path: Path) -> None:
    assert isinstance(error, TargetError)
    assert path.name in error.happened
    assert error.happened.endswith(".")
    assert error.do
    assert error.kept


def assert_sound(database: Database, writes: set[Write]) -> None:
    assert stored_writes(database) == writes
    assert check_file(database).is_sound


@pytest.mark.parametrize(
    ("write", "leave"),
    [(Write(4), 100_000), (Write(4), 0), (Write(2), 0), (Write(1, 2), 0), (Write(1, 2), 8_192)],
    ids=["import", "import, no room", "small import", "tag", "tag, little room"],
)
def test_a_full_drive_refuses_an_edit_and_keeps_the_file(drive, on_drive, write, leave):
    drive.fill(leave)
    with pytest.raises(UserError) as refused:
        save(on_drive, write)
    assert_a_sentence_about_room(refused.value, on_drive.location)
    drive.free()
    assert_sound(on_drive, {Write(1), Write(1, 1)})
    kept = save(on_drive, Write(2))
    assert_kept(on_drive, [kept])
    assert_sound(on_drive, {Write(1), Write(1, 1), Write(2)})


def test_a_file_on_a_full_drive_can_still_be_read_and_closed_and_opened(drive, on_drive):
    drive.fill()
    assert stored_writes(on_drive) == {Write(1), Write(1, 1)}
    on_drive.close()
    drive.free()
    again = open_database(on_drive.location)
    assert_sound(again, {Write(1), Write(1, 1)})
    again.close()


def test_a_full_drive_takes_no_backup_and_leaves_none(drive, path):
    database = open_database(path)
    save(database, Write(1))
    target = drive.folder / "backup.lisdesk"
    drive.fill(100_000)
    with pytest.raises(UserError) as refused:
        back_up_file(database, target)
    assert_a_sentence_about_room(refused.value, target)
    assert sorted(entry.name for entry in drive.folder.iterdir()) == ["ballast"]
    drive.free()
    assert back_up_file(database, target).info.submissions == row_count(1)
    drive.fill(100_000)
    with pytest.raises(UserError):
        restore_file(target, drive.folder / "restored.lisdesk")
    drive.free()
    assert sorted(entry.name for entry in drive.folder.iterdir()) == ["backup.lisdesk"]
    database.close()


def test_a_full_drive_takes_no_new_file_and_leaves_none(drive):
    target = drive.folder / "new.lisdesk"
    for leave in range(0, 700_000, 100_000):
        drive.fill(leave)
        with pytest.raises(TargetError), opened_or_created(target, DESK):
            pass
        assert sorted(entry.name for entry in drive.folder.iterdir()) == ["ballast"], leave
        drive.free()
    with opened_or_created(target, DESK) as database:
        assert check_file(database).is_sound
    assert sorted(entry.name for entry in drive.folder.iterdir()) == ["new.lisdesk"]


@pytest.mark.thorough
def test_tables_that_find_no_room_leave_no_file_and_no_log(drive):
    target = drive.folder / "new.lisdesk"
    refusals = 0
    for leave in range(0, 3_000_000, 100_000):
        drive.fill(leave)
        try:
            create_database(target).close()
        except TargetError:
            refusals += 1
            assert sorted(entry.name for entry in drive.folder.iterdir()) == ["ballast"], leave
        target.unlink(missing_ok=True)
        drive.free()
    assert 2 < refusals < 30


def test_a_full_drive_takes_no_workbook_and_keeps_the_one_before(drive, path):
    exporting = pytest.importorskip("lisdesk.tasks.exporting")
    database = open_database(path)
    save(database, Write(1))
    target = drive.folder / "evidence.xlsx"

    def export() -> None:
        exporting.export_evidence(database, DESK, "LLEP-2018-01", target, Edition.INTERNAL)

    export()
    before = target.read_bytes()
    for leave in (0, 8_192):
        drive.fill(leave)
        with pytest.raises(UserError):
            export()
        assert target.read_bytes() == before
        assert sorted(entry.name for entry in drive.folder.iterdir()) == ["ballast", target.name]
        drive.free()
    assert check_file(database).is_sound
    export()
    database.close()


@contextmanager
def largest_file(size_bytes: int) -> Iterator[None]:
    """Let this process write no file beyond a size, as a quota would."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("write", [Write(4), Write(1, 2)], ids=["import", "tag"])
def test_a_quota_refuses_an_edit_and_keeps_the_file(path, write):
    database = open_database(path)
    kept = [save(database, Write(1)), save(database, Write(1, 1))]
    log_bytes = path.with_name(f"{path.name}-wal").stat().st_size
    with largest_file(log_bytes + 4_096), pytest.raises(UserError) as refused:
        save(database, write)
    assert_a_sentence_about_room(refused.value, path)
    assert_kept(database, kept)
    kept.append(save(database, write))
    assert_kept(database, kept)
    assert check_file(database).is_sound
    database.close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Have no more rights than a stranger on this computer; root ignores permission bits."""
    if not IS_ROOT:
        yield
        return
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture
def open_folder(template_file) -> Iterator[Path]:
    """Return a folder that everybody may enter, with a file; pytest's own are for one user only."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    path = Path(shutil.copy(template_file, folder / "consultation.lisdesk"))
    path.chmod(0o444)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def make_a_file_to_read_only(folder: Path) -> None:
    folder.chmod(0o777)


def make_a_folder_to_read_only(folder: Path) -> None:
    folder.chmod(0o555)


def make_an_unreadable_file(folder: Path) -> None:
    (folder / "consultation.lisdesk").chmod(0)


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permission bits are those of POSIX")
@pytest.mark.parametrize(
    "spoil", [make_a_file_to_read_only, make_a_folder_to_read_only, make_an_unreadable_file]
)
def test_a_file_without_the_right_to_write_is_answered_in_a_sentence(
    open_folder, path, capsys, spoil: Callable[[Path], None]
):
    target = open_folder / "consultation.lisdesk"
    before = target.read_bytes()
    commands = [["info"], ["check"], ["setting", "set", "attachment_limit_mb", "30"]]
    commands.append(["backup", str(open_folder / "backup.lisdesk")])
    for command in commands:  # once with every right, so that all modules are loaded
        assert main(["--db", str(path), *command]) == 0
    (open_folder / "backup.lisdesk").unlink()
    capsys.readouterr()
    spoil(open_folder)
    for command in commands:
        with as_nobody():
            code = main(["--db", str(target), *command])
        out, err = capsys.readouterr()
        if command[0] == "setting":
            assert code == 1
        assert (code, err.count("\n"), err[:7]) in [(0, 0, ""), (1, 1, "error: ")], (command, err)
        assert code == 0 or out == ""
    assert target.read_bytes() == before


@pytest.mark.thorough
def test_a_file_held_by_another_program_is_busy_after_the_wait(path, capsys, monkeypatch):
    assert database_module.BUSY_MS <= 10_000
    monkeypatch.setattr(database_module, "BUSY_MS", 300)
    program = (
        "import sys, pysqlite3.dbapi2 as s; c = s.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN IMMEDIATE'); print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        database = open_database(path)
        began = time.monotonic()
        with pytest.raises(BusyError), database.writing(DESK) as work:
            import_rows(work, call_id=CALL_ID, file=sheet(1))
        waited = time.monotonic() - began
        assert 0.25 < waited < 3
        assert main(["--db", str(path), "setting", "set", "attachment_limit_mb", "30"]) == 1
        assert capsys.readouterr().err.startswith("error: “consultation.lisdesk” is being written")
        assert main(["--db", str(path), "info"]) == 0
        holder.communicate(b"")
    save(database, Write(1))
    assert_sound(database, {Write(1)})
    database.close()
