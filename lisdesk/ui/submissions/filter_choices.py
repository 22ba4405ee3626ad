"""What the menus of the chips offer, with how many submissions each choice would leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lisdesk.rules.vocabulary import Channel, Disposition, Permission, Stance, Timing, Token
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.chips import Choice

if TYPE_CHECKING:
    from lisdesk.queries.register_counts import RegisterCounts
    from lisdesk.queries.register_lists import RegisterLists

_LONGEST = 72
_TOKENS: Mapping[str, type[Token]] = {
    "dispositions": Disposition,
    "timings": Timing,
    "channels": Channel,
    "permissions": Permission,
}


def field_choices(counts: RegisterCounts, lists: RegisterLists) -> dict[str, list[Choice]]:
    """Return the choices by the field of a filter, but for the priorities.

    Those of areas, questions, stances and officers come without counts.
    """
    choices: dict[str, list[Choice]] = {}
    for name, kinds in _TOKENS.items():
        numbers: Mapping[Any, int] = getattr(counts, name)
        choices[name] = [Choice(token, token.label, numbers.get(token, 0)) for token in kinds]
    choices["type_ids"] = _type_choices(counts, lists)
    choices["area_ids"] = [
        *(
            Choice(row.id, with_hidden_shown(row.name), None)
            for row in lists.areas
            if row.submissions
        ),
        Choice(None, "Not known", None),
    ]
    choices["relevant_body_ids"] = [
        *(Choice(body_id, with_hidden_shown(name), None) for body_id, name in lists.bodies),
        Choice(None, "None of them, or not stated", None),
    ]
    choices["question_ids"] = [
        Choice(row.id, _short(f"{row.number}. {row.text}"), None) for row in lists.questions
    ]
    choices["stances"] = [Choice(each, each.label, None) for each in Stance]
    choices["stances"].append(Choice(None, "Not said", None))
    choices["officers"] = [Choice(each, _short(each) or "No name", None) for each in lists.officers]
    return choices


def priority_choices(priorities: Mapping[int, int], lists: RegisterLists) -> list[Choice]:
    """Return the priorities of the call in their order."""
    return [
        Choice(row.id, f"{row.code} {row.name}", priorities.get(row.id, 0), row.depth)
        for row in lists.priorities
    ]


def _type_choices(counts: RegisterCounts, lists: RegisterLists) -> list[Choice]:
    """Return the types, a parent with the submissions of those below it."""
    choices: list[Choice] = []
    parent = 0
    for row in lists.types:
        own = counts.types.get(row.id, 0)
        choices.append(Choice(row.id, row.label, own, row.depth))
        if row.depth == 0:
            parent = len(choices) - 1
        else:
            above = choices[parent]
            choices[parent] = replace(above, count=(above.count or 0) + own)
    choices.append(Choice(None, "Not known", counts.types.get(None, 0)))
    return choices


def _short(words: str) -> str:
    shown = with_hidden_shown(" ".join(words.split()))
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
