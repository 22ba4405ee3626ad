"""Attachments come out again as they came in, under names and rights that harm nobody."""

import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from lisdesk.edits.submissions import AttachedFile
from lisdesk.errors import DamagedFileError, NotFoundError, RefusedError, TargetError
from lisdesk.exchange.outside_mark import mark_from_outside, write_stream
from lisdesk.exchange.private_folders import remove_abandoned
from lisdesk.queries.attachments import attachments
from lisdesk.rules.opening import Opening
from lisdesk.tasks.attachments import FOLDER_PREFIX, OpenedAttachments, save_attachment
from tests.desk_work import log

ROOT = Path(__file__).resolve().parents[2]
FILES = [
    AttachedFile("plan.pdf", b"%PDF-1.7 plan"),
    AttachedFile("../Plan.PDF", b"%PDF-1.7 other"),
    AttachedFile("PLAN.pdf", b""),
    AttachedFile("macro.docm", b"PK"),
    AttachedFile("\u202efdp.exe", b"MZ"),
]
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")


@pytest.fixture
def entry(database, call):
    """Return a submission with five attachments, of which two have one name."""
    return log(database, call, letter="See the files.", attachments=FILES)


@pytest.fixture
def opened(tmp_path):
    """Return what copies attachments for opening, into a folder of the test's own."""
    with OpenedAttachments(parent=tmp_path) as opened:
        yield opened


