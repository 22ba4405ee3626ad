"""Projects and codebooks made to harm or to confuse, each with what has to become of it."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from lisdesk.rules.coded_guids import QUOTATIONS_GUID
from tests.unit.refi.made_projects import (
    CODES,
    NOWHERE,
    PROJECT_SPACE,
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

GOOD = listing(source(WELDERS, text=TEXT))
MEGABYTE = 1_000_000
MANY = 100_000


class Hostile(NamedTuple):
    """What a file holds, and words of the sentence or of the loss that an officer reads."""

    make: Callable[[], bytes]
    words: str = ""
    """Without any it comes in whole."""
    ending: str = "qdpx"


def of_text(inside: str = "", text: str = TEXT, **more: str) -> bytes:
    """Return a project of one source."""
    return packed(listing(source(inside, text=text), **more))


def at_path(path: str, inside: str = WELDERS) -> bytes:
    """Return a project whose source says that its text is at a path, beside one that is whole."""
    away = (
        f'<TextSource guid="{guid(101)}" name="Away" plainTextPath="{path}">{inside}</TextSource>'
    )
    return packed(listing(source(WELDERS, text=TEXT) + away), more=[("sources/kept.txt", b"Kept.")])


def many_codes(count: int, name: str = "C{}", own: Callable[[int], str] = guid) -> str:
    """Return codes beside each other."""
    return "".join(
        f'<Code guid="{own(number)}" name="{name.format(number)}" isCodable="true"/>'
        for number in range(1_000, 1_000 + count)
    )


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return a file with some of its bytes replaced, wherever they stand."""
    assert old in content
    return content.replace(old, new)


def encrypted() -> bytes:
    """Return a package whose parts say that they need a password."""
    content = bytearray(of_text())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(signature)
        content[start + offset] |= 1
    return bytes(content)


def packed_unknown() -> bytes:
    """Return a package whose parts are packed in a way that nobody knows."""
    content = bytearray(of_text())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        start = content.find(signature)
        content[start + offset : start + offset + 2] = struct.pack("<H", 1_234)
    return bytes(content)


def lying_size() -> bytes:
    """Return a package whose listing is longer than its directory says."""
    content = bytearray(of_text())
    start = content.find(b"PK\x01\x02")
    content[start + 24 : start + 28] = struct.pack("<I", 100)
    return bytes(content)


def wrong_checksum() -> bytes:
    """Return a package whose listing is not what its checksum says."""
    content = bytearray(of_text())
    for signature, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = content.find(signature)
        content[start + offset] ^= 0xFF
    return bytes(content)


def overlapping() -> bytes:
    """Return a package with ten thousand names for one part of nine megabytes."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("project.qde", GOOD)
        package.writestr("a.txt", b"a b c d" * (9 * MEGABYTE // 7))
    content = inner.getvalue()
    end = content.rfind(b"PK\x05\x06")
    first = content.find(b"PK\x01\x02")
    last = content.find(b"PK\x01\x02", first + 4)
    entry, count = content[last:end], 10_000
    more = b"".join(entry.replace(b"a.txt", b"%05d" % number) for number in range(count))
    directory = content[first:end] + more
    closing = struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count + 2, count + 2, len(directory), first, 0
    )
    return content[:first] + directory + closing


def nested_bomb() -> bytes:
    """Return a project whose document is a package that unpacks to four hundred megabytes."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * 400 * MEGABYTE)
    styled = f'<TextSource guid="{guid(101)}" name="B" richTextPath="internal://b.docx"/>'
    return packed(
        listing(source(WELDERS, text=TEXT) + styled), more=[("sources/b.docx", inner.getvalue())]
    )


def project_in_project() -> bytes:
    """Return a project that has a whole project as its text."""
    return packed(
        listing(source(WELDERS, text=TEXT) + source("", 101, "Inner")),
        {f"{guid(101)}.txt": of_text()},
    )


def one_text_for_all() -> bytes:
    """Return a project in which twenty thousand sources share a text of most of a megabyte."""
    sources = "".join(
        f'<TextSource guid="{guid(number)}" name="S" plainTextPath="internal://t.txt"/>'
        for number in range(20_000)
    )
    return packed(listing(sources), {"t.txt": b"ab cd ef\n" * 100_000})


