"""How the counted submissions of a joint call divide among its bodies, so that it adds up."""

from __future__ import annotations

from collections import Counter

from lisdesk.queries.evidence.sheets import Heading, Sheet, listed, number_columns
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.relevance import JointNumbers
from lisdesk.rules.suppression import WITHHELD
from lisdesk.rules.vocabulary import Permission
from lisdesk.table import Cell, CellKind, Column, Row

_WHOLE = "All counted submissions"


def joint_sheets(evidence: Evidence) -> tuple[list[Sheet], int]:
    """Return the sheet of a joint call, and how many numbers are withheld in it; none for a call
    that is not joint.

    A submission stands in one line and counts for each body of it. A publication shows the lines
    only if they tell, beside its areas and its register, of no group that is too small to be told.
    """
    if not evidence.joint.parts:
        return [], 0
    numbers = evidence.joint.numbers(sorted(evidence.counted))
    is_open = not _tells_small(evidence)
    rows: list[Row] = []
    for line in numbers.lines:
        shown: list[Cell] = [
            line.submissions if each is None or each in line.body_ids else 0
            for each in (None, *numbers.parts)
        ]
        rows.append((line.label, *(shown if is_open else [WITHHELD] * len(shown)), ""))
    totals: list[Cell] = list(numbers.totals.values())
    words = numbers.sum_words
    if not is_open:
        totals, words = (
            [WITHHELD] * len(totals),
            "Withheld: beside the areas it would tell small numbers.",
        )
    rows.append((_WHOLE, numbers.whole, *totals, words))
    withheld = 0 if is_open else sum(cell == WITHHELD for row in rows for cell in row)
    return [_sheet(numbers, rows)], withheld


def _sheet(numbers: JointNumbers, rows: list[Row]) -> Sheet:
    return listed(
        Heading(
            "Joint",
            "Bodies of the joint call",
            "Counted submissions by the bodies that they are relevant to: each stands in one line "
            "and counts for every body of it.",
            "Unit: counted submissions. By its area, unless an officer set it.",
        ),
        [
            Column("Relevant to", width=44),
            Column("Submissions", CellKind.WHOLE_NUMBER),
            *number_columns(f"For {name}" for name in numbers.parts.values()),
            Column("How it adds up", CellKind.LONG_TEXT, width=60),
        ],
        rows,
    )


def _tells_small(evidence: Evidence) -> bool:
    """Whether a publication of the lines would tell of a group that is smaller than the threshold.

    The groups are what a reader can tell apart by the sheet of areas, the register and these lines
    together, but for those who are named with their area anyway.
    """
    disclosure = evidence.disclosure
    if not disclosure.is_publication:
        return False
    by_area = Counter(each.area_id for each in evidence.submissions if each.disposition.is_counted)
    groups: Counter[tuple[object, ...]] = Counter()
    for each in evidence.submissions:
        if not each.disposition.is_counted:
            continue
        own = each.submission_id
        _, shown_area = disclosure.combination(own, each.type_id, each.area_id)
        if disclosure.permissions.get(own) is Permission.NAMED and shown_area is not None:
            continue
        is_named = by_area[each.area_id] >= disclosure.threshold
        line = evidence.joint.relevant[own]
        bodies = frozenset(line.body_ids) or line.basis
        groups[shown_area, each.area_id if is_named else None, bodies] += 1
    return any(0 < count < disclosure.threshold for count in groups.values())
