"""The report of a joint call: the same lines and sums as its workbook, withheld where they are."""

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.queries.report.received import joint_sections
from lisdesk.rules.vocabulary import Edition
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.verifying import verify_file
from tests.desk_work import DESK, do
from tests.joint_call import joint_call
from tests.thorough import one_in
from tests.unit.evidence.read_reports import read
from tests.unit.evidence.reading import sheets_of

HEADING = (2, "The bodies of the joint call")
CAPTION = "Bodies of the joint call"
CASES = [(edition, ending) for ending in ("html", "docx") for edition in reversed(Edition)]


def written(database, call, path, edition):
    export_evidence(database, DESK, call.reference, path, edition, unsettled_because="Tried.")
    return path


def same_as_the_workbook(database, joint, folder, edition, ending):
    """Compare the section with the sheet, and return the lines of the sheet."""
    sheet = sheets_of(written(database, joint.call, folder / "book.xlsx", edition))["Joint"]
    path = written(database, joint.call, folder / f"report.{ending}", edition)
    report = read(path)
    place = report.headings.index(HEADING)
    assert report.headings[place - 1][1] == "Who responded"
    assert report.tables[CAPTION] == [
        {head: cell for head, cell in line.items() if head != "How it adds up"} for line in sheet
    ]
    assert sheet[-1]["How it adds up"] in report.words
    return sheet


@pytest.mark.parametrize(("edition", "ending"), one_in(4, CASES, unpacks=True))
def test_a_report_has_the_lines_of_the_workbook_and_withholds_what_it_does(
    database, tmp_path, edition, ending
):
    joint = joint_call(database)
    lines = same_as_the_workbook(database, joint, tmp_path, edition, ending)
    is_withheld = edition is Edition.PUBLICATION
    assert ({each["Submissions"] for each in lines[:-1]} == {"withheld"}) is is_withheld


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_published_report_tells_the_lines_where_no_small_group_shows(database, tmp_path, ending):
    joint = joint_call(database)
    correction = CallCorrection(small_count_threshold=0)
    do(database, edit_call, call_id=joint.call.id, correction=correction)
    lines = same_as_the_workbook(database, joint, tmp_path, Edition.PUBLICATION, ending)
    assert [line["Submissions"] for line in lines] == [2, 2, 2, 1, 1, 1, 1, 2, 12]
    path = tmp_path / f"report.{ending}"
    assert verify_file(database, DESK.clock, path, DESK.officer).agrees


def test_the_report_of_one_body_has_no_such_section():
    assert joint_sections({}) == ()
