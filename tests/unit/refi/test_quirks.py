"""Each program has ways of its own; what it writes comes in all the same, and losses are told."""

from __future__ import annotations

import re
import zipfile
from itertools import product
from pathlib import Path

import pytest

from lisdesk.queries.memos import memos_of_call
from lisdesk.queries.priority_hues import priority_details
from lisdesk.rules.vocabulary import WhatIsKnown
from lisdesk.store.entities import (
    Excerpt,
    FrameEvent,
    Import,
    Priority,
    SourceText,
    Stakeholder,
    Submission,
    Tag,
)
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.incoming_paths import import_paths
from tests.desk_work import DESK, count, first, log, rows, tag
from tests.thorough import one_in
from tests.unit.documents.made_word import paragraph, run, word_document
from tests.unit.refi.conftest import CALL
from tests.unit.refi.made_projects import (
    BUSES,
    CODEBOOK_SPACE,
    NOWHERE,
    ROADS,
    SKILLS,
    TEXT,
    WELDERS,
    codebook,
    coding,
    guid,
    listing,
    packed,
    selection,
    source,
)

pytestmark = pytest.mark.thorough

MARK = b"\xef\xbb\xbf"


@pytest.fixture
def bring(database, call, tmp_path):
    """Return a function that imports a project of these bytes."""

    def brought(content: bytes, name: str = "theirs.qdpx", **arguments):
        path = tmp_path / name
        path.write_bytes(content)
        [(_, done)] = import_paths(database, DESK, CALL, [path], **arguments).projects
        assert check_file(database).is_sound
        return done

    return brought


def quotes(database) -> list[str]:
    return [each.quote for each in rows(database, Excerpt)]


def whats(done) -> str:
    return "\n".join(f"{each['where']}: {each['what']}" for each in done.report.report.problems)


def test_a_plain_project_comes_in_with_its_coders(database, bring):
    done = bring(packed(listing(source(WELDERS + BUSES, text=TEXT))))
    assert quotes(database) == ["welders", "buses"]
    skills, _ = rows(database, Tag)
    assert skills.officer == "Cy Coder"
    assert skills.tagged_at.isoformat() == "2019-02-01T10:00:00+00:00"
    [entry] = rows(database, Submission)
    assert entry.extras == {"Document": "One"}
    assert done.report.report.undated == 1
    names = {each.name: each.code for each in rows(database, Priority)}
    assert (names["Skills"], names["Roads"]) == ("SKIL", "ROAD")


@pytest.mark.parametrize("name", one_in(3, ["Housing survey.qde", "PROJECT.QDE", "project.qde"]))
def test_the_listing_may_have_another_name(database, bring, name):
    bring(packed(listing(source(WELDERS, text=TEXT)), name=name))
    assert quotes(database) == ["welders"]


@pytest.mark.parametrize("folder", one_in(4, ["Sources/", "sources/", "SOURCES/", ""]))
def test_the_folder_of_sources_may_have_capitals_or_be_missing(database, bring, folder):
    texts = {f"{guid(100).upper()}.TXT": TEXT.encode()}
    bring(packed(listing(source(WELDERS)), texts, folder=folder))
    assert quotes(database) == ["welders"]


def test_a_mark_may_stand_before_the_listing_and_a_stray_file_beside_it(database, bring):
    content = MARK + listing(source(WELDERS, text=TEXT)).encode()
    bring(packed(content, more=[("sources/.root", b""), ("readme.txt", b"x")]))
    assert quotes(database) == ["welders"]


@pytest.mark.parametrize(
    ("attribute", "scheme"),
    one_in(2, product(("richTextPath", "plainTextPath"), ("internal://", "")), unpacks=True),
)
def test_a_text_is_found_by_whichever_path_it_has(database, bring, attribute, scheme):
    one = source(WELDERS).replace("plainTextPath", attribute).replace("internal://", scheme)
    bring(packed(listing(one), {f"{guid(100)}.txt": TEXT.encode()}))
    assert rows(database, SourceText)[0].body == TEXT
    assert quotes(database) == ["welders"]


def test_codes_above_others_can_be_coded_to(database, bring):
    codes = (
        f'<Code guid="{SKILLS}" name="Skills" isCodable="true">'
        f'<Code guid="{ROADS}" name="Adults" isCodable="true"/></Code>'
    )
    bring(packed(listing(source(WELDERS + BUSES, text=TEXT), codes=codes)))
    adults = first(database, Priority, Priority.name == "Adults")
    skills = first(database, Priority, Priority.name == "Skills")
    assert adults.parent_id == skills.id
    assert count(database, Tag, Tag.priority_id == skills.id) == 1


