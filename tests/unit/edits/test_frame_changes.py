"""The coding frame evolves: priorities are corrected, moved and deleted, and no tag is lost."""

import pytest

from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority, move_priority
from lisdesk.edits.priorities import PriorityDraft, add_priorities
from lisdesk.edits.priority_removal import PriorityRemoval, delete_priority
from lisdesk.errors import StaleEditError
from lisdesk.queries.coding import priorities
from lisdesk.rules.vocabulary import PriorityStatus, Stance, Strength
from lisdesk.store.entities import Excerpt, Priority, Tag
from tests.desk_work import (
    BEA,
    assert_refused,
    content,
    count,
    do,
    entries,
    first,
    log,
    open_call,
    priority,
    rows,
    tag,
    take_back,
)

CHILDREN = [PriorityDraft(f"P2.{number}", f"Skill {number}", "P2") for number in (1, 2, 3)]


@pytest.fixture
def frame(database, call):
    """Return a function that gives the codes of the frame, each under its parent, in order."""
    do(database, add_priorities, call_id=call.id, drafts=CHILDREN)

    def codes(parent=""):
        with database.reading() as session:
            return [row.code for row in priorities(session, call.id) if row.parent == parent]

    return codes


@pytest.fixture
def own(database, call):
    """Return a function that gives the number of a priority by its code."""
    return lambda code: priority(database, call.id, code).id


def labels_of(database, call, code):
    with database.reading() as session:
        return next(row.labels for row in priorities(session, call.id) if row.code == code)


def correct(database, priority_id, **changes):
    return do(
        database,
        edit_priority,
        priority_id=priority_id,
        correction=PriorityCorrection(**changes),
    )


def test_a_priority_is_corrected_and_what_is_not_named_stays(database, call, own):
    entry = log(database, call, letter="Skills.")
    tag(database, entry)
    before = priority(database, call.id, "P2")
    words = {"definition": " D ", "include": " I ", "exclude": " E ", "keywords": ["a", " "]}
    corrected = correct(
        database, own("P2"), code=" s1 ", name=" Skills\nfor all ", **words, foundations=["place"]
    )
    assert corrected.result == "s1"
    after = priority(database, call.id, "S1")
    assert (after.id, after.code, after.name) == (before.id, "s1", "Skills for all")
    assert (after.definition, after.include, after.exclude) == ("D", "I", "E")
    assert (after.keywords, after.status) == (["a"], before.status)
    assert labels_of(database, call, "s1") == ("Places",)
    assert first(database, Tag).priority_id == before.id
    correct(database, own("S1"), code="S1", status=PriorityStatus.DROPPED)
    after = priority(database, call.id, "s1")
    assert (after.code, after.name, after.definition) == ("S1", "Skills for all", "D")
    assert (after.status, labels_of(database, call, "S1")) == (PriorityStatus.DROPPED, ("Places",))
    correct(database, own("S1"), definition="", keywords=[], foundations=[])
    after = priority(database, call.id, "s1")
    assert (after.definition, after.keywords) == ("", [])
    assert labels_of(database, call, "S1") == ()


def test_a_correction_that_says_what_stands_is_no_edit(database, call, own):
    before = entries(database)
    same = correct(database, own("P2"), code="P2", name="People", foundations=["People"])
    assert (same.entry_id, entries(database)) == (None, before)


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "p1"},
        {"code": ""},
        {"code": "P 2"},
        {"name": " "},
        {"foundations": ["Weather"]},
    ],
    ids=str,
)
def test_a_correction_that_does_not_fit_is_refused(database, call, own, changes):
    correction = PriorityCorrection(**changes)
    assert_refused(database, edit_priority, priority_id=own("P2"), correction=correction)


def test_a_priority_that_is_gone_is_not_there_to_be_corrected(database, call, own):
    number = own("P5")
    do(database, delete_priority, priority_id=number)
    arguments = {"priority_id": number, "correction": PriorityCorrection(name="Late")}
    assert_refused(database, edit_priority, StaleEditError, **arguments)