def one_note_for_all() -> bytes:
    """Return a project in which a thousand codings refer to a note of a megabyte."""
    reference = f'<NoteRef targetGUID="{guid(90)}"/>'
    passages = "".join(
        selection(0, 2, "We", coding(SKILLS, 10_000 + number, reference), number=20_000 + number)
        for number in range(1_000)
    )
    long = "ab cd ef\n" * 111_111
    note = f'<Note guid="{guid(90)}" name="m"><PlainTextContent>{long}</PlainTextContent></Note>'
    return of_text(passages, after=f"<Notes>{note}</Notes>")


def hanging_below_themselves() -> str:
    """Return codes that have the GUID of what they hang below."""
    return (
        f'<Code guid="{SKILLS}" name="Skills" isCodable="true"><Code guid="{ROADS}" name="Roads" '
        f'isCodable="true"><Code guid="{SKILLS}" name="Skills again" isCodable="true"/></Code>'
        "</Code>"
    )


def many_memos() -> bytes:
    """Return a source that refers to five thousand notes."""
    count = 5_000
    references = "".join(f'<NoteRef targetGUID="{guid(1_000 + at)}"/>' for at in range(count))
    notes = "".join(
        f'<Note guid="{guid(1_000 + at)}"><PlainTextContent>n{at}</PlainTextContent></Note>'
        for at in range(count)
    )
    return of_text(WELDERS + references, after=f"<Notes>{notes}</Notes>")


def many_variables(count: int = 30_000) -> str:
    """Return variables of one name."""
    each = "".join(
        f'<Variable guid="{guid(1_000 + at)}" name="V" typeOfVariable="Text"/>'
        for at in range(count)
    )
    return f"<Variables>{each}</Variables>"


def ours_with(places: str, text: str = TEXT) -> bytes:
    """Return a project that says it is of lisdesk, with words about where its answers stand."""
    said = {"Reference": "X-1", "Standing": "On time", "Answers stand at": places}
    names = list(enumerate(said, 70))
    variables = "".join(
        f'<Variable guid="{guid(number)}" name="{name}" typeOfVariable="Text"/>'
        for number, name in names
    )
    values = "".join(
        f'<VariableValue><VariableRef targetGUID="{guid(number)}"/>'
        f"<TextValue>{said[name]}</TextValue></VariableValue>"
        for number, name in names
    )
    return of_text(WELDERS + values, text, before=f"<Variables>{variables}</Variables>",
                   origin="lisdesk 9")  # fmt: skip


LONG = "x" * 20_000
HUGE = "x" * (11 * MEGABYTE)
DOUBLED = GOOD.replace("</Project>", "</Project><Project/>")
ATTRIBUTES = " ".join(f'a{number}="1"' for number in range(20_000))
LINKS = (
    f'<Notes><Note guid="{guid(90)}" name="m"><PlainTextContent>Look.</PlainTextContent></Note>'
    f'</Notes><Links><Link guid="{guid(91)}" originGUID="{guid(90)}" targetGUID="{guid(90)}"/>'
    f'<Link guid="{guid(92)}" originGUID="{guid(91)}" targetGUID="{guid(92)}"/></Links>'
)
TYPED = GOOD.replace("?>", '?><!DOCTYPE Project [<!ENTITY a "b">]>', 1)

