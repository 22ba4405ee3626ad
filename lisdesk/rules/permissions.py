"""What of a submission may be published, and under which name.

Every submission is counted and analysed; only a permitted one is quoted.
"""

from __future__ import annotations

from collections.abc import Iterable

from lisdesk.rules.vocabulary import Permission, StakeholderKind

_STRICTEST_FIRST = (Permission.NONE, None, Permission.UNNAMED, Permission.NAMED)

_WITHOUT_A_NAME = {
    StakeholderKind.ORGANISATION: "organisation, anonymous",
    StakeholderKind.PERSON: "individual, anonymous",
    None: "respondent, anonymous",
}
ANONYMOUS = frozenset(_WITHOUT_A_NAME.values())
"""What stands in place of a name that may not be given."""
_BEFORE_REFERENCE = ", "


def published_permission(answered: Permission | None, is_confidential: bool) -> Permission:
    """Return the permission in force: `none` if unanswered or if confidentiality was asked for."""
    if answered is None or is_confidential:
        return Permission.NONE
    return answered


def strictest_of_all(answered: Iterable[Permission | None]) -> Permission | None:
    """Return what holds for words that were given under several permissions: the strictest.

    An unanswered one is stricter than any that permits something. Raises ValueError for none.
    """
    return min(answered, key=_STRICTEST_FIRST.index)


def is_stricter(one: Permission | None, other: Permission | None) -> bool:
    """Whether a permission allows less than another one."""
    return _STRICTEST_FIRST.index(one) < _STRICTEST_FIRST.index(other)


def may_quote(permission: Permission) -> bool:
    """Whether the words of a submission with this permission in force may be published."""
    return permission is not Permission.NONE


def published_name(permission: Permission, kind: StakeholderKind | None, name: str | None) -> str:
    """Return how a publication names the respondent, given the permission in force.

    The name if that is permitted and known; else "organisation, anonymous", "individual, anonymous"
    or, for an unknown kind, "respondent, anonymous"; empty if nothing is permitted.
    """
    if permission is Permission.NONE:
        return ""
    if permission is Permission.NAMED and name and name.strip():
        return name
    return _WITHOUT_A_NAME[kind]


def attribution(published: str, reference: str) -> str:
    """Return whom a quotation is attributed to, given the published name of who said it.

    Where no name may be given, the reference of the submission is the pseudonym: it stays the same
    in every publication, and tells those quoted apart.
    """
    return f"{published}{_BEFORE_REFERENCE}{reference}" if published in ANONYMOUS else published


def pseudonymous_reference(said: str) -> str:
    """Return the reference in an attribution that gives no name; empty in any other."""
    words, _, reference = said.rpartition(_BEFORE_REFERENCE)
    return reference if words in ANONYMOUS else ""
