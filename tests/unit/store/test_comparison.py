"""What the check says of rows that do not stand as the audit says, and of those it cannot judge."""

from contextlib import closing

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import delete, select

from lisdesk.edits.campaigns import (
    confirm_campaign,
    dissolve_campaign,
    remove_campaign_members,
)
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.edits.tags import remove_tag
from lisdesk.queries.differences import THINGS
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.comparison import UNAUDITED, Verdict, compared_rows
from lisdesk.store.entities import AuditChange, AuditEntry, AuditValue, all_tables
from lisdesk.store.row_histories import row_histories
from tests.desk_work import DESK, do, first, log, tag, take_back
from tests.story import incoming


@pytest.fixture
def logged(database, call):
    """Return a file with a submission that was logged, corrected, and tagged twice."""
    entry = log(database, call, respondent="Ann Nym", answers={1: "Skills and roads."})
    correction = SubmissionCorrection(permission=Permission.UNNAMED)
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    tag(database, entry, quote="Skills")
    taken_off = tag(database, entry, quote="roads")
    do(database, remove_tag, tag_id=taken_off)
    return database


@pytest.fixture
def imported(database, call):
    """Return a file with three hundred submissions that came in together."""
    names = [f"Firm {number}" for number in range(300)]
    brought_in = (
        IncomingRow(row, f"k{row}", "d", respondent=name, answers=[(0, f"We are {name}.")])
        for row, name in enumerate(names, start=2)
    )
    do(database, import_rows, call_id=call.id, file=incoming(brought_in))
    return database


def tamper(database, *statements):
    with closing(sqlite.connect(database.location)) as connection:
        for statement in statements:
            assert connection.execute(statement).rowcount
        connection.commit()


def compared(database):
    """Return what was found when the rows were compared with the audit."""
    with database.reading() as session:
        return findings(session)[-1]


def erase(database, *conditions):
    """Erase what the audit keeps of some changes; return how many."""
    chosen = select(AuditChange.id).where(*conditions)
    with database.writing(DESK) as work:
        connection = work.session.connection()
        ids = connection.scalars(chosen).all()
        connection.execute(delete(AuditValue).where(AuditValue.change_id.in_(ids)))
    return len(ids)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (
            "UPDATE submission SET permission = 'named'",
            "Submission LLEP-0001: “permission” is not as edit 4 left it.",
        ),
        (
            "UPDATE submission SET submitted_by = 'Mallory'",
            "Submission LLEP-0001: “submitted by” is not as edit 3 left it.",
        ),
        (
            "UPDATE submission SET is_confidential = 3",
            "Submission LLEP-0001: “confidential” holds what lisdesk never writes.",
        ),
        (
            "UPDATE submission SET version = 1",
            "Submission LLEP-0001 has been changed another number of times than the audit says.",
        ),
        (
            "UPDATE tag SET note = 'x'",
            "Tag TAG-0001 of LLEP-0001: “note” is not as edit 5 left it.",
        ),
        ("DELETE FROM tag", "Tag TAG-0001 of LLEP-0001, which edit 5 added, is missing."),
        (
            "UPDATE excerpt SET quote = 'Skill' WHERE id = 1",
            "Excerpt number 1 of LLEP-0001: “quote” is not as edit 5 left it.",
        ),
        (
            "UPDATE stakeholder SET name = 'Mallory'",
            "Stakeholder number 1, which edit 3 added, was altered past the audit.",
        ),
        (
            "UPDATE priority SET name = 'Mallory' WHERE code = 'P3'",
            "Priority P3 of LLEP-2018-01: “name” is not as edit 2 left it.",
        ),
        (
            "UPDATE question SET text = 'What?' WHERE number = 3",
            "Question 3 of LLEP-2018-01: “text” is not as edit 2 left it.",
        ),
        (
            "INSERT INTO tag SELECT submission_id, 3, NULL, NULL, NULL, '', officer, tagged_at, "
            "9, 1 FROM tag",
            "Tag TAG-0009 of LLEP-0001 is there, but no edit added it.",
        ),
        (
            "INSERT INTO tag SELECT submission_id, 3, NULL, NULL, NULL, '', officer, tagged_at, "
            "2, 1 FROM tag",
            "Tag TAG-0002 of LLEP-0001 is there, although edit 7 removed it.",
        ),
        (
            "INSERT INTO setting VALUES ('attachment_limit_mb', '9', 1)",
            "Setting “attachment_limit_mb” is there, but no edit added it.",
        ),
    ],
)
def test_a_difference_is_told_with_reference_field_and_edit(logged, statement, sentence):
    assert compared(logged).problems == ()
    tamper(logged, statement)
    assert sentence in compared(logged).problems


