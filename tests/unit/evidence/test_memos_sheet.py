"""The internal edition lists memos with what they stand on; the publication knows of none."""

from datetime import UTC, datetime

from lisdesk.edits.memos import add_memo, edit_memo
from lisdesk.edits.redactions import redact_span
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.queries.evidence.answers import EVERYTHING_KEPT
from lisdesk.rules.vocabulary import Edition, Permission
from tests.desk_work import BEA, NOW, at, do, log
from tests.unit.evidence.test_redacted import cells

LETTER = "Jo Bloggs says that roads are poor."


def test_memos_stand_with_their_words_and_what_may_not_be_published_of_them(database, call):
    entry = log(database, call, letter=LETTER, permission=Permission.NAMED)
    span = {"text_id": 1, "start": 0, "end": 9}
    do(database, redact_span, **span, reason="third party named")
    do(database, add_memo, submission_id=entry.id, words="Who is\nJo?", **{**span, "end": 14})
    do(database, edit_memo, memo_id=1, words="A neighbour.", desk=at(2019, 1, 2, 9))
    later = datetime(2019, 1, 2, 9, tzinfo=UTC)
    do(database, add_memo, desk=BEA, submission_id=entry.id, words="Late.")
    found = cells(database, Edition.INTERNAL)["Memos"]
    assert [row[:5] for row in found] == [
        ["LLEP-0001", "Whole submission", None, "Late.", "Bea Officer"],
        ["LLEP-0001", "Letter", "Jo Bloggs says", "A neighbour.", "Ann Officer"],
    ]
    assert [row[7:] for row in found] == [
        [None, None, None, None],
        ["[redacted: third party named] “Jo Bloggs”", 0, 14, None],
    ]
    assert [row[5:7] for row in found] == [[NOW, None], [NOW, later]]
    assert "Memos" not in cells(database)


def test_a_memo_on_an_earlier_text_says_so(database, call):
    entry = log(database, call, letter=LETTER)
    place = {"text_id": 1, "start": 0, "end": 9}
    do(database, add_memo, submission_id=entry.id, words="Who?", **place)
    correction = SubmissionCorrection(letter="Nothing.")
    do(database, edit_submission, submission_id=entry.id, correction=correction)
    [row] = cells(database, Edition.INTERNAL)["Memos"]
    assert (row[2], row[-1]) == ("Jo Bloggs", "yes")
    assert row[7] == EVERYTHING_KEPT
