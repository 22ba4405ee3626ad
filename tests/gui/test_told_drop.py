"""What became of the files of one drop is told together, and the line at the foot says it too."""

import pytest

from lisdesk.store.entities import Submission
from lisdesk.ui.documents.dialog import DocumentsDialog
from lisdesk.ui.filing.dialog import FilingDialog
from lisdesk.ui.importing.dialog import ImportDialog
from tests.desk_work import count
from tests.written_documents import letter, save_document
from tests.written_mails import known, save

pytestmark = pytest.mark.thorough


@pytest.fixture
def dropped(on_one_call, tmp_path):
    """Return an officer who has dropped an e-mail, a letter and a sheet at once."""
    folder = tmp_path / "everything"
    save(folder, "a.eml", known(0))
    save_document(folder, "letter.docx", letter("The bus is late."))
    (folder / "answers.csv").write_text("Response ID,Organisation,Q\n1,Acme,No\n")
    on_one_call.drop(folder)
    return on_one_call


def opened(officer, kind):
    officer.wait(lambda: [each for each in officer.window.findChildren(kind) if each.isVisible()])
    [dialog] = [each for each in officer.window.findChildren(kind) if each.isVisible()]
    officer.wait(dialog.isActiveWindow)
    return dialog


def foot(officer):
    return officer.window.status.last_edit.text()


def file_mail(officer):
    mails = opened(officer, FilingDialog)
    officer.wait(lambda: not mails.busy.isVisible())
    officer.press("Ctrl+A", on=mails.table)
    officer.press("Space", on=mails.table)
    officer.wait(mails.go.isEnabled)
    officer.click(mails.go)


def file_letter(officer):
    letters = opened(officer, DocumentsDialog)
    officer.wait(lambda: not letters.busy.isVisible())
    officer.press("Space", on=letters.table)
    officer.wait(letters.go.isEnabled)
    officer.click(letters.go)


def import_sheet(officer):
    sheets = opened(officer, ImportDialog)
    officer.wait(sheets.go.isEnabled)
    officer.press("Enter", on=sheets)


def test_what_became_of_a_mixed_drop_is_told_together_with_one_undo_for_all(dropped, beside):
    officer, database = dropped, beside()
    file_mail(officer)
    officer.wait(lambda: foot(officer) == "Filed 1 e-mail")
    assert officer.told() == "1 e-mail filed."
    assert officer.window.notices.action.text() == "Undo"
    file_letter(officer)
    officer.wait(lambda: foot(officer) == "Filed 1 document")
    assert officer.told().splitlines() == ["1 e-mail filed.", "1 document filed."]
    import_sheet(officer)
    officer.wait(lambda: foot(officer) == "Imported answers.csv")
    first, second, third = officer.told().splitlines()
    assert (first, second) == ("1 e-mail filed.", "1 document filed.")
    assert third.startswith("answers.csv: 1 new")
    assert count(database, Submission) == 3
    officer.settle()
    assert officer.window.notices.action.text() == "Undo all"
    officer.click(officer.window.notices.action)
    officer.wait(lambda: count(database, Submission) == 0)
    officer.wait(lambda: foot(officer).startswith("Undone: filed 1 e-mail, filed 1 document, im"))


def test_a_step_of_a_drop_that_is_undone_is_not_told_any_more_and_the_others_are(dropped, beside):
    officer, database = dropped, beside()
    file_mail(officer)
    file_letter(officer)
    sheets = opened(officer, ImportDialog)
    officer.press("Esc", on=sheets)
    officer.wait(lambda: officer.told().splitlines() == ["1 e-mail filed.", "1 document filed."])
    officer.settle()
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: officer.told() == "1 e-mail filed.")
    assert officer.window.notices.action.text() == "Undo"
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: not officer.told())
    assert count(database, Submission) == 0


def test_what_was_filed_is_told_again_after_the_dialogs_that_were_cancelled(dropped):
    officer = dropped
    file_mail(officer)
    letters = opened(officer, DocumentsDialog)
    officer.wait(lambda: not letters.busy.isVisible())
    officer.window.notices.hide()  # as it does by itself after six seconds
    officer.press("Esc", on=letters)
    sheets = opened(officer, ImportDialog)
    officer.window.notices.hide()
    officer.press("Esc", on=sheets)
    officer.wait(lambda: officer.told() == "1 e-mail filed.")


def test_what_was_undone_between_two_steps_is_neither_told_nor_undone_again(dropped, beside):
    officer, database = dropped, beside()
    file_mail(officer)
    letters = opened(officer, DocumentsDialog)
    officer.wait(lambda: not letters.busy.isVisible())
    officer.window.notices.action.click()  # as an assistive program may, past the dialog
    officer.wait(lambda: count(database, Submission) == 0)
    file_letter(officer)
    officer.wait(lambda: officer.told() == "1 document filed.")
    assert officer.window.notices.action.text() == "Undo"
