"""What may be published, and under which name."""

import pytest

from lisdesk.rules.permissions import (
    attribution,
    may_quote,
    pseudonymous_reference,
    published_name,
    published_permission,
)
from lisdesk.rules.vocabulary import Permission, StakeholderKind

ORGANISATION = StakeholderKind.ORGANISATION
PERSON = StakeholderKind.PERSON


@pytest.mark.parametrize("answered", [None, *Permission])
def test_unanswered_and_confidential_count_as_none(answered: Permission | None):
    assert published_permission(answered, is_confidential=True) is Permission.NONE
    in_force = published_permission(answered, is_confidential=False)
    assert in_force is (answered or Permission.NONE)


def test_only_named_and_unnamed_are_quoted():
    assert [each for each in Permission if may_quote(each)] == [
        Permission.NAMED,
        Permission.UNNAMED,
    ]


@pytest.mark.parametrize(
    ("permission", "kind", "name", "published"),
    [
        (Permission.NAMED, ORGANISATION, "Oadby Foundry", "Oadby Foundry"),
        (Permission.NAMED, None, "A. Patel", "A. Patel"),
        (Permission.NAMED, ORGANISATION, None, "organisation, anonymous"),
        (Permission.NAMED, PERSON, "  ", "individual, anonymous"),
        (Permission.UNNAMED, ORGANISATION, "Oadby Foundry", "organisation, anonymous"),
        (Permission.UNNAMED, PERSON, "A. Patel", "individual, anonymous"),
        (Permission.UNNAMED, None, "A. Patel", "respondent, anonymous"),
        (Permission.NONE, ORGANISATION, "Oadby Foundry", ""),
        (Permission.NONE, None, None, ""),
    ],
)
def test_the_name_follows_the_permission(permission, kind, name, published):
    assert published_name(permission, kind, name) == published


@pytest.mark.parametrize(
    ("published", "said", "pseudonym"),
    [
        ("Oadby Foundry", "Oadby Foundry", ""),
        ("Foundry, Oadby", "Foundry, Oadby", ""),
        ("individual, anonymous", "individual, anonymous, LLEP-2018-01-0007", "LLEP-2018-01-0007"),
        ("", "", ""),
    ],
)
def test_who_has_no_name_to_give_is_quoted_under_the_reference(published, said, pseudonym):
    assert attribution(published, "LLEP-2018-01-0007") == said
    assert pseudonymous_reference(said) == pseudonym
