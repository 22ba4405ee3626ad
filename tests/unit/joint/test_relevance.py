"""Which bodies of a joint call a submission is relevant to: by its area, or as an officer says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from lisdesk.edits.call_bodies import change_call_bodies
from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.relevance import BY_AREA, TO_ALL, RelevantTo, set_relevance
from lisdesk.errors import NotFoundError
from lisdesk.rules.relevance import (
    Basis,
    Body,
    Place,
    joint_numbers,
    parts_of,
    relevance,
)
from lisdesk.rules.vocabulary import LeadBodyKind
from lisdesk.store.entities import Area, SetRelevance, Submission
from lisdesk.store.relevance import (
    is_relevant_to,
    is_relevant_to_none,
    part_by_name,
    parts_of_call,
    relevances,
)
from tests.desk_work import (
    assert_refused,
    body_named,
    content,
    count,
    do,
    first,
    log,
    open_call,
    rows,
    take_back,
)
from tests.joint_call import LEADER, LEPS, joint_call

PARTS = {1: "North", 2: "South", 3: "West"}


@pytest.mark.parametrize(
    ("by_hand", "place", "own", "basis", "reason"),
    [
        ((), Place("Wem", ((1, "North"),)), {1}, Basis.AREA, "from its area: Wem lies in North"),
        (
            (),
            Place("Cannock Chase", ((1, "North"), (9, "East"))),
            {1},
            Basis.AREA,
            "from its area: Cannock Chase lies in two LEPs: North and East",
        ),
        (
            (),
            Place("Rye", ((9, "East"),)),
            set(),
            Basis.ELSEWHERE,
            "from its area: Rye lies in East, which is not of this call",
        ),
        (
            (),
            Place("England"),
            {1, 2, 3},
            Basis.NATIONWIDE,
            "from its area: England means all of them",
        ),
        ((), Place("Wem"), set(), Basis.NOT_STATED, "nobody has said in which LEP Wem lies"),
        ((), None, set(), Basis.NOT_STATED, "no area is stated"),
        ((1, 3), None, {1, 3}, Basis.BY_HAND, "set by hand: North and West"),
        ((None,), Place("Rye"), {1, 2, 3}, Basis.BY_HAND, "set by hand: all 3"),
        ((9,), None, set(), Basis.NOT_STATED, "no area is stated"),
    ],
)
def test_relevance_follows_from_the_area_unless_it_is_set(by_hand, place, own, basis, reason):
    found = relevance(PARTS, by_hand, place)
    assert (found.body_ids, found.basis, found.reason) == (own, basis, reason)


def test_a_combined_authority_stands_over_its_partners_unless_areas_lie_in_it():
    def body(number, kind=LeadBodyKind.LEP, *, has_areas=False):
        return Body(number, f"B{number}", kind, has_areas)

    authority = LeadBodyKind.COMBINED_AUTHORITY
    assert parts_of([body(1, authority), body(2), body(3)]) == {2: "B2", 3: "B3"}
    assert parts_of([body(2), body(3), body(1, authority)]) == {2: "B2", 3: "B3"}
    assert list(parts_of([body(1, authority, has_areas=True), body(2)])) == [1, 2]
    assert parts_of([body(1, authority), body(2)]) == {}
    assert parts_of([body(1)]) == {}
    assert list(parts_of([body(1, LeadBodyKind.COUNCIL), body(2)])) == [1, 2]


@given(
    st.integers(2, 5),
    st.lists(st.tuples(st.sets(st.integers(1, 5)), st.booleans()), max_size=60),
)
def test_the_numbers_of_the_bodies_always_make_the_whole(bodies, submissions):
    parts = {number: f"B{number}" for number in range(1, bodies + 1)}
    found = [
        relevance(parts, (), Place("X", ((9, "Z"),)) if is_elsewhere and not own else None)
        if not own & set(parts)
        else relevance(parts, own, None)
        for own, is_elsewhere in submissions
    ]
    numbers = joint_numbers(parts, found)
    assert numbers.whole == len(submissions)
    total = sum(numbers.totals.values())
    assert total - numbers.counted_again + numbers.of_none == numbers.whole
    for body_id in parts:
        assert numbers.totals[body_id] == sum(body_id in each.body_ids for each in found)
        only = next(line for line in numbers.lines if line.body_ids == {body_id})
        assert only.submissions + numbers.shared(body_id) == numbers.totals[body_id]
    assert len({line.label for line in numbers.lines}) == len(numbers.lines)


def test_rows_and_the_filter_agree_with_the_rule(database):
    joint = joint_call(database)
    with database.reading() as session:
        parts = parts_of_call(session, joint.call.id)
        assert tuple(parts.values()) == tuple(
            name.replace("and ", "& ") if name not in parts.values() else name for name in LEPS
        )
        found = relevances(session, joint.call.id, parts)
        numbers = joint_numbers(parts, found.values())
        assert [(line.label, line.submissions) for line in numbers.lines] == [
            (f"{list(parts.values())[0]} only", 2),
            (f"{list(parts.values())[1]} only", 2),
            (f"{list(parts.values())[2]} only", 2),
            (f"{list(parts.values())[0]} and {list(parts.values())[2]}", 1),
            (f"{list(parts.values())[1]} and {list(parts.values())[2]}", 1),
            ("All 3", 1),
            ("From elsewhere", 1),
            ("Not stated", 2),
        ]
        assert numbers.sum_words == (
            "4 + 4 + 5 = 13 − 4 counted more than once + 3 relevant to none = 12"
        )
        for body_id in parts:
            narrowed = set(session.scalars(select(Submission.id).where(is_relevant_to(body_id))))
            assert narrowed == {each for each, of in found.items() if body_id in of.body_ids}
        none = set(session.scalars(select(Submission.id).where(is_relevant_to_none())))
        assert none == {each for each, of in found.items() if not of.body_ids}
        assert part_by_name(session, joint.call.id, "black country LEP") == joint.parts[LEPS[0]]


def test_many_are_set_in_one_step_and_go_by_their_areas_again(database):
    joint = joint_call(database)
    ids = [each.id for each in joint.submissions]
    before = content(database)
    set_all = do(database, set_relevance, submission_ids=ids, to=TO_ALL)
    assert (set_all.result.submissions, set_all.result.changed) == (12, 12)
    assert count(database, SetRelevance) == 12
    take_back(database, set_all)
    assert content(database) == before
    again = do(database, set_relevance, submission_ids=ids, to=BY_AREA)
    assert again.result.changed == 1
    assert count(database, SetRelevance) == 0
    assert do(database, set_relevance, submission_ids=ids, to=BY_AREA).entry_id is None


def test_what_has_no_part_is_refused(database):
    joint = joint_call(database)
    own = joint.submissions[0].id
    refused = assert_refused(database, set_relevance, submission_ids=[own], to=RelevantTo((9999,)))
    assert "Black Country" in refused.do
    alone = open_call(database)
    other = log(database, alone, letter="Alone.")
    assert_refused(database, set_relevance, submission_ids=[other.id], to=TO_ALL)
    assert_refused(database, set_relevance, submission_ids=[own, other.id], to=TO_ALL)
    with database.reading() as session:
        with pytest.raises(NotFoundError):
            part_by_name(session, joint.call.id, "Cumbria")
        with pytest.raises(Exception, match="stands over"):
            part_by_name(session, joint.call.id, LEADER)


def test_a_partner_that_goes_takes_what_was_set_to_it_along(database):
    joint = joint_call(database)
    first, second, third = joint.parts.values()
    ids = [each.id for each in joint.submissions]
    do(database, set_relevance, submission_ids=[ids[2]], to=RelevantTo((third,)))
    before = content(database)
    changed = do(database, change_call_bodies, call_id=joint.call.id, partners=[LEPS[0], LEPS[1]])
    assert (changed.result.fewer, changed.result.by_area) == (1, 1)
    assert "1 keep their other bodies and 1 follow" in changed.result.consequence
    with database.reading() as session:
        parts = parts_of_call(session, joint.call.id)
        found = relevances(session, joint.call.id, parts)
    assert list(parts) == [first, second]
    assert (found[ids[1]].body_ids, found[ids[2]].body_ids) == ({second}, {first})
    take_back(database, changed)
    assert content(database) == before


def test_the_lead_changes_places_with_a_partner(database):
    joint = joint_call(database)
    changed = do(
        database,
        change_call_bodies,
        call_id=joint.call.id,
        lead=LEPS[1],
        partners=[LEADER, LEPS[0]],
    )
    assert changed.result.partners[0] == LEADER
    with database.reading() as session:
        assert len(parts_of_call(session, joint.call.id)) == 2  # the authority stands over both
    take_back(database, changed)
    for wrong in ({"lead": " "}, {"lead": LEPS[0], "partners": [LEPS[0]]}):
        assert_refused(database, change_call_bodies, call_id=joint.call.id, **wrong)
    assert_refused(
        database, change_call_bodies, NotFoundError, call_id=joint.call.id, partners=["Nobody"]
    )


def test_an_authority_that_loses_its_last_area_takes_what_was_set_to_it_along(database):
    joint = joint_call(database)
    own = joint.submissions[0].id
    area = first(database, Area, Area.name_key == "dudley")
    former = body_named(database, area.lead_body_id)
    do(database, edit_area, area_id=area.id, correction=AreaCorrection(lead=LEADER))
    with database.reading() as session:
        parts = {name: number for number, name in parts_of_call(session, joint.call.id).items()}
    to = RelevantTo((parts[LEADER], joint.parts[former]))
    do(database, set_relevance, submission_ids=[own], to=to)
    before = content(database)
    taken = do(database, edit_area, area_id=area.id, correction=AreaCorrection(lead=former))
    left = rows(database, SetRelevance, SetRelevance.submission_id == own)
    assert [each.lead_body_id for each in left] == [joint.parts[former]]
    take_back(database, taken)
    assert content(database) == before
