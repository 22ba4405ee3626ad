"""The register: what a filter leaves, in which order, with which counts, and who can be chosen."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.reading import mark_read
from lisdesk.edits.submissions import AttachedFile, decide_late, set_submission_aside
from lisdesk.queries.register import RegisterColumn, RegisterFilter, RegisterOrder
from lisdesk.queries.register_counts import priority_counts, register_counts
from lisdesk.queries.register_lists import register_lists, respondents, stakeholder_types
from lisdesk.queries.register_rows import register_ids, register_rows
from lisdesk.rules.vocabulary import (
    Channel,
    Disposition,
    LateChoice,
    Permission,
    SetAside,
    Stance,
    Timing,
)
from lisdesk.store.entities import Priority, Stakeholder
from lisdesk.store.work import Desk
from tests.desk_work import DESK, at, do, first, log, tag
from tests.thorough import one_in

ANN = DESK.officer
BOB = Desk("Bob", DESK.clock)
BY_REFERENCE = RegisterOrder(RegisterColumn.REFERENCE, is_descending=False)


@pytest.fixture
def logged(database, call):
    """Five submissions: two in time, two late, one withdrawn."""
    in_time, late = at(2019, 1, 10), at(2019, 2, 3)
    acme = log(
        database, call, desk=in_time, respondent="Acme Ltd", type_token="business-small",
        area="Blaby", channel=Channel.TELEPHONE, permission=Permission.NAMED,
        answers={2: "We cannot find welders."},
    )  # fmt: skip
    log(
        database, call, desk=in_time, respondent="bellfield Trust", type_token="voluntary",
        channel=Channel.EMAIL, letter="Buses", attachments=[AttachedFile("map.pdf", b"%PDF")],
    )  # fmt: skip
    log(database, call, desk=late, respondent="Čapek & Co", letter="Housing and buses")
    refused = log(database, call, desk=late, respondent="Acme Ltd", letter="Too late")
    withdrawn = log(database, call, desk=in_time, respondent="Dee", letter="Take it back")
    do(database, decide_late, submission_id=refused.id, choice=LateChoice.REFUSE, reason="Late")
    do(
        database, set_submission_aside, submission_id=withdrawn.id, kind=SetAside.WITHDRAWN,
        reason="Asked",
    )  # fmt: skip
    do(database, mark_read, submission_ids=[acme.id])
    tag(database, acme, quote="welders")
    return database


def numbers(database, order=BY_REFERENCE, **chosen):
    with database.reading() as session:
        return register_ids(session, 1, ANN, RegisterFilter(**chosen), order)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"search": "buses"}, [2, 3]),
        ({"search": "acme"}, [1, 4]),
        ({"search": "llep-0005"}, [5]),
        ({"search": "  "}, [1, 2, 3, 4, 5]),
        ({"search": '" OR 1=1 --'}, []),
        ({"dispositions": (Disposition.LATE_WAITING, Disposition.WITHDRAWN)}, [3, 5]),
        ({"timings": (Timing.LATE,)}, [3, 4]),
        ({"channels": (Channel.TELEPHONE, Channel.EMAIL)}, [1, 2]),
        ({"permissions": (Permission.NAMED,)}, [1]),
        ({"permissions": (Permission.NONE,)}, [2, 3, 4, 5]),
        ({"area_ids": (1,)}, [1]),
        ({"area_ids": (None,)}, [2, 3, 4, 5]),
        ({"is_unread": True}, [2, 3, 4, 5]),
        ({"is_untagged": True}, [2, 3, 4, 5]),
        ({"has_attachment": True}, [2]),
        ({"submission_ids": (4, 2, 99)}, [2, 4]),
        ({"received_from": datetime(2019, 2, 1, tzinfo=UTC)}, [3, 4]),
        ({"received_before": datetime(2019, 2, 1, tzinfo=UTC), "is_unread": True}, [2, 5]),
    ],
)
def test_a_filter_leaves_what_it_says(logged, chosen, expected):
    if chosen.get("area_ids") == (1,):
        blaby = next(row for row in lists(logged).areas if row.name == "Blaby")
        chosen = {"area_ids": (blaby.id,)}
    assert numbers(logged, **chosen) == expected


def test_types_and_priorities_hold_those_below_them(logged):
    with logged.reading() as session:
        kinds = stakeholder_types(session)
    parents = [row for row in kinds if row.depth == 0]
    small = next(row for row in kinds if row.key == "business-small")
    parent = next(row for row in reversed(kinds[: kinds.index(small)]) if row.depth == 0)
    assert small.depth == 1
    assert len(parents) < len(kinds)
    assert numbers(logged, type_ids=(parent.id,)) == [1, 4]
    assert numbers(logged, type_ids=(None,)) == [3, 5]
    p2 = first(logged, Priority, Priority.code == "P2")
    assert numbers(logged, priority_ids=(p2.id,)) == [1]


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (RegisterColumn.RESPONDENT, [1, 4, 2, 5, 3]),
        (RegisterColumn.RECEIVED, [1, 2, 5, 3, 4]),
        (RegisterColumn.DISPOSITION, [1, 2, 3, 4, 5]),
        (RegisterColumn.ATTACHMENTS, [1, 3, 4, 5, 2]),
        (RegisterColumn.TAGS, [2, 3, 4, 5, 1]),
        (RegisterColumn.READ, [2, 3, 4, 5, 1]),
        (RegisterColumn.PERMISSION, [2, 3, 4, 5, 1]),
    ],
)
def test_every_order_can_be_turned_round(logged, column, expected):
    assert numbers(logged, RegisterOrder(column, is_descending=False)) == expected
    assert numbers(logged, RegisterOrder(column, is_descending=True)) == expected[::-1]


@pytest.mark.parametrize("column", one_in(3, RegisterColumn))
def test_every_column_sorts_all_rows(logged, column):
    assert sorted(numbers(logged, RegisterOrder(column))) == [1, 2, 3, 4, 5]


def test_lines_tell_counts_and_reading(logged):
    with logged.reading() as session:
        rows = {row.id: row for row in register_rows(session, [1, 2, 77], ANN)}
    assert sorted(rows) == [1, 2]
    assert (rows[1].answers, rows[1].tags, rows[1].attachments) == (1, 1, 0)
    assert rows[1].read_at is not None
    assert (rows[2].respondent, rows[2].attachments, rows[2].read_at) == (
        "bellfield Trust",
        1,
        None,
    )


def test_counts_tell_what_another_choice_would_leave(logged):
    with logged.reading() as session:
        chosen = RegisterFilter(dispositions=(Disposition.COUNTED,))
        counts = register_counts(session, 1, ANN, chosen)
        priorities = priority_counts(session, 1, ANN, chosen)
    assert (counts.total, counts.listed, counts.unread, counts.untagged) == (5, 2, 1, 1)
    assert counts.with_attachment == 1
    assert counts.late_waiting == 0
    assert counts.dispositions == {
        Disposition.COUNTED: 2,
        Disposition.LATE_WAITING: 1,
        Disposition.LATE_NOT_COUNTED: 1,
        Disposition.WITHDRAWN: 1,
    }
    assert counts.permissions == {Permission.NAMED: 1, Permission.NONE: 1}
    assert sum(counts.types.values()) == 2
    assert list(priorities.values()) == [1]


def test_reading_the_register_takes_a_handful_of_statements(logged):
    statements = []
    with logged.reading() as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *a: statements.append(a[2])
        )
        ids = register_ids(session, 1, ANN, RegisterFilter(search="buses"))
        register_rows(session, ids, ANN)
        assert len(statements) == 6
        register_counts(session, 1, ANN, RegisterFilter(search="buses"))
        priority_counts(session, 1, ANN, RegisterFilter(search="buses"))
        assert len(statements) == 13


@pytest.mark.parametrize(
    "chosen",
    [
        RegisterFilter(),
        RegisterFilter(search="buses"),
        RegisterFilter(channels=(Channel.EMAIL,)),
        RegisterFilter(type_ids=(1, None), permissions=(Permission.NAMED,)),
        RegisterFilter(is_unread=True, is_untagged=True, has_attachment=True),
    ],
)
def test_counting_looks_at_no_row_of_submissions_or_tags_beside_an_index(logged, chosen):
    asked = []
    with logged.reading() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *a: asked.append(a[2:4]))
        register_counts(session, 1, ANN, chosen)
        priority_counts(session, 1, ANN, chosen)
        plans = [
            step[-1]
            for statement, values in list(asked)
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    looks = [step for step in plans if re.match(r"(SEARCH|SCAN) (submission|tag)\b", step)]
    assert looks
    assert not [step for step in looks if "COVERING INDEX" not in step]


def test_respondents_are_found_by_what_is_typed(logged):
    with logged.reading() as session:
        assert [row.name for row in respondents(session, "ACME")] == ["Acme Ltd"]
        assert [row.name for row in respondents(session, "b")][0] == "bellfield Trust"
        assert respondents(session, "%") == []
        assert respondents(session, " ") == []
        [acme] = respondents(session, "acme l")
    assert (acme.type_key, acme.area, acme.submissions) == ("business-small", "Blaby", 2)
    assert first(logged, Stakeholder, Stakeholder.id == acme.id).name == "Acme Ltd"


def lists(database):
    with database.reading() as session:
        return register_lists(session, 1)


def test_the_lists_have_everything_to_choose_from(logged):
    found = lists(logged)
    assert len(found.questions) == 10
    assert found.types
    assert [row.code for row in found.priorities][:2] == ["P1", "P2"]


@pytest.fixture
def coded(database, call):
    """Six submissions tagged by two officers to P1, to P2 with its child P2.1, and to P3."""
    child = PriorityDraft("P2.1", "Welders", parent="P2")
    do(database, add_priority, call_id=call.id, draft=child)
    one, two, three, four, five, _ = [
        log(database, call, respondent=f"Body {number}", answers={number % 2 + 1: f"Text {number}"})
        for number in range(1, 7)
    ]
    tag(database, one, "P1", stance=Stance.SUPPORT)
    tag(database, one, "P2", stance=Stance.OPPOSE, desk=BOB)
    tag(database, two, "P2.1", stance=Stance.SUPPORT, desk=BOB)
    tag(database, three, "P2", stance=Stance.SUPPORT)
    tag(database, three, "P2.1", stance=Stance.OPPOSE, desk=BOB)
    tag(database, four, "P3")
    tag(database, five, "P1", stance=Stance.SUPPORT, desk=BOB)
    tag(database, five, "P3", stance=Stance.MIXED)
    return database


@pytest.mark.parametrize(
    ("chosen", "expected"),
    one_in(
        3,
        [
            ({"any": "P1 P2"}, [1, 2, 3, 5]),
            ({"all": "P1 P2"}, [1]),
            ({"none": "P2"}, [4, 5, 6]),
            ({"any": "P1 P3", "none": "P2"}, [4, 5]),
            ({"any": "P1 P2", "all": "P3"}, [5]),
            ({"all": "P1 P3", "none": "P2.1"}, [5]),
            ({"any": "P2", "stances": (Stance.SUPPORT,)}, [2]),
            ({"any": "P2", "stances": (Stance.MIXED,)}, [3]),
            ({"any": "P1 P2", "stances": (Stance.SUPPORT,)}, [1, 2, 5]),
            ({"all": "P1 P2", "stances": (Stance.SUPPORT,)}, []),
            ({"all": "P1 P2", "stances": (Stance.SUPPORT, Stance.OPPOSE)}, [1]),
            ({"stances": (Stance.OPPOSE,)}, [1, 3]),
            ({"stances": (None,)}, [4]),
            ({"stances": (Stance.MIXED, None)}, [4, 5]),
            ({"officers": ("Bob",)}, [1, 2, 3, 5]),
            ({"officers": ("Bob",), "any": "P1"}, [5]),
            ({"officers": ("Bob",), "any": "P2", "stances": (Stance.OPPOSE,)}, [1, 3]),
            ({"officers": ("Nobody",)}, []),
            ({"questions": (1,)}, [2, 4, 6]),
            ({"questions": (1, 2), "none": "P1 P3", "officers": ("Bob",)}, [2, 3]),
            ({"questions": (3,)}, []),
        ],
        unpacks=True,
    ),
    ids=str,
)
def test_tags_of_any_all_and_none_are_asked_for_with_stance_and_officer(coded, chosen, expected):
    wanted = dict(chosen)
    ways = {"any": "priority_ids", "all": "all_priority_ids", "none": "no_priority_ids"}
    for way, field in ways.items():
        codes = wanted.pop(way, "").split()
        wanted[field] = tuple(first(coded, Priority, Priority.code == code).id for code in codes)
    ids = {row.number: row.id for row in lists(coded).questions}
    wanted["question_ids"] = tuple(ids[number] for number in wanted.pop("questions", ()))
    assert numbers(coded, **wanted) == expected


def test_priorities_are_counted_by_the_tags_that_are_meant(coded):
    ids = {row.code: row.id for row in lists(coded).priorities}
    with coded.reading() as session:
        by_bob = priority_counts(session, 1, ANN, RegisterFilter(officers=("Bob",)))
        opposed = priority_counts(session, 1, ANN, RegisterFilter(stances=(Stance.OPPOSE,)))
    assert by_bob == {ids["P1"]: 1, ids["P2"]: 1, ids["P2.1"]: 2}
    assert opposed == {ids["P2"]: 1, ids["P2.1"]: 1}
    assert lists(coded).officers == ("Ann Officer", "Bob")


def test_all_chips_together_take_one_statement_and_one_more(coded):
    ids = tuple(row.id for row in lists(coded).priorities)
    chosen = RegisterFilter(
        search="text", priority_ids=ids[:3], all_priority_ids=ids[1:2], no_priority_ids=ids[4:],
        stances=(Stance.SUPPORT, None), officers=("Bob", ANN), question_ids=(1, 2),
        received_before=datetime(2030, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    statements = []
    with coded.reading() as session:
        event.listen(
            session.connection(), "before_cursor_execute", lambda *a: statements.append(a[2])
        )
        register_ids(session, 1, ANN, chosen)
    assert len(statements) == 2  # the first asks whether tags are hidden from her


def test_relevance_puts_those_first_that_say_it_most(database, call):
    log(database, call, letter="Buses buses buses buses.")
    log(database, call, letter="Trains, trams and " + "other words " * 30 + "buses.")
    log(database, call, letter="Nothing of it")
    by_relevance = RegisterOrder(RegisterColumn.FOUND)
    assert numbers(database, by_relevance, search="buses") == [1, 2]
    assert numbers(database, by_relevance, search="buses -nothing llep-0003") == []
    assert numbers(database, by_relevance, search="-buses") == [3]
    assert numbers(database, by_relevance) == [3, 2, 1]
    assert numbers(database, RegisterOrder(RegisterColumn.FOUND, is_descending=False)) == [1, 2, 3]
