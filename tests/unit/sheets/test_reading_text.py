"""Text tables: encodings, delimiters, and rows that cannot be split."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lisdesk.errors import CancelledError, UnreadableFileError
from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from lisdesk.exchange.sheets.reading import read_sheet
from lisdesk.exchange.sheets.textfiles import find_delimiter, open_text, text_rows

QUOTED = "name,text\nJo,“café” – £5\n"


def cells(grid: SheetGrid) -> list[list[object]]:
    return [row for _, row in grid.rows()]


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_an_encoding_is_found_and_reported(make_text, encoding: str, reported: str) -> None:
    grid = read_sheet(make_text(QUOTED.encode(encoding)))
    assert grid.encoding == reported
    assert cells(grid) == [["name", "text"], ["Jo", "“café” – £5"]]


def test_an_encoding_can_be_set_and_must_fit(make_text) -> None:
    path = make_text("name\nŁódź\n".encode("cp1250"))
    assert cells(read_sheet(path, encoding="cp1250"))[1] == ["Łódź"]
    with pytest.raises(UnreadableFileError, match="it is not in utf-8"):
        read_sheet(path, encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    [
        "name\nBetter “buses” and ‘trains’ for £5\n".encode() + b"\xe9\n",
        "name\nSome words about the café, which owes £5 and is otherwise well liked\n".encode()
        + b"\xe9\n",
        "name\n東京都と大阪府\n".encode("cp932"),
    ],
)
def test_text_in_no_encoding_that_can_be_told_is_a_question_not_a_guess(make_text, content) -> None:
    with pytest.raises(
        UnreadableFileError, match="encoding of the text cannot be told.*encoding ="
    ):
        read_sheet(make_text(content))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_found_by_steady_columns(make_text, delimiter: str) -> None:
    rows = [["a", "b", "c"], ["1", "one, two; and | three", "x"], ["2", "", "y, z"]]
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    grid = read_sheet(make_text(stream.getvalue()))
    assert cells(grid) == rows
    assert grid.kind == ("tsv" if delimiter == "\t" else "csv")


def test_decimal_commas_do_not_hide_a_semicolon(make_text) -> None:
    assert cells(read_sheet(make_text("a;b\n1,5;2,5\n3,5;4,5\n")))[1] == ["1,5", "2,5"]


def test_one_column_needs_no_delimiter(make_text) -> None:
    assert cells(read_sheet(make_text("Answer\nyes\nno, not really\n")))[0] == ["Answer"]


def test_every_kind_of_line_end_ends_a_row_and_stays_inside_quotes(make_text) -> None:
    grid = read_sheet(make_text('a,b\r1,2\n3,4\r\n5,"x\ny\rz"\n'))
    assert cells(grid) == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "x\ny\rz"]]


def test_a_blank_line_is_a_row_as_it_is_in_a_spreadsheet_program(make_text) -> None:
    grid = read_sheet(make_text("a,b\n\n1,2\n"))
    assert list(grid.rows()) == [(1, ["a", "b"]), (2, []), (3, ["1", "2"])]


def test_a_very_long_cell_is_read_whole(make_text) -> None:
    grid = read_sheet(make_text("a,b\n1," + "x" * 1_000_000 + "\n"))
    assert cells(grid)[1] == ["1", "x" * 1_000_000]


def test_a_quotation_mark_that_is_never_closed_is_refused_by_its_row(make_text) -> None:
    with pytest.raises(UnreadableFileError, match="Row 3 cannot be split.*never closed"):
        read_sheet(make_text('a,b\n1,2\n3,"never closed\n4,5\n6,7\n'))


def test_text_after_a_closing_quotation_mark_is_refused_by_its_row(make_text) -> None:
    with pytest.raises(UnreadableFileError, match="Row 2 cannot be split.*closing quotation"):
        read_sheet(make_text('a,b\n1,"He said "hello" to me"\n'))


def test_nul_characters_are_refused_by_their_line(make_text) -> None:
    with pytest.raises(UnreadableFileError, match="NUL characters .the first in line 2"):
        read_sheet(make_text(b"name,text\nJo,a\0b\n"))


def test_a_file_of_blank_lines_holds_no_rows(make_text) -> None:
    with pytest.raises(UnreadableFileError, match="holds no rows"):
        read_sheet(make_text("\n,,\n\n"))


def test_formulas_of_strangers_stay_text(make_text) -> None:
    assert cells(read_sheet(make_text("a\n=1+1\n+cmd|x\n")))[1:] == [["=1+1"], ["+cmd|x"]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
                 min_size=2, max_size=2),
        min_size=1,
    )
)  # fmt: skip
def test_every_table_that_a_program_writes_comes_back_as_it_was(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    text = open_text(stream.getvalue().encode("utf-8"), "utf-8")
    assert find_delimiter(text, "x.csv") in ",;\t|"
    assert list(text_rows(text, ",")) == rows


def test_reading_ends_once_nobody_waits_for_it(tmp_path):
    sheet = tmp_path / "long.csv"
    sheet.write_text("Organisation,Answer\n" + "Council,Buses\n" * 900_000, encoding="utf-8")
    limits = replace(DEFAULT_LIMITS, rows=1_000_000)
    asked: list[bool] = []

    def is_awaited() -> bool:
        asked.append(len(asked) < 2)
        return asked[-1]

    with pytest.raises(CancelledError):
        read_sheet(sheet, limits=limits, is_awaited=is_awaited)
    assert False in asked
