"""What the workbook says of campaigns: who is in one, when it came in, and its text once."""

import pytest

from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.views import save_view
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.vocabulary import Edition, Permission
from lisdesk.rules.workbook_templates import WorkbookWish
from lisdesk.store.entities import Submission
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import at, do, log, open_call, rows
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.reading import sheets_of

LETTER = "We ask for a bus that runs at night, so that apprentices can reach their early shifts. "
MONTHS = [12, 12, 12, 12, 12, 1, 1, 1, 1, 1]


@pytest.fixture
def campaign(database):
    """Return a call with a campaign of ten letters, five in each of two months, and a stranger."""
    call = open_call(database)
    for place, month in enumerate(MONTHS):
        moment = at(2018 + (month == 1), month, 10 + place, 9).clock.now()
        log(
            database, call, respondent=f"Body {place}", letter=LETTER * 2, received_at=moment,
            permission=Permission.NAMED if place == 2 else None,
        )  # fmt: skip
    ids = [each.id for each in rows(database, Submission)]
    group = {"seed_id": 3, "submission_ids": ids, "name": "Night bus"}
    do(database, confirm_campaign, call_id=call.id, **group)
    stranger = {"respondent": "A stranger", "permission": Permission.UNNAMED}
    log(database, call, letter="Roads are bad near the old mill and its two bridges.", **stranger)
    return call


def test_the_internal_register_names_the_campaign_of_each_submission(
    database, campaign, export, tmp_path
):
    lines = sheets_of(export(database).path)["Submissions"]
    assert {line["Respondent"]: line["Campaign"] for line in lines} == {
        **{f"Body {place}": "Night bus" for place in range(10)},
        "A stranger": "",
    }
    named = View(RegisterFilter(permissions=(Permission.NAMED,)))
    do(database, save_view, call_id=1, name="Named", definition=written_view(named))
    path = tmp_path / "part.xlsx"
    wish = WorkbookWish(view="Named")
    export_evidence(database, EXPORT_DESK, CALL, path, Edition.INTERNAL, wish=wish)
    assert [line["Campaign"] for line in sheets_of(path)["Submissions"]] == ["Night bus"]
    public = sheets_of(export(database, Edition.PUBLICATION).path)["Submissions"]
    assert "Campaign" not in public[0]
