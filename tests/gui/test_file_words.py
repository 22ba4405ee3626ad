"""The words of files come into the search beside the window, and those without any are listed."""

import gc
import sys

import pytest

from lisdesk.app import SWITCH_SECONDS
from lisdesk.edits.submissions import AttachedFile, SubmissionDraft, add_submission
from lisdesk.errors import BusyError, RefusedError, StaleEditError
from lisdesk.outcome import Kind
from lisdesk.queries.searched_files import FileSearch
from lisdesk.store.opening import open_database
from lisdesk.tasks.file_words import FilesRead, is_unread
from lisdesk.ui.unsearched_files import UnsearchedFiles
from tests.bench.heartbeat import Heartbeat
from tests.desk_work import do
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import paragraph, word_document
from tests.written_documents import SCAN

FILES = [
    AttachedFile("plan.docx", word_document(paragraph("The marmalade works."))),
    AttachedFile("scan.pdf", SCAN),
]
LONGEST_MS = 50
MANY = 60


@pytest.fixture(autouse=True)
def short_pause(monkeypatch):
    monkeypatch.setattr("lisdesk.ui.file_words._PAUSE_MS", 20)


@pytest.fixture
def with_files(on_one_call, beside):
    """Return an officer at a call with one submission that came with two files, and its file."""
    database = beside()
    officer = on_one_call
    officer.window.desk.word_reader.look_soon()
    draft = SubmissionDraft(respondent="Acme Ltd", letter="See there.", attachments=FILES)
    do(database, add_submission, call_id=1, draft=draft)
    officer.wait(lambda: not is_unread(database), 30_000)
    officer.settle()
    return officer, database


def listed(officer):
    officer.press("Ctrl+Alt+F", on=officer.window)
    officer.wait(lambda: officer.window.findChildren(UnsearchedFiles))
    [dialog] = officer.window.findChildren(UnsearchedFiles)
    officer.wait(lambda: dialog.table.rows)
    return dialog


def test_a_file_is_found_by_what_it_says_without_a_word_of_the_officer(with_files):
    officer, _ = with_files
    screen = officer.go("submissions")
    officer.wait(lambda: screen.preview.shown is not None)
    officer.press("Ctrl+F", on=screen.table)
    officer.type("marmalade", on=screen.filters.line)
    officer.wait(lambda: screen.model.row_at(0) and screen.model.row_at(0).found)
    found = screen.model.row_at(0).found
    assert (found.where, found.words) == ("plan.docx", "The marmalade works.")
    officer.press("Enter", on=screen.table)
    officer.comes_to("reading")
    assert officer.told() == "Found in the file “plan.docx”: F leads to the files."
    officer.press("F")
    officer.wait(officer.window.current_screen().panes.files.isVisible)
    officer.go("submissions")
    files = screen.preview.files
    assert "Searched" in files.list.item(0).text()
    files.list.setCurrentRow(1)
    assert "Not searched" in files.list.item(1).text()
    assert files.why.text() == "The file holds no text that can be read, as scans do."
    assert "scans do" in files.list.item(1).toolTip()


def test_files_that_are_not_searched_are_listed_and_lead_to_their_submission(with_files):
    officer, database = with_files
    dialog = listed(officer)
    assert [(row.name, row.reference) for row in dialog.table.rows] == [("scan.pdf", "LLEP-0001")]
    assert dialog.count.text() == "1 file."
    dialog.again.trigger()
    officer.wait(lambda: not officer.window.desk.word_reader.is_reading, 30_000)
    officer.settle()
    assert not is_unread(database)
    dialog.go.trigger()
    screen = officer.window.desk.screens["submissions"]
    officer.wait(lambda: screen.preview.shown is not None)
    assert screen.preview.shown.page.row.reference == "LLEP-0001"
    assert [row.search for row in screen.preview.shown.attachments] == [
        FileSearch.SEARCHED,
        FileSearch.NOT_SEARCHED,
    ]


