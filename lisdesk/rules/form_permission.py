"""What a response form that came back permits: only what it says without any doubt.

A permission holds if its box is ticked by a known sign, beside the very words that were printed, in
a form that stands once in its document. All else permits nothing, and is told.
"""

from __future__ import annotations

from lisdesk.rules.found_form import FoundForm
from lisdesk.rules.response_form import PERMISSION_WORDS, PERMISSIONS
from lisdesk.rules.vocabulary import Permission

_GROUP = "permission"


def permission_of(form: FoundForm, notes: list[str], *, is_same_call: bool) -> Permission | None:
    """Return the one permission that is ticked, the strictest of several; None without any."""
    ticked = form.ticked(_GROUP)
    if not _may_be_taken(form, notes):
        return None
    if ticked and not is_same_call:
        notes.append("Its permission was given for the other call and is not carried over.")
        return None
    if len(ticked) > 1:
        notes.append("Several permissions are ticked: the strictest one is taken.")
    return PERMISSIONS[ticked[-1]] if ticked else None


def _may_be_taken(form: FoundForm, notes: list[str]) -> bool:
    """Whether the boxes of the permission are beyond doubt; what is doubtful is told."""
    boxes = [each for each in form.fields if each.part.startswith(f"{_GROUP}_")]
    if form.stands_twice or any(each.doubt for each in boxes):
        return False
    printed = {f"{_GROUP}_{nth}": words for nth, words in enumerate(PERMISSION_WORDS, start=1)}
    if any(each.label != printed[each.part] for each in boxes):
        notes.append("A permission has other words than were printed: none is taken.")
        return False
    if any(words in " ".join(form.outside.split()) for words in PERMISSION_WORDS):
        notes.append("Words about permission stand outside their field: none is taken.")
        return False
    return True
