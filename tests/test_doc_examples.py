"""Every example on the pages for officers prints what stands below it."""

import re
import shlex
import shutil
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from lisdesk.cli import main
from tests.doc_pages import DOCS, FENCE, ROOT, page_text, shown_files, written_commands
from tests.made_once import sample_folder_once
from tests.unit.documents.made_word import deleted, paragraph, word_document

SETTINGS_OF_PAGE = re.compile(r"(LISDESK_[A-Z]+)(?:=|` \| `)([^`]+)`")
LETTER = "Dear LEP,\n\nThe last bus leaves at six.\n"
ANNEX = word_document(paragraph("We ask for ", deleted("only "), "three buses."))
PRIORITIES = "code,name,parent,foundation,status\nP6,Rural,,Places,agreed\nP6.1,Villages,P6,,\n"
TAGS = (
    "submission,priority,quote,question,stance,strength\n"
    "LLEP-0038,P4,,6,support,anecdote\nLLEP-0039,P3,,,,\n"
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample call's file and its two workbooks."""
    return sample_folder_once(tmp_path_factory)


@cache
def respondents_of_guide() -> list[list[str]]:
    """Return the table of the importing page as rows of cells."""
    text = page_text(DOCS / "importing.md")
    table = text[text.index("| Response |") :].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in re.split(r"\s\|", line.strip("|"))] for line in table]


def write_portal_exports(folder: Path) -> None:
    headings, _, *responses = respondents_of_guide()
    workbook = openpyxl.Workbook()
    workbook.active.title = "About"
    workbook.active.append(["Export of 21 January 2019"])
    sheet = workbook.create_sheet("Responses")
    for row in [["Leicester & Leicestershire"], [], headings, *responses]:
        sheet.append([cell or None for cell in row])
    workbook.save(folder / "portal.xlsx")
    sheet["J4"] = "We need more welders."
    sheet.append([])
    last = ["R-004", "Al Oak", *[None] * 6, "Parking."]
    for column, cell in enumerate(last, start=1):
        sheet.cell(row=8, column=column, value=cell)
    workbook.save(folder / "portal-later.xlsx")


def prepare(folder: Path, text: str) -> None:
    write_portal_exports(folder)
    (folder / "annex.docx").write_bytes(ANNEX)
    others = {"letter.txt": LETTER, "plan.pdf": "plan\n", "priorities.csv": PRIORITIES}
    for name, body in {**others, "tags.csv": TAGS, **shown_files(text)}.items():
        (folder / name).write_text(body, encoding="utf-8")


def as_pattern(line: str) -> str:
    """Return what a shown line stands for: “…” is anything, any white space is like another."""
    words = re.split(r"\s+", line.strip())
    return r"\s*".join(re.escape(word).replace("…", ".*") for word in words)


def unprinted(shown: list[str], printed: list[str]) -> list[str]:
    """Return the shown lines that are not among the printed ones, in their order."""
    rest = iter(printed)
    wanted = [line for line in shown if line.strip("… ")]
    return [
        line
        for line in wanted
        if not any(re.fullmatch(as_pattern(line), each.strip()) for each in rest)
    ]


@pytest.mark.parametrize(
    "name",
    ["importing.md", "workbook.md", pytest.param("command-line.md", marks=pytest.mark.thorough)],
)
def test_every_example_prints_what_stands_below_it(name, sample, tmp_path, monkeypatch, capfd):
    text = page_text(DOCS / name)
    prepare(tmp_path, text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LISDESK_PREFERENCES", str(tmp_path / "preferences"))
    for variable, value in SETTINGS_OF_PAGE.findall(text):
        monkeypatch.setenv(variable, value)
    if name == "workbook.md":
        shutil.copytree(sample, "sample")
    examples = "".join(
        match["body"] for match in FENCE.finditer(text) if match["kind"] == "console"
    )
    for example in re.split(r"^\$ lisdesk ", examples, flags=re.MULTILINE)[1:]:
        command, *shown = example.splitlines()
        capfd.readouterr()
        exit_code = main(shlex.split(command))
        out, err = capfd.readouterr()
        is_refused = bool(shown) and shown[0].startswith("error: ")
        assert exit_code == int(is_refused), command + err
        assert unprinted(shown, [*err.splitlines(), *out.splitlines()]) == [], command + out


def test_the_commands_of_the_front_page_run_in_their_order(sample, tmp_path, monkeypatch, capfd):
    section = page_text(ROOT / "README.md").partition("## A call in eleven commands")[2]
    assert "`lisdesk demo sample`" in section
    shutil.copytree(sample, tmp_path / "sample")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LISDESK_DB", "llep.lisdesk")
    commands = [words for words in written_commands(section) if words]
    assert len(commands) == 11
    for words in commands:
        assert main(words) == 0, f"{words}: {capfd.readouterr().err}"
    assert (tmp_path / "published.xlsx").exists()
    assert (tmp_path / "report.html").exists()
