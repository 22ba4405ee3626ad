"""Submissions made one, taken apart again, and split, in the register; and what leads where."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.merging import MergeReport, merge_submissions
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.rules.vocabulary import Disposition, Permission, SetAside
from lisdesk.ui.submissions.joining import separated_words
from lisdesk.ui.submissions.merge_dialog import MergeDialog
from lisdesk.ui.submissions.split_dialog import SplitDialog
from lisdesk.ui.workspace import edit_with
from tests.desk_work import do, standing_texts, submission, tag
from tests.story import moment

FIRST = "The workshops are full."
SECOND = "They could be shared with two employers."
STRANGER = "Roads."


@pytest.fixture
def on_register(on_one_call, beside):
    """Return an officer at the register: two letters of one college, one of a stranger, a joint
    one; the newest, which is the college's second, in hand.
    """
    drafts = (
        SubmissionDraft(respondent="Two parishes", answers={1: "Ours.", 2: "Theirs."}),
        SubmissionDraft(respondent="A stranger", letter=STRANGER),
        SubmissionDraft(respondent="Bellfield College", letter=FIRST),
        SubmissionDraft(respondent="Bellfield College", letter=SECOND),
    )
    for draft in drafts:
        do(beside(), add_submission, call_id=1, draft=draft)
    tag(beside(), submission(beside(), "LLEP-0004"), quote="two employers")
    on_one_call.wait(lambda: on_one_call.workspace.call.submissions == len(drafts))
    screen = on_one_call.go("submissions")
    on_one_call.wait(lambda: screen.preview.shown is not None)
    on_one_call.settle()
    return on_one_call, screen


def dialog(officer, kind):
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), kind))
    asked = QApplication.activeModalWidget()
    officer.wait(asked.isActiveWindow)
    return asked


def closed(officer):
    officer.wait(lambda: QApplication.activeModalWidget() is None)
    officer.settle()


def in_hand(officer, screen, reference):
    """Bring a submission's line and its preview in hand, without an action."""
    wanted = next(
        each for each in screen.model.ids()
        if screen.model.row_at(screen.model.row_of(each)).reference == reference
    )  # fmt: skip
    screen.table.point_at(wanted)
    officer.wait(lambda: screen.preview.shown.page.row.reference == reference)


def leads_of(screen):
    return [button.text() for button in screen.preview.leads._buttons]


def test_journey_7_two_submissions_of_one_body_become_one(on_register, beside, journey):
    officer, screen = on_register
    in_hand(officer, screen, "LLEP-0004")
    officer.actions = 0
    officer.press("Shift+Down")
    officer.press("Ctrl+Shift+M")
    asked = dialog(officer, MergeDialog)
    assert asked.stays().reference == "LLEP-0003"
    assert asked.told.text() == (
        "LLEP-0003 gets 1 text, 1 tag. 1 submission fewer will be counted."
    )
    officer.press("Enter")
    closed(officer)
    journey("J7, merge two submissions", officer.actions, 4)
    assert standing_texts(beside(), 3) == [f"{FIRST}\n\n{SECOND}"]
    assert submission(beside(), "LLEP-0004").disposition is Disposition.MERGED
    assert officer.window.status.last_edit.text() == "Merged 1 submission into LLEP-0003"
    officer.wait(lambda: leads_of(screen) == ["Holds LLEP-0004"])
    officer.click(screen.preview.leads._buttons[0])
    officer.wait(lambda: leads_of(screen) == ["Merged into LLEP-0003"])
    officer.settle()
    officer.actions = 0
    officer.press("Ctrl+Shift+U", on=screen.table)
    officer.settle()
    journey("J7, separate them again", officer.actions, 4)
    assert standing_texts(beside(), 3) == [FIRST]
    assert submission(beside(), "LLEP-0004").disposition is Disposition.COUNTED
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert standing_texts(beside(), 3) == [FIRST]
    assert submission(beside(), "LLEP-0004").disposition is Disposition.COUNTED


