"""Make a function an edit: audited, counted as one step, with an inverse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from lisdesk.edits.bookmark_rows import deleted_excerpts, forget_bookmarks
from lisdesk.edits.call_stages import refuse_by_stage
from lisdesk.edits.carrying import forget_gone_tags
from lisdesk.edits.framework_checks import refuse_wrong_frameworks
from lisdesk.edits.inheriting import follow_campaigns
from lisdesk.edits.lent_memos import forget_gone_memos
from lisdesk.edits.published_redactions import refuse_published
from lisdesk.outcome import Outcome
from lisdesk.store.changes import RowChange
from lisdesk.store.work import Work

T = TypeVar("T")
P = ParamSpec("P")

VERBS: dict[str, Callable[..., Outcome[Any]]] = {}
"""Every edit by its name, as the audit records it."""


def verb(
    function: Callable[Concatenate[Work, P], T], version: int = 1
) -> Callable[Concatenate[Work, P], Outcome[T]]:
    """Wrap a function as an edit under the function's own name.

    `version` counts the meanings that the name has had in the audit.
    """

    @wraps(function)
    def edit(work: Work, *args: P.args, **kwargs: P.kwargs) -> Outcome[T]:
        return work.run(
            function.__name__,
            version,
            lambda: function(work, *args, **kwargs),
            partial(_follow, work),
        )

    VERBS[function.__name__] = edit
    return cast("Callable[Concatenate[Work, P], Outcome[T]]", edit)


def _follow(work: Work, changes: Sequence[RowChange]) -> None:
    """Change what follows from an edit, within it."""
    forget_bookmarks(work, deleted_excerpts(changes))
    forget_gone_tags(work, changes)
    forget_gone_memos(work, changes)
    refuse_by_stage(work, changes)
    refuse_wrong_frameworks(work, changes)
    refuse_published(work, changes)
    follow_campaigns(work, changes)
