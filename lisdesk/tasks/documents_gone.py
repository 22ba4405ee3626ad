"""Documents that were proposed and are gone by now, or have changed since they were read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from lisdesk.errors import RefusedError, UserError
from lisdesk.tasks.document_filing import DocumentChoice, unchanged_bytes
from lisdesk.tasks.document_proposals import DocumentProgress, DocumentProposals

_NAMED = 4
_LEFT_OUT = "They are left out now; Enter files the others."


class DocumentsGoneError(RefusedError):
    """Some documents are no longer as they were read; `reasons` says why, by their places."""

    reasons: Mapping[int, str]


def gone_documents(
    proposals: DocumentProposals,
    choices: Mapping[int, DocumentChoice],
    progress: DocumentProgress | None = None,
) -> dict[int, str]:
    """Return why documents that were to be filed cannot be, by their places among the proposals."""
    wanted = _wanted(proposals, choices)
    reasons: dict[int, str] = {}
    for done, place in enumerate(wanted):
        if progress is not None:
            progress(done, len(wanted))
        item = proposals.items[place]
        try:
            unchanged_bytes(item)
        except UserError as error:
            is_there = item.path.exists()
            reasons[place] = error.happened if is_there else "It is no longer where it was."
    return reasons


def documents_gone(
    proposals: DocumentProposals, choices: Mapping[int, DocumentChoice], reasons: Mapping[int, str]
) -> DocumentsGoneError:
    """Return the refusal to file a batch in which some documents are gone."""
    names = ", ".join(f"“{proposals.items[place].name}”" for place in sorted(reasons)[:_NAMED])
    more = f" and {len(reasons) - _NAMED:,} more" if len(reasons) > _NAMED else ""
    others = set(_wanted(proposals, choices)) - set(reasons) | set(twins_of(proposals, reasons))
    error = DocumentsGoneError(
        f"{names}{more} cannot be filed: gone, or changed since they were read.",
        kept="Nothing was filed.",
        do="File the others, and choose these again.",
        do_in_window=_LEFT_OUT if others else "Choose them again.",
    )
    error.reasons = reasons
    return error


def twins_of(proposals: DocumentProposals, gone: Iterable[int]) -> dict[int, int]:
    """Return which document is the very same as one that is gone, and can be filed in its place."""
    items, absent = proposals.items, set(gone)
    twins: dict[int, int] = {}
    for place in sorted(absent):
        same = (
            other
            for other, item in enumerate(items)
            if other not in absent and item.same_as and item.sha256 == items[place].sha256
        )
        twin = next(same, None)
        if twin is not None:
            twins[place] = twin
    return twins


def with_twins_first(proposals: DocumentProposals, twins: Mapping[int, int]) -> DocumentProposals:
    """Return proposals in which twins are filed, and those that are gone are the same as they."""
    items = list(proposals.items)
    for place, twin in twins.items():
        items[place] = replace(items[place], same_as=items[twin].name)
        items[twin] = replace(items[twin], same_as="")
    return replace(proposals, items=tuple(items))


def _wanted(proposals: DocumentProposals, choices: Mapping[int, DocumentChoice]) -> list[int]:
    return [
        place
        for place, item in enumerate(proposals.items)
        if item.will_be_filed and place in choices and not choices[place].is_left_out
    ]
