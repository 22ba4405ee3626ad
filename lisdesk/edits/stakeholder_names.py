"""Names of stakeholders: which are free."""

from __future__ import annotations

from lisdesk.errors import RefusedError
from lisdesk.rules.names import stakeholder_key
from lisdesk.store.identities import known_names
from lisdesk.store.work import Work


def refuse_taken_name(work: Work, stakeholder_id: int, name: str, email: str) -> None:
    """Raise RefusedError if a name already means another stakeholder whose address does not differ.

    `stakeholder_id` is whose name it is to be; 0 for one that is not in the register yet.
    """
    for known in known_names(work.session, [stakeholder_key(name)]):
        if stakeholder_id not in (known.standing_id, known.stakeholder_id) and not are_apart(
            email, known.email
        ):
            raise name_taken(name)


def are_apart(email: str, other: str) -> bool:
    """Whether two addresses tell two stakeholders of one name apart."""
    return bool(email and other and email.casefold() != other.casefold())


def name_taken(name: str) -> RefusedError:
    """Return the refusal of a name that does not tell two stakeholders apart."""
    return RefusedError(
        f"The register has another stakeholder called “{name}”, and no different e-mail "
        "addresses to tell the two apart.",
        do="Give each its own address, or correct whose views the submissions state.",
    )
