"""What a form or a list of the programme says twice, of several or not at all is told, not lost."""

import csv

import pytest

from lisdesk.edits.lead_bodies import find_or_add_lead_body
from lisdesk.edits.programme import save_area, set_body_names
from lisdesk.errors import RefusedError
from lisdesk.queries.programme import area_row
from lisdesk.rules.programme import (
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaSpelling,
    AreaUpdate,
    BodyNameDraft,
    BodyNames,
)
from lisdesk.store.entities import LeadBody
from lisdesk.tasks.programme import write_programme
from lisdesk.tasks.programme_lists import ProgrammeContent
from tests.desk_work import DESK, assert_refused, content, do, first


def row(database, name):
    with database.reading() as session:
        return area_row(session, name)


def spelled(database, name):
    return [each.told for each in row(database, name).spellings]


def save(database, name, **said):
    do(database, save_area, area_id=row(database, name).id, draft=AreaDraft(name, **said))


def test_a_spelling_with_two_sets_of_dates_is_refused_and_equal_ones_are_one(held):
    first_one, second = (
        AreaSpelling("Wessex", "in 2000", "in 2005"),
        AreaSpelling("WESSEX", "in 2011", "by 2018"),
    )
    refused = assert_refused(
        held, save_area, RefusedError, area_id=row(held, "Solent").id,
        draft=AreaDraft("Solent", aliases=[first_one, second]),
    )  # fmt: skip
    assert refused.happened == "“WESSEX” is given twice, with other dates."
    save(held, "Solent", aliases=[first_one, AreaSpelling("wessex", "2000", "2005"), "Wessex"])
    assert spelled(held, "Solent") == ["Wessex (from in 2000, until in 2005)"]


def test_a_list_with_two_sets_of_dates_for_a_spelling_is_refused_by_its_rows(held, bring_in):
    before = content(held)
    text = "area,spelling,from,until\nDorset,Wessex,2000,2005\nDorset,wessex,{},2005\n"
    with pytest.raises(RefusedError, match="Row 3: “wessex” stands in row 2 too, with other dates"):
        bring_in(text.format("2001"))
    assert content(held) == before
    assert bring_in(text.format("2000")).added == 1
    assert spelled(held, "Dorset") == ["Wessex (from in 2000, until in 2005)"]


def test_a_body_of_several_areas_means_none_of_them_by_whichever_name(held):
    do(held, save_area, draft=AreaDraft("The Coast", members=[AreaMember("Solent")]))
    do(held, save_area, draft=AreaDraft("The Isles", members=[AreaMember("Dorset")]))
    for name, owners in (("M3", ("Solent", "Cumbria")), ("M27", ("Dorset",))):
        for owner in owners:
            body = first(held, LeadBody, LeadBody.name == owner)
            names = [BodyNameDraft(name), BodyNameDraft("Up North")]
            do(held, set_body_names, lead_body_id=body.id, names=names)
    assert row(held, "Solent").name == "Solent"  # an area of that name comes first
    do(held, save_area, area_id=row(held, "Solent").id, draft=AreaDraft("South Hampshire"))
    refused = [
        ("Solent", "“Solent” is a body of South Hampshire and The Coast."),
        ("M27", "“M27” has been a name of a body of Dorset and The Isles."),
    ]
    for name, told in refused:
        with pytest.raises(RefusedError) as error:
            row(held, name)
        assert error.value.happened == told


def test_only_what_takes_a_day_hints_at_one(held, bring_in):
    for name in ("Dorset", "Solent"):
        save(held, name, aliases=["Wessex"])
        body = first(held, LeadBody, LeadBody.name == name)
        do(held, set_body_names, lead_body_id=body.id, names=[BodyNameDraft("The Coast")])
    for text in ("area,wave\nWessex,2\n", "body,code\nThe Coast,X1\n"):
        with pytest.raises(RefusedError, match="--on") as told:
            bring_in(text)
        assert "--on" not in told.value.in_window()
    with held.writing(DESK) as work, pytest.raises(RefusedError, match="has been a name") as told:
        find_or_add_lead_body(work, "The Coast")
    assert "--on" not in str(told.value)


def test_a_column_that_stands_twice_is_refused_and_one_that_is_unknown_is_told(held, bring_in):
    with pytest.raises(RefusedError, match="“newer.csv” has the column places twice"):
        bring_in("area,places,Places\nDorset,A,B\n")
    report = bring_in("area,lead,wave,Notes,\nDorset,Solent,3,,\nSolent,,3,,\n")
    assert report.already_here == 2
    [note] = report.notes
    assert note.startswith("“lead” and “notes” are no columns of this list and were left out; it")
    [note] = bring_in("area,document,wave\nDorset,Plan,2\n").notes
    assert note.startswith("“wave” is no column of this list and was left out; it may have area, d")


