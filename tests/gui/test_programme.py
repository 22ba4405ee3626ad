"""The programme on the screen: taken in, filtered by wave, corrected, and calls started from it."""

from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest

from lisdesk.clock import Clock
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.life_cycle import begin_analysis
from lisdesk.edits.programme import ProgrammeReport, save_area, take_in_programme
from lisdesk.exchange.shipped_programme import shipped_programme
from lisdesk.queries.programme import area_row
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.programme import (
    AreaDraft,
    AreaMember,
    AreaSpelling,
    AreaTheme,
    AreaUpdate,
    StartingArea,
)
from lisdesk.store.entities import (
    Area,
    Call,
    CallBody,
    LeadBody,
    Priority,
    ProgrammeArea,
    ProgrammeUpdate,
)
from lisdesk.ui.calls.new_call import NewCallDialog
from lisdesk.ui.plain import WrappedLabel
from lisdesk.ui.programme.area_dialog import AreaDialog
from lisdesk.ui.programme.area_records import names_in
from lisdesk.ui.programme.list_files import import_words
from lisdesk.ui.workspace import edit_with
from tests.desk_work import at, count, do, first, rows
from tests.window_driver import database_of, shown


@pytest.fixture
def officer(on_sample):
    return on_sample


@pytest.fixture
def screen(officer):
    """Return the screen with the programme taken in."""
    screen = officer.go("programme")
    screen.take_in.trigger()
    officer.wait(lambda: screen.table.rowCount() == 33)
    officer.settle()
    return screen


def field_of(editor, key):
    """Return the widget of a field of the thing in hand."""
    return next(field.widget for field in editor._fields if field.key == key)


def point_at(screen, name):
    screen.table.point_at(next(row.id for row in screen.rows if row.name == name))


def test_an_empty_screen_offers_to_take_the_programme_in_and_that_is_one_step(officer):
    screen = officer.go("programme")
    assert screen.stack.currentWidget() is screen.empty
    screen.take_in.trigger()
    officer.wait(lambda: screen.table.rowCount() == 33)
    assert screen.count.text() == "38 LEPs in 33 areas"
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: screen.stack.currentWidget() is screen.empty)
    assert count(database_of(officer), ProgrammeArea) == 0


def test_the_filter_by_wave_says_how_many_leps_and_areas_are_left(officer, screen):
    for wave, words in (
        ("Wave 1", "8 LEPs in 3 areas"),
        ("Wave 2", "6 LEPs in 6 areas"),
        ("Wave 3", "24 LEPs in 24 areas"),
        ("All waves", "38 LEPs in 33 areas"),
    ):
        screen.bar.waves.setCurrentText(wave)
        assert screen.count.text() == words
    point_at(screen, "Greater Manchester")
    screen.bar.waves.setCurrentText("Wave 1")
    assert screen.table.in_hand().name == "Greater Manchester"


def test_the_pane_shows_all_that_is_known_of_the_area_in_hand(officer, screen):
    point_at(screen, "West Midlands")
    pane = screen.pane
    assert pane.dates.text() == (
        "Wave 1 · announced in November 2017 · due in March 2019 · not published yet"
    )
    assert "With West Midlands Combined Authority" in pane.bodies.text()
    assert pane.documents.text().count("West Midlands LIS Progress Statement") == 3
    assert "and the Combined Authority to develop a local industrial strategy" in (
        pane.updates.text()
    )
    point_at(screen, "Thames Valley Berkshire")
    assert "Priorities (4): Scaling up for growth; " in pane.themes.text()
    assert "Specialisms (3): digital technologies; " in pane.themes.text()


def test_a_call_is_started_from_an_area_with_its_bodies_and_what_it_names(officer, screen):
    point_at(screen, "Coast to Capital")
    officer.press("F3", on=screen.table)
    dialog = shown(officer, NewCallDialog)
    assert dialog.lead.text() == "Coast to Capital"
    assert dialog.name.text() == "Coast to Capital Local Industrial Strategy: call for evidence"
    said = [label.text() for label in dialog.findChildren(WrappedLabel)]
    assert "The list of areas gets, where it lacks them: Coast to Capital." in said
    officer.wait(lambda: dialog.template.count() > 1)
    dialog.closes.line.setText("30 Apr 2030")
    officer.press("Enter", on=dialog.name)
    officer.wait(lambda: rows(database_of(officer), Call)[-1].prefix == "CTC")
    call = rows(database_of(officer), Call)[-1]
    names = [each.name for each in rows(database_of(officer), Priority) if each.call_id == call.id]
    assert names == [each.name for each in screen.table.in_hand().themes]
    assert len(names) == 8
    assert count(database_of(officer), CallBody, CallBody.call_id == call.id) == 1
    [area] = rows(database_of(officer), Area, Area.name == "Coast to Capital")
    lead = first(database_of(officer), LeadBody, LeadBody.name == "Coast to Capital")
    assert area.lead_body_id == lead.id
    officer.wait(lambda: call.reference in screen.pane.bodies.text())


