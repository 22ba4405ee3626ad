"""A finished publication is read back part by part, and refused if anything in it may not be."""

import shutil
from zipfile import ZipFile, ZipInfo

import pytest

import lisdesk.tasks.exporting
from lisdesk.edits.memos import add_memo
from lisdesk.errors import RefusedError
from lisdesk.exchange.finished.reading import READERS, check_finished
from lisdesk.queries.publication_secrets import publication_secrets
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import Publication
from lisdesk.store.opening import open_database
from lisdesk.tasks.export_formats import FORMATS, write_export
from tests.desk_work import count, do, entries
from tests.thorough import one_in
from tests.unit.evidence.planted import (
    added,
    in_cell,
    in_sheet,
    packed,
    parts_of,
    replaced,
    sheet_part,
)

NAME, TEXT, OFFICER = "Nomen03x Canary", "moreanswer07x", "Oscar Ordinator"
EMAIL, NOTE, OLD = "mail05x@canary.example", "officernote03x", "answerwords08x 😀 gaps"
MEMO = "whether officermemo03x rang"
REFUSED = "LLEP-2018-01-0003"
"""Of one that permitted nothing."""
_SHARED = "xl/sharedStrings.xml"
_CORE, _BOOK, _CHART, _TABLE = (
    "docProps/core.xml", "xl/workbook.xml", "xl/charts/chart1.xml", "xl/tables/table3.xml",
)  # fmt: skip
PLANTED = {
    "a name in a cell of the register": (in_cell("Submissions", "B", 9), NAME),
    "a name in a cell of the evidence": (in_cell("Evidence", "K"), NAME),
    "a name in a column of its own": (in_cell("Submissions", "Z"), NAME),
    "a name as attribution": (in_cell("Quotations", "D"), NAME),
    "a pseudonym of nobody": (in_cell("Quotations", "D"), "individual, anonymous, LLEP-2018-01-9"),
    "a pseudonym of who may not be quoted": (
        in_cell("Quotations", "D"), f"individual, anonymous, {REFUSED}",
    ),
    "a name on the cover": (in_cell("Cover", "B", 7), NAME),
    "a name in a note": (in_cell("Notes", "B", 7), f"Thanks to {NAME} and all others."),
    "a text as an answer": (in_cell("Answers", "E"), TEXT),
    "a text as a quotation": (in_cell("Evidence", "I"), TEXT),
    "a text in the frame": (in_cell("Coding frame", "C"), f"Such as: {TEXT}"),
    "an earlier text": (in_cell("Quotations", "C"), OLD),
    "a note of an officer": (in_cell("Evidence", "S"), NOTE),
    "a memo of an officer": (in_cell("Coding frame", "C"), f"Such as: Ask them {MEMO}."),
    "a name with the surname first": (in_cell("Notes", "B", 7), "Ask Canary, Nomen03x, of there."),
    "an officer in a cell": (in_cell("Late", "C"), OFFICER),
    "an e-mail in a cell": (in_cell("Areas", "A"), EMAIL),
    "an e-mail inside words": (in_cell("Answers", "E", 6), f"Write to {EMAIL} please."),
    "a small number of a type": (in_cell("Respondents", "C"), "3"),
    "a small number of an area": (in_cell("Areas", "C", 5), "2"),
    "a small share": (in_cell("Respondents", "E", 6), "2 of 30"),
    "the author of the file": (
        replaced(_CORE, "<dc:title", "<dc:creator>{}</dc:creator><dc:title"), OFFICER,
    ),
    "the last who saved it": (
        replaced(_CORE, "<dc:title", "<cp:lastModifiedBy>{}</cp:lastModifiedBy><dc:title"), NAME,
    ),
    "the title of the file": (replaced(_CORE, "Evidence: ", "Evidence of {}: "), NAME),
    "the name of a table": (
        replaced(_TABLE, 'displayName="', 'displayName="Nomen03x_Canary_'), "",
    ),
    "a heading of a table": (
        replaced(_TABLE, 'Column id="1" name="', 'Column id="1" name="{} '), NAME,
    ),
    "the title of a chart": (replaced(_CHART, "Submissions by", "{} by"), NAME),
    "the cache of a chart": (
        replaced(_CHART, "</f></strRef>", "</f><strCache><pt><v>{}</v></pt></strCache></strRef>"),
        NAME,
    ),
    "a defined name": (
        replaced(_BOOK, "<definedNames>", '<definedNames><definedName name="x">{}</definedName>'),
        NAME,
    ),
    "a hidden sheet": (replaced(_BOOK, 'state="visible"', 'state="hidden"'), ""),
    "a very hidden sheet": (replaced(_BOOK, 'state="visible"', 'state="veryHidden"'), ""),
    "a hidden row": (in_sheet("Answers", '<row r="6"', '<row r="6" hidden="1"'), ""),
    "a row without height": (in_sheet("Answers", '<row r="6"', '<row r="6" ht="0"'), ""),
    "a hidden column": (in_sheet("Answers", '<col min="2"', '<col hidden="1" min="2"'), ""),
    "a rule for how cells look": (
        in_sheet("Priority × type", 'cfRule type="colorScale"', 'cfRule type="cellIs"'), "",
    ),
    "a formula in such a rule": (
        in_sheet("Priority × type", "<colorScale>", "<formula>1+1</formula><colorScale>"), "",
    ),
    "a formula": (in_sheet("Answers", '<row r="6">', '<row r="6"><c r="Z6"><f>1+1</f></c>'), ""),
    "a link to elsewhere": (
        replaced("xl/worksheets/_rels/sheet1.xml.rels", "<Relationship ",
                 '<Relationship TargetMode="External" Target="http://{}" Id="r9" Type="x"/>'
                 "<Relationship "), "a.example",
    ),
    "the foot of a page": (in_sheet("Cover", "<oddFooter>", "<oddFooter>{}"), OFFICER),
    "a tool tip": (
        in_sheet("Contents", "<hyperlink ", '<hyperlink tooltip="{}" ref="A1"/><hyperlink '), NAME,
    ),
    "a comment": (added("xl/comments1.xml", "<c><author>{}</author></c>"), NAME),
    "shared strings": (added(_SHARED, "<sst><si><t>{}</t></si></sst>"), TEXT),
    "a picture": (added("xl/media/image1.png", "PNG {}"), NAME),
    "a cell that says it in other signs": (
        in_sheet("Notes", "</sheetData>", '<row r="99"><c r="Z99" t="str">'
                 "<v>&#78;omen03x&#32;Canary</v></c></row></sheetData>"),
        "",
    ),
    "a comment of the XML": (in_sheet("Notes", "</sheetData>", "<!-- {} --></sheetData>"), NAME),
    "a row in another's name": (in_cell("Answers", "A"), "LLEP-0003"),
    "the hash of a text that is withheld": (in_cell("Evidence", "R", 7), "LLEP"),
}  # fmt: skip


