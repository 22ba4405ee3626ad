"""File the e-mails of a watched folder whose sender is certain; the others wait."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lisdesk.errors import RefusedError
from lisdesk.queries.mails import MatchReason
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from lisdesk.tasks.folder_scan import stamp_of
from lisdesk.tasks.mail_filing import MailChoice, file_mail
from lisdesk.tasks.mail_proposals import (
    MailProgress,
    MailProposal,
    MailProposals,
    propose_mail,
)

AT_ONCE_BYTES = 300_000_000
"""Mails are held in memory until they are filed, so many files are filed in several edits."""

_CERTAIN = (MatchReason.ADDRESS, MatchReason.DOMAIN)
"""A name alone is no proof while nobody looks: two people may have it."""


@dataclass(slots=True)
class MailsTaken:
    """What became of some files of e-mails."""

    settled: set[Path] = field(default_factory=set)
    """Every mail of these is here."""
    changing: set[Path] = field(default_factory=set)
    """These were written to while they were read; nothing of them is known."""
    filed: int = 0
    entry_ids: list[int] = field(default_factory=list)
    marks: dict[str, Path] = field(default_factory=dict)
    """The file of each mail that was filed, by the mail's mark."""


def take_mails(
    database: Database,
    desk: Desk,
    call_reference: str,
    paths: Sequence[Path],
    taken: Container[str],
    progress: MailProgress,
    done: MailsTaken,
) -> None:
    """File the mails that are certain, and add to `done` what became of each file.

    Certain is a mail without problems that says when it came, from one stakeholder of the register
    by address or by its organisation's domain, none of whose files is too large to be kept. What
    was `taken` before and is here no more waits.
    """
    for batch in _batches(paths):
        stamps = {path: stamp_of(path) for path in batch}
        try:
            proposals = propose_mail(database, call_reference, batch, progress=progress)
        except RefusedError:  # more than fits in memory: the dialog says so
            continue
        changing = {path for path, stamp in stamps.items() if stamp_of(path) != stamp}
        done.changing |= changing
        _file(database, desk, proposals, _certain(proposals, taken, changing), progress, done)


def mark_of(key: str) -> str:
    """Return by what it is remembered that something was imported unasked, without its words."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:20]


def _certain(
    proposals: MailProposals, taken: Container[str], changing: Collection[Path]
) -> set[int]:
    return {
        place
        for place, item in enumerate(proposals.items)
        if _is_certain(item) and mark_of(item.key) not in taken and item.path not in changing
    }


def _is_certain(item: MailProposal) -> bool:
    is_whole = item.received_at is not None and not item.remarks
    return item.is_matched and is_whole and item.respondent.reason in _CERTAIN


def _file(
    database: Database,
    desk: Desk,
    proposals: MailProposals,
    certain: Collection[int],
    progress: Callable[[int, int], None],
    done: MailsTaken,
) -> None:
    items = proposals.items
    if certain:
        choices = {
            place: MailChoice(is_left_out=True)
            for place in range(len(items))
            if place not in certain
        }
        readable = replace(proposals, unread=(), unread_in=())
        filed = file_mail(database, desk, readable, choices, progress=progress)
        done.filed += filed.report.new
        done.marks |= {mark_of(items[place].key): items[place].path for place in certain}
        if filed.entry_id is not None:
            done.entry_ids.append(filed.entry_id)
    here = {item.key for place, item in enumerate(items) if item.already_here or place in certain}
    read = {item.path for item in items} - done.changing
    waiting = {item.path for item in items if item.key not in here}
    done.settled |= read - waiting - set(proposals.unread_in)


def _batches(paths: Sequence[Path]) -> Iterator[list[Path]]:
    """Yield the files in their order, so many at a time as fit in memory together."""
    batch: list[Path] = []
    held = 0
    for path in paths:
        stamp = stamp_of(path)
        size = stamp.size if stamp else 0
        if batch and held + size > AT_ONCE_BYTES:
            yield batch
            batch, held = [], 0
        batch.append(path)
        held += size
    if batch:
        yield batch
