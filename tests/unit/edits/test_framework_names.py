"""What a heading or a framework is found by: no word means two, also after an undo."""

from dataclasses import replace

import pytest

from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority
from lisdesk.edits.frameworks import remove_framework, save_framework
from lisdesk.edits.life_cycle import archive_call, begin_analysis, begin_report, mark_published
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.errors import RefusedError
from lisdesk.queries.frameworks import frameworks
from lisdesk.queries.priority_page import frame
from lisdesk.rules.frameworks import SHIPPED_FRAMEWORK, FrameworkDraft, HeadingDraft, group_words
from lisdesk.store.entities import Framework, FrameworkLabel, PriorityLabel
from lisdesk.store.frameworks import framework_by_key, labels_by_words
from tests.desk_work import assert_refused, at, count, do, first, priority, take_back


@pytest.fixture
def shipped(database, call):
    """Return the framework of the call as it stands."""
    return row(database, SHIPPED_FRAMEWORK)


def row(database, key):
    with database.reading() as session:
        return next(each for each in frameworks(session) if each.key == key)


def save(database, framework, headings, name=None):
    draft = FrameworkDraft(name or framework.name, headings)
    return do(database, save_framework, draft=draft, framework_id=framework.id)


def added(database, name, *headings):
    draft = FrameworkDraft(name, headings or [HeadingDraft("Skills")])
    return do(database, save_framework, draft=draft).result


def renamed(headings, key, name):
    return [replace(each, name=name) if each.key == key else each for each in headings]


def link_words(database, call, code):
    with database.reading() as session:
        return next(
            each.row.labels for each in frame(session, call.id).rows if each.row.code == code
        )


def test_a_name_that_is_the_key_of_another_heading_is_refused(database, shipped):
    headings = renamed(shipped.draft.headings, "ideas", "Innovation")
    save(database, shipped, headings)
    told = assert_refused(
        database, save_framework, RefusedError, framework_id=shipped.id,
        draft=FrameworkDraft(shipped.name, [HeadingDraft("ideas"), *headings]),
    )  # fmt: skip
    assert "“ideas”" in told.happened
    assert "“Innovation”" in told.happened
    headings = renamed(headings, "places", "Towns")
    also = [
        replace(each, aliases=["Places"]) if each.key == "people" else each for each in headings
    ]
    draft = FrameworkDraft(shipped.name, also)
    late = {"draft": draft, "framework_id": shipped.id}
    assert "“Places”" in assert_refused(database, save_framework, RefusedError, **late).happened


def test_a_heading_is_found_by_its_name_before_the_alias_and_the_key_of_another():
    # as it may stand in a file from before names were held against keys
    ideas = FrameworkLabel(key="ideas", name="People", aliases=["Places"])
    people = FrameworkLabel(key="people", name="Ideas", aliases=[])
    places = FrameworkLabel(key="growth", name="Places", aliases=["Clean & green"])
    for order in ([ideas, people, places], [places, people, ideas]):
        found = labels_by_words(order)
        assert found["ideas"] is people
        assert found["people"] is ideas
        assert found["places"] is places
        assert found["clean and green"] is found["growth"] is places


def test_what_is_ticked_under_a_new_name_hangs_on_that_heading(database, call, shipped):
    headings = renamed(shipped.draft.headings, "ideas", "Innovation")
    save(database, shipped, [HeadingDraft("Ideas and more"), *headings])
    do(database, add_priority, call_id=call.id,
       draft=PriorityDraft("P9", "Skills", foundations=["Ideas and more"]))  # fmt: skip
    assert link_words(database, call, "P9") == ("Ideas and more",)
    both = PriorityCorrection(foundations=["Ideas and more", "Innovation"])
    priority_id = priority(database, call.id, "P9").id
    do(database, edit_priority, priority_id=priority_id, correction=both)
    assert link_words(database, call, "P9") == ("Ideas and more", "Innovation")


def test_a_new_heading_with_the_old_name_of_another_takes_nothing_from_it(database, call, shipped):
    headings = renamed(shipped.draft.headings, "ideas", "Innovation")
    save(database, shipped, headings)
    do(database, add_priority, call_id=call.id,
       draft=PriorityDraft("P9", "Skills", foundations=["Innovation"]))  # fmt: skip
    again = renamed(headings, "ideas", "Invention")
    save(database, shipped, [HeadingDraft("Innovation"), *again])
    assert link_words(database, call, "P9") == ("Invention",)
    assert row(database, SHIPPED_FRAMEWORK).draft.headings[0].key == "innovation"


