"""A list of areas corrects what it speaks of, keeps the rest, and goes out as it comes in."""

import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from lisdesk.edits.programme import save_area, set_body_names
from lisdesk.edits.programme_details import take_in_details
from lisdesk.errors import RefusedError, UnreadableFileError, UserError
from lisdesk.queries.programme import area_row
from lisdesk.rules.programme import (
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaSpelling,
    AreaTheme,
    BodyNameDraft,
    DetailKind,
    ListedDetail,
    ThemeKind,
)
from lisdesk.store.entities import LeadBody, ProgrammeSpelling
from lisdesk.tasks.programme import bring_in_programme, write_programme
from lisdesk.tasks.programme_lists import MOST_ROWS, ProgrammeContent, listed_areas
from tests.desk_work import DESK, content, count, do, first, take_back

CORRIDOR = "Cambridge-Milton Keynes-Oxford Corridor"
WHOLE = "area,wave,announced,target,published,leads,partners,priorities,themes,specialisms\n"


def row(database, name):
    with database.reading() as session:
        return area_row(session, name)


def bodies(database, name, role):
    return [each.name for each in row(database, name).members if each.role is role]


def themes(database, name, kind):
    return [each.name for each in row(database, name).themes if each.kind is kind]


def test_a_list_without_a_column_of_partners_leaves_the_partners(held, bring_in):
    assert bring_in("area,leads\nGreater Manchester,Greater Manchester\n").changed == 0
    bring_in("area,leads\nGreater Manchester,Greater Manchester; Leeds City Region\n")
    assert bodies(held, "Greater Manchester", AreaRole.LEAD) == [
        "Greater Manchester",
        "Leeds City Region",
    ]
    assert bodies(held, "Greater Manchester", AreaRole.PARTNER) == [
        "Greater Manchester Combined Authority"
    ]


def test_a_partner_that_a_list_names_as_leading_leads(held, bring_in):
    bring_in("area,leads\nGreater Manchester,Greater Manchester Combined Authority\n")
    assert bodies(held, "Greater Manchester", AreaRole.PARTNER) == []
    assert bodies(held, "Greater Manchester", AreaRole.LEAD) == [
        "Greater Manchester Combined Authority"
    ]


def test_a_list_without_a_column_of_specialisms_leaves_the_specialisms(held, bring_in):
    before = themes(held, "Thames Valley Berkshire", ThemeKind.SPECIALISM)
    bring_in("area,priorities\nThames Valley Berkshire,Skills\n")
    assert themes(held, "Thames Valley Berkshire", ThemeKind.PRIORITY) == ["Skills"]
    assert themes(held, "Thames Valley Berkshire", ThemeKind.SPECIALISM) == before
    assert len(before) == 3


def test_an_empty_cell_empties_what_its_column_is_about(held, bring_in):
    bring_in("area,specialisms,target\nThames Valley Berkshire,,\n")
    assert themes(held, "Thames Valley Berkshire", ThemeKind.SPECIALISM) == []
    assert len(themes(held, "Thames Valley Berkshire", ThemeKind.PRIORITY)) == 4


def test_a_list_keeps_themes_where_they_stand_among_those_of_another_kind(held, bring_in):
    mixed = [
        AreaTheme("one"),
        AreaTheme("chips", ThemeKind.SPECIALISM),
        AreaTheme("two"),
    ]
    do(held, save_area, area_id=row(held, "Dorset").id, draft=AreaDraft("Dorset", themes=mixed))
    assert bring_in("area,priorities,specialisms\nDorset,one; two,chips\n").changed == 0
    assert bring_in("area,priorities\nDorset,one; two; three\n").changed == 1
    assert [each.name for each in row(held, "Dorset").themes] == ["one", "chips", "two", "three"]


def test_a_row_that_is_shorter_than_the_headings_says_nothing_of_the_rest(held, bring_in):
    before = content(held)
    assert bring_in(f"{WHOLE}Greater Manchester\n").already_here == 1
    assert bring_in(f"{WHOLE}Thames Valley Berkshire,3\n").already_here == 1
    assert content(held) == before


@pytest.mark.parametrize(
    "second", ["cumbria", "The Lakes"], ids=["by its name", "by another spelling"]
)
def test_two_rows_of_one_area_are_refused_with_both_numbers(held, bring_in, second):
    draft = AreaDraft("Cumbria", aliases=["The Lakes"])
    do(held, save_area, area_id=row(held, "Cumbria").id, draft=draft)
    with pytest.raises(RefusedError, match="Row 2 and row 4 are both about Cumbria"):
        bring_in(f"area,wave\nCumbria,1\nDorset,1\n{second},2\n")
    assert row(held, "Cumbria").wave == 3


