"""What the page of January 2019 says of the programme stands in the shipped data, to the letter."""

import pytest

from lisdesk.exchange.reference import shipped_reference_data
from lisdesk.exchange.shipped_programme import shipped_programme, shipped_waves
from lisdesk.rules.partial_dates import checked_partial_words
from lisdesk.rules.programme import (
    AreaRole,
    BodySort,
    ThemeKind,
    leader_words,
    programme_count,
    sort_of,
)
from lisdesk.rules.vocabulary import LeadBodyKind

AREAS = {area.name: area for area in shipped_programme()}
CORRIDOR = "Cambridge-Milton Keynes-Oxford Corridor"
WITH_AN_ENTRY = {
    "Black Country", "Buckinghamshire Thames Valley", "Coast to Capital", "Coventry & Warwickshire",
    "Cumbria", "Greater Birmingham & Solihull", "Greater Lincolnshire", "Greater Manchester",
    "Heart of the South West", "Hertfordshire", "Leicester & Leicestershire", "Oxfordshire",
    "South East Midlands", "Thames Valley Berkshire", "West of England",
}  # fmt: skip
LEPS = {lep.name for lep in shipped_reference_data().leps}


def bodies(area, role=AreaRole.LEAD):
    return [member.body for member in AREAS[area].members if member.role is role]


def themes(area, kind=ThemeKind.PRIORITY):
    return [theme.name for theme in AREAS[area].themes if theme.kind is kind]


def said(area, lep=""):
    return " ".join(each.said for each in AREAS[area].updates if lep in ("", each.body))


def documents(area, lep=""):
    return {each.title: each.dated for each in AREAS[area].documents if lep in ("", each.body)}


def of_wave(number):
    return [area for area in AREAS.values() if area.wave == number]


def leps_of(areas):
    return [each.body for area in areas for each in area.members if each.body in LEPS]


def test_all_38_leps_are_in_one_area_each():
    assert sorted(leps_of(AREAS.values())) == sorted(LEPS)
    assert len(LEPS) == 38
    assert len(AREAS) == 33


def test_wave_1_is_eight_leps_in_three_areas_due_in_march_2019():
    wave = of_wave(1)
    assert (len(leps_of(wave)), len(wave)) == (8, 3)
    assert {area.announced for area in wave} == {"in November 2017"}
    assert {area.target for area in wave} == {"in March 2019"}
    assert bodies("Greater Manchester") == ["Greater Manchester"]
    assert sorted(bodies("West Midlands")) == [
        "Black Country",
        "Coventry & Warwickshire",
        "Greater Birmingham & Solihull",
    ]
    assert sorted(bodies(CORRIDOR)) == [
        "Buckinghamshire Thames Valley",
        "Cambridgeshire & Peterborough",
        "Oxfordshire",
        "South East Midlands",
    ]


def test_wave_2_is_six_leps_due_by_march_2020():
    wave = of_wave(2)
    assert {area.name for area in wave} == {
        "Cheshire & Warrington",
        "Heart of the South West",
        "Leicester & Leicestershire",
        "North East",
        "Tees Valley",
        "West of England",
    }
    assert len(leps_of(wave)) == 6
    assert {area.announced for area in wave} == {"in July 2018"}
    assert {area.target for area in wave} == {"by March 2020"}


def test_wave_3_is_the_other_24_leps_with_no_date_given():
    wave = of_wave(3)
    assert (len(leps_of(wave)), len(wave)) == (24, 24)
    assert {area.announced for area in wave} == {"on 3 December 2018"}
    assert {area.target for area in wave} == {""}


def test_what_the_page_says_of_the_waves_is_quoted():
    waves = shipped_waves()
    assert "These Local Industrial strategies will be published in March 2019." in waves[1]
    assert "will be published by March 2020." in waves[2]
    assert "the entire country will benefit from Local Industrial strategies" in waves[3]


