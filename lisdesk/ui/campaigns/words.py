"""What the screen Campaigns says, as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import CampaignPolicy
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.campaign_page import CampaignList, Confirmation, GroupState
    from lisdesk.queries.campaigns import Difference, GroupRow
    from lisdesk.ui.campaigns.at_hand import GroupAtHand

PROPOSED = "Proposed"
LEGEND = "Added words are underlined, words left out are struck through."


def percent(likeness: float) -> str:
    """Return a likeness in whole hundredths; 100% is for the same words only."""
    return f"{min(int(likeness * 100), 99) if likeness < 1 else 100}%"


def state_words(row: GroupRow) -> str:
    """Return how a group stands: its reference once it is confirmed."""
    return row.campaign or PROPOSED


def name_words(row: GroupRow, found: CampaignList) -> str:
    """Return the name of a campaign, or whose the seed of a group is and how it begins."""
    if row.campaign:
        return with_hidden_shown(row.name)
    begins = f"“{with_hidden_shown(row.beginning)}”" if row.beginning else "without words"
    whose = with_hidden_shown(found.respondents.get(row.seed_id, ""))
    return f"{whose or row.seed}: {begins}"


def proposed_name(row: GroupRow) -> str:
    """Return the name that is proposed for a group.

    A publication may print it: it tells no respondent, no words, no day and no number.
    """
    return f"Submissions like {row.seed}"


def alike_words(row: GroupRow) -> str:
    """Return how alike the members are to the seed: “31–96%”, “100%”."""
    least, most = percent(row.least_likeness), percent(row.most_likeness)
    return most if least == most else f"{least[:-1]}–{most}"


def counts_words(row: GroupRow, found: CampaignList) -> str:
    """Return how many of a group are in the numbers."""
    if row.campaign_id is None:
        return "Each"
    confirmation = found.confirmations.get(row.campaign_id)
    in_numbers = confirmation.counted if confirmation is not None else 0
    if found.policy is CampaignPolicy.EACH and in_numbers == row.submissions:
        return "Each"
    if found.policy is CampaignPolicy.APART and not in_numbers:
        return "Apart"
    return f"{in_numbers:,} of {row.submissions:,}"


def signed_words(copies: int, signed: int) -> str:
    """Return how many copies are signed otherwise than the seed, behind their number."""
    if not signed:
        return ""
    many = "" if copies == 1 else "all " if signed == copies else f"{signed:,} of them "
    return f" ({many}with {'another signature' if signed == 1 else 'other signatures'})"


def about_words(
    group: GroupAtHand, whose: str, confirmation: Confirmation | None, zone: str
) -> str:
    """Return what a group is: since when and by whom a campaign, or that nobody confirmed it."""
    size = counted(1 + len(group.kept), "submission")
    copies = counted(group.copies, "copy", "copies")
    copies += signed_words(group.copies, group.signed)
    parts = f"{copies}, {counted(group.variants, 'variant')}"
    left = ""
    if group.left_out and group.campaign_id is None:
        left = f", {len(group.left_out):,} left out"
    elif group.left_out:
        left = f"; {len(group.left_out):,} more are like it and not in it"
    is_as_found = group.seed_id == group.row.seed_id
    named = f" of {with_hidden_shown(' '.join(whose.split()))}" if whose and is_as_found else ""
    told = f"{size}: the seed {group.seed}{named}, {parts}{left}."
    if confirmation is None:
        return f"{told} Each counts on its own until you confirm it."
    when = local_words(confirmation.confirmed_at, zone)
    return f"{told} Confirmed by {with_hidden_shown(confirmation.officer)}, {when}."


def state_lines(group: GroupAtHand, state: GroupState) -> tuple[str, str]:
    """Return what the seed is tagged to, and what of the group is still to be read."""
    tagged = " · ".join(f"{code} {with_hidden_shown(name)}" for code, name in state.tags)
    if tagged:
        tags = f"Tagged, and its copies with it: {tagged}" if group.campaign_id else tagged
    elif group.campaign_id is not None:
        tags = "No tag yet: press 1–9 or / to tag the seed and all copies at once."
    else:
        tags = "Once it is confirmed, a tag on the seed is a tag on all copies."
    copies, variants = len(state.unread_copies), len(state.unread_variants)
    left = [f"{copies:,} that {'says' if copies == 1 else 'say'} the same"] if copies else []
    left += [f"{counted(variants, 'variant')} with words of their own"] if variants else []
    return tags, f"To be read: {', '.join(left)}." if left else "All of it is read."


def difference_words(reference: str, seed: str, found: Difference, *, is_copy: bool) -> str:
    """Return how a submission differs from the seed, in one line.

    `is_copy` says what a campaign has it as; a variant that says the same was confirmed before
    its signer was known, or by an older lisdesk.
    """
    if all(piece.is_same for piece in found.pieces):
        return f"{reference} says the words of {seed}."
    gone = sum(len(piece.seed.split()) for piece in found.pieces if not piece.is_same)
    cut = " It is too long to be compared to its end." if found.is_cut else ""
    own = counted(found.added_words, "word")
    if found.is_in_signature:
        stands = "" if is_copy else " It becomes a copy with the next edit of its campaign."
        told = f"{reference} differs from {seed} only in its signature, so it is a copy."
        if not is_copy:
            told = f"{reference} differs from {seed} only in its signature."
        return f"{told}{stands} {LEGEND}"
    return f"{reference} beside {seed}: {own} of its own, {gone:,} left out.{cut} {LEGEND}"
