"""Notes of events: one submission, many attendees, headings for the note; all by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.attendees import Attendee, set_attendees
from lisdesk.queries.attendees import attendees
from lisdesk.rules.event_notes import NOTE_TEMPLATES
from lisdesk.rules.vocabulary import Channel
from lisdesk.store.drafts import kept_draft
from lisdesk.store.entities import Stakeholder, Submission
from lisdesk.ui.submissions.correct_form import CorrectForm
from lisdesk.ui.submissions.log_form import LogForm
from tests.desk_work import count, do, first, rows, standing_texts, submission

pytestmark = pytest.mark.thorough

WORKSHOP, MEETING = NOTE_TEMPLATES[Channel.EVENT][0], NOTE_TEMPLATES[Channel.MEETING][0]


def dialog(officer, kind):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    asked = QApplication.activeModalWidget()
    officer.wait(asked.isActiveWindow)
    return asked


def focused():
    return QApplication.focusWidget()


def tab(officer, times=1):
    for _ in range(times):
        officer.qtbot.keyClick(focused(), Qt.Key.Key_Tab)


def closed(officer):
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()


def lines(form):
    shown = form.attendees.list
    return [shown.item(place).text() for place in range(shown.count())]


def listed(database, reference):
    with database.reading() as session:
        found = attendees(session, submission(database, reference).id)
        return [(row.name, row.type) for row in found]


def pick(officer, form, words):
    """Choose from the menu that opens, as one action."""
    officer.wait(QApplication.activePopupWidget)
    menu = QApplication.activePopupWidget()
    [action] = [each for each in menu.actions() if each.text() == words]
    while menu.activeAction() is not action:
        officer.qtbot.keyClick(menu, Qt.Key.Key_Down)
    officer.press("Return", on=menu)
    officer.wait(lambda: QApplication.activePopupWidget() is None)
    form.activateWindow()  # as a window manager does when a menu has gone
    officer.wait(form.texts.fields[0].hasFocus)


def known_stakeholder(database):
    return first(database, Stakeholder, Stakeholder.name_key.contains("foxline"))


@pytest.fixture
def logging(on_sample):
    """Return an officer with the form for a new submission open over the sample call."""
    on_sample.go("submissions")
    on_sample.settle()
    on_sample.press("Ctrl+L", on=on_sample.window)
    form = dialog(on_sample, LogForm)
    on_sample.settle()
    return on_sample, form


def choose_channel(officer, form, word):
    """Go to the channel and type its name, as after a pause: letters typed at once belong together
    there.
    """
    officer.press("Alt+H")
    officer.wait(lambda: focused() is form.who.channel)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("lisdesk.ui.submissions.choice_field._TOGETHER_MS", -1)
        officer.qtbot.keyClicks(focused(), word[0])
    officer.type(word[1:])


def begin_event(officer, form, name="Skills workshop"):
    officer.type(name)
    choose_channel(officer, form, "Event")
    assert form.who.chosen_channel() is Channel.EVENT


def test_a_workshop_of_three_is_logged_in_ten_actions(logging, beside, journey):
    officer, form = logging
    before = count(beside(), Submission)
    fox = known_stakeholder(beside())
    officer.actions = 0
    begin_event(officer, form)
    officer.press("Alt+D")
    officer.wait(lambda: focused() is form.attendees.field.line)
    officer.type("foxline")
    officer.wait(form.attendees.field.list.isVisible)
    officer.press("Return")
    QApplication.clipboard().setText("Bea Barn\tindividual\n• Cy Dent\n\nfoxline buses ltd\n")
    officer.press("Ctrl+V")
    officer.settle()
    assert len(lines(form)) == 3
    assert form.attendees.told.text() == "3 listed, 2 new"
    officer.press("Alt+L")
    officer.type("Buses stop at six.")
    officer.press("Ctrl+Enter")
    closed(officer)
    journey("Log a workshop of three", officer.actions, 10)
    logged = rows(beside(), Submission)[-1]
    assert count(beside(), Submission) == before + 1
    assert logged.channel is Channel.EVENT
    assert [name for name, _ in listed(beside(), logged.reference)] == [
        fox.name,
        "Bea Barn",
        "Cy Dent",
    ]
    assert listed(beside(), logged.reference)[1:] == [("Bea Barn", "Individual"), ("Cy Dent", "")]


@pytest.mark.thorough
def test_attendees_are_asked_for_only_where_several_can_have_been(logging):
    officer, form = logging
    assert form.who.chosen_channel() is Channel.TELEPHONE
    assert form.attendees.isVisible()
    choose_channel(officer, form, "Post")
    assert not form.attendees.isVisible()
    assert not form.headings.button.isVisible()
    choose_channel(officer, form, "Meeting")
    officer.wait(form.attendees.isVisible)
    officer.press("Alt+D")
    officer.type("Bea Barn")
    officer.press("Return")
    choose_channel(officer, form, "Post")
    assert form.attendees.isVisible()


def test_a_name_left_in_the_line_counts_and_new_ones_get_their_type(logging, beside):
    officer, form = logging
    officer.type("Heads' meeting")
    officer.press("Alt+D")
    officer.type("Zoe Quill")
    officer.press("Return")
    officer.settle()
    tab(officer)
    assert focused() is form.attendees.type
    officer.type("School")
    officer.press("Alt+D")
    officer.type("Upland School")
    officer.press("Ctrl+Enter")
    closed(officer)
    logged = rows(beside(), Submission)[-1]
    assert listed(beside(), logged.reference) == [("Zoe Quill", ""), ("Upland School", "School")]


def test_a_new_one_that_is_selected_gets_the_type_that_is_chosen(logging):
    officer, form = logging
    officer.press("Alt+D")
    for name in ("Zoe Quill", "Yan Quill"):
        officer.type(name)
        officer.press("Return")
    officer.settle()
    tab(officer, 2)
    assert focused() is form.attendees.list
    officer.qtbot.keyClick(focused(), Qt.Key.Key_Backtab)
    officer.type("School")
    assert lines(form) == ["Zoe Quill    new, School", "Yan Quill    new"]


def test_delete_takes_an_attendee_off_and_a_list_of_types_is_understood(logging):
    officer, form = logging
    officer.press("Alt+D")
    QApplication.clipboard().setText("Zoe Quill\tWizardry\nYan Quill\tHigher education or research")
    officer.press("Alt+E")
    officer.wait(lambda: form.attendees.told.text() == "No such type: Wizardry")
    officer.settle()
    tab(officer, 2)
    assert focused() is form.attendees.list
    officer.press("Delete")
    assert lines(form) == ["Yan Quill    new, Higher education or research"]
    officer.press("Delete")
    assert lines(form) == []
    assert focused() is form.attendees.field.line


def test_headings_are_put_into_an_empty_note_and_below_a_written_one(logging, ask):
    officer, form = logging
    note = form.texts.fields[0]
    begin_event(officer, form)
    officer.press("Alt+G")
    pick(officer, form, "Workshop")
    assert note.words() == WORKSHOP.words()
    assert focused() is note
    choose_channel(officer, form, "Meeting")
    officer.press("Alt+G")
    pick(officer, form, "Meeting")
    assert note.words() == MEETING.words()
    officer.type("Leicester.")
    written = note.words()
    assert written.startswith("Where and when:\nLeicester.\n\nWhat it was about:")
    ask.agree = [False, True]
    officer.press("Alt+G")
    pick(officer, form, "Site visit")
    assert note.words() == written
    officer.press("Alt+G")
    pick(officer, form, "Site visit")
    assert note.words().startswith(written)
    assert "Who showed us round:" in note.words()
    assert len(ask.asked) == 2
    officer.wait(note.hasFocus)
    officer.press("Ctrl+Z")
    officer.wait(lambda: note.words() == written)


def test_headings_alone_are_no_note(logging, beside):
    officer, form = logging
    begin_event(officer, form)
    officer.press("Alt+G")
    pick(officer, form, "Workshop")
    officer.press("Ctrl+Enter")
    closed(officer)
    logged = rows(beside(), Submission)[-1]
    assert standing_texts(beside(), logged.id) == []


def test_a_list_that_was_not_saved_is_found_again(logging, beside, ask):
    officer, form = logging
    fox = known_stakeholder(beside())
    officer.press("Alt+D")
    officer.type(fox.name)
    officer.wait(lambda: form.attendees.field.known is not None)
    officer.press("Return")
    officer.type("Bea Barn")
    form.keeper.keep()
    officer.settle()
    kept = kept_draft(beside(), officer.workspace.officer, "log LLEP-2018-01")
    assert kept["attendees"] == f"{fox.name}\t{fox.id}\t\nBea Barn\t\t"


def test_a_list_is_corrected_and_shown_where_the_submission_is(on_sample, beside):
    officer = on_sample
    noted = first(beside(), Submission, Submission.channel == Channel.EVENT)
    do(beside(), set_attendees, submission_id=noted.id, attendees=[Attendee("Bea Barn")])
    screen = officer.go("submissions")
    officer.wait(lambda: screen.preview.shown is not None)
    officer.workspace.go_to("submissions", noted.id)
    officer.wait(lambda: screen.preview.shown.page.row.id == noted.id)
    assert screen.preview.tabs.tabText(5) == "Attendees 1"
    officer.press("F2")
    form = dialog(officer, CorrectForm)
    officer.settle()
    assert lines(form) == ["Bea Barn"]
    assert not form.has_changed()
    officer.press("Alt+D")
    officer.type("Dee Eve")
    officer.press("Return")
    officer.press("Ctrl+Enter")
    closed(officer)
    assert [name for name, _ in listed(beside(), noted.reference)] == ["Bea Barn", "Dee Eve"]
    officer.wait(lambda: screen.preview.tabs.tabText(5) == "Attendees 2")
    officer.press("Ctrl+Z")
    officer.wait(lambda: screen.preview.tabs.tabText(5) == "Attendees 1")
