"""Coded projects as other programs write them, made by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

PROJECT_SPACE = "urn:QDA-XML:project:1.0"
CODEBOOK_SPACE = "urn:QDA-XML:codebook:1.0"


def guid(number: int) -> str:
    """Return a GUID, another one for each number."""
    return f"00000000-0000-0000-0000-{number:012x}"


SKILLS, ROADS, NOWHERE = guid(1), guid(2), guid(99)
OFFICER = guid(50)
CODES = (
    f'<Code guid="{SKILLS}" name="Skills" isCodable="true"/>'
    f'<Code guid="{ROADS}" name="Roads" isCodable="true"/>'
)
USERS = f'<Users><User guid="{OFFICER}" name="Cy Coder"/></Users>'


def coding(code: str = SKILLS, number: int = 500, inside: str = "", by: str = OFFICER) -> str:
    """Return a coding to a code."""
    user = f' creatingUser="{by}"' if by else ""
    return (
        f'<Coding guid="{guid(number)}"{user} creationDateTime="2019-02-01T10:00:00Z">'
        f'<CodeRef targetGUID="{code}"/>{inside}</Coding>'
    )


def selection(
    start: int, end: int, name: str | None = "", codings: str | None = None, number: int = 0
) -> str:
    """Return a passage; without a name for None."""
    named = "" if name is None else f" name={quoteattr(name)}"
    inside = coding(number=10_000 + start) if codings is None else codings
    own = guid(number or 1_000_000 + start * 10_000 + end)
    return (
        f'<PlainTextSelection guid="{own}"{named} startPosition="{start}" endPosition="{end}">'
        f"{inside}</PlainTextSelection>"
    )


TEXT = "We need welders. We need buses."
WELDERS = selection(8, 15, "welders")
BUSES = selection(25, 30, "buses", coding(ROADS, 601))


def source(inside: str = "", number: int = 100, name: str = "One", text: str | None = None) -> str:
    """Return a source; its text is in the listing if it is given, else in a file of its own."""
    path = "" if text is not None else f' plainTextPath="internal://{guid(number)}.txt"'
    content = "" if text is None else f"<PlainTextContent>{escape(text)}</PlainTextContent>"
    return (
        f'<TextSource guid="{guid(number)}" name={quoteattr(name)}{path}>'
        f"{content}{inside}</TextSource>"
    )


def listing(
    sources: str = "", *, codes: str = CODES, before: str = "", after: str = "", origin: str = "X 1"
) -> str:
    """Return the listing of a project; `before` stands before the sources, `after` behind them."""
    book = f"<CodeBook><Codes>{codes}</Codes></CodeBook>" if codes else ""
    all_sources = f"<Sources>{sources}</Sources>" if sources else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{PROJECT_SPACE}" name="P" '
        f'origin="{origin}">{USERS}{book}{before}{all_sources}{after}</Project>'
    )


def packed(
    project: str | bytes,
    texts: Mapping[str, bytes] | None = None,
    *,
    name: str = "project.qde",
    folder: str = "sources/",
    more: Sequence[tuple[str, bytes]] = (),
) -> bytes:
    """Return a package of a listing and the files beside it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for file, body in (texts or {}).items():
            package.writestr(folder + file, body)
        package.writestr(name, project)
        for file, body in more:
            package.writestr(file, body)
    return content.getvalue()


def codebook(codes: str = CODES, space: str = CODEBOOK_SPACE, after: str = "") -> str:
    """Return a codebook."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="{space}" origin="X 1">'
        f"<Codes>{codes}</Codes>{after}</CodeBook>"
    )


def full_codebook() -> str:
    """Return a codebook with something of everything that is read of one."""
    inner = "".join(
        f'<Code guid="{guid(20 + number)}" name="Skill {number}" isCodable="true">'
        f"<Description>What {number} means.</Description></Code>"
        for number in range(8)
    )
    codes = (
        f'<Code guid="{SKILLS}" name="Skills" isCodable="false" color="#2A6099">'
        f"<Description>All skills.</Description>{inner}</Code>"
        f'<Code guid="{ROADS}" name="Roads" isCodable="true"/>'
    )
    sets = f'<Sets><Set guid="{guid(40)}" name="S"><MemberCode guid="{ROADS}"/></Set></Sets>'
    return codebook(codes, after=sets)


def full_project(line_end: str = "\n", *, is_end_included: bool = False) -> bytes:
    """Return a project with something of everything that is read of one."""
    kept = "We need welders, and buses \U0001f68c.\nYoung people leave.\nThe end."
    past_end = int(is_end_included)
    note = f'<NoteRef targetGUID="{guid(90)}"/>'
    sources, texts = [], {}
    for number in range(100, 106):
        passages = "".join(
            selection(
                kept.index(quote),
                kept.index(quote) + len(quote) - past_end,
                quote,
                coding((SKILLS, ROADS)[place % 2], number * 10 + place, note),
                number=number * 100 + place,
            )
            for place, quote in enumerate(("welders", "buses \U0001f68c", "Young", "end"))
        )
        said = (
            f'<VariableValue><VariableRef targetGUID="{guid(70)}"/><TextValue>Steel</TextValue>'
            f'</VariableValue><VariableValue><VariableRef targetGUID="{guid(71)}"/>'
            "<DateTimeValue>2019-01-07T10:00:00Z</DateTimeValue></VariableValue>"
        )
        whole = coding(ROADS, number * 10 + 9)
        sources.append(source(passages + whole + note + said, number, f"Answer {number}"))
        texts[f"{guid(number)}.txt"] = kept.replace("\n", line_end).encode()
    before = (
        f'<Variables><Variable guid="{guid(70)}" name="Sector" typeOfVariable="Text"/>'
        f'<Variable guid="{guid(71)}" name="Met" typeOfVariable="DateTime"/></Variables>'
        f'<Cases><Case guid="{guid(80)}" name="Acme Ltd"><SourceRef targetGUID="{guid(100)}"/>'
        "</Case></Cases>"
    )
    after = (
        f'<Notes><Note guid="{guid(90)}" name="m"><PlainTextContent>Look.</PlainTextContent></Note>'
        f'</Notes><Links><Link guid="{guid(95)}" originGUID="{guid(90)}" '
        f'targetGUID="{guid(101)}"/></Links><Sets><Set guid="{guid(96)}" name="S"/></Sets>'
    )
    return packed(listing("".join(sources), before=before, after=after), texts)
