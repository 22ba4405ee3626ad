"""Priorities form a tree of one call, questions are numbered, settings have limits."""

from datetime import date

import pytest

from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.priorities import PriorityDraft, add_priorities, add_priority
from lisdesk.edits.questions import add_question
from lisdesk.edits.settings import (
    ATTACHMENT_LIMIT_MB,
    DECLARED,
    attachment_limit_bytes,
    change_setting,
)
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.vocabulary import PriorityStatus, QuestionKind
from lisdesk.store.entities import (
    FrameworkLabel,
    Priority,
    PriorityLabel,
    Question,
    Setting,
)
from tests.desk_work import (
    assert_refused,
    count,
    do,
    first,
    open_call,
    priority,
    rows,
)


def test_a_priority_hangs_on_its_parent_and_its_foundation(database, call):
    draft = PriorityDraft(
        " P2.1 ",
        "  Digital   skills ",
        parent="p2",
        foundations=["people"],
        definition=" D ",
        include=" I ",
        exclude=" E ",
        keywords=["coding", " ", " data "],
        status=PriorityStatus.AGREED,
    )
    assert do(database, add_priority, call_id=call.id, draft=draft).result == "P2.1"
    added = priority(database, call.id, "p2.1")
    assert (added.name, added.definition, added.include, added.exclude) == (
        "Digital skills",
        "D",
        "I",
        "E",
    )
    assert (added.keywords, added.status) == (["coding", "data"], PriorityStatus.AGREED)
    assert added.parent_id == priority(database, call.id, "P2").id
    assert added.position == 10
    link = first(database, PriorityLabel, PriorityLabel.priority_id == added.id)
    assert first(database, FrameworkLabel, FrameworkLabel.id == link.label_id).name == "People"


@pytest.mark.parametrize(
    ("draft", "error"),
    [
        (PriorityDraft("p2", "Taken"), RefusedError),
        (PriorityDraft("", "No code"), RefusedError),
        (PriorityDraft("P9", " "), RefusedError),
        (PriorityDraft("P 9", "Space"), RefusedError),
        (PriorityDraft("P9", "Orphan", parent="P8"), NotFoundError),
        (PriorityDraft("P9", "Own parent", parent="P9"), NotFoundError),
        (PriorityDraft("P9", "Nowhere", foundations=["Weather"]), RefusedError),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_priority_that_does_not_fit_is_refused(database, call, draft, error):
    assert_refused(database, add_priority, error, call_id=call.id, draft=draft)


def test_a_foundation_means_nothing_to_a_call_without_a_framework(database):
    draft = CallDraft("Bare", "LLEP", date(2018, 12, 6), parse_deadline("2019-01-31"))
    do(database, new_call, draft=draft)
    labelled = PriorityDraft("P1", "People", foundations=["People"])
    refused = assert_refused(database, add_priority, call_id=1, draft=labelled)
    assert "no framework" in refused.happened


def test_the_same_code_means_another_priority_in_another_call(database, call):
    other = open_call(database)
    draft = PriorityDraft("X1", "Mine", parent="P1")
    for each in (call, other):
        do(database, add_priority, call_id=each.id, draft=draft)
        child = priority(database, each.id, "X1")
        assert child.parent_id == priority(database, each.id, "P1").id


def test_several_priorities_come_whole_or_not_at_all(database, call):
    drafts = [PriorityDraft("A", "First"), PriorityDraft("A.1", "Child", parent="A")]
    assert do(database, add_priorities, call_id=call.id, drafts=drafts).result == ["A", "A.1"]
    drafts = [PriorityDraft("B", "First"), PriorityDraft("a.1", "Taken")]
    assert_refused(database, add_priorities, call_id=call.id, drafts=drafts)
    assert count(database, Priority, Priority.code == "B") == 0


def test_questions_are_numbered_after_the_last_one(database, call):
    choice = {"kind": QuestionKind.CHOICE, "choices": ["Yes", "No"]}
    number = do(database, add_question, call_id=call.id, text="  Do you\nagree? ", **choice).result
    assert number == 11
    added = rows(database, Question)[-1]
    assert (added.text, added.kind, added.choices) == (
        "Do you agree?",
        QuestionKind.CHOICE,
        ["Yes", "No"],
    )
    other = open_call(database)
    assert do(database, add_question, call_id=other.id, text="Else?").result == 11


def test_a_question_without_words_is_refused(database, call):
    assert_refused(database, add_question, call_id=call.id, text=" \n ")


@pytest.mark.parametrize("declared", DECLARED.values(), ids=lambda declared: declared.name)
def test_a_setting_takes_what_is_within_its_limits(database, declared):
    for value in (declared.least, declared.most):
        made = do(database, change_setting, name=declared.name, value=f" {value} ")
        assert made.result == value
        assert first(database, Setting).value == str(value)
    for value in (declared.least - 1, declared.most + 1, "", "x", "1.5", "-5", "٣", "9" * 30):
        arguments = {"name": declared.name, "value": str(value)}
        refused = assert_refused(database, change_setting, **arguments)
        assert declared.name in refused.happened


def test_a_setting_that_does_not_exist_is_refused_with_those_that_do(database):
    refused = assert_refused(database, change_setting, NotFoundError, name="colour", value="1")
    assert ATTACHMENT_LIMIT_MB.name in refused.do


def test_the_default_stands_until_a_setting_is_changed(database):
    with database.reading() as session:
        assert attachment_limit_bytes(session) == 25_000_000
    do(database, change_setting, name="attachment_limit_mb", value="1")
    with database.reading() as session:
        assert attachment_limit_bytes(session) == 1_000_000
