"""Write down what an edit does to a coding frame, so that earlier frames can be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from lisdesk.edits.tag_takeover import Takeover
from lisdesk.rules.vocabulary import FrameEventKind
from lisdesk.store.entities import Call, CarriedOver, FrameEvent, Priority, PriorityDetail
from lisdesk.store.work import Work

_Row = dict[str, str]
_NAMES = ("code", "name")
_WORDING = ("definition", "include", "exclude", "examples", "keywords")
_PLACE = ("parent", "position")


@dataclass(slots=True)
class FrameLog:
    """What an edit says of its own about what it does; the rest is seen from the frame."""

    reason: str = ""
    moved: list[int] = field(default_factory=list)
    """Priorities that were moved, of which the others' places may be all that shows it."""
    sources: dict[int, int] = field(default_factory=dict)
    """For priorities that were made by a split, from which one."""
    carried: list[tuple[FrameEventKind, int, Takeover]] = field(default_factory=list)
    """Tags that went from a priority to another one: by a split, a merger or a deletion."""

    def carry(self, kind: FrameEventKind, from_id: int, takeover: Takeover) -> None:
        """Say that tags went over."""
        self.carried.append((kind, from_id, takeover))


@contextmanager
def frame_changed(work: Work, call: Call, reason: str = "") -> Iterator[FrameLog]:
    """Write down, at the end of the block, each change of the call's frame that it made."""
    work.session.flush()
    before = _rows(work, call)
    log = FrameLog(" ".join(reason.split()))
    yield log
    work.session.flush()
    _Events(work, call, log, before, _rows(work, call)).write()


class _Events:
    """The events of one edit; taken back from the last to the first they lead to what was."""

    def __init__(
        self,
        work: Work,
        call: Call,
        log: FrameLog,
        before: Mapping[int, _Row],
        after: Mapping[int, _Row],
    ) -> None:
        self._work, self._call, self._log = work, call, log
        self._before, self._after = before, after
        self._events: list[dict[str, Any]] = []
        self._tags: list[tuple[int, dict[str, Any]]] = []
        """Each with the place of its event."""

    def write(self) -> None:
        """Write them: what was added first, what went last."""
        for priority_id in sorted(self._after.keys() - self._before.keys()):
            source_id = self._log.sources.get(priority_id)
            self._add(FrameEventKind.ADDED, priority_id, source_id, [])
        standing = sorted(self._after.keys() & self._before.keys())
        for priority_id in standing:
            self._of_words(priority_id)
        self._moves(standing)
        for kind, from_id, takeover in self._log.carried:
            if from_id in self._after:
                self._carried(kind, from_id, takeover, [])
        ends = {from_id: (kind, over) for kind, from_id, over in self._log.carried}
        for priority_id in sorted(self._before.keys() - self._after.keys()):
            whole = [{"id": f"{priority_id}", **self._before[priority_id]}]
            if priority_id in ends:
                self._carried(ends[priority_id][0], priority_id, ends[priority_id][1], whole)
            else:
                self._add(FrameEventKind.DELETED, priority_id, None, whole)
        self._save()

    def _of_words(self, priority_id: int) -> None:
        for kind, names in (
            (FrameEventKind.RENAMED, _NAMES),
            (FrameEventKind.REDEFINED, _WORDING),
            (FrameEventKind.STATUS, ("status",)),
        ):
            changed = self._changed(priority_id, names)
            if changed:
                self._add(kind, priority_id, None, [changed])

    def _moves(self, standing: Sequence[int]) -> None:
        """Write the moves; the new places of priorities beside are told with the first of them."""
        changed = {each: self._changed(each, _PLACE) for each in standing}
        moved = [each for each in standing if "parent" in changed[each] or each in self._log.moved]
        moved = [each for each in moved if changed[each] or any(changed.values())]
        beside = [changed[each] for each in standing if changed[each] and each not in moved]
        for priority_id in moved:
            parent = self._after[priority_id]["parent"]
            rows = ([changed[priority_id]] if changed[priority_id] else []) + beside
            beside = []
            self._add(FrameEventKind.MOVED, priority_id, int(parent) if parent else None, rows)

    def _changed(self, priority_id: int, names: Sequence[str]) -> _Row:
        """Return what of a priority was otherwise before; nothing if nothing was."""
        before, after = self._before[priority_id], self._after[priority_id]
        changed = {name: before[name] for name in names if before[name] != after[name]}
        return {"id": f"{priority_id}", **changed} if changed else {}

    def _carried(
        self, kind: FrameEventKind, from_id: int, takeover: Takeover, before: Sequence[_Row]
    ) -> None:
        place = self._add(kind, from_id, takeover.taker_id, before)
        gone = takeover.moved_ids, takeover.joined_ids
        tags = [(tag_id, None) for tag_id in gone[0]] + list(gone[1].items())
        self._tags += [
            (place, {"tag_id": tag_id, "from_id": from_id, "joined_to_id": joined_to_id})
            for tag_id, joined_to_id in sorted(tags)
        ]

    def _add(
        self, kind: FrameEventKind, priority_id: int, other_id: int | None, before: Sequence[_Row]
    ) -> int:
        """Take an event down; return its place among them."""
        self._events.append(
            {
                "call_id": self._call.id,
                "kind": kind,
                "priority_id": priority_id,
                "other_id": other_id,
                "at": self._work.now,
                "officer": self._work.officer,
                "reason": self._log.reason,
                "before": list(before),
            }
        )
        return len(self._events) - 1

    def _save(self) -> None:
        """Write all that was taken down together: a codebook may bring thousands."""
        ids = self._work.reserve_ids(FrameEvent, len(self._events)) if self._events else []
        events = [{"id": own, **row} for own, row in zip(ids, self._events, strict=True)]
        self._work.insert_rows(FrameEvent, events)
        numbers = self._work.reserve_ids(CarriedOver, len(self._tags)) if self._tags else []
        carried = [
            {"id": own, "event_id": ids[place], **row}
            for own, (place, row) in zip(numbers, self._tags, strict=True)
        ]
        self._work.insert_rows(CarriedOver, carried)


def _rows(work: Work, call: Call) -> dict[int, _Row]:
    """Return the priorities of a call as they stand, as text."""
    chosen = (
        select(Priority, PriorityDetail.examples)
        .outerjoin(PriorityDetail, PriorityDetail.priority_id == Priority.id)
        .where(Priority.call_id == call.id)
    )
    return {
        priority.id: {
            "code": priority.code,
            "name": priority.name,
            "definition": priority.definition,
            "include": priority.include,
            "exclude": priority.exclude,
            "examples": examples or "",
            "keywords": ", ".join(priority.keywords),
            "status": priority.status.key,
            "parent": f"{priority.parent_id or ''}",
            "position": f"{priority.position}",
        }
        for priority, examples in work.session.execute(chosen)
    }
