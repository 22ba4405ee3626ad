"""The words in which a moved deadline is announced."""

from __future__ import annotations

from lisdesk.rules.deadlines import Deadline


def extension_notice(title: str, before: Deadline, after: Deadline) -> str:
    """Return a notice for a call whose deadline moves, with its zone, to be handed out."""
    verb = "extended" if after.moment > before.moment else "changed"
    return (
        f"{title}: the deadline has been {verb} from {before.words()} to {after.words()} "
        f"({after.zone}). Responses that were sent in already stand."
    )
