"""Import what an officer names, all or nothing: sheets, documents, e-mails, folders of mails,
coded projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lisdesk.edits.submissions import SubmissionDraft
from lisdesk.errors import RefusedError, UnreadableFileError
from lisdesk.exchange.refi.reading import FoundProject, read_coded_project
from lisdesk.exchange.sheets.grid import SheetGrid
from lisdesk.exchange.sheets.mapping import ImportMap, read_map
from lisdesk.rules.vocabulary import WhatIsKnown
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.store.work import Desk, Work
from lisdesk.tasks.document_filing import (
    DocumentChoice,
    DocumentsFiled,
    as_tried_documents,
    file_proposed_documents,
)
from lisdesk.tasks.document_proposals import DocumentProposals, propose_documents
from lisdesk.tasks.dry_runs import DryRunDone
from lisdesk.tasks.importing import (
    ImportResult,
    named_in_errors,
    read_grid,
    with_name,
    write_grids,
)
from lisdesk.tasks.mail_filing import MailsFiled, as_tried, file_proposed
from lisdesk.tasks.mail_proposals import MailProposals, propose_mail
from lisdesk.tasks.project_import import ProjectImported, as_tried_project, write_project
from lisdesk.tasks.sorted_paths import sorted_paths
from lisdesk.tasks.trial_copy import trial_copy


@dataclass(frozen=True, slots=True)
class MailsImported:
    """E-mails as they were proposed and filed, together as one import."""

    proposals: MailProposals
    filed: MailsFiled


@dataclass(frozen=True, slots=True)
class DocumentsImported:
    """Documents as they were proposed and filed, together as one import."""

    proposals: DocumentProposals
    filed: DocumentsFiled


@dataclass(frozen=True, slots=True)
class PathsImported:
    """What was made of the files and folders that were named."""

    sheets: tuple[tuple[Path, ImportResult], ...]
    documents: DocumentsImported | None
    mails: MailsImported | None
    left_out: tuple[Path, ...]
    """Files in the folders that are no e-mails: sheets are imported by name only."""
    projects: tuple[tuple[Path, ProjectImported], ...] = ()


def import_paths(
    database: Database,
    desk: Desk,
    call_reference: str,
    paths: Sequence[Path],
    *,
    map_path: Path | None = None,
    sheet: str | int | None = None,
    draft: SubmissionDraft | None = None,
    known: WhatIsKnown = WhatIsKnown.SKIP,
    dry_run: bool = False,
) -> PathsImported:
    """Import files, known by their content, in one transaction: each sheet and each coded project
    is one edit, all documents together are one, and all e-mails.

    Everything is read before the transaction begins. Of e-mails, one that cannot be read is a
    problem and holds up no other; if none can be read, the first one's error is raised. `draft`
    says of every document whose it is and how it came; RefusedError if there are none. `known`
    says what becomes of the sources and codes of a project that came in before.
    """
    found = sorted_paths(paths)
    _refuse_needless(draft, found.documents)
    import_map = read_map(map_path) if map_path else None
    with database.reading() as session:
        call_id = call_by_reference(session, call_reference).id
    proposals = propose_mail(database, call_reference, found.mails) if found.mails else None
    files = (*found.sheets, *found.documents, *found.mails, *found.projects)
    is_several = len(files) > 1
    _refuse_unread(proposals, is_one_of_several=is_several)
    grids = []
    for path in found.sheets:
        with named_in_errors(path, is_one_of_several=is_several):
            grids.append((path, read_grid(path, import_map, sheet)))
    projects = []
    for path in found.projects:
        with named_in_errors(path, is_one_of_several=is_several):
            projects.append((path, read_coded_project(path)))
    documents = None
    if found.documents:
        documents = propose_documents(database, call_reference, found.documents)
        _refuse_unreadable(documents, is_one_of_several=is_several)
    write = partial(
        _written,
        desk,
        call_id,
        grids,
        import_map,
        proposals,
        documents,
        draft,
        projects,
        known,
        is_several=is_several,
    )
    if dry_run:
        with trial_copy(database, lambda: None) as copy:
            written = write(copy, is_dry_run=True)
    else:
        written = write(database, is_dry_run=False)
    return replace(written, left_out=found.left_out)


def _written(
    desk: Desk,
    call_id: int,
    grids: Sequence[tuple[Path, SheetGrid]],
    import_map: ImportMap | None,
    proposals: MailProposals | None,
    documents: DocumentProposals | None,
    draft: SubmissionDraft | None,
    projects: Sequence[tuple[Path, FoundProject]],
    known: WhatIsKnown,
    database: Database,
    *,
    is_several: bool,
    is_dry_run: bool,
) -> PathsImported:
    try:
        with database.writing(desk) as work:
            results = write_grids(
                work,
                call_id,
                grids,
                import_map,
                is_dry_run=is_dry_run,
                is_one_of_several=is_several,
            )
            of_documents = _filed_documents(work, documents, draft)
            filed = file_proposed(work, proposals) if proposals is not None else None
            coded = [write_project(work, call_id, *each, known) for each in projects]
            if is_dry_run:
                raise DryRunDone
    except DryRunDone:
        results = [
            replace(result, report=replace(result.report, reference=None), entry_id=None)
            for result in results
        ]
        of_documents = None if of_documents is None else as_tried_documents(of_documents)
        filed = None if filed is None else as_tried(filed)
        coded = [as_tried_project(each) for each in coded]
    return PathsImported(
        sheets=tuple(zip((path for path, _ in grids), results, strict=True)),
        documents=DocumentsImported(documents, of_documents)
        if documents and of_documents
        else None,
        mails=MailsImported(proposals, filed) if proposals and filed else None,
        left_out=(),
        projects=tuple(zip((path for path, _ in projects), coded, strict=True)),
    )


def _filed_documents(
    work: Work, documents: DocumentProposals | None, draft: SubmissionDraft | None
) -> DocumentsFiled | None:
    if documents is None:
        return None
    choice = DocumentChoice() if draft is None else DocumentChoice(draft)
    return file_proposed_documents(
        work, documents, dict.fromkeys(range(len(documents.items)), choice)
    )


def _refuse_needless(draft: SubmissionDraft | None, documents: Sequence[Path]) -> None:
    """Raise RefusedError if something is said of documents and none is named."""
    if draft is None or documents:
        return
    raise RefusedError(
        "A respondent and the like can be given for documents only, and none was named.",
        do="Leave it out: sheets and e-mails say themselves whose they are.",
    )


def _refuse_unreadable(proposals: DocumentProposals, *, is_one_of_several: bool) -> None:
    """Raise the error of the first document that cannot be read."""
    for item in proposals.items:
        if item.refusal is not None:
            with named_in_errors(item.path, is_one_of_several=is_one_of_several):
                raise item.refusal


def _refuse_unread(proposals: MailProposals | None, *, is_one_of_several: bool) -> None:
    """Raise UnreadableFileError if there were e-mails and none of them can be read."""
    if proposals is None or proposals.items or not proposals.unread:
        return
    first = proposals.unread[0]
    named = with_name(first.file_name, first.happened) if is_one_of_several else first.happened
    raise UnreadableFileError(named, do=first.do, do_in_window=first.do_in_window)