def test_a_new_key_is_never_the_name_of_another_heading(database):
    key = added(database, "Ours", HeadingDraft("Skills"))
    ours = row(database, key)
    save(database, ours, [HeadingDraft("Jobs", key="skills"), HeadingDraft("Pay")])
    pay = HeadingDraft("Growth", key="pay")
    save(database, ours, [HeadingDraft("Jobs", key="skills"), pay, HeadingDraft("Jobs!")])
    keys = [each.key for each in row(database, key).draft.headings]
    assert keys == ["skills", "pay", "jobs-2"]


def test_a_framework_is_not_named_like_the_key_of_another(database):
    missions = row(database, added(database, "Missions"))
    save(database, missions, missions.draft.headings, "Missions 2020")
    draft = FrameworkDraft("Missions", [HeadingDraft("Skills")])
    told = assert_refused(database, save_framework, RefusedError, draft=draft)
    assert "“Missions 2020”" in told.happened
    assert added(database, "Missions 2020!") == "missions-2020-2"
    with database.reading() as session:
        assert framework_by_key(session, "missions 2020").id == missions.id
        assert framework_by_key(session, "MISSIONS").id == missions.id


def test_an_undo_brings_back_no_second_framework_and_no_second_heading_of_a_name(database):
    gone = do(database, remove_framework, framework_id=row(database, added(database, "A")).id)
    second = row(database, added(database, "B"))
    save(database, second, second.draft.headings, "A")
    with pytest.raises(RefusedError, match="framework “A” already"):
        take_back(database, gone)
    assert count(database, Framework, Framework.name == "A") == 1
    save(database, second, [*second.draft.headings, HeadingDraft("Jobs")])
    without = save(database, second, second.draft.headings)
    save(database, second, [HeadingDraft("Jobs!", key="skills", aliases=["Jobs"])])
    with pytest.raises(RefusedError, match="“Jobs”"):
        take_back(database, without)


@pytest.mark.parametrize(
    "heading", [HeadingDraft("Skills; jobs"), HeadingDraft("Skills", aliases=["a; b"])]
)
def test_a_heading_has_no_semicolon_which_lists_have_between_two(database, heading):
    draft = FrameworkDraft("Ours", [heading])
    told = assert_refused(database, save_framework, RefusedError, draft=draft)
    assert "semicolon" in told.happened


def test_what_a_heading_is_stays_as_it_was_written(database):
    words = ["Amcan tŷ", "amcan tŷ", "UK mission", "people’s one-off", "grand challenge", ""]
    headings = [HeadingDraft(f"H{at}", each) for at, each in enumerate(words)]
    key = added(database, "Ours", *headings)
    stored = row(database, key).draft.headings
    shown = [group_words(each.group) for each in stored]
    assert shown == ["Amcan tŷ", "Amcan tŷ", "UK mission", "People’s one-off", "Grand challenge",
                     "Heading"]  # fmt: skip
    assert stored[0].group == stored[1].group
    save(database, row(database, key), stored)
    assert row(database, key).draft.headings == stored
    told = assert_refused(database, save_framework, RefusedError,
                          draft=FrameworkDraft("B", [HeadingDraft("x", "y" * 61)]))  # fmt: skip
    assert "at most 60" in told.happened


def test_the_framework_that_templates_name_is_not_removed(database):
    found = first(database, Framework)
    told = assert_refused(database, remove_framework, RefusedError, framework_id=found.id)
    assert "templates" in told.happened
    assert count(database, PriorityLabel) == 0


def test_the_framework_of_an_archived_call_stands_and_so_do_its_headings(database, call, shipped):
    other = row(database, added(database, "Ours"))
    before = save(database, shipped, renamed(shipped.draft.headings, "ideas", "Innovation"))
    closed = at(2019, 2, 2)
    for step in (begin_analysis, begin_report, mark_published, archive_call):
        do(database, step, desk=closed, call_id=call.id, reason="On our pages.")
    draft = FrameworkDraft(shipped.name, renamed(shipped.draft.headings, "ideas", "Invention"))
    late = {"draft": draft, "framework_id": shipped.id}
    told = assert_refused(database, save_framework, RefusedError, **late)
    assert f"{call.reference} is archived" in told.happened
    late["draft"] = replace(row(database, SHIPPED_FRAMEWORK).draft, name="Another")
    assert_refused(database, save_framework, RefusedError, **late)
    with pytest.raises(RefusedError, match="is archived"):
        take_back(database, before)
    save(database, other, [HeadingDraft("People")])
