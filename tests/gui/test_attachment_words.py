"""The words of a file that came with a submission are taken into its letter, or typed in."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import AttachedFile, SubmissionDraft, add_submission
from lisdesk.store.entities import Extraction
from lisdesk.ui.submissions.correct_form import CorrectForm
from tests.desk_work import count, do, standing_texts
from tests.unit.documents.made_word import deleted, paragraph, word_document
from tests.written_documents import SCAN

pytestmark = pytest.mark.thorough

LETTER = word_document(paragraph("The last bus leaves at ", deleted("half past "), "six."))
FILES = [
    AttachedFile("letter.docx", LETTER),
    AttachedFile("scan.pdf", SCAN),
    AttachedFile("<b>map\u202e.png", b"\x89PNG\r\n\x1a\n"),
]
ADDED = "Please see attached.\n\nThe last bus leaves at six."


@pytest.fixture
def at_desk(on_one_call, beside):
    """Return an officer at a call with one submission that came with three files, and its file."""
    database = beside()
    draft = SubmissionDraft(respondent="Acme Ltd", letter="Please see attached.", attachments=FILES)
    do(database, add_submission, call_id=1, draft=draft)
    on_one_call.settle()
    return on_one_call, database


def on_preview(officer):
    """Go to the files of the submission in Submissions."""
    screen = officer.go("submissions")
    officer.wait(lambda: screen.preview.shown is not None)
    screen.preview.tabs.setCurrentIndex(2)
    officer.wait(screen.preview.files.words.isVisible)
    return screen


def on_reading(officer):
    screen = officer.go("reading")
    officer.wait(lambda: screen.panes.files.list.count())
    officer.settle()
    return screen


def test_the_words_of_a_letter_are_added_from_the_preview_and_taken_back(at_desk):
    officer, database = at_desk
    screen = on_preview(officer)
    officer.click(screen.preview.files.words)
    officer.wait(lambda: "Added" in officer.told())
    assert officer.told() == (
        "Added 6 words of “letter.docx” to the letter of LLEP-0001. "
        "1 tracked deletion was left out."
    )
    assert standing_texts(database, 1) == [ADDED]
    assert count(database, Extraction) == 1
    officer.wait(lambda: "leaves at six" in screen.preview.texts.toPlainText())
    officer.click(officer.window.notices.action)
    officer.wait(lambda: standing_texts(database, 1) == ["Please see attached."])
    officer.settle()
    officer.press("Ctrl+Y", on=officer.window)
    officer.wait(lambda: standing_texts(database, 1) == [ADDED])


def test_words_are_added_beside_the_text_by_keys_and_never_twice(at_desk, journey):
    officer, database = at_desk
    screen = on_reading(officer)
    officer.actions = 0
    officer.press("F")
    officer.press("Alt+W")
    officer.wait(lambda: "Added 6 words" in officer.told())
    journey("the words of a file added to the letter in Reading", officer.actions, 2)
    officer.wait(lambda: "leaves at six" in screen.view.toPlainText())
    officer.settle()
    officer.click(screen.panes.files.words)
    officer.wait(lambda: "is part of the letter of LLEP-0001" in officer.told())
    assert standing_texts(database, 1) == [ADDED]


@pytest.mark.parametrize(("row", "words"), [(1, "holds no text"), (2, "The file is a picture")])
def test_what_cannot_be_read_leads_to_the_form_where_it_is_typed_in(at_desk, row, words):
    officer, database = at_desk
    screen = on_reading(officer)
    officer.press("F")
    for _ in range(row):
        officer.press("Down")
    officer.press("Alt+W", on=screen.panes.files.list)
    officer.wait(lambda: words in officer.told())
    assert "\u202e" not in officer.told()
    assert officer.window.notices.action.text() == "Type it in"
    officer.click(officer.window.notices.action)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), CorrectForm))
    form = QApplication.activeModalWidget()
    letter = form.texts.fields[0]
    assert letter.words() == "Please see attached."
    officer.press("Alt+L", on=form)
    officer.wait(lambda: QApplication.focusWidget() is letter)
    officer.press("Ctrl+End")
    officer.type(" It says: more buses.")
    officer.press("Ctrl+Enter")
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    assert standing_texts(database, 1) == ["Please see attached. It says: more buses."]


def test_a_file_that_is_opened_for_looking_only_offers_no_words(at_desk, open_window, tmp_path):
    looking = open_window(tmp_path / "one.lisdesk", now="2019-01-07T10:00")
    screen = on_preview(looking)
    assert screen.preview.files.open.isEnabled()
    assert not screen.preview.files.words.isEnabled()
