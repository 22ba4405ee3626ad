"""Letters and reports of our own writing, as respondents send them, and files that are none."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.unit.documents import made_open
from tests.unit.documents.made_portable import portable_document
from tests.unit.documents.made_word import deleted, paragraph, word_document

SCAN = portable_document([], [])
"""Two pages without a word on them."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<%b>/U<%b>/P -1>>" % (
    b"41" * 32,
    b"42" * 32,
)
LOCKED = portable_document(["Secret"], trailer=_LOCKED)
"""A page that a password keeps."""


def save_document(folder: Path, name: str, content: bytes) -> Path:
    """Write one file into a folder, which is made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def letter(*paragraphs: str) -> bytes:
    """Return a Word document of some paragraphs."""
    return word_document("".join(paragraph(each) for each in paragraphs))


def twelve_letters(folder: Path) -> list[Path]:
    """Write twelve letters of one body, each about another village."""
    return [
        save_document(
            folder,
            f"letter {number:02}.docx",
            letter("Dear LEP,", f"Village {number} has no bus after six.", "Yours faithfully"),
        )
        for number in range(1, 13)
    ]


def documents_of_every_kind(folder: Path) -> list[Path]:
    """Write a document of each kind that is read, the fourth a scan and the last one twice."""
    tracked = word_document(
        paragraph("Dear LEP,")
        + paragraph("The last bus from the village leaves at six", deleted(" thirty"), ".")
        + paragraph("Apprentices who finish at seven walk home along the main road.")
    )
    note = "<text:p>Photonics firms here grow, and leave for want of laboratories.</text:p>"
    pages = ["Housing statement", "Young families cannot rent here."], ["Page two: broadband."]
    text = b"Our lease ends next year and there is no larger place to move to.\n"
    contents = {
        "1 parish council.docx": tracked,
        "2 photonics.odt": made_open.open_document(note),
        "3 housing.pdf": portable_document(*pages),
        "4 scanned letter.pdf": SCAN,
        "5 welders.rtf": rb"{\rtf1\ansi We cannot find people who can weld.\par}",
        "6 market.html": b"<html><body><p>The market square needs broadband.</p></body></html>",
        "7 lease.txt": text,
        "8 lease again.txt": text,
    }
    return [save_document(folder, name, content) for name, content in contents.items()]


def files_that_are_no_documents(folder: Path) -> list[Path]:
    """Write files that cannot be filed as documents, each for another reason."""
    pages = io.BytesIO()
    with zipfile.ZipFile(pages, "w") as package:
        package.writestr("Index/Document.iwa", b"x" * 40)
    contents = {
        "old.doc": _OLE + bytes(600) + "WordDocument".encode("utf-16-le"),
        "plan.pages": pages.getvalue(),
        "locked.pdf": LOCKED,
        "map.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    }
    return [save_document(folder, name, content) for name, content in contents.items()]
