"""The two-level list of stakeholder types is the officers' own: edited, brought in and out."""

import pytest

from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.types import TypeCorrection, add_type, edit_type, move_type
from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.choices import read_type
from lisdesk.queries.areas import areas
from lisdesk.queries.register_lists import stakeholder_types
from lisdesk.queries.types import type_pages
from lisdesk.store.entities import StakeholderType
from lisdesk.tasks.plan_context import plan_context
from lisdesk.tasks.type_lists import bring_in_types, write_types
from tests.desk_work import DESK, assert_refused, content, do, entries, first, log, take_back


def type_id(database, key):
    return first(database, StakeholderType, StakeholderType.key == key).id


def pages(database):
    with database.reading() as session:
        return {page.key: page for page in type_pages(session)}


def edit(database, key, **changes):
    arguments = {"type_id": type_id(database, key), "correction": TypeCorrection(**changes)}
    return do(database, edit_type, **arguments)


def meant(database, word):
    with database.reading() as session:
        _, type_keys, _ = plan_context(session, 1)
    return read_type(word, type_keys)


def listing(tmp_path, text):
    path = tmp_path / "types.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_type_is_added_at_the_end_of_its_level_and_taken_back(database, call):
    before = content(database)
    added = do(database, add_type, label=" Think  tank ", parent="Other")
    assert added.result == "think-tank"
    found = pages(database)["think-tank"]
    assert (found.label, found.parent, found.place) == ("Think tank", "other", 1)
    take_back(database, added)
    assert content(database) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"label": " "},
        {"label": "!"},
        {"label": "Schools", "key": "school"},
        {"label": "SCHOOL"},
        {"label": "Kiosk", "parent": "business-small"},
        {"label": "Kiosk", "parent": "Narnia"},
    ],
    ids=str,
)
def test_a_type_that_does_not_fit_is_refused(database, call, changes):
    assert_refused(database, add_type, **changes)


def test_a_synonym_of_the_file_is_used_by_the_import_and_means_one_type(database, call):
    assert (meant(database, "Hospice"), meant(database, "charity")) == (None, "voluntary")
    edit(database, "health-care", synonyms=["Hospice", "hospice ", "Charity"])
    assert (meant(database, "HOSPICE"), meant(database, "charity")) == (
        "health-care",
        "health-care",
    )
    other = {
        "type_id": type_id(database, "school"),
        "correction": TypeCorrection(synonyms=["hospice"]),
    }
    assert "means the type “Health or care body” already" in str(
        assert_refused(database, edit_type, **other)
    )
    edit(database, "health-care", synonyms=[])
    assert (meant(database, "Hospice"), meant(database, "charity")) == (None, "voluntary")


def test_a_retired_type_is_not_used_by_imports_and_what_has_it_keeps_it(database, call):
    log(database, call, respondent="Acme", type_token="school", letter="One.")
    before = content(database)
    edit(database, "school", is_retired=True)
    assert meant(database, "School") is None
    page = pages(database)["school"]
    assert (page.is_retired, page.submissions, page.stakeholders) == (True, 1, 1)
    with database.reading() as session:
        assert [row.key for row in stakeholder_types(session) if row.is_retired] == ["school"]
    assert edit(database, "school", is_retired=True).entry_id is None
    edit(database, "school", is_retired=False)
    assert meant(database, "School") == "school"
    assert content(database)["type_retirement"] == before["type_retirement"]


def test_a_type_is_moved_with_those_below_it(database, call):
    before = content(database)
    business = type_id(database, "business")
    moved = do(database, move_type, type_id=business, parent_id=None, place=99)
    keys = list(pages(database))
    assert keys[-5:] == [
        "business",
        "business-micro",
        "business-small",
        "business-medium",
        "business-large",
    ]
    take_back(database, moved)
    assert content(database) == before
    school = type_id(database, "school")
    do(database, move_type, type_id=school, parent_id=business, place=2)
    assert list(pages(database))[1:4] == ["business", "business-micro", "school"]
    other = type_id(database, "other")
    assert_refused(database, move_type, type_id=business, parent_id=other, place=1)
    assert_refused(database, move_type, type_id=other, parent_id=school, place=1)
    assert_refused(database, move_type, type_id=other, parent_id=other, place=1)


def test_types_go_out_as_csv_and_come_back_as_they_are(database, call, tmp_path):
    edit(database, "school", synonyms=["Nursery", "Pre-school"], is_retired=True)
    path = tmp_path / "types.csv"
    assert write_types(database, path) == 24
    text = path.read_text(encoding="utf-8-sig")
    assert "school,School,,yes,Nursery; Pre-school\n" in text.replace("\r\n", "\n")
    before = content(database), entries(database)
    report = bring_in_types(database, DESK, path)
    assert (report.added, report.changed, report.already_here) == (0, 0, 24)
    assert (content(database), entries(database)) == before


def test_a_type_that_begins_like_a_formula_is_written_as_text_and_comes_back(
    database, call, tmp_path
):
    edit(database, "school", label="=1+1", synonyms=["-x", "y"])
    path = tmp_path / "types.csv"
    write_types(database, path)
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    assert "school,'=1+1,,,'-x; y\n" in text
    before = content(database)
    assert bring_in_types(database, DESK, path).already_here == 24
    assert content(database) == before


def test_a_list_renames_adds_moves_and_orders(database, call, tmp_path):
    path = listing(
        tmp_path,
        "key,label,parent,retired,synonyms\n"
        "other,Other,,,\n"
        "voluntary,Charity,,,Faith body\n"
        ",Museum,voluntary,,Gallery;Archive\n"
        "school,School,voluntary,no,\n",
    )
    report = bring_in_types(database, DESK, path)
    assert (report.added, report.changed, report.already_here) == (1, 2, 1)
    found = pages(database)
    assert list(found)[:5] == ["other", "voluntary", "museum", "school", "individual"]
    assert (found["museum"].synonyms, found["school"].parent) == (
        ("Gallery", "Archive"),
        "voluntary",
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("key\nschool\n", "no column label"),
        ("label,retired\nMuseum,perhaps\n", "neither yes nor no"),
        ("key,label\nmuseum,School\n", "Row 2: “School” means the type “School” already"),
        ("label,parent\nMuseum,Narnia\n", "Row 2"),
        ("key,label,parent\nbusiness,Business,other\n", "types have two levels"),
    ],
)
def test_a_list_that_does_not_fit_is_refused_with_its_row(database, call, tmp_path, text, what):
    before = content(database)
    with pytest.raises(RefusedError, match=what):
        bring_in_types(database, DESK, listing(tmp_path, text))
    assert content(database) == before


def test_an_area_lies_in_the_areas_of_one_or_two_bodies(database, call):
    log(database, call, respondent="Acme", area="Lichfield", letter="One.")
    both = AreaCorrection(
        lead="Greater Birmingham & Solihull", second_lead="Stoke-on-Trent & Staffordshire"
    )
    before = content(database)
    given = do(database, edit_area, area_id=1, correction=both)
    with database.reading() as session:
        (row,) = areas(session)
    assert (row.lead, row.second_lead) == (both.lead, both.second_lead)
    same = AreaCorrection(second_lead=both.lead)
    assert_refused(database, edit_area, area_id=1, correction=same)
    assert_refused(database, edit_area, area_id=1, correction=AreaCorrection(lead=""))
    take_back(database, given)
    assert content(database) == before