def to_be_merged(officer, screen):
    """Ask to merge the two of the college; the first of them is in hand."""
    in_hand(officer, screen, "LLEP-0004")
    officer.press("Shift+Down")
    officer.press("Ctrl+Shift+M")
    return dialog(officer, MergeDialog)


@pytest.mark.thorough
def test_what_less_may_be_published_is_said_before(on_register, beside):
    officer, screen = on_register
    for number, permission in ((3, Permission.NAMED), (4, Permission.NONE)):
        correction = SubmissionCorrection(permission=permission)
        do(beside(), edit_submission, submission_id=number, correction=correction)
    do(beside(), request_confidentiality, submission_id=4, reason="Trade secret.")
    officer.settle()
    asked = to_be_merged(officer, screen)
    less = (
        "The strictest permission holds for all of it: “Do not publish”. The request for "
        "confidentiality holds for all of it: none of it will be published."
    )
    assert asked.told.text().endswith(less)
    officer.press("Down")
    assert asked.go.text() == "Merge into LLEP-0004"
    assert asked.told.text().endswith(
        less
    )  # the words that come to it could be published until now
    officer.press("Up")
    officer.press("Enter")
    closed(officer)
    stays = submission(beside(), "LLEP-0003")
    assert (stays.permission, stays.is_confidential) == (Permission.NONE, True)
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    stays = submission(beside(), "LLEP-0003")
    assert (stays.permission, stays.is_confidential) == (Permission.NAMED, False)


@pytest.mark.thorough
def test_what_would_count_otherwise_is_not_merged_and_the_dialog_says_which(on_register, beside):
    officer, screen = on_register
    late = SubmissionCorrection(received_at=moment(2, 20))
    do(beside(), edit_submission, submission_id=4, correction=late)
    officer.settle()
    asked = to_be_merged(officer, screen)
    assert "LLEP-0004 is “Late, waiting for a decision”" in asked.fault.text()
    assert "Decide about the late one first" in asked.fault.text()
    assert not asked.go.isEnabled()
    officer.press("Esc")
    closed(officer)


@pytest.mark.thorough
def test_a_merged_submission_is_not_withdrawn_before_it_is_separated(on_register, beside):
    officer, screen = on_register
    do(beside(), merge_submissions, into_id=3, submission_ids=[4])
    officer.settle()
    withdrawn = {"kind": SetAside.WITHDRAWN, "reason": "Asked."}
    aside = edit_with(set_submission_aside, submission_id=4, **withdrawn)
    officer.workspace.do(aside, "Withdrew LLEP-0004")
    officer.wait(lambda: "Separate it first (Ctrl+Shift+U)" in officer.told())


@pytest.mark.thorough
def test_the_one_in_hand_stays(on_register, beside):
    officer, screen = on_register
    in_hand(officer, screen, "LLEP-0004")
    officer.press("Shift+Down")
    officer.press("Ctrl+Shift+M")
    asked = dialog(officer, MergeDialog)
    assert QApplication.focusWidget() is asked.list
    officer.press("Down")
    assert asked.go.text() == "Merge into LLEP-0004"
    officer.press("Enter")
    closed(officer)
    assert submission(beside(), "LLEP-0003").disposition is Disposition.MERGED
    officer.wait(lambda: screen.table.current_id() == 4)


@pytest.mark.thorough
@pytest.mark.thorough
def test_a_letter_that_came_twice_is_set_aside_and_leads_to_the_other(on_register, beside):
    officer, screen = on_register
    in_hand(officer, screen, "LLEP-0004")
    officer.press("Shift+Down")
    officer.press("Ctrl+Shift+M")
    asked = dialog(officer, MergeDialog)
    assert asked.duplicate.text() == "LLEP-0004 is a duplicate"
    officer.click(asked.duplicate)
    closed(officer)
    assert submission(beside(), "LLEP-0004").disposition is Disposition.DUPLICATE
    officer.wait(lambda: leads_of(screen) == ["LLEP-0004 is its duplicate"])