@pytest.fixture(scope="module")
def secret_file(busy, tmp_path_factory):
    path = tmp_path_factory.mktemp("secrets") / "busy.lisdesk"
    shutil.copy(busy[0], path)
    database = open_database(path)
    do(database, add_memo, submission_id=1, words=f"Ask them {MEMO}.")
    yield database
    database.close()


@pytest.fixture
def check(secret_file):
    def run(path, file_format="xlsx"):
        with secret_file.reading() as session:
            secrets = publication_secrets(session, 1, here=["/srv/jo/calls"])
            return check_finished(path, file_format, secrets)

    return run


def test_a_publication_as_it_is_written_passes(workbooks, check):
    checked = check(workbooks[Edition.PUBLICATION])
    assert [leak.words() for leak in checked.leaks] == []
    assert checked.looked_at.parts > 50
    assert checked.looked_at.pieces > 500
    assert checked.looked_at.secrets > 200


def test_an_internal_workbook_would_be_refused(workbooks, check):
    found = {leak.what for leak in check(workbooks[Edition.INTERNAL]).leaks}
    assert len(found) > 4


@pytest.mark.parametrize("case", one_in(5, PLANTED))
def test_what_is_planted_in_a_part_is_found_there(case, workbooks, check, tmp_path):
    parts = parts_of(workbooks[Edition.PUBLICATION])
    before = dict(parts)
    change, secret = PLANTED[case]
    change(parts, secret)
    changed = {name for name in parts if parts[name] != before.get(name)}
    checked = check(packed(parts, tmp_path / "planted.xlsx"))
    assert checked.leak_count > 0
    assert changed & {leak.part for leak in checked.leaks}


