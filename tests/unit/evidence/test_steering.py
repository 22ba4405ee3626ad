"""The steering group's page says what the workbook says, on one page, and no more."""

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest

from lisdesk.edits.reading import mark_read
from lisdesk.errors import RefusedError
from lisdesk.queries.evidence import evidence_tables
from lisdesk.queries.evidence.steering import steering_snapshot
from lisdesk.rules.pasted_table import as_markup, as_text
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.publication_check import check_table
from lisdesk.tasks.steering import pasted_page, steering_page, write_steering_page
from tests.desk_work import do, log
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.planted import parts_of

NOW = EXPORT_DESK.clock.now()
STANCES = ("Support", "Oppose", "Mixed", "Neutral", "Unstated")


def page(database, edition=Edition.INTERNAL):
    with database.reading() as session:
        return steering_snapshot(session, 1, edition, now=NOW)


def about(table, words):
    return [row[1:] for row in table.rows if row[0] == words]


def sheets(database, edition):
    with database.reading() as session:
        made = evidence_tables(session, 1, edition, made_at=NOW, clock_is_set=True)
        found = {}
        for table in made:
            headings = [column.heading for column in table.columns]
            found[table.name] = [dict(zip(headings, row, strict=True)) for row in table.rows]
        return found


@pytest.mark.parametrize("edition", list(Edition))
def test_every_number_is_that_of_the_workbook(busy_database, edition):
    table, book = page(busy_database, edition).table, sheets(busy_database, edition)
    ledger = {each["Disposition"]: each["Submissions"] for each in book["Ledger"]}
    received = {row[0].removesuffix(" (not counted)"): row[1] for row in about(table, "Received")}
    assert received == {label: number for label, number in ledger.items() if number}
    by_name = {f"{each['Code']} {each['Priority']}": each for each in book["Priorities"]}
    top = about(table, "Top priorities")
    assert top
    for what, number, *stances, words in top:
        own = by_name[what]
        assert number == own["Submissions"]
        assert stances == [own[each] for each in STANCES]
        assert words.startswith(own["Share of base"])
    assert [row[1] for row in top] == sorted((row[1] for row in top), reverse=True)
    types = {}
    for each in book["Respondents"]:
        parent = f" ({each['Parent type']})" if each["Parent type"] else ""
        types[f"{each['Type']}{parent}"] = each["Submissions"]
    for what, number, *_ in about(table, "Heard from"):
        assert number is None or types[what] == number


def test_a_page_for_publication_withholds_small_numbers_and_the_officers_own_work(busy_database):
    inside, outside = page(busy_database).table, page(busy_database, Edition.PUBLICATION).table
    shown = [row[1] for row in about(outside, "Heard from") if isinstance(row[1], int)]
    assert all(number >= 5 for number in shown)
    assert any(0 < row[1] < 5 for row in about(inside, "Heard from") if row[1])
    assert about(inside, "Still to do")
    assert not about(outside, "Still to do") + about(outside, "Late")


def test_who_was_not_heard_and_what_is_late_or_untagged_is_told(database, call):
    log(database, call, letter="In time.", permission=Permission.NAMED)
    table = page(database).table
    ((state, *_, words),) = about(table, "Call")
    assert (state, words.partition(" · ")[0]) == (
        "Closed", "closed Thu 31 Jan 2019, 24:00 (Europe/London)",
    )  # fmt: skip
    ((what, *_, names),) = about(table, "Not heard from")
    assert what.endswith(" types")
    assert "Trade union" in names
    assert about(table, "Still to do")[0][:2] == ("Counted without a tag", 1)
    assert about(table, "Late")[0][:2] == ("Received late", 0)


def test_how_much_is_read_and_what_has_waited_longest_is_told(database, call):
    for number in range(3):
        log(
            database,
            call,
            letter=f"Letter {number}.",
            received_at=NOW - timedelta(days=30 - number),
        )
    log(database, call, letter="New.", received_at=NOW - timedelta(days=2))
    do(database, mark_read, submission_ids=[1, 4])
    table = page(database).table
    *_, (what, number, *_, words) = about(table, "Still to do")
    assert (what, number) == ("Read by nobody yet", 2)
    oldest = local_words(NOW - timedelta(days=29))
    assert (
        words
        == f"2 of 4 received have been read by somebody. The oldest, LLEP-0002, came {oldest}."
    )
    arrived = {row[0]: row[1] for row in about(table, "How received")}
    assert arrived["In the last 7 days"] == 1
    assert sum(arrived.values()) == 4 + 1
    outside = page(database, Edition.PUBLICATION).table
    assert not about(outside, "How received")


def test_a_leak_in_a_page_for_publication_is_refused(busy_database):
    table = page(busy_database, Edition.PUBLICATION).table
    check_table(busy_database, 1, table, "Ann Officer")
    rows = list(table.rows)
    name = ("Top priorities", "As Nomen03x Canary said", None, None, None, None, None, None, "")
    small = ("Heard from", "School", 2, None, None, None, None, None, "2 of 30")
    for planted in (name, small):
        with pytest.raises(RefusedError, match="Steering group, row"):
            check_table(busy_database, 1, replace(table, rows=[*rows, planted]), "Ann Officer")
    with pytest.raises(RefusedError):
        check_table(busy_database, 1, replace(table, title="By Oscar Ordinator"), "Ann Officer")


def test_a_page_is_pasted_as_text_and_markup(busy_database):
    made = pasted_page(busy_database, EXPORT_DESK, 1, Edition.PUBLICATION)
    table = made.snapshot.table
    assert (made.text, made.markup) == (as_text(table), as_markup(table))
    assert made.text.count("\n") == len(table.rows) + 3


def test_the_workbook_of_a_page_is_one_sheet_that_fits_one_page(busy_database, tmp_path):
    path = tmp_path / "page.xlsx"
    write_steering_page(busy_database, EXPORT_DESK, 1, path, Edition.PUBLICATION)
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    assert 'fitToWidth="1" fitToHeight="1"' in sheet
    assert '<pageSetUpPr fitToPage="1"/>' in sheet
    assert "xl/worksheets/sheet2.xml" not in parts
    with pytest.raises(RefusedError, match=r"only files that end in \.xlsx"):
        write_steering_page(
            busy_database, EXPORT_DESK, 1, path.with_suffix(".csv"), Edition.INTERNAL
        )


@pytest.mark.thorough
@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice on this machine")
def test_libreoffice_prints_it_on_one_page(busy_database, tmp_path):
    path = tmp_path / "page.xlsx"
    write_steering_page(busy_database, EXPORT_DESK, 1, path, Edition.INTERNAL)
    asked = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless"]
    subprocess.run(
        [*asked, "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=110,
    )  # fmt: skip
    assert (tmp_path / "page.pdf").read_bytes().count(b"/Type/Page/") == 1


def test_the_command_shows_it_and_writes_it(busy_database, tmp_path, capsys):
    from lisdesk.cli.program import run

    asked = ["--db", str(busy_database.location), "--now", "2019-03-01T12:00:00Z"]
    assert run([*asked, "snapshot", CALL]) == 0
    assert "\tReceived\t" in capsys.readouterr().out
    path = tmp_path / "page.xlsx"
    out = ["--out", str(path), "--edition", "publication", "--json"]
    assert run([*asked, "snapshot", CALL, *out]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["reference"], told["edition"]) == (CALL, "publication")
    assert path.exists()
    assert steering_page(busy_database, EXPORT_DESK, 1, Edition.PUBLICATION).table.rows
