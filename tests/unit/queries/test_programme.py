"""Programme rows as the screen and the sheets show them."""

from dataclasses import replace
from datetime import date

import pytest

from lisdesk.edits.calls import CallDraft, extend_call, new_call
from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.programme import save_area, set_body_names, take_in_programme
from lisdesk.errors import NotFoundError
from lisdesk.exchange.shipped_programme import shipped_programme
from lisdesk.queries.areas import areas
from lisdesk.queries.programme import area_row, counted, programme
from lisdesk.queries.programme_calls import programme_with_stages
from lisdesk.queries.programme_start import call_start, without_body
from lisdesk.queries.programme_tables import programme_tables
from lisdesk.rules.deadlines import parse_deadline
from lisdesk.rules.programme import AreaDraft, AreaMember, AreaRole, BodyNameDraft
from lisdesk.store.entities import Area, LeadBody
from tests.desk_work import NOW, count, do, first, open_call, take_back

NORTH_OF_TYNE = "North of Tyne Combined Authority"


@pytest.fixture
def held(database):
    """Return a file with the shipped programme in it."""
    do(database, take_in_programme, areas=shipped_programme())
    return database


def row(database, name):
    with database.reading() as session:
        return area_row(session, name)


def test_areas_come_by_wave_and_name_and_those_of_no_wave_last(held):
    do(held, save_area, draft=AreaDraft("Aaa"))
    with held.reading() as session:
        rows = programme(session)
    assert [each.name for each in rows][:4] == [
        "Cambridge-Milton Keynes-Oxford Corridor",
        "Greater Manchester",
        "West Midlands",
        "Cheshire & Warrington",
    ]
    assert rows[-1].name == "Aaa"
    assert counted(rows) == "38 LEPs in 34 areas"


def test_bodies_that_are_no_leps_are_counted_where_an_area_has_no_lep(held):
    do(held, save_area, draft=AreaDraft("A", members=[AreaMember("New Council")]))
    with held.reading() as session:
        assert counted(programme(session)) == "38 LEPs and 1 council in 34 areas"


def test_a_joint_committee_leads_as_what_it_is_called(held):
    area = row(held, "Heart of the South West")
    assert area.led_by == "LEP and joint committee"
    with held.reading() as session:
        _, bodies, *_ = programme_tables(*programme_with_stages(session, NOW))
    kinds = {line[2]: line[3] for line in bodies.rows}
    assert kinds["Heart of the South West Joint Committee"] == "Joint committee"
    assert kinds["Heart of the South West"] == "Local Enterprise Partnership"


def test_a_call_starts_with_a_body_that_leads_and_belongs_to_the_area_still(held):
    members = [
        AreaMember("Tees Valley", until="by April 2024"),
        AreaMember("Stockton Council", AreaRole.PARTNER),
        AreaMember("Tees Valley Combined Authority", since="in April 2024"),
    ]
    do(held, save_area, area_id=row(held, "Tees Valley").id,
       draft=AreaDraft("Tees Valley", members=members))  # fmt: skip
    start = call_start(row(held, "Tees Valley"))
    assert (start.lead, start.partners) == (
        "Tees Valley Combined Authority",
        ("Stockton Council",),
    )
    assert start.priorities == ()


def brought(held, area):
    return [(each.name, each.lead) for each in call_start(row(held, area)).areas]


