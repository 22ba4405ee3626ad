"""A workbook of a part of the call: by a saved view, by template, and never telling more."""

from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.edits.views import save_view
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.saved_views import View, written_view
from lisdesk.rules.vocabulary import Channel, Disposition, Edition, Permission, Stance
from lisdesk.rules.workbook_templates import Template, WorkbookWish, parse_template
from lisdesk.store.entities import Area, LeadBody, Publication
from lisdesk.store.lookup import call_by_reference
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.recorded_files import file_record
from lisdesk.tasks.verifying import verify_file
from tests.desk_work import do, first, rows
from tests.joint_call import joint_call
from tests.thorough import one_in
from tests.unit.evidence.conftest import CALL, EXPORT_DESK
from tests.unit.evidence.libreoffice import NEEDS_LIBREOFFICE, raw, through_libreoffice
from tests.unit.evidence.reading import facts_of, sheets_of
from tests.workbook_lint import lint

pytestmark = [pytest.mark.thorough, pytest.mark.timeout(400)]

HEADING_ROWS = 4
ONLINE = RegisterFilter(channels=(Channel.EMAIL,))
COUNTED = {"Counted", "Late, accepted"}


@pytest.fixture
def written(busy_database, tmp_path):
    """Save a view of a filter and export it."""

    def write(chosen=None, edition=Edition.INTERNAL, template=Template.FULL, subject="", name="x"):
        if chosen is not None:
            definition = written_view(View(chosen))
            do(busy_database, save_view, call_id=1, name=name, definition=definition)
        wish = WorkbookWish(template, subject, name if chosen is not None else "")
        path = tmp_path / f"{edition.key}-{template.key}.xlsx"
        export_evidence(
            busy_database, EXPORT_DESK, CALL, path, edition, wish=wish, unsettled_because="Tried."
        )
        return path

    return write


def test_every_number_of_a_view_is_of_its_submissions(written, workbooks):
    path = written(ONLINE)
    book, whole = sheets_of(path), sheets_of(workbooks[Edition.INTERNAL])
    wanted = [line for line in whole["Submissions"] if line["Channel"] == Channel.EMAIL.label]
    assert 0 < len(wanted) < len(whole["Submissions"])
    assert [each["Reference"] for each in book["Submissions"]] == [
        each["Reference"] for each in wanted
    ]
    assert book["Ledger"][-1]["Submissions"] == len(wanted)
    counted = {each["Reference"] for each in wanted if each["Disposition"] in COUNTED}
    assert {line["Reference"] for line in book["Matrix"]} == counted
    assert book["Evidence"] == [
        line for line in whole["Evidence"] if line["Submission reference"] in counted
    ]
    references = {each["Reference"] for each in wanted}
    for sheet in ("Answers", "Late"):
        assert book[sheet] == [line for line in whole[sheet] if line["Reference"] in references]
    assert sum(line["Submissions"] for line in book["Respondents"]) == len(counted)
    assert sum(line["Received"] for line in book["Arrivals"]) == len(counted)
    for line in book["Priorities"]:
        assert line["Submissions"] == sum(row[line["Code"]] for row in book["Matrix"])
    assert not {"Changes", "Redactions", "Frame history"} & set(book)


def test_the_filter_is_said_on_the_cover_and_on_every_sheet(written):
    path = written(ONLINE, name="Sent by mail")
    facts = facts_of(path)
    words = f"Only submissions with: channel {Channel.EMAIL.label}"
    assert facts["Filter in force"] == words
    number = len(sheets_of(path)["Submissions"])
    assert facts["Submissions in the filter"] == f"{number} of 40 received"
    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        said = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)[2][0]
        assert said.startswith(f"{words} ({number} of 40 received)"), name
    assert lint(path) == []


def test_a_workbook_of_all_says_so(workbooks):
    facts = facts_of(workbooks[Edition.INTERNAL])
    assert (facts["Template"], facts["Filter in force"]) == ("Full workbook", "All submissions")


TELLING = [
    RegisterFilter(type_ids=(1,)),
    RegisterFilter(area_ids=(1,)),
    RegisterFilter(permissions=(Permission.NAMED,)),
    RegisterFilter(search="roads"),
    RegisterFilter(submission_ids=(1, 2)),
    RegisterFilter(respondent_ids=(1,)),
    RegisterFilter(is_untagged=True),
    RegisterFilter(no_priority_ids=(1,)),
    RegisterFilter(question_ids=(1,)),
    replace(ONLINE, officers=("Ann Officer",)),
]


