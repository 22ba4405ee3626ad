"""Whatever a stranger calls a file, its name is safe to write and keeps its ending."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lisdesk.rules.file_names import (
    MOST_UTF16_UNITS,
    NAMELESS,
    ending_of,
    numbered_names,
    safe_file_name,
)

HOSTILE = [
    "../../../evil.docx", "..\\..\\evil.docx", "/etc/cron.d/x", "C:\\Windows\\x.exe",
    "\\\\203.0.113.9\\s\\x.docx", "CON.docx", "a:stream.docx", "evil.docx ", "evil.docx.",
    "\u202excod.exe", "x" * 400 + ".docx", "", "..", "a\tb.docx", "evidence.pdf.exe",
    "%2e%2e%2fevil", "~/.bashrc", "|calc", "-rf", "=cmd.xlsx", "CON", "PRN.txt", "LPT1.",
    "COM¹", "a/b", "a\\b", "\x00.docx", "…/x", "．．／x", "e\u0301.docx", "\u00e9.docx",
    "README.md::$DATA", "desktop.ini", "x.lnk", "x.url", "x.scf", "a" * 255, "💩.docx",
    "\ufeff.docx", "\ud800.docx",
    ".", "...", " ", ". .", ".docx", "con .txt", "nul.tar.gz", "CONIN$", "~$plan.docx",
    "a" * 119 + "😀.pdf", "京" * 200 + ".pdf", "x." + "y" * 300, "a.b c", "\u2028", "a\u0130.PDF",
    "e\u0301" * 200, "x.pdf\u200b", "\u0344" * 90,
]  # fmt: skip
DEVICES = re.compile(r"^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?$", re.I)
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def faults(name):
    """Return what is wrong with a name as that of a file."""
    return [
        fault
        for fault, is_there in {
            "empty": not name,
            "separator, colon or wildcard": bool(set(name) & set('/\\:*?"<>|\0')),
            "hidden": name.startswith("."),
            "trailing": name != name.rstrip(". "),
            "leading": name != name.lstrip(),
            "device": bool(DEVICES.match(name)),
            "unseen": any(unicodedata.category(letter) in UNSEEN for letter in name),
            "option": name.startswith(("-", "~")),
            "long": len(name.encode("utf-16-le")) // 2 > MOST_UTF16_UNITS,
            "too many bytes": len(name.encode()) > 255,
        }.items()
        if is_there
    ]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_becomes_a_safe_one(name, tmp_path):
    safe = safe_file_name(name)
    assert faults(safe) == []
    assert safe_file_name(safe) == safe
    (tmp_path / safe).write_bytes(b"evidence")
    assert [path.name for path in tmp_path.resolve().iterdir()] == [safe]


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Response to the call.docx", "Response to the call.docx"),
        ("Café (final) — 2.pdf", "Café (final) — 2.pdf"),
        ("Fragebogen 3/4.xlsx", "Fragebogen 3_4.xlsx"),
        ("../../../evil.docx", "_.._.._evil.docx"),
        ("C:\\Windows\\x.exe", "C__Windows_x.exe"),
        ("CON.docx", "_CON.docx"),
        ("com¹", "_com¹"),
        ("contract.docx", "contract.docx"),
        ("a:stream.docx", "a_stream.docx"),
        ("evil.docx. .", "evil.docx"),
        ("\u202excod.exe", "_xcod.exe"),
        ("evidence.pdf          .exe", "evidence.pdf.exe"),
        ("e\u0301.docx", "é.docx"),
        ("no\u00a0break\u3000space", "no break space"),
        ("．．／x", "．．_x"),
        ("desktop.ini", "_desktop.ini"),
        ("~$plan.docx", "_~$plan.docx"),
        (".docx", f"{NAMELESS}.docx"),
        ("", NAMELESS),
        ("x" * 400 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_name_stays_readable_and_keeps_its_ending(name, safe):
    assert safe_file_name(name) == safe


def test_a_long_name_is_cut_before_its_ending_and_never_within_a_character():
    assert safe_file_name("😀" * 200 + ".pdf") == "😀" * 58 + ".pdf"
    assert safe_file_name("京" * 200 + ".pdf") == "京" * 78 + ".pdf"
    assert len(safe_file_name("a" * 200 + "." + "b" * 30)) == MOST_UTF16_UNITS


def test_equal_names_are_numbered_before_their_endings():
    names = ["plan.pdf", "PLAN.PDF", "plan (2).pdf", "plan.pdf", "é.txt", "e\u0301.txt", "", ""]
    assert list(numbered_names(names)) == [
        "plan.pdf",
        "PLAN (2).PDF",
        "plan (2) (2).pdf",
        "plan (3).pdf",
        "é.txt",
        "é (2).txt",
        "attachment",
        "attachment (2)",
    ]


def test_numbers_fit_into_long_names():
    found = list(numbered_names(["x" * 400 + ".docx"] * 12))
    assert len(set(found)) == 12
    assert found[11] == "x" * 110 + " (12).docx"
    assert {fault for name in found for fault in faults(name)} == set()


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), ("a.b c", ""), ("evidence.pdf.exe", "exe")],
)
def test_the_ending_is_what_follows_the_last_stop(name, ending):
    assert ending_of(name) == ending


ANYTHING = st.text(st.characters(), max_size=150)
"""Surrogates too: bytes that are no text reach a name as those."""
STRANGE = st.text(st.sampled_from("con.LPT1 \u0301\u202e/\\:😀é.-~"), max_size=140)
ENDED = st.builds("{}.{}".format, ANYTHING, st.text("abcXYZ09", min_size=1, max_size=10))
FOLDERS = st.lists(st.one_of(ANYTHING, STRANGE, ENDED), min_size=25, max_size=25)


@pytest.mark.thorough
@settings(max_examples=400)  # of 25 names each: ten thousand
@given(FOLDERS)
def test_ten_thousand_names_of_any_kind_are_safe_and_none_stands_twice(names):
    found = list(numbered_names(names))
    assert [(name, faults(name)) for name in found if faults(name)] == []
    on_a_drive = {unicodedata.normalize("NFC", name).casefold() for name in found}
    assert len(on_a_drive) == len(names)
    assert [safe_file_name(name) for name in found] == found


@settings(max_examples=200)
@given(ENDED)
def test_an_ending_is_never_lost(name):
    wanted = name.rpartition(".")[2].casefold()
    assert ending_of(safe_file_name(name)) == wanted