def test_a_heading_that_was_coded_to_keeps_its_tags_and_says_so(database, bring):
    codes = f'<Code guid="{SKILLS}" name="Skills" isCodable="false"/>'
    done = bring(packed(listing(source(WELDERS, text=TEXT), codes=codes)))
    assert quotes(database) == ["welders"]
    assert "It is only a heading" in whats(done)


@pytest.mark.parametrize(
    "colour", one_in(4, [' color="red"', ' color="#11223344"', "", ' color="#abc"'])
)
def test_colours_of_any_kind_are_left_aside(database, bring, colour):
    codes = f'<Code guid="{SKILLS}" name="Skills" isCodable="true"{colour}/>'
    bring(packed(listing(source(WELDERS, text=TEXT), codes=codes)))
    assert quotes(database) == ["welders"]


VARIABLES = (
    f'<Variables><Variable guid="{guid(70)}" name="Sector" typeOfVariable="Text"/>'
    f'<Variable guid="{guid(71)}" name="Sector" typeOfVariable="Boolean"/></Variables>'
)


def value(number: int, kind: str, words: str) -> str:
    return (
        f'<VariableValue><VariableRef targetGUID="{guid(number)}"/><{kind}>{words}</{kind}>'
        "</VariableValue>"
    )


def test_variables_of_a_nameless_case_belong_to_its_source(database, bring):
    case = (
        f'<Cases><Case guid="{guid(80)}">{value(70, "TextValue", "Steel")}'
        f'{value(71, "BooleanValue", "true")}<SourceRef targetGUID="{guid(100)}"/></Case></Cases>'
    )
    bring(packed(listing(source(WELDERS, text=TEXT), before=VARIABLES + case)))
    [entry] = rows(database, Submission)
    assert entry.extras == {"Document": "One", "Sector": "Steel", "Sector (2)": "yes"}
    assert entry.respondent_id is None


def test_a_case_is_the_respondent_and_may_share_its_guid_with_a_code(database, bring):
    cases = (
        f'<Cases><Case guid="{SKILLS}" name="Acme Ltd"><SourceRef targetGUID="{guid(100)}"/></Case>'
        f'<Case guid="{guid(81)}" name="Beta"><SourceRef targetGUID="{guid(100)}"/></Case></Cases>'
    )
    bring(packed(listing(source(WELDERS, text=TEXT), before=cases)))
    [entry] = rows(database, Submission)
    assert first(database, Stakeholder, Stakeholder.id == entry.respondent_id).name == "Acme Ltd"
    assert entry.extras["Other cases"] == "Beta"
    assert quotes(database) == ["welders"]


def noted(database):
    """Return the memos, each with the words that it stands on."""
    with database.reading() as session:
        return [(each.quote, each.words) for each in memos_of_call(session, 1)]


NOTE = (
    f'<Note guid="{guid(90)}" name="memo"><PlainTextContent>Look again.</PlainTextContent></Note>'
)
ON_CODING = f'<NoteRef targetGUID="{guid(90)}"/>'


def test_an_annotation_that_is_linked_to_a_passage_is_a_memo_on_it(database, bring):
    link = (
        f'<Links><Link guid="{guid(95)}" originGUID="{guid(90)}" targetGUID="{guid(777)}"/></Links>'
    )
    bare = selection(8, 15, "welders", "", number=777)
    bring(packed(listing(source(bare, text=TEXT), after=f"<Notes>{NOTE}</Notes>{link}")))
    assert noted(database) == [("welders", "Look again.")]


def test_a_described_passage_without_a_coding_is_a_memo_on_it(database, bring):
    bare = selection(8, 15, "welders", "<Description>Ask the college.</Description>")
    bring(packed(listing(source(bare, text=TEXT))))
    assert noted(database) == [("welders", "Ask the college.")]
    assert count(database, Tag) == 0


