"""A dropped file that is still being copied is looked into once it is written whole."""

import os
import sys
import threading
import time

import pytest

from lisdesk.errors import CancelledError
from lisdesk.tasks.files_at_rest import sort_at_rest
from tests.thorough import one_in
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import paragraph, word_document
from tests.written_mails import known, save

pytestmark = pytest.mark.thorough


def nobody(_done, _total, _words=""):
    """Hear nothing."""


def test_files_that_nobody_writes_to_are_told_apart_after_a_moment(tmp_path):
    mail = save(tmp_path, "a.eml", known(0))
    began = time.monotonic()
    assert sort_at_rest([mail, tmp_path / "gone.eml"], nobody, 0.1, 60).mails == (
        mail,
        tmp_path / "gone.eml",
    )
    assert 0.1 <= time.monotonic() - began < 5


def test_a_file_that_is_being_copied_is_looked_into_when_all_of_it_is_there(tmp_path):
    whole = known(0).as_bytes()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    path = inbox / "a.eml"
    path.write_bytes(b"")
    told = []

    def copy():
        with path.open("ab", buffering=0) as stream:
            for start in range(0, len(whole), -(-len(whole) // 12)):
                time.sleep(0.05)
                stream.write(whole[start : start + -(-len(whole) // 12)])

    copying = threading.Thread(target=copy)
    copying.start()
    found = sort_at_rest([inbox], lambda *counts: told.append(counts), 0.1, 0.3)
    assert path.read_bytes() == whole
    copying.join()
    assert found.mails == (path,)
    assert (0, 0, "waiting until they are written whole") in told


def copied_with_a_pause(path, whole, pause_s):
    """Begin to write a file, pause in the middle, and write the rest."""

    def copy():
        time.sleep(pause_s)
        with path.open("ab") as stream:
            stream.write(whole[len(whole) // 2 :])

    path.write_bytes(whole[: len(whole) // 2])
    copying = threading.Thread(target=copy)
    copying.start()
    return copying


def test_a_copy_that_pauses_for_longer_than_a_look_is_waited_for(tmp_path):
    whole = known(0).as_bytes()
    copying = copied_with_a_pause(tmp_path / "a.eml", whole, 0.25)
    sort_at_rest([tmp_path / "a.eml"], nobody, 0.1, 0.6)
    assert (tmp_path / "a.eml").read_bytes() == whole
    copying.join()


@pytest.mark.parametrize("kind", one_in(2, ["docx", "pdf"]))
def test_a_document_that_lacks_its_end_is_waited_for_however_old_it_looks(tmp_path, kind):
    whole = portable_document(["Buses"]) if kind == "pdf" else word_document(paragraph("Buses"))
    path = tmp_path / f"a.{kind}"
    copying = copied_with_a_pause(path, whole, 0.5)
    os.utime(path, (1_500_000_000, 1_500_000_000))
    sort_at_rest([path], nobody, 0.02, 3)
    copying.join(0)
    assert path.read_bytes() == whole
    copying.join()


def test_a_file_that_was_written_long_ago_is_looked_into_at_once(tmp_path, monkeypatch):
    mail = save(tmp_path, "a.eml", known(0))
    tomorrow = time.time_ns() + 86_400 * 10**9
    monkeypatch.setattr("lisdesk.tasks.files_at_rest.time_ns", lambda: tomorrow)
    told = []
    sort_at_rest([mail], lambda *counts: told.append(counts[2]), 0.05, 60)
    assert set(told) == {""}


def test_waiting_for_a_copy_can_be_cancelled(tmp_path):
    path = save(tmp_path, "a.eml", known(0))

    def grow_and_cancel(_done, _total, words):
        with path.open("ab") as stream:
            stream.write(b"more")
        if words:
            raise CancelledError

    with pytest.raises(CancelledError):
        sort_at_rest([path], grow_and_cancel, 0.1, 60)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read all files")
def test_a_file_that_cannot_be_opened_is_waited_for_no_longer_than_a_rest(tmp_path):
    path = save(tmp_path, "a.eml", known(0))
    path.chmod(0)
    assert sort_at_rest([path], nobody, 0.05, 0.2).mails == (path,)
