"""Frameworks beside that of 2017: added, corrected, chosen for a call, and taken back."""

from dataclasses import replace

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.call_framework import choose_framework
from lisdesk.edits.frameworks import remove_framework, save_framework
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.errors import RefusedError, StaleEditError
from lisdesk.queries.framework_choice import framework_choice
from lisdesk.queries.frameworks import call_heading_word, frameworks
from lisdesk.queries.priority_page import frame
from lisdesk.queries.summary import Breakdown, breakdown
from lisdesk.rules.frameworks import SHIPPED_HEADINGS, FrameworkDraft, HeadingDraft
from lisdesk.store.entities import Call, Framework, FrameworkLabel, PriorityLabel, QuestionLabel
from tests.desk_work import assert_refused, content, count, do, first, log, tag, take_back

MISSIONS = FrameworkDraft(
    "Levelling Up (2022)",
    [
        HeadingDraft("Pay and Productivity", "mission", ["Pay"]),
        HeadingDraft("Skills and People", "Mission", ["People"]),
        HeadingDraft("Devolution", "boundary"),
    ],
)


@pytest.fixture
def missions(database):
    """Return a file with a second framework, and its number."""
    key = do(database, save_framework, draft=MISSIONS).result
    return first(database, Framework, Framework.key == key).id


def row(database, framework_id):
    with database.reading() as session:
        return next(each for each in frameworks(session) if each.id == framework_id)


def test_a_framework_is_added_with_its_headings_and_taken_back(database):
    before = content(database)
    done = do(database, save_framework, draft=MISSIONS)
    assert done.result == "levelling-up-2022"
    with database.reading() as session:
        shipped, added = frameworks(session)
    assert len(shipped.draft.headings) == 9
    assert [(each.name, each.group, each.key) for each in added.draft.headings] == [
        ("Pay and Productivity", "mission", "pay-and-productivity"),
        ("Skills and People", "mission", "skills-and-people"),
        ("Devolution", "boundary", "devolution"),
    ]
    take_back(database, done)
    assert content(database) == before


def test_a_renamed_heading_keeps_what_hangs_on_it(database, call):
    add = PriorityDraft("P9", "Skills", foundations=["People"])
    do(database, add_priority, call_id=call.id, draft=add)
    shipped = row(database, call.framework_id)
    headings = [
        replace(each, name="People and skills") if each.key == "people" else each
        for each in reversed(shipped.draft.headings)
    ]
    links = count(database, PriorityLabel)
    draft = FrameworkDraft("Industrial Strategy", headings)
    saved = do(database, save_framework, draft=draft, framework_id=shipped.id, seen=shipped.draft)
    assert saved.result == "industrial-strategy-2017"
    after = row(database, shipped.id)
    assert after.draft.headings[0].name == "Future of Mobility"
    assert count(database, PriorityLabel) == links
    with database.reading() as session:
        labels = {each.row.code: each.row.labels for each in frame(session, call.id).rows}
    assert labels["P9"] == ("People and skills",)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (FrameworkDraft(" ", MISSIONS.headings), "needs a name"),
        (FrameworkDraft("industrial strategy (2017)", MISSIONS.headings), "already"),
        (FrameworkDraft("A", []), "needs headings"),
        (FrameworkDraft("A", [HeadingDraft("B"), HeadingDraft("C", aliases=["b"])]), "called “b”"),
        (FrameworkDraft("A", [HeadingDraft("x" * 201)]), "at most 200"),
    ],
)
def test_what_is_no_framework_is_refused(database, draft, words):
    assert words in assert_refused(database, save_framework, RefusedError, draft=draft).happened


def test_a_heading_that_something_hangs_on_is_not_left_out(database, call):
    shipped = row(database, call.framework_id)
    draft = FrameworkDraft(shipped.name, shipped.draft.headings[1:])
    late = {"draft": draft, "framework_id": shipped.id}
    told = assert_refused(database, save_framework, RefusedError, **late)
    assert "“Ideas” has" in told.happened


def test_a_heading_that_templates_name_stays_though_nothing_hangs_on_it(database, call):
    shipped = row(database, call.framework_id)
    assert {each.key for each in shipped.draft.headings} == SHIPPED_HEADINGS
    do(database, choose_framework, call_id=call.id, key="")
    kept = [each for each in shipped.draft.headings if each.key != "future-of-mobility"]
    late = {"draft": FrameworkDraft(shipped.name, kept), "framework_id": shipped.id}
    told = assert_refused(database, save_framework, RefusedError, **late)
    assert told.happened.startswith("“Future of Mobility” comes with every file")


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(database, missions):
    before = row(database, missions).draft
    do(database, save_framework, draft=FrameworkDraft("Ours", MISSIONS.headings),
       framework_id=missions)  # fmt: skip
    late = {"draft": before, "framework_id": missions, "seen": before}
    assert_refused(database, save_framework, StaleEditError, **late)


