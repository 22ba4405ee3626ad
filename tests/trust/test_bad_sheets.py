"""Every bad spreadsheet gives rows or one plain sentence, and real surveys lose nothing."""

import csv
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from lisdesk.errors import UnreadableFileError, UserError
from lisdesk.exchange.sheets.grid import SheetGrid, grid_of
from lisdesk.exchange.sheets.mapping import parse_map
from lisdesk.exchange.sheets.plan import ImportPlan, KnownQuestion, Role
from lisdesk.exchange.sheets.planning import plan_import
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.exchange.sheets.responses import SurveyRow, survey_rows
from lisdesk.exchange.sheets.worksheets import sheet_part
from tests.thorough import one_in

ENDINGS = {
    ".xlsx",
    ".xlsm",
    ".xls",
    ".xlsb",
    ".ods",
    ".csv",
    ".tsv",
    ".psv",
    ".ssv",
    ".html",
    ".zip",
}
SLOWEST_REFUSAL_SECONDS = 0.5
TYPES = {"individual": "individual", "business": "business", "other": "other"}


@pytest.fixture(scope="module")
def process_start_seconds(tmp_path_factory) -> float:
    """Return how long the reading process takes for next to nothing."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.csv"
    path.write_text("a,b\n1,2\n")
    return min(seconds_of(path)[0] for _ in range(3))


def seconds_of(path: Path) -> tuple[float, str]:
    started = time.perf_counter()
    message = ""
    try:
        read_sheet(path)
    except UnreadableFileError as error:
        message = str(error)
    return time.perf_counter() - started, message


def rows_or_sentence(path: Path) -> list[SurveyRow] | str:
    """Read, plan and go through a file; anything but a UserError fails the test.

    Where it is asked whether a row holds headings, the answer is yes.
    """
    try:
        grid = read_sheet(path)
        plan = planned(grid)
    except UserError as error:
        return str(error)
    rows = list(survey_rows(grid, plan))
    assert len(rows) == max(0, grid.row_count - plan.data_starts_row + 1)
    return rows


def planned(grid: SheetGrid) -> ImportPlan:
    try:
        return plan_import(grid, None, (), TYPES)
    except UserError as error:
        asked = re.search(r"header_rows = (\d+) if it holds the headings", str(error))
        if asked is None:
            raise
        return plan_import(grid, parse_map(f"header_rows = {asked[1]}".encode(), "m"), (), TYPES)


def check_each(paths: Iterator[Path]) -> tuple[int, list[str]]:
    """Return how many files gave rows, and the others' sentences; each is short and whole."""
    read = 0
    sentences: list[str] = []
    for path in sorted(paths):
        found = rows_or_sentence(path)
        if isinstance(found, str):
            sentences.append(found)
            assert "\n" not in found, path
            assert 40 < len(found) < 700, path
            assert "Traceback" not in found, path
        else:
            read += 1
    assert read + len(sentences) > 0
    return read, sentences


@pytest.mark.thorough
@pytest.mark.parametrize("folder", one_in(2, ["calamine", "messytables-horror"]))
def test_each_bad_spreadsheet_gives_rows_or_one_sentence(corpus: Path, folder: str) -> None:
    paths = (path for path in (corpus / "bad" / folder).iterdir() if path.suffix in ENDINGS)
    read, sentences = check_each(paths)
    assert read > 20
    assert len(sentences) > 5


