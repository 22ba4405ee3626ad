"""The programme is taken in once, corrected area by area, and taken back whole."""

import pytest

from lisdesk.edits.lead_bodies import find_or_add_lead_body
from lisdesk.edits.programme import (
    ProgrammeReport,
    remove_area,
    save_area,
    set_body_names,
    take_in_programme,
)
from lisdesk.errors import NotFoundError, RefusedError, StaleEditError
from lisdesk.exchange.shipped_programme import shipped_programme
from lisdesk.queries.programme import area_row
from lisdesk.rules.programme import (
    AreaDocument,
    AreaDraft,
    AreaMember,
    AreaTheme,
    AreaUpdate,
    BodyNameDraft,
    BodyNames,
)
from lisdesk.rules.vocabulary import LeadBodyKind
from lisdesk.store.entities import (
    BodyName,
    LeadBody,
    ProgrammeArea,
    ProgrammeDocument,
    ProgrammeMember,
    ProgrammeTheme,
    ProgrammeUpdate,
)
from tests.desk_work import (
    DESK,
    assert_refused,
    content,
    count,
    do,
    first,
    open_call,
    rows,
    take_back,
)


@pytest.fixture
def programme(database):
    """Return a file with the shipped programme in it."""
    do(database, take_in_programme, areas=shipped_programme())
    return database


def area_called(database, name):
    return first(database, ProgrammeArea, ProgrammeArea.name == name)


def seen(database, name):
    with database.reading() as session:
        return area_row(session, name).seen


def test_a_new_file_has_no_programme_until_somebody_asks_for_it(database):
    assert count(database, ProgrammeArea) == 0
    before = content(database)
    done = do(database, take_in_programme, areas=shipped_programme())
    assert done.result == ProgrammeReport(added=33, changed=0, already_here=0)
    assert count(database, ProgrammeArea) == 33
    assert count(database, LeadBody, LeadBody.kind == LeadBodyKind.LEP) == 38
    assert {
        body.name: body.kind for body in rows(database, LeadBody, LeadBody.kind != LeadBodyKind.LEP)
    } == {
        "West Midlands Combined Authority": LeadBodyKind.COMBINED_AUTHORITY,
        "Greater Manchester Combined Authority": LeadBodyKind.COMBINED_AUTHORITY,
        "West of England Combined Authority": LeadBodyKind.COMBINED_AUTHORITY,
        "Heart of the South West Joint Committee": LeadBodyKind.COUNCIL,
    }
    take_back(database, done)
    assert content(database) == before


def test_taking_the_programme_in_again_changes_nothing(programme):
    area = area_called(programme, "Cumbria")
    do(programme, save_area, area_id=area.id, draft=AreaDraft("Cumbria", published="in May 2019"))
    before = content(programme)
    again = do(programme, take_in_programme, areas=shipped_programme())
    assert again.result == ProgrammeReport(0, 0, 33)
    assert again.entry_id is None
    assert content(programme) == before


def test_a_newer_list_corrects_what_it_says_and_leaves_the_rest(programme):
    newer = [
        AreaDraft("greater manchester", published="June 2019"),
        AreaDraft("Oxford-Milton Keynes-Cambridge Growth Corridor", target="by July 2019"),
        AreaDraft("Tees Valley"),
        AreaDraft("East Midlands", members=[AreaMember("East Midlands Combined Authority")]),
    ]
    done = do(programme, take_in_programme, areas=newer, corrects=True)
    assert done.result == ProgrammeReport(added=1, changed=2, already_here=1)
    manchester = area_called(programme, "Greater Manchester")
    assert (manchester.target, manchester.published) == ("in March 2019", "in June 2019")
    assert count(programme, ProgrammeDocument, ProgrammeDocument.area_id == manchester.id) == 5
    corridor = area_called(programme, "Cambridge-Milton Keynes-Oxford Corridor")
    assert corridor.target == "by July 2019"


