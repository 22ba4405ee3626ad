"""A campaign of letters that everyone signs: one tag reaches all that say the same."""

import pytest
from PySide6.QtCore import Qt

from lisdesk.store.entities import CampaignMember, ReadMark, Submission, Tag
from tests.desk_work import rows
from tests.gui.test_campaigns import cells, formats, parts, shown
from tests.gui.test_importing import choose, column, counted, dialog_of, write_export
from tests.signed_letters import SIGNERS, letter

pytestmark = pytest.mark.thorough

OWN = "I bake bread and start at four, and would rather have a train."
PARTS = ["Seed", *["Copy"] * 31, "Variant"]


def imported(officer, tmp_path):
    """Import 32 letters, each of another signer, and one with a paragraph of its own."""
    letters = [letter(place) for place in range(len(SIGNERS))]
    letters.append(letter(0, after=f"\n\nP.S. {OWN}").replace(SIGNERS[0], "Paul Njoku"))
    names = [*SIGNERS, "Paul Njoku"]
    answers = [
        [str(place), name, "2019-01-03", text, ""]
        for place, (name, text) in enumerate(zip(names, letters, strict=True))
    ]
    officer.drop(write_export(tmp_path, answers))
    dialog = dialog_of(officer)
    officer.wait(lambda: dialog.columns.rowCount() == 5)
    choose(officer, column(dialog, "Who are you with?"), "Org")
    choose(officer, column(dialog, "Sent in"), "Rec")
    choose(officer, column(dialog, "Skills"), "Q2")
    assert counted(officer, dialog) == "33 new, 0 changed, 0 already here, 0 problems"
    officer.press("Enter", on=dialog)
    officer.wait(lambda: "33 new" in officer.told())
    officer.settle()


def test_journey_6_one_tag_reaches_every_letter_that_says_the_same(
    on_one_call, beside, tmp_path, journey
):
    officer = on_one_call
    imported(officer, tmp_path)
    officer.actions = 0
    officer.press("Ctrl+6", on=officer.window)
    screen = officer.window.current_screen()
    shown(officer, screen)
    assert parts(screen) == PARTS
    assert "31 copies (all with other signatures), 1 variant" in screen.pane.about.text()
    officer.qtbot.keyClick(screen.groups, Qt.Key.Key_Tab)
    screen.pane.name.selectAll()
    officer.type("Night bus")
    officer.press("Enter")
    officer.press("2")
    officer.settle()
    shown(officer, screen)
    journey("J6, a campaign of signed letters", officer.actions, 4)
    told = officer.window.status.last_edit.text()
    assert told == "Tagged 32 submissions of the campaign to P2 People"
    database = beside()
    respondents = {each.id: each.respondent_id for each in rows(database, Submission)}
    tagged = {each.submission_id for each in rows(database, Tag)}
    assert len(tagged) == len({respondents[each] for each in tagged}) == 32
    (variant,) = [each for each in rows(database, CampaignMember) if not each.is_copy]
    assert variant.submission_id not in tagged
    assert cells(screen, 0)[:3] == ["CAM-0001", "Night bus", "33"]
    officer.press("Ctrl+R")
    officer.settle()
    read = {each.submission_id for each in rows(beside(), ReadMark)}
    assert read == tagged
    assert "To be read: 1 variant with words of their own." in screen.pane.unread.text()
    assert screen.members.current_id() == variant.submission_id
    own, _ = formats(screen.pane.difference)
    assert OWN in " ".join(" ".join(own).split())


def test_what_differs_in_a_signature_stays_in_view_and_why_it_is_a_copy_is_told(
    on_one_call, tmp_path
):
    officer = on_one_call
    imported(officer, tmp_path)
    screen = officer.go("campaigns")
    shown(officer, screen)
    seed, first, *_ = screen.members.members.ids()
    screen.members.point_at(first)
    told = screen.pane.difference.told
    officer.wait(lambda: "only in its signature, so it is a copy" in told.text())
    own, gone = formats(screen.pane.difference)
    assert own
    assert gone
    headings = [each.heading for each in screen.members.members.columns]
    model = screen.members.members
    officer.wait(lambda: model.index(1, headings.index("Own words")).data() not in ("", "0"))
    assert model.index(1, headings.index("Alike")).data() != "100%"
    assert seed != first
