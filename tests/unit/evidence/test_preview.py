"""The screen shows what the workbook holds, and each number leads to exactly its submissions."""

from itertools import pairwise

import pytest

from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.evidence import evidence_tables
from lisdesk.queries.evidence.preview import (
    HASH_NOT_YET,
    PAGE_ROWS,
    evidence_preview,
    sheet_page,
)
from lisdesk.queries.evidence.workbook import STREAMED
from lisdesk.queries.register_rows import register_ids
from lisdesk.rules.vocabulary import Edition
from tests.desk_work import DESK, do
from tests.unit.evidence.conftest import EXPORT_DESK

MADE_AT = EXPORT_DESK.clock.now()
WITH_NUMBERS = {
    "Ledger", "Respondents", "Areas", "Arrivals", "Priorities", "Priority × type",
    "Priority × question",
}  # fmt: skip


def preview_of(session, edition):
    return evidence_preview(session, 1, edition, MADE_AT, clock_is_set=True)


def all_rows(session, preview, sheet):
    """Return every row of a sheet, a long one by its pages."""
    if sheet.rows is not None:
        return list(sheet.rows)
    pages = range(0, max(sheet.row_count, 1), PAGE_ROWS)
    return [row for start in pages for row in sheet_page(session, preview, sheet.name, start)]


@pytest.mark.parametrize("edition", Edition)
def test_the_preview_holds_the_workbooks_own_rows(busy_database, edition):
    with busy_database.reading() as session:
        preview = preview_of(session, edition)
        tables = evidence_tables(session, 1, edition, made_at=MADE_AT, clock_is_set=True)
        assert [each.name for each in preview.sheets] == [table.name for table in tables]
        for sheet, table in zip(preview.sheets, tables, strict=True):
            written = [list(row) for row in table.rows]
            shown = [list(row) for row in all_rows(session, preview, sheet)]
            if sheet.name == "Cover":
                hashes = [row for row in written if row[0] == "Content hash"]
                assert ["Content hash", HASH_NOT_YET] in shown
                written = [row for row in written if row not in hashes]
                shown = [row for row in shown if row[0] != "Content hash"]
            assert shown == written, sheet.name
            assert sheet.row_count == len(all_rows(session, preview, sheet)), sheet.name
            assert (sheet.rows is None) == (sheet.name in STREAMED)


@pytest.mark.parametrize("edition", Edition)
def test_every_number_leads_to_as_many_submissions_as_it_says(busy_database, edition):
    tried = 0
    with busy_database.reading() as session:
        preview = preview_of(session, edition)
        for sheet in preview.sheets:
            for (row, column), chosen in sheet.behind.items():
                ids = register_ids(session, 1, DESK.officer, chosen)
                where = (sheet.name, sheet.columns[column].heading, chosen)
                assert len(ids) == len(set(ids)) == sheet.rows[row][column], where
                assert chosen.words, where
                tried += 1
    assert tried > 100


def test_every_whole_number_of_submissions_leads_somewhere(busy_database):
    apart = {"Stakeholders", "Excerpts"}
    with busy_database.reading() as session:
        preview = preview_of(session, Edition.INTERNAL)
    for sheet in preview.sheets:
        if sheet.name not in WITH_NUMBERS:
            assert not sheet.behind
            continue
        numbers = {
            (at, place)
            for at, row in enumerate(sheet.rows)
            for place, cell in enumerate(row)
            if isinstance(cell, int) and cell and sheet.columns[place].heading not in apart
        }
        assert numbers == set(sheet.behind), sheet.name


@pytest.mark.thorough
def test_the_sample_leads_from_every_number_too(sample_database):
    with sample_database.reading() as session:
        for edition in Edition:
            for sheet in preview_of(session, edition).sheets:
                for (row, column), chosen in sheet.behind.items():
                    ids = register_ids(session, 1, DESK.officer, chosen)
                    assert len(ids) == sheet.rows[row][column], (sheet.name, chosen)
        waiting = [each.submissions for each in preview_of(session, edition).obstacles]
        assert waiting[-1] == 1


def test_what_is_in_the_way_is_counted_and_leads_to_it(busy_database):
    with busy_database.reading() as session:
        preview = preview_of(session, Edition.PUBLICATION)
        for each in preview.obstacles:
            ids = register_ids(session, 1, DESK.officer, each.chosen)
            assert len(ids) == each.submissions > 0
    assert {each.words for each in preview.obstacles} == {
        "Permission not answered",
        "Confidentiality requested",
    }


def test_pages_go_on_where_the_last_one_ended_and_are_refused_once_the_file_changed(busy_database):
    with busy_database.reading() as session:
        preview = preview_of(session, Edition.INTERNAL)
        answers = next(each for each in preview.sheets if each.name == "Answers")
        starts = range(0, answers.row_count, PAGE_ROWS)
        pages = [sheet_page(session, preview, "Answers", start) for start in starts]
        assert sum(map(len, pages)) == answers.row_count
        assert all(len(page) == PAGE_ROWS for page, _ in pairwise(pages))
    do(busy_database, add_submission, call_id=1, draft=SubmissionDraft(letter="One more"))
    with busy_database.reading() as session:
        assert sheet_page(session, preview, "Answers", 0) is None