def test_15_leps_have_an_entry_with_an_update_and_a_document():
    for found in ("updates", "documents"):
        assert {each.body for area in AREAS.values() for each in getattr(area, found)} == (
            WITH_AN_ENTRY
        )


def test_no_strategy_is_said_to_be_published_and_no_link_is_made_up():
    assert {area.published for area in AREAS.values()} == {""}
    assert {each.link for area in AREAS.values() for each in area.documents} == {""}


def test_every_date_is_kept_in_words_that_are_read_again():
    for area in AREAS.values():
        dated = [each.dated for each in (*area.documents, *area.updates)]
        for words in (area.announced, area.target, *dated):
            assert checked_partial_words(words) == words


def test_leicester_and_leicestershire_asked_for_evidence_from_6_december_until_31_january():
    updates = {each.dated: each.said for each in AREAS["Leicester & Leicestershire"].updates}
    assert (
        "Prospectus document in July after consulting with over 150 local businesses"
        in (updates["in July"])
    )
    assert updates["on 6 December 2018"].startswith("On 6th December 2018, LLEP opened a Call")
    assert updates["on 6 December 2018"].endswith("will be open until 31st January 2019.")
    assert "preparation of the LIS emerging priorities" in updates["on 6 December 2018"]
    assert documents("Leicester & Leicestershire")["Local Industrial Strategy Prospectus"] == (
        "in July"
    )


def test_hertfordshire_has_a_conversation_with_four_sectors_from_november_2018():
    update = AREAS["Hertfordshire"].updates[-1]
    assert update.dated == "in November 2018"
    assert "Hertfordshire-wide conversation" in update.said
    assert "businesses, academia, not for profit and public sector organisations" in update.said


def test_greater_lincolnshire_has_five_emerging_themes_in_full():
    assert themes("Greater Lincolnshire", ThemeKind.THEME) == [
        "future proofing the agri-food industry",
        "becoming a rural test-bed for energy and water",
        "developing new solutions supporting people to live well for longer in dispersed areas",
        "a high-quality, inclusive visitor economy",
        "an efficient and high-skilled ports and logistics industry",
    ]
    for theme in themes("Greater Lincolnshire", ThemeKind.THEME):
        assert theme in said("Greater Lincolnshire")


def test_coast_to_capital_has_eight_priorities():
    assert themes("Coast to Capital") == [
        "urban centres",
        "business infrastructure",
        "sustainable growth",
        "skills",
        "innovation",
        "digital networks",
        "transport",
        "identity",
    ]
    assert "sets out eight priorities" in said("Coast to Capital")


def test_thames_valley_berkshire_has_four_priorities_and_three_specialisms():
    assert themes("Thames Valley Berkshire") == [
        "Scaling up for growth",
        "Growing STEM skills",
        "Transforming infrastructure",
        "Retaining international companies",
    ]
    assert themes("Thames Valley Berkshire", ThemeKind.SPECIALISM) == [
        "digital technologies",
        "life sciences & healthcare",
        "energy & environment",
    ]
    assert "Industrial Strategy Bulletin" in " ".join(documents("Thames Valley Berkshire"))


def test_the_west_midlands_is_one_strategy_of_three_leps_and_a_combined_authority():
    assert len(bodies("West Midlands")) == 3
    assert bodies("West Midlands", AreaRole.PARTNER) == ["West Midlands Combined Authority"]
    for lep in bodies("West Midlands"):
        progress = documents("West Midlands", lep)["West Midlands LIS Progress Statement"]
        assert progress == "in October 2018"
        assert "the Combined Authority to develop a local industrial strategy" in (
            said("West Midlands", lep)
        )