def test_memos_without_author_and_date_come_in_on_whatever_they_are(database, bring):
    codes = (
        f'<Code guid="{SKILLS}" name="Skills" isCodable="true">'
        f"<Description>What people can.</Description>{ON_CODING}</Code>"
    )
    coded = selection(
        8, 15, "welders", "<Description>On the passage.</Description>" + coding(inside=ON_CODING)
    )
    one = source(coded, text=TEXT).replace(
        "<PlainTextContent>", "<Description>About the whole.</Description><PlainTextContent>"
    )
    bring(packed(listing(one, codes=codes, after=f"<Notes>{NOTE}</Notes>")))
    [tag] = rows(database, Tag)
    assert tag.note == "Look again.\n\nOn the passage."
    assert noted(database) == [("", "About the whole.")]
    skills = first(database, Priority, Priority.name == "Skills")
    assert skills.definition == "What people can.\n\nMemo: Look again."


def test_sources_codes_and_notes_of_one_name_stay_apart(database, bring):
    codes = (
        f'<Code guid="{SKILLS}" name="Skills" isCodable="true"/>'
        f'<Code guid="{ROADS}" name="skills" isCodable="true"/>'
    )
    sources = source(WELDERS, text=TEXT) + source(WELDERS + BUSES, 101, text=TEXT)
    bring(packed(listing(sources, codes=codes)))
    names = {each.name for each in rows(database, Priority)}
    assert {"Skills", "skills (2)"} <= names
    assert count(database, Submission) == 2
    assert count(database, Tag) == 3


def test_what_is_referred_to_and_is_not_there_is_told(database, bring):
    missing = selection(8, 15, "welders", coding(inside=f'<NoteRef targetGUID="{NOWHERE}"/>'))
    unknown = selection(25, 30, "buses", coding(NOWHERE, 602))
    gone = source("", 101, "Gone")
    done = bring(packed(listing(source(missing + unknown, text=TEXT) + gone)))
    assert quotes(database) == ["welders"]
    told = whats(done)
    assert "A note that it refers to is not in the file." in told
    assert "It is coded to a code that the file does not hold." in told
    assert "the source “Gone”: Its text is not in the file" in told
    assert done.report.report.blank == 1


def test_guids_that_are_new_on_each_export_are_known_by_name_and_words(database, bring):
    bring(packed(listing(source(WELDERS, text=TEXT))))
    again = listing(source(WELDERS + BUSES, 333, text=TEXT)).replace(SKILLS, guid(334))
    assert bring(packed(again)).report.report.already_here == 1
    done = bring(packed(again), known=WhatIsKnown.UPDATE)
    assert (done.report.report.changed, done.report.tags) == (1, 1)
    assert quotes(database) == ["welders", "buses"]


def test_guids_in_braces_and_capitals_are_the_same(database, bring):
    content = listing(source(WELDERS, text=TEXT))
    braced = re.sub(
        r'targetGUID="([^"]+)"', lambda each: f'targetGUID="{{{each[1].upper()}}}"', content
    )
    bring(packed(braced))
    assert quotes(database) == ["welders"]


def test_the_memory_of_a_renamed_code_outlives_the_file(database, bring):
    bring(packed(listing(source(WELDERS, text=TEXT))))
    renamed = listing(source(WELDERS, text=TEXT)).replace('"Skills"', '"Skills and jobs"')
    assert bring(packed(renamed)).report.codes.new == 0
    assert bring(packed(renamed), known=WhatIsKnown.UPDATE).report.codes.changed == 1
    kinds = [each.kind.key for each in rows(database, FrameEvent)][-3:]
    assert kinds == ["added", "added", "renamed"]
    assert first(database, Priority, Priority.name == "Skills and jobs").code == "SKIL"


def test_pictures_recordings_maps_and_sets_are_told_as_lost(database, bring):
    others = (
        f'<PictureSource guid="{guid(110)}" name="Map"/>'
        f'<AudioSource guid="{guid(111)}" name="Talk"/>'
        f'<VideoSource guid="{guid(112)}" name="Walk"/>'
    )
    after = (
        f'<Sets><Set guid="{guid(120)}" name="S"/></Sets>'
        f'<Graphs><Graph guid="{guid(121)}"/></Graphs>'
    )
    done = bring(packed(listing(source(WELDERS, text=TEXT) + others, after=after)))
    told = whats(done)
    for words in ("“Map”: It is a picture", "“Talk”: It is a recording", "“Walk”: It is a film",
                  "Sets of codes, sources or notes: 1.", "Maps and graphs: 1."):  # fmt: skip
        assert words in told
    assert done.report.report.rows == 1


