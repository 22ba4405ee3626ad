"""The map that the officer writes."""

from pathlib import Path

import pytest

from lisdesk.errors import RefusedError, UnreadableFileError, UserError
from lisdesk.exchange.sheets.limits import DEFAULT_LIMITS
from lisdesk.exchange.sheets.map_document import MapDocument
from lisdesk.exchange.sheets.map_values import MapValue
from lisdesk.exchange.sheets.mapping import ImportMap, parse_map, read_map
from lisdesk.exchange.sheets.plan import DateOrder, Field

WHOLE = """
sheet = "Responses"
header_rows = 1
id = "Response ID"
dates = "dmy"
group_by = "Respondent ID"
encoding = "windows-1252"
[fields]
respondent = "Name"
organisation = "Organisation"
e-mail = "Contact"
[constants]
received = "2019-01-15T12:00"
channel = "online"
permission = "unnamed"
[values.type]
Charity = "voluntary"
"Sole  trader" = " business-micro "
[values]
permission = { "Yes" = "named" }
[questions]
"What should the strategy do?" = 1
"Anything else?" = "Is there anything else?"
[ignore]
columns = ["IP address"]
[limits]
rows = 250000
megabytes = 400
"""


def test_a_whole_map_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(WHOLE, encoding="utf-8-sig")
    found = read_map(path)
    assert (found.sheet, found.header_rows, found.id_column) == ("Responses", 1, "Response ID")
    assert (found.date_order, found.group_by) == (DateOrder.DMY, "Respondent ID")
    assert found.encoding == "cp1252"
    assert found.fields == {
        Field.RESPONDENT: "Name", Field.ORGANISATION: "Organisation", Field.EMAIL: "Contact",
    }  # fmt: skip
    assert found.constants[Field.RECEIVED] == "2019-01-15T12:00"
    assert found.values == {
        Field.TYPE: (
            MapValue("Charity", "voluntary"),
            MapValue("Sole  trader", "business-micro"),
        ),
        Field.PERMISSION: (MapValue("Yes", "named"),),
    }
    assert [one.place for listed in found.values.values() for one in listed] == [
        " (line 17, column 1)", " (line 18, column 1)", " (line 20, column 16)",
    ]  # fmt: skip
    assert found.questions == {
        "What should the strategy do?": 1, "Anything else?": "Is there anything else?",
    }  # fmt: skip
    assert found.ignored_columns == ("IP address",)
    assert found.limits.rows == 250_000
    assert found.limits.package_bytes == 2 * DEFAULT_LIMITS.package_bytes


def test_an_empty_map_leaves_everything_to_be_found() -> None:
    assert parse_map(b"", "map.toml") == ImportMap()


def test_a_date_that_toml_knows_is_as_good_as_its_text() -> None:
    found = parse_map(b"[constants]\nreceived = 2019-01-15T12:00:00\nsent = 2019-01-14", "m")
    assert found.constants == {Field.RECEIVED: "2019-01-15T12:00:00", Field.SENT: "2019-01-14"}


def test_the_id_may_stand_among_the_fields() -> None:
    assert parse_map(b'[fields]\nid = "Ref"', "m").id_column == "Ref"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("colour = 1", "A map has no “colour” (line 1, column 1). Nothing was changed. It has"),
        ("sheet = true", "“sheet” in the map is not the name of a sheet or its number from 1"),
        ("sheet = 0", "“sheet” in the map is not"),
        ("header_rows = -1", "“header_rows” in the map is not a whole number from 0 to 50"),
        ('header_rows = "1"', "“header_rows” in the map is not"),
        ('dates = "american"', "“dates” in the map is not \"dmy\", \"mdy\" or \"ymd\""),
        ("id = 7", "“id” in the map is not the heading of a column"),
        ('id = "A"\n[fields]\nid = "B"', "The map names two columns as the id"),
        ('encoding = "klingon"', "“klingon” is not an encoding that is known"),
        ('encoding = "base64"', "“base64” is not an encoding of text"),
        ('fields = "Name"', "“fields” in the map is not a table, written [fields]"),
        ('[fields]\nshoe_size = "Size"', "no field “shoe_size” (line 2, column 1). Nothing"),
        ("[fields]\nrespondent = 4", "“respondent” in [fields] of the map is not a text"),
        ('[constants]\nid = "1"', "The id of a row cannot be a constant"),
        ('[questions]\n"A" = 0', "“A” in [questions] of the map has neither"),
        ('[questions]\n"A" = true', "“A” in [questions] of the map has neither"),
        ('[questions]\n"A" = ""', "“A” in [questions] of the map has neither"),
        ('[ignore]\ncolumn = "A"', "[ignore] in the map is not understood"),
        ('[ignore]\ncolumns = "A"', "[ignore] in the map is not understood"),
        ("[limits]\nrows = 9\n feet = 6", "[limits] in the map has no “feet” (line 3, column 2)"),
        ("[values]\ntype = 'x'", "“type” in [values] of the map is not a table (line 2, column 1)"),
        ('[values.size]\n"A" = "b"', "[values] in the map has no “size” (line 1, column 9)"),
        ('[values.type]\n"A" = 7', "“A” in [values.type] of the map has no answer, or no text"),
        ('[values.type]\n"A" = ""', "“A” in [values.type] of the map has no answer, or no text"),
        ('[values.area]\n"." = "x"', "“.” in [values.area] of the map has no answer"),
        ("[limits]\nrows = 0", "“rows” in [limits] of the map is not a whole number"),
        ("id =", "is not TOML that can be read: Invalid value (at end of document)"),
    ],
)  # fmt: skip
def test_what_a_map_cannot_say_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UserError) as refusal:
        parse_map(text.encode(), "map.toml")
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_map_that_is_not_there_or_not_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="could not be opened"):
        read_map(tmp_path / "none.toml")
    (tmp_path / "picture.toml").write_bytes(b"\x89PNG\xff\xfe")
    with pytest.raises(UnreadableFileError, match="not UTF-8 text"):
        read_map(tmp_path / "picture.toml")
    (tmp_path / "long.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(UnreadableFileError, match="too big to be a map"):
        read_map(tmp_path / "long.toml")


def test_every_column_that_the_map_names_is_told() -> None:
    found = parse_map(WHOLE.encode(), "m")
    assert set(found.named_columns()) == {
        "Response ID", "Respondent ID", "Name", "Organisation", "Contact",
        "What should the strategy do?", "Anything else?", "IP address",
    }  # fmt: skip
    with pytest.raises(RefusedError):
        parse_map(b"id = 1", "m")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[values.type]\n\n  "Charity" = "x" # Charity', " (line 3, column 3)"),
        ("[fields]\nCharity = 1\n[ values . type ]\n'Charity'= 'x'", " (line 4, column 1)"),
        ('values.type."Charity" = "x"', " (line 1, column 13)"),
        ('[values]\ntype = { "A" = "b", "Charity" = "x" }', " (line 2, column 21)"),
        ('[values.area]\nCharity = "y"\n[values.type]\nCharity = "x"', " (line 4, column 1)"),
        ('[values.type]\n"\\u0043harity" = "x"', ""),
    ],
)
def test_a_key_is_found_in_the_text_of_the_map(text: str, place: str) -> None:
    assert MapDocument(text.encode(), "m").place("Charity", "values.type") == place