def test_heart_of_the_south_west_is_led_by_lep_and_joint_committee():
    area = "Heart of the South West"
    assert bodies(area) == [area, "Heart of the South West Joint Committee"]
    assert AREAS[area].places == ("Devon", "Plymouth", "Somerset", "Torbay")
    assert "The HotSW LEP and the HotSW Joint Committee will drive forward" in said(area)
    prospectus, evidence = documents(area)
    assert "prospectus" in prospectus
    assert "evidence base" in evidence


def test_cumbria_decides_its_priorities_through_to_2030_in_partnership():
    assert "economic priorities through to 2030" in said("Cumbria")
    assert "working in partnership" in said("Cumbria")


def test_greater_manchester_builds_on_its_strategy_a_consultation_and_a_review():
    assert {
        "Greater Manchester Strategy",
        "Results of the consultation",
        "Greater Manchester Independent Prosperity Review",
    } < set(documents("Greater Manchester"))
    assert bodies("Greater Manchester", AreaRole.PARTNER) == [
        "Greater Manchester Combined Authority"
    ]
    assert "one of the three Wave 1 trailblazer areas" in said("Greater Manchester")


def test_the_corridor_is_found_by_each_of_the_spellings_of_the_page():
    spellings = {AREAS[CORRIDOR].name, *AREAS[CORRIDOR].aliases}
    assert spellings == {
        "Cambridge-Milton Keynes-Oxford Corridor",
        "Cambridge-Milton Keynes-Oxford Growth Corridor",
        "Oxford-Milton Keynes-Cambridge Growth Corridor",
    }
    assert "Pinewood, Silverstone, Stoke Mandeville and Westcott" in said(CORRIDOR)
    assert documents(CORRIDOR, "Oxfordshire").keys() >= {
        "Oxfordshire Strategic Economic Plan (SEP)",
        "How the LEP's chief executive sees the strengths of their LIS",
    }
    assert list(documents(CORRIDOR, "South East Midlands")) == [
        "An overview of SEMLEP's local industrial strategy",
        "More detailed information",
    ]


def test_the_west_of_england_is_led_by_lep_and_combined_authority_together():
    area = "West of England"
    assert bodies(area) == [area, "West of England Combined Authority"]
    assert themes(area, ThemeKind.THEME) == ["clean and inclusive growth"]
    assert "A video of the local industrial strategy for the West of England" in documents(area)


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], ""),
        ([BodySort.LEP], "LEP"),
        ([BodySort.LEP] * 3, "3 LEPs"),
        ([BodySort.COMBINED_AUTHORITY, BodySort.LEP], "LEP and combined authority"),
        ([BodySort.JOINT_COMMITTEE, BodySort.LEP], "LEP and joint committee"),
        ([*BodySort], "LEP, combined authority, council and joint committee"),
    ],
)
def test_who_leads_is_said_by_kind(kinds, words):
    assert leader_words(kinds) == words


@pytest.mark.parametrize(
    ("kind", "name", "sort"),
    [
        (LeadBodyKind.LEP, "Cumbria", BodySort.LEP),
        (LeadBodyKind.COUNCIL, "Leeds City Council", BodySort.COUNCIL),
        (LeadBodyKind.COUNCIL, "HotSW  joint Committee", BodySort.JOINT_COMMITTEE),
        (LeadBodyKind.COUNCIL, "Joint Committee of the Councils", BodySort.JOINT_COMMITTEE),
        (LeadBodyKind.COMBINED_AUTHORITY, "Tees Valley CA", BodySort.COMBINED_AUTHORITY),
    ],
)
def test_a_joint_committee_is_not_called_a_council(kind, name, sort):
    assert sort_of(kind, name) is sort


def test_a_count_always_says_leps_or_areas_and_counts_each_body_once():
    lep, council = BodySort.LEP, BodySort.COUNCIL
    assert programme_count([(1, lep), (2, lep), (1, lep)], 2) == "2 LEPs in 2 areas"
    assert programme_count([(1, lep), (3, council)], 1) == "1 LEP and 1 council in 1 area"
    assert programme_count([], 0) == "0 areas"