def test_an_area_keeps_target_and_actual_date_apart_and_in_words(programme):
    area = area_called(programme, "Leicester & Leicestershire")
    draft = AreaDraft(area.name, published="12 may 2019")
    do(programme, save_area, area_id=area.id, draft=draft, seen=seen(programme, area.name))
    area = area_called(programme, area.name)
    assert (area.target, area.published) == ("by March 2020", "on 12 May 2019")


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (AreaDraft(" "), "The name of an area needs words"),
        (AreaDraft("cumbria"), "has the area “Cumbria” already"),
        (AreaDraft("A", wave=-1), "not the number of a wave"),
        (AreaDraft("A", target="soon"), "not a date"),
        (AreaDraft("A", themes=[AreaTheme("")]), "needs words"),
        (AreaDraft("A", updates=[AreaUpdate("x" * 10_001)]), "at most 10,000"),
        (AreaDraft("A", documents=[AreaDocument("T", link="javascript:x")]), "not the address"),
        (AreaDraft("A", members=[AreaMember("D2N2"), AreaMember("D2N2 LEP")]), "named twice"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_changes(programme, draft, words):
    assert words in assert_refused(programme, save_area, RefusedError, draft=draft).happened


def test_a_list_that_does_not_fit_is_refused_with_the_area_in_which_it_does_not(programme):
    areas = [AreaDraft("Fits"), AreaDraft("Does not", target="soon")]
    refused = assert_refused(programme, take_in_programme, RefusedError, areas=areas)
    assert refused.happened.startswith("Does not: “soon” is not a date")


def test_an_unknown_body_is_refused_with_the_nearest_names(programme):
    draft = AreaDraft("A", members=[AreaMember("Cumbira")])
    refused = assert_refused(programme, save_area, NotFoundError, draft=draft)
    assert "Cumbria" in refused.do


@pytest.mark.parametrize(
    "meanwhile",
    [
        AreaDraft("Cumbria", target="in 2020"),
        AreaDraft("Cumbria", updates=[AreaUpdate("Begun.")]),
        AreaDraft("Cumbria", documents=[AreaDocument("Plan")]),
        AreaDraft("Cumbria", themes=[AreaTheme("Tourism")]),
        AreaDraft("Cumbria", members=[AreaMember("Cumbria"), AreaMember("New Council")]),
    ],
    ids=["a date", "an update", "a document", "a theme", "a body"],
)
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(programme, meanwhile):
    area_id, before = area_called(programme, "Cumbria").id, seen(programme, "Cumbria")
    do(programme, save_area, area_id=area_id, draft=meanwhile)
    late = {"area_id": area_id, "draft": AreaDraft("Cumbria"), "seen": before}
    assert_refused(programme, save_area, StaleEditError, **late)
    assert_refused(programme, remove_area, StaleEditError, area_id=area_id, seen=before)


def test_what_was_taken_back_meanwhile_is_noticed_as_well(programme):
    area_id = area_called(programme, "Cumbria").id
    draft = AreaDraft("Cumbria", updates=[AreaUpdate("Begun.")])
    done = do(programme, save_area, area_id=area_id, draft=draft)
    before = seen(programme, "Cumbria")
    take_back(programme, done)
    assert_refused(programme, remove_area, StaleEditError, area_id=area_id, seen=before)
    do(programme, remove_area, area_id=area_id, seen=seen(programme, "Cumbria"))


def test_an_update_keeps_its_lines(programme):
    said = "  First  part.\r\n\r\nSecond. \n"
    draft = AreaDraft("Dorset", updates=[AreaUpdate(said)])
    area_id = area_called(programme, "Dorset").id
    do(programme, save_area, area_id=area_id, draft=draft)
    (update,) = rows(programme, ProgrammeUpdate, ProgrammeUpdate.area_id == area_id)
    assert update.said == "First part.\n\nSecond."
    refused = {"draft": AreaDraft("A", updates=[AreaUpdate(" \n ")])}
    assert "needs words" in assert_refused(programme, save_area, RefusedError, **refused).happened


@pytest.mark.thorough
def test_an_area_goes_with_all_that_is_known_of_it_and_its_bodies_stay(programme):
    area = area_called(programme, "West Midlands")
    do(programme, remove_area, area_id=area.id)
    for below in (ProgrammeMember, ProgrammeTheme, ProgrammeDocument, ProgrammeUpdate):
        assert count(programme, below, below.area_id == area.id) == 0
    assert count(programme, LeadBody, LeadBody.name.like("%West Midlands%")) == 1


@pytest.mark.thorough
def test_a_body_is_found_by_a_name_it_had_and_by_its_code(database):
    body = first(database, LeadBody, LeadBody.name == "South East")
    names = [
        BodyNameDraft("Kent & the Rest", until="by April 2024"),
        BodyNameDraft("X37000001", is_code=True, since="in 2011"),
    ]
    do(database, set_body_names, lead_body_id=body.id, names=names)
    with database.writing(DESK) as work:
        for name in ("kent and the rest", "x37000001", "South East LEP"):
            assert find_or_add_lead_body(work, name).id == body.id
    assert [(each.words, each.until) for each in rows(database, BodyName)] == [
        ("Kent & the Rest", "by April 2024"),
        ("X37000001", ""),
    ]


@pytest.mark.thorough
def test_a_name_that_several_bodies_had_names_none_of_them(database):
    for name in ("South East", "Solent"):
        body = first(database, LeadBody, LeadBody.name == name)
        do(database, set_body_names, lead_body_id=body.id, names=[BodyNameDraft("The Coast")])
    with database.writing(DESK) as work, pytest.raises(RefusedError, match="has been a name of"):
        find_or_add_lead_body(work, "The Coast")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "lead", ["West of England Combined Authority", "Devon County Council", "D2N2"]
)
def test_combined_authorities_and_councils_lead_areas_and_calls_as_leps_do(programme, lead):
    do(programme, save_area, draft=AreaDraft("Ours", members=[AreaMember(lead)]))
    call = open_call(programme, lead=lead)
    assert call.reference


