"""Good files of every format that is read, which together use much of what its reader knows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import openpyxl

from tests.trust.mail_manifest import corpus_mails
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.open_cases import CASES as OPEN_CASES
from tests.unit.documents.page_cases import PAGES
from tests.unit.documents.rich_cases import RICH, rich
from tests.unit.documents.word_cases import CASES as WORD_CASES
from tests.unit.refi.made_projects import full_codebook, full_project
from tests.written_mails import KNOWN, known

SHEETS = ("xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv")
MAILS = ("eml", "msg", "mbox")
DOCUMENTS = ("docx", "odt", "rtf", "pdf", "txt", "html")
PROJECTS = ("qdpx", "qdc")
KINDS = (*SHEETS, *MAILS, *DOCUMENTS, *PROJECTS)

_ROWS = [
    ["Response ID", "Name", "Email", "Submitted at", "What are our strengths?", "What is missing?"],
    *(
        [f"R-{number}", f"Person {number}", f"p{number}@example.org", f"2019-01-{number:02} 10:30",
         f"We want “jobs”, and {number} buses – at £{number}.", "Broadband;\nand homes \U0001f3e0"]
        for number in range(1, 21)
    ),
]  # fmt: skip
_LONG = [f"Line {number}: we want “jobs” – £{number}." for number in range(40)]
_WORKBOOK_TYPE = "openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_TYPE = "ms-excel.sheet.macroEnabled.main+xml"
_CALAMINE, _HORROR = "bad/calamine", "bad/messytables-horror"
_OF_THE_CORPUS = {
    "xlsx": (f"{_CALAMINE}/temperature.xlsx", f"{_CALAMINE}/date.xlsx",
             f"{_CALAMINE}/merged_range.xlsx", f"{_CALAMINE}/table_with_absolute_paths.xlsx",
             f"{_HORROR}/simple.xlsx"),
    "xlsm": (f"{_CALAMINE}/issue221.xlsm", f"{_CALAMINE}/issue3.xlsm"),
    "xls": (f"{_HORROR}/simple.xls", f"{_CALAMINE}/issue444.xls", f"{_CALAMINE}/merged_range.xls",
            f"{_CALAMINE}/date.xls", f"{_CALAMINE}/biff5_write.xls"),
    "xlsb": (f"{_CALAMINE}/any_sheets.xlsb", f"{_CALAMINE}/date.xlsb", f"{_CALAMINE}/issues.xlsb",
             f"{_CALAMINE}/issue_419.xlsb"),
    "ods": (f"{_HORROR}/simple.ods", f"{_CALAMINE}/special_cells.ods", f"{_CALAMINE}/date.ods",
            f"{_CALAMINE}/merged_cells.ods"),
    "csv": ("surveys/responses_lgr_format.csv", "surveys/responses_biomass_format.csv"),
}  # fmt: skip


@cache
def good_files(kind: str, corpus: Path) -> Sequence[bytes]:
    """Return good files of a format, always in the same order."""
    if kind in DOCUMENTS:
        return _documents(kind)
    if kind in MAILS:
        return _mails(kind, corpus)
    if kind in PROJECTS:
        return _projects(kind)
    found = [(corpus / name).read_bytes() for name in _OF_THE_CORPUS.get(kind, ())]
    match kind:
        case "xlsx":
            found.append(_workbook())
        case "xlsm":
            found.append(_with_macros(_workbook()))
        case "csv":
            found += [_table(",").encode(), _table(";").encode("cp1252", "ignore")]
        case "tsv":
            found += [_table("\t").encode("utf-8-sig"), _table("\t").encode("utf-16")]
    return found


def _workbook() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in _ROWS:
        sheet.append(row)
    for cells in sheet.iter_rows(min_row=2, min_col=4, max_col=4):
        cells[0].value = datetime.fromisoformat(cells[0].value)
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _with_macros(workbook: bytes) -> bytes:
    """Return a workbook as one with macros, which differs by its type and by one more part."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as plain, zipfile.ZipFile(saved, "w") as package:
        for name in plain.namelist():
            part = plain.read(name).replace(_WORKBOOK_TYPE.encode(), _MACRO_TYPE.encode())
            package.writestr(name, part)
        package.writestr("xl/vbaProject.bin", bytes(range(256)) * 8)
    return saved.getvalue()


def _table(delimiter: str) -> str:
    quoted = ([f'"{cell}"' if set(cell) & set(",;\n") else cell for cell in row] for row in _ROWS)
    return "".join(delimiter.join(row) + "\r\n" for row in quoted)


def _mails(kind: str, corpus: Path) -> Sequence[bytes]:
    of_corpus = [
        path.read_bytes()
        for path in corpus_mails(corpus)
        if path.suffix == f".{kind}" and not path.name.startswith(("blank", "clusterfuzz"))
    ]
    if kind == "msg":
        return of_corpus
    if kind == "eml":
        return [*of_corpus, *(known(place).as_bytes() for place in range(len(KNOWN)))]
    line = b"From sender@example.com Sun Jan  6 09:00:00 2019\n"
    mailbox = b"".join(line + known(place).as_bytes() + b"\n\n" for place in range(len(KNOWN)))
    return [mailbox, mailbox.replace(b"\n", b"\r\n")]


def _documents(kind: str) -> Sequence[bytes]:
    return {
        "docx": [case.content for case in WORD_CASES.values()],
        "odt": [case.content for case in OPEN_CASES.values()],
        "rtf": [rich(markup) for markup, _, _ in RICH.values()],
        "pdf": [portable_document(_LONG, _LONG[:3], []), portable_document(*[_LONG] * 5)],
        "html": [f"<!DOCTYPE html><html>{body}</html>".encode() for body, _ in PAGES.values()],
        "txt": ["\n".join(_LONG).encode(), "\r\n".join(_LONG).encode("cp1252")],
    }[kind]


def _projects(kind: str) -> Sequence[bytes]:
    if kind == "qdc":
        return [full_codebook().encode()]
    return [full_project(), full_project(line_end="\r\n", is_end_included=True)]
