import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lisdesk.errors import NOTHING_CHANGED, TargetError
from lisdesk.exchange.atomic import atomic_target

OLD = b"the old workbook"
NEW = b"the new workbook"


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "evidence.xlsx"
    path.write_bytes(OLD)
    return path


def write_new(path, **options):
    with atomic_target(path, **options) as temporary:
        temporary.write_bytes(NEW)


def refusal(path, **options):
    with pytest.raises(TargetError) as caught:
        write_new(path, **options)
    assert caught.value.kept == NOTHING_CHANGED
    return str(caught.value)


def assert_untouched(target):
    assert target.read_bytes() == OLD
    assert [each for each in target.parent.iterdir() if each.suffix == ".part"] == []


def test_the_new_file_stands_whole_and_for_its_owner_alone(target):
    previous = os.umask(0)
    try:
        write_new(target)
    finally:
        os.umask(previous)

    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]


def test_the_old_file_stands_until_the_block_ends(target):
    with atomic_target(target) as temporary:
        assert temporary.parent == target.parent
        assert temporary.stat().st_size == 0
        temporary.write_bytes(NEW)
        assert target.read_bytes() == OLD


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, OSError])
def test_any_exception_leaves_the_old_file_and_no_temporary(target, error):
    with pytest.raises(error), atomic_target(target) as temporary:
        temporary.write_bytes(NEW)
        raise error
    assert_untouched(target)


def test_a_target_held_by_another_program_is_tried_again_for_two_and_a_half_seconds(
    target, monkeypatch
):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "held")

    slept = []
    monkeypatch.setattr(os, "replace", refuse)
    assert refusal(target, sleep=slept.append) == (
        "The workbook is open in another program, so it could not be replaced."
        " Nothing was changed. Close it there and try again, or save under another name."
    )
    assert sum(slept) == pytest.approx(2.5)
    assert_untouched(target)


@pytest.mark.parametrize("windows_error", [5, 32, 33])
def test_a_target_that_is_let_go_in_time_is_replaced(target, monkeypatch, windows_error):
    refusals = [OSError(errno.EACCES, "held"), OSError(errno.EINVAL, "held")]
    for error in refusals:
        error.winerror = windows_error
    really_replace = os.replace

    def replace_later(*paths):
        if refusals:
            raise refusals.pop()
        really_replace(*paths)

    monkeypatch.setattr(os, "replace", replace_later)
    write_new(target, sleep=lambda _: None)
    assert target.read_bytes() == NEW


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "not enough room"),
        (errno.EDQUOT, "not enough room"),
        (errno.EFBIG, "does not take a file of this size"),
    ],
)
@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace", "block"])
def test_a_full_drive_is_named_at_every_step(target, monkeypatch, code, said, step):
    def fail(*_, **__):
        raise OSError(code, os.strerror(code))

    if step == "block":
        monkeypatch.setattr(Path, "write_bytes", fail)
    elif step == "mkstemp":
        monkeypatch.setattr("tempfile.mkstemp", fail)
    else:
        monkeypatch.setattr(os, step, fail)
    message = refusal(target)
    monkeypatch.undo()
    assert said in message
    assert str(target.parent) in message
    assert "MB are needed" in message
    assert_untouched(target)


@pytest.mark.parametrize("step", ["mkstemp", "replace"])
@pytest.mark.parametrize("code", [errno.EROFS, errno.EIO])
def test_other_failures_of_the_drive_are_told(target, monkeypatch, step, code):
    def fail(*_, **__):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("tempfile.mkstemp" if step == "mkstemp" else "os.replace", fail)
    message = refusal(target)
    monkeypatch.undo()
    assert ("is read-only" if code == errno.EROFS else "could not be written") in message
    assert_untouched(target)


def test_a_drive_that_cannot_force_a_folder_keeps_the_new_file(target, monkeypatch):
    really_force = os.fsync

    def force_files_only(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "no")
        really_force(descriptor)

    monkeypatch.setattr(os, "fsync", force_files_only)
    write_new(target)
    assert target.read_bytes() == NEW


