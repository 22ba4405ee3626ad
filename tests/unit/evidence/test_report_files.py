"""The files of a report: text stays text, nothing is fetched, and the same bytes each time."""

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from zipfile import ZipFile

import docx
import lxml.etree
import lxml.html
import pytest

from lisdesk.exchange.report.document import write_document
from lisdesk.exchange.report.page import write_page
from lisdesk.queries.evidence.charts import evidence_figures
from lisdesk.queries.report.by_type import NONE_SHOWN
from lisdesk.rules.report import Paragraph, Quotation, Report, Section, Term, Terms
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.opening import open_database
from lisdesk.table import CellKind, Column, Table
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import log, open_call, tag
from tests.thorough import one_in
from tests.unit.evidence.conftest import EXPORT_DESK
from tests.unit.evidence.read_reports import number, read
from tests.unit.workbook.documented_texts import as_documented
from tests.unit.workbook.test_hostile_values import hostile_values

WRITERS = {"html": write_page, "docx": write_document}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LONG = "word " * 40_000
FILES = [(edition, ending) for edition in Edition for ending in WRITERS]


def report(*sections, title="A call"):
    made_at = datetime(2019, 3, 1, 12, tzinfo=UTC)
    facts = (Term("Reference", "X-1"),)
    return Report(title, "Summary of responses", "X-1", made_at, "In short.", facts, sections)


def one_of_each(text):
    """A text wherever a report may have one."""
    columns = (Column("Priority", CellKind.LONG_TEXT), Column(text, CellKind.LONG_TEXT),
               Column("Submissions", CellKind.WHOLE_NUMBER))  # fmt: skip
    table = Table(text, text, text, text, columns, [(text, text, 1234), ("P", None, 0)])
    blocks = (Paragraph(text), Terms((Term(text, text),)), Quotation(text, text), table)
    return Section("one", text, blocks, (Section("one-1", text),), lists_sections=True)


@pytest.mark.parametrize("ending", WRITERS)
def test_hostile_texts_and_long_ones_come_through_as_text(ending, corpus, tmp_path):
    values = [*hostile_values(corpus, 100), LONG, "x" * 200_000, "\x00\x1b\ufffe\ud800]]>\r\nend"]
    columns = (Column("Priority"), Column("Text", CellKind.LONG_TEXT))
    rows = [(f"P{place}", value) for place, value in enumerate(values)]
    said = Section("said", "Said", tuple(Quotation(value, value) for value in values if value))
    table = Section("all", "All", (Table("T", "Texts", "", "", columns, rows),))
    path = tmp_path / f"report.{ending}"
    WRITERS[ending](report(table, said), path)
    found = read(path)
    shown = [number(as_documented(value)) for value in values]
    is_right = [line["Text"] for line in found.tables["Texts"]] == shown
    assert is_right  # the texts are too long to be printed
    kept = [as_documented(value) for value in values if value]
    is_right = [words for words, _ in found.quotations] == kept
    assert is_right


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }} {% raw %} &amp; ]]>",
                                  '" onclick="x', "</style><b>", "<!-- --><w:p/>"])  # fmt: skip
def test_nothing_in_a_text_means_anything(ending, text, tmp_path):
    path = tmp_path / f"report.{ending}"
    WRITERS[ending](report(one_of_each(text), title=text), path)
    assert read(path).words.count(text) >= 6
    if ending == "html":
        root = lxml.html.fromstring(path.read_bytes())
        assert {each.tag for each in root.iter() if isinstance(each.tag, str)}.isdisjoint(
            {"script", "b", "w:p"}
        )
        assert {key for each in root.iter() for key in each.attrib} <= {
            "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "scope",
            "aria-labelledby", "role", "tabindex",
        }  # fmt: skip


@pytest.mark.parametrize("edition", one_in(2, reversed(Edition)))
def test_a_page_needs_nothing_from_elsewhere_and_says_what_a_reader_needs(report_of, edition):
    content = report_of(edition, "html").read_text(encoding="utf-8")
    root = lxml.html.fromstring(content.encode())
    assert root.get("lang") == "en-GB"
    assert root.find(".//title").text.startswith("Local Industrial Strategy")
    assert not re.search(
        r"<(script|link|img|iframe|object|form)|\son\w+=|url\((?!#)|@import", content
    )
    assert {each.get("href")[1:] for each in root.iter("a")} <= {
        each.get("id") for each in root.iter() if each.get("id")
    }
    for table in root.iter("table"):
        assert table.find("caption").text_content().strip()
        assert {each.get("scope") for each in table.find("thead").iter("th")} == {"col"}
        assert {each.get("scope") for each in table.find("tbody").iter("th")} == {"row"}
    charts = list(root.iter("svg"))
    assert len(charts) > 3
    for chart in charts:
        assert (chart.find("title").text, chart.find("desc").text) != ("", "")
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(set(ids)) == len(ids)
    for needed in ("@page", "prefers-color-scheme: dark", "table-header-group", "break-inside"):
        assert needed in content


