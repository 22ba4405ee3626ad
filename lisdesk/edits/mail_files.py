"""The files that came with e-mails: stored once each, and those that are too large told."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from lisdesk.edits.incoming_mails import IncomingMail
from lisdesk.edits.settings import attachment_limit_bytes
from lisdesk.rules.spans import normalised
from lisdesk.store.entities import Attachment, Blob
from lisdesk.store.work import Work

_AT_ONCE = 500


class KeptFile(NamedTuple):
    """A file to be stored."""

    name: str
    content: bytes
    sha256: str


class MailFiles:
    """Stores the files of mails."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._limit_bytes = attachment_limit_bytes(work.session)

    def kept(self, mail: IncomingMail, problems: list[dict[str, str]]) -> list[KeptFile]:
        """Return the files of a mail that are small enough, and tell of the others."""
        files = []
        for file in mail.attachments:
            size = len(file.content)
            if size <= self._limit_bytes:
                digest = hashlib.sha256(file.content).hexdigest()
                files.append(KeptFile(normalised(file.name), file.content, digest))
                continue
            problems.append(
                {
                    "where": f"{mail.origin.file_name}, message {mail.origin.file_place}",
                    "what": f"The attachment “{file.name}” has {size:,} bytes; attachments may "
                    f"have {self._limit_bytes:,}.",
                    "kept": "The mail without it. Raise attachment_limit_mb, and attach it to the "
                    "submission.",
                }
            )
        return files

    def write(self, files: Sequence[Sequence[KeptFile]], submission_ids: Sequence[int]) -> None:
        """Store the files of some submissions."""
        self._write_blobs([file for own in files for file in own])
        ids = iter(self._work.reserve_ids(Attachment, sum(map(len, files))))
        self._work.insert_rows(
            Attachment,
            [
                {
                    "id": next(ids),
                    "submission_id": submission_id,
                    "sha256": file.sha256,
                    "name": file.name,
                    "size_bytes": len(file.content),
                }
                for own, submission_id in zip(files, submission_ids, strict=True)
                for file in own
            ],
        )

    def _write_blobs(self, files: Sequence[KeptFile]) -> None:
        contents = {file.sha256: file.content for file in files}
        wanted = list(contents)
        for start in range(0, len(wanted), _AT_ONCE):
            chosen = select(Blob.sha256).where(Blob.sha256.in_(wanted[start : start + _AT_ONCE]))
            for stored in self._work.session.scalars(chosen):
                del contents[stored]
        self._work.add(*(Blob(sha256=sha256, content=each) for sha256, each in contents.items()))