@pytest.mark.parametrize(
    ("code", "parent", "place", "expected"),
    [
        ("P2.1", "P2", None, ["P2.2", "P2.3", "P2.1"]),
        ("P2.3", "P2", 1, ["P2.3", "P2.1", "P2.2"]),
        ("P2.3", "P2", 2, ["P2.1", "P2.3", "P2.2"]),
        ("P2.1", "P2", 99, ["P2.2", "P2.3", "P2.1"]),
        ("P2.2", "P2", 2, ["P2.1", "P2.2", "P2.3"]),
        ("P5", "P2", None, ["P2.1", "P2.2", "P2.3", "P5"]),
        ("P5", "P2", 1, ["P5", "P2.1", "P2.2", "P2.3"]),
        ("P1", "P2", 3, ["P2.1", "P2.2", "P1", "P2.3"]),
    ],
)
def test_a_priority_moves_to_a_place_below_its_parent(
    database, frame, own, code, parent, place, expected
):
    before = content(database)
    moved = do(database, move_priority, priority_id=own(code), parent_id=own(parent), place=place)
    assert (moved.result, frame(parent)) == (code, expected)
    if moved.entry_id is not None:
        take_back(database, moved)
    assert content(database) == before


def test_a_priority_moves_to_the_top_and_the_rest_stays_in_order(database, frame, own):
    top = frame()
    do(database, move_priority, priority_id=own("P2.2"), parent_id=None, place=1)
    assert frame() == ["P2.2", *top]
    assert frame("P2") == ["P2.1", "P2.3"]


def test_a_branch_cannot_hang_below_itself(database, call, frame, own):
    deep = [PriorityDraft("P2.1a", "Deep", "P2.1")]
    do(database, add_priorities, call_id=call.id, drafts=deep)
    for code in ("P2", "P2.1", "P2.1a"):
        arguments = {"priority_id": own("P2"), "parent_id": own(code)}
        refused = assert_refused(database, move_priority, **arguments)
        assert "P2 cannot hang below" in refused.happened
    do(database, move_priority, priority_id=own("P2.1a"), parent_id=None)
    do(database, move_priority, priority_id=own("P2"), parent_id=own("P2.1a"))
    assert frame("P2.1a") == ["P2"]


def test_a_priority_stays_within_its_call_and_places_begin_at_one(database, call, own):
    other = open_call(database)
    theirs = priority(database, other.id, "P1").id
    assert_refused(database, move_priority, priority_id=own("P2"), parent_id=theirs)
    arguments = {"priority_id": own("P2"), "parent_id": own("P1")}
    assert_refused(database, move_priority, **arguments, place=0)
    removal = PriorityRemoval(tags_to_id=theirs)
    assert_refused(database, delete_priority, priority_id=own("P2"), removal=removal)


@pytest.mark.parametrize(
    ("tags", "children", "counted"),
    [
        (1, 0, "P2 has 1 tag."),
        (2, 0, "P2 has 2 tags."),
        (0, 1, "P2 has 1 priority below it."),
        (2, 3, "P2 has 2 tags and 3 priorities below it."),
    ],
)
def test_a_priority_with_tags_or_children_is_counted_and_kept(
    database, call, own, tags, children, counted
):
    for _ in range(tags):
        tag(database, log(database, call, letter="Skills."))
    do(database, add_priorities, call_id=call.id, drafts=CHILDREN[:children])
    refused = assert_refused(database, delete_priority, priority_id=own("P2"))
    assert refused.happened == counted


def test_one_answer_of_two_is_not_enough(database, call, frame, own):
    tag(database, log(database, call, letter="Skills."))
    for removal, counted in (
        (PriorityRemoval(lifts_children=True), "P2 has 1 tag."),
        (PriorityRemoval(takes_tags_off=True), "P2 has 3 priorities below it."),
        (PriorityRemoval(tags_to_id=own("P1")), "P2 has 3 priorities below it."),
    ):
        arguments = {"priority_id": own("P2"), "removal": removal}
        assert assert_refused(database, delete_priority, **arguments).happened == counted


