"""Propose how documents are to be filed: what they say, and which are here already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lisdesk.errors import UnreadableFileError
from lisdesk.exchange.documents.reading import DocumentReader
from lisdesk.exchange.documents.refusals import unreadable_document
from lisdesk.exchange.files import stored_name
from lisdesk.queries.documents import documents_here, submissions_with_files
from lisdesk.rules.counted import counted
from lisdesk.rules.import_sources import DOCUMENT_SOURCE
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.table import Cell, CellKind, Column, Table
from lisdesk.tasks.document_proposal import DocumentProposal
from lisdesk.tasks.returned_forms import with_forms_understood

_COLUMNS = (
    Column("File"),
    Column("Bytes", CellKind.WHOLE_NUMBER),
    Column("Words", CellKind.WHOLE_NUMBER),
    Column("How it begins", CellKind.LONG_TEXT),
    Column("Notes", CellKind.LONG_TEXT),
    Column("Problems", CellKind.LONG_TEXT),
    Column("What becomes of it"),
)
_BEGINNING = 200

DocumentProgress = Callable[[int, int], None]
"""Is told documents done and documents in all; a CancelledError that it raises ends the work."""


@dataclass(frozen=True, slots=True)
class DocumentProposals:
    """What is to become of some documents."""

    call_id: int
    items: tuple[DocumentProposal, ...]

    def table(self) -> Table:
        """Return the documents as a table, one row each."""
        return Table(
            name="Documents",
            title="Documents to be filed",
            description="What was read from each, and what becomes of it.",
            unit=f"{counted(len(self.items), 'document')}.",
            columns=_COLUMNS,
            rows=[_row(item) for item in self.items],
        )


def propose_documents(
    database: Database,
    call_reference: str,
    paths: Sequence[Path],
    *,
    progress: DocumentProgress | None = None,
) -> DocumentProposals:
    """Read documents and propose how they are to be filed; nothing is changed.

    `paths` are .docx, .odt, .rtf, .pdf, .html and .txt files, known by their content. One that
    cannot be read is listed with its reason and holds up no other.
    """
    items = _read(paths, progress)
    hashes = {item.sha256 for item in items}
    with database.reading() as session:
        call_id = call_by_reference(session, call_reference).id
        here = documents_here(session, call_id, DOCUMENT_SOURCE)
        attached = submissions_with_files(session, call_id, hashes)
        items = with_forms_understood(session, call_id, items)
    return DocumentProposals(call_id, tuple(_judged(items, here, attached)))


def propose_dropped(
    database: Database,
    call_reference: str,
    documents: Sequence[Path],
    others: Sequence[Path],
    *,
    progress: DocumentProgress | None = None,
) -> DocumentProposals:
    """Propose how documents are to be filed, and after them say of each other file what it is.

    None of the `others` is filed, even if it could be read as a text; the rest is as in
    `propose_documents`.
    """
    everything = [*documents, *others]
    proposals = propose_documents(database, call_reference, everything, progress=progress)
    refused = map(_as_no_document, proposals.items[len(documents) :])
    return replace(proposals, items=(*proposals.items[: len(documents)], *refused))


def _as_no_document(item: DocumentProposal) -> DocumentProposal:
    if item.found is None:
        return item
    return replace(item, found=None, refusal=unreadable_document("unknown"))


def _read(paths: Sequence[Path], progress: DocumentProgress | None) -> list[DocumentProposal]:
    items = []
    with DocumentReader() as reader:
        for done, path in enumerate(paths):
            if progress is not None:
                progress(done, len(paths))
            items.append(_proposal(reader, path))
    if progress is not None:
        progress(len(paths), len(paths))
    return items


def _proposal(reader: DocumentReader, path: Path) -> DocumentProposal:
    name = stored_name(path)
    content = b""
    try:
        content = reader.content_of(path)
        found = reader.read(name, content)
    except UnreadableFileError as error:
        sha256 = hashlib.sha256(content).hexdigest() if content else ""
        return DocumentProposal(path, name, len(content), sha256, None, error)
    return DocumentProposal(
        path,
        name,
        len(content),
        found.sha256,
        found,
        None,
        words=len(found.text.split()),
        beginning=" ".join(found.text[:_BEGINNING].split()),
    )


def _judged(
    items: Sequence[DocumentProposal], here: Mapping[str, str], attached: Mapping[str, str]
) -> list[DocumentProposal]:
    met: dict[str, str] = {}
    judged = []
    for item in items:
        already_here = here.get(item.sha256, "")
        judged.append(
            replace(
                item,
                already_here=already_here,
                attached_to="" if already_here else attached.get(item.sha256, ""),
                same_as="" if already_here else met.get(item.sha256, ""),
            )
        )
        if item.found is not None:
            met.setdefault(item.sha256, item.name)
    return judged


def _row(item: DocumentProposal) -> tuple[Cell, ...]:
    found = item.found
    problems = list(found.problems) if found else []
    problems += item.returned.notes if item.returned else ()
    if item.refusal is not None:
        problems.append(f"{item.refusal.happened} {item.refusal.do}")
    return (
        item.name,
        item.size_bytes,
        item.words,
        item.beginning,
        " ".join(found.notes) if found else "",
        " ".join(problems),
        item.fate,
    )
