"""Long lists are read by indexes, and all their numbers at once."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.tag_changes import tag_many
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.errors import DamagedFileError
from lisdesk.queries.answers import AnswersFilter, answer_ids
from lisdesk.queries.coverage import coverage
from lisdesk.queries.home import home_page
from lisdesk.queries.reading_list import ReadingFilter, Shelf, reading_head, reading_ids
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_rows import register_ids
from lisdesk.store.entities import Submission
from lisdesk.store.id_lists import listed_ids
from lisdesk.tasks import learning_examples
from tests.desk_work import BOB, DESK, do, priority
from tests.effort import effort, plan
from tests.story import incoming

_COUNT = 300


@pytest.fixture
def many(database, call):
    """Return a call with three hundred answers, each tagged by Bob, one of them by Ann, too."""
    rows = [IncomingRow(n, str(n), "d", answers=[(0, f"Yes {n}")]) for n in range(1, _COUNT + 1)]
    do(database, import_rows, call_id=call.id, file=incoming(rows))
    about = priority(database, call.id, "P1").id
    everything = list(range(1, _COUNT + 1))
    do(database, tag_many, desk=BOB, priority_id=about, submission_ids=everything)
    do(database, tag_many, priority_id=about, submission_ids=[17])
    return call


def test_numbers_come_in_the_order_that_was_asked_for(database, many):
    with database.reading() as session:
        for order in (Submission.id, Submission.id.desc(), Submission.reference.desc()):
            chosen = select(Submission.id).order_by(order)
            assert listed_ids(session, chosen) == list(session.scalars(chosen))
        assert listed_ids(session, chosen.limit(3)) == list(session.scalars(chosen.limit(3)))
        assert listed_ids(session, chosen.where(Submission.id < 0)) == []


def test_numbers_that_are_none_are_damage(database, many):
    with database.write_engine.begin() as connection:
        connection.execute(text("UPDATE submission SET version = 'Ann' WHERE id = 1"))
    damaged = select(Submission.version).where(Submission.id == 1)
    with pytest.raises(DamagedFileError), database.reading() as session:
        listed_ids(session, damaged)


@pytest.mark.parametrize(
    "read",
    [
        lambda session: reading_ids(session, 1, DESK.officer, ReadingFilter()),
        lambda session: register_ids(session, 1, DESK.officer, RegisterFilter()),
        lambda session: answer_ids(session, AnswersFilter(1, officer=DESK.officer)),
    ],
)
def test_a_list_is_handed_over_as_one_row(database, many, read):
    with database.reading() as session, effort(session) as found:
        assert len(read(session)) == _COUNT
    assert [statement for statement, _ in found.asked if "json_group_array" in statement]


def test_what_an_officer_tagged_is_found_by_officer(database, many):
    chosen = ReadingFilter(shelves=frozenset({Shelf.MINE}))
    with database.reading() as session:
        with effort(session) as found:
            assert [row.id for row in reading_head(session, 1, DESK.officer, chosen)] == [17]
        assert "COVERING INDEX ix_tag_officer_submission_id (officer=? AND" in plan(session, found)


def test_what_has_no_tag_is_found_without_reading_tags(database, many):
    chosen = ReadingFilter(shelves=frozenset({Shelf.UNTAGGED}))
    steps = []
    for each in (chosen, replace(chosen, question_id=1, priority_ids=(2,))):
        with database.reading() as session:
            with effort(session) as found:
                assert reading_ids(session, 1, DESK.officer, each) == []
            assert "INDEX ix_tag_submission_id FOR IN-OPERATOR" in plan(session, found)
            steps.append(found.steps)
    assert max(steps) < 20 * _COUNT


def test_what_is_learnt_from_the_newest_is_read_of_the_newest(database, many, monkeypatch):
    monkeypatch.setattr(learning_examples, "_AT_ONCE", 5)
    steps = {}
    for most in (5, _COUNT):
        monkeypatch.setattr(learning_examples, "MOST_EXAMPLES", most)
        with database.reading() as session, effort(session) as found:
            assert len(learning_examples.learning_examples(session, 1)) == most
        steps[most] = found.steps
    assert steps[5] < steps[_COUNT] / 20


def test_the_tags_to_learn_from_are_counted_by_an_index(database, many):
    with database.reading() as session:
        with effort(session) as found:
            assert learning_examples.tags_to_learn_from(session, 1) == _COUNT + 1
        assert "COVERING INDEX ix_tag_priority_id_submission_id" in plan(session, found)


def test_home_and_its_targets_are_counted_from_indexes_and_once_for_all_targets(database, many):
    steps = []
    for targets in (1, 24):
        for type_id in range(1, targets + 1):
            draft = TargetDraft(5, type_id=type_id, question_id=type_id % 2 + 1)
            do(database, set_target, call_id=many.id, draft=draft)
        with database.reading() as session:
            with effort(session) as found:
                home_page(session, many.id, DESK.officer, "Europe/London")
                assert len(coverage(session, many.id)) == targets
            looks = re.findall(r"(?:SEARCH|SCAN) (?:submission|tag)\b.*", plan(session, found))
        steps.append(found.steps)
        assert [each for each in looks if "COVERING INDEX" not in each] == [
            "SEARCH submission USING INDEX ix_submission_call_id_received_at_id (call_id=?)"
        ]  # the oldest that is unread, one row
    assert steps[1] < 1.2 * steps[0]
