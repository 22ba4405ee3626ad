"""File the e-mails of a proposal, as it says or as an officer chose otherwise."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lisdesk.edits.incoming import ImportReport
from lisdesk.edits.incoming_mails import (
    IncomingMail,
    IncomingMails,
    MailRespondent,
)
from lisdesk.edits.mail_filing import file_mails
from lisdesk.edits.submissions import AttachedFile
from lisdesk.exchange.mail.messages import IMPORTER_VERSION
from lisdesk.queries.mails import MatchReason
from lisdesk.rules.counted import counted
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.vocabulary import Channel
from lisdesk.store.database import Database
from lisdesk.store.work import Desk, Work
from lisdesk.tasks.dry_runs import DryRunDone
from lisdesk.tasks.mail_proposals import MailProgress, MailProposal, MailProposals, place_words
from lisdesk.tasks.trial_copy import trial_copy


@dataclass(frozen=True, slots=True)
class MailChoice:
    """What an officer chose for one mail; None leaves what was proposed."""

    stakeholder_id: int | None = None
    name: str | None = None
    """One to be found in the register by this name, or added."""
    submitted_by: str | None = None
    received_at: datetime | None = None
    channel: Channel | None = None
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class MailsFiled:
    """What filing did, or would do in a dry run."""

    report: ImportReport
    entry_id: int | None
    """The edit to be taken back; None if it changed nothing."""
    references: tuple[str, ...]
    """The submission of each mail that was not left out, in their order; empty in a dry run."""
    is_dry_run: bool


def file_mail(
    database: Database,
    desk: Desk,
    proposals: MailProposals,
    choices: Mapping[int, MailChoice] | None = None,
    *,
    dry_run: bool = False,
    progress: MailProgress | None = None,
) -> MailsFiled:
    """File the mails of a proposal in one edit, which one undo takes back whole.

    `choices` are by the place of a mail among `proposals.items`, from 0. A mail that the call knows
    changes nothing, so filing twice is filing once. `progress` is told mails done and mails in all;
    a CancelledError that it raises undoes everything.
    """
    if dry_run:
        with trial_copy(database, lambda: progress(0, 0) if progress else None) as copy:
            return _tried(copy, desk, proposals, choices, progress)
    with database.writing(desk) as work:
        return file_proposed(work, proposals, choices, progress)


def _tried(
    database: Database,
    desk: Desk,
    proposals: MailProposals,
    choices: Mapping[int, MailChoice] | None,
    progress: MailProgress | None,
) -> MailsFiled:
    try:
        with database.writing(desk) as work:
            filed = file_proposed(work, proposals, choices, progress)
            raise DryRunDone
    except DryRunDone:
        return as_tried(filed)


def as_tried(filed: MailsFiled) -> MailsFiled:
    """Return what filing did as what it would do: without references, which were not given out."""
    report = replace(filed.report, reference=None)
    return replace(filed, report=report, entry_id=None, references=(), is_dry_run=True)


def file_proposed(
    work: Work,
    proposals: MailProposals,
    choices: Mapping[int, MailChoice] | None = None,
    progress: MailProgress | None = None,
) -> MailsFiled:
    """File the mails of a proposal within an edit's transaction; the rest is as in `file_mail`."""
    chosen = [
        (item, choice)
        for place, item in enumerate(proposals.items)
        if not (choice := (choices or {}).get(place, MailChoice())).is_left_out
    ]
    incoming = IncomingMails(
        name=_name([item for item, _ in chosen]),
        sha256=_joint_hash([item for item, _ in chosen]),
        mails=_incoming(chosen, progress),
        problems=[
            {
                "where": place_words(unread),
                "what": unread.happened,
                "kept": f"Nothing of this message. {unread.do}",
            }
            for unread in proposals.unread
        ],
    )
    outcome = file_mails(work, call_id=proposals.call_id, incoming=incoming)
    return MailsFiled(
        outcome.result.report, outcome.entry_id, outcome.result.references, is_dry_run=False
    )


def _name(items: Sequence[MailProposal]) -> str:
    names = list(dict.fromkeys(item.mail.file_name for item in items))
    if len(names) == 1:
        return names[0]
    return f"{counted(len(items), 'e-mail')} from {counted(len(names), 'file')}"


def _joint_hash(items: Sequence[MailProposal]) -> str:
    digest = hashlib.sha256()
    for each in sorted(item.mail.sha256 for item in items):
        digest.update(each.encode("ascii"))
    return digest.hexdigest()


def _incoming(
    chosen: Sequence[tuple[MailProposal, MailChoice]], progress: MailProgress | None
) -> Iterator[IncomingMail]:
    for done, (item, choice) in enumerate(chosen):
        if progress is not None:
            progress(done, len(chosen))
        yield _incoming_mail(item, choice)
    if progress is not None:
        progress(len(chosen), len(chosen))


def _incoming_mail(item: MailProposal, choice: MailChoice) -> IncomingMail:
    mail = item.mail
    received_at = choice.received_at or item.received_at
    return IncomingMail(
        key=item.key,
        origin=MailOrigin(
            message_id=mail.message_id,
            sha256=mail.sha256,
            file_name=mail.file_name,
            path=mail.path,
            file_place=mail.place,
            sender_name=mail.sender_name,
            sender_address=mail.sender_address,
            subject=mail.subject,
            sent_source=mail.sent_source,
            received_source="the officer" if choice.received_at else item.received_from,
            quoted=mail.quoted,
            disclaimer=mail.disclaimer,
            importer_version=IMPORTER_VERSION,
        ),
        respondent=_respondent(item, choice),
        text=mail.text,
        sent_at=mail.sent_at,
        received_at=received_at,
        channel=choice.channel or Channel.EMAIL,
        attachments=[AttachedFile(each.name, each.content) for each in mail.attachments],
        problems=[
            {"where": place_words(mail), "what": problem, "kept": "The mail, as it could be read."}
            for problem in item.problems
        ],
    )


def _respondent(item: MailProposal, choice: MailChoice) -> MailRespondent:
    proposed = item.respondent
    submitted_by = proposed.submitted_by if choice.submitted_by is None else choice.submitted_by
    if choice.stakeholder_id is not None:
        return MailRespondent(choice.stakeholder_id, submitted_by=submitted_by)
    if choice.name is not None:
        sender = item.mail.sender_name or item.mail.sender_address
        return MailRespondent(name=choice.name, submitted_by=submitted_by or sender)
    if proposed.reason is MatchReason.NAME:  # whose address the register is to learn
        return MailRespondent(
            name=proposed.name, email=item.mail.sender_address, submitted_by=submitted_by
        )
    return MailRespondent(
        proposed.stakeholder_id, proposed.name, proposed.email, submitted_by=submitted_by
    )
