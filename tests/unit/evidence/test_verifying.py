"""A workbook that was made earlier is compared with the call as it is now."""

import shutil
from datetime import UTC, datetime

import openpyxl
import pytest

from lisdesk import __version__
from lisdesk.edits.campaigns import (
    confirm_campaign,
    dissolve_campaign,
    remove_campaign_members,
)
from lisdesk.edits.submissions import (
    SubmissionCorrection,
    edit_submission,
    set_submission_aside,
)
from lisdesk.edits.targets import TargetDraft, remove_target, set_target
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.vocabulary import Edition, SetAside
from lisdesk.store.opening import open_database
from lisdesk.tasks.files import create_file
from lisdesk.tasks.verified_words import verified_words
from lisdesk.tasks.verifying import verify_file
from tests.desk_work import do, open_call
from tests.thorough import one_in
from tests.unit.evidence.conftest import EXPORT_DESK
from tests.unit.evidence.planted import in_cell, packed, parts_of, replaced

OFF_TOPIC = {"kind": SetAside.OFF_TOPIC, "reason": "Misread."}


def verified(database, path):
    return verify_file(database, EXPORT_DESK.clock, path)


@pytest.mark.parametrize("edition", one_in(2, [Edition.PUBLICATION, Edition.INTERNAL]))
def test_a_workbook_agrees_with_the_call_that_it_was_made_from(busy_database, export, edition):
    found = verified(busy_database, export(busy_database, edition).path)
    assert found.agrees
    assert found.changes == ()
    assert (found.is_current, found.is_altered) == (True, False)
    assert (found.edition, found.recorded_at is not None) == (
        edition,
        edition is Edition.PUBLICATION,
    )


def test_numbers_and_quotations_that_changed_since_are_told(busy_database, export):
    path = export(busy_database, Edition.PUBLICATION).path
    do(busy_database, set_submission_aside, submission_id=2, **OFF_TOPIC)
    found = verified(busy_database, path)
    assert not found.agrees
    assert (found.is_current, found.is_altered) == (False, False)
    ledger = {(each.line, each.column): (each.then, each.now) for each in found.changes
              if each.sheet == "Ledger"}  # fmt: skip
    then, now = ledger["Counted", "Submissions"]
    assert int(then) == int(now) + 1
    assert any(each.sheet == "Quotations" and each.then and not each.now for each in found.changes)


@pytest.fixture
def campaign_and_targets(busy_database):
    """Confirm a campaign, one of whose letters came in on a summer night, and set two targets."""
    at_night = SubmissionCorrection(received_at=datetime(2018, 7, 1, 23, 30, tzinfo=UTC))
    do(busy_database, edit_submission, submission_id=2, correction=at_night)
    members = {"seed_id": 1, "submission_ids": [2, 3, 10, 11, 15, 16], "name": "Letter = 1+1"}
    do(busy_database, confirm_campaign, call_id=1, **members)
    for draft in (TargetDraft(5, type_id=2), TargetDraft(9, area_id=1)):
        do(busy_database, set_target, call_id=1, draft=draft)


@pytest.mark.parametrize("edition", one_in(2, [Edition.INTERNAL, Edition.PUBLICATION]))
def test_campaigns_and_coverage_are_compared_as_the_other_numbers_are(
    busy_database, export, campaign_and_targets, edition
):
    path = export(busy_database, edition).path
    assert verified(busy_database, path).changes == ()
    do(busy_database, remove_campaign_members, campaign_id=1, submission_ids=[2, 3])
    do(busy_database, remove_target, target_id=2)
    found = verified(busy_database, path)
    told = {(each.sheet, each.line, each.column): (each.then, each.now) for each in found.changes}
    sheets = {sheet for sheet, _, _ in told}
    assert "Campaigns" in sheets
    assert "Campaign priorities" in sheets or edition is Edition.PUBLICATION
    if edition is Edition.INTERNAL:
        assert told["Campaigns", "CAM-0001", "Submissions"] == ("7", "5")
        assert told["Campaigns", "CAM-0001", "First received"][0] == "2018-07-02 00:30"
        (gone,) = {line for sheet, line, column in told if (sheet, column) == ("Coverage", "Gap")}
        assert told["Coverage", gone, "Target"] == ("9", "")


@pytest.mark.thorough
def test_a_sheet_that_came_or_went_with_what_it_is_about_is_told(
    busy_database, export, tmp_path, campaign_and_targets
):
    path = export(busy_database).path
    with_all = tmp_path / "with.xlsx"
    path.rename(with_all)
    do(busy_database, dissolve_campaign, campaign_id=1)
    for number in (1, 2):
        do(busy_database, remove_target, target_id=number)
    gone = {each.sheet for each in verified(busy_database, with_all).changes if not each.now}
    assert {"Coverage", "Campaigns", "Campaign priorities"} <= gone
    path = export(busy_database).path
    do(busy_database, set_target, call_id=1, draft=TargetDraft(4, type_id=2))
    came = {each.sheet for each in verified(busy_database, path).changes if not each.then}
    assert came == {"Coverage", "Chart of Coverage", "Respondents"}  # with its target


