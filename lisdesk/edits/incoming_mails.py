"""What e-mails bring in, as an edit takes them: read and judged by whoever read the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lisdesk.edits.incoming import ImportReport
from lisdesk.edits.submissions import AttachedFile
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class MailRespondent:
    """Whose views an e-mail states: a stakeholder of the register, else a name to be found there
    or added.
    """

    stakeholder_id: int | None = None
    name: str = ""
    email: str = ""
    submitted_by: str = ""
    """Who sent it, if that is somebody else."""


@dataclass(frozen=True, slots=True)
class IncomingMail:
    """One e-mail. None stands for what it does not say."""

    key: str
    """Knows the mail again, in whatever file it comes: see `rules.mail_keys`."""
    origin: MailOrigin
    respondent: MailRespondent
    text: str
    sent_at: datetime | None
    received_at: datetime | None
    channel: Channel = Channel.EMAIL
    attachments: Sequence[AttachedFile] = ()
    problems: Sequence[Mapping[str, str]] = ()
    """Each with `where`, `what` and `kept`."""


@dataclass(frozen=True, slots=True)
class IncomingMails:
    """E-mails that come in together; `mails` is gone through once."""

    name: str
    sha256: str
    """Of the messages' own hashes."""
    mails: Iterable[IncomingMail]
    problems: Sequence[Mapping[str, str]] = ()
    """Of what came with them and is no mail that could be read."""


@dataclass(frozen=True, slots=True)
class FiledMails:
    """What became of e-mails that came in together."""

    report: ImportReport
    references: tuple[str, ...]
    """The submission that each mail is, in their order, whether it is new or was here already."""
