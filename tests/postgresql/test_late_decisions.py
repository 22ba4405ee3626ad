"""Two officers decide about the same late submission of a server database at the same instant."""

import threading
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from lisdesk.edits.submission_lists import decide_late_submissions
from lisdesk.edits.submissions import decide_late
from lisdesk.errors import StaleEditError
from lisdesk.queries.soundness import findings
from lisdesk.rules.vocabulary import LateChoice
from lisdesk.store.entities import AuditEntry, LateDecision
from tests.desk_work import DESK, do, log, rows

LATE = datetime(2019, 2, 3, tzinfo=UTC)
PAT = DESK._replace(officer="Pat Second")
ACCEPTED = {"choice": LateChoice.ACCEPT, "reason": "Post was slow."}


def one(work, submission_id, seen, **decision):
    return decide_late(work, submission_id=submission_id, seen=seen, **decision)


def several(work, submission_id, seen, **decision):
    return decide_late_submissions(work, submission_ids=[submission_id], seen=seen, **decision)


@pytest.mark.parametrize("was_decided", [False, True], ids=["first", "again"])
@pytest.mark.parametrize(
    ("first_does", "second_does"),
    [
        pytest.param(one, several),
        *(
            pytest.param(*pair, marks=pytest.mark.thorough)
            for pair in ((one, one), (several, one), (several, several))
        ),
    ],
)
def test_of_two_who_decide_about_one_late_submission_at_once_one_wins(
    database, call, first_does, second_does, was_decided
):
    late = log(database, call, letter="Late.", received_at=LATE)
    seen = {late.id: None}
    if was_decided:  # so that a decision of the same kind changes nothing of the submission
        do(database, decide_late, submission_id=late.id, **ACCEPTED)
        seen = {late.id: rows(database, LateDecision)[-1].id}
    ended = []

    def decide_second():
        try:
            with database.writing(PAT) as work:
                second_does(work, late.id, seen, **ACCEPTED)
            ended.append(None)
        except StaleEditError as error:
            ended.append(error)

    second = threading.Thread(target=decide_second)
    with database.writing(DESK) as work:
        first_does(work, late.id, seen, **{**ACCEPTED, "reason": "It snowed."})
        second.start()
        wait_for_one_that_waits(database, ended)
    second.join()
    assert str(ended[0]) == (
        "Ann Officer has decided about LLEP-0001 meanwhile: “accept”, since “It snowed”. "
        "That decision stands as it is, and yours was not saved. "
        "Look at it as it stands now, and decide anew if yours is to stand in its place."
    )
    decided = rows(database, LateDecision)
    assert [each.officer for each in decided] == ["Ann Officer"] * (1 + was_decided)
    told = [each for each in rows(database, AuditEntry) if each.verb.startswith("decide_late")]
    assert [each.officer for each in told] == ["Ann Officer"] * (1 + was_decided)
    with database.reading() as session:
        assert [each for each in findings(session) if each.problems] == []


def wait_for_one_that_waits(database, ended):
    """Wait until the server says that a session waits for another one, or until that has ended."""
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    ends_at = time.monotonic() + 10
    while not ended:
        with database.reading() as session:
            if session.scalar(asked):
                return
        assert time.monotonic() < ends_at
        time.sleep(0.01)
