"""What reads a stranger's coded project in the guarded process.

It puts a line of JSON for each source, and then says what else there is to know of the project.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from zipfile import ZipFile

import lisdesk.exchange.documents.kinds  # noqa: F401 (compiled before writing is forbidden)
from lisdesk.exchange.documents.xml_parts import descendants, local_name, parse_xml
from lisdesk.exchange.guarded.child import Put, Reader, Wanted
from lisdesk.exchange.guarded.faults import EMPTY, FaultError
from lisdesk.exchange.refi.codes import read_codes
from lisdesk.exchange.refi.elements import members
from lisdesk.exchange.refi.found_sources import FoundSource, SourceReading
from lisdesk.exchange.refi.listing import Listing, read_listing
from lisdesk.exchange.refi.losses import Losses
from lisdesk.exchange.refi.package_texts import PackageTexts
from lisdesk.exchange.refi.placing import SourcePlacing
from lisdesk.exchange.refi.positions import Evidence, Reading
from lisdesk.exchange.sheets.packages import open_package
from lisdesk.rules.coded_project import Code
from lisdesk.rules.coded_quotations import is_quotations

_PACKAGE = b"PK\x03\x04"
_ENOUGH_NAMED, _ENOUGH = 2_000, 20_000
"""After how many named passages, or how many in all, the way of counting is known."""
_DOCUMENTS = (b".docx", b".odt", b".rtf", b".pdf", b".htm", b".doc")
_SOURCES = frozenset({"Sources"})


def reader_for(content: bytes, _wanted: Wanted) -> Reader:
    """Return what reads this content, whatever the file is called."""
    if not content:
        raise FaultError(EMPTY)
    if not content.startswith(_PACKAGE):
        return _read_codebook
    lowered = content.lower()
    if any(ending in lowered for ending in _DOCUMENTS):
        import lisdesk.exchange.documents.opendocument
        import lisdesk.exchange.documents.plain_text
        import lisdesk.exchange.documents.portable
        import lisdesk.exchange.documents.rich_text
        import lisdesk.exchange.documents.web_page
        import lisdesk.exchange.documents.word  # noqa: F401 (compiled before writing is forbidden)
    return _read_project


def _read_codebook(content: bytes, _wanted: Wanted, _put: Put) -> Mapping[str, object]:
    root = parse_xml(content)
    if local_name(root) != "CodeBook":
        raise FaultError("not_a_codebook", root=local_name(root)[:60])
    losses = Losses()
    codes: list[Code] = []
    for found in root:
        if local_name(found) == "Codes":
            codes += [each for each in read_codes(found, losses)[0] if not is_quotations(each)]
    if not codes:
        raise FaultError("no_codes")
    sets = sum(1 for _ in descendants(root, "Set"))
    losses.count(sets, "the codebook", "Sets of codes")
    listing = Listing(origin=root.get("origin") or "", codes=codes)
    return {"is_codebook": True, "sources": 0, **_told(content, listing, losses)}


def _read_project(content: bytes, wanted: Wanted, put: Put) -> Mapping[str, object]:
    package = open_package(content, wanted["limits"], (".qde",))
    name = _listing_name(package)
    losses = Losses()
    with package.open(name) as stream:
        listing = read_listing(stream, losses)
    looking = PackageTexts(package, wanted["limits"], Losses(), extracts=False)
    evidence = _evidence(package, name, SourceReading(listing, looking, Losses()))
    texts = PackageTexts(package, wanted["limits"], losses)
    reading = SourceReading(listing, texts, losses)
    count = _put_sources(package, name, reading, listing, evidence.best(), losses, put)
    if not count and not listing.codes:
        raise FaultError("nothing")
    listing.codes = [_with_memos(code, listing, reading) for code in listing.codes]
    _tell_of_notes(listing, losses)
    return {
        "is_codebook": False,
        "sources": count,
        "reading": evidence.best().words(),
        "why": evidence.why(),
        **_told(content, listing, losses),
    }


def _listing_name(package: ZipFile) -> str:
    found = [
        name for name in package.namelist()
        if name.casefold().endswith(".qde") and "/" not in name and "\\" not in name
    ]  # fmt: skip
    if not found:
        raise FaultError("no_project")
    if len(found) > 1:
        raise FaultError("two_projects", names=", ".join(found[:3])[:120])
    return found[0]


def _evidence(package: ZipFile, name: str, reading: SourceReading) -> Evidence:
    """Look at as many passages as it takes to tell how positions are counted."""
    evidence, looked_at = Evidence(), 0
    with package.open(name) as stream:
        for group, found in members(stream, _SOURCES):
            source = reading.read(found) if group else None
            if source is None or source.placed is None:
                continue
            spans = [(each.start, each.end, each.name) for each in source.selections]
            evidence.take(source.placed, spans)
            looked_at += len(spans)
            if evidence.named >= _ENOUGH_NAMED or looked_at >= _ENOUGH:
                break
    return evidence


def _put_sources(
    package: ZipFile,
    name: str,
    reading: SourceReading,
    listing: Listing,
    way: Reading,
    losses: Losses,
    put: Put,
) -> int:
    placing = SourcePlacing(way, listing, losses)
    count = 0
    with package.open(name) as stream:
        for group, found in members(stream, _SOURCES):
            source: FoundSource | None = reading.read(found) if group else None
            if source is not None:
                put(json.dumps(placing.placed(source)).encode("ascii") + b"\n")
                count += 1
    return count


def _with_memos(code: Code, listing: Listing, reading: SourceReading) -> Code:
    """Return a code with the notes on it."""
    memos = []
    for guid in listing.linked.get(code.guid, ()):
        if guid in listing.notes:
            listing.notes[guid].is_used = True
            memos.append(reading.note_text(guid).strip())
    return replace(code, memos=tuple(each for each in memos if each))


def _tell_of_notes(listing: Listing, losses: Losses) -> None:
    for note in listing.notes.values():
        if not note.is_used:
            losses.add(f"the note “{note.name}”", "It is about the project, or about nothing.")


def _told(content: bytes, listing: Listing, losses: Losses) -> dict[str, object]:
    return {
        "name": listing.name,
        "origin": listing.origin,
        "codes": [
            [
                each.guid,
                each.name,
                each.description,
                each.parent_guid,
                each.is_codable,
                each.memos,
                each.colour and each.colour.key,
            ]
            for each in listing.codes
        ],  # fmt: skip
        "lost": list(losses.all()),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