def test_a_name_in_the_name_of_the_file_is_found(workbooks, check, tmp_path):
    for name, leaks in ((f"For {NAME}.xlsx", 1), ("evidence.xlsx", 0), (f"{OFFICER}.xlsx", 1)):
        path = tmp_path / name
        shutil.copy(workbooks[Edition.PUBLICATION], path)
        assert check(path).leak_count == leaks


def test_the_moment_at_which_a_part_was_written_is_found(workbooks, check, tmp_path):
    parts = parts_of(workbooks[Edition.PUBLICATION])
    with ZipFile(tmp_path / "when.xlsx", "w") as package:
        for name, content in parts.items():
            package.writestr(ZipInfo(name, (2019, 3, 1, 12, 30, 4)), content)
    whats = {leak.what for leak in check(tmp_path / "when.xlsx").leaks}
    assert "the moment at which the part was written" in whats
    packed(parts, tmp_path / "head.xlsx")
    content = (tmp_path / "head.xlsx").read_bytes()
    (tmp_path / "head.xlsx").write_bytes(content[:10] + b"\x31\x64" + content[12:])
    assert check(tmp_path / "head.xlsx").leak_count == 1


def test_bytes_that_belong_to_no_part_are_found(workbooks, check, tmp_path):
    content = workbooks[Edition.PUBLICATION].read_bytes()
    for name, forged in {"before.xlsx": b"MZ" + content, "after.xlsx": content + b"more"}.items():
        (tmp_path / name).write_bytes(forged)
        assert check(tmp_path / name).leak_count > 0


def test_a_leak_is_told_with_its_sheet_and_cell_and_without_its_words(workbooks, check, tmp_path):
    parts = parts_of(workbooks[Edition.PUBLICATION])
    in_cell("Evidence", "K")(parts, NAME)
    (leak, *_) = check(packed(parts, tmp_path / "planted.xlsx")).leaks
    assert leak.words().startswith(f"{sheet_part(parts, 'Evidence')}, Evidence K5: a name")
    assert "Canary" not in leak.words()


def test_a_refused_publication_is_not_handed_over_and_leaves_no_record(
    busy_database, export, tmp_path, monkeypatch
):
    def leaking(order, path):
        made = write_export(order, path)
        parts = parts_of(path)
        for row in range(5, 30):
            in_cell("Submissions", "B", row)(parts, NAME)
        packed(parts, path)
        return made

    monkeypatch.setattr(lisdesk.tasks.exporting, "write_export", leaking)
    (tmp_path / "out.xlsx").write_bytes(b"old")
    before = entries(busy_database)
    with pytest.raises(RefusedError, match=r"Submissions B5: a name .*; and \d+ more") as refused:
        export(busy_database, Edition.PUBLICATION)
    assert refused.value.happened.count("Submissions B") == 20
    assert (tmp_path / "out.xlsx").read_bytes() == b"old"
    assert entries(busy_database) == before
    assert count(busy_database, Publication) == 0
    export(busy_database, Edition.INTERNAL)


def test_every_format_is_read_back():
    assert set(READERS) == set(FORMATS)