REFUSED = {
    "codes that are no end": Hostile(
        lambda: packed(listing(codes=f'<Code guid="{SKILLS}" name="{HUGE}"/>')), "damaged|too big"
    ),
    "a text beyond ten million letters": Hostile(lambda: of_text(text=HUGE), "too big"),
    "one text for twenty thousand sources": Hostile(one_text_for_all, "too big|took more than"),
    "one note for a thousand codings": Hostile(one_note_for_all, "too big|memory"),
    "ten thousand names for one part": Hostile(overlapping, "too big|damaged"),
    "a password": Hostile(encrypted, "damaged"),
    "packed in an unknown way": Hostile(packed_unknown, "damaged"),
    "longer than it says": Hostile(lying_size, "damaged"),
    "a wrong checksum": Hostile(wrong_checksum, "damaged"),
    "no end of the package": Hostile(lambda: of_text()[:-30], "damaged"),
    "only an end of a package": Hostile(lambda: b"PK\x05\x06" + b"\0" * 18, "damaged"),
    "two roots": Hostile(lambda: packed(DOUBLED), "damaged"),
    "a listing with a NUL": Hostile(lambda: packed(GOOD.replace("We need", "We\0need")), "damaged"),
    "a listing in UTF-8 that is none": Hostile(
        lambda: packed(GOOD.encode().replace(b"welders", b"w\xff\xfelders")), "damaged"
    ),
    "an encoding that nobody knows": Hostile(
        lambda: packed(GOOD.replace('encoding="utf-8"', 'encoding="x-none"')), "damaged"
    ),
    "a document type in UTF-16": Hostile(
        lambda: packed(
            TYPED.replace("utf-8", "utf-16").encode("utf-16")
        ), "unsafe XML"
    ),
    "a document type in UTF-7": Hostile(
        lambda: packed(
            GOOD.replace('encoding="utf-8"?>', 'encoding="utf-7"?>+ADwAIQ-DOCTYPE Project+AD4-')
        ), "unsafe XML|damaged"
    ),
    "an unnamed entity": Hostile(lambda: packed(GOOD.replace("We need b", "&who; b")), "damaged"),
    "a codebook as a project": Hostile(lambda: packed(codebook()), "its root is “CodeBook”"),
    "a project as a codebook": Hostile(GOOD.encode, "its root is “Project”", "qdc"),
    "a web page": Hostile(lambda: b"<html><body>Hi</body></html>", "its root is “html”", "qdc"),
    "a codebook of bookmarks alone": Hostile(
        lambda: codebook(f'<Code guid="{QUOTATIONS_GUID}" name="B" isCodable="true"/>').encode(),
        "holds no codes", "qdc",
    ),
    "a project in a package in a package": Hostile(
        lambda: packed(b"", name="x.txt", more=[("inner.qdpx", of_text())]), "no .qde file"
    ),
    "a package as its listing": Hostile(lambda: packed(of_text()), "damaged"),
    "an empty listing": Hostile(lambda: packed(b""), "damaged"),
}  # fmt: skip

