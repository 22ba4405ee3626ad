import json
import random
import re
from contextlib import closing
from datetime import UTC, datetime
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from lisdesk.exchange.workbook import WorkbookProperties, clean_text, write_workbook
from lisdesk.table import CellKind, Column, SheetLink, Table
from tests.workbook_lint import lint

PROPERTIES = WorkbookProperties("Evidence", "Skills call", datetime(2026, 3, 1, 9, tzinfo=UTC))
TRIGGERS = "=+-@\t\r\n'\"|%!_xX0041 \u00a0\uff1d\u202e\u200b\ufeff\ufffe\uffff\ud800😀é<>&;:\x00"
TRIGGERS += "\x0b\x1f\x7f\x85\u2028abc019"


def hostile_values(corpus, count):
    naughty = json.loads((corpus / "bad/blns/blns.json").read_text(encoding="utf-8"))
    payloads = (corpus / "bad/csv-injection/payloads.txt").read_text(encoding="utf-8").splitlines()
    dressed = [
        payload + end for payload in payloads for end in ("\t", "\r", "\n", " ", "\u00a0", "\ufeff")
    ]
    lookalikes = ["#N/A", "#REF!", "TRUE", "1E5", "_x0041_", "_x005F_x0041_", "http://a.example"]
    drawn = random.Random(1)
    values = naughty + payloads + dressed + lookalikes
    while len(values) < count:
        values.append("".join(drawn.choices(TRIGGERS, k=drawn.randint(1, 40))))
    return values


def written(values, path):
    columns = (Column("Number", CellKind.WHOLE_NUMBER), Column("Text", CellKind.LONG_TEXT))
    table = Table("Answers", "Answers", "As they came.", "All.", columns, enumerate(values, 1))
    write_workbook([table], path, properties=PROPERTIES)
    return path


def texts_by_calamine(path):
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return {int(row[0]): row[1] for row in sheet.to_python()[4:]}


def texts_by_openpyxl(path):
    with closing(openpyxl.load_workbook(path, read_only=True)) as workbook:
        rows = workbook.worksheets[0].iter_rows(min_row=5, max_col=2)
        return {number.value: text for number, text in rows}


def test_ten_thousand_hostile_values_stay_text(corpus, tmp_path):
    values = hostile_values(corpus, 10_000)
    path = written(values, tmp_path / "hostile.xlsx")

    cleaned = {number: clean_text(value) for number, value in enumerate(values, 1)}
    assert texts_by_calamine(path) == cleaned
    by_openpyxl = texts_by_openpyxl(path)
    for number, value in cleaned.items():
        cell = by_openpyxl[number]
        assert unescape(cell.value or "") == value
        assert not value or cell.data_type == "s"
    assert lint(path) == []
    with ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f[ />]", sheet) == []
    assert 't="e"' not in re.sub(r"<t .*?</t>", "", sheet, flags=re.DOTALL)
    assert "<hyperlink" not in re.sub(r"<t .*?</t>", "", sheet, flags=re.DOTALL)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.one_of(st.sampled_from(TRIGGERS), st.characters(exclude_categories=[]))),
        min_size=1,
        max_size=30,
    )
)
def test_any_text_is_read_back_as_it_was_cleaned(tmp_path, values):
    path = written(values, tmp_path / "any.xlsx")

    expected = {number: clean_text(value) for number, value in enumerate(values, 1)}
    assert texts_by_calamine(path) == expected
    assert lint(path) == []


@pytest.mark.thorough
def test_hostile_headings_titles_and_links_stay_text(corpus, tmp_path):
    values = [" ".join(clean_text(value).split()) for value in hostile_values(corpus, 1_000)]
    headings = {value.casefold(): value for value in values if 0 < len(value) <= 120}
    columns = tuple(Column(heading) for heading in headings.values())
    row = [SheetLink(value, "Odd") for value in headings.values()]
    for value in values[:40]:
        table = Table("Odd", value, value, value, columns, [row])
        path = tmp_path / "odd.xlsx"
        write_workbook(
            [table], path, properties=WorkbookProperties(value, value, PROPERTIES.created)
        )
        assert lint(path) == []
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    assert sheet.to_python()[3] == [column.heading for column in columns]