@pytest.mark.thorough
def test_the_notice_of_a_call_tells_which_of_its_areas_has_no_body_yet(officer, screen):
    closing = {"opens_on": date(2019, 1, 1), "deadline": parse_deadline("2030-04-30")}
    areas = (StartingArea("Coast to Capital"),)
    do(database_of(officer), new_call, draft=CallDraft("T", "Solent", areas=areas, **closing))
    point_at(screen, "Coast to Capital")
    officer.press("F3", on=screen.table)
    dialog = shown(officer, NewCallDialog)
    dialog.closes.line.setText("30 Apr 2030")
    officer.press("Enter", on=dialog.name)
    officer.wait(lambda: "in whose area Coast to Capital lies." in officer.told())


def test_a_call_says_one_priority_of_an_area_that_names_one(officer, screen):
    point_at(screen, "West of England")
    officer.press("F3", on=screen.table)
    dialog = shown(officer, NewCallDialog)
    said = [label.text() for label in dialog.findChildren(WrappedLabel)]
    assert "It starts with 1 priority of the area: clean and inclusive growth." in said


def test_an_area_is_corrected_by_keyboard_and_its_target_stays(officer, screen):
    point_at(screen, "Greater Manchester")
    officer.press("Enter", on=screen.table)
    dialog = shown(officer, AreaDialog)
    dialog.published.setFocus()
    officer.type("soon", on=dialog.published)
    officer.press("Enter", on=dialog.published)
    officer.wait(lambda: dialog.fault.isVisible())
    assert "not a date that can be read" in dialog.fault.text()
    officer.press("Ctrl+A", on=dialog.published)
    officer.type("June 2019", on=dialog.published)
    officer.press("Enter", on=dialog.published)
    officer.wait(lambda: screen.table.in_hand().published == "in June 2019")
    assert screen.table.in_hand().target == "in March 2019"
    assert len(screen.table.in_hand().documents) == 5


def test_an_area_that_is_added_and_removed_comes_back_by_undo(officer, screen):
    officer.press("Ctrl+D", on=screen.table)
    dialog = shown(officer, AreaDialog)
    officer.type("East Midlands", on=dialog.name)
    for body in ("East Midlands Combined Authority", "D2N2"):
        dialog.bodies.add_one()
        officer.type(body, on=dialog.bodies.line("body"))
    dialog.themes.setPlainText("Skills\nHousing")
    dialog.updates.add_one()
    field_of(dialog.updates, "said").setPlainText("Begun.\n\nGoing on.")
    officer.press("Enter", on=dialog.name)
    officer.wait(lambda: screen.table.rowCount() == 34)
    assert screen.count.text() == "38 LEPs in 34 areas"
    point_at(screen, "East Midlands")
    assert screen.pane.updates.text() == "“Begun.\n\nGoing on.”"
    assert screen.table.item(screen.table.currentRow(), 8).text() == "Begun. Going on."
    assert screen.table.in_hand().led_by == "LEP and combined authority"
    assert "No wave" in [screen.bar.waves.itemText(at) for at in range(screen.bar.waves.count())]
    officer.press("Del", on=screen.table)
    officer.wait(lambda: screen.table.rowCount() == 33)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: screen.table.rowCount() == 34)


def test_lists_go_out_and_come_in_as_one_step(officer, screen, tmp_path):
    ask = officer.window.ask
    ask.save.append(tmp_path / "programme")
    screen.export.trigger()
    officer.wait(lambda: "Wrote 38 LEPs in 33 areas to programme.xlsx." in officer.told())
    assert openpyxl.load_workbook(tmp_path / "programme.xlsx").sheetnames[0] == "Areas"
    newer = tmp_path / "newer.csv"
    newer.write_text("area,published\nCumbria,May 2019\nBorderlands,\n", encoding="utf-8")
    ask.open.append([newer])
    ask.agree.append(False)
    screen.bring_in.trigger()
    officer.wait(lambda: ask.asked)
    assert ask.asked[-1].words == "1 area will be added; 1 area will be changed."
    officer.settle()
    assert screen.table.rowCount() == 33
    ask.open.append([newer])
    ask.agree.append(True)
    screen.bring_in.trigger()
    officer.wait(lambda: screen.table.rowCount() == 34)
    assert officer.told() == "Added 1 area, changed 1."
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: screen.table.rowCount() == 33)


