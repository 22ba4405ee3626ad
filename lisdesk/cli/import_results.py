"""What an import prints: counts and problems, and each e-mail with what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lisdesk.cli.desk import fields_of, printable, table
from lisdesk.edits.incoming import ImportReport
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words

if TYPE_CHECKING:
    from lisdesk.queries.imports import ImportDetails
    from lisdesk.tasks.document_proposal import DocumentProposal
    from lisdesk.tasks.incoming_paths import DocumentsImported, MailsImported
    from lisdesk.tasks.mail_proposals import MailProposal

_PROBLEMS_SHOWN = 20
_MAILS_SHOWN = 50


def report_fields(report: ImportReport) -> dict[str, object]:
    """Return the counts and problems of an import, as every import prints them."""
    return {
        "reference": report.reference,
        "rows": report.rows,
        "new": report.new,
        "changed": report.changed,
        "already_here": report.already_here,
        "joined": report.joined,
        "blank": report.blank,
        "problems": fields_of(report.problems),
        "refused": None,
    }


def problem_lines(report: ImportReport) -> list[str]:
    """Return a line for each problem, up to twenty."""
    lines = [
        f"problem: {problem['where']}: {problem['what']} Kept: {problem['kept']}"
        for problem in report.problems[:_PROBLEMS_SHOWN]
    ]
    more = len(report.problems) - _PROBLEMS_SHOWN
    if more > 0:
        lines.append(f"… and {more:,} more problems; --json lists them all.")
    return lines


def mail_fields(imported: MailsImported) -> dict[str, object]:
    """Return e-mails that were imported together: the counts, and each of them."""
    report = imported.filed.report
    references = imported.filed.references or ("",) * len(imported.proposals.items)
    return {
        **report_fields(report),
        "kind": "e-mails",
        "dry_run": imported.filed.is_dry_run,
        "warnings": _warnings(report, "new e-mail"),
        "unread": fields_of(imported.proposals.unread),
        "mails": [
            _one_mail(item, reference)
            for item, reference in zip(imported.proposals.items, references, strict=True)
        ],
    }


def mail_lines(imported: MailsImported) -> list[str]:
    """Return what became of e-mails that were imported together, in lines."""
    report = imported.filed.report
    lines = [f"warning: {warning}" for warning in _warnings(report, "new e-mail")]
    items = imported.proposals.items
    lines += table(
        ["File", "Sender", "Respondent", "Why", "Received", "What becomes of it"],
        [
            [
                item.mail.file_name,
                item.sender,
                item.respondent.name,
                item.respondent.why,
                local_words(item.received_at) if item.received_at else item.received_from,
                item.fate,
            ]
            for item in items[:_MAILS_SHOWN]
        ],
    )
    if len(items) > _MAILS_SHOWN:
        lines.append(f"… and {len(items) - _MAILS_SHOWN:,} more e-mails; --json lists them all.")
    lines += problem_lines(report)
    unread = len(imported.proposals.unread)
    counts = (
        f"{counted(report.rows, 'e-mail')}: {report.new:,} new, {report.already_here:,} already "
        f"here, {unread:,} unreadable, {counted(len(report.problems), 'problem')}"
    )
    if imported.filed.is_dry_run:
        return [*lines, f"{counts} (a dry run: nothing was changed)"]
    return [*lines, f"{counts}: {report.reference}" if report.reference else f"{counts}; no change"]


def document_fields(imported: DocumentsImported) -> dict[str, object]:
    """Return documents that were imported together: the counts, and each of them."""
    report = imported.filed.report
    references = imported.filed.references or ("",) * len(imported.proposals.items)
    return {
        **report_fields(report),
        "kind": "documents",
        "dry_run": imported.filed.is_dry_run,
        "warnings": _warnings(report, "new document"),
        "documents": [
            _one_document(item, reference)
            for item, reference in zip(imported.proposals.items, references, strict=True)
        ],
    }


def document_lines(imported: DocumentsImported) -> list[str]:
    """Return what became of documents that were imported together, in lines."""
    report = imported.filed.report
    lines = [f"warning: {warning}" for warning in _warnings(report, "new document")]
    lines += [
        f"note: {printable(item.name)}: {note}"
        for item in imported.proposals.items
        if item.will_be_filed and item.found is not None
        for note in item.found.notes
    ]
    lines += problem_lines(report)
    counts = (
        f"{counted(report.rows, 'document')}: {report.new:,} new, {report.already_here:,} already "
        f"here, {counted(len(report.problems), 'problem')}"
    )
    if imported.filed.is_dry_run:
        return [*lines, f"{counts} (a dry run: nothing was changed)"]
    return [*lines, f"{counts}: {report.reference}" if report.reference else f"{counts}; no change"]


def left_out_lines(paths: Sequence[Path]) -> list[str]:
    """Return a line about the files in folders that are no e-mails, if there are any."""
    if not paths:
        return []
    return [f"warning: {counted(len(paths), 'file')} in the folders no e-mail: left out."]


def detail_fields(details: ImportDetails) -> dict[str, object]:
    """Return an import with how its file was read."""
    return {
        "import": fields_of(details.row),
        "file_sha256": details.file_sha256,
        "encoding": details.encoding or None,
        "path": details.path or None,
        "importer_version": details.importer_version or None,
        "mapping": details.mapping or None,
    }


def detail_lines(details: ImportDetails) -> list[str]:
    """Return how the file of an import was read, in lines, the map last."""
    row = details.row
    sheet = f", sheet {printable(row.sheet)}" if row.sheet not in ("", row.file_name) else ""
    lines = [
        f"{row.reference}  {printable(row.file_name)}{sheet} "
        f"({local_words(row.imported_at)}, {row.officer})",
        f"{row.rows:,} rows: {row.new:,} new, {row.changed:,} changed, {row.already_here:,} "
        f"already here, {row.joined:,} joined, {row.blank:,} blank, "
        + counted(len(row.problems), "problem"),
        f"SHA-256: {details.file_sha256}",
    ]
    if details.encoding:
        lines.append(f"Encoding: {details.encoding}")
    if not details.is_sheet:
        return lines
    if not details.importer_version:
        return [*lines, "What read it, and by which map, was not kept with it."]
    return [
        *lines,
        f"Read by {details.importer_version} from {printable(details.path)}; "
        "the sheet itself is not kept in the consultation file.",
        "",
        "# The map that reads its columns in the same way again",
        *details.mapping.splitlines(),
    ]


def _one_document(item: DocumentProposal, reference: str) -> dict[str, object]:
    found = item.found
    return {
        "file": item.name,
        "submission": reference or item.already_here or None,
        "already_here": not item.will_be_filed,
        "also_attached_to": item.attached_to or None,
        "characters": len(found.text) if found else 0,
        "media_type": found.media_type if found else None,
        "reader": found.reader if found else None,
        "notes": list(found.notes) if found else [],
        "problems": list(found.problems) if found else [],
    }


def _warnings(report: ImportReport, one: str) -> list[str]:
    if not report.undated:
        return []
    counted_ones = counted(report.undated, one)
    return [f"{counted_ones} without a moment of receipt: received counts as now, by the clock."]


def _one_mail(item: MailProposal, reference: str) -> dict[str, object]:
    return {
        "file": item.mail.file_name,
        "message": item.mail.place,
        "submission": reference or item.already_here or None,
        "already_here": not item.will_be_filed,
        "sender_name": item.mail.sender_name,
        "sender_address": item.mail.sender_address,
        "respondent": item.respondent.name,
        "submitted_by": item.respondent.submitted_by,
        "why": fields_of(item.respondent.reason),
        "subject": item.mail.subject,
        "sent": fields_of(item.mail.sent_at),
        "received": fields_of(item.received_at),
        "received_from": item.received_from,
        "attachments": [each.name for each in item.mail.attachments],
        "problems": list(item.problems),
    }
