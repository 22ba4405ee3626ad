"""Types, areas and priorities that officers call what a table calls its own lines and columns."""

from datetime import UTC, datetime

import pytest

from lisdesk.edits.call_framework import choose_framework
from lisdesk.edits.frameworks import save_framework
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.types import TypeCorrection, edit_type
from lisdesk.exchange.finished.layout import SheetLayout
from lisdesk.exchange.finished.pieces import Flaw
from lisdesk.exchange.finished.report_tables import ReportTables
from lisdesk.exchange.workbook.names import column_headings
from lisdesk.queries.evidence import evidence_tables
from lisdesk.queries.publication_secrets import publication_secrets
from lisdesk.queries.report.taken import lines
from lisdesk.rules.frameworks import FrameworkDraft, HeadingDraft, group_words
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.rules.workbook_changes import SheetCells, changes
from lisdesk.store.entities import StakeholderType
from tests.desk_work import do, first, log, tag
from tests.unit.evidence.read_reports import read
from tests.unit.evidence.reading import sheets_of

pytestmark = pytest.mark.thorough

MADE_AT = datetime(2019, 3, 1, 12, tzinfo=UTC)

NAMES = {"school": "All types", "trade-union": "Total", "voluntary": "All", "individual": "Base"}
HEARD = {"school": 6, "trade-union": 7, "voluntary": 8, "individual": 9}
SMALL = "a small number that is withheld"


@pytest.fixture
def named_alike(database, call):
    """Hear from so many of each type about one priority."""
    for key, label in NAMES.items():
        found = first(database, StakeholderType, StakeholderType.key == key)
        do(database, edit_type, type_id=found.id, correction=TypeCorrection(label=label))
    for code in ("Base", "Total"):
        do(database, add_priority, call_id=call.id, draft=PriorityDraft(code, "All types"))
    for key, number in HEARD.items():
        for _ in range(number):
            entry = log(
                database, call, type_token=key, area="Total",
                letter="We ask for a bus.", permission=Permission.UNNAMED,
            )  # fmt: skip
            tag(database, entry, "Base")
    return call


@pytest.mark.parametrize("edition", Edition)
def test_each_number_stands_with_its_own_name(database, named_alike, export, edition):
    sheets = sheets_of(export(database, edition).path)
    (line,) = (line for line in sheets["Priority × type"] if line["Code"] == "Base")
    told = [line[each] for each in ("All types", "Total (2)", "All", "Base", "Total")]
    assert told == [6, 7, 8, 9, 30]
    assert [line["Code"] for line in sheets["Priority × question"]].count("Base") == 2

    tables = read(export(database, edition, "report.html").path).tables
    grid = tables["Base All types, by stakeholder type"]
    assert {line["Stakeholder type"]: line["Submissions"] for line in grid} == {
        "All types": 30, "All types (2)": 6, "Total": 7, "All": 8, "Base": 9,
    }  # fmt: skip
    respondents = tables["Respondents by stakeholder type"]
    types = {line["Type"]: line["Submissions"] for line in respondents}
    assert {name: types[name] for name in NAMES.values()} == {
        "All types": 6, "Total": 7, "All": 8, "Base": 9,
    }  # fmt: skip
    assert [line["Area"] for line in tables["Areas"]] == ["Total"]


def test_two_lines_of_one_name_are_compared_each_with_its_own():
    def sheet(*numbers):
        rows = tuple(("Base", each) for each in numbers)
        return {"Priority × question": SheetCells(("Code", "Q1"), rows)}

    (change,) = changes(sheet("4", "9"), sheet("5", "9"))
    assert (change.line, change.then, change.now) == ("Base", "4", "5")


def found_in(cells):
    tables = ReportTables("page", 5)
    tables.begin_table()
    for row in cells:
        tables.begin_row()
        for cell in row:
            yield from (each.what for each in tables.cell(cell) if isinstance(each, Flaw))


@pytest.mark.parametrize(
    ("rows", "flaws"),
    [
        ([["Type", "Submissions"], ["All types", "3"]], [SMALL]),
        ([["Area", "Submissions"], ["All types", "3"]], [SMALL]),
        ([["Stakeholder type", "Submissions"], ["All types", "3"], ["School", "0"]], []),
        ([["Stakeholder type", "Submissions"], ["School", "9"], ["All types", "3"]], [SMALL]),
    ],
)
def test_a_small_number_is_found_whatever_its_line_is_called(rows, flaws):
    assert list(found_in(rows)) == flaws


@pytest.mark.parametrize("name", ["Share", "Counted", "Total (2)"])
def test_a_small_number_is_found_whatever_its_column_is_called(name):
    layout = SheetLayout("Priority × type", 5)
    layout.learn("C", name)
    layout.learn("D", "Total")
    assert layout.is_small("C", "5", "1", "")
    assert not layout.is_small("D", "5", "1", "")


def test_a_kind_of_heading_named_like_a_column_has_a_column_of_its_own(database, call):
    for word in ("Priority", "status", "Finding", "Own submissions", "One group", "Mission"):
        draft = FrameworkDraft(f"{word} of ours", [HeadingDraft(f"In {word}", word)])
        key = do(database, save_framework, draft=draft).result
        do(database, choose_framework, call_id=call.id, key=key)
        hung = PriorityDraft(word.split()[0], "Buses", foundations=[f"In {word}"])
        do(database, add_priority, call_id=call.id, draft=hung)
        with database.reading() as session:
            tables = evidence_tables(
                session, call.id, Edition.INTERNAL, made_at=MADE_AT, clock_is_set=True
            )
            (table,) = (each for each in tables if each.name == "Priorities")
            permitted = list(publication_secrets(session, call.id).permitted(None))
        assert len({*column_headings(table.columns)}) == len(table.columns)
        (line,) = (each for each in lines(table) if each["Code"] == hung.code)
        named = [heading for heading, cell in line.items() if cell == f"In {word}"]
        assert named == [f"{word[:1].upper()}{word[1:]}{'' if word == 'Mission' else ' (2)'}"]
        assert line["Priority"] == "Buses"
        assert any(each == group_words(word) for each in permitted)
