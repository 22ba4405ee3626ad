"""Whom e-mails may come from, and which of them a call has already."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.rules.mail_addresses import address_key, own_domain
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.names import stakeholder_key
from lisdesk.rules.vocabulary import StakeholderKind, Token
from lisdesk.store.entities import ImportRow, Mail, MailFile, Stakeholder, Submission
from lisdesk.store.identities import known_names


class MatchReason(Token):
    """Why an e-mail is taken to state a stakeholder's views."""

    ADDRESS = ("address", "Same address")
    DOMAIN = ("domain", "Same organisation’s domain")
    NAME = ("name", "Same name")
    NAMESAKE = ("namesake", "In the register with another address")
    NEW = ("new", "Not in the register yet")
    NOBODY = ("nobody", "The mail does not say")
    CHOSEN = ("chosen", "Chosen by the officer")


@dataclass(frozen=True, slots=True)
class KnownSender:
    """A stakeholder of the register."""

    stakeholder_id: int
    name: str
    email: str


class Senders:
    """The register as a book of addresses, read once."""

    def __init__(self, session: Session) -> None:
        self._by_address: defaultdict[str, list[KnownSender]] = defaultdict(list)
        self._by_domain: defaultdict[str, list[KnownSender]] = defaultdict(list)
        self._by_name: defaultdict[str, list[KnownSender]] = defaultdict(list)
        chosen = select(Stakeholder.id, Stakeholder.name, Stakeholder.kind)
        standing = {number: (name, kind) for number, name, kind in session.execute(chosen)}
        for each in known_names(session):
            name, kind = standing[each.standing_id]
            known = KnownSender(each.standing_id, name, each.email)
            self._by_name[each.key].append(known)
            if each.email:
                self._by_address[address_key(each.email)].append(known)
            if kind is StakeholderKind.ORGANISATION and (domain := own_domain(each.email)):
                self._by_domain[domain].append(known)

    def match(self, name: str, address: str) -> tuple[MatchReason, tuple[KnownSender, ...]]:
        """Return whom a mail from this name and address comes from, the likeliest first, and why.

        The address decides; then the domain, if organisations of the register have it for their
        own; then the name, unless the register has another address with it.
        """
        if address and (found := self._by_address.get(address_key(address))):
            return MatchReason.ADDRESS, _each_once(found)
        domain = own_domain(address)
        if domain and (found := self._by_domain.get(domain)):
            return MatchReason.DOMAIN, _each_once(found)
        namesakes = self._by_name.get(stakeholder_key(name), []) if name.strip() else []
        if unaddressed := [each for each in namesakes if not (address and each.email)]:
            return MatchReason.NAME, _each_once(unaddressed)
        if namesakes:
            return MatchReason.NAMESAKE, ()
        return (MatchReason.NEW if name or address else MatchReason.NOBODY), ()


def _each_once(found: list[KnownSender]) -> tuple[KnownSender, ...]:
    """Return the stakeholders found, each by the first of its names."""
    return tuple({each.stakeholder_id: each for each in reversed(found)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class MailsHere:
    """The e-mails that a call has already."""

    by_key: dict[str, str]
    """Submission by a mail's key, and by the hash of its bytes."""
    by_message_id: dict[str, str]
    """Submission by what the mail's program called it."""


def mails_here(session: Session, call_id: int, source: str) -> MailsHere:
    """Return the e-mails that were filed for a call; `source` is that of their keys."""
    rows = session.execute(
        select(ImportRow.key, ImportRow.digest, Submission.reference)
        .join(Submission, Submission.id == ImportRow.submission_id)
        .where(ImportRow.call_id == call_id, ImportRow.source == source)
    )
    by_key = {name: reference for *names, reference in rows for name in names}
    named = session.execute(
        select(Mail.message_id, Submission.reference)
        .join(Submission, Submission.id == Mail.submission_id)
        .where(Submission.call_id == call_id, Mail.message_id != "")
        .order_by(Mail.id.desc())
    )
    return MailsHere(by_key, {message_id: reference for message_id, reference in named})


def filed_mail(session: Session, submission_id: int) -> MailOrigin | None:
    """Return where the e-mail came from that a submission is; None if it is none."""
    path = func.coalesce(MailFile.path, "").label("path")
    others = [getattr(Mail, each.name) for each in fields(MailOrigin) if each.name != "path"]
    chosen = (
        select(path, *others)
        .outerjoin(MailFile, MailFile.mail_id == Mail.id)
        .where(Mail.submission_id == submission_id)
    )
    found = session.execute(chosen).mappings().one_or_none()
    return None if found is None else MailOrigin(**found)