def test_one_altered_row_of_many_that_came_in_together_is_told_of_their_seal(imported):
    tamper(imported, "UPDATE submission SET permission = 'named' WHERE id = 150")
    assert compared(imported).problems == (
        "Of the 300 submissions that edit 3 brought in together, LLEP-0001 to LLEP-0300, "
        "at least one was altered past the audit.",
    )


def test_a_missing_row_leaves_those_that_came_with_it_unproven(imported):
    tamper(imported, "DELETE FROM import_row WHERE id = 150")
    assert compared(imported).problems == (
        "Imported row number 150, which edit 3 added, is missing.",
        "Some of the 300 imported rows that edit 3 brought in together, number 1 to number 300, "
        "are missing or damaged: the others cannot be proven.",
    )


def test_many_differences_are_counted_and_the_first_hundred_told(imported):
    tamper(imported, "UPDATE submission SET version = 4")
    found = compared(imported)
    assert len(found.problems) == 100
    assert (found.unmentioned, found.wrong) == (200, 300)


def test_an_altered_audit_proves_nothing(logged):
    tamper(logged, "UPDATE audit_entry SET officer = 'Mallory' WHERE id = 3")
    (problem,) = compared(logged).problems
    assert problem.startswith("The rows were not compared")


def test_rows_whose_values_were_erased_are_counted_and_the_others_still_proven(logged):
    assert erase(logged, AuditChange.table_name == "stakeholder") == 1
    found = compared(logged)
    assert (found.problems, found.erased) == ((), 1)
    tamper(logged, "UPDATE stakeholder SET name = 'Mallory'")
    assert compared(logged).problems == ()
    tamper(logged, "UPDATE tag SET note = 'x'")
    assert len(compared(logged).problems) == 1


def test_what_was_written_after_an_erased_change_is_still_compared(logged):
    inserted = AuditChange.operation == "insert"
    erase(logged, AuditChange.table_name == "submission", inserted)
    tamper(logged, "UPDATE submission SET submitted_by = 'Mallory'")
    assert compared(logged).problems == ()
    tamper(logged, "UPDATE submission SET permission = 'named'")
    assert compared(logged).problems == (
        "Submission LLEP-0001: “permission” is not as edit 4 left it.",
    )


def test_rows_of_an_erased_seal_are_counted_and_must_still_be_there(imported):
    erase(imported, AuditChange.table_name == "import_row")
    found = compared(imported)
    assert (found.problems, found.erased) == ((), 300)
    tamper(imported, "DELETE FROM import_row WHERE id = 150")
    found = compared(imported)
    assert found.problems == ("Imported row number 150, which edit 3 added, is missing.",)
    assert found.erased == 299


def test_a_file_keeps_no_history_of_rows_that_came_in_together_one_by_one(imported):
    with imported.reading() as session:
        histories = row_histories(session)
    assert [len(batch.row_ids) for batch in histories["submission"].batches] == [300]
    assert histories["submission"].events == {}


def test_the_newest_edit_is_no_exception(logged):
    newest = first(logged, AuditEntry, AuditEntry.verb == "remove_tag")
    tamper(logged, f"UPDATE audit_value SET payload = x'00' WHERE change_id = {newest.id}")
    assert compared(logged).problems


def test_every_audited_table_has_a_name_that_officers_know():
    assert set(THINGS) == set(all_tables().tables) - UNAUDITED


def test_rows_that_went_one_by_one_and_came_back_together_are_proven(database, call):
    for place in range(4):
        log(database, call, respondent=f"Body {place}", letter=f"Letter {place}.")
    group = {"call_id": 1, "seed_id": 1, "submission_ids": [2, 3, 4], "name": "Letter"}
    do(database, confirm_campaign, **group)
    for ids in ([2], [3, 4]):
        removed = do(database, remove_campaign_members, campaign_id=1, submission_ids=ids)
        take_back(database, removed)
        assert all(each is Verdict.PROVEN for each in results(database))
    do(database, remove_campaign_members, campaign_id=1, submission_ids=[3, 4])
    assert all(each is Verdict.PROVEN for each in results(database))
    do(database, dissolve_campaign, campaign_id=1)
    assert all(each is Verdict.PROVEN for each in results(database))


def results(database):
    with database.reading() as session:
        return list(compared_rows(session))
