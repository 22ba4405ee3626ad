"""The workbook tells what was merged, and how the coding frame came to be."""

import pytest

from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.priority_merging import merge_priority
from lisdesk.rules.vocabulary import Edition
from tests.desk_work import at, do, log, open_call, priority, tag
from tests.unit.evidence.reading import sheets_of


@pytest.fixture
def merged(database):
    call = open_call(database)
    for number, code in enumerate(("P2", "P3", "P3")):
        tag(database, log(database, call, letter="Skills.", respondent=f"B{number}"), code)
    own, into = (priority(database, call.id, code).id for code in ("P3", "P2"))
    words = PriorityCorrection(examples="=Such as.", definition="Roads.")
    do(database, edit_priority, desk=at(2018, 12, 11), priority_id=own, correction=words)
    ends = {"priority_id": own, "into_id": into, "reason": "One theme."}
    do(database, merge_priority, desk=at(2018, 12, 12), **ends)
    return database


@pytest.mark.parametrize("edition", list(Edition))
def test_what_was_merged_stands_behind_the_frame_with_where_it_went(merged, export, edition):
    book = sheets_of(export(merged, edition, "book.xlsx").path)
    *_, line = book["Coding frame"]
    assert (line["Code"], line["Status"], line["Merged into"]) == ("P3", "Merged", "P2")
    assert (line["Definition"], line["Used by"]) == ("Roads.", "")
    is_internal = edition is Edition.INTERNAL
    assert line.get("Examples") == ("=Such as." if is_internal else None)
    used = {each["Code"]: each["Used by"] for each in book["Coding frame"]}
    assert used["P2"] == 3
    assert ("Frame history" in book) is is_internal


def test_the_history_of_the_frame_is_told_from_its_beginning(merged, export):
    book = sheets_of(export(merged, Edition.INTERNAL, "book.xlsx").path)
    redefined, last = book["Frame history"]
    assert redefined["What"] == "Changed: definition, examples"
    assert last["What"] == "Merged into P2 People with 2 tags"
    assert str(last["When"]).startswith("2018-12-12")
    assert (last["Priority then"], last["Tags"]) == ("P3 Infrastructure", 2)
    assert (last["Reason"], last["Officer"]) == ("One theme.", "Ann Officer")
