"""Views of the register under a name: written and read again whole, and any name is told."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lisdesk.edits.views import delete_view, rename_view, replace_view, save_view
from lisdesk.errors import NotFoundError
from lisdesk.queries.register import (
    BehindNumber,
    RegisterColumn,
    RegisterFilter,
    RegisterOrder,
    TaggedTo,
)
from lisdesk.queries.saved_views import View, read_view, saved_views, view_by_name, written_view
from lisdesk.rules.vocabulary import Channel, Disposition, Permission, Stance, Timing
from tests.desk_work import assert_refused, do

FULL = View(
    RegisterFilter(
        search='"town centre" -parking 😀 \ud800', dispositions=(Disposition.COUNTED,),
        timings=(Timing.LATE,), channels=(Channel.POST,), permissions=(Permission.NONE,),
        type_ids=(3, None), area_ids=(None, 2), priority_ids=(1, 2), all_priority_ids=(3,),
        no_priority_ids=(4,), stances=(Stance.MIXED, None), officers=("Jo O’Neill <b>",),
        question_ids=(5,), received_from=datetime(2019, 1, 1, tzinfo=UTC), is_unread=True,
        has_attachment=True, submission_ids=(7, 8), words="Behind a number",
        behind=BehindNumber(
            type_ids=(None, 1), tagged_to=TaggedTo(2, stances=(None, Stance.SUPPORT)),
            is_confidential=True,
        ),
    ),
    RegisterOrder(RegisterColumn.FOUND, is_descending=False),
    ("reference", "area"),
)  # fmt: skip


def test_a_view_is_read_as_it_was_written():
    found = read_view(written_view(FULL))
    assert found == FULL
    assert found.filter.words == FULL.filter.words
    assert read_view(written_view(View())) == View()


@given(st.text(max_size=40) | st.recursive(st.integers() | st.text(), st.lists).map(str))
def test_anything_else_is_no_view(words):
    assert read_view(words) is None
    assert read_view('{"filter": {"stances": ["no such"]}, "order": ["received", true]}') is None
    later = '{"filter": {"moods": [1]}, "order": ["received", true], "columns": []}'
    assert read_view(later) is None


def test_views_are_listed_by_name_and_found_without_regard_to_case(database, call):
    saved = do(
        database,
        save_view,
        call_id=call.id,
        name="  Zoë’s  <i>ones</i> ",
        definition=written_view(FULL),
    )
    assert saved.result == "Zoë’s <i>ones</i>"
    do(database, save_view, call_id=call.id, name="😀", definition=written_view(View()))
    do(database, save_view, call_id=call.id, name="a later one", definition="{}")
    with database.reading() as session:
        assert [row.name for row in saved_views(session, call.id)] == [
            "a later one", "Zoë’s <i>ones</i>", "😀",
        ]  # fmt: skip
        assert view_by_name(session, call.id, "zoë’s <I>ones</i>") == FULL
        for name in ("nothing", "a later one"):
            with pytest.raises(NotFoundError):
                view_by_name(session, call.id, name)


def test_a_name_is_needed_short_and_not_taken(database, call):
    do(database, save_view, call_id=call.id, name="Late", definition="{}")
    do(database, save_view, call_id=call.id, name="Early", definition="{}")
    for name in ("", " \n\0", "LATE", "x" * 121):
        assert_refused(database, save_view, call_id=call.id, name=name, definition="{}")
    assert_refused(database, rename_view, view_id=2, name="late")
    do(database, rename_view, view_id=2, name="EARLY")
    do(database, replace_view, view_id=2, definition=written_view(FULL))
    do(database, delete_view, view_id=1)
    with database.reading() as session:
        assert [(row.name, row.view) for row in saved_views(session, call.id)] == [("EARLY", FULL)]