@pytest.mark.thorough
def test_the_names_of_its_bodies_are_saved_with_an_area_in_one_step(programme):
    area_id = area_called(programme, "Cumbria").id
    before, content_before = seen(programme, "Cumbria"), content(programme)
    members = [
        AreaMember("Cumbria", until="by March 2023"),
        AreaMember("Cumberland Council", since="on 1 April 2023"),
    ]
    names = [
        BodyNames("Cumberland Council", [BodyNameDraft("Shadow Council", since="in 2022")]),
        BodyNames("Cumbria", [BodyNameDraft("E37", is_code=True)]),
        BodyNames("cumbria lep", [BodyNameDraft("The Lakes", until="by 2012")]),
    ]
    draft = AreaDraft("Cumbria", members=members, names=names)
    done = do(programme, save_area, area_id=area_id, draft=draft, seen=before)
    with programme.reading() as session:
        shown = area_row(session, "Cumbria").members
    assert [(each.name, each.since, each.until, each.names) for each in shown] == [
        ("Cumbria", "", "by March 2023", ("code E37", "The Lakes (until by 2012)")),
        ("Cumberland Council", "on 1 April 2023", "", ("Shadow Council (from in 2022)",)),
    ]
    take_back(programme, done)
    assert content(programme) == content_before


@pytest.mark.thorough
def test_a_name_that_somebody_gave_a_body_meanwhile_is_noticed(programme):
    body = first(programme, LeadBody, LeadBody.name == "Cumbria")
    area_id, before = area_called(programme, "Cumbria").id, seen(programme, "Cumbria")
    do(programme, set_body_names, lead_body_id=body.id, names=[BodyNameDraft("The Lakes")])
    draft = AreaDraft("Cumbria", names=[BodyNames("Cumbria", [])])
    late = {"area_id": area_id, "draft": draft, "seen": before}
    assert_refused(programme, save_area, StaleEditError, **late)
    do(programme, save_area, **{**late, "seen": seen(programme, "Cumbria")})
    assert count(programme, BodyName, BodyName.lead_body_id == body.id) == 0


@pytest.mark.thorough
def test_names_of_a_body_whose_own_were_not_shown_are_put_beside_those(programme):
    body = first(programme, LeadBody, LeadBody.name == "Cumbria")
    had = [BodyNameDraft("The Lakes", until="by 2012"), BodyNameDraft("E37", is_code=True)]
    do(programme, set_body_names, lead_body_id=body.id, names=had)
    further = [BodyNameDraft("the lakes"), BodyNameDraft("E37", since="in 2020")]
    names = [BodyNames("Cumbria LEP", further, is_all=False)]
    members = [AreaMember("Dorset"), AreaMember("Cumbria")]
    area_id = area_called(programme, "Dorset").id
    draft = AreaDraft("Dorset", members=members, names=names)
    do(programme, save_area, area_id=area_id, draft=draft, seen=seen(programme, "Dorset"))
    with programme.reading() as session:
        told = area_row(session, "Dorset").members[1].names
    assert told == ("The Lakes (until by 2012)", "code E37", "E37 (from in 2020)")


@pytest.mark.thorough
def test_a_name_makes_no_body_of_a_misspelt_one(programme):
    names = [BodyNames("Cumbria County Counsil and Council", [BodyNameDraft("The Lakes")])]
    draft = AreaDraft("New", names=names)
    refused = assert_refused(programme, save_area, NotFoundError, draft=draft)
    assert refused.happened == "No body is called “Cumbria County Counsil and Council”."
    assert "among the bodies" in refused.do
