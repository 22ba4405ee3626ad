"""What the pages name is there: links, commands with their options, sheets, keys of the map."""

import re
from pathlib import Path

import openpyxl
import pytest

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.mapping import parse_map
from lisdesk.exchange.sheets.plan import Field
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish, has_sheet
from tests.doc_pages import (
    DOCS,
    ROOT,
    TREE,
    commands_below,
    dead_links,
    lines_of_table,
    page_text,
    resolved,
    shown_files,
    unnamed,
    written_commands,
)
from tests.made_once import sample_folder_once

FRONT_PAGES = ("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
PAGES = [*(ROOT / name for name in FRONT_PAGES), *sorted(DOCS.glob("**/*.md"))]
WITH_COMMANDS = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
OF_MANY_COLUMNS = {"Arrivals", "Priority × type", "Priority × question", "Matrix", "Framework grid"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sample call's file and its two workbooks."""
    return sample_folder_once(tmp_path_factory)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(path):
    assert dead_links(path, page_text(path)) == []


@pytest.mark.parametrize("path", WITH_COMMANDS, ids=lambda path: path.name)
def test_every_command_that_is_written_down_exists_with_its_options(path):
    wrong = [(words, resolved(words)[1]) for words in written_commands(page_text(path))]
    assert [each for each in wrong if each[1]] == []


def test_every_command_has_an_example_and_every_option_is_named():
    text = page_text(DOCS / "command-line.md")
    shown = {resolved(words)[0] for words in written_commands(text)}
    commands = dict(commands_below(TREE))
    assert set(commands) - shown == set()
    assert {name: unnamed(options, text) for name, options in commands.items()} == {
        name: [] for name in commands
    }


@pytest.mark.parametrize("edition", list(Edition), ids=lambda edition: edition.key)
def test_every_sheet_that_is_written_is_described_with_its_columns(sample, edition):
    text = page_text(DOCS / "workbook.md")
    rows = lines_of_table(text)
    others = lines_of_table(text.partition("other columns in eight sheets")[2])
    workbook = openpyxl.load_workbook(sample / f"LLEP-2018-01-{edition.key}.xlsx")
    for sheet in workbook:
        assert sheet.title in rows
        described = rows[sheet.title]
        if edition is Edition.PUBLICATION:
            described += others.get(sheet.title, "")
        columns = [] if sheet.title in OF_MANY_COLUMNS else [cell.value for cell in sheet[4]]
        missing = [name for name in columns if name != "None." and name not in described]
        assert missing == [], sheet.title
    workbook.close()


@pytest.mark.parametrize("template", [Template.BOARD, Template.FOUNDATION])
def test_every_sheet_of_a_template_is_named(template):
    text = page_text(DOCS / "workbook.md")
    sheets = lines_of_table(text.partition("## The sheets")[2].partition("\n## ")[0])
    (told,) = re.findall(
        rf"\| `{template.key}[^`]*` \| (?:the board pack: )?([^|:]*?)(?:, with| \|)", text
    )
    wish = WorkbookWish(template)
    wanted = {name for name in (*sheets, "Joint") if has_sheet(wish, Edition.INTERNAL, name)}
    assert set(told.split(", ")) == wanted


def keys_of_the_map(content: bytes) -> list[str]:
    """Return the keys that the refusal of a wrong one lists."""
    with pytest.raises(RefusedError) as refused:
        parse_map(content, "map")
    listed = re.sub(r"^(Use one of|It has|Use):? |\.$", "", refused.value.do)
    return re.split(r", | or ", listed)


def test_every_key_of_the_map_is_described():
    text = page_text(DOCS / "importing.md")
    keys = keys_of_the_map(b"nothing = 1")
    limits = keys_of_the_map(b"[limits]\nnothing = 1")
    assert {"sheet", "limits"} < set(keys)
    assert {"rows", "ratio"} < set(limits)
    assert unnamed([*keys, *limits, *(field.value for field in Field)], text) == []


def test_the_maps_that_are_shown_are_read_and_use_every_key():
    text = page_text(DOCS / "importing.md")
    maps = shown_files(text)
    complete = maps["portal.toml"] + maps["comments.toml"]
    parse_map(maps["portal.toml"].encode(), "portal.toml")
    used = set(re.findall(r"^\[?(\w+)\b", complete, re.MULTILINE))
    assert set(keys_of_the_map(b"nothing = 1")) - used == set()


def test_the_checks_see_what_is_wrong():
    page = DOCS / "importing.md"
    assert dead_links(page, "[a](nowhere.md) [b](#nowhere) [c](workbook.md#nowhere)") != []
    assert dead_links(page, "# Here\n[a](workbook.md) [b](#here) [c](../README.md#start)") == []
    for line in ("lisdesk call nw", "lisdesk call list --all", "lisdesk call", "lisdesk --dbase x"):
        (words,) = written_commands(f"```\n{line}\n```")
        assert resolved(words)[1] != [], line
    assert unnamed(["--nth", "--quote"], "`--nth`") == ["--quote"]