def test_a_call_starts_with_the_area_as_the_list_of_areas_has_it(held):
    assert brought(held, "Coast to Capital") == [("Coast to Capital", "Coast to Capital")]
    places = "Devon", "Plymouth", "Somerset", "Torbay"
    lead = "Heart of the South West"
    assert brought(held, "Heart of the South West") == [(place, lead) for place in places]
    joint = "Black Country", "Coventry & Warwickshire", "Greater Birmingham & Solihull"
    assert brought(held, "West Midlands") == [(lep, lep) for lep in joint]
    do(held, save_area, draft=AreaDraft("North of Tyne", members=[AreaMember(NORTH_OF_TYNE)]))
    assert brought(held, "North of Tyne") == [("North of Tyne", NORTH_OF_TYNE)]
    do(held, save_area, draft=AreaDraft("Tyne and Wear", places=["Tyneside", "Wearside"]))
    assert brought(held, "Tyne and Wear") == [("Tyneside", ""), ("Wearside", "")]

    dorset = first(held, LeadBody, LeadBody.name == "Dorset")
    code = BodyNameDraft("E37000008", True, until="by 2021")
    do(held, set_body_names, lead_body_id=dorset.id, names=[code])
    start = call_start(row(held, "Dorset"))
    draft = CallDraft(start.title, start.lead, date(2019, 3, 1), parse_deadline("2019-04-30"),
                      areas=start.areas)  # fmt: skip
    made = do(held, new_call, draft=draft)
    with held.reading() as session:
        [area] = areas(session)
    assert (area.name, area.lead, area.codes) == (
        "Dorset",
        "Dorset",
        ("E37000008 (until by 2021)",),
    )
    again = do(held, new_call, draft=draft)
    assert count(held, Area) == 1
    do(held, edit_area, area_id=area.id, correction=AreaCorrection(lead=""))
    third = do(held, new_call, draft=draft)
    assert first(held, Area).lead_body_id is None  # what other calls count by stays as it is
    with held.reading() as session:
        said = without_body(session, start.areas)
    assert said == "In the list of areas it is not known yet in whose area Dorset lies."
    for each in (third, again):
        take_back(held, each)
    assert first(held, Area).lead_body_id is None
    do(held, edit_area, area_id=area.id, correction=AreaCorrection(lead="Dorset"))
    assert count(held, Area) == 1
    take_back(held, made)
    assert count(held, Area) == 0


def test_specialisms_are_no_priorities_of_a_call(held):
    start = call_start(row(held, "Thames Valley Berkshire"))
    assert [(each.code, each.name) for each in start.priorities] == [
        ("P1", "Scaling up for growth"),
        ("P2", "Growing STEM skills"),
        ("P3", "Transforming infrastructure"),
        ("P4", "Retaining international companies"),
    ]


def test_further_names_and_codes_of_a_body_stand_with_their_dates(held):
    body = first(held, LeadBody, LeadBody.name == "Dorset")
    names = [BodyNameDraft("Old", since="in 2011", until="by 2024"), BodyNameDraft("X1", True)]
    do(held, set_body_names, lead_body_id=body.id, names=names)
    (member,) = row(held, "Dorset").members
    assert member.names == ("Old (from in 2011, until by 2024)", "code X1")


def test_an_area_that_is_not_there_is_refused(held):
    with pytest.raises(NotFoundError, match="no area “Atlantis”"):
        row(held, "Atlantis")


def test_every_sheet_says_what_it_counts_and_has_every_row(held):
    with held.reading() as session:
        tables = programme_tables(*programme_with_stages(session, NOW))
    assert {table.unit for table in tables} == {"38 LEPs in 33 areas"}
    shipped = shipped_programme()
    wanted = [33] + [
        sum(len(getattr(area, below)) for area in shipped)
        for below in ("members", "themes", "documents", "updates")
    ]
    assert [len(list(table.rows)) for table in tables] == wanted
    assert wanted == [33, 42, 21, 34, 19]


def test_the_sheet_of_areas_says_where_each_call_stands(held):
    call = open_call(held)
    draft = CallDraft("Second", "LLEP", date(2019, 5, 1), parse_deadline("2019-06-30"))
    do(held, new_call, draft=replace(draft, is_draft=True))
    moved = {"deadline": parse_deadline("2019-02-08"), "reason": "Asked for."}
    do(held, extend_call, call_id=call.id, **moved)
    with held.reading() as session:
        areas, *_ = programme_tables(*programme_with_stages(session, NOW))
        place = [column.heading for column in areas.columns].index("Calls")
        told = {line[0]: line[place] for line in areas.rows if line[place]}
    (said,) = told.values()
    assert said == "LLEP-2018-01 (Open, extended); LLEP-2019-01 (Draft)"
