"""File the documents of a proposal, and take the words out of attachments that are here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lisdesk.edits.attached_forms import take_attached_form
from lisdesk.edits.document_filing import file_documents
from lisdesk.edits.extracting import add_extracted_text
from lisdesk.edits.incoming import ImportReport
from lisdesk.edits.incoming_documents import DocumentText, IncomingDocument, IncomingDocuments
from lisdesk.edits.submissions import AttachedFile, SubmissionDraft, SubmissionStanding
from lisdesk.errors import RefusedError
from lisdesk.exchange.documents.extracted import ExtractedText
from lisdesk.exchange.documents.reading import extract_text
from lisdesk.exchange.files import file_bytes
from lisdesk.queries.attachments import attachment_by_number, attachment_bytes
from lisdesk.rules.returned_form import ReturnedForm
from lisdesk.rules.vocabulary import Channel
from lisdesk.store.database import Database
from lisdesk.store.lookup import submission_by_reference
from lisdesk.store.work import Desk, Work
from lisdesk.tasks.document_proposal import DocumentProposal
from lisdesk.tasks.document_proposals import DocumentProgress, DocumentProposals
from lisdesk.tasks.dry_runs import DryRunDone
from lisdesk.tasks.returned_forms import attached_form, draft_with_form, returned_form
from lisdesk.tasks.trial_copy import trial_copy


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """What an officer says of one document; it came by post unless the draft says otherwise."""

    draft: SubmissionDraft = field(default_factory=lambda: SubmissionDraft(channel=Channel.POST))
    """Respondent, moments and the like; its files are those of the document, and so is its letter
    unless the document has no words.
    """
    is_left_out: bool = False
    is_officers: bool = False
    """Whether respondent and permission of the draft stand for a response form even if empty; else
    the form says what the draft does not.
    """


@dataclass(frozen=True, slots=True)
class DocumentsFiled:
    """What filing did, or would do in a dry run."""

    report: ImportReport
    entry_id: int | None
    """The edit to be taken back; None if it changed nothing."""
    references: tuple[str, ...]
    """The submission of each document that was filed or is here, in order; empty in a dry run."""
    is_dry_run: bool


@dataclass(frozen=True, slots=True)
class TextAdded:
    """What was taken out of an attachment, and how its submission stands now."""

    found: ExtractedText
    standing: SubmissionStanding
    entry_id: int | None
    form: ReturnedForm | None = None
    """What it says as a response form; its answers were taken instead, unless it has no fields."""
    differences: tuple[str, ...] = ()
    """What that form said otherwise than the submission did, in whole sentences."""


def file_document(
    database: Database,
    desk: Desk,
    proposals: DocumentProposals,
    choices: Mapping[int, DocumentChoice] | None = None,
    *,
    dry_run: bool = False,
    progress: DocumentProgress | None = None,
) -> DocumentsFiled:
    """File the documents of a proposal in one edit, which one undo takes back whole.

    `choices` are by the place of a document among `proposals.items`, from 0. A document that cannot
    be read is not filed; one that the call knows changes nothing. Raises RefusedError if a file has
    changed since it was read. A CancelledError that `progress` raises undoes everything.
    """
    if not dry_run:
        with database.writing(desk) as work:
            return file_proposed_documents(work, proposals, choices, progress)
    with trial_copy(database, lambda: progress(0, 0) if progress else None) as copy:
        try:
            with copy.writing(desk) as work:
                filed = file_proposed_documents(work, proposals, choices, progress)
                raise DryRunDone
        except DryRunDone:
            return as_tried_documents(filed)


def as_tried_documents(filed: DocumentsFiled) -> DocumentsFiled:
    """Return what filing did as what it would do: without references, which were not given out."""
    return DocumentsFiled(replace(filed.report, reference=None), None, (), is_dry_run=True)


def file_proposed_documents(
    work: Work,
    proposals: DocumentProposals,
    choices: Mapping[int, DocumentChoice] | None = None,
    progress: DocumentProgress | None = None,
) -> DocumentsFiled:
    """File the documents of a proposal within a transaction; the rest is as in `file_document`."""
    chosen = [
        (item, choice)
        for place, item in enumerate(proposals.items)
        if item.found is not None
        and not (choice := (choices or {}).get(place, DocumentChoice())).is_left_out
    ]
    incoming = IncomingDocuments(
        name=_name([item for item, _ in chosen]),
        sha256=_joint_hash([item for item, _ in chosen]),
        documents=_incoming(chosen, progress),
    )
    outcome = file_documents(work, call_id=proposals.call_id, incoming=incoming)
    return DocumentsFiled(
        outcome.result.report, outcome.entry_id, outcome.result.references, is_dry_run=False
    )


def extract_attachment(
    database: Database, desk: Desk, submission_reference: str, number: int
) -> TextAdded:
    """Add the words of an attachment to its submission's letter, after what stands there.

    A response form gives its answers instead, unless it lost its fields, as one printed to PDF.

    Raises NotFoundError for an unknown submission or attachment, UnreadableFileError for a file
    that cannot be read, NoWordsError for one without words, RefusedError if they stand there.
    """
    with database.reading() as session:
        submission = submission_by_reference(session, submission_reference)
        row = attachment_by_number(session, submission.id, number)
        content = attachment_bytes(session, row)
    found = extract_text(row.name, content)
    words = words_of(found)
    with database.writing(desk) as work:
        call_id = submission_by_reference(work.session, submission_reference).call_id
        form = returned_form(work.session, call_id, found)
        if form is None:
            added = add_extracted_text(work, attachment_id=row.id, words=words)
            return TextAdded(found, added.result, added.entry_id)
        said = attached_form(form)
        taken = take_attached_form(work, attachment_id=row.id, form=said, words=words)
    standing, differences = taken.result.standing, taken.result.differences
    return TextAdded(found, standing, taken.entry_id, form, differences)


def words_of(found: ExtractedText) -> DocumentText:
    """Return what was taken out of a file as an edit takes it."""
    return DocumentText(found.text, found.reader, found.media_type, found.notes, found.problems)


def _incoming(
    chosen: Sequence[tuple[DocumentProposal, DocumentChoice]], progress: DocumentProgress | None
) -> Iterator[IncomingDocument]:
    for done, (item, choice) in enumerate(chosen):
        if progress is not None:
            progress(done, len(chosen))
        assert item.found is not None
        file = AttachedFile(item.name, unchanged_bytes(item))
        yield _with_form(IncomingDocument(file, words_of(item.found), choice.draft), item, choice)
    if progress is not None:
        progress(len(chosen), len(chosen))


def _with_form(
    document: IncomingDocument, item: DocumentProposal, choice: DocumentChoice
) -> IncomingDocument:
    """Return a document with what it says itself, if it is a response form."""
    form, words = item.returned, document.words
    if form is None:
        return document
    return replace(
        document,
        words=replace(words, problems=(*words.problems, *form.notes)),
        draft=draft_with_form(document.draft, form, is_officers=choice.is_officers),
        takes_words=form.needs_whole_text,
    )


def unchanged_bytes(item: DocumentProposal) -> bytes:
    """Return a document's bytes, which are not held from when it was read on.

    Raises RefusedError if they are others by now.
    """
    content = file_bytes(item.path)
    if hashlib.sha256(content).hexdigest() != item.sha256:
        raise RefusedError(f"“{item.name}” has changed since it was read.", do="Choose it again.")
    return content


def _name(items: Sequence[DocumentProposal]) -> str:
    return items[0].name if len(items) == 1 else f"{len(items):,} documents"


def _joint_hash(items: Sequence[DocumentProposal]) -> str:
    digest = hashlib.sha256()
    for each in sorted(item.sha256 for item in items):
        digest.update(each.encode("ascii"))
    return digest.hexdigest()
