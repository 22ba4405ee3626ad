"""The priorities of a call that rest on one group."""

from __future__ import annotations

from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.one_group import Group, OneGroup, Voice, one_group


def one_groups(evidence: Evidence) -> dict[int, OneGroup]:
    """Return, by priority, the group that it rests on with the priorities below it; those that rest
    on none are left out.
    """
    campaigns = {
        number: Group(each.campaign_id, each.name)
        for each in evidence.campaigns
        for number in each.member_ids
    }
    voices = {
        each.submission_id: Voice(
            -each.submission_id if each.respondent_id is None else each.respondent_id,
            tuple(
                Group(own.type_id, own.label) for own in evidence.types.with_parent(each.type_id)
            ),
            campaigns.get(each.submission_id),
        )
        for each in evidence.submissions
        if each.disposition.is_counted
    }
    lineages = {each.priority_id: each.lineage for each in evidence.frame}
    speaking: dict[int, set[int]] = {priority_id: set() for priority_id in lineages}
    for tag in evidence.tags:
        if tag.submission_id in voices:
            for priority_id in lineages.get(tag.priority_id, ()):
                speaking[priority_id].add(tag.submission_id)
    found = {
        priority_id: one_group(voices[each] for each in submissions)
        for priority_id, submissions in speaking.items()
    }
    return {priority_id: group for priority_id, group in found.items() if group is not None}
