"""Make tags: each is at hand from the press of its key, and shown as soon as it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lisdesk.edits.new_priorities import NewPriorityTagged, TextPlace, tag_to_new_priority
from lisdesk.edits.priorities import PriorityDraft
from lisdesk.edits.tags import TagDraft, add_tag, tag_span
from lisdesk.outcome import Outcome
from lisdesk.queries.coding import PriorityRow
from lisdesk.queries.reading import TagMark
from lisdesk.ui.jobs import Edit
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.at_hand import TagAtHand
from lisdesk.ui.reading.marks import new_mark
from lisdesk.ui.reading.positions import TextSpan
from lisdesk.ui.reading.tag_words import short_quote
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.store.work import Work
    from lisdesk.ui.reading.tagging import Tagging


class Making:
    """Tags words, or the whole submission in view, to a priority or to one that is added."""

    def __init__(self, workspace: Workspace, tagging: Tagging) -> None:
        self._workspace, self._tagging = workspace, tagging

    def tag(self, span: TextSpan | None, priority: PriorityRow | str) -> None:
        """Tag a span, or the whole submission, to a priority or to a new one of that name."""
        if isinstance(priority, str):
            self._tag_to_new(span, priority)
        elif span is not None:
            self._tag_span(span, priority)
        else:
            self._tag_whole(priority)

    def _tag_span(self, span: TextSpan, priority: PriorityRow) -> None:
        assert self._tagging.page is not None
        quote = self._quote(span)
        edit = edit_with(
            tag_span,
            text_id=span.text_id,
            start=span.start,
            end=span.end,
            priority_id=priority.id,
            draft=TagDraft(),
        )
        name = with_hidden_shown(priority.name)
        words = f"Tagged {short_quote(quote)} to {priority.code} {name}"
        self._make(edit, words, new_mark(self._workspace.officer, span, quote, priority))

    def _tag_whole(self, priority: PriorityRow) -> None:
        assert self._tagging.page is not None
        head = self._tagging.page.head
        edit = edit_with(add_tag, submission_id=head.id, priority_id=priority.id, draft=TagDraft())
        name = with_hidden_shown(priority.name)
        words = f"Tagged the whole of {head.reference} to {priority.code} {name}"
        self._make(edit, words, new_mark(self._workspace.officer, None, "", priority))

    def _tag_to_new(self, span: TextSpan | None, name: str) -> None:
        """Add a priority and tag to it, in one step."""
        page = self._tagging.page
        assert page is not None
        head, quote = page.head, self._quote(span)
        made: list[NewPriorityTagged] = []
        shown = short_quote(quote) if span else f"the whole of {head.reference}"

        def edit(work: Work) -> Outcome[Any]:
            outcome = tag_to_new_priority(
                work,
                call_id=self._workspace.call_id,
                draft=PriorityDraft("", name),
                place=TextPlace(span.text_id, span.start, span.end) if span else None,
                submission_id=head.id,
            )
            made.append(outcome.result)
            given: Outcome[Any] = outcome
            return replace(given, result=outcome.result.tag)

        def known(tag: TagMark) -> TagMark:
            new = made[-1]
            return replace(
                tag, priority_id=new.priority_id, priority=new.code, priority_name=new.name
            )

        self._make(
            edit,
            lambda _tag: f"Added {made[-1].code} {with_hidden_shown(name)} and tagged {shown}",
            new_mark(self._workspace.officer, span, quote),
            known,
        )

    def _quote(self, span: TextSpan | None) -> str:
        if span is None or self._tagging.page is None:
            return ""
        text = next(text for text in self._tagging.page.texts if text.text_id == span.text_id)
        return text.body[span.start : span.end]

    def _make(
        self,
        edit: Edit,
        words: str | Callable[[Any], str],
        tag: TagMark,
        known: Callable[[TagMark], TagMark] | None = None,
    ) -> None:
        """Make a tag, which is at hand from now on, and show it before the page is read again, by
        what is `known` then.
        """
        hand = TagAtHand(self._workspace, tag, None)
        head = self._tagging.page.head if self._tagging.page else None

        def show(made: TagMark) -> None:
            if self._tagging.page is None or head is None or self._tagging.page.head.id != head.id:
                return
            if self._tagging.is_in_hand(hand):
                self._tagging.current = made.tag_id
            self._tagging.put(known(made) if known is not None else made)

        if not self._workspace.is_read_only:
            self._tagging.take_in_hand(hand)
        hand.make(edit, words, show)