def test_a_list_of_documents_goes_out_and_a_newer_one_comes_in(officer, screen, tmp_path):
    ask = officer.window.ask
    ask.save.append(tmp_path / "documents.csv")
    next(each for each in screen.lists if "documents" in each.text()).trigger()
    officer.wait(lambda: "to documents.csv." in officer.told())
    ask.open.append([tmp_path / "documents.csv"])
    screen.bring_in.trigger()
    officer.wait(lambda: "Nothing was changed." in officer.told())
    newer = tmp_path / "newer.csv"
    newer.write_text("area,document,link\nCumbria,Plan,https://a.example/plan\n", "utf-8")
    ask.open.append([newer])
    ask.agree.append(True)
    screen.bring_in.trigger()
    officer.wait(lambda: "Added 1 document." in officer.told())
    officer.settle()
    point_at(screen, "Cumbria")
    assert "Plan · https://a.example/plan" in screen.pane.documents.text()
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: "https://a.example/plan" not in screen.pane.documents.text())
    newer.write_text("area,lead\nDorset,Solent\n", "utf-8")
    ask.open.append([newer])
    screen.bring_in.trigger()
    officer.wait(lambda: "Nothing was changed. “lead” is no column of this" in officer.told())


@pytest.mark.thorough
def test_a_priority_that_two_bodies_name_stays_that_of_each_in_the_dialog(officer, screen):
    name = "Cambridge-Milton Keynes-Oxford Corridor"
    point_at(screen, name)
    row = screen.table.in_hand()
    named = [AreaTheme("skills", body="Oxfordshire"), AreaTheme("skills", body="South East")]
    do(database_of(officer), save_area, area_id=row.id, draft=AreaDraft(name, themes=named))
    with database_of(officer).reading() as session:
        dialog = AreaDialog(officer.window.desk, officer.window, area_row(session, name))
    dialog.themes.setPlainText("skills\nroads\nskills\nskills")
    assert [(each.name, each.body) for each in dialog._themes()] == [
        ("skills", "Oxfordshire"),
        ("roads", ""),
        ("skills", "South East"),
        ("skills", ""),
    ]
    dialog.reject()


@pytest.mark.thorough
def test_an_update_that_somebody_saved_meanwhile_is_neither_overwritten_nor_removed(
    officer, screen
):
    point_at(screen, "Cumbria")
    row = screen.table.in_hand()
    officer.press("Enter", on=screen.table)
    dialog = shown(officer, AreaDialog)
    draft = AreaDraft("Cumbria", updates=[AreaUpdate("Bob's.")])
    do(database_of(officer), save_area, area_id=row.id, draft=draft)
    dialog.updates.add_one()
    field_of(dialog.updates, "said").setPlainText("Bea's.")
    officer.press("Enter", on=dialog.name)
    officer.wait(lambda: dialog.fault.isVisible())
    assert "Somebody else changed the same thing" in dialog.fault.text()
    dialog.reject()
    screen.remove.trigger()
    officer.settle()
    said = rows(database_of(officer), ProgrammeUpdate, ProgrammeUpdate.area_id == row.id)
    assert [each.said for each in said] == ["Bob's."]


@pytest.mark.thorough
def test_bodies_and_their_names_are_dated_in_the_dialog_and_that_is_one_step(officer, screen):
    point_at(screen, "Cumbria")
    officer.press("Enter", on=screen.table)
    dialog = shown(officer, AreaDialog)
    bodies, names, tabs = dialog.bodies, dialog.names, dialog.tabs
    tabs.setCurrentWidget(bodies)
    assert tabs.tabText(1) == "Bodies (1)"
    officer.type("by March 2023", on=bodies.line("until"))
    assert bodies.list.item(0).text() == "Cumbria · Leads the strategy · Until by March 2023"
    bodies.list.setFocus()
    officer.press("Insert", on=bodies.list)
    assert bodies.line("body").hasFocus()
    officer.type("Cumberland Council", on=bodies.line("body"))
    officer.type("1/4/2023", on=bodies.line("since"))
    bodies.list.setFocus()
    officer.press("Alt+Up", on=bodies.list)
    tabs.setCurrentWidget(names)
    names.add_one()
    assert names.line("body").text() == "Cumberland Council"
    names.line("body").setText("Cumbria")
    officer.type("X37", on=names.line("words"))
    field_of(names, "sort").setCurrentText("Code")
    officer.press("Enter", on=names.line("words"))
    pane = screen.pane.bodies
    officer.wait(lambda: "Cumberland Council (from on 1 April 2023), Cumbria" in pane.text())
    assert "Cumbria (until by March 2023; code X37)" in pane.text()
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: pane.text() == "Led by Cumbria")


