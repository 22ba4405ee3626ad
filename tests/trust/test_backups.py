"""Backups made while others write, from damaged files, and brought back."""

from __future__ import annotations

import hashlib
import random
import shutil
import threading
from collections import Counter
from contextlib import closing
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest

from lisdesk.errors import DamagedFileError, RefusedError, UserError
from lisdesk.store.backup import copy_verified
from lisdesk.store.database import Database
from lisdesk.store.opening import open_database
from lisdesk.tasks.backups import back_up_file, restore_file
from lisdesk.tasks.checking import check_file
from tests.desk_work import content
from tests.trust.officer_work import Acknowledged, assert_kept, stored_writes
from tests.trust.programs import Writer, writing_program

pytestmark = pytest.mark.thorough

PAGE = 4_096
LARGE_FILE_BYTES = 300_000_000


class Listener(threading.Thread):
    """Hears the writing program out, so that it never waits for its listener."""

    def __init__(self, writer: Writer) -> None:
        super().__init__(daemon=True)
        self._writer = writer

    def run(self) -> None:
        try:
            while True:
                self._writer.hear()
        except RuntimeError:  # killed, when the test has what it needs
            return


@pytest.mark.parametrize(
    "backups",
    [
        3,
        pytest.param(10, marks=pytest.mark.thorough),
        pytest.param(40, marks=[pytest.mark.long, pytest.mark.timeout(600)]),
    ],
)
def test_every_backup_made_while_another_program_writes_holds_all_that_was_saved_before(
    path, tmp_path, report_figures, backups
):
    database = open_database(path)
    made: list[tuple[Path, list[Acknowledged]]] = []
    with writing_program(path, 1, "gently") as writer:
        listener = Listener(writer)
        listener.start()
        for number in range(backups):
            _wait_for_more(writer, len(made[-1][1]) if made else 0)
            before = list(writer.acknowledged)
            report = back_up_file(database, tmp_path / f"backup-{number}.lisdesk")
            assert report.info.edits >= len(before)
            made.append((report.path, before))
        writer.process.kill()
        listener.join()
    database.close()
    for target, before in made:
        assert_holds(target, before)
    report_figures(
        f"backups beside a writer: {backups} of {backups} whole, with all that was saved before: "
        f"{len(made[0][1])} to {len(made[-1][1])} edits"
    )


def _wait_for_more(writer: Writer, than: int) -> None:
    while len(writer.acknowledged) < than + 3:
        threading.Event().wait(0.005)


def assert_holds(path: Path, acknowledged: list[Acknowledged]) -> None:
    database = open_database(path)
    assert_kept(database, acknowledged)
    stored_writes(database)
    assert check_file(database).is_sound
    database.close()


@pytest.mark.long
def test_a_large_file_is_backed_up_although_another_program_writes_all_the_time(path, tmp_path):
    content = bytes(LARGE_FILE_BYTES)
    connection = sqlite.connect(path, isolation_level=None)
    digest = hashlib.sha256(content).hexdigest()
    connection.execute("INSERT INTO blob (sha256, content) VALUES (?, ?)", (digest, content))
    connection.execute("CREATE TABLE pulse AS SELECT 1 AS value")
    connection.close()
    target, is_over = tmp_path / "backup.lisdesk", threading.Event()
    copier = threading.Thread(target=copy_verified, args=(path, target), kwargs={"replace": False})
    restless = threading.Thread(target=_write_until, args=(path, is_over))
    restless.start()
    copier.start()
    copier.join(20)
    is_done = not copier.is_alive()
    is_over.set()
    restless.join()
    copier.join()
    assert is_done, "the backup does not end as long as somebody writes"
    assert_holds(target, [])


def _write_until(path: Path, is_over: threading.Event) -> None:
    with closing(sqlite.connect(path, isolation_level=None)) as connection:
        while not is_over.wait(0.002):
            connection.execute("UPDATE pulse SET value = value + 1")


def damages(content_before: bytes, chance: random.Random) -> dict[str, bytes]:
    """Return copies of a file with what happens to files: zeros, a lost page, a lost end."""
    pages = len(content_before) // PAGE
    found = {
        "empty": b"",
        "zeroed": bytes(len(content_before)),
        "zeroed after its header": content_before[:100] + bytes(len(content_before) - 100),
    }
    for place in range(pages):
        at = place * PAGE
        lost = content_before[:at] + bytes(PAGE) + content_before[at + PAGE :]
        found[f"page {place + 1} lost"] = lost
    for _ in range(20):
        end = chance.randrange(len(content_before))
        found[f"cut at {end}"] = content_before[:end]
    return found


