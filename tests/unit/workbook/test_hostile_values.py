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

from lisdesk.exchange.workbook import WorkbookProperties, split_long_text, write_workbook
from lisdesk.table import CellKind, Column, SheetLink, Table
from tests.unit.workbook.documented_texts import CELL_UNITS, as_documented
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


def long_values():
    """Texts of 200,000 characters, of what grows, counts twice, or would be something else."""
    return [
        ("=1+1 " * 40_000)[:200_000],
        "#N/A\n" * 40_000,
        "😀_x0041_" * 25_000,
        "\r\n'\t" * 50_000,
        "\x00\ud800\uffff\ufdd0" * 50_000,
    ]


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

    expected = {number: as_documented(value) for number, value in enumerate(values, 1)}
    assert texts_by_calamine(path) == expected
    by_openpyxl = texts_by_openpyxl(path)
    for number, value in expected.items():
        cell = by_openpyxl[number]
        assert unescape(cell.value or "") == value
        assert not value or cell.data_type == "s"
    assert lint(path) == []
    with ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f[ />]", sheet) == []
    assert 't="e"' not in re.sub(r"<t .*?</t>", "", sheet, flags=re.DOTALL)
    assert "<hyperlink" not in re.sub(r"<t .*?</t>", "", sheet, flags=re.DOTALL)


def test_texts_of_200_000_characters_are_read_back_whole_from_their_parts(tmp_path):
    values = long_values()
    assert {len(value) for value in values} == {200_000}
    parts = [split_long_text(value) for value in values]
    path = written([part for own in parts for part in own], tmp_path / "long.xlsx")
    cells = list(texts_by_calamine(path).values())
    assert all(len(cell.encode("utf-16-le")) // 2 <= CELL_UNITS for cell in cells)
    read = iter(cells)
    joined = ["".join(next(read) for _ in own) for own in parts]
    is_right = joined == [as_documented(value) for value in values]
    assert is_right  # the texts are too long to be printed
    assert lint(path) == []


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\r\nb\rc\nd\n\r", "a\nb\nc\nd\n\n"),
        ("\x00\x07\x0b\x0c\x1f", "�����"),
        ("tab\t, \x7f, \x85, \u2028, \u202e and \u200b stay", None),
        ("\ud83d\ude00 \ud800 \udfff", "�� � �"),
        ("\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff", "������"),
        ("_x0041_ _x005F_x0041_ _x000D_", None),
        ("=1+1", None), ("#N/A", None), ("TRUE", None), ("1E5", None), ("'=1", None),
        (" both ends ", None), ("e\u0301 é 👩‍🏭", None),
    ],
)  # fmt: skip
def test_what_the_document_says_is_what_is_read(tmp_path, text, read):
    expected = text if read is None else read
    assert as_documented(text) == expected
    assert texts_by_calamine(written([text], tmp_path / "one.xlsx")) == {1: expected}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.one_of(st.sampled_from(TRIGGERS), st.characters(exclude_categories=[]))),
        min_size=1,
        max_size=30,
    )
)
def test_any_text_is_read_back_as_it_is_documented(tmp_path, values):
    path = written(values, tmp_path / "any.xlsx")

    expected = {number: as_documented(value) for number, value in enumerate(values, 1)}
    assert texts_by_calamine(path) == expected
    assert lint(path) == []


@pytest.mark.thorough
def test_hostile_headings_titles_and_links_stay_text(corpus, tmp_path):
    values = [" ".join(as_documented(value).split()) for value in hostile_values(corpus, 1_000)]
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