@pytest.mark.thorough
def test_names_are_all_of_a_body_only_where_the_dialog_showed_them():
    records = [{"body": each, "words": "Shadow", "sort": "Name"} for each in ("Dorset", "Kent")]
    named = names_in(records, ["Oxon", "Kent"])
    assert [(each.body, len(each.names), each.is_all) for each in named] == [
        ("Oxon", 0, True),
        ("Kent", 1, True),
        ("Dorset", 1, False),
    ]


@pytest.mark.thorough
def test_the_notice_of_a_list_says_how_its_dates_in_figures_were_read():
    assert import_words(ProgrammeReport(1, 0, 0)) == "Added 1 area."
    told = import_words(ProgrammeReport(1, 0, 2, ("One.", "Two.")))
    assert told == "Added 1 area; 2 as before. One. 2 dates were read so."


@pytest.mark.thorough
def test_a_single_update_and_a_single_document_are_corrected_and_removed(officer, screen):
    point_at(screen, "West Midlands")
    row = screen.table.in_hand()
    officer.press("Enter", on=screen.table)
    dialog = shown(officer, AreaDialog)
    documents, updates = dialog.documents, dialog.updates
    dialog.tabs.setCurrentWidget(documents)
    documents.list.setCurrentRow(1)
    officer.type("https://example.org/plan", on=documents.line("link"))
    documents.list.setCurrentRow(0)
    documents.list.setFocus()
    officer.press("Del", on=documents.list)
    place = dialog.tabs.indexOf(documents)
    assert dialog.tabs.tabText(place) == f"Documents ({len(row.documents) - 1})"
    updates.list.setCurrentRow(0)
    field_of(updates, "said").setPlainText("Corrected.")
    officer.press("Ctrl+Enter", on=field_of(updates, "said"))
    officer.wait(lambda: screen.table.in_hand().updates[0].said == "Corrected.")
    after = screen.table.in_hand()
    assert [each.title for each in after.documents] == [each.title for each in row.documents[1:]]
    assert after.documents[0].link == "https://example.org/plan"
    assert after.updates[1:] == row.updates[1:]
    assert (after.members, after.themes) == (row.members, row.themes)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: screen.table.in_hand().documents == row.documents)
    assert screen.table.in_hand().updates == row.updates


@pytest.mark.thorough
def test_an_area_that_is_saved_as_it_stands_is_not_changed(officer, screen):
    point_at(screen, "West Midlands")
    row = screen.table.in_hand()
    with database_of(officer).reading() as session:
        dialog = AreaDialog(officer.window.desk, officer.window, area_row(session, row.name))
    for editor in (dialog.bodies, dialog.names, dialog.documents, dialog.updates):
        editor.add_one()
        editor.remove_one()
        editor.add_one()
    do(database_of(officer), save_area, area_id=row.id, draft=dialog._draft(row.wave))
    with database_of(officer).reading() as session:
        assert area_row(session, row.name).seen == row.seen
    dialog.reject()


def test_what_an_area_names_is_called_priorities_in_the_table_and_in_its_dialog(officer, screen):
    table = screen.table
    headings = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())]
    assert headings.count("Priorities") == 1
    heading = table.horizontalHeaderItem(headings.index("Priorities"))
    assert "emerging themes and specialisms" in heading.toolTip()
    name = table.in_hand().name
    officer.press("F2", on=table)
    dialog = shown(officer, AreaDialog)
    assert dialog.windowTitle() == f"Edit the area {name}"
    assert dialog.themes.accessibleName() == "Priorities, one a line"
    assert "emerging themes and specialisms" in dialog.themes.accessibleDescription()
    officer.press("Esc", on=dialog.name)


