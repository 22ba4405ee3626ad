"""Propose how e-mails are to be filed: who sent them, when they came, which are here already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lisdesk.edits.settings import attachment_limit_bytes
from lisdesk.errors import RefusedError
from lisdesk.exchange.guarded.limits import ProcessLimits
from lisdesk.exchange.mail.mailboxes import MBOX
from lisdesk.exchange.mail.messages import MailMessage, UnreadMail
from lisdesk.exchange.mail.reading import MAIL_LIMITS, MailReader
from lisdesk.queries.mails import MailsHere, Senders, mails_here
from lisdesk.rules.counted import counted
from lisdesk.rules.import_sources import MAIL_SOURCE
from lisdesk.rules.mail_keys import mail_key
from lisdesk.store.database import Database
from lisdesk.store.lookup import call_by_reference
from lisdesk.table import Cell, CellKind, Column, Table
from lisdesk.tasks.mail_respondents import (
    ProposedRespondent,
    proposed_respondent,
    sender_words,
)

MOST_HELD_BYTES = 1_500_000_000
"""Attachments and texts of one proposal are held in memory until they are filed."""

_COLUMNS = (
    Column("File"),
    Column("Sender"),
    Column("Respondent"),
    Column("Why"),
    Column("Received", CellKind.MOMENT),
    Column("Received from"),
    Column("Subject"),
    Column("Attachments", CellKind.WHOLE_NUMBER),
    Column("Problems", CellKind.LONG_TEXT),
    Column("What becomes of it"),
)

MailProgress = Callable[[int, int], None]
"""Is told files read and files in all, also after each message; a CancelledError that it raises
ends the reading."""


@dataclass(frozen=True, slots=True)
class MailProposal:
    """One mail, and what is to become of it."""

    mail: MailMessage
    key: str
    respondent: ProposedRespondent
    received_at: datetime | None
    """What counts as received; None for the moment of filing."""
    received_from: str
    """Where that was found."""
    already_here: str
    """The submission that this very mail is already; an empty text if it is new."""
    same_as: str
    """Where the very same mail stands earlier among these; an empty text if it does not."""
    problems: tuple[str, ...]
    path: Path
    """The file that it stands in."""
    too_large: tuple[str, ...] = ()
    """Names of attachments that are over the file's limit; the mail is filed without them."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is wrong with it, and what of it would not be kept, a sentence each."""
        names = ", ".join(f"“{name}”" for name in self.too_large)
        return (*self.problems, f"Too large to be kept: {names}.") if names else self.problems

    @property
    def is_matched(self) -> bool:
        """Whether it is new and its respondent is one stakeholder of the register and no other."""
        known = self.respondent.stakeholder_id is not None and not self.respondent.others
        return self.will_be_filed and known

    @property
    def will_be_filed(self) -> bool:
        """Whether filing makes a submission of it."""
        return not (self.already_here or self.same_as)

    @property
    def sender(self) -> str:
        """Who sent it, as mails show one: name and address."""
        return sender_words(self.mail)

    @property
    def fate(self) -> str:
        """What becomes of it, in words."""
        if self.already_here:
            return f"already here as {self.already_here}"
        return f"the same as {self.same_as}" if self.same_as else "is filed"


@dataclass(frozen=True, slots=True)
class MailProposals:
    """What is to become of the mails in some files."""

    call_id: int
    items: tuple[MailProposal, ...]
    unread: tuple[UnreadMail, ...]
    """Messages that could not be read; the others are not held up by them."""
    unread_in: tuple[Path, ...] = ()
    """The file of each of those."""

    def table(self) -> Table:
        """Return the mails as a table, one row each."""
        return Table(
            name="E-mails",
            title="E-mails to be filed",
            description="What was read from each, and what becomes of it.",
            unit=f"{counted(len(self.items), 'e-mail')}.",
            columns=_COLUMNS,
            rows=[_row(item) for item in self.items],
        )


