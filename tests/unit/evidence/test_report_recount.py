"""Every number of a report is that of the workbook, counted again from the two finished files."""

import re
from collections import Counter, defaultdict

import pytest

from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.vocabulary import Edition
from tests.thorough import one_in
from tests.unit.evidence.read_reports import number, read
from tests.unit.evidence.reading import facts_of, sheets_of

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
CASES = [(edition, ending) for edition in Edition for ending in ("html", "docx")]


@pytest.fixture(params=one_in(3, CASES), ids=lambda case: f"{case[0].key}-{case[1]}")
def pair(request, workbooks, report_of):
    edition, ending = request.param
    return edition, sheets_of(workbooks[edition]), read(report_of(edition, ending))


def named(line):
    return f"{line['Code']} {line['Priority']}"


def same(line, own, *headings):
    assert {each: line[each] for each in headings} == {each: own[each] for each in headings}


def test_the_ledger_the_types_and_the_areas_are_those_of_the_workbook(pair):
    _, book, report = pair
    for sheet, caption, key, headings in (
        ("Ledger", "Ledger of submissions", "Disposition", ("Submissions", "Counted")),
        ("Respondents", "Respondents by stakeholder type", "Type",
         ("Submissions", "Stakeholders", "Share")),
        ("Areas", "Areas", "Area", ("Submissions", "Stakeholders")),
    ):  # fmt: skip
        lines = {line[key]: line for line in report.tables[caption]}
        own = [line for line in book[sheet] if line["Submissions"] or sheet == "Ledger"]
        assert len(lines) == len(own) > 3
        for each in own:
            same(lines[each[key]], each, *headings)


def test_the_summary_says_what_the_ledger_says(pair):
    _, book, report = pair
    received = book["Ledger"][-1]["Submissions"]
    counted = sum(line["Submissions"] for line in book["Ledger"] if line["Counted"] == "yes")
    assert f"{received} submissions were received, and {counted} are counted" in report.words
    most = report.tables["The priorities that most submissions speak to"]
    numbers = sorted((line["Submissions"] for line in book["Priorities"]), reverse=True)
    assert [line["Submissions"] for line in most] == numbers[: len(most)]


def test_arrivals_and_their_sums_are_those_of_the_workbook(pair):
    edition, book, report = pair
    period, caption = ("Month", "Arrivals by month") if edition is Edition.PUBLICATION else (
        "Day", "Arrivals by day")  # fmt: skip
    lines = report.tables[caption]
    for line, own in zip(lines, book["Arrivals"], strict=True):
        same(line, own, "Received", "In time", "Late", "Before opening")
        if edition is Edition.PUBLICATION:
            year, _, month = own["Month"].partition("-")
            assert line[period] == f"{MONTHS[int(month) - 1]} {year}"
    sums = Counter()
    for own in book["Arrivals"]:
        sums.update({key: own[key] for key in list(own)[5:] if own[key]})
    told = {line["Channel"]: line["Submissions"]
            for line in report.tables["Submissions by how they came in"]}  # fmt: skip
    assert told == dict(sums)


def test_every_number_of_a_priority_is_that_of_the_workbook(pair):
    _, book, report = pair
    lines = report.tables["Submissions by priority and stance"]
    stances = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")
    for line, own in zip(lines, book["Priorities"], strict=True):
        assert line["Priority"] == named(own)
        same(line, own, "Submissions", "Stakeholders", *stances, "Share of base")
        assert f"Share of the submissions with content: {own['Share of base']}" in report.words
        assert clean_text(own["Finding"]) in report.words


def test_every_number_by_type_is_that_of_the_workbook(pair):
    _, book, report = pair
    found = [
        lines for caption, lines in report.tables.items()
        if caption.startswith("Submissions by priority and stakeholder type")
    ]  # fmt: skip
    assert found
    own = book["Priority × type"]
    told: list[dict] = [{} for _ in own]
    for lines in found:
        for place, (line, its) in enumerate(zip(lines, own, strict=True)):
            assert line.pop("Priority") == named(its)
            assert line.pop("Total") == its["Total"]
            assert not line.keys() & told[place].keys()
            told[place] |= line
    for line, its in zip(told, own, strict=True):
        types = {key: its[key] for key in its if key not in ("Code", "Priority", "Total")}
        assert line == {key: types[key] for key in line}
        assert not any(types[key] for key in types.keys() - line.keys())


def test_every_number_of_a_question_is_that_of_the_workbook(pair):
    _, book, report = pair
    *own, base = book["Priority × question"]
    assert base["Code"] == "Base"
    asked = [each for each in base if re.fullmatch(r"Q\d+", each)]
    for column in [*asked, "No question"]:
        name = column.replace("Q", "Question ", 1) if column in asked else column
        told = {line["Priority"]: line["Submissions"]
                for line in report.tables.get(f"{name}: submissions by priority", [])}  # fmt: skip
        assert told == {named(line): line[column] for line in own if line[column]}
    answered = [int(each) for each in re.findall(r"(\d+) submissions? answered it", report.words)]
    assert answered == [base[column] for column in asked]


def test_every_cell_of_the_grid_is_that_of_the_workbook(pair):
    _, book, report = pair
    seen = 0
    for words, counts in zip(book["Framework grid"], book["Priority × type"], strict=True):
        lines = report.tables.get(f"{named(words)}, by stakeholder type", [])
        told = {line["Stakeholder type"]: line for line in lines}
        for heading in list(words)[2:]:
            count = counts["Total" if heading == "All types" else heading]
            if words[heading] or (isinstance(count, int) and count):
                line = told.pop(heading)
                assert line["Submissions"] == count
                assert str(line["What is said"]) == words[heading]
                seen += 1
        assert told == {}
    assert seen > 5


def test_every_quotation_is_one_of_the_workbook_with_its_name(pair):
    _, book, report = pair
    own = Counter((clean_text(line["Quotation"]), line["Attribution"])
                  for line in book["Quotations"])  # fmt: skip
    told = Counter(report.quotations)
    assert told
    assert told - own == Counter()
    by_priority = defaultdict(int)
    for line in book["Quotations"]:
        by_priority[named(line)] += 1
    counts = [
        number(each) for each in re.findall(r"([\d,]+) excerpts? may be quoted", report.words)
    ]
    assert counts == list(by_priority.values())
    assert sum(told.values()) == sum(min(8, each) for each in by_priority.values())


def test_a_report_tells_from_what_it_was_made(pair, workbooks):
    edition, _, report = pair
    facts = facts_of(workbooks[edition])
    for name in ("Content hash", "Database id", "Edition"):
        assert facts[name] in report.words


def test_the_order_is_that_of_published_reports_and_no_level_is_skipped(pair):
    _, _, report = pair
    levels = [level for level, _ in report.headings]
    assert levels[:3] == [1, 2, 2]
    assert all(later - level <= 1 for level, later in zip(levels, levels[1:], strict=False))
    assert levels.count(1) == 1
    assert [heading for level, heading in report.headings if level == 2] == [
        "Contents", "Summary", "The call for evidence", "How responses were received",
        "Ledger: what is counted", "Who responded", "Method", "Findings by priority",
        "Findings by question", "Framework grid", "What respondents said", "You said, we did",
        "The priorities and what they mean", "About this report",
    ]  # fmt: skip