def test_tags_cannot_move_to_the_deleted_priority_nor_move_and_come_off(database, call, own):
    for removal in (
        PriorityRemoval(tags_to_id=own("P2")),
        PriorityRemoval(tags_to_id=own("P1"), takes_tags_off=True),
    ):
        assert_refused(database, delete_priority, priority_id=own("P2"), removal=removal)


def test_a_priority_that_nothing_hangs_on_is_deleted_with_its_labels(database, call, own):
    before = content(database)
    deleted = do(database, delete_priority, priority_id=own("P5"))
    assert (deleted.result.code, deleted.result.tags_moved) == ("P5", 0)
    assert count(database, Priority, Priority.code == "P5") == 0
    take_back(database, deleted)
    assert content(database) == before


def test_tags_come_off_and_children_take_the_place(database, call, frame, own):
    tag(database, log(database, call, letter="Skills."), quote="Skills")
    before, top = content(database), frame()
    removal = PriorityRemoval(takes_tags_off=True, lifts_children=True)
    deleted = do(database, delete_priority, priority_id=own("P2"), removal=removal)
    assert (deleted.result.tags_taken_off, deleted.result.children_lifted) == (1, 3)
    at = top.index("P2")
    assert frame() == [*top[:at], "P2.1", "P2.2", "P2.3", *top[at + 1 :]]
    assert count(database, Tag) == count(database, Excerpt) == 0
    take_back(database, deleted)
    assert content(database) == before


def test_children_move_below_another_priority(database, call, frame, own):
    do(database, add_priorities, call_id=call.id, drafts=[PriorityDraft("P1.1", "Ideas", "P1")])
    before, top = content(database), frame()
    removal = PriorityRemoval(children_to_id=own("P1"))
    deleted = do(database, delete_priority, priority_id=own("P2"), removal=removal)
    assert (deleted.result.children_moved, deleted.result.children_lifted) == (3, 0)
    assert frame() == [code for code in top if code != "P2"]
    assert frame("P1") == ["P1.1", "P2.1", "P2.2", "P2.3"]
    take_back(database, deleted)
    assert content(database) == before


def test_children_cannot_move_into_their_own_branch_nor_to_two_places(database, call, frame, own):
    for removal in (
        PriorityRemoval(children_to_id=own("P2")),
        PriorityRemoval(children_to_id=own("P2.1")),
        PriorityRemoval(children_to_id=own("P1"), lifts_children=True),
    ):
        assert_refused(database, delete_priority, priority_id=own("P2"), removal=removal)


def test_tags_move_and_those_that_say_the_same_are_joined(database, call, own):
    entry = log(database, call, letter="Skills and roads.")
    tag(database, entry, "P1", quote="Skills", strength=Strength.STUDY, note="One.")
    tag(database, entry, "P2", quote="Skills", stance=Stance.SUPPORT, note="Two.")
    tag(database, entry, "P2", quote="roads")
    tag(database, entry, "P2", quote="Skills", desk=BEA)
    before = content(database)
    removal = PriorityRemoval(tags_to_id=own("P1"))
    deleted = do(database, delete_priority, priority_id=own("P2"), removal=removal)
    assert (deleted.result.tags_moved, deleted.result.tags_joined) == (2, 1)
    kept = rows(database, Tag)
    assert [found.id for found in kept] == [1, 3, 4]
    assert {found.priority_id for found in kept} == {own("P1")}
    assert (kept[0].stance, kept[0].strength) == (Stance.SUPPORT, Strength.STUDY)
    assert kept[0].note == "One.\nOn P2: Two."
    take_back(database, deleted)
    assert content(database) == before


def test_what_a_joined_tag_says_otherwise_stands_in_the_note(database, call, own):
    entry = log(database, call, letter="Skills.")
    tag(database, entry, "P1", stance=Stance.OPPOSE)
    tag(database, entry, "P2", stance=Stance.SUPPORT)
    removal = PriorityRemoval(tags_to_id=own("P1"))
    do(database, delete_priority, priority_id=own("P2"), removal=removal)
    (kept,) = rows(database, Tag)
    assert (kept.stance, kept.note) == (Stance.OPPOSE, "On P2: Support")
