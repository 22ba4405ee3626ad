"""Names, contact details and places that a publication of a call must not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.rules.publication_secrets import Secret, SecretKind
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.entities import (
    AuditEntry,
    ImportReading,
    Mail,
    MailFile,
    Stakeholder,
    StakeholderAlias,
    StakeholderContact,
    Submission,
)

if TYPE_CHECKING:
    from lisdesk.queries.publication_secrets import Standing

_AT_ONCE = 500
_WORDS_OF_A_PERSON = (2, 3)


def names(session: Session, _call_id: int, standing: Mapping[int, Standing]) -> Iterator[Secret]:
    """Yield the names of everybody in the register whom nothing allows to name."""
    nameable_ids = {
        each.respondent_id for each in standing.values() if each.said.permission is Permission.NAMED
    }
    told = {each.said.name.strip().casefold() for each in standing.values()
            if each.said.permission is Permission.NAMED}  # fmt: skip
    references = {each.respondent_id: each.reference for each in standing.values()}
    for stakeholder_id, name in _known_names(session):
        is_told = stakeholder_id in nameable_ids or name.strip().casefold() in told
        if name.strip() and not is_told:
            for form in (name, *_surname_first(name)):
                yield Secret(SecretKind.NAME, references.get(stakeholder_id, ""), form)
    for reference, name in _names_beside(session):
        if name.strip() and "@" not in name and name.strip().casefold() not in told:
            yield Secret(SecretKind.NAME, reference, name)


def officers(session: Session, _call_id: int, standing: Mapping[int, Standing]) -> Iterator[Secret]:
    """Yield the names of everybody who has worked on the file."""
    told = {each.said.name.strip().casefold() for each in standing.values()
            if each.said.permission is Permission.NAMED}  # fmt: skip
    for name in session.scalars(select(AuditEntry.officer).group_by(AuditEntry.officer)):
        if name.strip().casefold() not in told:
            yield Secret(SecretKind.OFFICER, "", name)


def contact_details(
    session: Session, _call_id: int, standing: Mapping[int, Standing]
) -> Iterator[Secret]:
    """Yield the e-mail addresses, telephone numbers and postal addresses of the register."""
    references = {each.respondent_id: each.reference for each in standing.values()}
    for stakeholder_id, email in session.execute(
        select(Stakeholder.id, Stakeholder.email).where(Stakeholder.email != "")
    ):
        yield Secret(SecretKind.CONTACT, references.get(stakeholder_id, ""), email)
    aliases = select(StakeholderAlias.email).where(StakeholderAlias.email != "")
    senders = select(Mail.sender_address).where(Mail.sender_address != "")
    for chosen in (aliases, senders):
        for email in session.scalars(chosen):
            yield Secret(SecretKind.CONTACT, "", email)
    contacts = select(StakeholderContact.telephone, StakeholderContact.address)
    for details in session.execute(contacts):
        for detail in filter(None, details):
            yield Secret(SecretKind.CONTACT, "", detail)


def places(session: Session, _call_id: int, _standing: Mapping[int, Standing]) -> Iterator[Secret]:
    """Yield where on this and other computers the files were that came in."""
    for chosen in (select(ImportReading.path), select(MailFile.path)):
        for path in session.scalars(chosen):
            if path:
                yield Secret(SecretKind.PATH, "", path)


def _surname_first(name: str) -> Iterator[str]:
    """Yield a name of two or three words as lists have it: “Smith, Jo”."""
    words = name.split()
    if len(words) in _WORDS_OF_A_PERSON and all(word[0].isalpha() for word in words):
        yield " ".join([words[-1], *words[:-1]])


def _known_names(session: Session) -> Iterator[tuple[int, str]]:
    of_stakeholders = select(Stakeholder.id, Stakeholder.name)
    of_aliases = select(StakeholderAlias.stakeholder_id, StakeholderAlias.name)
    for chosen in (of_stakeholders, of_aliases):
        yield from ((owner_id, name) for owner_id, name in session.execute(chosen))


def _names_beside(session: Session) -> Iterator[tuple[str, str]]:
    """Yield who sent submissions on behalf of others, whom to ask for, and who wrote e-mails."""
    senders = select(Submission.reference, Submission.submitted_by).where(
        Submission.submitted_by != ""
    )
    writers = select(Submission.reference, Mail.sender_name).join(
        Mail, Mail.submission_id == Submission.id
    )
    for chosen in (senders, writers):
        found = session.execute(chosen.execution_options(yield_per=_AT_ONCE))
        yield from ((reference, name) for reference, name in found)
    for person in session.scalars(select(StakeholderContact.person)):
        yield "", person
