"""Exporting: the same bytes for the same content, whole or not at all, and on record."""

import hashlib
import json
from datetime import date

import pytest
from sqlalchemy import event

import lisdesk.tasks.exporting
from lisdesk.edits.calls import CallDraft, close_call, new_call
from lisdesk.edits.publications import record_publication
from lisdesk.errors import CancelledError, NotFoundError, RefusedError, TargetError
from lisdesk.exchange.finished.search import CHECK_VERSION
from lisdesk.outcome import Kind
from lisdesk.queries.calls import calls
from lisdesk.queries.content_hash import content_hash
from lisdesk.queries.evidence import evidence_tables
from lisdesk.queries.evidence.steering import steering_snapshot
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import AuditEntry, Publication, PublicationCheck, Submission
from lisdesk.store.recorded_changes import recorded_changes
from lisdesk.table import Table
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import TEMPLATE, at, count, do, entries, first, log, open_call, rows, tag
from tests.story import PUBLISHED
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.reading import facts_of, sheets_of
from tests.workbook_lint import lint


@pytest.mark.parametrize("edition", list(Edition))
def test_the_same_content_and_clock_give_the_same_bytes(busy_database, export, edition):
    first_one = export(busy_database, edition, "first.xlsx")
    other = Edition.PUBLICATION if edition is Edition.INTERNAL else Edition.INTERNAL
    export(busy_database, other, "between.xlsx")
    second = export(busy_database, edition, "second.xlsx")
    assert first_one.path.read_bytes() == second.path.read_bytes()
    assert first_one.sha256 == second.sha256 == sha256(second.path)
    assert first_one.content_hash == second.content_hash


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("edition", list(Edition))
def test_more_submissions_need_no_more_statements(database, edition):
    call = open_call(database)
    counts = []
    for _ in range(2):
        for place in range(3):
            entry = log(database, call, respondent=f"R{count(database, Submission)}", letter="Yes.")
            tag(database, entry, ("P1", "P2", "P3")[place])
        counts.append(statements_of_an_export(database, edition))
    assert counts[0] == counts[1] < 145


def statements_of_an_export(database, edition):
    seen = []
    with database.reading() as session:
        engine = session.get_bind()

        def note(_connection, _cursor, statement, *_rest):
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        made = {"made_at": EXPORT_DESK.clock.now(), "clock_is_set": True}
        for table in evidence_tables(session, 1, edition, **made):
            assert isinstance(table, Table)
            list(table.rows)
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("has_priorities", [True, False])
def test_a_call_without_submissions_is_exported_too(database, export, edition, has_priorities):
    draft = CallDraft("Bare", "LLEP", date(2018, 12, 6), parse_deadline("2019-01-31"))
    do(database, new_call, draft=draft, template=TEMPLATE if has_priorities else None)
    report = export(database, edition)
    assert lint(report.path) == []
    assert report.sheets["Priorities"] == (9 if has_priorities else 0)
    assert {report.sheets[name] for name in ("Evidence", "Submissions", "Answers", "Matrix")} == {0}
    ledger = sheets_of(report.path)["Ledger"]
    assert {line["Submissions"] for line in ledger} == {0}


def test_the_report_tells_what_was_written(busy_database, export):
    report = export(busy_database, Edition.PUBLICATION)
    book = sheets_of(report.path)
    assert dict(report.sheets) == {name: len(lines) for name, lines in book.items()}
    assert report.edition is Edition.PUBLICATION
    assert report.withheld.submissions == (
        report.withheld.refused + report.withheld.unanswered + report.withheld.confidential
    )
    cells = [
        cell
        for name in ("Respondents", "Areas", "Priority × type")
        for line in book[name]
        for heading, cell in line.items()
        if cell in ("fewer than 5", "withheld") and heading not in ("Share", "Total")
    ]
    assert report.withheld.numbers == len(cells) > 0
    assert export(busy_database).withheld.submissions == 0


def test_the_cover_tells_what_the_workbook_is(busy_database, export):
    report = export(busy_database)
    facts = facts_of(report.path)
    assert facts["Reference"] == CALL
    assert facts["Original deadline"] == "Thu 31 Jan 2019, 24:00"
    assert facts["Deadline in force"] == "Fri 8 Feb 2019, 24:00"
    assert facts["Extensions"] == 1
    assert facts["Closed"] == "Fri 8 Feb 2019, 24:00"
    assert facts["Stage"] == "Closed"
    assert facts["Edition"] == "Internal: not for publication"
    assert facts["Filter in force"] == "All submissions"
    assert facts["Campaign policy"] == "Count each copy"
    assert facts["Generated at"] == "1 Mar 2019, 12:00 (clock set by hand)"
    assert facts["Content hash"] == report.content_hash
    assert "neither a vote nor a survey" in facts["Please note"]


def test_a_call_closed_by_hand_says_when_it_was(database, export):
    call = open_call(database)
    closing = at(2019, 1, 18, 16, 30)
    do(database, close_call, desk=closing, call_id=call.id, reason="Enough was said.")
    facts = facts_of(export(database).path)
    assert facts["Closed"] == "Fri 18 Jan 2019, 16:30"
    assert facts["Deadline in force"].endswith("closed by hand on 18 Jan 2019, 16:30")


