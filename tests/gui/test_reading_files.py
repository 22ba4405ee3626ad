"""Reading: the files that came with a submission, opened and saved beside its text."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import AttachedFile, SubmissionDraft, add_submission
from lisdesk.ui.file_opener import FileOpener
from tests.desk_work import do

FILES = [
    AttachedFile("plan.pdf", b"%PDF"),
    AttachedFile("figures.xlsm", b"PK"),
    AttachedFile("photo\u202egnp.exe", b"MZ"),
]


@pytest.fixture
def at_files(on_one_call, beside, monkeypatch):
    """Return an officer reading a letter with three files, then one without, then files alone; and
    the copies that were handed to other programs.
    """
    opened = []
    monkeypatch.setattr(
        FileOpener, "open_file", staticmethod(lambda url: opened.append(url) or True)
    )
    officer, database = on_one_call, beside()
    for draft in (
        SubmissionDraft(letter="Please see attached.", attachments=FILES),
        SubmissionDraft(letter="Nothing is attached."),
        SubmissionDraft(attachments=FILES[:1]),
    ):
        do(database, add_submission, call_id=1, draft=draft)
    officer.settle()
    screen = officer.go("reading")
    officer.wait(lambda: screen.tagging.page is not None and screen.panes.files.list.count())
    officer.settle()
    return officer, screen, opened


def tab_words(screen):
    tabs = screen.panes.beside
    return [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)]


def test_files_are_reached_by_one_key_and_open_as_copies(at_files, ask):
    officer, screen, opened = at_files
    files = screen.panes.files
    assert "Files  3" in tab_words(screen)
    officer.press("F")
    assert files.list.isVisible()
    assert QApplication.focusWidget() is files.list
    officer.press("Enter")
    officer.wait(lambda: len(opened) == 1)
    copy = Path(opened[0].toLocalFile())
    assert (copy.name, copy.read_bytes()) == ("plan.pdf", b"%PDF")
    assert not copy.stat().st_mode & 0o222
    ask.agree = [False, True]
    officer.press("Down")
    officer.press("Enter")
    officer.settle()
    assert len(opened) == 1
    assert ask.asked[-1].verb == "Open it all the same"
    officer.press("Enter")
    officer.wait(lambda: len(opened) == 2)
    officer.press("Down")
    assert "[U+202E]" in files.list.currentItem().text()
    assert not files.open.isEnabled()
    officer.press("Enter")
    assert "is not opened from here" in officer.told()
    assert len(opened) == 2
    officer.press("Esc")
    assert QApplication.focusWidget() is screen.view
    officer.window.close()
    officer.wait(lambda: not copy.exists())


def test_a_file_is_saved_by_keyboard_from_beside_its_text(at_files, ask, tmp_path):
    officer, screen, _opened = at_files
    target = tmp_path / "saved.pdf"
    ask.save = [target]
    officer.press("F")
    for _ in range(2):
        officer.press("Tab")
    assert QApplication.focusWidget() is screen.panes.files.save
    officer.press("Space")
    officer.wait(lambda: officer.told().startswith("Saved “saved.pdf”"))
    assert target.read_bytes() == b"%PDF"


def test_only_the_files_of_the_submission_in_view_are_in_reach(at_files):
    officer, screen, opened = at_files
    officer.press("J")
    officer.wait(lambda: screen.tagging.page.head.reference == "LLEP-0002")
    assert screen.panes.files.list.count() == 0
    officer.settle()
    assert "Files  3" not in tab_words(screen)
    officer.press("F")
    assert officer.told() == "No files came with LLEP-0002."
    assert QApplication.focusWidget() is screen.view
    officer.press("J")
    officer.wait(lambda: screen.panes.files.list.count() == 1)
    assert screen.panes.no_text.isVisible()
    assert "1 file" in screen.panes.no_text.words.text()
    officer.press("F")
    officer.press("Enter")
    officer.wait(lambda: len(opened) == 1)
