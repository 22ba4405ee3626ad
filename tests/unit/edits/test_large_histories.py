"""An edit of many rows is taken back, and done again, in statements of many rows."""

import pytest
from sqlalchemy import event, select

from lisdesk.edits.calls import extend_call
from lisdesk.edits.history import take_back as take_back_edit
from lisdesk.edits.reading import mark_read, mark_unread
from lisdesk.edits.submission_lists import set_submissions_aside
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.soundness import findings
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import SetAside, Timing
from lisdesk.store.entities import AuditChange, ReadMark
from tests.desk_work import DESK, assert_refused, count, do, take_back, without_sketches
from tests.desk_work import content as whole_content

FEW, MANY = 100, 700
ROWS_A_CHUNK = 500


def content(database):
    return without_sketches(whole_content(database))


def logged(database, call, number):
    """Log submissions in one edit, each in rows of its own; return their numbers."""

    def body(work):
        for place in range(number):
            draft = SubmissionDraft(letter=f"Letter {place}")
            add_submission(work, call_id=call.id, draft=draft)

    with database.writing(DESK) as work:
        made = work.run("add_submission", 1, lambda: body(work))
    return made, list(range(1, number + 1))


def marked_singly(database, submission_ids):
    """Mark submissions as read in rows of their own, as files of before have them."""

    def body(work):
        for each in submission_ids:
            work.add(ReadMark(submission_id=each, officer=work.officer, read_at=work.now))

    with database.writing(DESK) as work:
        return work.run("mark_read", 1, lambda: body(work))


EDITS = {
    "mark_read": lambda database, ids: do(database, mark_read, submission_ids=ids),
    "marks of before": marked_singly,
    "set_submissions_aside": lambda database, ids: do(
        database,
        set_submissions_aside,
        submission_ids=ids,
        kind=SetAside.OFF_TOPIC,
        reason="Misdirected.",
    ),
}


def statements(database, step):
    """Return how many statements a step sends, and what it returns."""
    sent = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(database.write_engine, "before_cursor_execute", note)
    try:
        result = step()
    finally:
        event.remove(database.write_engine, "before_cursor_execute", note)
    return len(sent), result


@pytest.mark.thorough
@pytest.mark.parametrize("name", EDITS)
def test_taking_back_sends_statements_by_the_chunk_and_not_by_the_row(database, call, name):
    _, ids = logged(database, call, MANY)
    before = content(database)
    sent = {}
    for number in (FEW, MANY):
        done = EDITS[name](database, ids[:number])
        after = content(database)
        undone, inverse = statements(database, lambda done=done: take_back(database, done))
        assert content(database) == before
        redone, again = statements(database, lambda inverse=inverse: take_back(database, inverse))
        assert content(database) == after
        take_back(database, again)
        sent[number] = undone, redone
    more_chunks = (MANY - FEW) // ROWS_A_CHUNK + 1
    for few, many in zip(sent[FEW], sent[MANY], strict=True):
        assert many - few <= 12 * more_chunks
    with database.reading() as session:
        assert not [problem for found in findings(session) for problem in found.problems]


def test_marking_many_sends_few_statements(database, call):
    _, ids = logged(database, call, FEW)
    marking, _ = statements(database, lambda: do(database, mark_read, submission_ids=ids))
    taking_off, _ = statements(database, lambda: do(database, mark_unread, submission_ids=ids))
    assert marking < 30
    assert taking_off < 30
    assert count(database, ReadMark) == 0


def test_one_row_that_was_changed_since_holds_the_whole_of_a_large_edit_up(database, call):
    _, ids = logged(database, call, 20)
    done = marked_singly(database, ids)
    do(database, mark_unread, submission_ids=ids[10:11])
    refusal = assert_refused(database, take_back_edit, entry_id=done.entry_id)
    assert "you changed what it wrote on 10 Dec 2018, 09:00 (edit 5: " in str(refusal)


@pytest.mark.thorough
def test_many_submissions_with_their_texts_go_and_come_back_searchable(database, call):
    sent = {}
    for number in (20, ROWS_A_CHUNK + 20):
        before = content(database)
        made, _ = logged(database, call, number)
        after = content(database)
        undone, inverse = statements(database, lambda made=made: take_back(database, made))
        assert content(database) == before
        redone, again = statements(database, lambda inverse=inverse: take_back(database, inverse))
        assert content(database) == after
        take_back(database, again)
        sent[number] = undone, redone
    for of_one_chunk, of_two in zip(*sent.values(), strict=True):
        assert of_two <= 1.5 * of_one_chunk


@pytest.mark.thorough
def test_moving_a_deadline_judges_many_anew_in_few_statements(database, call):
    logged(database, call, MANY)
    earlier = {"deadline": parse_deadline("2018-12-08"), "reason": "Typed wrongly."}
    before = content(database)
    sent, moved = statements(
        database, lambda: do(database, extend_call, call_id=call.id, **earlier)
    )
    assert sent < MANY / 5
    assert len(moved.result.judgements) == MANY
    assert {each.becomes for each in moved.result.judgements} == {Timing.LATE}
    with database.reading() as session:
        changes = session.scalars(select(AuditChange).where(AuditChange.entry_id == moved.entry_id))
        assert sum(each.table_name == "submission" for each in changes) == MANY  # each by itself
        assert not any(each.problems for each in findings(session))
    take_back(database, moved)
    assert content(database) == before
