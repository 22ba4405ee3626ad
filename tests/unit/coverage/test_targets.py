"""Targets by type, area and question: set, counted as the house counts, brought in and written."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.question_changes import remove_question
from lisdesk.edits.targets import (
    TargetDraft,
    TargetEntry,
    import_targets,
    remove_target,
    set_target,
)
from lisdesk.errors import StaleEditError, UserError
from lisdesk.queries.coverage import coverage
from lisdesk.rules.coverage import (
    CoverageLine,
    HeardFrom,
    Reached,
    Target,
    coverage_words,
    heard_by_target,
    not_heard_words,
)
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.store.entities import CoverageTarget, Question, StakeholderType
from lisdesk.tasks.targets import bring_in_targets, write_targets
from tests.desk_work import DESK, assert_refused, count, do, first, log, take_back

_IDS = st.one_of(st.none(), st.integers(1, 4))
_PARENTS = {1: None, 2: 1, 3: 1, 4: None}


def type_id(database, key):
    return first(database, StakeholderType, StakeholderType.key == key).id


def lines(database, call):
    with database.reading() as session:
        return coverage(session, call.id)


def numbers(database, call):
    return [(each.who, each.heard, each.wanted) for each in lines(database, call)]


@given(
    st.lists(st.tuples(_IDS, _IDS, st.frozensets(st.integers(1, 3))), max_size=12),
    st.lists(st.tuples(_IDS, _IDS, st.one_of(st.none(), st.integers(1, 3))), max_size=6),
)
def test_each_target_counts_what_a_recount_one_by_one_finds(submissions, asked):
    targets = [Target(*each, 1) for each in asked]
    cells = Counter()
    for kind, area, answered in submissions:
        for question in (None, *answered):
            cells[kind, area, question] += 1
    heard = [HeardFrom(*key, number) for key, number in cells.items()]
    expected = [
        sum(
            (kind is not None and target.type_id in (kind, _PARENTS[kind]))
            or target.type_id is None
            for kind, area, answered in submissions
            if target.area_id is None or area == target.area_id
            if target.question_id is None or target.question_id in answered
        )
        for target in targets
    ]
    assert heard_by_target(targets, heard, _PARENTS) == expected


def test_who_was_not_heard_is_said_in_words():
    own = [
        CoverageLine(1, 1, None, None, "FE colleges", "", "", 3, 0),
        CoverageLine(2, 2, None, None, "NHS", "Leicester", "", 2, 0),
        CoverageLine(3, 3, None, None, "Business", "", "Q2", 5, 3),
        CoverageLine(4, None, None, None, "", "", "", 5, 7),
    ]
    assert not_heard_words(own) == "not heard from: FE colleges, NHS in Leicester"
    assert coverage_words(own) == (
        "1 of 4 targets met; below target: 3 of 5 Business on Q2; "
        "not heard from: FE colleges, NHS in Leicester."
    )
    assert [each.reached for each in own][2:] == [Reached.BELOW, Reached.MET]
    assert [each.gap for each in own] == [3, 2, 2, 0]
    assert coverage_words([]) == "No targets are set."


def test_types_below_count_for_the_one_above_and_only_counted_submissions_do(database, call):
    above = first(database, StakeholderType, StakeholderType.parent_id.is_not(None))
    parent = above.parent_id
    key = above.key
    do(database, set_target, call_id=call.id, draft=TargetDraft(2, type_id=parent))
    do(database, set_target, call_id=call.id, draft=TargetDraft(9))
    log(database, call, respondent="A", type_token=key, letter="Words.")
    log(database, call, respondent="B", type_token=key)  # blank, so not counted
    log(database, call, respondent="C", letter="Words.")
    assert [(each.heard, each.wanted) for each in lines(database, call)] == [(2, 9), (1, 2)]


def test_a_question_is_answered_by_more_than_a_non_answer(database, call):
    question = first(database, Question, Question.call_id == call.id, Question.number == 2)
    do(database, set_target, call_id=call.id, draft=TargetDraft(2, question_id=question.id))
    log(database, call, respondent="A", answers={2: "Buses."})
    log(database, call, respondent="B", answers={2: "n/a", 1: "Trains."})
    assert numbers(database, call) == [("Everybody on Q2", 1, 2)]


def test_a_campaign_counts_by_its_policy(database, call):
    do(database, set_target, call_id=call.id, draft=TargetDraft(5))
    ids = [
        log(database, call, respondent=f"R{each}", letter="The same words for us all.").id
        for each in range(3)
    ]
    arguments = {"call_id": call.id, "seed_id": ids[0], "submission_ids": ids, "name": "Bus"}
    do(database, confirm_campaign, **arguments)
    for policy, heard in ((CampaignPolicy.EACH, 3), (CampaignPolicy.ONCE, 1)):
        correction = CallCorrection(campaign_policy=policy)
        do(database, edit_call, call_id=call.id, correction=correction)
        assert numbers(database, call) == [("Everybody", heard, 5)]


def test_a_target_for_the_same_is_changed_and_each_step_can_be_undone(database, call):
    draft = TargetDraft(3, type_id=type_id(database, "health-care"))
    made = do(database, set_target, call_id=call.id, draft=draft)
    changed = do(
        database, set_target, call_id=call.id, draft=TargetDraft(5, type_id=draft.type_id), seen=3
    )
    assert changed.result == made.result
    assert count(database, CoverageTarget) == 1
    removed = do(database, remove_target, target_id=made.result)
    assert lines(database, call) == ()
    take_back(database, removed)
    assert [each.wanted for each in lines(database, call)] == [5]
    take_back(database, changed)
    assert [each.wanted for each in lines(database, call)] == [3]
    again = {"call_id": call.id, "draft": draft}
    assert do(database, set_target, **again).entry_id is None
    assert_refused(database, set_target, StaleEditError, **again, seen=4)
    none = TargetDraft(0)
    assert "from 1 to" in str(assert_refused(database, set_target, call_id=call.id, draft=none))


def test_a_question_that_is_removed_takes_its_targets_with_it_and_brings_them_back(database, call):
    question = first(database, Question, Question.call_id == call.id, Question.number == 3)
    do(database, set_target, call_id=call.id, draft=TargetDraft(2, question_id=question.id))
    removed = do(database, remove_question, question_id=question.id)
    assert lines(database, call) == ()
    take_back(database, removed)
    assert numbers(database, call) == [("Everybody on Q3", 0, 2)]


def test_targets_that_are_written_can_be_brought_in_again(database, call, tmp_path):
    log(database, call, respondent="A", area="=Leicester", type_token="health-care", letter="Hm.")
    entries = [
        TargetEntry("Row 2", 4, "health-care", "=Leicester", 1),
        TargetEntry("Row 3", 6, "", "", None),
    ]
    do(database, import_targets, call_id=call.id, entries=entries)
    before = numbers(database, call)
    path = tmp_path / "targets.csv"
    assert write_targets(database, call.id, path) == 2
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file))
    assert written[0] == ["type", "area", "question", "target", "heard"]
    assert written[1] == ["all", "all", "all", "6", "1"]
    assert written[2][1:] == ["'=Leicester", "Q1", "4", "0"]
    for each in lines(database, call):
        do(database, remove_target, target_id=each.target_id)
    report = bring_in_targets(database, DESK, call.id, path)
    assert (report.added, report.changed, report.already_here) == (2, 0, 0)
    assert numbers(database, call) == before
    again = bring_in_targets(database, DESK, call.id, path)
    assert (again.added, again.changed, again.already_here) == (0, 0, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("type,target\nnobody,3\n", "Row 2: “nobody” is not a stakeholder type."),
        ("type,target\n,many\n", "In row 2, target is not a whole number."),
        ("area,target\nAtlantis,3\n", "Row 2: There is no area “Atlantis” here."),
        ("question,target\nQ99,3\n", "Row 2: There is no question “99” here."),
        ("target\n3\n4\n", "Row 3 is about the same as row 2."),
        ("target\n0\n", "Row 2: A target is a number from 1 to 1,000,000."),
        ("type\nall\n", "“list.csv” has no column target."),
    ],
)
def test_a_list_that_does_not_fit_changes_nothing_and_names_the_row(
    database, call, tmp_path, text, said
):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        bring_in_targets(database, DESK, call.id, path)
    assert said in str(refused.value)
    assert count(database, CoverageTarget) == 0