@pytest.mark.thorough
def test_a_damaged_file_never_makes_a_good_backup(small_file, tmp_path, report_figures):
    whole = small_file.read_bytes()
    source, target = tmp_path / "source.lisdesk", tmp_path / "target.lisdesk"
    good = tmp_path / "good.lisdesk"
    copy_verified(small_file, good, replace=False)
    good_bytes, refusals = good.read_bytes(), Counter[str]()
    for name, spoilt in damages(whole, random.Random(5)).items():
        source.write_bytes(spoilt)
        with pytest.raises(UserError) as refused:
            restore_file(source, target)
        refusals[type(refused.value).__name__] += 1
        database = Database(source)
        with pytest.raises(UserError):
            back_up_file(database, tmp_path / "backup.lisdesk")
        database.close()
        try:
            copy_verified(source, good, replace=True)
        except UserError:
            assert good.read_bytes() == good_bytes, name
        else:
            shutil.copy(good, target)  # SQLite cannot see it: lisdesk's own check must
            assert not is_sound(target), name
            good.write_bytes(good_bytes)
        for left in tmp_path.iterdir():
            if left != good:
                left.unlink()
    report_figures(f"backups of damaged files: {dict(refusals)}, none called good")


def is_sound(path: Path) -> bool:
    database = open_database(path)
    try:
        return check_file(database).is_sound
    finally:
        database.close()


@pytest.fixture
def backup(small_file, tmp_path) -> Path:
    database = open_database(Path(shutil.copy(small_file, tmp_path / "original.lisdesk")))
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up_file(database, folder / "backup.lisdesk")
    database.close()
    return folder / "backup.lisdesk"


def test_a_backup_brought_back_holds_what_the_original_held(backup, tmp_path):
    target = tmp_path / "restored.lisdesk"
    restore_file(backup, target)
    original, restored = open_database(tmp_path / "original.lisdesk"), open_database(target)
    assert content(restored) == content(original)
    assert check_file(restored).is_sound
    original.close()
    restored.close()


def test_bringing_a_backup_back_leaves_it_byte_for_byte_and_nothing_beside_it(backup, tmp_path):
    before = backup.read_bytes()
    restore_file(backup, tmp_path / "restored.lisdesk")
    assert backup.read_bytes() == before
    assert [entry.name for entry in backup.parent.iterdir()] == [backup.name]


def test_a_file_that_was_worked_in_is_brought_back_as_it_was_found(small_file, tmp_path):
    folder = tmp_path / "found"
    folder.mkdir()
    found = Path(shutil.copy(small_file, folder / "found.lisdesk"))
    before = found.read_bytes()
    restore_file(found, tmp_path / "restored.lisdesk")
    assert found.read_bytes() == before
    assert [entry.name for entry in folder.iterdir()] == [found.name]


def test_nothing_is_restored_over_a_file_that_is_there(backup, tmp_path):
    target = tmp_path / "precious.lisdesk"
    target.write_bytes(b"precious")
    with pytest.raises(RefusedError):
        restore_file(backup, target)
    with pytest.raises(RefusedError):
        restore_file(backup, backup)
    assert target.read_bytes() == b"precious"
    assert is_sound(backup)


def test_a_backup_with_a_foreign_trigger_is_not_brought_back(backup, tmp_path):
    connection = sqlite.connect(backup)
    connection.execute("CREATE TRIGGER t AFTER INSERT ON tag BEGIN DELETE FROM tag; END")
    connection.close()
    with pytest.raises(UserError):
        restore_file(backup, tmp_path / "restored.lisdesk")
    assert not (tmp_path / "restored.lisdesk").exists()


def test_a_backup_that_only_our_own_check_finds_unsound_is_kept_but_not_called_good(
    small_file, tmp_path
):
    path = Path(shutil.copy(small_file, tmp_path / "source.lisdesk"))
    connection = sqlite.connect(path, isolation_level=None)
    connection.execute("UPDATE source_text SET body = 'x' || body WHERE id = 1")
    connection.close()
    database = open_database(path)
    with pytest.raises(DamagedFileError, match="not sound"):
        back_up_file(database, tmp_path / "backup.lisdesk")
    database.close()
    assert (tmp_path / "backup.lisdesk").exists()