def test_a_body_that_is_named_twice_by_two_names_is_refused(held, bring_in):
    with pytest.raises(RefusedError, match="“LLEP” are one body, which is named twice") as told:
        bring_in("area,leads\nCumbria,Leicester & Leicestershire; LLEP\n")
    assert told.value.happened.startswith("Row 2, Cumbria: ")
    with pytest.raises(RefusedError, match="named twice"):
        bring_in("area,leads,partners\nCumbria,Leicester & Leicestershire,LLEP\n")


def test_one_theme_of_two_bodies_stays_that_of_each(held, bring_in, tmp_path):
    named = [AreaTheme("skills", body="Oxfordshire"), AreaTheme("skills", body="South East")]
    area_id = row(held, CORRIDOR).id
    do(held, save_area, area_id=area_id, draft=AreaDraft(CORRIDOR, themes=named))
    path = tmp_path / "programme.csv"
    write_programme(held, DESK, path)
    assert bring_in_programme(held, DESK, path).changed == 0
    assert bring_in(f"area,priorities\n{CORRIDOR},skills; skills; roads\n").changed == 1
    assert [(each.name, each.body) for each in row(held, CORRIDOR).themes] == [
        ("skills", "Oxfordshire"),
        ("skills", "South East"),
        ("roads", ""),
    ]


def test_what_begins_like_a_formula_is_written_as_text_and_comes_back(held, tmp_path):
    draft = AreaDraft("=1+1", themes=[AreaTheme("-growth")], places=["'@Home"], wave=4)
    do(held, save_area, draft=draft)
    path = tmp_path / "programme.csv"
    write_programme(held, DESK, path)
    text = path.read_text(encoding="utf-8-sig")
    assert "\n'=1+1,4," in text
    assert ",'-growth," in text
    before = content(held)
    assert bring_in_programme(held, DESK, path).already_here == 34
    assert content(held) == before


@pytest.mark.parametrize(
    ("held_as", "shown_as", "read"),
    [
        (date(2019, 5, 12), "dd/mm/yyyy", "on 12 May 2019"),
        (datetime(2019, 4, 1), "d mmm yyyy", "on 1 April 2019"),  # noqa: DTZ001 (as a cell has it)
        (date(2019, 4, 1), "dd/mm/yyyy", "on 1 April 2019"),
        (date(2019, 3, 1), "mmm-yy", "in March 2019"),
        (date(2019, 3, 1), '[$-809]mmmm" "yyyy', "in March 2019"),
        (date(2019, 1, 1), "yyyy", "in 2019"),
        ("2019-05-12", "@", "on 12 May 2019"),
        ("12/05/2019", "@", "on 12 May 2019"),
        ("by 12.5.19", "@", "by 12 May 2019"),
    ],
)
def test_a_date_cell_says_what_it_shows(tmp_path, held_as, shown_as, read):
    path = one_area(tmp_path / "newer.xlsx", held_as, shown_as)
    assert listed_areas(path)[0].target == read


def one_area(path, target, shown_as="General"):
    """Write a workbook with one area and its target."""
    book = openpyxl.Workbook()
    book.active.append(["area", "wave", "target"])
    book.active.append(["Cumbria", 3, target])
    book.active.cell(2, 3).number_format = shown_as
    book.save(path)
    return path


@pytest.mark.parametrize("said", ["soon", "12/13/2019", "31/02/2019", 17])
def test_what_is_no_date_is_refused_with_its_row_and_column(tmp_path, said):
    path = one_area(tmp_path / "newer.xlsx", said)
    with pytest.raises(RefusedError, match=f"In row 2, target: “{said}” is not a date") as told:
        listed_areas(path)
    assert "in March 2019" in told.value.do
    assert "12/05/2019" in told.value.do


@pytest.mark.thorough
def test_a_date_cell_is_refused_where_the_file_does_not_tell_what_it_shows(tmp_path):
    for day, said in (("2019-03-01", "1 March 2019"), ("2019-03-15", "15 March 2019")):
        path = opendocument_with(tmp_path / "newer.ods", day)
        with pytest.raises(RefusedError, match=f"In row 2, target: .* keeps {said}") as told:
            listed_areas(path)
        assert f"as text, such as “on {said}”" in told.value.do