def rights(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_attachments_are_listed_with_safe_names_and_how_they_open(database, entry):
    with database.reading() as session:
        found = attachments(session, entry.id)
    assert [(row.number, row.safe_name, row.opening) for row in found] == [
        (1, "plan.pdf", Opening.PLAIN),
        (2, "_Plan.PDF", Opening.PLAIN),
        (3, "PLAN (2).pdf", Opening.PLAIN),
        (4, "macro.docm", Opening.CONFIRM),
        (5, "_fdp.exe", Opening.NEVER),
    ]
    assert [row.name for row in found] == [file.name for file in FILES]
    assert [row.size_bytes for row in found] == [len(file.content) for file in FILES]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_every_attachment_is_saved_as_it_came(database, entry, tmp_path, number):
    folder = tmp_path / "out"
    folder.mkdir()
    saved = save_attachment(database, entry.reference.lower(), number, folder)
    content = FILES[number - 1].content
    assert saved.path.parent == folder
    assert saved.path.read_bytes() == content
    assert (saved.size_bytes, saved.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert [path.name for path in folder.iterdir()] == [saved.path.name]


def test_an_attachment_is_saved_under_the_name_that_was_asked_for(database, entry, tmp_path):
    saved = save_attachment(database, entry.reference, 1, tmp_path / "mine.bin")
    assert saved.path.read_bytes() == FILES[0].content


def test_nothing_is_overwritten_when_an_attachment_is_saved(database, entry, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    names = [save_attachment(database, entry.reference, 1, folder).path.name for _ in range(3)]
    assert names == ["plan.pdf", "plan (2).pdf", "plan (3).pdf"]
    (folder / "plan.pdf").chmod(0o600)
    (folder / "plan.pdf").write_bytes(b"mine")
    with pytest.raises(RefusedError, match="already a file “plan.pdf”"):
        save_attachment(database, entry.reference, 1, folder / "plan.pdf")
    assert (folder / "plan.pdf").read_bytes() == b"mine"
    assert len(list(folder.iterdir())) == 3


def test_an_attachment_that_is_not_there_is_told_with_how_many_there_are(
    database, call, entry, tmp_path
):
    bare = log(database, call, letter="No files.")
    for reference, number, told in (
        (entry.reference, 6, "5 attachments"),
        (bare.reference, 1, "no attachments"),
        ("LLEP-9999", 1, "LLEP-9999"),
    ):
        with pytest.raises(NotFoundError, match=told):
            save_attachment(database, reference, number, tmp_path)
    with pytest.raises(TargetError, match="no folder"):
        save_attachment(database, entry.reference, 1, tmp_path / "nowhere" / "x.pdf")


def test_an_attachment_that_is_not_what_was_received_is_not_let_out(database, entry, tmp_path):
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE blob SET content = x'00' WHERE length(content) = 13"))
    with pytest.raises(DamagedFileError, match="not what was received"):
        save_attachment(database, entry.reference, 1, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


@POSIX
def test_files_and_folders_are_the_officers_alone_whatever_the_umask(
    database, entry, tmp_path, opened
):
    before = os.umask(0)
    try:
        saved = save_attachment(database, entry.reference, 1, tmp_path / "saved.pdf")
        copied = opened.copy(database, entry.id, 1)
    finally:
        os.umask(before)
    assert rights(saved.path) == 0o600
    assert rights(copied) == 0o400
    assert rights(copied.parent) == rights(copied.parent.parent) == 0o700


def test_a_copy_is_opened_from_a_folder_of_its_own_and_goes_with_it(
    database, entry, tmp_path, opened
):
    first, again = (opened.copy(database, entry.id, 3) for _ in range(2))
    assert first.name == again.name == "PLAN (2).pdf"
    assert first.parent != again.parent
    assert first.read_bytes() == b""
    assert first.resolve().is_relative_to(tmp_path.resolve())
    assert opened.purge() == []
    assert not first.exists()
    assert not list(tmp_path.glob(f"{FOLDER_PREFIX}*"))
    assert opened.copy(database, entry.id, 1).exists()


def test_a_dangerous_kind_of_file_is_never_copied_and_a_doubtful_one_only_if_confirmed(
    database, entry, tmp_path, opened
):
    for confirmed in (False, True):
        with pytest.raises(RefusedError, match="is not opened from here"):
            opened.copy(database, entry.id, 5, is_confirmed=confirmed)
    with pytest.raises(RefusedError, match="needs a second confirmation"):
        opened.copy(database, entry.id, 4)
    assert not list(tmp_path.glob(f"{FOLDER_PREFIX}*"))
    assert opened.copy(database, entry.id, 4, is_confirmed=True).name == "macro.docm"


class Windows:
    """The calls of Windows that keep a stream beside a file's bytes."""

    def __init__(self):
        self.streams = {}

    def write(self, path, content):
        self.streams[path] = content

    def mark(self, path):
        mark_from_outside(path, is_windows=True, write=self.write)


def test_on_windows_every_file_bears_the_mark_of_the_web_before_it_has_its_name(
    database, entry, tmp_path
):
    windows = Windows()
    save_attachment(database, entry.reference, 1, tmp_path / "x.pdf", mark=windows.mark)
    with OpenedAttachments(windows.mark, tmp_path) as opened:
        opened.copy(database, entry.id, 1)
    assert list(windows.streams.values()) == [b"[ZoneTransfer]\r\nZoneId=3\r\n"] * 2
    for path in windows.streams:
        assert path.endswith(".part:Zone.Identifier")


def test_elsewhere_no_stream_is_written(tmp_path):
    windows = Windows()
    mark_from_outside(tmp_path / "x.pdf", is_windows=False, write=windows.write)
    assert windows.streams == {}


def test_a_drive_that_keeps_no_marks_gets_no_file(database, entry, tmp_path):
    def refuse(path, content):
        raise OSError(22, "Invalid argument")

    def mark(path):
        mark_from_outside(path, is_windows=True, write=refuse)

    with pytest.raises(TargetError, match="keeps no mark"):
        save_attachment(database, entry.reference, 1, tmp_path / "x.pdf", mark=mark)
    with OpenedAttachments(mark, tmp_path) as opened, pytest.raises(TargetError):
        opened.copy(database, entry.id, 1)
    assert not (tmp_path / "x.pdf").exists()
    assert not list(tmp_path.glob(f"{FOLDER_PREFIX}*"))


def test_a_stream_is_written_byte_for_byte(tmp_path):
    write_stream(str(tmp_path / "stream"), b"a\r\nb")
    assert (tmp_path / "stream").read_bytes() == b"a\r\nb"


PROGRAM = """
import os, sys
from pathlib import Path
from lisdesk.exchange.private_folders import PrivateFolder
folder = PrivateFolder("lisdesk-open-", Path(sys.argv[1]))
copy = folder.subfolder() / "secret.txt"
copy.write_text("In confidence.")
copy.chmod(0o400)
print(copy, flush=True)
input()
"""


@pytest.fixture
def program(tmp_path):
    """Return a running program that has a copy open in a folder of the test's own."""
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipes) as process:
        yield process
        process.kill()


def test_copies_go_when_the_program_ends(program):
    copy = Path(program.stdout.readline().strip())
    assert copy.exists()
    program.communicate("\n")
    assert not copy.parent.parent.exists()


def test_copies_of_a_killed_program_go_with_the_next_and_those_of_a_running_one_stay(
    program, tmp_path, database, entry
):
    copy = Path(program.stdout.readline().strip())
    remove_abandoned(FOLDER_PREFIX, tmp_path)
    assert copy.exists()
    program.kill()
    program.wait()
    (tmp_path / f"{FOLDER_PREFIX}of-nobody").mkdir()
    with OpenedAttachments(parent=tmp_path) as opened:
        opened.copy(database, entry.id, 1)
        assert not copy.exists()
    assert [path.name for path in tmp_path.glob(f"{FOLDER_PREFIX}*")] == ["lisdesk-open-of-nobody"]