def test_the_cover_and_the_steering_page_tell_a_drafts_stage_as_home_does(database, export):
    closes = parse_deadline("2019-03-31")
    draft = CallDraft("Local Industrial Strategy", "LLEP", date(2018, 12, 6), closes, is_draft=True)
    do(database, new_call, draft=draft)  # open by the clock, and yet a draft
    facts = facts_of(export(database).path)
    assert (facts["Stage"], facts["Closed"]) == ("Draft", "Not yet")
    now = EXPORT_DESK.clock.now()
    with database.reading() as session:
        (call,) = calls(session, now)
        page = steering_snapshot(session, call.id, Edition.INTERNAL, now=now)
    stages = [row[1] for row in page.table.rows if row[0] == "Call"]
    assert [call.stage.label] == stages == ["Draft"]


def test_a_publication_is_put_on_record_with_the_hash_of_its_file(busy_database, export):
    report = export(busy_database, Edition.PUBLICATION)
    (record,) = rows(busy_database, Publication)
    assert (record.sha256, record.file_name) == (sha256(report.path), "out.xlsx")
    assert record.content_hash == report.content_hash
    assert record.made_at == EXPORT_DESK.clock.now()
    entry = rows(busy_database, AuditEntry)[-1]
    assert (entry.verb, entry.subject) == ("record_publication", CALL)
    with busy_database.reading() as session:
        change, checked = recorded_changes(session, entry.id)
    assert report.sha256 in json.dumps(change.values)
    assert checked.table_name == "publication_check"
    (receipt,) = rows(busy_database, PublicationCheck)
    assert (receipt.publication_id, receipt.check_version) == (record.id, CHECK_VERSION)
    assert receipt.parts > 50
    assert min(receipt.pieces, receipt.secrets) > 200


def test_an_internal_workbook_leaves_no_record(busy_database, export):
    before = entries(busy_database)
    export(busy_database)
    assert entries(busy_database) == before
    assert count(busy_database, Publication) == 0


def test_a_publication_that_cannot_be_recorded_is_not_handed_over(
    busy_database, export, tmp_path, monkeypatch
):
    def refuse(work, **arguments):
        record_publication(work, **arguments)
        raise RefusedError("No.", do="Wait.")

    monkeypatch.setattr(lisdesk.tasks.exporting, "record_publication", refuse)
    (tmp_path / "out.xlsx").write_bytes(b"old")
    with pytest.raises(RefusedError):
        export(busy_database, Edition.PUBLICATION)
    assert (tmp_path / "out.xlsx").read_bytes() == b"old"
    assert count(busy_database, Publication) == 0
    assert not list(tmp_path.glob(".lisdesk*"))


def test_a_publication_that_cannot_be_put_in_its_place_is_not_recorded(
    busy_database, export, tmp_path, monkeypatch
):
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises(TargetError):
        export(busy_database, Edition.PUBLICATION)
    assert count(busy_database, Publication) == 0


@pytest.mark.parametrize("name", ["out.csv", "out", "out.xlsx.pdf"])
def test_another_format_is_refused_with_those_there_are(busy_database, export, name, tmp_path):
    with pytest.raises(RefusedError, match=r"\.xlsx"):
        export(busy_database, name=name)
    assert not (tmp_path / name).exists()


def test_an_unknown_call_is_told(database, tmp_path):
    with pytest.raises(NotFoundError):
        export_evidence(database, EXPORT_DESK, "NONE-1", tmp_path / "x.xlsx", Edition.PUBLICATION)
    assert list(tmp_path.glob("*.xlsx")) == []


@pytest.mark.parametrize("edition", list(Edition))
def test_progress_tells_of_reading_and_writing(busy_database, tmp_path, edition):
    told = []
    report = export_evidence(
        busy_database, EXPORT_DESK, CALL, tmp_path / "x.xlsx", edition,
        lambda *counts: told.append(counts),
    )  # fmt: skip
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    assert told[0][0] == 0
    rows = sum(report.sheets.values())
    done, total, words = [each for each in told if each[2].endswith("written")][-1]
    assert done == total
    assert words == f"{rows:,} of {rows:,} rows written"
    is_checked = told[-1][2].endswith("places of the file checked")
    assert is_checked is (edition is Edition.PUBLICATION)
    assert all(done <= total for done, total, _ in told)
    read = [words for _, _, words in told if words.endswith("read")]
    assert len(read) > 10
    done, total = read[-1].split(" ")[0::2][:2]
    assert done == total


@pytest.mark.parametrize("edition", list(Edition))
@pytest.mark.parametrize("stage", ["read", "written"])
def test_an_export_can_be_cancelled_while_it_reads_and_while_it_writes(
    busy_database, tmp_path, edition, stage
):
    before = entries(busy_database)

    def stop(done, _total, words):
        if done and words.endswith(stage):
            raise CancelledError

    target = tmp_path / "x.xlsx"
    target.write_bytes(b"old")
    names = {path.name for path in tmp_path.iterdir()}
    with pytest.raises(CancelledError):
        export_evidence(busy_database, EXPORT_DESK, CALL, target, edition, stop)
    assert target.read_bytes() == b"old"
    assert {path.name for path in tmp_path.iterdir()} == names
    assert entries(busy_database) == before
    assert count(busy_database, Publication) == 0


def test_a_record_changes_the_call_and_not_its_content(database):
    open_call(database)
    with database.reading() as session:
        before = content_hash(session, 1)
    made = do(database, record_publication, call_id=1, file=PUBLISHED)
    with database.reading() as session:
        assert content_hash(session, 1) == before
    assert first(database, Publication).officer == "Ann Officer"
    assert made.changed == {Kind.CALL}