def opendocument_with(path, day):
    """Write an OpenDocument sheet of one area whose target is this day."""
    office = "urn:oasis:names:tc:opendocument:xmlns"

    def text(words):
        return (
            '<table:table-cell office:value-type="string">'
            f"<text:p>{words}</text:p></table:table-cell>"
        )

    dated = f'<table:table-cell office:value-type="date" office:date-value="{day}"/>'
    rows = (text("area") + text("target"), text("Cumbria") + dated)
    content = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f'<manifest xmlns="{office}:manifest:1.0"/>')
        package.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}:office:1.0" '
            f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="L">{content}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


@pytest.mark.thorough
def test_what_a_list_is_refused_for_does_not_speak_of_a_map(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["area"])
    book.active.cell(2, 600).value = "far out"
    path = tmp_path / "wide.xlsx"
    book.save(path)
    with pytest.raises(UnreadableFileError, match="500 columns") as told:
        listed_areas(path)
    assert "map" not in f"{told.value} {told.value.in_window()}".split()
    assert "list" in told.value.do


@pytest.mark.thorough
def test_a_month_as_a_spreadsheet_writes_it_to_csv_is_that_month(held, bring_in):
    bring_in("area,target\nCumbria,Mar-19\n")
    assert row(held, "Cumbria").target == "in March 2019"


@pytest.mark.thorough
def test_a_date_in_figures_that_may_be_another_is_told_as_it_was_read(held, bring_in):
    told = bring_in("area,target,published\nCumbria,2/12/2021,by 13/2/2022\nDorset,5/6/2021,\n")
    assert row(held, "Cumbria").target == "on 2 December 2021"
    assert told.notes == (
        "In row 2, target: “2/12/2021” was read as 2 December 2021, with the day first.",
        "In row 3, target: “5/6/2021” was read as 5 June 2021, with the day first.",
    )


@pytest.mark.thorough
def test_a_list_of_more_areas_than_there_can_be_is_refused(tmp_path):
    path = tmp_path / "long.csv"
    lines = [f"Area {number}\n" for number in range(MOST_ROWS + 1)]
    path.write_text("area\n" + "".join(lines), encoding="utf-8")
    with pytest.raises(RefusedError, match="more than 2,000 areas"):
        listed_areas(path)


@pytest.mark.thorough
def test_bringing_many_areas_in_reads_the_tables_of_names_once(held, bring_in, monkeypatch):
    from lisdesk.edits import lead_bodies, programme

    asked = []
    for owner, name in ((lead_bodies, "KnownBodies"), (programme, "KnownAreas")):
        whole = getattr(owner, name)
        for place in (lead_bodies, programme):
            if hasattr(place, name):
                monkeypatch.setattr(
                    place,
                    name,
                    lambda *given, whole=whole, **said: (
                        asked.append(whole) or whole(*given, **said)
                    ),
                )
    lines = [f"New {number},Council of {number}\n" for number in range(20)]
    assert bring_in("area,leads\n" + "".join(lines)).added == 20
    assert len(asked) == 2


@pytest.mark.thorough
def test_bodies_and_areas_that_a_list_adds_are_known_to_its_later_rows(held, bring_in):
    report = bring_in("area,leads,also called\nA,New Council,B\nC,new council,\n")
    assert (report.added, row(held, "C").members[0].name) == (2, "New Council")
    with pytest.raises(RefusedError, match="Row 2 and row 3 are both about D"):
        bring_in("area,also called\nD,E\nE,\n")


@pytest.mark.thorough
def test_a_member_keeps_from_when_until_when_it_belongs_to_an_area(held, bring_in):
    members = [AreaMember("Cumbria", since="in 2018"), AreaMember("Dorset", until="by 2024")]
    do(
        held,
        save_area,
        area_id=row(held, "Cumbria").id,
        draft=AreaDraft("Cumbria", members=members),
    )
    bring_in("area,leads\nCumbria,Dorset; Cumbria\n")
    assert [(each.name, each.since, each.until) for each in row(held, "Cumbria").members] == [
        ("Dorset", "", "by 2024"),
        ("Cumbria", "in 2018", ""),
    ]


def documents(database, name):
    return [
        (each.title, each.dated, each.link, each.body) for each in row(database, name).documents
    ]


