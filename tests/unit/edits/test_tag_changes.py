"""Tags are corrected in place, and many things are tagged to one priority in one edit."""

import pytest

from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.tag_changes import ManyTagged, TagCorrection, TagMarks, edit_tag, tag_many
from lisdesk.errors import RefusedError, StaleEditError
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.store.entities import AuditEntry, Excerpt, Tag
from tests.desk_work import (
    BEA,
    DESK,
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
from tests.effort import effort
from tests.story import incoming


@pytest.fixture
def entry(database, call):
    """Return a submission with a tag of Ann's on some of its words."""
    entry = log(database, call, letter="Skills and roads.")
    tag(database, entry, "P1", quote="Skills", stance=Stance.SUPPORT, note="One.")
    return entry


def correct(database, tag_id, *, desk=DESK, **changes):
    correction = TagCorrection(**changes)
    return do(database, edit_tag, desk=desk, tag_id=tag_id, correction=correction)


def test_a_tag_is_corrected_and_what_is_not_named_stays(database, call, entry):
    assert correct(database, 1, strength=Strength.STUDY, desk=BEA).result == "TAG-0001"
    found = first(database, Tag)
    assert (found.stance, found.strength, found.note) == (Stance.SUPPORT, Strength.STUDY, "One.")
    assert found.officer == DESK.officer
    newest = rows(database, AuditEntry)[-1]
    assert (newest.officer, newest.subject) == (BEA.officer, entry.reference)
    correct(database, 1, stance=NOTHING, note=" ", priority_id=priority(database, 1, "P2").id)
    found = first(database, Tag)
    assert (found.stance, found.strength, found.note) == (None, Strength.STUDY, "")
    assert found.priority_id == priority(database, call.id, "P2").id


def test_a_correction_that_says_what_stands_is_no_edit(database, entry):
    before = entries(database)
    same = {"stance": Stance.SUPPORT, "note": "One. ", "priority_id": 1, "strength": NOTHING}
    assert correct(database, 1, **same).entry_id is None
    assert entries(database) == before


@pytest.mark.parametrize("quote", ["Skills", None])
def test_one_officer_tags_the_same_words_once_to_a_priority(database, entry, quote):
    ann = tag(database, entry, "P2", quote=quote)
    bea = tag(database, entry, "P3", quote=quote, desk=BEA)
    tag(database, entry, "P3", quote=quote)
    there = {"correction": TagCorrection(priority_id=3)}
    refused = assert_refused(database, edit_tag, tag_id=ann, **there)
    assert "You have tagged those words" in refused.happened
    correct(database, bea, priority_id=2)
    tag(database, entry, "P3", quote=quote, desk=BEA)
    refused = assert_refused(database, edit_tag, tag_id=bea, **there)
    assert "Bea Officer has tagged those words" in refused.happened


def test_a_priority_of_another_call_is_refused(database, entry):
    theirs = priority(database, open_call(database).id, "P1").id
    assert_refused(database, edit_tag, tag_id=1, correction=TagCorrection(priority_id=theirs))
    assert_refused(database, tag_many, priority_id=theirs, submission_ids=[entry.id])
    assert_refused(database, tag_many, priority_id=theirs, excerpt_ids=[1])


def test_a_tag_that_is_gone_is_not_there_to_be_corrected(database, entry):
    assert_refused(database, edit_tag, StaleEditError, tag_id=9, correction=TagCorrection())


def test_many_things_are_tagged_in_one_edit(database, call, entry):
    others = [log(database, call, letter="Buses.") for _ in range(3)]
    tag(database, others[0], "P2")
    tag(database, others[1], "P2", desk=BEA)
    before, edits = content(database), entries(database)
    chosen = {
        "submission_ids": [other.id for other in (*others, others[1])],
        "excerpt_ids": [1],
        "marks": TagMarks(Stance.MIXED, Strength.ANECDOTE, " Look. "),
    }
    done = do(database, tag_many, priority_id=2, **chosen)
    assert done.result == ManyTagged(added=3, already_here=1)
    assert entries(database) == edits + 1
    added = rows(database, Tag)[3:]
    assert [(each.submission_id, each.excerpt_id) for each in added] == [
        (others[1].id, None),
        (others[2].id, None),
        (entry.id, 1),
    ]
    for each in added:
        assert (each.stance, each.strength, each.note) == (
            Stance.MIXED,
            Strength.ANECDOTE,
            "Look.",
        )
        assert (each.officer, each.priority_id) == (DESK.officer, 2)
    again = do(database, tag_many, priority_id=2, **chosen)
    assert (again.result, again.entry_id) == (ManyTagged(added=0, already_here=4), None)
    take_back(database, done)
    assert content(database) == before


def test_a_thousand_submissions_are_tagged_in_one_edit(database, call):
    incoming_rows = (IncomingRow(place, f"k{place}", "d") for place in range(2, 1_202))
    do(database, import_rows, call_id=call.id, file=incoming(incoming_rows))
    before = content(database)
    done = do(database, tag_many, priority_id=2, submission_ids=range(1, 1_201))
    assert done.result == ManyTagged(added=1_200, already_here=0)
    take_back(database, done)
    assert content(database) == before


def test_one_more_is_tagged_with_as_much_effort_however_much_is_tagged_so_already(database, call):
    answers = [IncomingRow(n, str(n), "d", answers=[(0, f"Yes {n}")]) for n in range(1, 402)]
    do(database, import_rows, call_id=call.id, file=incoming(answers))
    about = priority(database, call.id, "P1").id

    def steps(number):
        with database.writing(DESK) as work, effort(work.session) as found:
            tag_many(work, priority_id=about, submission_ids=[number])
        return found.steps

    few = steps(1)
    do(database, tag_many, priority_id=about, submission_ids=list(range(2, 400)))
    assert steps(401) < 1.5 * few


def test_what_is_gone_is_not_tagged_and_nothing_else_either(database, entry):
    gone = {"submission_ids": [entry.id, 99]}
    assert_refused(database, tag_many, StaleEditError, priority_id=2, **gone)
    assert_refused(database, tag_many, StaleEditError, priority_id=2, excerpt_ids=[1, 99])
    assert_refused(database, tag_many, StaleEditError, priority_id=99, excerpt_ids=[1])
    theirs = log(database, open_call(database), letter="Other.")
    mixed = {"submission_ids": [entry.id, theirs.id]}
    refused = assert_refused(database, tag_many, RefusedError, priority_id=2, **mixed)
    assert theirs.reference in refused.happened
    assert count(database, Excerpt) == 1