def test_wrong_headings_are_told_once_and_no_row_is_counted(bring_in):
    with pytest.raises(RefusedError, match=r"^“newer.csv” has no column area\."):
        bring_in("region,wave\nDorset,1\nSolent,2\n")


def test_two_figures_of_the_last_century_are_told_as_they_were_read(held, bring_in):
    [note] = bring_in("area,target,announced\nDorset,Apr-98,Mar-19\n").notes
    assert note == "In row 2, target: “Apr-98” was read as in April 1998, of the last century."
    assert (row(held, "Dorset").target, row(held, "Dorset").announced) == (
        "in April 1998",
        "in March 2019",
    )


BACKWARDS = "in 2019", "in 2018"


@pytest.mark.parametrize(
    "said",
    [
        {"aliases": [AreaSpelling("Wessex", *BACKWARDS)]},
        {"members": [AreaMember("Dorset", AreaRole.LEAD, *BACKWARDS)]},
        {"names": [BodyNames("Dorset", [BodyNameDraft("X1", True, *BACKWARDS)])]},
    ],
    ids=["spelling", "member", "code"],
)
def test_a_beginning_after_its_end_is_refused(held, said):
    area_id = row(held, "Dorset").id
    draft = AreaDraft("Dorset", **said)
    refused = assert_refused(held, save_area, RefusedError, area_id=area_id, draft=draft)
    assert refused.happened == "“in 2019” begins after “in 2018” ends."


@pytest.mark.parametrize("heads", ["area,spelling", "body,name"])
def test_a_row_that_begins_after_its_end_is_told_by_its_line(bring_in, heads):
    with pytest.raises(RefusedError, match="Row 2: “in 2019” begins after “in 2018” ends"):
        bring_in(f"{heads},from,until\nDorset,Wessex,2019,2018\n")


@pytest.mark.parametrize("heads", ["area,spelling", "body,name"])
def test_a_row_that_gives_an_end_before_the_beginning_that_stands_is_refused(bring_in, heads):
    bring_in(f"{heads},from\nDorset,Wessex,2019\n")
    with pytest.raises(RefusedError, match="Row 2: “in 2019” begins after “in 2018” ends"):
        bring_in(f"{heads},until\nDorset,Wessex,2018\n")


def test_a_spelling_is_that_of_an_area_and_not_of_a_body_of_it(held, bring_in):
    before = content(held)
    with pytest.raises(RefusedError, match="Row 2: “Black Country” is a body, not an area") as told:
        bring_in("area,spelling\nBlack Country,The Anvil\n")
    assert "in a list of names and codes" in told.value.do
    assert content(held) == before
    assert bring_in("area,update\nBlack Country,Begun.\n").added == 1


def test_an_empty_list_is_counted_as_what_its_columns_say(bring_in):
    for heads, counted in (
        ("body,name", "0 names and codes"),
        ("area,update", "0 updates"),
        ("area,spelling", "0 spellings"),
        ("area,wave", "0 areas"),
    ):
        report = bring_in(f"{heads}\n")
        assert report.counted(report.added) == counted


def test_a_list_that_is_written_says_how_many_rows_it_has(held, tmp_path):
    save(held, "Dorset", aliases=["Wessex"], updates=[AreaUpdate("Begun.")])
    for what, counted in (
        (ProgrammeContent.AREAS, "38 LEPs in 33 areas"),
        (ProgrammeContent.NAMES, "0 names and codes"),
    ):
        assert write_programme(held, DESK, tmp_path / "list.csv", what) == counted
    for what, word in (
        (ProgrammeContent.DOCUMENTS, "documents"),
        (ProgrammeContent.UPDATES, "updates"),
    ):
        said = write_programme(held, DESK, tmp_path / "list.csv", what)
        with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
            assert said == f"{sum(1 for _ in csv.reader(file)) - 1} {word}"


def test_a_spelling_that_is_the_name_of_another_area_is_refused(held, bring_in):
    told = "“SOLENT” is the name of another area."
    area_id = row(held, "Dorset").id
    draft = AreaDraft("Dorset", aliases=["SOLENT"])
    refused = assert_refused(held, save_area, RefusedError, area_id=area_id, draft=draft)
    assert refused.happened == told
    for text in ("area,also called\nDorset,SOLENT\n", "area,spelling\nDorset,SOLENT\n"):
        with pytest.raises(RefusedError, match=f"^Row 2.*: {told}"):
            bring_in(text)


def test_a_body_with_a_semicolon_in_its_name_is_refused(held):
    name = "Isles Council; and Sons"
    draft = AreaDraft("The Isles", members=[AreaMember(name)])
    refused = assert_refused(held, save_area, RefusedError, draft=draft)
    assert (
        refused.happened == "The name of a body has no semicolon in it: lists have one between two."
    )
