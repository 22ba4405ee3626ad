"""Whose views an e-mail is taken to state, and why."""

from __future__ import annotations

from dataclasses import dataclass

from lisdesk.exchange.mail.messages import MailMessage
from lisdesk.queries.mails import KnownSender, MatchReason, Senders
from lisdesk.rules.mail_addresses import own_domain
from lisdesk.rules.names import stakeholder_key


@dataclass(frozen=True, slots=True)
class ProposedRespondent:
    """Whose views a mail is taken to state."""

    stakeholder_id: int | None
    """None for one who is to be added to the register, and for nobody."""
    name: str
    email: str
    submitted_by: str
    reason: MatchReason
    why: str
    """The reason as a sentence."""
    others: tuple[KnownSender, ...]
    """Further stakeholders whom the same reason speaks for."""


def proposed_respondent(senders: Senders, mail: MailMessage) -> ProposedRespondent:
    """Return whom a mail comes from by the register; who is not there is to be added.

    A mail from an organisation's domain speaks for the organisation and was sent by its sender.
    """
    name, address = mail.sender_name, mail.sender_address
    reason, found = senders.match(name, address)
    if not found:
        return ProposedRespondent(
            stakeholder_id=None,
            name=name or address,
            email=address,
            submitted_by="",
            reason=reason,
            why=f"{reason.label}.",
            others=(),
        )
    first = found[0]
    is_other = bool(name) and stakeholder_key(name) != stakeholder_key(first.name)
    what = f" {own_domain(address)}" if reason is MatchReason.DOMAIN else ""
    return ProposedRespondent(
        stakeholder_id=first.stakeholder_id,
        name=first.name,
        email=first.email,
        submitted_by=name if is_other else "",
        reason=reason,
        why=f"{reason.label}{what}.",
        others=found[1:],
    )


def sender_words(mail: MailMessage) -> str:
    """Return a sender as mails show one: name and address."""
    if mail.sender_name and mail.sender_address:
        return f"{mail.sender_name} <{mail.sender_address}>"
    return mail.sender_name or mail.sender_address
