"""Findings and what was done: overtaken, carried with their priorities, refused."""

import pytest
from sqlalchemy import text

from lisdesk.edits.feedback import FeedbackDraft, remove_feedback, set_feedback
from lisdesk.edits.findings import LONGEST_TEXT, remove_finding, set_finding, set_scale
from lisdesk.edits.priority_merging import merge_priority
from lisdesk.edits.priority_removal import delete_priority
from lisdesk.errors import DamagedFileError, NotFoundError, RefusedError, StaleEditError
from lisdesk.rules.edit_words import words_of_edit
from lisdesk.rules.feedback import FeedbackStatus
from lisdesk.rules.quantifiers import DEFAULT_SCALE
from lisdesk.store.entities import AuditEntry, Feedback, Finding, QuantifierScale
from lisdesk.store.scales import scale_of
from tests.desk_work import assert_refused, content, count, do, priority, rows, take_back


@pytest.fixture
def place(database, call):
    return {"priority_id": priority(database, call.id, "P2").id}


def texts(database):
    return {(each.priority_id, each.type_id): each.text for each in rows(database, Finding)}


def test_a_finding_that_another_officer_changed_is_not_written_over(database, place):
    do(database, set_finding, **place, text="First.", seen="")
    for seen in ("", "Another."):
        with pytest.raises(StaleEditError):
            do(database, set_finding, **place, text="Second.", seen=seen)
        with pytest.raises(StaleEditError):
            do(database, remove_finding, **place, seen=seen)
    do(database, set_finding, **place, text="Second.", seen="First.")
    do(database, set_feedback, **place, draft=FeedbackDraft(we_did="Yes."), seen=FeedbackDraft())
    with pytest.raises(StaleEditError):
        do(database, remove_feedback, **place, seen=FeedbackDraft())
    assert list(texts(database).values()) == ["Second."]


def test_what_says_nothing_too_much_or_no_reason_is_refused(database, call, place):
    for said in ("", " \0\n", "x" * (LONGEST_TEXT + 1)):
        assert_refused(database, set_finding, **place, text=said)
    for draft in (
        FeedbackDraft(),
        FeedbackDraft(we_did="No.", status=FeedbackStatus.NOT_TAKEN_UP),
        FeedbackDraft(you_said="Trains.", status=FeedbackStatus.DONE),
        FeedbackDraft(owner="x" * 201),
    ):
        assert_refused(database, set_feedback, **place, draft=draft)
    assert_refused(database, set_scale, call_id=call.id, steps=DEFAULT_SCALE[:2])
    with pytest.raises(NotFoundError):
        do(database, remove_finding, **place)
    with pytest.raises(NotFoundError):
        do(database, remove_feedback, **place)


def test_the_same_again_is_no_edit(database, call, place):
    draft = FeedbackDraft(we_did="Yes.")
    do(database, set_finding, **place, text="Trains.")
    do(database, set_feedback, **place, draft=draft)
    assert do(database, set_finding, **place, text=" Trains. ").entry_id is None
    assert do(database, set_feedback, **place, draft=draft).entry_id is None
    assert do(database, set_scale, call_id=call.id, steps=DEFAULT_SCALE).entry_id is None
    assert count(database, QuantifierScale) == 0


def test_findings_go_with_the_tags_of_a_priority_that_goes(database, call, place):
    other = priority(database, call.id, "P3").id
    do(database, set_finding, **place, text="Of skills.")
    do(database, set_finding, **place, type_id=2, text="Of firms.")
    do(database, set_finding, priority_id=other, text="Of roads.")
    do(database, set_feedback, **place, draft=FeedbackDraft("Said.", "Did."))
    do(database, set_feedback, priority_id=other, draft=FeedbackDraft(we_did="Built."))
    before = content(database)
    merged = do(database, merge_priority, priority_id=place["priority_id"], into_id=other)
    assert texts(database) == {
        (other, None): "Of roads.\n\nFrom P2: Of skills.",
        (other, 2): "Of firms.",
    }
    feedback = rows(database, Feedback)
    assert [(each.you_said, each.we_did) for each in feedback] == [
        ("From P2: Said.", "Built.\n\nFrom P2: Did.")
    ]
    take_back(database, merged)
    assert content(database) == before


def test_a_priority_that_is_deleted_takes_its_findings_along(database, place):
    do(database, set_finding, **place, text="Of skills.")
    do(database, set_feedback, **place, draft=FeedbackDraft(we_did="Did."))
    deleted = do(database, delete_priority, **place)
    assert deleted.result.findings == 1
    assert texts(database) == {}
    assert count(database, Feedback) == 0
    take_back(database, deleted)
    assert list(texts(database).values()) == ["Of skills."]


def test_the_history_names_the_priority(database, place):
    do(database, set_finding, **place, text="Of skills.")
    entry = rows(database, AuditEntry)[-1]
    words = words_of_edit(entry.verb, entry.subject)
    assert words == "Wrote the finding on LLEP-2018-01 P2"


def test_a_scale_that_lisdesk_never_wrote_is_damage(database, call):
    for steps in ('[{"word": "most", "at_least": "1/0"}]', '[{"word": "most"}]', "[]"):
        with database.write_engine.begin() as connection:
            connection.execute(text("DELETE FROM quantifier_scale"))
            connection.execute(
                text("INSERT INTO quantifier_scale (call_id, steps, version) VALUES (1, :s, 1)"),
                {"s": steps},
            )
        with database.reading() as session, pytest.raises(DamagedFileError):
            scale_of(session, call.id)


def test_a_finding_of_a_type_that_is_none_is_refused(database, place):
    with pytest.raises((RefusedError, StaleEditError)):
        do(database, set_finding, **place, type_id=999_999, text="Of nobody.")
