"""Write e-mails as drafts that a mail program opens to be sent: one .eml file each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from lisdesk.exchange.atomic import atomic_target
from lisdesk.rules.acknowledgements import address_fault
from lisdesk.telling import Tell, nobody, told

ENDING = ".eml"
_POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class MailDraft:
    """An e-mail to one person; `file_name` is without its ending."""

    file_name: str
    address: str
    subject: str
    body: str


def write_drafts(drafts: Sequence[MailDraft], folder: Path, *, tell: Tell = nobody) -> int:
    """Write each draft as a file of its own into a folder that is there, whole or not at all; a
    file of the same name is replaced. Return how many.

    Raises ValueError for an address that nothing can be sent to, TargetError if a file cannot be
    written; those before it stay.
    """
    for draft in told(drafts, tell):
        content = draft_bytes(draft)
        with atomic_target(folder / f"{draft.file_name}{ENDING}") as temporary:
            temporary.write_bytes(content)
    return len(drafts)


def drafts_in(folder: Path) -> set[str]:
    """Return the file names, without their ending, of the drafts that stand in a folder."""
    return {each.stem for each in folder.iterdir() if each.suffix.casefold() == ENDING}


def draft_bytes(draft: MailDraft) -> bytes:
    """Return a draft as it stands in its file; ValueError as above."""
    if fault := address_fault(draft.address):
        raise ValueError(fault)
    message = EmailMessage(policy=_POLICY)
    message["To"] = Address(addr_spec=draft.address.strip())
    message["Subject"] = " ".join(draft.subject.split())
    message["X-Unsent"] = "1"
    message.set_content(draft.body, subtype="plain", charset="utf-8", cte="quoted-printable")
    return message.as_bytes()
