"""Take an edit back, and so also take back the taking back."""

from __future__ import annotations

from lisdesk.edits.standing import judge_call_again, stand_by_decisions
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.store.entities import Call
from lisdesk.store.identities import merges_at_odds
from lisdesk.store.taking_back import take_back_changes
from lisdesk.store.work import Work


@verb
def take_back(work: Work, *, entry_id: int) -> str:
    """Undo the edit of an audit entry; return the reference it was about.

    The taking back is an edit of its own, so that it can be taken back in turn, which is redo.
    Raises RefusedError if a later edit stands in the way.
    """
    edit = take_back_changes(work, entry_id)
    _refuse_at_odds_with_merges(work, entry_id)
    work.about(edit.call_id, edit.subject)
    work.takes_back(entry_id)
    # later decisions and texts count, whatever stood before
    stand_by_decisions(work, edit.submission_ids)
    call = work.session.get(Call, edit.call_id) if edit.call_id else None
    if call is not None:  # what was received since must be judged by the deadline that stands now
        judge_call_again(work, call)
    return edit.subject


def _refuse_at_odds_with_merges(work: Work, entry_id: int) -> None:
    """Stop what would give something to a stakeholder that was merged into another since."""
    work.session.flush()
    if any(merges_at_odds(work.session)):
        raise RefusedError(
            f"Edit {entry_id} cannot be taken back: it is about a stakeholder that has since been "
            "merged into another.",
            do="Separate the two first, with “lisdesk stakeholder separate”.",
            do_in_window="Separate the two first, on the screen Stakeholders.",
        )