TAKEN = {
    "an offset beyond the text": Hostile(
        lambda: of_text(selection(8, 99_999_999_999, "welders")), "goes beyond its text"
    ),
    "a place outside": Hostile(lambda: of_text(selection(900, 950, "x")), "lies outside of"),
    "a negative start": Hostile(
        lambda: of_text(WELDERS.replace('startPosition="8"', 'startPosition="-5"')), "goes beyond"
    ),
    "an end before the start": Hostile(
        lambda: of_text(WELDERS.replace('endPosition="15"', 'endPosition="3"')), "is empty"
    ),
    "a position that is no number": Hostile(
        lambda: of_text(WELDERS.replace('"15"', '"1e1"')), "no readable place"
    ),
    "a position of a thousand digits": Hostile(
        lambda: of_text(WELDERS.replace('"15"', f'"{"9" * 1_000}"')), "no readable place"
    ),
    "digits of another script": Hostile(
        lambda: of_text(WELDERS.replace('"15"', '"١٥"')), "no readable place"
    ),
    "codes below themselves": Hostile(
        lambda: of_text(WELDERS, codes=hanging_below_themselves()), "Another code has the same GUID"
    ),
    "many codes of one GUID": Hostile(
        lambda: of_text(WELDERS, codes=CODES + many_codes(300, own=lambda _: guid(7))),
        "Another code has the same GUID",
    ),
    "a code without a name": Hostile(
        lambda: of_text(codes=f'<Code guid="{SKILLS}"/>'), "A code has no name"
    ),
    "a coding to a code that is not there": Hostile(
        lambda: of_text(selection(8, 15, "welders", coding(NOWHERE))), "does not hold"
    ),
    "a coding to nothing": Hostile(
        lambda: of_text(selection(8, 15, "welders", "<Coding/>")), "A coding names no code"
    ),
    "two sources of one GUID": Hostile(
        lambda: packed(listing(source(WELDERS, text=TEXT) * 2)), "Another source has the same GUID"
    ),
    "a text that is not there": Hostile(
        lambda: at_path("internal://gone.txt"), "Its text is not in the file"
    ),
    "a text outside": Hostile(lambda: at_path("../../../../etc/passwd"), "not in the file"),
    "a text by its address": Hostile(lambda: at_path("file:///etc/passwd"), "not in the file"),
    "a text at an absolute place": Hostile(
        lambda: at_path("absolute:///etc/passwd"), "not in the file"
    ),
    "a text beside the project": Hostile(
        lambda: at_path("relative:///../secret.txt"), "not in the file"
    ),
    "a text inside by a way out": Hostile(
        lambda: at_path("internal://../../etc/passwd"), "not in the file"
    ),
    "the listing as its own text": Hostile(
        lambda: at_path("internal://project.qde"), "not in the file"
    ),
    "a folder as a text": Hostile(lambda: at_path("internal://"), "not in the file"),
    "a document that is a bomb": Hostile(nested_bomb, "cannot be read"),
    "a project as a text": Hostile(project_in_project, "Its text is not in UTF-8"),
    "a text in Latin-1": Hostile(
        lambda: packed(listing(source(WELDERS)), {f"{guid(100)}.txt": "Café. ".encode("latin-1")}),
        "not in UTF-8",
    ),
    "links in a circle": Hostile(
        lambda: of_text(WELDERS, after=LINKS), "Links between codes, sources and passages: 1."
    ),
    "answers beyond the text": Hostile(
        lambda: ours_with("Q1 0-999999999"), "Its answers cannot be told apart"
    ),
    "answers that go back": Hostile(
        lambda: ours_with("Q1 20-10; letter 5-2"), "Its answers cannot be told apart"
    ),
    "a name of twenty thousand letters": Hostile(
        lambda: of_text(WELDERS, codes=CODES.replace("Skills", LONG)), "20,000 letters long"
    ),
    "a source of twenty thousand letters": Hostile(
        lambda: packed(listing(source(WELDERS, name=LONG, text=TEXT))), "20,000 letters long"
    ),
    "a GUID of twenty thousand letters": Hostile(
        lambda: of_text(
            selection(8, 15, "welders", coding(LONG)), codes=CODES.replace(SKILLS, LONG)
        )
    ),
    "twenty thousand attributes": Hostile(
        lambda: of_text(WELDERS, codes=CODES.replace("<Code ", f"<Code {ATTRIBUTES} ", 1))
    ),
    "five thousand notes on one text": Hostile(many_memos),
    "thirty thousand variables of one name": Hostile(
        lambda: of_text(WELDERS, before=many_variables())
    ),
    "ten thousand codes of one name": Hostile(
        lambda: of_text(WELDERS, codes=CODES + many_codes(10_000, "Same"))
    ),
    "a hundred thousand codes": Hostile(
        lambda: codebook(many_codes(MANY)).encode(), ending="qdc"
    ),
    "instructions to a style sheet": Hostile(
        lambda: packed(GOOD.replace("<Project ", '<?xml-stylesheet href="http://x/y"?><Project '))
    ),
    "an inclusion": Hostile(
        lambda: packed(
            GOOD.replace(
                "<Sources>",
                '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" '
                'parse="text"/><Sources>',
            )
        )
    ),
    "a listing in UTF-16": Hostile(
        lambda: packed(GOOD.replace("utf-8", "utf-16").encode("utf-16"))
    ),
    "letters that turn the reading": Hostile(
        lambda: of_text(WELDERS, codes=CODES.replace("Skills", "\u202eslliks\u202c"))
    ),
    "a namespace of nobody": Hostile(
        lambda: packed(GOOD.replace(PROJECT_SPACE, "urn:nobody"))
    ),
}  # fmt: skip
