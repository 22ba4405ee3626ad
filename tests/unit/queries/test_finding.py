"""What is found by typing: by reference, by code and by every name of a stakeholder."""

import pytest

from lisdesk.edits.stakeholder_merging import merge_stakeholders
from lisdesk.queries.finding import FoundKind, found, submissions_with_words
from lisdesk.rules.stakeholder_fields import StakeholderField
from tests.desk_work import do, log, open_call


@pytest.fixture
def two_calls(database, call):
    """Return a call with Acme Ltd (1) and Bea Barn (2), and another with Acorn Trust (3)."""
    log(database, call, respondent="Acme Ltd", email="jo@acme.example", letter="One.")
    log(database, call, respondent="Bea Barn", letter="Two.")
    other = open_call(database, lead="Solent", prefix="SOLENT")
    log(database, other, respondent="Acorn Trust", letter="Three.")
    return call


def names(database, call, typed, kind=FoundKind.STAKEHOLDER):
    with database.reading() as session:
        things = found(session, call.id, typed)
    return [(thing.name, thing.detail) for thing in things if thing.kind is kind]


def test_stakeholders_of_the_call_come_before_others_of_the_register(database, two_calls):
    assert names(database, two_calls, "ac") == [
        ("Acme Ltd", "1 submission"),
        ("Acorn Trust", "0 submissions"),
    ]
    assert names(database, two_calls, "jo@acme") == [("Acme Ltd", "1 submission")]
    assert names(database, two_calls, "%") == []


def test_a_name_given_up_in_a_merge_still_finds(database, two_calls):
    merge = {"into_id": 1, "merged_id": 2, "take": [StakeholderField.NAME]}
    do(database, merge_stakeholders, **merge)
    assert names(database, two_calls, "acme") == names(database, two_calls, "bea")
    assert names(database, two_calls, "bea") == [("Bea Barn", "2 submissions")]


def test_a_submission_is_found_by_the_end_of_its_reference(database, two_calls):
    assert names(database, two_calls, "0002", FoundKind.SUBMISSION) == [("LLEP-0002", "Bea Barn")]


def test_a_search_of_the_texts_counts_submissions_of_the_call_alone(database, two_calls):
    with database.reading() as session:
        counts = {
            query: submissions_with_words(session, two_calls.id, query)
            for query in ("two", "on*", "three", "-one", "", "“”")
        }
    assert counts == {"two": 1, "on*": 1, "three": 0, "-one": 1, "": 0, "“”": 0}
