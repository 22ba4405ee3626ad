"""What an edition may show of each submission; whatever is not allowed here is not shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lisdesk.rules.permissions import (
    attribution,
    may_quote,
    published_name,
    published_permission,
    strictest_of_all,
)
from lisdesk.rules.suppression import widened
from lisdesk.rules.vocabulary import Edition, Permission, SetAside, StakeholderKind
from lisdesk.rules.wall_time import local_day

SMALLEST_GROUP = 3
"""A respondent without a name is shown with a type and an area that at least so many share."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What decides on the publication of a submission, as it is stored."""

    submission_id: int
    permission: Permission | None
    is_confidential: bool
    set_aside: SetAside | None
    has_name: bool
    type_id: int | None
    area_id: int | None
    is_counted: bool
    """Whether it is in the numbers."""

    @property
    def in_force(self) -> Permission:
        """The permission in force; who withdrew has withdrawn it too."""
        if self.set_aside is SetAside.WITHDRAWN:
            return Permission.NONE
        return published_permission(self.permission, self.is_confidential)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What an edition may show, by submission. A submission that is not in it shows nothing."""

    edition: Edition
    threshold: int
    """Counts below it are withheld from the tables of a publication that break respondents down."""
    permissions: Mapping[int, Permission]
    """Permission in force of the submissions that may be quoted."""
    combinations: Mapping[int, tuple[int | None, int | None]]
    """Type and area as they may be published; empty in the internal edition."""

    @property
    def is_publication(self) -> bool:
        """Whether strangers will read it."""
        return self.edition is Edition.PUBLICATION

    def may_publish_words(self, submission_id: int) -> bool:
        """Whether the words of a submission may be published, whatever the edition."""
        return may_quote(self.permissions.get(submission_id, Permission.NONE))

    def shows_text(self, submission_id: int, is_counted: bool) -> bool:
        """Whether this edition holds a submission's texts: all, or counted and permitted ones."""
        return not self.is_publication or (is_counted and self.may_publish_words(submission_id))

    def published_name(
        self, submission_id: int, kind: StakeholderKind | None, name: str | None
    ) -> str:
        """Return how a publication names a respondent; nothing if it may not."""
        permission = self.permissions.get(submission_id, Permission.NONE)
        return published_name(permission, kind, name if is_a_name(name) else None)

    def attribution(
        self, submission_id: int, kind: StakeholderKind | None, name: str | None, reference: str
    ) -> str:
        """Return whom a publication attributes a quotation to; nothing if nothing may be quoted."""
        return attribution(self.published_name(submission_id, kind, name), reference)

    def respondent(self, submission_id: int, kind: StakeholderKind | None, name: str | None) -> str:
        """Return how this edition names a respondent."""
        if self.is_publication:
            return self.published_name(submission_id, kind, name)
        return name or ""

    def combination(
        self, submission_id: int, type_id: int | None, area_id: int | None
    ) -> tuple[int | None, int | None]:
        """Return the type and the area that this edition shows; None is not to be shown."""
        if self.is_publication:
            return self.combinations.get(submission_id, (None, None))
        return type_id, area_id


def is_a_name(name: str | None) -> bool:
    """Whether a stakeholder's name is one; the register may hold an e-mail address in its place."""
    return bool(name and name.strip()) and "@" not in (name or "")


def with_merged(answered: Sequence[Answered], merges: Mapping[int, int]) -> list[Answered]:
    """Return the submissions with what those say that were merged into them, whose words they hold.

    `merges` tells by each merged one into which it was. What is said of a merged one afterwards
    holds for its words as well, so the strictest of all is taken, whatever the one that stays says.
    """
    by_id = {each.submission_id: each for each in answered}
    for merged_id, into_id in merges.items():
        merged, into = by_id[merged_id], by_id[into_id]
        by_id[into_id] = replace(
            into,
            permission=strictest_of_all([into.permission, merged.permission]),
            is_confidential=into.is_confidential or merged.is_confidential,
        )
    return list(by_id.values())


def disclosed(
    edition: Edition,
    threshold: int,
    submissions: Sequence[Answered],
    type_parents: Mapping[int, int | None],
) -> Disclosure:
    """Return what an edition may show of a call's submissions.

    The types and areas of a publication are shared by at least three submissions each, and by as
    many as the call's threshold asks for: else the register would give back what the tables of
    types and areas withhold. The register says of each submission whether it is counted, so those
    that are share with each other only, and so do those that are not.
    """
    in_force = {each.submission_id: each.in_force for each in submissions}
    permissions = {key: value for key, value in in_force.items() if may_quote(value)}
    combinations: dict[int, tuple[int | None, int | None]] = {}
    if edition is Edition.PUBLICATION:
        for is_counted in (True, False):
            alike = [each for each in submissions if each.is_counted is is_counted]
            combinations |= _combinations(alike, type_parents, max(SMALLEST_GROUP, threshold))
    return Disclosure(edition, threshold, permissions, combinations)


def _combinations(
    submissions: Sequence[Answered], type_parents: Mapping[int, int | None], minimum: int
) -> dict[int, tuple[int | None, int | None]]:
    """Return the type and the area that may be published of submissions that cover each other."""
    shown = widened(
        [
            (each.type_id, each.area_id, each.in_force is Permission.NAMED and each.has_name)
            for each in submissions
        ],
        type_parents,
        {},
        minimum,
    )
    return {each.submission_id: pair for each, pair in zip(submissions, shown, strict=True)}


def month_words(moment: datetime, zone: str) -> str:
    """Return the month of a moment, as a publication shows it: "2019-01"."""
    return f"{local_day(moment, zone):%Y-%m}"
