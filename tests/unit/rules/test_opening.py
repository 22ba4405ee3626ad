"""The ending of a stranger's file decides how it may be opened."""

import pytest

from lisdesk.rules.opening import Opening, opening_of, opening_words

PLAIN = "pdf docx xlsx pptx odt ods txt png jpg jpeg gif tiff webp heic mp3 mp4"
CONFIRM = (
    "html htm mht svg xml docm xlsm pptm dotm xltm xlsb doc xls ppt rtf csv tsv zip 7z rar gz eml "
    "msg mdb odb json unknown"
)
NEVER = (
    "exe com scr msi js jse vbs vbe wsf hta ps1 bat cmd lnk url scf iso img vhd xll one onepkg "
    "chm jar reg inf msc rdp library-ms iqy slk py sh"
)
TABLE = [
    (ending, opening)
    for opening, endings in (
        (Opening.PLAIN, PLAIN),
        (Opening.CONFIRM, CONFIRM),
        (Opening.NEVER, NEVER),
    )
    for ending in endings.split()
]


def test_the_table_has_sixty_endings():
    assert len({ending for ending, _ in TABLE}) == len(TABLE) >= 60


@pytest.mark.parametrize(("ending", "opening"), TABLE)
def test_an_ending_decides_whatever_its_case(ending, opening):
    for name in (f"a.{ending}", f"A.{ending.upper()}", f"report.pdf.{ending}", f"x.{ending}. "):
        assert opening_of(name) is opening, name


@pytest.mark.parametrize(
    ("name", "opening"),
    [
        ("README", Opening.CONFIRM),
        ("", Opening.CONFIRM),
        ("a.tar.gz", Opening.CONFIRM),
        ("\u202efdp.exe", Opening.NEVER),
        ("a.pdf\u200b", Opening.CONFIRM),
        ("evil.exe:a.txt", Opening.PLAIN),  # it is written as evil.exe_a.txt
        ("a.txt:evil.exe", Opening.NEVER),
        ("x" * 400 + ".exe", Opening.NEVER),
        ("desktop.ini", Opening.NEVER),
        ("report.exe .pdf", Opening.PLAIN),
    ],
    ids=ascii,
)
def test_the_ending_is_that_of_the_name_under_which_it_is_written(name, opening):
    assert opening_of(name) is opening


def test_every_way_of_opening_has_its_words():
    assert len({opening_words(opening) for opening in Opening}) == len(Opening)