def test_a_framework_goes_only_when_no_call_uses_it(database, call, missions):
    told = assert_refused(database, remove_framework, RefusedError, framework_id=call.framework_id)
    assert call.reference in told.happened
    do(database, remove_framework, framework_id=missions)
    assert count(database, Framework) == 1
    assert count(database, FrameworkLabel) == 9


def test_what_another_framework_would_do_is_counted_before_and_is_what_it_does(
    database, call, missions
):
    add = PriorityDraft("P9", "Skills", foundations=["People", "Ideas"])
    do(database, add_priority, call_id=call.id, draft=add)
    key = row(database, missions).key
    before = content(database)
    with database.reading() as session:
        choice = framework_choice(session, call.id, key)
        none = framework_choice(session, call.id, "")
        shipped = row(database, call.framework_id).key
        assert framework_choice(session, call.id, shipped) is None
        assert framework_choice(session, call.id, "gone") is None
        assert framework_choice(session, 99, key) is None
    assert content(database) == before
    links = count(database, PriorityLabel), count(database, QuestionLabel)
    told = do(database, choose_framework, call_id=call.id, key=key).result
    assert told.startswith(f"No longer linked to anything: {', '.join(choice.lost)}; ")
    left = count(database, PriorityLabel), count(database, QuestionLabel)
    assert (choice.priorities_kept, choice.questions_kept) == left
    assert choice.priorities_lost > 0
    assert (none.priorities_kept, none.questions_kept, none.name) == (0, 0, "")
    assert set(none.lost) == {*choice.lost, "People"}
    assert links > left


def test_a_call_that_takes_another_framework_keeps_what_both_have_and_tells_the_rest(
    database, call, missions
):
    add = PriorityDraft("P9", "Skills", foundations=["People", "Ideas"])
    do(database, add_priority, call_id=call.id, draft=add)
    before = content(database)
    done = do(database, edit_call, call_id=call.id,
              correction=CallCorrection(framework="levelling up (2022)"))  # fmt: skip
    told = done.result.consequence
    assert told.startswith("No longer linked to anything: Ideas, ")
    assert "People" not in told
    assert first(database, Call).framework_id == missions
    with database.reading() as session:
        shown = frame(session, call.id)
        assert call_heading_word(session, call.id) == "Mission"
    assert shown.labels == ("Pay and Productivity", "Skills and People", "Devolution")
    labels = {each.row.code: each.row.labels for each in shown.rows}
    assert labels["P9"] == ("Skills and People",)
    assert count(database, QuestionLabel) > 0
    take_back(database, done)
    assert content(database) == before


def test_a_call_may_have_no_framework_and_an_unknown_one_is_refused(database, call):
    do(database, choose_framework, call_id=call.id, key="")
    assert first(database, Call).framework_id is None
    assert count(database, PriorityLabel) == 0
    with database.reading() as session:
        assert call_heading_word(session, call.id) == "Foundation"
    unknown = {"call_id": call.id, "key": "weather"}
    told = assert_refused(database, choose_framework, RefusedError, **unknown)
    assert "industrial-strategy-2017" in told.do


def test_the_breakdown_by_heading_counts_the_first_kind_of_headings(database, call, missions):
    do(database, choose_framework, call_id=call.id, key="levelling-up-2022")
    for code, heading in (("P8", "Pay"), ("P9", "Devolution")):
        draft = PriorityDraft(code, heading, foundations=[heading])
        do(database, add_priority, call_id=call.id, draft=draft)
    tag(database, log(database, call, letter="Buses."), "P8")
    with database.reading() as session:
        counted = breakdown(session, call.id, Breakdown.FOUNDATION)
    assert (counted[0].label, counted[0].submissions) == ("Pay and Productivity", 1)
    assert "Devolution" not in [each.label for each in counted]


def test_two_headings_that_come_together_under_another_framework_are_told(database, call):
    pay = HeadingDraft("Ideas", "mission", ["People"])
    do(database, save_framework, draft=FrameworkDraft("Joined", [pay]))
    for code, on in (("P8", ["Ideas"]), ("P9", ["People"])):
        draft = PriorityDraft(code, "Skills", foundations=on)
        do(database, add_priority, call_id=call.id, draft=draft)
    told = do(database, choose_framework, call_id=call.id, key="joined").result
    assert "What was linked to Ideas, People is linked to “Ideas” now." in told
