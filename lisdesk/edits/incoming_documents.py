"""What documents bring in, as an edit takes them: read by whoever read the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lisdesk.edits.incoming import ImportReport
from lisdesk.edits.submissions import AttachedFile, SubmissionDraft


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The words that a reader took out of a document, and what it says of them."""

    text: str
    """Empty for a scan and the like."""
    reader: str
    """Its name and version."""
    media_type: str
    notes: Sequence[str] = ()
    problems: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """A document that becomes a submission."""

    file: AttachedFile
    words: DocumentText
    draft: SubmissionDraft = field(default_factory=SubmissionDraft)
    """What the officer says of it; the file is added, and the words if there are any."""
    takes_words: bool = True
    """Whether the words become the letter; those of a response form have places of their own."""


@dataclass(frozen=True, slots=True)
class IncomingDocuments:
    """Documents that come in together; `documents` is gone through once."""

    name: str
    sha256: str
    """Of the documents' own hashes."""
    documents: Iterable[IncomingDocument]


@dataclass(frozen=True, slots=True)
class FiledDocuments:
    """What became of documents that came in together."""

    report: ImportReport
    references: tuple[str, ...]
    """The submission that each is, in their order, whether it is new or was here already."""
