"""Submissions are shared out among officers, and what belongs together stays together."""

from collections import Counter

import pytest
from sqlalchemy import event

from lisdesk.edits.assigning import assign_submissions, unassign_submissions
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.reading import mark_read
from lisdesk.queries.reading_list import ReadingFilter, Shelf, reading_ids
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_ids
from lisdesk.queries.shares import NOBODY, assigned, officers, progress
from lisdesk.store.entities import Assignment, AuditEntry, Submission
from tests.desk_work import DESK, assert_refused, do, log, open_call, rows, tag, take_back
from tests.story import moment

ANN, BEN = DESK, DESK._replace(officer="Ben Clerk")
TWO = [ANN.officer, BEN.officer]


@pytest.fixture
def logged(database, call):
    """Return six submissions: 1 and 3 of one respondent, 2 and 5 of one campaign."""
    names = ["Acme", "B", "Acme", "D", "E", "F"]
    found = [
        log(database, call, respondent=name, answers={1: f"Skills {n}."}, received_at=moment(1, n))
        for n, name in enumerate(names, start=10)
    ]
    group = {"seed_id": 2, "submission_ids": [2, 5], "name": "Letter"}
    do(database, confirm_campaign, call_id=1, **group)
    return [each.id for each in found]


def share(database, ids, names=TWO):
    return do(database, assign_submissions, call_id=1, submission_ids=ids, officers=names)


def holders(database):
    return {each.submission_id: each.officer for each in rows(database, Assignment)}


def test_submissions_are_shared_evenly_and_sets_stay_whole(database, logged):
    report = share(database, logged).result
    held = holders(database)
    assert (held[1], held[2]) == (held[3], held[5])
    assert Counter(held.values()) == dict(report.by_officer) == {TWO[0]: 3, TWO[1]: 3}
    assert (report.submissions, report.belonging, report.changed) == (6, 0, 6)


def test_what_belongs_to_a_chosen_one_goes_with_it_and_is_told(database, logged):
    assert logged
    report = share(database, [1, 4], ["Cy"]).result
    assert holders(database) == {1: "Cy", 3: "Cy", 4: "Cy"}
    assert (report.submissions, report.belonging) == (3, 1)


def test_who_has_work_already_gets_less(database, logged):
    share(database, [4, 6], TWO[:1])
    share(database, [1, 3, 2, 5])
    held = holders(database)
    assert (held[1], held[2]) == (TWO[1], TWO[0])  # with 2 against 0, then 2 against 2


def test_giving_again_moves_and_undo_gives_back(database, logged):
    share(database, logged, TWO[:1])
    again = share(database, [1], TWO[1:])
    assert holders(database)[3] == TWO[1]
    assert again.result.changed == 2
    take_back(database, again)
    assert set(holders(database).values()) == {TWO[0]}
    before = len(rows(database, AuditEntry))
    assert share(database, logged, TWO[:1]).entry_id is None
    assert len(rows(database, AuditEntry)) == before


def test_taking_back_takes_whole_sets(database, logged):
    share(database, logged)
    done = do(database, unassign_submissions, call_id=1, submission_ids=[1, 4])
    assert done.result == 3
    assert sorted(holders(database)) == [2, 5, 6]


def test_what_cannot_be_shared_is_refused(database, logged):
    share_of = {"call_id": 1, "submission_ids": logged}
    assert_refused(database, assign_submissions, **share_of, officers=[" "])
    other = open_call(database, title="Other")
    strange = {"call_id": other.id, "submission_ids": [1]}
    assert_refused(database, assign_submissions, **strange, officers=TWO)
    assert_refused(database, unassign_submissions, **strange)


def test_progress_tells_by_officer_what_is_read_tagged_and_left(database, call, logged):
    share(database, [1, 4, 6], TWO[:1])
    share(database, [2], TWO[1:])
    late = log(database, call, answers={1: "Roads."}, received_at=moment(1, 5))
    blank = log(database, call, answers={})
    share(database, [blank.id], TWO[1:])
    do(database, mark_read, desk=ANN, submission_ids=[1, 2])
    do(database, mark_read, desk=BEN, submission_ids=[4])
    tag(database, rows_of(database, 3), desk=ANN)
    with database.reading() as session:
        found = [
            (each.officer, each.assigned, each.read, each.tagged, each.left, each.oldest)
            for each in progress(session, 1)
        ]
    assert found == [
        (TWO[0], 4, 1, 1, 2, "LLEP-0004"),
        (TWO[1], 3, 0, 0, 2, "LLEP-0002"),
        (NOBODY, 1, 0, 0, 1, late.reference),
    ]


def rows_of(database, submission_id):
    [found] = rows(database, Submission, Submission.id == submission_id)
    return found


def test_who_has_read_what_is_told(database, logged):
    share(database, [4], TWO[:1])
    for desk in (BEN, ANN):
        do(database, mark_read, desk=desk, submission_ids=[4])
    with database.reading() as session:
        [row] = assigned(session, 1)
        assert (row.officer, row.assigned_by, row.read_by) == (TWO[0], TWO[0], tuple(TWO))
        assert assigned(session, 1, "Nobody") == []
        assert officers(session, 1, "Zed") == ["Zed", *TWO]
    assert logged


def test_mine_is_a_shelf_of_reading_and_a_filter_of_the_register(database, logged):
    share(database, [1, 6], TWO[:1])
    assert logged
    with database.reading() as session:
        for name, own in ((TWO[0], [1, 3, 6]), (TWO[1], [])):
            assert reading_ids(session, 1, name, ReadingFilter(frozenset({Shelf.ASSIGNED}))) == own
            assert sorted(register_ids(session, 1, name, RegisterFilter(is_mine=True))) == own


def test_more_submissions_need_no_more_statements(database, logged):
    counts = []
    for ids in (logged[:2], logged):
        share(database, ids)
        statements = []
        with database.reading() as session:
            engine = session.get_bind()

            def note(*found, kept=statements):
                kept.append(found[2])

            event.listen(engine, "before_cursor_execute", note)
            progress(session, 1)
            assigned(session, 1)
            event.remove(engine, "before_cursor_execute", note)
        counts.append(len(statements))
    assert counts[0] == counts[1] < 7