def test_colours_of_others_become_the_hue_that_looks_most_like_them(database, bring):
    written = {"#0B5CAD": "blue", "#ff8c00": "orange", "#0A0": "green", "#11223344": None,
               "red": None, "": None}  # fmt: skip
    codes = "".join(
        f'<Code guid="{guid(20 + place)}" name="C{place}" isCodable="true" color="{colour}"/>'
        for place, colour in enumerate(written)
    )
    done = bring(packed(listing(codes=codes)))
    with database.reading() as session:
        details = priority_details(session, 1)
    for place, hue in enumerate(written.values()):
        made = first(database, Priority, Priority.name == f"C{place}")
        _, colour = details.get(made.id, ("", None))
        assert (colour and colour.key) == hue
    assert "the codes: Colours that are none of the eight here: 2." in whats(done)
    assert "the codes: Colours that cannot be read: 2." in whats(done)


def test_notes_on_nothing_are_told_as_lost(database, bring):
    done = bring(packed(listing(source(WELDERS, text=TEXT), after=f"<Notes>{NOTE}</Notes>")))
    assert "the note “memo”: It is about the project, or about nothing." in whats(done)


def pdf_source(inside: str) -> str:
    return (
        f'<PDFSource guid="{guid(100)}" name="Report" path="internal://r.pdf">{inside}</PDFSource>'
    )


def test_a_pdf_with_its_words_beside_it_comes_in_with_its_passages(database, bring):
    words = (
        f'<Representation guid="{guid(130)}" plainTextPath="internal://r.txt">{WELDERS}'
        "</Representation>"
    )
    on_page = (
        f'<PDFSelection guid="{guid(131)}" page="1" firstX="1" firstY="1" secondX="2" secondY="2"/>'
    )
    done = bring(packed(listing(pdf_source(on_page + words)), {"r.txt": TEXT.encode()}))
    assert quotes(database) == ["welders"]
    assert "Selections on pages or pictures, which have no words: 1." in whats(done)


def test_a_document_without_a_plain_text_comes_in_without_its_passages(database, bring):
    rich = source(WELDERS).replace("plainTextPath", "richTextPath").replace(".txt", ".docx")
    document = word_document(paragraph(run(TEXT)))
    done = bring(packed(listing(rich), {f"{guid(100)}.docx": document}))
    assert rows(database, SourceText)[0].body.strip() == TEXT
    assert quotes(database) == []
    assert "count in a plain text which is not in the file: 1." in whats(done)


def test_empty_and_outlying_passages_are_told_and_what_lies_inside_is_kept(database, bring):
    passages = (
        WELDERS + selection(4, 4, "", number=1) + selection(25, 400, None, number=2)
        + selection(900, 950, None, number=3) + selection(-5, 2, None, number=4)
        + selection(9, 3, None, number=5)
    )  # fmt: skip
    passages += '<PlainTextSelection guid="x" name="odd" startPosition="a" endPosition="b"/>'
    done = bring(packed(listing(source(passages, text=TEXT))))
    assert quotes(database) == ["welders", "buses.", "We"]
    told = whats(done)
    for words in (
        "at 4 is empty",
        "from 25 to 400 goes beyond",
        "from 900 to 950 lies outside",
        "from -5 to 2 goes beyond",
        "at 9 is empty",
        "“odd” has no readable place",
    ):
        assert words in told


def test_duplicate_guids_are_told_and_nothing_is_lost(database, bring):
    codes = (
        f'<Code guid="{SKILLS}" name="Skills" isCodable="true"/>'
        f'<Code guid="{SKILLS}" name="Roads" isCodable="true"/>'
    )
    sources = source(WELDERS, text=TEXT) + source(BUSES.replace(ROADS, SKILLS), 100, "Two", TEXT)
    done = bring(packed(listing(sources, codes=codes)))
    assert count(database, Submission) == 2
    assert {"Skills", "Roads"} <= {each.name for each in rows(database, Priority)}
    told = whats(done)
    assert "Another code has the same GUID" in told
    assert "Another source has the same GUID" in told
    assert bring(packed(listing(sources, codes=codes))).report.report.already_here == 2


def test_letters_of_windows_come_in_and_are_told(database, bring):
    words = "Café – “quoted” welders"
    passage = selection(words.index("welders"), len(words), "welders")
    done = bring(packed(listing(source(passage)), {f"{guid(100)}.txt": words.encode("cp1252")}))
    assert rows(database, SourceText)[0].body == words
    assert "not in UTF-8" in whats(done)