@pytest.mark.thorough
def test_what_a_chart_shows_otherwise_than_its_sheet_is_told(busy_database, export, tmp_path):
    parts = parts_of(export(busy_database).path)
    (chart,) = (name for name in parts if b"Counted submissions by day" in parts[name])
    replaced(chart, "by day", "by week")(parts, "")
    found = verified(busy_database, packed(parts, tmp_path / "altered.xlsx"))
    assert (found.is_altered, found.is_current) == (True, True)
    (change,) = found.changes
    assert (change.sheet, change.line) == ("Chart of Arrivals", "title")
    assert change.then == "Counted submissions by week of receipt"


@pytest.mark.thorough
def test_a_workbook_that_was_altered_is_known_by_its_cells(busy_database, export, tmp_path):
    parts = parts_of(export(busy_database, Edition.PUBLICATION).path)
    in_cell("Priorities", "H", 6)(parts, "999")
    found = verified(busy_database, packed(parts, tmp_path / "altered.xlsx"))
    assert (found.is_altered, found.is_current, found.recorded_at) == (True, True, None)
    (change,) = found.changes
    assert (change.sheet, change.then) == ("Priorities", "999")


@pytest.mark.thorough
def test_an_internal_workbook_of_another_state_may_have_been_altered(busy_database, export):
    path = export(busy_database).path
    do(busy_database, set_submission_aside, submission_id=2, **OFF_TOPIC)
    assert verified(busy_database, path).is_altered is None


def rewritten(path, to, *, version="0.0.1", left_out=(), cells=None):
    """Write a workbook as an earlier version might have: some sheets and cells are others."""
    book = openpyxl.load_workbook(path)
    for name in left_out:
        del book[name]
    cover = book["Cover"]
    (at,) = (row[1] for row in cover.iter_rows() if row[0].value == "lisdesk version")
    at.value = version
    for (sheet, cell), value in (cells or {}).items():
        book[sheet][cell] = value
    book.save(to)
    return to


@pytest.mark.parametrize(
    ("changes", "is_altered"),
    [
        ({"left_out": ["Questions", "Evidence strength"]}, False),
        ({"cells": {("Priorities", "G6"): "Once so"}}, None),
        ({"cells": {("Priorities", "G6"): "Once so"}, "version": __version__}, True),
    ],
)
def test_what_an_earlier_version_wrote_otherwise_is_no_alteration(
    busy_database, workbooks, tmp_path, changes, is_altered
):
    path = rewritten(workbooks[Edition.INTERNAL], tmp_path / "earlier.xlsx", **changes)
    shutil.copy(workbooks[Edition.INTERNAL].parent / "busy.lisdesk", tmp_path / "then.lisdesk")
    database = open_database(tmp_path / "then.lisdesk")
    found = verified(database, path)
    database.close()
    assert found.is_current
    assert found.is_altered is is_altered
    assert found.agrees is (is_altered is False)


@pytest.mark.thorough
def test_numbers_altered_with_the_version_are_judged_by_the_record(
    busy_database, export, workbooks, tmp_path
):
    altered = {"cells": {("Priorities", "G6"): "Once so"}}
    path = rewritten(
        export(busy_database, Edition.PUBLICATION).path, tmp_path / "altered.xlsx", **altered
    )
    found = verified(busy_database, path)
    assert (found.is_altered, found.is_current, found.recorded_at) == (True, True, None)
    assert "It was altered since it was made" in " ".join(verified_words(found))
    path = rewritten(workbooks[Edition.INTERNAL], tmp_path / "inside.xlsx", **altered)
    found = verified(busy_database, path)
    assert (found.is_altered, found.version) == (None, "0.0.1")
    assert (
        "cannot be told: it says that lisdesk 0.0.1 made it, which may have written some things "
        f"otherwise than this version, {__version__}."
    ) in " ".join(verified_words(found))


def test_a_file_that_was_only_saved_again_is_not_altered_by_the_record(
    busy_database, export, tmp_path
):
    path = export(busy_database, Edition.PUBLICATION).path
    found = verified(busy_database, rewritten(path, tmp_path / "again.xlsx"))
    assert (found.is_altered, found.changes, found.recorded_at) == (False, (), None)


def test_a_file_that_is_no_evidence_workbook_is_refused(busy_database, tmp_path, corpus):
    (tmp_path / "list.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="no evidence workbook"):
        verified(busy_database, tmp_path / "list.csv")


def test_a_workbook_of_another_file_is_refused(tmp_path, workbooks):
    database = create_file(tmp_path / "other.lisdesk", EXPORT_DESK)
    open_call(database)
    with pytest.raises(NotFoundError, match="another consultation file"):
        verified(database, workbooks[Edition.INTERNAL])
    database.close()


@pytest.mark.parametrize("name", ["lists.zip", "coded.qdpx", "frame.qdc"])
def test_of_lists_and_coded_projects_it_is_told_that_they_are_not_compared(
    busy_database, export, tmp_path, name
):
    path = export(busy_database, Edition.PUBLICATION, name).path
    with pytest.raises(RefusedError) as refusal:
        verified(busy_database, path)
    words = str(refusal.value)
    assert "lists and coded projects hold none of the numbers that are compared" in words
    assert f"the publication that {EXPORT_DESK.officer} made on 1 Mar 2019, 12:00, una" in words
    assert "workbook (.xlsx) or a report (.html, .docx)" in words
    assert "import" not in words
    (tmp_path / f"other-{name}").write_bytes(path.read_bytes() + b"x")
    with pytest.raises(RefusedError, match="No publication with its hash is on record"):
        verified(busy_database, tmp_path / f"other-{name}")
