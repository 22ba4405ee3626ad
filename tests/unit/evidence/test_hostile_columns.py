"""Every text column of every sheet takes ten thousand hostile values as the texts they are."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, cycle, islice
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from lisdesk.exchange.workbook import WorkbookProperties, write_workbook
from lisdesk.queries.evidence import evidence_workbook
from lisdesk.rules.cell_text import cut_text
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from tests.unit.workbook.documented_texts import as_documented_in_one_cell
from tests.unit.workbook.test_hostile_values import hostile_values, long_values
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
    long_ones = long_values()
    values = cycle(chain(hostile_values(corpus, COUNT - len(long_ones)), long_ones))
    with busy_database.reading() as session:
        made = evidence_workbook(
            session, 1, edition, made_at=MADE_AT, clock_is_set=True,
            wish=WorkbookWish(template, subject),
        )  # fmt: skip
        given = [(table, *hostile(table, values)) for table in made.tables]
    tables = [replace(table, rows=rows, chart=None) for table, rows, _ in given]
    path = tmp_path / "hostile.xlsx"
    write_workbook(tables, path, properties=WorkbookProperties("T", "S", MADE_AT))

    texts = {table.name: texts for table, _, texts in given}
    assert sum(differences(path, texts)) >= COUNT
    assert lint(path) == []
    with ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                rest = re.sub(r"<t[ >].*?</t>", "", package.read(name).decode(), flags=re.DOTALL)
                assert re.findall(r'<f[ />]|t="e"', rest) == []


def hostile(table, values):
    """Return rows in which every text cell has a value of its own, enough of them to use many, and
    the values.
    """
    rows = [list(row) for row in table.rows]
    rows = list(islice(cycle(rows), max(len(rows), 450))) if rows else []
    texts = [[next(values) if isinstance(cell, str) else None for cell in row] for row in rows]
    spoilt = [
        [cell if text is None else cut_text(text) for cell, text in zip(row, own, strict=True)]
        for row, own in zip(rows, texts, strict=True)
    ]
    return spoilt, texts


def differences(path, texts_by_sheet):
    """Yield how many texts each table has, after seeing that each is read back as documented."""
    workbook, known = CalamineWorkbook.from_path(path), {}
    for name, texts in texts_by_sheet.items():
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)[4:]
        number = 0
        for row, read_row in zip(texts, rows, strict=True) if texts else ():
            for text, read in zip(row, read_row, strict=True):
                if text is not None:
                    if text not in known:
                        known[text] = as_documented_in_one_cell(text)
                    is_right = read == known[text]
                    assert is_right, (name, text[:80], read[:80])
                    number += 1
        yield number