@pytest.mark.thorough
@pytest.mark.thorough
def test_submissions_of_two_respondents_are_not_merged(on_register, beside):
    officer, screen = on_register
    officer.press("Ctrl+A")
    officer.press("Ctrl+Shift+M")
    asked = dialog(officer, MergeDialog)
    assert asked.fault.isVisible()
    assert "not known to be of one respondent" in asked.fault.text()
    assert not asked.go.isEnabled()
    assert not asked.duplicate.isVisible()
    officer.press("Enter")
    officer.press("Esc")
    closed(officer)
    assert submission(beside(), "LLEP-0004").disposition is Disposition.COUNTED


def test_journey_7_a_joint_submission_is_split(on_register, beside, journey):
    officer, screen = on_register
    in_hand(officer, screen, "LLEP-0001")
    officer.actions = 0
    officer.press("Ctrl+Shift+J", on=screen.table)
    asked = dialog(officer, SplitDialog)
    officer.type("Upper Parish")
    officer.wait(lambda: asked.respondent.is_new)
    asked.texts.setFocus(Qt.FocusReason.TabFocusReason)
    officer.qtbot.keyClick(asked.texts, Qt.Key.Key_Down)
    asked.texts.setCurrentRow(1)
    officer.press("Space")
    assert asked.told.text() == "1 of 2 texts go to the second, with their tags."
    officer.press("Enter")
    closed(officer)
    journey("J7, split a joint submission", officer.actions, 4)
    assert standing_texts(beside(), 1) == ["Ours."]
    assert standing_texts(beside(), 5) == ["Theirs."]
    assert officer.window.status.last_edit.text() == "Split LLEP-0005 from LLEP-0001"
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert standing_texts(beside(), 1) == ["Ours.", "Theirs."]


@pytest.mark.thorough
def test_a_split_leaves_the_first_one_a_text(on_register):
    officer, screen = on_register
    in_hand(officer, screen, "LLEP-0001")
    officer.press("Ctrl+Shift+J", on=screen.table)
    asked = dialog(officer, SplitDialog)
    officer.type("Upper Parish")
    for row in range(2):
        asked.texts.setFocus()
        asked.texts.setCurrentRow(row)
        officer.press("Space")
    assert not asked.go.isEnabled()
    assert "Leave the first one a text" in asked.told.text()
    officer.window.ask.agree.append(True)  # what was typed is thrown away
    officer.press("Esc")
    closed(officer)


@pytest.mark.thorough
def test_a_member_of_a_campaign_leads_to_it(on_register, beside):
    officer, screen = on_register
    do(
        beside(), confirm_campaign,
        call_id=1, seed_id=3, submission_ids=[4], name="<b>College</b> & friends",
    )  # fmt: skip
    in_hand(officer, screen, "LLEP-0004")
    officer.wait(lambda: leads_of(screen) == ["Variant in CAM-0001 <b>College</b> && friends"])
    chip = screen.filters.marks["is_in_campaign"]
    officer.wait(lambda: chip.text() == "In a campaign 2")
    officer.click(chip)
    officer.wait(lambda: screen.model.rowCount() == 2)
    officer.click(screen.preview.leads._buttons[0])
    officer.comes_to("campaigns")
    campaigns = officer.window.current_screen()
    officer.wait(lambda: campaigns.group is not None and campaigns.group.campaign_id == 1)


@pytest.mark.thorough
def test_commands_are_offered_where_they_can_be_done(on_register):
    officer, screen = on_register
    acts = screen.register_actions
    in_hand(officer, screen, "LLEP-0003")
    assert (acts.merge.isEnabled(), acts.split.isEnabled()) == (False, True)
    assert not acts.separate.isEnabled()
    officer.press("Ctrl+A")
    assert (acts.merge.isEnabled(), acts.split.isEnabled()) == (True, False)


def test_what_separating_leaves_behind_is_said():
    told = separated_words(MergeReport("LLEP-0001", 1, 2, 0, 3, left=1, memos_left=2))
    assert told == (
        "Separated 1 submission from LLEP-0001; 1 text that was corrected since stays there; "
        "2 memos kept on its earlier version"
    )
