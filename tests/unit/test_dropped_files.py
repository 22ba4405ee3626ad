"""Files and folders that are dropped together are told apart by what they are."""

import os
import sys

import pytest

from lisdesk.errors import CancelledError
from lisdesk.exchange.mail.reading import MailReader
from lisdesk.tasks.dropped_files import OtherPath, sort_dropped
from tests.written_mails import known, save

TABLE = b"Response ID,Organisation,Skills\n1,Acme,No welders\n2,Brill,None\n"


def names(paths):
    return [path.name for path in paths]


def test_mails_documents_sheets_and_the_rest_are_told_apart_in_their_order(tmp_path):
    mail, box = save(tmp_path, "a.eml", known(0)), save(tmp_path, "b.mbox", known(1), known(2))
    sheet, disguised = tmp_path / "answers.csv", tmp_path / "mail.csv"
    sheet.write_bytes(TABLE)
    disguised.write_bytes(mail.read_bytes())
    contents = {
        "letter.pdf": b"%PDF-1.7",
        "notes.docx": b"PK\x03\x04",
        "words.txt": b"Dear LEP,\n\nThe last bus leaves at six.\n",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "map.png": b"\x89PNG\r\n\x1a\n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    mails = ["b.mbox", "answers.csv", "mail.csv", "a.eml"]
    order = ["letter.pdf", *mails, "notes.docx", "a.eml", "words.txt", "map.png", "old.doc"]
    found = sort_dropped([tmp_path / name for name in order])
    assert names(found.mails) == ["b.mbox", "mail.csv", "a.eml"]
    assert names(found.sheets) == ["answers.csv"]
    assert names(found.documents) == ["letter.pdf", "notes.docx", "words.txt", "old.doc"]
    assert found.others == (OtherPath(tmp_path / "map.png"),)
    assert box in found.mails


def test_folders_are_looked_through_and_of_their_files_only_what_is_called_a_sheet_is_one(
    tmp_path,
):
    folder = tmp_path / "inbox"
    save(folder / "deeper", "a.eml", known(0))
    for name in ("answers.csv", "readme", ".hidden.csv"):
        (folder / name).write_bytes(TABLE)
    (folder / "deeper" / "letter.rtf").write_bytes(rb"{\rtf1 The last bus.}")
    (tmp_path / "empty").mkdir()
    found = sort_dropped([tmp_path / "empty", folder])
    assert names(found.mails) == ["a.eml"]
    assert names(found.sheets) == ["answers.csv"]
    assert names(found.documents) == ["letter.rtf"]
    assert found.others == (
        OtherPath(tmp_path / "empty", is_folder=True),
        OtherPath(folder / "readme"),
    )


def test_what_can_only_be_told_by_reading_is_taken_for_a_sheet_if_it_is_named(tmp_path):
    (tmp_path / "answers").write_bytes(TABLE)
    found = sort_dropped([tmp_path / "answers", tmp_path / "gone.xlsx", tmp_path / "gone.eml",
                          tmp_path / "gone.docx"])  # fmt: skip
    assert names(found.sheets) == ["answers", "gone.xlsx"]
    assert names(found.mails) == ["gone.eml"]
    assert names(found.documents) == ["gone.docx"]


def test_looking_into_files_can_be_cancelled(tmp_path):
    paths = [save(tmp_path, f"{number}.eml", known(0)) for number in range(3)]
    told = []

    def count(done, total):
        told.append((done, total))
        if done == 1:
            raise CancelledError

    with pytest.raises(CancelledError):
        sort_dropped(paths, count)
    assert told == [(0, 3), (1, 3)]


@pytest.mark.skipif(sys.platform == "win32", reason="there names are text, and pipes no files")
def test_pipes_rings_of_links_and_names_that_are_no_text_hold_nothing_up(tmp_path):
    folder = tmp_path / "dropped"
    mail = save(folder, "1.eml", known(0))
    named = folder / os.fsdecode(b"caf\xe9.eml")
    named.write_bytes(known(1).as_bytes())
    os.mkfifo(folder / "pipe.eml")
    (folder / "ring.eml").symlink_to(folder / "ring too.eml")
    (folder / "ring too.eml").symlink_to(folder / "ring.eml")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "endless.eml").symlink_to("/dev/zero")
    found = sort_dropped([folder])
    assert (found.mails, found.others) == ((mail, named), ())
    with MailReader() as reader:
        [read] = reader.messages(named)
        [unread] = reader.messages(folder / "pipe.eml")
    assert (read.file_name, read.problems) == ("caf\ufffd.eml", ())
    assert unread.happened == "“pipe.eml” could not be opened: it is not a file."