def test_the_list_and_the_pane_say_where_the_calls_of_an_area_stand(officer, screen, beside):
    table = screen.table
    place = [table.horizontalHeaderItem(at).text() for at in range(table.columnCount())].index(
        "Calls"
    )
    (row,) = (line for line, each in enumerate(table.areas) if "LLEP-2018-01" in each.calls)
    table.setCurrentCell(row, 0)
    assert "LLEP-2018-01 (Closed)" in table.item(row, place).text()
    assert "Calls: LLEP-2018-01 (Closed)" in screen.pane.bodies.text()
    do(beside(), begin_analysis, desk=at(2019, 2, 18), call_id=officer.workspace.call_id)
    officer.wait(lambda: "LLEP-2018-01 (Analysing)" in table.item(row, place).text())
    assert "LLEP-2018-01 (Analysing)" in screen.pane.bodies.text()


def choose(box, words):
    box.setCurrentIndex([box.itemText(at) for at in range(box.count())].index(words))


def shown_areas(screen):
    return [row.name for row in screen.table.areas]


def test_areas_are_kept_to_those_of_a_leading_body_a_stage_and_words(officer, screen):
    bar = screen.bar
    joint = AreaDraft("North of Tyne", members=[AreaMember("North of Tyne Combined Authority")])
    officer.workspace.do(edit_with(save_area, draft=joint), "Saved")
    officer.wait(lambda: screen.table.rowCount() == 34)
    choose(bar.leads, "Led by: Combined authority")
    assert "North of Tyne" in shown_areas(screen)
    assert "Dorset" not in shown_areas(screen)
    assert screen.count.text().endswith(f"in {len(shown_areas(screen))} areas")
    choose(bar.leads, "Led by anybody")
    choose(bar.stages, "Closed")
    assert shown_areas(screen) == ["Leicester & Leicestershire"]
    choose(bar.stages, "No call yet")
    assert "Leicester & Leicestershire" not in shown_areas(screen)
    choose(bar.stages, "Any stage")
    officer.type("gatwick COAST", on=bar.text)
    assert shown_areas(screen) == ["Coast to Capital"]
    choose(bar.waves, "Wave 1")
    assert shown_areas(screen) == []
    bar.text.clear()
    assert len(shown_areas(screen)) == 3


def test_a_stage_changes_by_itself_when_the_deadline_of_another_call_passes(
    open_window, one_call_file, tmp_path
):
    path = tmp_path / "one.lisdesk"
    path.write_bytes(one_call_file.read_bytes())
    now = [datetime(2019, 2, 8, 23, 59, 59, 700_000, tzinfo=UTC)]
    officer = open_window(path, now=Clock(lambda: now[0], is_set=False))
    database = database_of(officer)
    desk = at(2019, 1, 10)
    do(database, take_in_programme, desk=desk, areas=shipped_programme())
    closing = {"opens_on": date(2019, 1, 1), "deadline": parse_deadline("2019-02-08")}
    do(database, new_call, desk=desk, draft=CallDraft("Dorset", "Dorset", **closing))
    later = {"opens_on": date(2019, 1, 1), "deadline": parse_deadline("2019-05-08")}
    do(database, new_call, desk=desk, draft=CallDraft("Cumbria", "Cumbria", **later))
    screen = officer.go("programme")
    officer.wait(lambda: screen.table.rowCount() == 33)
    officer.settle()
    officer.wait(lambda: len(officer.workspace.calls) == 3)
    officer.workspace.choose_call(officer.workspace.calls[-1].id)
    officer.settle()
    point_at(screen, "Dorset")
    assert "(Open)" in screen.pane.bodies.text()
    now[0] += timedelta(seconds=1)
    officer.wait(lambda: "(Closed)" in screen.pane.bodies.text())
    assert officer.workspace.call.title == "Cumbria"


def test_other_spellings_are_dated_in_the_dialog(officer, screen):
    point_at(screen, "Dorset")
    officer.press("F2", on=screen.table)
    dialog = shown(officer, AreaDialog)
    dialog.spellings.add_one()
    for key, words in (("words", "Wessex"), ("since", "in 2011"), ("until", "by 2018")):
        field_of(dialog.spellings, key).setText(words)
    officer.press("Enter", on=dialog.name)
    officer.wait(lambda: "Also called Wessex (from in 2011" in screen.pane.bodies.text())
    assert screen.table.in_hand().spellings == (AreaSpelling("Wessex", "in 2011", "by 2018"),)
    officer.press("Ctrl+Z", on=officer.window)
    officer.wait(lambda: "Wessex" not in screen.pane.bodies.text())
