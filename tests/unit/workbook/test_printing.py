"""Sheets are printed across, with their headings on every page, and never too small to read."""

from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.exchange.workbook.dimensions import heading_lines, wrapped_lines
from lisdesk.exchange.workbook.printing import print_layout
from lisdesk.table import CellKind, Column
from tests.unit.workbook.test_workbook import CHART, PRIORITIES, priorities, table, write

WIDTHS = st.lists(st.integers(1, 255), min_size=1, max_size=60)


def test_a_narrow_sheet_keeps_its_size_and_a_wider_one_is_made_one_page_wide():
    assert print_layout([20, 60], 80, has_chart=False) == print_layout([9], 9, has_chart=False)
    assert print_layout([20, 60], 80, has_chart=False).percent == 100
    for widths, head in (([20, 100], 80), ([40, 100, 40], 80), ([20, 60], 140)):
        layout = print_layout(widths, head, has_chart=False)
        assert (layout.percent, layout.ends, layout.goes_on) == (None, (), False)


def test_a_chart_is_printed_on_a_page_of_its_own():
    layout = print_layout([12] * 12, 80, has_chart=True)
    assert layout.ends == (12,)
    assert 60 <= layout.percent < 100
    assert not layout.goes_on


def test_a_sheet_too_wide_for_one_page_goes_over_several_about_equally_full():
    layout = print_layout([14, *[30] * 12], 80, has_chart=False)
    assert layout.goes_on
    assert layout.percent == 65
    assert layout.ends == (5, 9)
    assert print_layout([14, *[30] * 12], 80, has_chart=True).ends == (5, 9, 13)


@given(WIDTHS, st.booleans())
def test_every_column_is_printed_and_no_page_is_empty(widths, has_chart):
    layout = print_layout(widths, 80, has_chart=has_chart)
    ends = [*layout.ends, len(widths)] if not has_chart else list(layout.ends)
    assert ends == sorted(set(ends))
    assert all(1 < end <= len(widths) for end in ends) or len(widths) == 1
    assert ends[-1] == len(widths)
    if layout.goes_on:
        starts = [1, *ends[:-1]]
        for start, end in zip(starts, ends, strict=True):
            printed = widths[0] + sum(widths[start:end])
            assert printed <= 162 or end - start == 1


def test_headings_stand_on_every_page_and_the_first_column_of_a_wide_table(tmp_path):
    wide = [Column(f"Column {number}", width=30) for number in range(12)]
    path, _ = write(
        tmp_path,
        priorities(chart=CHART),
        table("It's wide", [["x"] * 12], wide),
        table("Nothing", (), wide),
    )
    book = openpyxl.load_workbook(path)
    narrow, several, empty = book.worksheets
    assert (narrow.print_title_rows, narrow.print_title_cols) == ("$4:$4", None)
    assert (several.print_title_rows, several.print_title_cols) == ("$4:$4", "$A:$A")
    assert (empty.print_title_rows, empty.print_title_cols) == (None, None)
    assert (narrow.freeze_panes, several.freeze_panes, empty.freeze_panes) == ("A5", "B5", None)
    assert [brk.id for brk in narrow.col_breaks.brk] == [len(PRIORITIES)]
    assert [brk.id for brk in several.col_breaks.brk] == [5, 9]
    assert several.page_setup.scale == 65
    assert several.page_setup.pageOrder == "overThenDown"
    assert not several.sheet_properties.pageSetUpPr.fitToPage
    assert {sheet.page_setup.orientation for sheet in book.worksheets} == {"landscape"}


def test_a_sheet_of_one_page_says_so(tmp_path):
    columns = [Column("Text", CellKind.LONG_TEXT, width=150)]
    path, _ = write(tmp_path, table(rows=[["x"]], columns=columns))
    sheet = openpyxl.load_workbook(path).active
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert not sheet.col_breaks.brk


@pytest.mark.parametrize(
    ("heading", "width", "lines"),
    [
        ("Code", 8, 1),
        ("Own submissions", 15, 2),
        ("Business: medium (50–249 employees)", 15, 4),
        ("Foundations", 5, 1),
    ],
)
def test_a_heading_has_room_for_each_of_its_words(heading, width, lines):
    assert heading_lines(heading, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("a" * 60, 60, 1),
        ("a" * 64, 60, 1),
        ("a" * 66, 60, 2),
        ("A" * 60, 60, 2),
        ("a" * 20, 20, 2),
        ("a\n\nb", 60, 3),
        ("", 60, 1),
    ],
)
def test_a_row_is_about_as_high_as_its_text_needs(text, width, lines):
    assert wrapped_lines(text, width) == lines


def test_the_print_set_up_names_no_printer(tmp_path):
    path, _ = write(tmp_path, priorities(chart=CHART))
    with ZipFile(path) as package:
        assert not [name for name in package.namelist() if "printer" in name.casefold()]