@pytest.mark.thorough
def test_each_spreadsheet_made_to_do_harm_gives_rows_or_one_sentence(own: Path) -> None:
    paths = (path for path in own.iterdir() if path.suffix in ENDINGS)
    read, sentences = check_each(paths)
    assert read > 8
    assert len(sentences) > 50


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("bomb_repeat_250MB.xlsx", "a part unpacks to more than 200 times its size"),
        ("zip_many_entries.zip", "it has more than 5000 parts"),
        ("zip_nested_bomb.zip", "a packed archive, not a spreadsheet"),
        ("xml_billion_laughs.xlsx", "unsafe XML: it declares entities"),
        ("xml_quadratic.xlsx", "unsafe XML: it declares entities"),
        ("dim_far_cell.xlsx", "a cell in column XFD is beyond the limit of 500 columns"),
        ("bad_cell_ref.xlsx", "a cell in column ZZZZZ is beyond the limit of 500 columns"),
    ],
)
def test_bombs_are_refused_at_once_as_what_they_are(
    own: Path, process_start_seconds: float, name: str, sentence: str
) -> None:
    seconds, message = seconds_of(own / name)
    assert sentence in message
    assert seconds < SLOWEST_REFUSAL_SECONDS + process_start_seconds


def test_unsafe_xml_is_called_so_and_leaks_nothing(own: Path) -> None:
    hostname = Path("/etc/hostname")
    canary = hostname.read_text().strip() if hostname.exists() else ""
    paths = list(own.glob("xml_*.xlsx"))
    assert len(paths) > 2
    for path in paths:
        _, message = seconds_of(path)
        assert "unsafe XML" in message, path.name
        assert not canary or canary not in message


def test_a_lying_dimension_hides_no_row(own: Path) -> None:
    assert read_sheet(own / "dim_lies_small.xlsx").row_count == 50
    assert read_sheet(own / "dim_lies_huge.xlsx").row_count == 1


def last_filled_row(path: Path, sheet_name: str) -> int | None:
    """Return the last row with a value, as the XML of the sheet has it; None if it does not say."""
    with zipfile.ZipFile(path) as package:
        part = sheet_part(package, sheet_name)
        if part is None:
            return None
        tree = etree.fromstring(package.read(part))
    if tree.find("{*}sheetData/{*}row/{*}c[@r]") is None:
        return None
    rows = [
        int(cell.get("r", "A0").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        for cell in tree.iter("{*}c")
        if "".join(text for value in cell.iter("{*}v", "{*}t") for text in value.itertext())
    ]
    return max(rows, default=None)


@pytest.mark.thorough
def test_no_row_of_any_workbook_is_left_out(corpus: Path, own: Path) -> None:
    compared = 0
    for path in [*(corpus / "bad" / "calamine").glob("*.xlsx"), *own.glob("*.xlsx")]:
        try:
            grid = read_sheet(path)
        except UserError:
            continue
        expected = last_filled_row(path, grid.name)
        if expected is not None:
            filled = [number for number, row in grid.rows() if any(cell != "" for cell in row)]
            # An empty shared string is a value in the XML and no text in the grid.
            assert filled[-1] <= expected <= grid.row_count, path.name
            compared += 1
    assert compared > 30


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("csv_cp1252.csv", "“quote” – £5"),
        ("csv_utf16le_bom.csv", "café"),
        ("csv_bidi_zw.csv", "\u202eevil\u202c"),
    ],
)
def test_text_in_known_encodings_comes_out_right(own: Path, name: str, text: str) -> None:
    assert list(read_sheet(own / name).rows())[1][1][1] == text


@pytest.mark.parametrize(
    ("name", "sentence"),
    one_in(
        3,
        [
            ("csv_nul.csv", "NUL characters"),
            ("csv_bad_utf8.csv", "encoding of the text cannot be told"),
            ("csv_unclosed_quote.csv", "Row 2 cannot be split"),
            ("csv_ragged.csv", "Row 3 has text in column E"),
            ("csv_many_cols.csv", "more than 500 columns"),
            ("empty.csv", "The file is empty"),
            ("docx_named.xlsx", "The file is a Word document, not a spreadsheet"),
            ("zipslip.zip", "leads out of it"),
        ],
        unpacks=True,
    ),
)
def test_each_fault_has_its_own_sentence(own: Path, name: str, sentence: str) -> None:
    found = rows_or_sentence(own / name)
    assert isinstance(found, str)
    assert sentence in found