@pytest.mark.parametrize("chosen", one_in(4, TELLING))
def test_a_publication_is_not_narrowed_by_what_the_whole_withholds(written, tmp_path, chosen):
    with pytest.raises(RefusedError, match="cannot be narrowed"):
        written(chosen, Edition.PUBLICATION)
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_narrowed_publication_tells_nothing_that_the_whole_does_not(written, workbooks):
    path = written(
        replace(ONLINE, stances=(Stance.SUPPORT, None), dispositions=tuple(Disposition)),
        Edition.PUBLICATION,
        name="What Jo Secret wants",
    )
    book, whole = sheets_of(path), sheets_of(workbooks[Edition.PUBLICATION])
    for name in ("Submissions", "Evidence", "Answers", "Matrix", "Quotations"):
        everything = [tuple(line.values()) for line in whole[name]]
        assert book[name]
        assert all(tuple(line.values()) in everything for line in book[name])
    assert {line["Disposition"] for line in book["Submissions"]} <= COUNTED
    assert not {"Respondents", "Areas", "Priority × type", "Framework grid"} & set(book)
    assert {line["Stakeholders"] for line in book["Priorities"]} == {"withheld"}
    assert b"Jo Secret" not in path.read_bytes()
    assert "Secret" not in str(book)
    (withheld,) = [line for line in book["Notes"] if line["Note"] == "Withheld: words"]
    assert "confidentiality" not in withheld["Text"]


BOARD = ["Ledger", "Respondents", "Priorities", "Framework grid", "You said we did", "Notes"]


@pytest.mark.parametrize("edition", list(Edition))
def test_a_board_pack_has_the_sheets_of_the_board(written, workbooks, edition):
    path = written(edition=edition, template=Template.BOARD)
    book, whole = sheets_of(path), sheets_of(workbooks[edition])
    assert list(book) == ["Cover", "Contents", *BOARD]
    assert [line["Sheet"] for line in book["Contents"]] == list(book)
    assert facts_of(path)["Template"] == "Board pack"
    for name in BOARD[:-1]:
        assert book[name] == whole[name]
    assert lint(path) == []


def test_the_file_record_a_publication_tells_its_template(written, busy_database):
    wishes = [(Template.FULL, ""), (Template.BOARD, ""), (Template.FOUNDATION, "Ideas")]
    paths = [
        written(edition=Edition.PUBLICATION, template=template, subject=subject)
        for template, subject in wishes
    ]
    assert [each.filter for each in rows(busy_database, Publication)] == [
        "All submissions",
        "Board pack. All submissions",
        "One foundation: Ideas. All submissions",
    ]
    with busy_database.reading() as session:
        call = call_by_reference(session, CALL)
        for path in paths:  # with the hash of another file, as one has that was saved anew
            assert file_record(session, call, path, "", facts_of(path)).is_of_another
            other = {**facts_of(path), "Template": "One foundation: Place"}
            assert not file_record(session, call, path, "", other).is_of_another


@pytest.mark.parametrize("edition", list(Edition))
def test_one_foundation_has_its_priorities_with_the_numbers_of_the_whole(
    written, workbooks, edition
):
    path = written(edition=edition, template=Template.FOUNDATION, subject="People")
    book, whole = sheets_of(path), sheets_of(workbooks[edition])
    paths = {line["Code"]: line["Path"] for line in whole["Coding frame"]}
    own = {line["Code"] for line in whole["Priorities"] if "People" in line["Foundation"]}
    below = {
        code for code, at in paths.items()
        if any(at == paths[each] or at.startswith(f"{paths[each]} > ") for each in own)
    }  # fmt: skip
    assert own < below < set(paths)
    for name, column in (("Priorities", "Code"), ("Priority × type", "Code"),
                         ("Framework grid", "Code"), ("Evidence", "Priority code"),
                         ("Evidence strength", "Code"),
                         ("Quotations", "Code"), ("You said we did", "Code")):  # fmt: skip
        assert book[name] == [line for line in whole[name] if line[column] in below]
    assert facts_of(path)["Template"] == "One foundation: People"


