"""Every text column of every sheet takes ten thousand hostile values as the texts they are."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, cycle, islice
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from lisdesk.exchange.workbook import WorkbookProperties, clean_text, write_workbook
from lisdesk.queries.evidence import evidence_workbook
from lisdesk.rules.cell_text import cut_text
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from tests.unit.workbook.test_hostile_values import hostile_values
from tests.workbook_lint import lint

MADE_AT = datetime(2019, 3, 1, 12, tzinfo=UTC)
CASES = [
    (edition, template, subject)
    for edition in Edition
    for template, subject in (
        (Template.FULL, ""), (Template.BOARD, ""), (Template.FOUNDATION, "People"),
    )
]  # fmt: skip
COUNT = 10_000


@pytest.mark.thorough
@pytest.mark.parametrize(("edition", "template", "subject"), CASES)
def test_every_text_column_takes_hostile_values(
    busy_database, corpus, tmp_path, edition, template, subject
):
    long_ones = ["=1+1 " * 40_000, "#N/A\n" * 40_000, "😀_x0041_" * 25_000]
    values = cycle(chain(hostile_values(corpus, COUNT - len(long_ones)), long_ones))
    with busy_database.reading() as session:
        made = evidence_workbook(
            session, 1, edition, made_at=MADE_AT, clock_is_set=True,
            wish=WorkbookWish(template, subject),
        )  # fmt: skip
        tables = [hostile(table, values) for table in made.tables]
    path = tmp_path / "hostile.xlsx"
    write_workbook(tables, path, properties=WorkbookProperties("T", "S", MADE_AT))

    assert sum(differences(path, tables)) >= COUNT
    assert lint(path) == []
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                rest = re.sub(r"<t[ >].*?</t>", "", package.read(name).decode(), flags=re.DOTALL)
                assert re.findall(r'<f[ />]|t="e"', rest) == []


def hostile(table, values):
    """Give every text cell of a table a value of its own, and the table rows enough to use them."""
    rows = [list(row) for row in table.rows]
    rows = list(islice(cycle(rows), max(len(rows), 450))) if rows else []
    spoilt = [
        [cut_text(next(values)) if isinstance(cell, str) else cell for cell in row] for row in rows
    ]
    return replace(table, rows=spoilt, chart=None)


def differences(path, tables):
    """Yield how many texts each table has, after seeing that each reads back as it was cleaned."""
    workbook = CalamineWorkbook.from_path(path)
    for table in tables:
        rows = workbook.get_sheet_by_name(table.name).to_python(skip_empty_area=False)[4:]
        pairs = [
            (clean_text(cell), read)
            for row, read_row in zip(table.rows, rows, strict=True)
            for cell, read in zip(row, read_row, strict=True)
            if isinstance(cell, str)
        ] if table.rows else []  # fmt: skip
        assert [each for each in pairs if each[0] != each[1]] == []
        yield len(pairs)