def test_a_path_out_of_the_package_is_not_followed(database, bring, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret.")
    for path in (f"absolute://{secret}", f"file://{secret}", str(secret), "relative:///secret.txt",
                 "internal://../secret.txt", "../secret.txt"):  # fmt: skip
        one = source().replace(f"internal://{guid(100)}.txt", path)
        assert bring(packed(listing(one))).report.report.blank == 1
    assert count(database, Submission) == 0


OTHER_SPACES = ("urn:QDA-XML:codebook:0:4", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:project:1.0")


@pytest.mark.parametrize("space", one_in(2, (CODEBOOK_SPACE, *OTHER_SPACES)))
def test_codebooks_of_every_namespace_come_in_nested(database, bring, space):
    codes = (
        f'<Code guid="{SKILLS}" name="Skills" isCodable="true" color="#123456"><Description>D'
        f'</Description><Code guid="{ROADS}" name="Adults" isCodable="true"/></Code>'
    )
    sets = '<Sets><Set guid="x" name="S"/></Sets>'
    done = bring(MARK + codebook(codes, space, sets).encode(), "theirs.qdc")
    assert (done.report.codes.new, done.report.report.new) == (2, 2)
    adults = first(database, Priority, Priority.name == "Adults")
    skills = first(database, Priority, Priority.name == "Skills")
    assert (adults.parent_id, skills.definition) == (skills.id, "D")
    assert "Sets of codes: 1." in whats(done)
    [record] = rows(database, Import)
    assert record.rows == record.new_rows == 2


def test_a_codebook_is_known_again_updated_or_copied(database, bring):
    content = codebook().encode()
    assert bring(content, "a.qdc").report.codes.new == 2
    assert bring(content, "a.qdc").entry_id is None
    renamed = content.replace(b'"Skills"', b'"Training"')
    assert bring(renamed, "a.qdc", known=WhatIsKnown.UPDATE).report.codes.changed == 1
    assert bring(renamed, "a.qdc", known=WhatIsKnown.COPY).report.codes.new == 2
    names = [each.name for each in rows(database, Priority)]
    assert {"Training", "Training (2)", "Roads", "Roads (2)"} <= set(names)


def test_a_codebook_of_any_name_is_known_by_its_root(database, bring):
    assert bring(codebook().encode(), "frame.xml").report.codes.new == 2


def test_many_losses_of_one_kind_are_counted(database, bring):
    many = "".join(selection(4, 4, "", number=number) for number in range(1, 80))
    done = bring(packed(listing(source(WELDERS + many, text=TEXT))))
    assert "29 more" in whats(done)
    assert len(done.report.report.problems) == 51


def test_an_export_of_ours_that_went_through_windows_keeps_its_answers(
    database, call, tmp_path, export, bring
):
    entry = log(
        database, call, answers={1: "We need\nwelders.", 3: "Buses \U0001f68c."}, letter="A."
    )
    tag(database, entry, quote="welders")
    tag(database, entry, "P3", quote="\U0001f68c")
    path = export(database).path
    changed = tmp_path / "windows.qdpx"
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(changed, "w") as other:
        for name in package.namelist():
            content = package.read(name)
            if name.endswith(".txt"):
                content = MARK + content.replace(b"\n", b"\r\n")
            other.writestr(name, content)
    done = bring(changed.read_bytes(), known=WhatIsKnown.COPY)
    assert [each["what"] for each in done.report.report.problems] == []
    assert sorted(quotes(database)) == sorted(["welders", "\U0001f68c"] * 2)
    assert count(database, SourceText) == 6


def test_passages_over_answers_and_in_headings_are_told(database, call, tmp_path, export, bring):
    log(database, call, answers={1: "Welders.", 3: "Buses."})
    path = export(database).path
    with zipfile.ZipFile(path) as package:
        [name] = [each for each in package.namelist() if each.endswith(".txt")]
        text = package.read(name).decode()
        whole = package.read("project.qde").decode()
    code = re.search('<Code guid="([^"]+)"', whole)[1]
    over = selection(text.index("Welders"), len(text), None, coding(code, 700), number=701)
    heading = selection(0, 3, None, coding(code, 702), number=703)
    at = whole.index("<VariableValue>")
    changed = packed(whole[:at] + over + heading + whole[at:], {Path(name).name: text.encode()})
    done = bring(changed, known=WhatIsKnown.UPDATE)
    assert quotes(database) == ["Welders.", "Buses."]
    assert "goes over several answers" in whats(done)
    assert "lies in a heading" in whats(done)
