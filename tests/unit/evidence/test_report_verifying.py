"""A report that was made earlier is compared with the call as it is now."""

import pytest

from lisdesk.edits.submissions import set_submission_aside
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Edition, SetAside
from lisdesk.tasks.verifying import verify_file
from tests.desk_work import do
from tests.thorough import one_in
from tests.unit.evidence.conftest import EXPORT_DESK

pytestmark = pytest.mark.thorough

CASES = [("html", Edition.PUBLICATION), ("docx", Edition.INTERNAL), ("docx", Edition.PUBLICATION)]


@pytest.mark.parametrize(("ending", "edition"), one_in(3, CASES, unpacks=True))
def test_a_report_agrees_until_the_call_changes(busy_database, export, ending, edition):
    path = export(busy_database, edition, f"report.{ending}").path
    found = verify_file(busy_database, EXPORT_DESK.clock, path)
    assert found.changes == ()
    assert (found.agrees, found.is_current, found.is_altered) == (True, True, False)
    assert (found.recorded_at is not None) is (edition is Edition.PUBLICATION)
    do(busy_database, set_submission_aside, submission_id=2, kind=SetAside.OFF_TOPIC,
       reason="Misread.")  # fmt: skip
    found = verify_file(busy_database, EXPORT_DESK.clock, path)
    assert not found.agrees
    ledger = {(each.line, each.column): (each.then, each.now) for each in found.changes
              if each.sheet == "Ledger of submissions"}  # fmt: skip
    then, now = ledger["Counted", "Submissions"]
    assert int(then) == int(now) + 1


def test_a_page_of_another_program_is_refused(busy_database, tmp_path):
    for name, content in (("x.html", b"<p>Hello</p>"), ("x.docx", b"PK"), ("y.html", b"\xff\xfe")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(RefusedError, match="no report of lisdesk"):
            verify_file(busy_database, EXPORT_DESK.clock, tmp_path / name)