def test_the_notes_of_a_part_say_what_it_is_of(written):
    for edition in Edition:
        path = written(ONLINE, edition, Template.FOUNDATION, "People", name=f"{edition.key} notes")
        notes = {line["Note"]: line["Text"] for line in sheets_of(path)["Notes"]}
        filter_words = facts_of(path)["Filter in force"]
        base = facts_of(path)["Submissions in the filter"]
        assert notes["Filter in force"].startswith(f"{filter_words}: {base}. Every number")
        assert notes["Template"].startswith("One foundation: People. Only the priorities of one")


def test_what_is_not_there_is_told_with_what_is(written):
    with pytest.raises(NotFoundError, match="Ideas"):
        written(template=Template.FOUNDATION, subject="Magic")
    with pytest.raises(NotFoundError):
        written(template=Template.LEP, subject="Nowhere")
    with pytest.raises(RefusedError, match="which one"):
        parse_template("foundation")
    assert parse_template("lep=Black Country") == (Template.LEP, "Black Country")


WISHES = [
    (ONLINE, Template.FULL, ""),
    (None, Template.BOARD, ""),
    (ONLINE, Template.BOARD, ""),
    (None, Template.FOUNDATION, "Ideas"),
]


@pytest.mark.parametrize("wish", one_in(2, WISHES))
def test_a_part_is_compared_with_the_same_part_of_the_call(written, busy_database, wish):
    path = written(*wish[:1], template=wish[1], subject=wish[2])
    found = verify_file(busy_database, EXPORT_DESK.clock, path, EXPORT_DESK.officer)
    assert found.agrees
    assert found.is_current


@pytest.fixture
def with_campaign_and_targets(busy_database):
    """Confirm a campaign of the busy call, of which some permit their words, and set targets."""
    members = {"seed_id": 1, "submission_ids": [2, 3, 10, 11, 15, 16, 22, 23]}
    do(busy_database, confirm_campaign, call_id=1, name="Letter = 1+1", **members)
    for draft in (TargetDraft(5, type_id=2), TargetDraft(9, area_id=1, question_id=1)):
        do(busy_database, set_target, call_id=1, draft=draft)


@NEEDS_LIBREOFFICE
@pytest.mark.parametrize("edition", Edition)
def test_every_template_and_edition_survives_libreoffice(
    written, busy_database, with_campaign_and_targets, tmp_path, edition
):
    area = first(busy_database, Area, Area.name == "Melton")
    do(busy_database, edit_area, area_id=area.id, correction=AreaCorrection(lead="llep"))
    area = first(busy_database, Area, Area.name == "Melton")
    lep = first(busy_database, LeadBody, LeadBody.id == area.lead_body_id).name
    subjects = {Template.FOUNDATION: "People", Template.LEP: lep}
    paths = [
        written(edition=edition, template=template, subject=subjects.get(template, ""))
        for template in Template
        if (edition, template) != (Edition.PUBLICATION, Template.LEP)  # which is refused
    ]
    paths[0] = paths[0].rename(paths[0].with_stem("whole"))
    paths.append(written(ONLINE, edition, name="view"))
    before = raw(paths[0])
    assert all(len(before[name]) > HEADING_ROWS for name in ("Campaigns", "Campaign priorities"))
    assert ("Coverage" in before) is (edition is Edition.INTERNAL)
    for path, saved in zip(paths, through_libreoffice(paths, tmp_path), strict=True):
        assert raw(saved) == raw(path)


@NEEDS_LIBREOFFICE
def test_a_joint_call_survives_libreoffice(database, tmp_path):
    joint = joint_call(database)
    lep = {"template": Template.LEP, "subject": next(iter(joint.parts))}
    paths = []
    for edition, wish in (
        (Edition.INTERNAL, WorkbookWish()),
        (Edition.PUBLICATION, WorkbookWish()),
        (Edition.INTERNAL, WorkbookWish(**lep)),
    ):
        paths.append(tmp_path / f"{edition.key}-{wish.template.key}.xlsx")
        told = {"wish": wish, "unsettled_because": "Tried."}
        export_evidence(database, EXPORT_DESK, joint.call.reference, paths[-1], edition, **told)
    assert all(len(raw(path)["Joint"]) > HEADING_ROWS for path in paths[:2])
    for path, saved in zip(paths, through_libreoffice(paths, tmp_path), strict=True):
        assert raw(saved) == raw(path)
