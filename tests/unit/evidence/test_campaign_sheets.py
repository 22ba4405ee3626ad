"""What the workbook says of campaigns: who is in one, when it came in, and its text once."""

from datetime import datetime

import pytest
from python_calamine import CalamineWorkbook

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.redactions import redact_span
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.views import save_view
from lisdesk.exchange.finished.reading import check_finished
from lisdesk.queries.publication_secrets import publication_secrets
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.vocabulary import Edition, Permission, SetAside
from lisdesk.rules.workbook_templates import WorkbookWish
from lisdesk.store.entities import SourceText, Submission
from lisdesk.tasks.exporting import export_evidence
from tests.desk_work import at, do, first, log, open_call, rows
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.planted import in_cell, packed, parts_of
from tests.unit.evidence.reading import sheets_of

LETTER = "We ask for a bus that runs at night, so that apprentices can reach their early shifts. "
FIRST = "Skills for those who work at night are scarce in every village that we know of here."
ROADS = "Roads are bad near the old mill and its two bridges, as all who live in the valley know."
BOTH = f"[Q1] {FIRST}\n\n[Letter] {LETTER * 2}".strip()
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
            answers={1: FIRST} if place == 2 else {},
        )  # fmt: skip
    ids = [each.id for each in rows(database, Submission)]
    group = {"seed_id": 3, "submission_ids": ids, "name": "Night bus"}
    do(database, confirm_campaign, call_id=call.id, **group)
    log(database, call, respondent="A stranger", letter=ROADS)
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


def line_of(database, export, edition=Edition.PUBLICATION):
    (line,) = sheets_of(export(database, edition).path)["Campaigns"]
    return line


def received(line):
    return line["First received"], line["Last received"]


def test_officers_see_when_a_campaign_came_in_and_its_text_once(database, campaign, export):
    line = line_of(database, export, Edition.INTERNAL)
    assert received(line) == (datetime(2018, 12, 10, 9), datetime(2019, 1, 19, 9))
    assert line["Text shown once"].strip() == BOTH
    assert line["Seed"] == "LLEP-0003"
    do(database, set_submission_aside, submission_id=3, kind=SetAside.WITHDRAWN, reason="Asked.")
    line = line_of(database, export, Edition.INTERNAL)
    assert line["Text shown once"].strip() == BOTH


def test_a_publication_tells_months_and_the_text_as_far_as_its_seed_permits(
    database, campaign, export
):
    line = line_of(database, export)
    assert received(line) == ("2018-12", "2019-01")
    assert line["Text shown once"].strip() == BOTH
    letter = first(database, SourceText, SourceText.submission_id == 3, SourceText.body != FIRST)
    place = {"text_id": letter.id, "start": 0, "end": len("We ask for a bus")}
    do(database, redact_span, **place, reason="personal data")
    text = line_of(database, export)["Text shown once"]
    assert "a bus" not in text.split(".")[1]
    assert "[Letter] [redacted: personal data] that runs at night" in text
    do(database, request_confidentiality, submission_id=3, reason="Private.")
    assert line_of(database, export)["Text shown once"] == ""


def test_months_that_would_tell_who_was_in_a_campaign_are_withheld(database, campaign, export):
    others = [each.id for each in rows(database, Submission)][1:5]
    for submission_id in others:  # December is left with one letter, as the register would tell
        do(
            database, edit_submission, submission_id=submission_id,
            correction=SubmissionCorrection(received_at=at(2019, 1, 11, 9).clock.now()),
        )  # fmt: skip
    assert received(line_of(database, export)) == ("withheld", "2019-01")
    do(database, edit_call, call_id=1, correction=CallCorrection(small_count_threshold=11))
    line = line_of(database, export)
    assert received(line) == ("withheld", "withheld")
    assert line["Submissions"] == "fewer than 11"


@pytest.mark.parametrize("edition", Edition)
def test_without_a_campaign_the_sheet_says_none(database, export, edition):
    log(database, open_call(database), letter=ROADS)
    path = export(database, edition).path
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Campaigns").to_python()
    assert [row[0] for row in sheet[3:]] == ["None."]
    assert "Campaign priorities" not in sheets_of(path)


def test_the_text_that_is_shown_once_is_searched_as_the_seeds_own_words(
    database, campaign, export, tmp_path
):
    parts = parts_of(export(database, Edition.PUBLICATION).path)

    def leaks(text, row=5, column="O"):
        changed = dict(parts)
        in_cell("Campaigns", column, row)(changed, text)
        with database.reading() as session:
            checked = check_finished(
                packed(changed, tmp_path / "x.xlsx"), "xlsx", publication_secrets(session, 1)
            )
        return {(leak.place, leak.what) for leak in checked.leaks}

    assert leaks(BOTH) == set()
    assert leaks("2019-02", column="E") == set()
    strangers = "words that stand in no text that may be published"
    for text in (
        f"[Q1] {FIRST}\n\n[Q2] {' '.join(reversed(LETTER.split()))}",
        "No such words at all.",
    ):
        assert leaks(text) == {("Campaigns O5", strangers)}
    assert any(place == "Campaigns O5" for place, _ in leaks(f"[Q1] {FIRST}\n\n[Q2] {ROADS}"))
    do(database, request_confidentiality, submission_id=3, reason="Private.")
    assert ("Campaigns O5", "something of a submission of which nothing may be said") in leaks(BOTH)
