"""Survey exports brought in from the command line: counted, known again, taken back."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from lisdesk.exchange.sheets.plan import IMPORTER_VERSION
from lisdesk.store.entities import ImportRow, SourceText, Submission
from lisdesk.store.opening import open_database
from tests.desk_work import without_sketches
from tests.journeys.command_line import CALL, CommandLine, Ran
from tests.thorough import one_in
from tests.written_mails import known, save

BARRIERS = "What are the main barriers to growth and productivity in our area?"
ANSWERED_ONE_QUESTION = """
id = "Comment ID"
[fields]
respondent = "Respondent ID"
[constants]
received = "2019-01-15T12:00"
channel = "online"
permission = "unnamed"
[questions]
"FFT answer" = 1
"""


def write_csv(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def write_map(folder: Path, text: str) -> Path:
    path = folder / "map.toml"
    path.write_text(text, encoding="utf-8")
    return path


def adds_up(report: dict) -> bool:
    parts = ("new", "changed", "already_here", "joined", "blank")
    return report["rows"] == sum(report[part] for part in parts)


def counts(report: dict) -> tuple[int, ...]:
    return tuple(report[name] for name in ("rows", "new", "changed", "already_here", "joined"))


def refusal(ran: Ran) -> dict:
    """Return the object that a refused import prints for a script, beside its line of error."""
    assert ran.code == 1
    assert ran.err.startswith("error: ")
    found = ran.object
    assert found["refused"]
    assert (found["reference"], found["rows"], found["problems"]) == (None, 0, [])
    return found


@pytest.fixture(scope="module")
def nhs(corpus: Path) -> Path:
    return corpus / "surveys" / "nhs-multi-label.csv"


@pytest.fixture(scope="module")
def nhs_cells(nhs: Path) -> list[list[str]]:
    with nhs.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def answers_by_row(file: Path) -> dict[int, str]:
    """Return the stored answers by the number of the row that they came from."""
    database = open_database(file)
    chosen = (
        select(ImportRow.row_number, SourceText.body)
        .join(Submission, Submission.id == ImportRow.submission_id)
        .join(SourceText, SourceText.submission_id == Submission.id)
    )
    with database.reading() as session:
        found = {number: body for number, body in session.execute(chosen)}
    database.close()
    return found


@pytest.mark.thorough
def test_a_survey_of_eight_thousand_rows_is_imported_cell_by_cell_and_taken_back(
    desk: CommandLine, nhs: Path, nhs_cells: list[list[str]], tmp_path: Path
):
    before = desk.content()
    words = ("import", CALL, nhs, "--map", write_map(tmp_path, ANSWERED_ONE_QUESTION))
    report = desk.object(*words)
    assert (report["reference"], report["rows"]) == ("IMP-0001", len(nhs_cells) - 1)
    assert adds_up(report)
    assert report["problems"] == []
    column = nhs_cells[0].index("FFT answer")
    cells = {number: row[column] for number, row in enumerate(nhs_cells[1:], start=2)}
    said = {
        number: cell.replace("\r\n", "\n").replace("\r", "\n")
        for number, cell in cells.items()
        if cell.strip()
    }
    assert answers_by_row(desk.file) == said
    for number in range(2, len(cells), 997):
        shown = desk.object("submission", "show", f"LLEP-{number - 1:04d}")
        assert [text["body"] for text in shown["texts"]] == [said.get(number)] * (number in said)
        assert shown["respondent"] == nhs_cells[number - 1][nhs_cells[0].index("Respondent ID")]
        assert shown["received_at"] == "2019-01-15T12:00:00+00:00"
        assert shown["extras"]["Trust"] == nhs_cells[number - 1][1]
    after = desk.content()
    again = desk.object(*words)
    assert (again["reference"], counts(again)) == (None, (7908, 0, 0, 7908, 0))
    assert desk.content() == after
    assert len(desk.items("imports", "list", CALL)) == 1
    assert desk.object("imports", "undo", "IMP-0001")["reference"] == "IMP-0001"
    assert desk.content() == before


def test_dates_that_can_be_read_in_two_ways_are_problems_and_no_row_is_lost(
    desk: CommandLine, nhs: Path, nhs_cells: list[list[str]], tmp_path: Path
):
    before = desk.content()
    text = '[fields]\nreceived = "Date"\n[questions]\n"FFT answer" = 1\n'
    report = desk.object("import", CALL, nhs, "--map", write_map(tmp_path, text))
    assert (report["rows"], report["new"]) == (7908, 7908)
    assert adds_up(report)
    date_column = nhs_cells[0].index("Date")
    in_doubt = {
        number
        for number, row in enumerate(nhs_cells[1:], start=2)
        if (parts := row[date_column].split("/"))[0] != parts[1]
        and int(parts[0]) <= 12
        and int(parts[1]) <= 12
    }
    listed = {int(problem["where"].split()[1].rstrip(",")) for problem in report["problems"]}
    assert in_doubt <= listed
    for problem in report["problems"]:
        assert problem["where"].endswith(", Date")
        assert problem["what"].endswith(".")
        assert problem["kept"].endswith(".")
    number = min(in_doubt)
    shown = desk.object("submission", "show", f"LLEP-{number - 1:04d}")
    assert nhs_cells[number - 1][date_column] in shown["unread"].values()
    desk.done("undo")
    assert desk.content() == before


def test_rows_of_one_respondent_become_one_submission_when_the_map_says_so(
    desk: CommandLine, nhs_cells: list[list[str]], tmp_path: Path
):
    head = nhs_cells[0]
    respondent = head.index("Respondent ID")
    times = Counter(row[respondent] for row in nhs_cells[1:])
    repeated = [row for row in nhs_cells[1:] if times[row[respondent]] > 1]
    rows = sorted(repeated, key=lambda row: row[respondent])[:200]
    sheet = write_csv(tmp_path / "part.csv", [head, *rows])
    text = 'group_by = "Respondent ID"\n' + ANSWERED_ONE_QUESTION.replace(
        '[fields]\nrespondent = "Respondent ID"\n', ""
    )
    words = ("import", CALL, sheet, "--map", write_map(tmp_path, text))
    respondents = {row[respondent] for row in rows}
    before = desk.content()
    report = desk.object(*words)
    assert (report["rows"], report["new"]) == (200, len(respondents))
    assert report["joined"] == 200 - len(respondents) > 50
    assert len(desk.items("submission", "list", CALL)) == len(respondents)
    after = desk.content()
    assert counts(desk.object(*words))[1:] == (0, 0, 200, 0)
    assert desk.content() == after
    desk.done("imports", "undo", report["reference"])
    assert desk.content() == before


@pytest.mark.parametrize("shape", one_in(3, ["biomass", "scr", "lgr"]))
def test_every_shape_of_header_gives_five_submissions(desk: CommandLine, corpus: Path, shape: str):
    sheet = corpus / "surveys" / f"responses_{shape}_format.csv"
    before = desk.content()
    planned = desk.object("import", CALL, sheet, "--dry-run")
    assert desk.content() == before
    report = desk.object("import", CALL, sheet)
    assert counts(planned) == counts(report) == (5, 5, 0, 0, 0)
    assert planned["problems"] == report["problems"]
    assert (planned["reference"], report["reference"]) == (None, "IMP-0001")
    after = desk.content()
    assert counts(desk.object("import", CALL, sheet)) == (5, 0, 0, 5, 0)
    assert desk.content() == after
    desk.done("imports", "undo", "IMP-0001")
    assert desk.content() == before


@pytest.mark.parametrize(
    "name", one_in(2, ["qu_format_a_numeric.xlsx", "qu_format_b_instruction.xlsx"])
)
def test_a_list_of_questions_is_refused_as_what_it_is(desk: CommandLine, corpus: Path, name: str):
    said = desk.refused("import", CALL, corpus / "surveys" / name)
    assert "This sheet is a list of questions, not of responses" in said
    refusal(desk.run("import", CALL, corpus / "surveys" / name, "--json"))


def portal_export(count: int, changes: dict[int, str]) -> list[list[object]]:
    head = ["Response ID", "Name", "Organisation", "Received", BARRIERS]
    rows = [
        [
            f"ANON-{number}",
            f"Person {number}",
            f"Body {number}" if number % 2 else "",
            "2019-01-15T10:00",
            changes.get(number, f"Land and skills hold back site {number}. Buses too."),
        ]
        for number in range(1, count + 1)
    ]
    return [head, *rows]  # type: ignore[list-item] # a heading is a cell too


def test_each_later_day_brings_only_what_is_new_or_changed_and_keeps_the_tags(
    desk: CommandLine, tmp_path: Path
):
    first = write_csv(tmp_path / "monday.csv", portal_export(213, {}))
    assert desk.done("import", CALL, first).out == (
        "213 rows: 213 new, 0 changed, 0 already here, 0 joined, 0 blank, 0 problems: IMP-0001\n"
    )
    desk.done("tag", "LLEP-0007", "P2", "--quote", "skills")
    desk.done("tag", "LLEP-0007", "P3", "--quote", "Buses too.")
    before = desk.content()
    changed = "Since I wrote: skills, above all, hold back site 7. Buses too."
    second = write_csv(tmp_path / "tuesday.csv", portal_export(227, {7: changed}))
    assert desk.done("import", CALL, second, "--dry-run").out == (
        "227 rows: 14 new, 1 changed, 212 already here, 0 joined, 0 blank, 0 problems"
        " (a dry run: nothing was changed)\n"
    )
    assert desk.content() == before
    assert desk.done("import", CALL, second).out == (
        "227 rows: 14 new, 1 changed, 212 already here, 0 joined, 0 blank, 0 problems: IMP-0002\n"
    )
    shown = desk.object("submission", "show", "LLEP-0007")
    assert [text["body"] for text in shown["texts"]] == [changed]
    [row] = shown["rows"]
    assert (row["reference"], row["file_name"], row["row_number"]) == ("IMP-0001", "monday.csv", 8)
    assert row["file_sha256"] == hashlib.sha256(first.read_bytes()).hexdigest()
    told = desk.done("submission", "show", "LLEP-0007").out
    assert "From row 8 of monday.csv (IMP-0001, " in told
    assert {(tag["priority"], tag["quote"], tag["start"]) for tag in shown["tags"]} == {
        ("P2", "skills", changed.index("skills")),
        ("P3", "Buses too.", changed.index("Buses too.")),
    }
    assert not any(tag["is_on_earlier_text"] for tag in shown["tags"])
    desk.done("imports", "undo", "IMP-0002")
    assert without_sketches(desk.content()) == without_sketches(before)
    assert [row["reference"] for row in desk.items("imports", "list", CALL)] == ["IMP-0001"]


def test_a_row_tells_what_read_it_from_where_and_by_which_map(desk: CommandLine, tmp_path: Path):
    file = write_csv(tmp_path / "monday.csv", portal_export(3, {}))
    desk.done("import", CALL, file)
    [row] = desk.object("submission", "show", "LLEP-0002")["rows"]
    assert (row["path"], row["importer_version"]) == (str(file), IMPORTER_VERSION)
    told = desk.done("submission", "show", "LLEP-0002").out
    assert f"  Read by {IMPORTER_VERSION} from {file}, SHA-256 {row['file_sha256']}; " in told
    assert "the sheet itself is not kept in the consultation file." in told
    assert "  How its columns were read: lisdesk imports show IMP-0001" in told
    shown = desk.object("imports", "show", "imp-0001")
    assert shown["import"]["reference"] == "IMP-0001"
    assert (shown["path"], shown["mapping"]) == (str(file), row["mapping"])
    assert row["mapping"] in desk.done("imports", "show", "IMP-0001").out + "\n"
    assert f'"{BARRIERS}" = 1' in row["mapping"].splitlines()
    desk.done("check")
    desk.done("imports", "undo", "IMP-0001")
    desk.refused("imports", "show", "IMP-0001")


def test_an_import_of_documents_or_e_mails_says_nothing_of_a_map(desk: CommandLine, tmp_path: Path):
    letter = tmp_path / "letter.txt"
    letter.write_text("We cannot find people who can weld.\n")
    desk.done("import", CALL, letter)
    desk.done("import", CALL, save(tmp_path, "a.eml", known(0)))
    for reference in ("IMP-0001", "IMP-0002"):
        told = desk.done("imports", "show", reference).out
        assert "map" not in told
        assert told.splitlines()[-1].startswith("SHA-256: ")
        assert desk.object("imports", "show", reference)["mapping"] is None


def test_an_import_that_was_worked_on_since_is_not_taken_back(desk: CommandLine, tmp_path: Path):
    desk.done("import", CALL, write_csv(tmp_path / "a.csv", portal_export(3, {})))
    tag = desk.reference("tag", "LLEP-0002", "P2", "--quote", "skills")
    desk.refused("imports", "undo", "IMP-0001")
    desk.done("untag", tag)
    desk.done("imports", "undo", "imp-0001")
    assert desk.items("submission", "list", CALL) == []


def test_known_fields_are_matched_and_every_other_column_is_kept(desk: CommandLine, tmp_path: Path):
    sheet = write_csv(
        tmp_path / "form.csv",
        [
            ["Response ID", "Full name", "Organisation name", "E-mail address", "Favourite colour",
             "May we publish your response?", BARRIERS],
            ["7", "Jo Smith", "Acme Ltd", "jo@acme.example", "Green", "Yes, with my name", "Yes."],
        ],
    )  # fmt: skip
    report = desk.object("import", CALL, sheet)
    assert (report["new"], report["new_questions"]) == (1, [])
    shown = desk.object("submission", "show", "LLEP-0001")
    assert (shown["respondent"], shown["submitted_by"], shown["email"]) == (
        "Acme Ltd", "Jo Smith", "jo@acme.example",
    )  # fmt: skip
    assert shown["extras"] == {"Favourite colour": "Green"}
    assert shown["permission"] == "named"
    assert [text["question"] for text in shown["texts"]] == [1]


def test_a_call_without_questions_is_given_those_of_the_sheet(desk: CommandLine, tmp_path: Path):
    bare = desk.reference(
        *("call", "new", "--title", "Bare", "--lead", "LLEP", "--prefix", "BARE"),
        *("--opens", "2018-12-06", "--closes", "2019-01-31"),
    )
    sheet = write_csv(tmp_path / "a.csv", portal_export(6, {}))
    report = desk.object("import", bare, sheet)
    assert report["new_questions"] == [1]
    assert desk.items("question", "list", bare)[0]["text"] == BARRIERS
    desk.done("imports", "undo", report["reference"])
    assert desk.items("question", "list", bare) == []
    assert "The call was given new questions: Q1" in desk.done("import", bare, sheet).out


def test_blank_rows_are_counted_and_a_choice_that_is_none_keeps_its_row(
    desk: CommandLine, tmp_path: Path
):
    sheet = write_csv(
        tmp_path / "a.csv",
        [
            ["Response ID", "Stakeholder type", "Received", BARRIERS],
            ["1", "Wizard", "2019-13-45", "Spells."],
            ["", "", "", ""],
            ["2", "School", "2019-01-15", "n/a"],
        ],
    )
    report = desk.object("import", CALL, sheet)
    assert adds_up(report)
    assert (report["rows"], report["new"], report["blank"]) == (3, 2, 1)
    assert [problem["where"] for problem in report["problems"]] == [
        "row 2, Stakeholder type",
        "row 2, Received",
    ]
    shown = desk.object("submission", "show", "LLEP-0001")
    assert set(shown["unread"].values()) == {"Wizard", "2019-13-45"}
    assert "type could not be read: Wizard" in (desk.done("submission", "show", "LLEP-0001").out)


def test_several_files_are_imported_together_or_not_at_all(desk: CommandLine, tmp_path: Path):
    export = portal_export(9, {})
    one = write_csv(tmp_path / "one.csv", export[:5])
    two = write_csv(tmp_path / "two.csv", [export[0], *export[4:]])
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    said = desk.refused("import", CALL, one, broken, two)
    assert "“broken.xlsx”" in said
    refusal(desk.run("import", CALL, one, broken, "--json"))
    items = desk.items("import", CALL, one, two)
    assert [counts(item) for item in items] == [(4, 4, 0, 0, 0), (6, 5, 0, 1, 0)]
    assert [item["reference"] for item in items] == ["IMP-0001", "IMP-0002"]
    assert [item["file"] for item in items] == ["one.csv", "two.csv"]


def test_a_sheet_is_chosen_by_name_by_number_or_by_the_map(desk: CommandLine, tmp_path: Path):
    workbook = openpyxl.Workbook()
    notes = workbook.active
    notes.title = "Notes"
    notes.append(["Response ID", "Name", BARRIERS])
    notes.append([1, "Nobody", "Not these."])
    responses = workbook.create_sheet("Responses")
    for row in portal_export(4, {}):
        responses.append(row)
    path = tmp_path / "book.xlsx"
    workbook.save(path)

    def sheet_and_rows(*words: object) -> tuple[str, int]:
        report = desk.object("import", CALL, path, "--dry-run", *words)
        return report["sheet"], report["rows"]

    assert sheet_and_rows() == ("Notes", 1)
    assert sheet_and_rows("--sheet", "responses") == ("Responses", 4)
    assert sheet_and_rows("--sheet", "2") == ("Responses", 4)
    by_map = write_map(tmp_path, 'sheet = "Responses"\n')
    assert sheet_and_rows("--map", by_map) == ("Responses", 4)
    assert "Responses" in desk.refused("import", CALL, path, "--sheet", "Answers")


@pytest.mark.parametrize(
    ("text", "said"),
    one_in(
        4,
        [
            ('[questions]\n"Not there" = 1\n', "Not there"),
            (f'[questions]\n"{BARRIERS}" = 99\n', "99"),
            ('[fields]\nfavourite = "Name"\n', "favourite"),
            ('[constants]\nchannel = "pigeon"\n', "channel"),
            ('[constants]\nreceived = "3/1/2019"\n', "received"),
            ('colour = "red"\n', "colour"),
            ('dates = "dym"\n', "dates"),
            ("sheet = [\n", "not TOML"),
        ],
        unpacks=True,
    ),
)
def test_a_map_that_does_not_fit_is_refused_and_says_why(
    desk: CommandLine, tmp_path: Path, text: str, said: str
):
    sheet = write_csv(tmp_path / "a.csv", portal_export(3, {}))
    assert said in desk.refused("import", CALL, sheet, "--map", write_map(tmp_path, text))


def test_the_map_reads_dates_ignores_columns_and_names_new_questions(
    desk: CommandLine, tmp_path: Path
):
    sheet = write_csv(
        tmp_path / "a.csv",
        [["Ref", "When", "IP address", "Words"], ["A-1", "3/1/2019 09:30", "10.0.0.1", "Buses."]],
    )
    text = (
        'id = "Ref"\ndates = "dmy"\n[fields]\nreceived = "When"\n'
        '[questions]\n"Words" = "What else?"\n[ignore]\ncolumns = ["IP address"]\n'
    )
    report = desk.object("import", CALL, sheet, "--map", write_map(tmp_path, text))
    assert (report["new"], report["problems"], report["new_questions"]) == (1, [], [11])
    shown = desk.object("submission", "show", "LLEP-0001")
    assert shown["received_at"] == "2019-01-03T09:30:00+00:00"
    assert shown["extras"] == {}
    assert shown["texts"][0]["question_text"] == "What else?"