def test_a_list_of_documents_gives_known_ones_what_it_says_and_adds_the_others(held, bring_in):
    corridor = documents(held, CORRIDOR)
    report = bring_in(
        "area,document,dated,link\n"
        "Black Country,west midlands lis progress statement,,https://a.example/statement\n"
        "West Midlands,Strategy,May 2019,\n"
    )
    assert (report.added, report.changed, report.already_here) == (1, 1, 0)
    assert report.counted(2) == "2 documents"
    west = documents(held, "West Midlands")
    assert west[-1] == ("Strategy", "in May 2019", "", "")
    statements = [each for each in west if each[0] == "West Midlands LIS Progress Statement"]
    assert [(link, body) for _, _, link, body in statements] == [
        ("https://a.example/statement", "Black Country"),
        ("", "Coventry & Warwickshire"),
        ("", "Greater Birmingham & Solihull"),
    ]
    assert documents(held, CORRIDOR) == corridor
    again = bring_in("area,document\nWest Midlands,Strategy\nWest Midlands,Strategy\n")
    assert (again.added, again.changed, again.already_here) == (0, 0, 2)


def test_a_list_of_updates_adds_to_those_that_stand_and_the_last_one_is_the_latest(held, bring_in):
    before = row(held, "Cumbria").updates
    report = bring_in(
        f'area,update,dated,source,of\nCumbria,"{before[0].said}",in 2018,A page,Cumbria\n'
        'Cumbria,"Published; at last.\nSee the plan.",12/05/2019,Bulletin,\n'
    )
    assert (report.added, report.changed) == (1, 1)
    assert report.notes == (
        "In row 3, dated: “12/05/2019” was read as 12 May 2019, with the day first.",
    )
    after = row(held, "Cumbria")
    assert after.latest.said == "Published; at last.\nSee the plan."
    assert (after.updates[0].said, after.updates[0].dated) == (before[0].said, "in 2018")
    assert len(after.updates) == len(before) + 1


def test_a_list_of_names_and_codes_dates_those_of_bodies_and_keeps_the_rest(held, bring_in):
    assert bring_in("body,code,until\nDorset,E37000008,\nDorset,X1,by 2015\n").added == 2
    report = bring_in(
        "body,name,code,from,until\nDorset,,E37000008,in 2011,by 2021\nDorset,Wessex LEP,,,\n"
    )
    assert (report.added, report.changed, report.already_here) == (1, 1, 0)
    (member,) = row(held, "Dorset").members
    assert member.names == (
        "code E37000008 (from in 2011, until by 2021)", "code X1 (until by 2015)", "Wessex LEP",
    )  # fmt: skip
    assert row(held, "E37000008").name == "Dorset"


@pytest.mark.parametrize("what", ProgrammeContent)
def test_each_list_that_is_written_comes_in_again_and_changes_nothing(held, tmp_path, what):
    dorset = first(held, LeadBody, LeadBody.name == "Dorset")
    names = [BodyNameDraft("-Old", since="in 2011"), BodyNameDraft("X1", is_code=True)]
    do(held, set_body_names, lead_body_id=dorset.id, names=names)
    path = tmp_path / "programme.csv"
    write_programme(held, DESK, path, what)
    before = content(held)
    report = bring_in_programme(held, DESK, path)
    assert (report.added, report.changed) == (0, 0)
    assert report.already_here > 0
    assert content(held) == before


def test_every_row_that_does_not_fit_is_told_by_its_line_and_nothing_is_changed(held, bring_in):
    before = content(held)
    with pytest.raises(RefusedError) as told:
        bring_in("area,document,dated\nCumbria,,\nCumbria,Plan,soon\nDorset,Plan,\n,Plan,\n")
    assert told.value.happened == (
        "3 rows do not fit. Row 2 has no document. "
        "In row 3, dated: “soon” is not a date that can be read. Row 5 has no area."
    )
    with pytest.raises(UserError) as told:
        bring_in("area,document,link\nAtlantis,Plan,\nDorset,Plan,plan.pdf\nDorset,Map,\n")
    assert told.value.happened == (
        "2 rows do not fit. Row 2: the programme has no area “Atlantis”. "
        "Row 3: “plan.pdf” is not the address of a document."
    )
    with pytest.raises(RefusedError) as told:
        bring_in("area,wave,target\nDorset,x,soon\nCumbria,x,\n")
    assert told.value.happened == (
        "2 rows do not fit. In row 2, target: “soon” is not a date that can be read. "
        "In row 3, wave is not a number."
    )
    with pytest.raises(RefusedError, match="“document” and “update”"):
        bring_in("area,document,update\nDorset,Plan,Begun.\n")
    assert content(held) == before


def test_a_trial_tells_what_would_come_of_a_list_and_changes_nothing(held, tmp_path):
    path = tmp_path / "newer.csv"
    path.write_text("area,document\nCumbria,Plan\n", encoding="utf-8")
    before = content(held)
    report = bring_in_programme(held, DESK, path, is_trial=True)
    assert (report.added, report.changed) == (1, 0)
    assert content(held) == before


