"""Codes that come in: found among the priorities of a call, or made new ones of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from lisdesk.edits.frame_memory import details_of, remembered_codes
from lisdesk.edits.incoming_projects import CodesTaken
from lisdesk.edits.priorities import put_detail
from lisdesk.rules.coded_descriptions import Described, described_by
from lisdesk.rules.coded_guids import Guids
from lisdesk.rules.coded_project import Code, Lost
from lisdesk.rules.free_names import FreeNames, numbered
from lisdesk.rules.names import initials, name_key
from lisdesk.rules.vocabulary import PriorityColour, WhatIsKnown
from lisdesk.store.entities import (
    Call,
    Priority,
    PriorityDetail,
    PriorityLabel,
)
from lisdesk.store.frameworks import labels_by_words, labels_of
from lisdesk.store.work import Work

_OWN_CODE = re.compile(r" \(\S+\)\Z")
_MOST_CODE_LETTERS = 24
_EXAMPLES, _COLOUR = "examples", "colour"


class FrameIntake:
    """The codes of one project among the priorities of a call; new ones wait for `save`."""

    def __init__(self, work: Work, call: Call, guids: Guids, known: WhatIsKnown) -> None:
        self._work = work
        self._call = call
        self._known = known
        chosen = select(Priority).where(Priority.call_id == call.id)
        standing = list(work.session.scalars(chosen.order_by(Priority.position, Priority.id)))
        self._standing = {each.id: each for each in standing}
        self._own = {guids.priority(each.id): each.id for each in standing}
        self._remembered = dict(remembered_codes(work, call.id))
        self._taken_codes = {each.code.casefold() for each in standing}
        self._names: dict[tuple[int | None, str], int] = {}
        for each in standing:
            self._names.setdefault((each.parent_id, _key(each.name)), each.id)
        self._used: set[int] = set()
        self._free = FreeNames()
        self._new: list[dict[str, Any]] = []
        self._foundations: list[tuple[int, tuple[str, ...]]] = []
        self._details = details_of(work, call.id)
        self._new_details: list[tuple[int, str, PriorityColour | None]] = []
        self._changes: list[tuple[Priority, dict[str, Any]]] = []
        self.by_guid: dict[str, int] = {}
        """The priority of each code."""
        self.taken = CodesTaken()
        self.lost: list[Lost] = []

    def take(self, codes: Sequence[Code]) -> None:
        """Find each code, or make a priority of it; parents come before what hangs below them."""
        ids = iter(self._work.reserve_ids(Priority, len(codes)))
        position = self._work.next_position(Priority, self._call.id)
        for place, code in enumerate(codes):
            described = described_by(code.description)
            parent_id = self.by_guid.get(code.parent_guid)
            found = self._found(code, described, parent_id)
            if found is None:
                found = next(ids)
                self._add(code, described, parent_id, found, position + place)
            else:
                self._compare(self._standing[found], code, described)
            self._used.add(found)
            self.by_guid[code.guid] = found

    @property
    def has_news(self) -> bool:
        """Whether there is anything to save."""
        return bool(self._new or self._changes)

    def save(self) -> None:
        """Write what is new, and what has changed."""
        self._work.insert_rows(Priority, self._new)
        self._hang_on_labels()
        ids = self._work.reserve_ids(PriorityDetail, len(self._new_details))
        rows = [
            {"id": own, "priority_id": priority_id, "examples": words, "colour": colour}
            for own, (priority_id, words, colour) in zip(ids, self._new_details, strict=True)
        ]
        self._work.insert_rows(PriorityDetail, rows)
        for priority, values in self._changes:
            put_detail(self._work, priority, values.pop(_EXAMPLES, None), values.pop(_COLOUR, None))
            for name, value in values.items():
                setattr(priority, name, value)
        self._work.session.flush()

    def _found(self, code: Code, described: Described, parent_id: int | None) -> int | None:
        """Return the priority that a code is: by its GUID, else by its name below its parent."""
        if self._known is WhatIsKnown.COPY:
            return None
        own = self._own.get(code.guid)
        if own is not None and own not in self._used and self._is_same(own, code, described):
            return own
        remembered = self._remembered.get(code.guid)
        if remembered in self._standing and remembered not in self._used:
            return remembered
        named = self._names.get((parent_id, _key(_plain_name(code, described))))
        return None if named is None or named in self._used else named

    def _is_same(self, priority_id: int, code: Code, described: Described) -> bool:
        """Whether a code with our own GUID is that priority: another copy of the file may have
        given its number to another one.
        """
        standing = self._standing[priority_id]
        is_named_so = _key(standing.name) == _key(_plain_name(code, described))
        return is_named_so or standing.code.casefold() == described.code.casefold()

    def _add(
        self, code: Code, described: Described, parent_id: int | None, new_id: int, position: int
    ) -> None:
        name = self._free_name(_plain_name(code, described), parent_id)
        row = {
            "id": new_id,
            "call_id": self._call.id,
            "parent_id": parent_id,
            "code": self._free_code(described.code, name),
            "name": name,
            "definition": _with_memos(described.definition, code.memos),
            "include": described.include,
            "exclude": described.exclude,
            "keywords": list(described.keywords),
            "status": described.status,
            "position": position,
        }
        self._new.append(row)
        self._foundations.append((new_id, described.foundations))
        if described.examples or code.colour:
            self._new_details.append((new_id, described.examples, code.colour))
        self._names[(parent_id, _key(name))] = new_id
        self.taken.new += 1

    def _compare(self, priority: Priority, code: Code, described: Described) -> None:
        """Count a known code; one that says something else is changed if that is wanted."""
        values: dict[str, Any] = {"name": _plain_name(code, described)}
        definition = _with_memos(described.definition, code.memos)
        if definition or described.code:
            values["definition"] = definition
        if described.code:
            values |= {
                "include": described.include,
                "exclude": described.exclude,
                "keywords": list(described.keywords),
                "status": described.status,
            }
        differing = {
            name: value for name, value in values.items() if getattr(priority, name) != value
        }
        examples, colour = self._details.get(priority.id, ("", None))
        if described.examples and described.examples != examples:
            differing[_EXAMPLES] = described.examples
        if code.colour and code.colour is not colour:
            differing[_COLOUR] = code.colour
        if differing and self._known is WhatIsKnown.UPDATE:
            self._changes.append((priority, differing))
            self.taken.changed += 1
        else:
            self.taken.already_here += 1

    def _free_name(self, name: str, parent_id: int | None) -> str:
        return self._free.free(
            (parent_id, name),
            lambda tried: (parent_id, _key(tried)) in self._names,
            lambda number: numbered(name, number),
        )

    def _free_code(self, wanted: str, name: str) -> str:
        """Return a code that no priority of the call has: the wanted one, else of the name."""
        stem = wanted[:_MOST_CODE_LETTERS] or initials(name)
        dash = "-" if wanted else ""
        free = self._free.free(
            stem + dash,
            lambda tried: tried.casefold() in self._taken_codes,
            lambda number: stem if number == 1 else f"{stem}{dash}{number}",
        )
        self._taken_codes.add(free.casefold())
        return free

    def _hang_on_labels(self) -> None:
        labels = labels_by_words(labels_of(self._work.session, self._call.framework_id))
        links = [
            (priority_id, labels[name_key(name)].id)
            for priority_id, names in self._foundations
            for name in dict.fromkeys(names)
            if name_key(name) in labels
        ]
        pairs = list(dict.fromkeys(links))
        unknown = {
            name for _, names in self._foundations for name in names if name_key(name) not in labels
        }
        self.lost += [
            Lost(f"the foundation “{name}”", "The framework of this call does not have it.")
            for name in sorted(unknown)
        ]
        ids = self._work.reserve_ids(PriorityLabel, len(pairs))
        self._work.insert_rows(
            PriorityLabel,
            [
                {"id": link_id, "priority_id": priority_id, "label_id": label_id}
                for link_id, (priority_id, label_id) in zip(ids, pairs, strict=True)
            ],
        )


def _key(name: str) -> str:
    """Return what two spellings of a name have in common; signs alone are their own key."""
    return name_key(name) or name.casefold()


def _plain_name(code: Code, described: Described) -> str:
    """Return a code's name without its own code behind it, which tells two of one name apart."""
    ending = f" ({described.code})"
    is_ours = described.code and _OWN_CODE.search(code.name) and code.name.endswith(ending)
    return code.name.removesuffix(ending) if is_ours else code.name


def _with_memos(definition: str, memos: Sequence[str]) -> str:
    return "\n\n".join(part for part in (definition, *(f"Memo: {memo}" for memo in memos)) if part)
