"""File documents: a submission for each that the call does not know yet."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import select

from lisdesk.edits.extracting import tie_text_to_file
from lisdesk.edits.import_batch import ImportBatch
from lisdesk.edits.incoming import ImportReport, IncomingFile
from lisdesk.edits.incoming_documents import (
    FiledDocuments,
    IncomingDocument,
    IncomingDocuments,
)
from lisdesk.edits.submissions import add_submission
from lisdesk.edits.verbs import verb
from lisdesk.rules.import_sources import DOCUMENT_SOURCE
from lisdesk.rules.spans import normalised, text_hash
from lisdesk.store.entities import Attachment, Call, ImportRow, Submission
from lisdesk.store.lookup import submission_by_reference
from lisdesk.store.work import Work


@verb
def file_documents(work: Work, *, call_id: int, incoming: IncomingDocuments) -> FiledDocuments:
    """File documents, each as one submission with its words as a letter and the file attached.

    One without words, such as a scan, has the letter of its draft: what was typed from it. A
    document that came to the call before, by its very bytes, changes nothing. Everything is taken
    back by one undo. Raises RefusedError for an unknown type, or a file over the file's limit.
    """
    filing = _Filing(work, work.session.get_one(Call, call_id), incoming)
    for document in incoming.documents:
        filing.take(document)
    return filing.done()


class _Filing:
    """One filing under way."""

    def __init__(self, work: Work, call: Call, incoming: IncomingDocuments) -> None:
        self._work = work
        self._call = call
        self._batch = ImportBatch(
            work,
            call,
            IncomingFile(incoming.name, incoming.sha256, "", "", DOCUMENT_SOURCE, (), ()),
        )
        self._references: list[str] = []
        self._problems: list[dict[str, str]] = []
        self._new = self._undated = 0

    def take(self, document: IncomingDocument) -> None:
        """Write a document, or find the submission that it is already."""
        sha256 = hashlib.sha256(document.file.content).hexdigest()
        known = self._known(sha256)
        if known is not None:
            self._references.append(known)
            return
        import_id = self._batch.begin()
        letter = document.words.text if _has_words(document) else document.draft.letter
        draft = replace(document.draft, letter=letter, attachments=(document.file,))
        reference = add_submission(self._work, call_id=self._call.id, draft=draft).result.reference
        submission = submission_by_reference(self._work.session, reference)
        if _has_words(document):
            chosen = select(Attachment).where(Attachment.submission_id == submission.id)
            attachment = self._work.session.scalars(chosen).one()
            tie_text_to_file(self._work, submission.id, attachment.id, document.words)
        self._remember(submission.id, sha256, document, import_id)
        self._references.append(reference)

    def done(self) -> FiledDocuments:
        """Keep the counts and return what became of the documents."""
        rows = len(self._references)
        report = ImportReport(
            reference=self._batch.reference,
            rows=rows,
            new=self._new,
            changed=0,
            already_here=rows - self._new,
            joined=0,
            blank=0,
            problems=self._problems,
            undated=self._undated,
            new_questions=[],
        )
        self._batch.complete(report)
        if report.reference is not None:  # each submission said that the edit is about itself
            self._work.about(self._call.id, report.reference)
        return FiledDocuments(report, tuple(self._references))

    def _known(self, sha256: str) -> str | None:
        """Return the submission that came as a document of these bytes."""
        return self._work.session.scalar(
            select(Submission.reference)
            .join(ImportRow, ImportRow.submission_id == Submission.id)
            .where(
                ImportRow.call_id == self._call.id,
                ImportRow.source == DOCUMENT_SOURCE,
                ImportRow.key == sha256,
            )
        )

    def _remember(
        self, submission_id: int, sha256: str, document: IncomingDocument, import_id: int
    ) -> None:
        self._work.add(
            ImportRow(
                import_id=import_id,
                call_id=self._call.id,
                source=DOCUMENT_SOURCE,
                key=sha256,
                digest=text_hash(normalised(document.words.text)),
                group=None,
                submission_id=submission_id,
                row_number=len(self._references) + 1,
            )
        )
        self._new += 1
        self._undated += document.draft.received_at is None
        self._problems += [
            {"where": document.file.name, "what": problem, "kept": "The file, as an attachment."}
            for problem in document.words.problems
        ]


def _has_words(document: IncomingDocument) -> bool:
    return document.takes_words and bool(document.words.text.strip())
