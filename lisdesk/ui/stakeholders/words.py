"""Stakeholders in words, as the screen tells of them."""

from __future__ import annotations

from lisdesk.queries.stakeholder_page import OwnSubmission, StakeholderPage
from lisdesk.rules.counted import counted
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import with_hidden_shown


def kept_apart_words(one: str, other: str) -> str:
    """Return who was found not to be the same."""
    return with_hidden_shown(f"Kept {one} and {other} apart: they are not suggested again")


def facts(page: StakeholderPage) -> list[tuple[str, str]]:
    """Return what is known of a stakeholder, by what it is."""
    row = page.row
    area = " – ".join(part for part in (row.area, " and ".join(page.leads)) if part)
    found = [
        ("Type", row.type),
        ("Kind", row.kind.label if row.kind else ""),
        ("Area", area),
        ("Speaks for", counted(row.members, "member") if row.members else ""),
        ("Acts for", "; ".join(each.name for each in page.acts_for)),
        ("Represented by", "; ".join(each.name for each in page.agents)),
        ("Also known as", "; ".join(page.also_known_as)),
        ("Contact", row.person),
        ("E-mail", row.email),
        ("Telephone", row.telephone),
        ("Address", page.address),
        ("Website", page.website),
    ]
    return [(name, with_hidden_shown(" ".join(text.split()))) for name, text in found if text]


def summary(page: StakeholderPage) -> str:
    """Return how much a stakeholder has sent."""
    parts = [counted(page.row.submissions, "submission")]
    if page.attended:
        parts.append(f"at {counted(len(page.attended), 'event')}")
    if page.submitted_for_others:
        parts.append(f"{page.submitted_for_others:,} sent for others")
    if page.merged:
        parts.append(f"stands for {page.row.name} and {len(page.merged):,} merged")
    return with_hidden_shown(" · ".join(parts))


def attended_words(each: OwnSubmission, zone: str) -> str:
    """Return one line about the note of an event that a stakeholder was at."""
    what = f"attended: {each.channel.label.lower()}"
    parts = [each.reference, local_words(each.received_at, zone), what]
    return with_hidden_shown(" · ".join(parts))


def submission_words(each: OwnSubmission, zone: str) -> str:
    """Return one line about a submission."""
    parts = [each.reference, local_words(each.received_at, zone), each.disposition.label]
    if each.submitted_by:
        parts.append(f"sent by {each.submitted_by}")
    return with_hidden_shown(" · ".join(parts))


def if_other(text: str, standing: str) -> str | None:
    """Return what a field holds, or None if that is what stands."""
    return None if text == standing else text
