"""The texts of a submission on its form and in its preview: each character stays as it came."""

import pytest
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.store.entities import Excerpt, SourceText, Tag
from lisdesk.ui.submissions.correct_form import CorrectForm
from tests.desk_work import do, rows, standing_texts

BODY = "We need \u00a350\u00a0million for the A46.\u2028Second line.\nThird line."
ENDS_PARAGRAPH = "One.\ufdd0Two.\ufeff"
MUCH = "\n".join(f"Line {place}\u00a0km of road." for place in range(200))


@pytest.fixture
def with_letter(on_one_call, beside):
    """Return a function that logs a letter, shows it in the register, and returns the screen."""

    def shown(body):
        do(beside(), add_submission, call_id=1, draft=SubmissionDraft("Acme", letter=body))
        screen = on_one_call.go("submissions")
        on_one_call.wait(lambda: screen.preview.shown is not None and screen.lists is not None)
        return screen

    return shown


def form_of(officer, screen):
    """Open the form of the submission in the list."""
    officer.press("F2", on=screen.table)
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), CorrectForm))
    form = QApplication.activeModalWidget()
    officer.wait(form.isActiveWindow)
    officer.settle()
    return form


def save(officer, form, on):
    officer.press("Ctrl+Enter", on=on)
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()


def test_a_corrected_text_keeps_what_was_not_corrected(on_one_call, beside, with_letter):
    officer, screen = on_one_call, with_letter(BODY)
    draft = TagDraft(quote="\u00a350\u00a0million")
    do(beside(), add_tag, submission_id=1, priority_id=1, draft=draft)
    form = form_of(officer, screen)
    field = form.texts.fields[0]
    field.setFocus()
    officer.press("Ctrl+End", on=field)
    officer.type("!", on=field)
    save(officer, form, field)
    assert standing_texts(beside(), 1) == [f"{BODY}!"]
    [tag] = rows(beside(), Tag)
    [excerpt] = rows(beside(), Excerpt, Excerpt.id == tag.excerpt_id)
    [corrected] = rows(beside(), SourceText, SourceText.is_current)
    assert excerpt.text_id == corrected.id


def test_a_text_that_was_not_touched_is_not_written_anew(on_one_call, beside, with_letter):
    officer, screen = on_one_call, with_letter(ENDS_PARAGRAPH)
    form = form_of(officer, screen)
    assert not form.has_changed()
    form.who.submitted_by.setFocus()
    officer.type("An agent", on=form.who.submitted_by)
    save(officer, form, form.who.submitted_by)
    assert len(rows(beside(), SourceText)) == 1


def test_words_typed_and_taken_back_change_nothing(on_one_call, with_letter):
    officer, screen = on_one_call, with_letter(BODY)
    form = form_of(officer, screen)
    field = form.texts.fields[0]
    field.setFocus()
    officer.type("!", on=field)
    assert form.has_changed()
    officer.press("Ctrl+Z", on=field)
    assert not form.has_changed()
    officer.press("Esc", on=field)


def test_a_line_broken_by_hand_is_a_line(on_one_call, beside, with_letter):
    officer, screen = on_one_call, with_letter("One.")
    form = form_of(officer, screen)
    field = form.texts.fields[0]
    field.setFocus()
    officer.press("Ctrl+End", on=field)
    officer.press("Shift+Enter", on=field)
    officer.type("Two.", on=field)
    save(officer, form, field)
    assert standing_texts(beside(), 1) == ["One.\nTwo."]


def test_the_preview_stays_where_it_was_scrolled_to(on_one_call, beside, with_letter):
    officer, screen = on_one_call, with_letter(MUCH)
    bar = screen.preview.texts.verticalScrollBar()
    bar.setValue(100)
    before = screen.preview.shown
    do(beside(), add_tag, submission_id=1, priority_id=1, draft=TagDraft())
    officer.wait(lambda: screen.preview.shown is not before)
    assert bar.value() == 100