@pytest.mark.parametrize("ending", WRITERS)
def test_a_report_has_the_charts_of_the_window_with_the_heat_map(report_of, busy_database, ending):
    with busy_database.reading() as session:
        figures = evidence_figures(session, 1, Edition.PUBLICATION)
    path = report_of(Edition.PUBLICATION, ending)
    if ending == "html":
        charts = lxml.html.fromstring(path.read_bytes()).iter("svg")
        told = {(each.find("title").text, each.find("desc").text) for each in charts}
    else:
        shapes = docx.Document(str(path)).inline_shapes
        told = {(each._inline.docPr.get("title"), each._inline.docPr.get("descr"))
                for each in shapes}  # fmt: skip
    assert told == {(each.title, each.sentence) for each in figures}
    assert "Submissions by priority and stakeholder type" in dict(told)


FIGURES = re.compile(r"(?<!\S)[\d,:.%]*\d[\d,:.%]*(?!\S)")
"""Numbers and times without the hyphens at which a line may end."""


@pytest.mark.parametrize("edition", one_in(2, Edition))
def test_no_column_of_a_document_is_too_narrow_for_its_numbers_and_times(report_of, edition):
    for table in docx.Document(str(report_of(edition, "docx"))).tables:
        widths = [int(each.get(f"{W}w")) for each in table._tbl.tblGrid.iter(f"{W}gridCol")]
        is_small = table.rows[0].cells[0].paragraphs[0].style.name == "Table Text Small"
        figure = 89 if is_small else 100  # twentieths of a point, of Arial and what looks like it
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                words = (word for word in cell.text.split() if re.search(r"\d", word))
                longest = max(map(len, words), default=0)
                assert longest * figure + 142 <= width, (cell.text, widths)


@pytest.mark.parametrize("edition", one_in(2, reversed(Edition)))
def test_a_document_is_one_that_can_be_edited_and_read_aloud(report_of, edition):
    path = report_of(edition, "docx")
    document = docx.Document(str(path))
    styles = {each.style.name for each in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Caption", "Quote", "Attribution"} <= styles
    assert len(document.tables) > 10
    for table in document.tables:
        head = table.rows[0]._tr.trPr
        assert head.find(f"{W}tblHeader") is not None
        assert all(row._tr.trPr.find(f"{W}cantSplit") is not None for row in table.rows)
        assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.language == "en-GB"
    assert properties.created.replace(tzinfo=UTC) == datetime(2019, 3, 1, 12, tzinfo=UTC)
    with ZipFile(path) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        content = {name: package.read(name) for name in package.namelist()}
    assert b'w:lang w:val="en-GB"' in content["word/styles.xml"]
    pictures = [name for name in content if name.endswith(".png")]
    for name in content.keys() - set(pictures):
        assert lxml.etree.fromstring(content[name]) is not None, name
    told = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(told) == len(pictures) > 3
    assert all(told)


def test_a_heat_map_of_which_every_number_is_withheld_is_not_drawn(empty_file, tmp_path):
    shutil.copy(empty_file, tmp_path / "small.lisdesk")
    database = open_database(tmp_path / "small.lisdesk")
    call = open_call(database)
    for kind in ("school", "trade-union"):
        tag(database, log(database, call, type_token=kind, answers={1: "Buses."}), "P2")
    for edition in Edition:
        path = tmp_path / f"{edition.key}.html"
        export_evidence(database, EXPORT_DESK, call.reference, path, edition)
        root = lxml.html.fromstring(path.read_bytes())
        drawn = [each.find("title").text for each in root.iter("svg")]
        words = root.body.text_content()
        is_drawn = "Submissions by priority and stakeholder type" in drawn
        assert is_drawn is (edition is Edition.INTERNAL)
        assert (NONE_SHOWN in words) is not is_drawn
        assert "Submissions by priority and stakeholder type" in words
    database.close()


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_report_gives_the_same_bytes(ending, tmp_path):
    made = report(one_of_each("Words"))
    for name in ("one", "two"):
        WRITERS[ending](made, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    WRITERS[ending](replace(made, title="Another"), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() != (tmp_path / "two").read_bytes()


@pytest.mark.thorough
@pytest.mark.timeout(600)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
@pytest.mark.parametrize("edition", list(Edition))
def test_libreoffice_turns_a_document_into_pages(report_of, edition, tmp_path):
    path = report_of(edition, "docx")
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    import pypdfium2

    pages = pypdfium2.PdfDocument(tmp_path / f"{edition.key}.pdf")
    words = "".join(page.get_textpage().get_text_range() for page in pages)
    assert len(pages) > 5
    for needed in ("Contents", "Framework grid", "You said, we did", "About this report"):
        assert needed in words
    written = Counter(
        number
        for table in docx.Document(str(path)).tables
        for row in table.rows
        for cell in row.cells
        for number in FIGURES.findall(cell.text)
    )
    printed = Counter(FIGURES.findall(words))
    assert sum(written.values()) > 300
    broken = [each for each, times in written.items() if printed[each] < times]
    assert broken == []
    pages.close()
