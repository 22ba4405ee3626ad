"""Questions of every kind, templates and response forms, as an officer comes to them."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.edits.question_changes import QuestionCorrection, edit_question
from lisdesk.exchange.call_templates import read_template
from lisdesk.rules.form_words import USUAL_CONSENT
from lisdesk.rules.vocabulary import Permission, QuestionKind
from lisdesk.store.entities import (
    Call,
    CallWording,
    Question,
    QuestionDetail,
    SourceText,
    Submission,
)
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.calls.question_dialog import QuestionDialog
from lisdesk.ui.calls.response_form_dialog import ResponseFormDialog
from lisdesk.ui.calls.templates_dialog import TemplatesDialog
from lisdesk.ui.documents.dialog import DocumentsDialog
from lisdesk.ui.documents.documents_model import RESPONDENT
from lisdesk.ui.intake.model import SECOND_LINE
from lisdesk.ui.submissions.log_form import LogForm
from tests.desk_work import count, do, entries, rows
from tests.filled_forms import filled


def shown(officer, kind):
    officer.wait(lambda: any(each.isVisible() for each in officer.window.findChildren(kind)))
    officer.settle()
    return next(each for each in officer.window.findChildren(kind) if each.isVisible())


@pytest.fixture
def at_calls(on_one_call):
    """Return an officer at the screen of calls, with the questions of the call in view."""
    screen = on_one_call.go("calls")
    on_one_call.wait(lambda: screen.panel.questions.rowCount() == 10)
    on_one_call.settle()
    return on_one_call, screen


def test_a_question_shows_the_fields_of_its_kind_and_keeps_what_is_asked(at_calls, beside):
    officer, screen = at_calls
    screen.add_question.trigger()
    dialog = shown(officer, QuestionDialog)
    assert dialog.parts.isVisible()
    assert not dialog.choices.isVisible()
    officer.type("Which matter most?")
    dialog.kind.setCurrentIndex(list(QuestionKind).index(QuestionKind.CHOICES))
    assert dialog.choices.isVisible()
    assert dialog.most.isVisible()
    assert not dialog.parts.isVisible()
    labels = dialog.form.labelForField
    assert [labels(each).text() for each in (dialog.text, dialog.choices)] == [
        "Question", "Choices",
    ]  # fmt: skip
    dialog.kind.setCurrentIndex(list(QuestionKind).index(QuestionKind.RATING))
    assert (labels(dialog.choices).text(), dialog.choices.accessibleName()) == ("Steps", "Steps")
    dialog.kind.setCurrentIndex(list(QuestionKind).index(QuestionKind.CHOICES))
    officer.settle()
    in_view = dialog.text, dialog.kind, dialog.choices, dialog.most
    gaps = {below.y() - each.geometry().bottom() for each, below in pairwise(in_view)}
    assert len(gaps) == 1  # however many fields the kind has
    dialog.choices.setPlainText("Roads\n\nRail\nOther")
    dialog.most.setValue(2)
    officer.click(dialog.go)
    table = screen.panel.questions
    officer.wait(lambda: table.rowCount() == 11)
    assert table.item(10, 2).text() == "Up to 2 choices"
    database = beside()
    (detail,) = rows(database, QuestionDetail)
    assert (detail.most, detail.parts, detail.takes_file) == (2, [], False)
    assert rows(database, Question)[-1].choices == ["Roads", "Rail", "Other"]
    table.setCurrentCell(10, 0)
    screen.edit_question.trigger()
    dialog = shown(officer, QuestionDialog)
    assert (dialog.most.value(), dialog.choices.toPlainText()) == (2, "Roads\nRail\nOther")
    dialog.kind.setCurrentIndex(0)
    dialog.parts.setPlainText("Urban\nRural")
    officer.click(dialog.go)
    officer.wait(lambda: table.item(10, 2).text() == "Open text in 2 parts")
    assert rows(database, QuestionDetail)[0].parts == ["Urban", "Rural"]


def test_a_call_is_saved_as_a_template_that_a_new_call_and_others_can_take(
    at_calls, beside, tmp_path
):
    officer, screen = at_calls
    ask = officer.window.ask
    ask.lines.append("Our own")
    screen.forms.save.trigger()
    officer.wait(lambda: "Saved the template “Our own”" in officer.told())
    officer.settle()
    screen.forms.templates.trigger()
    dialog = shown(officer, TemplatesDialog)
    officer.wait(lambda: dialog.list.topLevelItemCount() == 2)
    assert not dialog.rename.isEnabled()
    assert not dialog.list.rootIsDecorated()  # lines begin where their heading does
    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    ask.save.append(tmp_path / "own.toml")
    dialog.write.trigger()
    officer.wait(lambda: (tmp_path / "own.toml").exists())
    officer.settle()
    assert len(read_template(tmp_path / "own.toml").questions) == 10
    ask.lines.append("Rural calls")
    dialog.rename.trigger()
    officer.wait(lambda: dialog.list.topLevelItem(1).text(0) == "Rural calls")
    ask.open.append([tmp_path / "own.toml"])
    officer.settle()
    dialog.bring_in.trigger()
    officer.wait(lambda: dialog.list.topLevelItemCount() == 3)
    (tmp_path / "bad.toml").write_text("lisdesk-template = 1\nname = 7\n")
    ask.open.append([tmp_path / "bad.toml"])
    officer.settle()
    dialog.bring_in.trigger()
    officer.wait(lambda: "line 2: “name” is not a text." in dialog.problems.text())
    ask.agree.append(True)
    dialog.remove.trigger()
    officer.wait(lambda: dialog.list.topLevelItemCount() == 2)
    assert dialog.list.topLevelItem(1).text(0) == "Rural calls"
    officer.settle()
    dialog.accept()
    officer.press("Ctrl+Shift+C", on=officer.window)
    new = shown(officer, NewCallDialog)
    officer.wait(lambda: new.template.count() == 3)
    assert new.template.itemText(2) == "Rural calls: 10 questions, 9 priorities"
    new.template.setCurrentIndex(2)
    new.name.setText("Rural growth")
    new.lead.setText("LLEP")
    new.closes.line.setText("31 Mar 2019")
    officer.click(new.go)
    database = beside()
    officer.wait(lambda: count(database, Call) == 2)
    assert count(database, Question) == 20


def test_a_form_is_worded_written_filled_in_dropped_and_filed(at_calls, beside, tmp_path):
    officer, screen = at_calls
    screen.forms.form.trigger()
    dialog = shown(officer, ResponseFormDialog)
    officer.type("Why we ask.")
    officer.window.ask.save.append(tmp_path / "form")
    officer.click(dialog.go)
    officer.wait(lambda: "Wrote the response form with 10 questions to form.docx" in officer.told())
    officer.settle()
    database = beside()
    assert rows(database, CallWording)[0].introduction == "Why we ask."
    said = {"name": "Ann", "organisation": "Acme", "permission_2": True, "1.text": "Buses."}
    form = filled(tmp_path / "form.docx", said, tmp_path / "back.docx")
    officer.drop(form)
    documents = shown(officer, DocumentsDialog)
    officer.wait(lambda: not documents.busy.isVisible(), 30_000)
    place = documents.table.documents.index(0, RESPONDENT)
    assert place.data(Qt.ItemDataRole.DisplayRole) == "New: Acme"
    assert place.data(SECOND_LINE) == "Named in the response form"
    assert documents.fields.permission.currentData() is Permission.UNNAMED
    assert "A response form with 1 answer." in documents.pane.problems.text()
    officer.press("Space", on=documents.table)
    officer.click(documents.go)
    officer.wait(lambda: count(database, Submission) == 1, 20_000)
    officer.settle()
    (made,) = rows(database, Submission)
    assert (made.permission, made.submitted_by) == (Permission.UNNAMED, "Ann")


def test_the_consent_of_a_form_is_words_that_can_be_changed_and_kept_without_writing_it(
    at_calls, beside, tmp_path
):
    officer, screen = at_calls
    database = beside()
    screen.forms.form.trigger()
    dialog = shown(officer, ResponseFormDialog)
    officer.wait(dialog.save.isEnabled)
    assert dialog.consent.toPlainText() == USUAL_CONSENT
    officer.click(dialog.save)  # the usual words are no words of the call's own
    officer.wait(lambda: not dialog_open(officer, ResponseFormDialog))
    assert count(database, CallWording) == 0
    screen.forms.form.trigger()
    dialog = shown(officer, ResponseFormDialog)
    officer.wait(dialog.save.isEnabled)
    dialog.consent.setPlainText(f"{USUAL_CONSENT} Ask us anything.")
    officer.click(dialog.save)
    officer.wait(lambda: count(database, CallWording) == 1)
    assert rows(database, CallWording)[0].consent == f"{USUAL_CONSENT} Ask us anything."
    officer.settle()
    screen.forms.form.trigger()
    dialog = shown(officer, ResponseFormDialog)
    officer.wait(dialog.save.isEnabled)
    assert dialog.consent.toPlainText().endswith("Ask us anything.")
    dialog.consent.clear()
    officer.click(dialog.save)
    officer.wait(lambda: count(database, CallWording) == 0)
    wording = FormWording(introduction="", sending="", consent=USUAL_CONSENT)
    do(database, set_form_wording, call_id=1, wording=wording)  # as others may have put it
    before = entries(database)
    officer.settle()
    screen.forms.form.trigger()
    dialog = shown(officer, ResponseFormDialog)
    officer.wait(dialog.go.isEnabled)
    officer.window.ask.save.append(tmp_path / "form")
    officer.click(dialog.go)
    officer.wait(lambda: "Wrote the response form" in officer.told())
    assert entries(database) == before  # nothing was changed


def dialog_open(officer, kind):
    return any(each.isVisible() for each in officer.window.findChildren(kind))


def test_an_answer_typed_by_hand_that_does_not_fit_is_told_of_and_kept(at_calls, beside):
    officer, _ = at_calls
    database = beside()
    rated = QuestionCorrection(kind=QuestionKind.RATING, choices=["1", "2", "3"])
    do(database, edit_question, question_id=2, correction=rated)
    officer.settle()
    officer.press("Ctrl+L", on=officer.window)
    form = shown(officer, LogForm)
    field = form.texts.fields[2]
    assert field.placeholderText() == "Rating: 1; 2; 3"
    told = form.texts.told[field]
    field.show_words("2")
    assert not told.isVisible()
    field.show_words("Excellent")
    assert told.text() == "“Excellent” is not on the scale: 1, 2, 3. It is kept as it stands."
    officer.click(form.save_button)
    officer.wait(lambda: count(database, Submission) == 1)
    assert "Excellent" in [each.body for each in rows(database, SourceText)]
