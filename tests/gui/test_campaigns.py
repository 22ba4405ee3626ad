"""Campaigns: groups of alike submissions, what differs in them, and how they count."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.rules.vocabulary import CampaignPolicy, Disposition
from lisdesk.store.entities import Campaign, CampaignMember, ReadMark, Submission, Tag
from lisdesk.ui.campaigns.words import percent, signed_words
from lisdesk.ui.reading.picker import PriorityPicker
from lisdesk.ui.theme import GRID_PX
from tests.desk_work import DESK as ANN
from tests.desk_work import count, do, first, rows
from tests.thorough import one_in

LETTER = (
    "We ask for a bus that runs at night, so that apprentices can reach their shifts. "
    "Without it the skills gap will only grow wider in every village of the county."
)
LETTERS = (
    LETTER,
    LETTER,
    LETTER.upper(),
    f"I bake bread and start at four. {LETTER}",
    LETTER.replace("in every village of the county", "<b>here</b>"),
)
OTHER = "Small firms need help to cut what they pay for energy in every single workshop of theirs."


@pytest.fixture
def letters(on_one_call, beside):
    """Return an officer whose call has a letter, two copies, two variants, and two of another."""
    officer = on_one_call
    for place, text in enumerate([*LETTERS, OTHER, OTHER, "Roads."], start=1):
        draft = SubmissionDraft(respondent=f"Body {place}", letter=text)
        do(beside(), add_submission, call_id=1, draft=draft)
    officer.wait(lambda: officer.workspace.call.submissions == len(LETTERS) + 3)
    return officer


SIZES = one_in(3, [(1280, 720), (1366, 768), (1700, 900)], unpacks=True)


@pytest.fixture
def on_campaigns(letters):
    screen = letters.go("campaigns")
    shown(letters, screen)
    return letters, screen


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_name_of_a_campaign_is_not_cut_short(on_campaigns, width, height):
    officer, screen = on_campaigns
    officer.window.resize(width, height)
    officer.rest()
    name = "Letter of Owen Thackeray"
    needed = screen.groups.fontMetrics().horizontalAdvance(name)
    assert screen.groups.columnWidth(1) >= needed + 2 * GRID_PX
    assert screen.groups.horizontalScrollBar().maximum() == 0
    assert screen.groups.isColumnHidden(3) is (width < 1700)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_column_of_the_two_tables_is_cut(on_campaigns, width, height):
    officer, screen = on_campaigns
    officer.window.resize(width, height)
    officer.rest()
    assert screen.groups.model().index(0, 4).data() == "70–100%"
    for table, name in ((screen.groups, 1), (screen.members, 1)):
        header = table.horizontalHeader()
        assert table.horizontalScrollBar().maximum() == 0
        for place in range(header.count()):
            if place != name and not header.isSectionHidden(place):
                least = max(table.sizeHintForColumn(place), header.sectionSizeHint(place))
                assert table.columnWidth(place) >= least, table.model().headerData(
                    place, Qt.Orientation.Horizontal
                )
    members = screen.members
    needed = members.fontMetrics().horizontalAdvance("Pellwether Gauges")
    assert members.columnWidth(1) >= needed + 2 * GRID_PX
    assert members.isColumnHidden(5) is (width < 1366)
    assert not members.isColumnHidden(6)


def shown(officer, screen):
    """Wait until the group at hand and what differs in it are shown."""
    officer.settle()
    officer.wait(lambda: screen.pane.difference.told.text() and screen.facts.state is not None)
    officer.settle()


def parts(screen):
    model = screen.members.members
    column = [each.heading for each in model.columns].index("Part")
    return [model.index(row, column).data() for row in range(model.rowCount())]


def cells(screen, row=0):
    model = screen.groups.groups
    return [model.index(row, column).data() for column in range(model.columnCount())]


def formats(view):
    """Return the words that are underlined, and those that are struck through."""
    own, gone = [], []
    block = view.text.document().begin()
    while block.isValid():
        for piece in block:
            fragment = piece.fragment()
            shape = fragment.charFormat()
            if shape.fontUnderline():
                own.append(fragment.text())
            if shape.fontStrikeOut():
                gone.append(fragment.text())
        block = block.next()
    return own, gone


def test_journey_6_a_campaign_takes_four_actions(letters, beside, journey):
    officer = letters
    officer.actions = 0
    officer.press("Ctrl+6", on=officer.window)
    screen = officer.window.current_screen()
    shown(officer, screen)
    assert cells(screen) == ["Proposed", f"Body 1: “{LETTER}”", "5", "Each", "70–100%"]
    assert parts(screen) == ["Seed", "Copy", "Copy", "Variant", "Variant"]
    own, gone = formats(screen.pane.difference)
    assert (own, gone) == (["I bake bread and start at four."], [])
    officer.qtbot.keyClick(screen.groups, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is screen.pane.name
    screen.pane.name.selectAll()
    officer.type("Night bus")
    officer.press("Enter")
    officer.press("2")
    officer.settle()
    shown(officer, screen)
    journey("J6, a campaign", officer.actions, 4)
    campaign = first(beside(), Campaign)
    assert (campaign.name, campaign.officer) == ("Night bus", ANN.officer)
    assert count(beside(), CampaignMember) == 5
    tags = rows(beside(), Tag)
    assert sorted(tag.submission_id for tag in tags) == [1, 2, 3]
    assert cells(screen, 1)[:4] == ["CAM-0001", "Night bus", "5", "Each"]
    assert screen.pane.tags.text() == "Tagged, and its copies with it: P2 People"
    told = officer.window.status.last_edit.text()
    assert told == "Tagged 3 submissions of the campaign to P2 People"
    officer.press("Ctrl+Z", on=officer.window)
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert count(beside(), Tag) == count(beside(), Campaign) == 0
    officer.wait(lambda: cells(screen)[0] == "Proposed")


def test_the_proposed_name_will_do_and_names_nobody(on_campaigns, beside):
    officer, screen = on_campaigns
    assert screen.pane.name.text() == "Submissions like LLEP-0001"
    officer.press("Ctrl+Enter")
    officer.settle()
    assert first(beside(), Campaign).name == "Submissions like LLEP-0001"
    shown(officer, screen)
    assert screen.group.campaign_id == 1
    assert not screen.pane.confirm.isVisible()


def test_without_a_name_it_is_not_confirmed_and_nothing_is_lost(on_campaigns, beside):
    officer, screen = on_campaigns
    officer.press("F2")
    officer.press("Del")
    officer.press("Enter")
    officer.wait(lambda: "needs a name" in officer.told())
    assert count(beside(), Campaign) == 0
    assert not screen.handling.is_confirming
    assert not screen.actions_here.tag[0].isEnabled()


def test_the_first_group_is_in_hand_and_seen_to_be(on_campaigns):
    _, screen = on_campaigns
    selected = screen.groups.selectionModel().selectedRows()
    assert [each.row() for each in selected] == [0]


def test_differences_are_shown_as_written_and_never_as_markup(on_campaigns):
    officer, screen = on_campaigns
    screen.members.setFocus()
    officer.press("Down")
    ids = screen.members.members.ids()
    officer.wait(lambda: screen.members.current_id() == ids[-1])
    shown(officer, screen)
    officer.wait(lambda: "<b>" in screen.pane.difference.text.toPlainText())
    own, gone = formats(screen.pane.difference)
    assert own == ["<b>here</b>."]
    assert gone == ["in every village of the county."]
    assert "3 words of its own, 6 left out" in screen.pane.difference.told.text()


def test_who_is_left_out_is_not_confirmed_and_can_be_added_later(on_campaigns, beside):
    officer, screen = on_campaigns
    screen.members.setFocus()
    officer.press("Del")
    assert parts(screen).count("Left out") == 1
    left_out = screen.members.current_id()
    assert "4 submissions" in screen.pane.about.text()
    officer.press("Ctrl+Enter")
    officer.settle()
    assert count(beside(), CampaignMember) == 4
    officer.wait(lambda: parts(screen)[-1] == "Not in it")
    assert "1 more are like it" in screen.pane.about.text()
    screen.members.setFocus()
    assert screen.members.point_at(left_out)
    screen.actions_here.add.trigger()
    officer.settle()
    assert count(beside(), CampaignMember) == 5
    officer.wait(lambda: "Not in it" not in parts(screen))
    screen.members.point_at(left_out)
    officer.press("Del")
    officer.settle()
    assert count(beside(), CampaignMember) == 4
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert count(beside(), CampaignMember) == 5


@pytest.mark.thorough
def test_another_seed_can_be_chosen_before_it_is_confirmed(on_campaigns, beside):
    officer, screen = on_campaigns
    screen.members.setFocus()
    wanted = screen.members.current_id()
    officer.press("Ctrl+Shift+A")
    officer.wait(lambda: screen.group.seed_id == wanted)
    officer.settle()
    assert parts(screen)[0] == "Seed"
    assert "Copy" not in parts(screen)
    officer.press("Ctrl+Enter")
    officer.settle()
    assert first(beside(), Campaign).seed_id == wanted
    shown(officer, screen)
    assert screen.group.campaign_id == 1


@pytest.mark.thorough
def test_the_policy_of_the_call_is_chosen_here_and_follows_in_every_status(on_campaigns, beside):
    officer, screen = on_campaigns
    officer.press("Ctrl+Enter")
    officer.settle()
    screen.parts.policy.setFocus()
    officer.press("Down", on=screen.parts.policy)
    officer.settle()
    shown(officer, screen)
    assert screen.found.policy is CampaignPolicy.ONCE
    copies = Submission.disposition == Disposition.CAMPAIGN_COPY
    assert count(beside(), Submission, copies) == 4
    officer.wait(lambda: cells(screen, 1)[3] == "1 of 5")
    assert officer.window.status.last_edit.text() == "Campaigns: count once"
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    officer.wait(lambda: screen.parts.policy.currentIndex() == 0)
    assert count(beside(), Submission, copies) == 0


@pytest.mark.thorough
def test_copies_are_read_once_and_what_variants_add_stays_to_be_read(on_campaigns, beside):
    officer, screen = on_campaigns
    officer.press("Ctrl+Enter")
    officer.settle()
    shown(officer, screen)
    assert screen.pane.unread.text() == (
        "To be read: 3 that say the same, 2 variants with words of their own."
    )
    officer.press("Ctrl+R")
    officer.settle()
    officer.wait(lambda: screen.pane.unread.text().startswith("To be read: 2 variants"))
    assert {mark.submission_id for mark in rows(beside(), ReadMark)} == {1, 2, 3}
    before = screen.members.current_id()
    officer.press("M")
    officer.settle()
    officer.wait(lambda: screen.members.current_id() != before)
    officer.press("M")
    officer.settle()
    officer.wait(lambda: screen.pane.unread.text() == "All of it is read.")


@pytest.mark.thorough
def test_renaming_and_dissolving_are_taken_back(on_campaigns, beside):
    officer, screen = on_campaigns
    officer.press("Ctrl+Enter")
    officer.settle()
    shown(officer, screen)
    officer.press("F2")
    officer.type("Night bus")
    officer.press("Enter")
    officer.settle()
    assert first(beside(), Campaign).name == "Night bus"
    officer.press("Ctrl+Shift+D")
    officer.settle()
    assert count(beside(), Campaign) == 0
    officer.wait(lambda: cells(screen)[0] == "Proposed")
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert first(beside(), Campaign).name == "Night bus"


@pytest.mark.thorough
def test_tagging_by_typing_goes_to_all_that_inherit(on_campaigns, beside):
    officer, screen = on_campaigns
    assert not screen.actions_here.pick.isEnabled()
    officer.press("Ctrl+Enter")
    officer.settle()
    shown(officer, screen)
    officer.press("/")
    officer.wait(lambda: isinstance(QApplication.activeModalWidget(), PriorityPicker) or
                 screen.findChildren(PriorityPicker))  # fmt: skip
    [picker] = screen.findChildren(PriorityPicker)
    officer.type("P3", on=picker.line)
    officer.press("Enter", on=picker.line)
    officer.settle()
    assert count(beside(), Tag) == 3


@pytest.mark.thorough
def test_a_higher_likeness_proposes_fewer(on_campaigns):
    officer, screen = on_campaigns
    assert screen.groups.groups.rowCount() == 2
    screen.parts.threshold.setFocus()
    screen.parts.threshold.selectAll()
    officer.type("100")
    officer.wait(lambda: cells(screen)[2] == "3", 5_000)
    officer.settle()
    assert parts(screen) == ["Seed", "Copy", "Copy"]


@pytest.mark.thorough
def test_enter_opens_the_seed_in_reading_and_the_register_shows_the_members(on_campaigns):
    officer, screen = on_campaigns
    officer.press("Ctrl+Enter")
    officer.settle()
    shown(officer, screen)
    officer.press("Ctrl+Shift+L")
    officer.comes_to("submissions")
    register = officer.window.current_screen()
    officer.wait(lambda: register.model.rowCount() == 5)
    assert register.filters.elsewhere.text().startswith("CAM-0001 Submissions like LLEP-0001")
    officer.go("campaigns")
    screen.groups.setFocus()
    officer.press("Enter")
    officer.comes_to("reading")


@pytest.mark.thorough
def test_a_call_without_alike_submissions_says_what_goes_here(on_one_call):
    screen = on_one_call.go("campaigns")
    on_one_call.wait(lambda: screen.parts.empty.isVisible())
    on_one_call.wait(lambda: screen.parts.empty.heading.text() == "No submissions are alike")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("likeness", "words"), [(1.0, "100%"), (0.999, "99%"), (0.305, "30%"), (0.0, "0%")]
)
def test_only_the_same_words_are_wholly_alike(likeness, words):
    assert percent(likeness) == words


@pytest.mark.thorough
def test_another_seed_can_be_chosen_for_a_campaign_and_its_tags_stay(on_campaigns, beside):
    officer, screen = on_campaigns
    officer.press("Ctrl+Enter")
    officer.settle()
    officer.press("2")
    officer.settle()
    shown(officer, screen)
    screen.members.setFocus()
    wanted = screen.members.current_id()
    officer.press("Ctrl+Shift+A")
    officer.settle()
    assert first(beside(), Campaign).seed_id == wanted
    assert sorted(tag.submission_id for tag in rows(beside(), Tag)) == [1, 2, 3]
    officer.wait(lambda: screen.group.seed_id == wanted)
    assert screen.group.campaign_id == 1
    officer.press("Ctrl+Z", on=officer.window)
    officer.settle()
    assert first(beside(), Campaign).seed_id == 1
    officer.wait(lambda: screen.group.seed_id == 1)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("copies", "signed", "told"),
    [
        (4, 0, ""),
        (1, 1, " (with another signature)"),
        (4, 1, " (1 of them with another signature)"),
        (4, 2, " (2 of them with other signatures)"),
        (1200, 1200, " (all with other signatures)"),
    ],
)
def test_copies_with_another_signature_are_told_by_their_number(copies, signed, told):
    assert signed_words(copies, signed) == told
