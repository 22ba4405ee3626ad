"""A form that is not finished is kept for its officer, and leaves no trace in the audit."""

from lisdesk.store.drafts import drop_draft, keep_draft, kept_draft
from tests.desk_work import DESK, entries

FORM = "log LLEP-2018-01"


def test_what_was_typed_last_is_kept_for_its_own_officer_and_form(database):
    before = entries(database)
    keep_draft(database, DESK, FORM, {"respondent": "Ac"})
    keep_draft(database, DESK, FORM, {"respondent": "Acme Ltd", "letter": "Dear all"})
    assert kept_draft(database, DESK.officer, FORM) == {
        "respondent": "Acme Ltd",
        "letter": "Dear all",
    }
    assert kept_draft(database, "Bob Officer", FORM) is None
    assert kept_draft(database, DESK.officer, "log another") is None
    assert entries(database) == before


def test_a_dropped_draft_is_gone(database):
    keep_draft(database, DESK, FORM, {"respondent": "Acme Ltd"})
    drop_draft(database, DESK.officer, FORM)
    drop_draft(database, DESK.officer, FORM)
    assert kept_draft(database, DESK.officer, FORM) is None
