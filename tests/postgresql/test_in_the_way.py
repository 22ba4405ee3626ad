"""On a server, too, a refused undo names whose later edit is in the way: there the refusal of a row
ends all that its transaction may ask, but for what was kept open. And nothing blind is suggested.
"""

import pytest

from lisdesk.edits.double_coding import draw_sample, reveal_sample
from lisdesk.edits.history import take_back
from lisdesk.tasks.learning_examples import learning_examples, tags_to_learn_from
from lisdesk.tasks.suggesting import suggesting_for
from tests.desk_work import BOB, DESK, assert_refused, do, log, tag
from tests.unit.edits.test_later_edits_of_others import CASES


@pytest.mark.parametrize("make", CASES)
def test_a_colleagues_later_edit_in_the_way_is_named(database, call, make):
    entry = log(database, call, answers={1: "Skills gaps here."})
    done = make(database, call, entry)
    refused = assert_refused(database, take_back, entry_id=done.entry_id)
    later = done.entry_id + 1
    assert f"{BOB.officer} added" in refused.happened
    assert f"(edit {later}: {CASES[make]})" in refused.happened
    do(database, take_back, entry_id=later)
    do(database, take_back, entry_id=done.entry_id)


def test_what_is_coded_blind_counts_and_teaches_nothing(database, call):
    blind = [log(database, call, answers={1: f"Skills {number}."}) for number in (1, 2)]
    officers = [DESK.officer, BOB.officer]
    drawn = do(database, draw_sample, call_id=call.id, officers=officers, size=2)

    def taught():
        with database.reading() as session:
            page = suggesting_for(session, blind[0].id, BOB.officer).page
            learnt = len(learning_examples(session, call.id))
            return page.tags_in_call, learnt, tags_to_learn_from(session, call.id)

    for entry in (*blind, log(database, call, answers={1: "Skills."})):
        tag(database, entry)
    assert taught() == (1, 1, 1)
    do(database, reveal_sample, sample_id=drawn.result.sample_id, reason="Enough.")
    assert taught() == (3, 3, 3)
