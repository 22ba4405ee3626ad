"""Findings on a server: the same grid, warnings and barred words as in a file."""

from fractions import Fraction

import pytest

from lisdesk.edits.feedback import FeedbackDraft, set_feedback
from lisdesk.edits.findings import set_finding, set_scale
from lisdesk.errors import StaleEditError
from lisdesk.queries.findings import findings_page, quotations_for
from lisdesk.rules.quantifiers import QuantifierStep
from lisdesk.rules.vocabulary import Permission
from tests.desk_work import do, log, priority, tag

WORDS = "We will close the works and move away from here."


def test_a_finding_is_judged_on_a_server_as_in_a_file(database, call):
    own = log(database, call, letter="Trains are late.", permission=Permission.NAMED)
    shy = log(database, call, letter=WORDS, permission=Permission.NONE)
    tag(database, own, "P2", quote="Trains are late.")
    tag(database, shy, "P2", quote=WORDS)
    p2 = priority(database, call.id, "P2").id
    steps = [QuantifierStep("plenty", Fraction(2, 3)), QuantifierStep("some", Fraction(0))]
    do(database, set_scale, call_id=call.id, steps=steps)
    do(database, set_finding, priority_id=p2, text=f"Some say: “{WORDS.lower()}”", seen="")
    do(database, set_finding, priority_id=p2, type_id=2, text="Of firms.")
    do(database, set_feedback, priority_id=p2, draft=FeedbackDraft(we_did="A plan."))
    with pytest.raises(StaleEditError):
        do(database, set_finding, priority_id=p2, text="Other.", seen="")
    with database.reading() as session:
        row = findings_page(session, call.id).row(p2)
        quotable = [each.quote for each in quotations_for(session, call.id, p2)]
    assert quotable == ["Trains are late."]
    assert row.whole.is_barred
    assert row.whole.warning == "It says “some”; 2 of 2 is “plenty” on the scale."
    assert row.cell(2).text == "Of firms."
    assert row.feedback.we_did == "A plan."