@pytest.mark.parametrize("in_the_way", [BusyError, StaleEditError])
def test_reading_goes_on_after_others_were_in_the_way(on_one_call, monkeypatch, in_the_way):
    monkeypatch.setattr("lisdesk.ui.file_words._PAUSE_IN_THE_WAY_MS", 40)
    answers = [in_the_way("Others were at it.", do="Wait."), FilesRead(0, 0, 0)]
    asked = []

    def read(_database, **_how):
        asked.append(answers[len(asked)])
        if isinstance(asked[-1], Exception):
            raise asked[-1]
        return asked[-1]

    monkeypatch.setattr("lisdesk.tasks.file_words.read_file_words", read)
    on_one_call.window.desk.word_reader.look_soon()
    on_one_call.wait(lambda: len(asked) == 2)
    on_one_call.settle()


def test_reading_that_fails_otherwise_is_not_begun_again(on_one_call, monkeypatch):
    monkeypatch.setattr("lisdesk.ui.file_words._PAUSE_IN_THE_WAY_MS", 40)
    reader, asked = on_one_call.window.desk.word_reader, []

    def read(_database, **_how):
        asked.append(1)
        raise RefusedError("It cannot be.", do="Nothing.")

    monkeypatch.setattr("lisdesk.tasks.file_words.read_file_words", read)
    reader.look_soon()
    on_one_call.wait(lambda: asked and not reader.is_reading)
    reader.look_soon()
    on_one_call.qtbot.wait(120)
    on_one_call.settle()
    assert asked == [1]


@pytest.mark.parametrize(("seconds", "times"), [(60.0, 2), (0.0, 5)])
def test_the_screens_are_told_seldom_what_more_is_searched_and_at_the_end(
    on_one_call, monkeypatch, seconds, times
):
    monkeypatch.setattr("lisdesk.ui.file_words._TOLD_AFTER_S", seconds)
    slices, told = [4, 3, 2, 1, 0], []
    looks = []

    def read(_database, **_how):
        looks.append(1)
        return FilesRead(1, 0, slices.pop(0)) if slices else FilesRead(0, 0, 0)

    monkeypatch.setattr("lisdesk.tasks.file_words.read_file_words", read)
    on_one_call.workspace.jobs.changed.connect(told.append)
    on_one_call.window.desk.word_reader.look_soon()
    on_one_call.wait(lambda: len(looks) == 6)  # having told the end it looks once more
    on_one_call.settle()
    assert told == [frozenset({Kind.SUBMISSION})] * times


@pytest.mark.thorough
def test_a_window_that_only_reads_leaves_the_files_alone(with_files, open_window, tmp_path):
    officer, _ = with_files
    database = open_database(tmp_path / "one.lisdesk")
    draft = SubmissionDraft(letter="More.", attachments=[AttachedFile("a.txt", b"A weir.")])
    second = open_window(tmp_path / "one.lisdesk", officer="Ben Reader")
    assert second.workspace.is_read_only
    officer.window.desk.word_reader.blockSignals(True)
    officer.window.desk.word_reader._has_failed = True  # it leaves the files to nobody else
    do(database, add_submission, call_id=1, draft=draft)
    second.window.desk.word_reader.look_soon()
    second.window.desk.word_reader._read()
    second.qtbot.wait(300)
    second.settle()
    assert is_unread(database)
    database.close()


@pytest.mark.thorough
def test_reading_many_files_does_not_hold_the_window_up(on_one_call, beside):
    database, officer = beside(), on_one_call
    pages = portable_document([" ".join(f"word{place} café" for place in range(2_000))])
    officer.window.desk.word_reader._has_failed = True
    for number in range(MANY):
        own = pages + f"\n% {number}".encode()
        draft = SubmissionDraft(letter="See.", attachments=[AttachedFile("a.pdf", own)])
        do(database, add_submission, call_id=1, draft=draft)
    officer.wait(lambda: officer.workspace.call.submissions == MANY)
    officer.settle()
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    try:
        heart = Heartbeat(officer.window)
        heart.begin()
        officer.window.desk.word_reader._has_failed = False
        officer.window.desk.word_reader.look_soon()
        officer.wait(lambda: not is_unread(database), 60_000)
        officer.settle()
        assert heart.figures()["own_ms"] <= LONGEST_MS, heart.figures()
    finally:
        gc.unfreeze()
        sys.setswitchinterval(before)