def test_the_file_and_then_its_folder_are_forced_to_the_disk(target, monkeypatch):
    forced = []
    really_force, really_replace = os.fsync, os.replace

    def force(descriptor):
        forced.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        really_force(descriptor)

    def replace(*paths):
        forced.append("replaced")
        really_replace(*paths)

    monkeypatch.setattr(os, "fsync", force)
    monkeypatch.setattr(os, "replace", replace)
    write_new(target)
    assert forced == ["file", "replaced", "folder"]


def test_what_cannot_be_replaced_is_refused_before_the_work(target):
    assert "There is no folder" in refusal(target.parent / "missing" / "x.xlsx")
    assert "is a folder" in refusal(target.parent)
    target.chmod(0o444)
    assert "read-only" in refusal(target)
    target.chmod(0o644)
    assert_untouched(target)


@pytest.mark.parametrize(
    ("lock_name", "program"),
    [(".~lock.evidence.xlsx#", "LibreOffice"), ("~$evidence.xlsx", "Excel")],
)
def test_a_lock_file_tells_which_program_has_the_workbook_open(target, lock_name, program):
    (target.parent / lock_name).touch()
    assert refusal(target).startswith(f"The workbook is open in {program}, so")
    assert_untouched(target)


def test_a_lock_file_without_its_workbook_is_no_obstacle(target):
    target.unlink()
    (target.parent / "~$evidence.xlsx").touch()
    write_new(target)
    assert target.read_bytes() == NEW


def test_a_symbolic_link_stays_one(target):
    link = target.parent / "link.xlsx"
    link.symlink_to(target)
    write_new(link)
    assert link.is_symlink()
    assert target.read_bytes() == NEW


def in_another_process(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )


def test_a_file_size_limit_is_told(target):
    script = (
        "import resource, sys; from pathlib import Path;"
        "from lisdesk.errors import TargetError; from lisdesk.exchange.workbook import *;"
        "from lisdesk.table import *; from datetime import datetime, UTC; import random;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000));"
        "rows = ([random.Random(n).randbytes(2_000).hex()] for n in range(1_000));"
        "table = Table('A', 'A', '', '', (Column('A'),), rows);"
        "properties = WorkbookProperties('', '', datetime.now(UTC))\n"
        "try: write_workbook([table], Path(sys.argv[1]), properties=properties)\n"
        "except TargetError as error: print(error)"
    )
    process = in_another_process(script, target)
    assert "does not take a file of this size" in process.communicate()[0]
    assert process.returncode == 0
    assert_untouched(target)


def test_a_killed_process_leaves_the_old_file_and_the_next_one_tidies_up(target):
    script = (
        "import sys, time; from pathlib import Path;"
        "from lisdesk.exchange.atomic import atomic_target\n"
        "with atomic_target(Path(sys.argv[1])) as temporary:\n"
        "    temporary.write_bytes(b'half'); print('ready', flush=True); time.sleep(60)"
    )
    process = in_another_process(script, target)
    assert process.stdout.readline() == "ready\n"

    other = target.with_name("other.xlsx")
    write_new(other)
    temporary = [each for each in target.parent.iterdir() if each.suffix == ".part"]
    assert [each.read_bytes() for each in temporary] == [b"half"], "its writer is still at work"

    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert target.read_bytes() == OLD
    write_new(other)
    assert_untouched(target)


def test_killed_at_any_moment_the_file_is_old_or_new(target):
    script = (
        "import sys; from pathlib import Path; from lisdesk.exchange.atomic import atomic_target\n"
        "print('ready', flush=True)\n"
        "for size in range(1_000_000):\n"
        "    with atomic_target(Path(sys.argv[1])) as temporary:\n"
        "        temporary.write_bytes(b'the new workbook' * 5_000)"
    )
    for delay_ms in range(0, 40, 5):
        process = in_another_process(script, target)
        process.stdout.readline()
        time.sleep(delay_ms / 1_000)
        process.kill()
        process.communicate()
        assert target.read_bytes() in (OLD, NEW * 5_000)
    write_new(target)
    assert list(target.parent.iterdir()) == [target]
