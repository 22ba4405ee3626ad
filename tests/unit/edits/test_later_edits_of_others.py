"""Undo that a colleague's later edit stands in the way of names who did what, and does nothing."""

import pytest

from lisdesk.edits.frame_import import FrameEntry, import_frame
from lisdesk.edits.history import take_back
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.priority_merging import merge_priority, split_priority
from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft
from tests.desk_work import BOB, assert_refused, do, log, priority, tag


def merged_and_its_code_taken(database, call, entry):
    tag(database, entry, "P3", quote="Skills")
    ends = {name: priority(database, call.id, code).id for name, code in ENDS}
    done = do(database, merge_priority, **ends)
    taken = {"call_id": call.id, "draft": PriorityDraft("P3", "Mine")}
    do(database, add_priority, desk=BOB, **taken)
    return done


def split_and_tagged_to(database, call, entry):
    number = tag(database, entry, "P3", quote="Skills")
    own = {"priority_id": priority(database, call.id, "P3").id, "tag_ids": [number]}
    done = do(database, split_priority, **own, draft=PriorityDraft("P9", "Split off"))
    tag(database, entry, "P9", desk=BOB, quote="gaps")
    return done


def tagged_together_and_so_by_another(database, call, entry):
    lines = [TagEntry(str(n), entry.reference, "P2", TagDraft(quote=w)) for n, w in enumerate(BOTH)]
    done = do(database, add_tags, call_id=call.id, entries=lines)
    tag(database, entry, "P3", desk=BOB, quote="gaps")
    return done


def listed_and_tagged_to(database, call, entry):
    lines = [
        FrameEntry(str(n), {"code": code, "name": code}) for n, code in enumerate(("P8", "P9"))
    ]
    done = do(database, import_frame, call_id=call.id, entries=lines)
    tag(database, entry, "P9", desk=BOB, quote="gaps")
    return done


ENDS = (("priority_id", "P3"), ("into_id", "P2"))
BOTH = ("Skills", "gaps")
CASES = {
    merged_and_its_code_taken: "Added priority LLEP-2018-01",
    split_and_tagged_to: "Tagged LLEP-0001",
    tagged_together_and_so_by_another: "Tagged LLEP-0001",
    listed_and_tagged_to: "Tagged LLEP-0001",
}


@pytest.mark.parametrize("make", CASES)
def test_a_colleagues_later_edit_in_the_way_is_named_and_once_it_is_gone_undo_goes(
    database, call, make
):
    entry = log(database, call, answers={1: "Skills gaps here."})
    done = make(database, call, entry)
    refused = assert_refused(database, take_back, entry_id=done.entry_id)
    later = done.entry_id + 1
    assert f"Edit {done.entry_id} (" in refused.happened
    assert BOB.officer in refused.happened
    assert f"(edit {later}: {CASES[make]})" in refused.happened
    assert f"Take back edit {later} first" in refused.in_window()
    assert "Ctrl+Shift+H" in refused.in_window()
    do(database, take_back, entry_id=later)
    do(database, take_back, entry_id=done.entry_id)