def test_workbooks_with_passwords_say_so(corpus: Path) -> None:
    protected = list((corpus / "bad" / "calamine").glob("pass_protected.*"))
    assert len(protected) == 3
    for path in [*protected,
                 corpus / "bad" / "calamine" / "issue_385.xls",
                 corpus / "bad" / "messytables-horror" / "encrypted_no_password.xls"]:  # fmt: skip
        assert "protected by a password" in seconds_of(path)[1], path.name


NHS = "nhs-multi-label.csv"
NHS_MAP = """
id = "Comment ID"
[constants]
received = "2021-12-01T12:00"
[questions]
"FFT answer" = 1
"""


@pytest.fixture(scope="module")
def nhs(corpus: Path) -> SheetGrid:
    return read_sheet(corpus / "surveys" / NHS)


@pytest.fixture(scope="module")
def nhs_cells(corpus: Path) -> list[dict[str, str]]:
    with (corpus / "surveys" / NHS).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_as(grid: SheetGrid, toml: str) -> list[SurveyRow]:
    questions = (KnownQuestion(1, "What could we do better?"),)
    return list(
        survey_rows(grid, plan_import(grid, parse_map(toml.encode(), "m"), questions, TYPES))
    )


def test_every_answer_of_a_real_survey_equals_its_cell(nhs, nhs_cells) -> None:
    rows = read_as(nhs, NHS_MAP)
    assert len(rows) == len(nhs_cells) == 7908
    assert len({row.key for row in rows}) == 7908
    for row, cells in zip(rows, nhs_cells, strict=True):
        answer = cells["FFT answer"]
        expected = answer.replace("\r\n", "\n").replace("\r", "\n") if answer.strip() else None
        assert dict(row.answers).get(row.answers[0][0] if row.answers else None) == expected
        assert row.received_at is not None
    assert not [problem for row in rows for problem in row.problems]


def test_dates_of_a_real_survey_are_read_listed_and_never_lost(nhs, nhs_cells) -> None:
    toml = 'id = "Comment ID"\n[fields]\nreceived = "Date"\n[questions]\n"FFT answer" = 1'
    rows = read_as(nhs, toml)
    assert len(rows) == 7908
    unread = [row for row in rows if row.received_at is None and row.notes]
    assert all("day/month and as month/day" in row.problems[0].what for row in unread)
    for row in unread:
        assert row.notes["received"] == nhs_cells[row.row_number - 2]["Date"]
        day, month, _ = row.notes["received"].split("/")
        assert max(int(day), int(month)) <= 12
        assert int(day) != int(month)
    in_order = read_as(nhs, f'dates = "dmy"\n{toml}')
    assert sum(row.received_at is None for row in in_order) == 289


def test_a_second_import_of_a_real_survey_knows_every_row(nhs) -> None:
    first, second = (
        [(row.key, row.digest) for row in read_as(nhs, NHS_MAP)] for _ in range(2)
    )  # fmt: skip
    assert first == second
    rows = [cells for _, cells in nhs.rows()]
    turned = grid_of([cells[::-1] for cells in rows], kind="csv")
    assert [(row.key, row.digest) for row in read_as(turned, NHS_MAP)] == first


@pytest.mark.parametrize("name", ["biomass", "lgr", "scr"])
def test_each_shape_of_survey_gives_its_five_responses(corpus: Path, name: str) -> None:
    grid = read_sheet(corpus / "surveys" / f"responses_{name}_format.csv")
    plan = plan_import(grid, None, (), TYPES)
    rows = list(survey_rows(grid, plan))
    assert len(rows) == 5
    assert all(row.answers and not row.is_blank for row in rows)
    assert plan.columns_in(Role.QUESTION)


@pytest.mark.parametrize("name", ["a_numeric", "b_instruction"])
def test_lists_of_questions_are_refused_as_what_they_are(corpus: Path, name: str) -> None:
    path = corpus / "surveys" / f"qu_format_{name}.xlsx"
    for sheet in read_sheet(path).sheet_names:
        with pytest.raises(UserError, match="list of questions, not of responses"):
            plan_import(read_sheet(path, sheet=sheet), None, (), TYPES)
