"""What an edit of frameworks must leave behind it, and so must taking one back: no word means two
of them, and what an archived call hangs on stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from lisdesk.errors import RefusedError
from lisdesk.rules.life_cycle import Stage
from lisdesk.rules.names import name_key
from lisdesk.store.changes import Operation, RowChange
from lisdesk.store.entities import Call, Framework, FrameworkLabel
from lisdesk.store.frameworks import labels_of
from lisdesk.store.stages import stored_stages
from lisdesk.store.work import Work

_FRAMEWORKS, _HEADINGS = Framework.__tablename__, FrameworkLabel.__tablename__


def refuse_wrong_frameworks(work: Work, changes: Sequence[RowChange]) -> None:
    """Raise RefusedError if an edit has left two frameworks, or two headings of one, that a word
    could mean, or has changed the framework of an archived call.
    """
    if {change.table.name for change in changes}.isdisjoint({_FRAMEWORKS, _HEADINGS}):
        return
    everything = list(work.session.scalars(select(Framework).order_by(Framework.id)))
    _refuse_same_frameworks(everything)
    touched = _touched(work, changes)
    for each in everything:
        if each.id in touched:
            _refuse_same_headings(labels_of(work.session, each.id))
    _refuse_archived(work, touched)


def _refuse_same_frameworks(everything: Sequence[Framework]) -> None:
    known: dict[str, Framework] = {}
    for each in everything:
        if name_key(each.name) in known:
            raise RefusedError(
                f"There is a framework “{each.name}” already.",
                do="Correct that one, or choose another name.",
            )
        known[name_key(each.name)] = each
    for each in everything:
        named = known.get(name_key(each.key), each)
        if named is not each:
            raise _named_like_a_key(named.name, "a framework", each.name)


def _refuse_same_headings(labels: Sequence[FrameworkLabel]) -> None:
    known: dict[str, tuple[str, FrameworkLabel]] = {}
    for each in labels:
        for word in (each.name, *each.aliases):
            if known.get(name_key(word), (word, each))[1] is not each:
                raise RefusedError(
                    f"Two headings are called “{word}”.", do="Give each a name of its own."
                )
            known[name_key(word)] = word, each
    for each in labels:
        word, named = known.get(name_key(each.key), ("", each))
        if named is not each:
            raise _named_like_a_key(word, "a heading", each.name)


def _named_like_a_key(word: str, what: str, other: str) -> RefusedError:
    return RefusedError(
        f"“{word}” cannot be the name of {what}: templates and lists mean “{other}” by it, which "
        "keeps the key that it was given first.",
        do="Choose another name, such as one with a year or a word more.",
    )


def _touched(work: Work, changes: Iterable[RowChange]) -> set[int]:
    """Return the frameworks that an edit has changed, or headings of which."""
    found: set[int] = set()
    for change in changes:
        if change.table.name == _FRAMEWORKS:
            found |= {each for each in change.row_ids if isinstance(each, int)}
        elif change.table.name == _HEADINGS:
            gone = change.rows or ([change.before] if change.before else [])
            found |= {row["framework_id"] for row in gone if "framework_id" in row}
            if change.operation is not Operation.DELETE:
                own = FrameworkLabel.id.in_(change.row_ids)
                found |= set(work.session.scalars(select(FrameworkLabel.framework_id).where(own)))
    return found


def _refuse_archived(work: Work, touched: set[int]) -> None:
    stages = stored_stages(work.session)
    chosen = select(Call).where(Call.framework_id.in_(touched)).order_by(Call.id)
    for call in work.session.scalars(chosen):
        if stages.get(call.id) is Stage.ARCHIVED:
            raise RefusedError(
                f"{call.reference} is archived, so the framework that it hangs on stands.",
                do="Add another framework for later calls, or bring it back with “lisdesk call "
                f"step {call.reference} --to published --reason …”.",
                do_in_window="Add another framework for later calls, or bring the call back from "
                "the archive first, on Calls.",
            )