def propose_mail(
    database: Database,
    call_reference: str,
    paths: Sequence[Path],
    *,
    limits: ProcessLimits = MAIL_LIMITS,
    progress: MailProgress | None = None,
) -> MailProposals:
    """Read the mails in some files and propose how they are to be filed; nothing is changed.

    `paths` are .eml, .msg and .mbox files, known by their content; `limits` hold for each message.
    A message that cannot be read is listed with its reason. Raises RefusedError if the files hold
    more than fits in memory.
    """
    with database.reading() as session:
        call_id = call_by_reference(session, call_reference).id
        senders = Senders(session)
        here = mails_here(session, call_id, MAIL_SOURCE)
        limit_bytes = attachment_limit_bytes(session)
    proposing = _Proposing(senders, here, limit_bytes)
    for path, found in _messages(paths, limits, progress):
        proposing.add(path, found)
    return MailProposals(
        call_id, tuple(proposing.items), tuple(proposing.unread), tuple(proposing.unread_in)
    )


class _Proposing:
    """Mails as they are read, and what is known to judge them by."""

    def __init__(self, senders: Senders, here: MailsHere, limit_bytes: int) -> None:
        self._senders = senders
        self._limit_bytes = limit_bytes
        self._here = here
        self._met: dict[str, str] = {}
        self._held_bytes = 0
        self.items: list[MailProposal] = []
        self.unread: list[UnreadMail] = []
        self.unread_in: list[Path] = []

    def add(self, path: Path, found: MailMessage | UnreadMail) -> None:
        """Add one message; RefusedError if it is too much for the memory."""
        if isinstance(found, UnreadMail):
            self.unread.append(found)
            self.unread_in.append(path)
            return
        self._held_bytes += sum(len(each.content) for each in found.attachments)
        if self._held_bytes > MOST_HELD_BYTES:
            raise RefusedError(
                "The mails have more attachments than can be held at a time.",
                do="File fewer of them at a time.",
            )
        key = mail_key(
            found.message_id,
            found.sender_address,
            found.sent_at,
            (found.text, found.quoted, found.disclaimer),
            (each.sha256 for each in found.attachments),
        )
        here = self._here.by_key.get(key) or self._here.by_key.get(found.sha256, "")
        same_as = self._met.get(key) or self._met.get(found.sha256, "")
        self._met.setdefault(key, place_words(found))
        self._met.setdefault(found.sha256, place_words(found))
        received_at, received_from = _received(found)
        self.items.append(
            MailProposal(
                mail=found,
                key=key,
                respondent=proposed_respondent(self._senders, found),
                received_at=received_at,
                received_from=received_from,
                already_here=here,
                same_as="" if here else same_as,
                problems=(*found.problems, *self._likeness(found, here or same_as)),
                path=path,
                too_large=tuple(
                    each.name for each in found.attachments if len(each.content) > self._limit_bytes
                ),
            )
        )

    def _likeness(self, mail: MailMessage, known: str) -> Iterator[str]:
        """Yield what to know of a new mail that calls itself like one that is here."""
        like = self._here.by_message_id.get(mail.message_id, "") if mail.message_id else ""
        if like and not known:
            yield f"{like} has the same Message-ID and other words; look whether it is the same."


def place_words(mail: MailMessage | UnreadMail) -> str:
    """Return where a message stands: its file, and its place in a mailbox."""
    is_one_of_many = mail.place > 1 or getattr(mail, "kind", "") == MBOX
    return f"{mail.file_name}, message {mail.place}" if is_one_of_many else mail.file_name


def _received(mail: MailMessage) -> tuple[datetime | None, str]:
    """Return what counts as the moment of receipt: a server's word before the sender's own."""
    if mail.received_at is not None:
        return mail.received_at, mail.received_source
    if mail.sent_at is not None:
        return mail.sent_at, f"{mail.sent_source} (the sender’s own)"
    return None, "the clock, when it is filed"


def _messages(
    paths: Sequence[Path], limits: ProcessLimits, progress: MailProgress | None
) -> Iterator[tuple[Path, MailMessage | UnreadMail]]:
    with MailReader(limits) as reader:
        for done, path in enumerate(paths):
            if progress is not None:
                progress(done, len(paths))
            for found in reader.messages(path):
                yield path, found
                if progress is not None:
                    progress(done, len(paths))
    if progress is not None:
        progress(len(paths), len(paths))


def _row(item: MailProposal) -> tuple[Cell, ...]:
    return (
        place_words(item.mail),
        item.sender,
        item.respondent.name,
        item.respondent.why,
        item.received_at,
        item.received_from,
        item.mail.subject,
        len(item.mail.attachments),
        " ".join(item.remarks),
        item.fate,
    )
