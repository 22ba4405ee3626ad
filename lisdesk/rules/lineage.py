"""How a coding frame was at an earlier moment, and where today's tags counted then.

Walking back from today over the frame's changes, newest first:

- A change of names, status or place is put back to what was before it.
- A priority that was merged or deleted is there again, and the tags that went over with it are on
  it again. So are tags that a split moved. Two tags that became one are two again.
- A priority that was added goes. The tags that are left on it were made since: they count to the
  priority from which it was split, otherwise to the one that it was added below, otherwise nowhere.

What an officer changed on a single tag is a correction and not a change of the frame: it holds for
every moment. A change that was taken back was never made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lisdesk.rules.vocabulary import FrameEventKind, Stance

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class FrameStep:
    """A change of the frame: what it was, and the values before it of what it changed."""

    id: int
    kind: FrameEventKind
    priority_id: int
    other_id: int | None
    before: tuple[Mapping[str, str], ...]


class CarriedTag(NamedTuple):
    """A tag that a change of the frame hung on another priority."""

    tag_id: int
    from_id: int
    joined_to_id: int | None
    """The tag that it became one with; None if it stands."""


class TagPlace(NamedTuple):
    """On which submission and which priority a tag is."""

    submission_id: int
    priority_id: int
    seed_tag_id: int | None = None
    """The tag that it is inherited from."""
    stance: Stance | None = None


class EarlierFrame:
    """A frame that is walked back from today; ValueError or KeyError where rows are damaged."""

    def __init__(self, today: Mapping[int, Mapping[str, str]]) -> None:
        """`today` are the priorities by number, each with its `code`, `name`, `parent` and so on
        as text.
        """
        self.rows: dict[int, Values] = {number: dict(row) for number, row in today.items()}
        self._homes: dict[int, int | None] = {number: number for number in today}
        self._carried: dict[int, int | None] = {}
        self._joined: dict[int, int] = {}

    def step_back(self, step: FrameStep, carried: Iterable[CarriedTag] = ()) -> None:
        """Undo the change that comes next, newest first."""
        for tag in carried:
            self._carried[tag.tag_id] = tag.from_id
            if tag.joined_to_id is not None:
                self._joined[tag.tag_id] = tag.joined_to_id
        for values in step.before:
            number = int(values["id"])
            if number in self.rows or "code" in values and "parent" in values:
                self.rows[number] = {**self.rows.get(number, {}), **values}
        if step.kind is FrameEventKind.ADDED:
            self._take_out(step)

    def parent_id(self, number: int) -> int | None:
        """Return the priority above one; None at the top."""
        text = self.rows[number]["parent"]
        return int(text) if text else None

    def in_order(self) -> Iterator[tuple[int, int]]:
        """Yield each priority with its depth, directly before its children."""
        children: dict[int | None, list[int]] = {}
        for number in sorted(self.rows, key=lambda each: (int(self.rows[each]["position"]), each)):
            children.setdefault(self.parent_id(number), []).append(number)
        waiting = [(number, 0) for number in reversed(children.get(None, []))]
        while waiting:
            number, depth = waiting.pop()
            yield number, depth
            waiting += [(child, depth + 1) for child in reversed(children.get(number, []))]

    def places(self, tags: Mapping[int, TagPlace]) -> Iterator[tuple[int, int, int | None]]:
        """Yield tag, submission and priority of today's tags as they count in this frame, and of
        those that have since become one with one of them.

        An inherited tag that no change moved counts where the tag does from which it comes.
        """
        for tag_id, tag in tags.items():
            yield tag_id, tag.submission_id, self._place(tag_id, tag)
        for tag_id in self._joined:
            standing = self.standing(tag_id, tags)
            if standing is not None:
                yield tag_id, tags[standing].submission_id, self._carried[tag_id]

    def standing(self, tag_id: int, tags: Mapping[int, TagPlace]) -> int | None:
        """Return the tag of today that one of this frame is, or has become one with; None if that
        was taken off.
        """
        while tag_id not in tags and tag_id in self._joined:
            tag_id = self._joined[tag_id]
        return tag_id if tag_id in tags else None

    def _place(self, tag_id: int, tag: TagPlace) -> int | None:
        if tag_id in self._carried:
            return self._carried[tag_id]
        if tag.seed_tag_id in self._carried:
            return self._carried[tag.seed_tag_id]
        return self._homes.get(tag.priority_id)

    def _take_out(self, step: FrameStep) -> None:
        gone = self.rows.pop(step.priority_id, None)
        if gone is None:
            return
        above = int(gone["parent"]) if gone["parent"] else None
        home = step.other_id if step.other_id is not None else above
        for places in (self._homes, self._carried):
            for each, place in places.items():
                if place == step.priority_id:
                    places[each] = home
