"""Words that an officer decided to keep stand in a report; examples of priorities stand nowhere."""

import pytest

from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.priority_merging import merge_priority
from lisdesk.edits.redactions import FoundPlace, keep_personal_data
from lisdesk.errors import RefusedError
from lisdesk.queries.evidence.personal_data import call_to_settle
from lisdesk.queries.publication_secrets import publication_secrets
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import do, log, priority, tag
from tests.thorough import one_in
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.read_reports import read

NUMBER = "0116 496 0000"
WORDS = f"Ring our line {NUMBER} for the buses."
BECAUSE = {"unsettled_because": "Tried."}


@pytest.fixture
def ringing(database, call):
    """Log a permitted letter with the number that the register has of its respondent."""
    entry = log(database, call, respondent="Bus Users", letter=WORDS, permission=Permission.NAMED)
    tag(database, entry, quote=WORDS)
    correction = StakeholderCorrection(telephone=f"+44 {NUMBER[1:]}")
    do(database, edit_stakeholder, stakeholder_id=entry.respondent_id, correction=correction)


def publish(database, path):
    export_evidence(database, EXPORT_DESK, CALL, path, Edition.PUBLICATION, **BECAUSE)
    return read(path)


@pytest.mark.parametrize("ending", one_in(2, ["html", "docx"]))
def test_a_report_has_words_that_are_kept_and_none_that_only_wait(
    database, ringing, tmp_path, ending
):
    path = tmp_path / f"report.{ending}"
    with pytest.raises(RefusedError):
        publish(database, path)
    assert not path.exists()
    with database.reading() as session:
        places = [
            FoundPlace(each.text_id, each.start, each.end, each.kind)
            for each in call_to_settle(session, 1).findings
        ]
    do(database, keep_personal_data, places=places, reason="A public line.")
    assert WORDS in [words for words, _ in publish(database, path).quotations]


def test_examples_of_a_priority_are_permitted_neither_while_it_stands_nor_later(database, call):
    examples = "Somebody wrote that nothing at all ever works around here."
    draft = PriorityDraft("P9", "Depots", definition="Where buses sleep.", examples=examples)
    do(database, add_priority, call_id=1, draft=draft)

    def permitted():
        with database.reading() as session:
            return list(publication_secrets(session, 1).permitted(None))

    before = permitted()
    merged = {name: priority(database, 1, code).id
              for name, code in (("priority_id", "P9"), ("into_id", "P2"))}  # fmt: skip
    do(database, merge_priority, **merged)
    for found in (before, permitted()):
        assert "Where buses sleep." in found
        assert examples not in found
