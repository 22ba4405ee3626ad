"""A publication of some submissions tells of each of them no more than that of all does."""

from datetime import UTC, datetime

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.double_coding import draw_sample
from lisdesk.edits.submissions import SubmissionCorrection, edit_submission
from lisdesk.edits.views import save_view
from lisdesk.queries.evidence.preview import heat_ends
from lisdesk.queries.evidence.priorities import priority_by_question_sheet
from lisdesk.queries.evidence.snapshot import read_evidence
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.vocabulary import Channel, Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.store.work import Desk
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.verifying import verify_file
from tests.desk_work import DESK, do, log, tag
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.reading import sheets_of

pytestmark = pytest.mark.thorough


@pytest.fixture
def alone(database, call):
    """Log a submission that permits no words, alone in its channel, among others."""
    for channel in (Channel.ONLINE, Channel.POST, Channel.ONLINE):
        entry = log(
            database, call, letter="We ask for a bus.", answers={1: "Roads."}, channel=channel
        )
        tag(database, entry, quote="a bus")
    definition = written_view(View(RegisterFilter(channels=(Channel.POST,))))
    do(database, save_view, call_id=1, name="By post", definition=definition)
    return 2


def published(database, folder):
    """Return the cells of a new narrowed publication, but for what tells of its making."""
    path = folder / "part.xlsx"
    path.unlink(missing_ok=True)
    wish = WorkbookWish(view="By post")
    export_evidence(database, EXPORT_DESK, CALL, path, Edition.PUBLICATION, wish=wish)
    book = sheets_of(path)
    book["Cover"] = [line for line in book["Cover"] if line["Fact"] != "Content hash"]
    return book


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": {1: "n/a", 4: "A rail link.", 9: "Nothing else."}},
        {"answers": {1: "n/a"}, "letter": "n/a"},
        {"received_at": datetime(2018, 12, 2, 9, tzinfo=UTC)},
    ],
    ids=["other questions", "nothing but a non-answer", "before opening"],
)
def test_what_the_whole_does_not_tell_of_a_submission_changes_nothing(
    database, alone, tmp_path, changes
):
    before = published(database, tmp_path)
    assert [line["Reference"] for line in before["Submissions"]] == ["LLEP-0002"]
    assert before["Matrix"]
    do(database, edit_submission, submission_id=alone, correction=SubmissionCorrection(**changes))
    assert published(database, tmp_path) == before


def test_a_narrowed_publication_has_neither_bases_nor_timings(database, alone, tmp_path):
    book = published(database, tmp_path)
    assert "Questions" not in book
    assert list(book["Arrivals"][0])[:3] == ["Month", "Received", "Online form"]
    assert "Base" not in [line["Code"] for line in book["Priority × question"]]
    shares = {(line["Share of base"], line["Quantifier"]) for line in book["Priorities"]}
    assert shares == {("withheld", "withheld")}
    assert verify_file(database, EXPORT_DESK.clock, tmp_path / "part.xlsx").agrees


@pytest.mark.parametrize(
    ("edition", "view", "bases"),
    [
        (Edition.PUBLICATION, "By post", 0),
        (Edition.PUBLICATION, "", 1),
        (Edition.INTERNAL, "By post", 1),
    ],
)
def test_every_priority_is_shaded_and_no_base_is(database, alone, edition, view, bases):
    with database.reading() as session:
        wish = WorkbookWish(view=view)
        evidence = read_evidence(session, 1, edition, wish=wish, officer=DESK.officer)
    sheet = priority_by_question_sheet(evidence)
    rows = list(sheet.table.rows)
    assert heat_ends(evidence, sheet.table, len(rows)) == (
        len(evidence.frame),
        len(sheet.table.columns),
    )
    assert len(rows) == len(evidence.frame) + bases


def test_an_officer_who_codes_blind_publishes_what_all_tagged(database, alone, tmp_path):
    bob = Desk("Bob Officer", EXPORT_DESK.clock)
    chosen = RegisterFilter(priority_ids=(2,))
    do(database, save_view, call_id=1, name="P2", definition=written_view(View(chosen)))
    do(database, draw_sample, call_id=1, officers=[DESK.officer, bob.officer], percent=100)
    content = []
    for desk in (bob, EXPORT_DESK):
        path = tmp_path / "blind.xlsx"
        path.unlink(missing_ok=True)
        wish = WorkbookWish(view="P2")
        export_evidence(database, desk, CALL, path, Edition.PUBLICATION, wish=wish)
        content.append(path.read_bytes())
        assert len(sheets_of(path)["Submissions"]) == 3
    assert content[0] == content[1]
    inside = tmp_path / "inside.xlsx"
    export_evidence(database, bob, CALL, inside, Edition.INTERNAL, wish=WorkbookWish(view="P2"))
    assert sheets_of(inside)["Submissions"] == []


def notes(database, folder, edition, wish, name="notes.xlsx"):
    path = folder / name
    export_evidence(database, EXPORT_DESK, CALL, path, edition, wish=wish)
    return {line["Note"]: line["Text"] for line in sheets_of(path)["Notes"]}


@pytest.mark.parametrize("threshold", [0, 5])
def test_the_notes_of_a_part_tell_what_it_withholds_and_name_no_sheet_of_others(
    database, alone, tmp_path, threshold
):
    do(database, edit_call, call_id=1, correction=CallCorrection(small_count_threshold=threshold))
    said = notes(database, tmp_path, Edition.PUBLICATION, WorkbookWish(view="By post"))
    numbers = said["Withheld: numbers"]
    assert numbers.startswith(
        "Stakeholders, Share of base and Quantifier of every priority are “withheld”"
    )
    for sheet in ("Respondents", "Areas", "Priority × type", "Campaigns"):
        assert sheet not in numbers
    whole = notes(database, tmp_path, Edition.PUBLICATION, WorkbookWish(), "whole.xlsx")
    assert whole["Withheld: numbers"].startswith("No numbers") is (not threshold)


def test_the_notes_of_one_foundation_speak_of_shares_where_it_has_them(database, alone, tmp_path):
    for edition, view, words in (
        (Edition.PUBLICATION, "By post", "Their numbers are those of the publication of the same "),
        (Edition.INTERNAL, "By post", "Their numbers and shares are those of the workbook of "),
        (Edition.PUBLICATION, "", "Their numbers and shares are those of the workbook of "),
    ):
        wish = WorkbookWish(Template.FOUNDATION, "People", view)
        said = notes(database, tmp_path, edition, wish, f"{edition.key}{view}.xlsx")
        assert words in said["Template"]
        assert ("shares" in said["Template"]) is ("shares" in words)


def test_the_internal_workbook_of_the_same_submissions_has_them(database, alone, tmp_path):
    path = tmp_path / "inside.xlsx"
    wish = WorkbookWish(view="By post")
    export_evidence(database, EXPORT_DESK, CALL, path, Edition.INTERNAL, wish=wish)
    book = sheets_of(path)
    assert book["Questions"][0]["Answered"] == 1
    assert list(book["Arrivals"][0])[1:4] == ["Received", "In time", "Late"]
    assert book["Priority × question"][-1]["Code"] == "Base"
