"""Every number of the workbook follows from its own rows, by arithmetic of this file's own."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from lisdesk.rules.vocabulary import Edition
from tests.desk_work import log, open_call, tag
from tests.unit.evidence.reading import sheets_of
from tests.workbook_lint import lint

STRENGTHS = ["Anecdote", "Experience", "Case data", "Published study", "Official statistic"]
COUNTED = {"Counted", "Late, accepted"}
HAS_NO_ROWS_HERE = {"Campaigns"}
IS_NOT_THERE = {"Campaign priorities"}


@pytest.fixture(scope="module")
def book(workbooks):
    return sheets_of(workbooks[Edition.INTERNAL])


@pytest.fixture(scope="module")
def counted(book):
    return {
        line["Reference"]: line for line in book["Submissions"] if line["Disposition"] in COUNTED
    }


@pytest.fixture(scope="module")
def lineage(book):
    """Code to the codes of itself and everything above it, told from the paths alone."""
    by_path = {line["Path"]: line["Code"] for line in book["Coding frame"]}
    found = {}
    for path, code in by_path.items():
        parts = path.split(" > ")
        found[code] = [by_path[" > ".join(parts[:depth])] for depth in range(1, len(parts) + 1)]
    return found


@pytest.fixture(scope="module")
def under(book, lineage):
    """The lines of Evidence by priority, those of its children among them."""
    found = defaultdict(list)
    for line in book["Evidence"]:
        for code in lineage[line["Priority code"]]:
            found[code].append(line)
    return found


def references(lines):
    return {line["Submission reference"] for line in lines}


def test_both_workbooks_are_sound_packages(workbooks):
    for path in workbooks.values():
        assert lint(path) == []


def test_every_foundation_of_a_priority_is_listed(book):
    found = {line["Code"]: line["Foundation"] for line in book["Priorities"]}
    assert found["P2.1"] == "Ideas; People"


def test_the_sheets_stand_in_their_order(book):
    assert list(book) == [
        "Cover",
        "Contents",
        "Ledger",
        "Respondents",
        "Areas",
        "Arrivals",
        "Questions",
        "Priorities",
        "Priority × type",
        "Priority × question",
        "Evidence strength",
        "Framework grid",
        "Evidence",
        "Submissions",
        "Answers",
        "Matrix",
        "Quotations",
        "Campaigns",
        "Late",
        "Extensions",
        "Coding frame",
        "Frame history",
        "You said we did",
        "Notes",
        "Event log",
        "Changes",
    ]


@pytest.mark.parametrize("edition", list(Edition))
def test_the_contents_tell_how_many_rows_each_sheet_has(workbooks, edition):
    book = sheets_of(workbooks[edition])
    told = {line["Sheet"]: line["Rows"] for line in book["Contents"]}
    assert told == {name: len(lines) for name, lines in book.items()}
    assert {name for name, many in told.items() if not many} >= HAS_NO_ROWS_HERE
    assert not IS_NOT_THERE & set(told)


def test_the_ledger_adds_up_to_the_register(book):
    *lines, total = book["Ledger"]
    dispositions = Counter(line["Disposition"] for line in book["Submissions"])
    assert {line["Disposition"]: line["Submissions"] for line in lines} == {
        line["Disposition"]: dispositions[line["Disposition"]] for line in lines
    }
    assert total["Disposition"] == "Received"
    assert total["Submissions"] == len(book["Submissions"]) == 40
    assert sum(line["Submissions"] for line in lines) == 40
    assert {line["Disposition"] for line in lines if line["Counted"] == "yes"} == COUNTED
    assert min(dispositions[each] for each in ("Withdrawn", "Off topic", "Late, accepted")) > 0


@pytest.mark.parametrize(("sheet", "heading"), [("Respondents", "Type"), ("Areas", "Area")])
def test_respondents_and_areas_follow_from_the_register(book, counted, sheet, heading):
    numbers = Counter(line[heading] for line in counted.values())
    speakers = defaultdict(set)
    for line in counted.values():
        speakers[line[heading]].add(line["Respondent"])
    for line in book[sheet]:
        assert line["Submissions"] == numbers.pop(line[heading], 0)
        assert line["Stakeholders"] == len(speakers[line[heading]])
        if sheet == "Respondents":
            percent = round(100 * line["Submissions"] / len(counted) + 1e-9)
            plain = f"{line['Submissions']} of {len(counted)}"
            assert line["Share"] in (f"{plain} ({percent}%)", plain)
    assert not numbers


def test_arrivals_follow_from_the_register(book, counted):
    channels = [name for name in book["Arrivals"][0] if name not in TIMES]
    assert sum(line["Received"] for line in book["Arrivals"]) == len(counted)
    for line in book["Arrivals"]:
        own = [each for each in counted.values() if each["Received"].date() == line["Day"]]
        assert isinstance(line["Day"], date)
        assert line["Received"] == len(own) > 0
        lateness = Counter(each["Lateness"].split(", ")[0] for each in own)
        assert line["In time"] == lateness["In time"]
        assert line["Late"] == lateness["Late"]
        assert line["Before opening"] == lateness["Received before opening"]
        assert {name: line[name] for name in channels} == {
            name: sum(each["Channel"] == name for each in own) for name in channels
        }


TIMES = {"Day", "Received", "In time", "Late", "Before opening"}


def test_evidence_lists_tags_of_counted_submissions_only(book, counted):
    tagged = {line["Reference"] for line in book["Submissions"] if line["Priorities"]}
    assert references(book["Evidence"]) <= set(counted)
    assert tagged - set(counted), "excluded submissions keep their tags in the register"


def test_priorities_follow_from_evidence(book, under, counted):
    base = bases(book, counted)
    for line in book["Priorities"]:
        lines = under[line["Code"]]
        own = [each for each in lines if each["Priority code"] == line["Code"]]
        assert line["Submissions"] == len(references(lines))
        assert line["Own submissions"] == len(references(own))
        assert line["Stakeholders"] == len({each["Respondent"] for each in lines})
        assert line["Excerpts"] == len(excerpts(lines))
        stances = Counter(stance(lines, reference) for reference in references(lines))
        for name in ("Support", "Oppose", "Mixed", "Neutral", "Unstated"):
            assert line[name] == stances[name], line["Code"]
        graded = [each["Evidence strength"] for each in lines if each["Evidence strength"]]
        assert line["Strongest evidence"] == max(graded, key=STRENGTHS.index, default="")
        part = len(references(lines) & base)
        assert line["Share of base"].split(" (")[0] == f"{part} of {len(base)}"
        assert line["Quantifier"] == word(part / len(base))


def excerpts(lines):
    """Excerpts, known by their text and place; tags on whole submissions have none."""
    return {
        (
            each["Submission reference"],
            each["Question"],
            each["Text hash"],
            each["Start"],
            each["End"],
        )
        for each in lines
        if each["Text hash"]
    }


def stance(lines, reference):
    own = {each["Stance"] for each in lines if each["Submission reference"] == reference} - {""}
    if not own:
        return "Unstated"
    return own.pop() if len(own) == 1 else "Mixed"


def word(portion):
    if portion == 0:
        return "none"
    steps = [(0.9, "almost all"), (0.75, "most"), (0.5, "majority"), (0.15, "less than half")]
    return next((name for at_least, name in steps if portion >= at_least), "few")


def bases(book, counted):
    """The counted submissions with content: an answer that is more than none, or an attachment."""
    says = {line["Reference"] for line in book["Answers"] if line["Non-answer"] != "yes"}
    says |= {line["Reference"] for line in counted.values() if line["Attachments"]}
    return says & set(counted)


def test_a_share_counts_only_what_is_in_its_base(database, export):
    call = open_call(database)
    tag(database, log(database, call, answers={1: "n/a"}), "P1")
    log(database, call, answers={1: "Skills."})
    line = sheets_of(export(database).path)["Priorities"][0]
    assert (line["Code"], line["Submissions"]) == ("P1", 1)
    assert (line["Share of base"], line["Quantifier"]) == ("0 of 1", "none")


def test_priority_by_type_follows_from_evidence(book, under):
    for line in book["Priority × type"]:
        types = {each["Submission reference"]: each["Type"] for each in under[line["Code"]]}
        numbers = Counter(types.values())
        shown = {name: line[name] for name in line if name not in ("Code", "Priority", "Total")}
        assert shown == {name: numbers[name] for name in shown}
        assert line["Total"] == sum(numbers.values()) == sum(shown.values())


def test_priority_by_question_follows_from_evidence_and_answers(book, under, counted):
    *lines, base = book["Priority × question"]
    for line in lines:
        for name in [name for name in line if name not in ("Code", "Priority")]:
            wanted = ("", "Letter") if name == "No question" else (name,)
            own = [each for each in under[line["Code"]] if each["Question"] in wanted]
            assert line[name] == len(references(own)), (line["Code"], name)
    assert base["Code"] == "Base"
    answered = defaultdict(set)
    for line in book["Answers"]:
        if line["Reference"] in counted and line["Non-answer"] != "yes":
            answered[line["Question"]].add(line["Reference"])
    for name in [name for name in base if name.startswith("Q")]:
        assert base[name] == len(answered[name])
    assert base["Q2"] == 0 < base["Q1"]


def test_the_matrix_follows_from_evidence(book, counted, lineage, under):
    assert [line["Reference"] for line in book["Matrix"]] == list(counted)
    for line in book["Matrix"]:
        for code in lineage:
            assert line[code] == int(line["Reference"] in references(under[code]))
    for line in book["Priorities"]:
        assert sum(row[line["Code"]] for row in book["Matrix"]) == line["Submissions"]


def test_levels_tell_the_path_to_a_priority(book):
    lines = {line["Code"]: line for line in book["Priorities"]}
    codes = list(lines)
    at = codes.index("P2")
    assert codes[at : at + 4] == ["P2", "P2.1", "P2.1.1", "P2.1.1.1"]
    deep = lines["P2.1.1.1"]
    assert [deep[f"Level {level}"] for level in (1, 2, 3)] == [
        "People",
        "Apprenticeships",
        "Degree apprenticeships",
    ]
    assert deep["Priority"] == "Small firms' share"
    assert lines["P2"]["Level 1"] == "People"
    assert lines["P2"]["Level 2"] == ""


def test_quotations_are_those_of_evidence_that_may_be_published(book, voices):
    quotable = {each.reference for each in voices if each.may_be_quoted and each.is_counted}
    standing = {line["Reference"]: [] for line in book["Submissions"]}
    for line in book["Answers"]:
        standing[line["Reference"]].append(line["Text"])
    wanted = {
        (line["Priority code"], line["Submission reference"], line["Quotation"], line["Start"])
        for line in book["Evidence"]
        if line["Submission reference"] in quotable
        and line["Text hash"]
        and any(line["Quotation"] in text for text in standing[line["Submission reference"]])
    }
    assert len(book["Quotations"]) == len(wanted)
    assert Counter((line["Code"], line["Quotation"]) for line in book["Quotations"]) == Counter(
        (code, quotation) for code, _, quotation, _ in wanted
    )


def test_late_ones_and_extensions_are_listed_with_their_reasons(book):
    late = [line for line in book["Submissions"] if line["Lateness"].startswith("Late")]
    assert [line["Reference"] for line in book["Late"]] == [line["Reference"] for line in late]
    decisions = Counter(line["Decision"] for line in book["Late"])
    assert decisions["Accept"] == 2
    assert decisions["Refuse"] == 1
    assert decisions["No decision yet"] == 1
    assert all(
        (line["Reason"] != "") is (line["Decision"] != "No decision yet") for line in book["Late"]
    )
    (extension,) = book["Extensions"]
    assert (extension["From"], extension["To"]) == (date(2019, 1, 31), date(2019, 2, 8))
    assert (extension["From time"], extension["Reason"]) == ("24:00", "Snow.")


def test_the_changes_are_the_audit_of_the_call(book):
    changes = book["Changes"]
    assert changes[0]["What"] == "new call LLEP-2018-01"
    assert sum(line["What"].startswith("add submission") for line in changes) == 40
    extended = next(line for line in changes if line["What"].startswith("extend call"))
    assert "closes on: 2019-02-08" in extended["After"]
    assert extended["Who"] == "Ann Officer"
    withdrawn = next(line for line in changes if "set submission aside" in line["What"])
    assert "disposition: counted" in withdrawn["Before"]
    assert "disposition: withdrawn" in withdrawn["After"]
