"""What a coded project brings in, as an edit takes it: read and placed by whoever read the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lisdesk.edits.incoming import ImportReport
from lisdesk.rules.coded_project import Code, Lost, Source
from lisdesk.rules.vocabulary import WhatIsKnown


@dataclass(frozen=True, slots=True)
class IncomingProject:
    """A project, or a codebook, which has no sources; `sources` are gone through once."""

    name: str
    """Of the file."""
    path: str
    """Where the file is."""
    sha256: str
    origin: str
    """Which program wrote it; empty if it does not say."""
    reading: str
    """How its positions were counted, in words; empty for a codebook."""
    codes: Sequence[Code]
    sources: Iterable[tuple[Source, bool]] = ()
    """Each with whether it has a text."""
    lost: Sequence[Lost] = ()
    known: WhatIsKnown = WhatIsKnown.SKIP


@dataclass(slots=True)
class CodesTaken:
    """What became of the codes of a project."""

    new: int = 0
    changed: int = 0
    already_here: int = 0


@dataclass(frozen=True, slots=True)
class ProjectReport:
    """What an import of a project did; the rows of a project are its sources, those of a codebook
    its codes.
    """

    report: ImportReport
    codes: CodesTaken
    excerpts: int
    """Passages that were tagged now, in new and in known submissions."""
    tags: int
    """Tags that were added."""
    tags_here: int
    """Tags that were there already, as far as that was looked at."""
    bookmarks: int = 0
    """Passages that were bookmarked as quotations."""
    memos: int = 0
    """Notes on passages without a code, and on whole sources, that were written as memos."""
    memos_kept: int = 0
    """Memos that say something else here than in the project, and were left so."""
