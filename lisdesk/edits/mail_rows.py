"""The rows of e-mails that are filed: their letters, and where they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from lisdesk.edits.incoming_mails import IncomingMail
from lisdesk.rules.import_sources import MAIL_SOURCE
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.spans import normalised, text_hash
from lisdesk.store.entities import ImportRow, Mail, MailFile, SourceText
from lisdesk.store.work import Work


def write_letters(work: Work, mails: Sequence[IncomingMail], submission_ids: Sequence[int]) -> None:
    """Store the mails' texts, each as the letter of its submission; a mail may have none."""
    letters = [
        (submission_id, normalised(mail.text))
        for mail, submission_id in zip(mails, submission_ids, strict=True)
        if mail.text
    ]
    text_ids = work.reserve_ids(SourceText, len(letters))
    work.insert_rows(
        SourceText,
        [
            {
                "id": text_id,
                "submission_id": submission_id,
                "question_id": None,
                "body": body,
                "sha256": text_hash(body),
                "is_non_answer": False,
                "is_current": True,
                "replaces_id": None,
            }
            for text_id, (submission_id, body) in zip(text_ids, letters, strict=True)
        ],
    )


def write_origins(
    work: Work,
    mails: Sequence[IncomingMail],
    submission_ids: Sequence[int],
    call_id: int,
    import_id: int,
) -> None:
    """Store where the mails came from, and by what they are known when they come again."""
    mail_ids = work.reserve_ids(Mail, len(mails))
    row_ids = work.reserve_ids(ImportRow, len(mails))
    work.insert_rows(
        Mail,
        [
            {
                "id": mail_ids[place],
                "submission_id": submission_ids[place],
                "import_id": import_id,
                **_kept(mail.origin),
            }
            for place, mail in enumerate(mails)
        ],
    )
    _write_paths(work, mails, mail_ids)
    work.insert_rows(
        ImportRow,
        [
            {
                "id": row_ids[place],
                "import_id": import_id,
                "call_id": call_id,
                "source": MAIL_SOURCE,
                "key": mail.key,
                "digest": mail.origin.sha256,
                "group": None,
                "submission_id": submission_ids[place],
                "row_number": mail.origin.file_place,
            }
            for place, mail in enumerate(mails)
        ],
    )


def _kept(origin: MailOrigin) -> dict[str, Any]:
    """Return what the row of a mail holds of where it came from: the path has a row of its own."""
    values = asdict(origin)
    del values["path"]
    return values


def _write_paths(work: Work, mails: Sequence[IncomingMail], mail_ids: Sequence[int]) -> None:
    """Store where the files of the mails were, as far as that is known."""
    known = [
        (mail_id, mail.origin.path)
        for mail_id, mail in zip(mail_ids, mails, strict=True)
        if mail.origin.path
    ]
    file_ids = work.reserve_ids(MailFile, len(known))
    work.insert_rows(
        MailFile,
        [
            {"id": file_id, "mail_id": mail_id, "path": path}
            for file_id, (mail_id, path) in zip(file_ids, known, strict=True)
        ],
    )
