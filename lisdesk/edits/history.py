"""Take an edit back, and so also take back the taking back."""

from __future__ import annotations

from sqlalchemy import exists, select

from lisdesk.edits.judging import judge_call_again
from lisdesk.edits.standing import held_call, stand_by_decisions
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.store.entities import AuditChange, AuditEntry, Call, Deadline
from lisdesk.store.identities import merges_at_odds
from lisdesk.store.taking_back import take_back_changes
from lisdesk.store.work import Work

_MOVE_DATES = frozenset({Call.__tablename__, Deadline.__tablename__})


@verb
def take_back(work: Work, *, entry_id: int) -> str:
    """Undo the edit of an audit entry; return the reference it was about.

    The taking back is an edit of its own, so that it can be taken back in turn, which is redo.
    Raises RefusedError if a later edit stands in the way.
    """
    _hold_moved_calls(work, entry_id)
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


def _hold_moved_calls(work: Work, entry_id: int) -> None:
    """Hold the call if its dates go back: what others log meanwhile is judged by one or the other.

    Where no dates move, such as when a tag is taken back, nobody waits.
    """
    moved = exists().where(
        AuditChange.entry_id == AuditEntry.id, AuditChange.table_name.in_(_MOVE_DATES)
    )
    chosen = select(AuditEntry.call_id).where(AuditEntry.id == entry_id, moved)
    for call_id in work.session.scalars(chosen).all():
        if call_id is not None and work.session.get(Call, call_id) is not None:
            held_call(work, call_id)


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
