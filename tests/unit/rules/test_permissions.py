"""What may be published, and under which name."""

import pytest

from lisdesk.rules.permissions import may_quote, published_name, published_permission
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