def test_a_list_of_documents_is_taken_back_in_one_step(held):
    before = content(held)
    given = ListedDetail(DetailKind.DOCUMENT, "Cumbria", "Plan", {"dated": "in 2019"}, "Row 2")
    done = do(held, take_in_details, details=[given])
    assert ("Plan", "in 2019", "", "") in documents(held, "Cumbria")
    take_back(held, done)
    assert content(held) == before


def spelled(database, name):
    return [each.told for each in row(database, name).spellings]


def test_other_spellings_have_dates_and_a_list_without_them_keeps_those(held, bring_in):
    area_id = row(held, "Dorset").id
    names = [AreaSpelling("Wessex", "in 2011", "by 2018"), "Jurassic Coast"]
    do(held, save_area, area_id=area_id, draft=AreaDraft("Dorset", aliases=names))
    assert spelled(held, "Dorset") == ["Wessex (from in 2011, until by 2018)", "Jurassic Coast"]
    assert bring_in("area,also called\nDorset,Wessex; Jurassic Coast\n").changed == 0
    bring_in("area,also called\nDorset,Wessex; Purbeck\n")
    assert spelled(held, "Dorset") == ["Wessex (from in 2011, until by 2018)", "Purbeck"]
    bring_in("area,also called\nDorset,Purbeck\n")
    assert count(held, ProgrammeSpelling) == 0
    with pytest.raises(RefusedError, match="“soon” is not a date"):
        do(held, save_area, area_id=area_id,
           draft=AreaDraft("Dorset", aliases=[AreaSpelling("Wessex", "soon")]))  # fmt: skip
    do(held, save_area, area_id=area_id, draft=AreaDraft("Dorset", aliases=[]))
    before = content(held)
    again = do(held, save_area, area_id=area_id, draft=AreaDraft("Dorset", aliases=names))
    take_back(held, again)
    assert content(held) == before


def test_a_spelling_that_two_areas_had_means_the_one_that_had_it_on_the_day(held, tmp_path):
    for name, since, until in (("Dorset", "", "by 2015"), ("Solent", "in 2016", "")):
        draft = AreaDraft(name, aliases=[AreaSpelling("Wessex", since, until)])
        do(held, save_area, area_id=row(held, name).id, draft=draft)
    with held.reading() as session:
        assert area_row(session, "wessex", date(2015, 12, 31)).name == "Dorset"
        assert area_row(session, "wessex", date(2016, 1, 1)).name == "Solent"
        with pytest.raises(RefusedError, match="has been a name of (Dorset|Solent) and"):
            area_row(session, "wessex")
    path = tmp_path / "newer.csv"
    path.write_text("area,published\nWessex,May 2019\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="Row 2, Wessex: “Wessex” has been a name of"):
        bring_in_programme(held, DESK, path)
    assert bring_in_programme(held, DESK, path, on=date(2019, 5, 1)).changed == 1
    assert (row(held, "Solent").published, row(held, "Dorset").published) == ("in May 2019", "")
    path.write_text("area,document\nWessex,Plan\n", encoding="utf-8")
    assert bring_in_programme(held, DESK, path, on=date(2015, 5, 1)).added == 1
    assert documents(held, "Dorset")[-1][0] == "Plan"


def test_a_further_name_of_two_bodies_means_the_one_that_had_it_on_the_day(held, tmp_path):
    path = tmp_path / "newer.csv"
    path.write_text("body,code,from,until\nDorset,X1,,by 2015\nSolent,X1,in 2016,\n", "utf-8")
    bring_in_programme(held, DESK, path)
    path.write_text("body,name\nX1,Wessex LEP\n", encoding="utf-8")
    with pytest.raises(RefusedError, match="“X1” has been a name of Dorset and Solent"):
        bring_in_programme(held, DESK, path)
    bring_in_programme(held, DESK, path, on=date(2019, 5, 1))
    (member,) = row(held, "Solent").members
    assert member.names == ("code X1 (from in 2016)", "Wessex LEP")


def test_a_list_of_spellings_dates_those_that_stand_and_adds_the_others(held, bring_in):
    first_one = row(held, CORRIDOR).spellings[0].words
    report = bring_in(f"area,spelling,until\n{CORRIDOR},{first_one},by 2018\n{CORRIDOR},The Arc,\n")
    assert (report.added, report.changed, report.counted(2)) == (1, 1, "2 spellings")
    assert spelled(held, CORRIDOR)[0] == f"{first_one} (until by 2018)"
    assert spelled(held, CORRIDOR)[-1] == "The Arc"
    assert len(spelled(held, CORRIDOR)) == 3
