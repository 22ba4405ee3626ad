"""Tag the answers that are selected, and go on to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from lisdesk.edits.answers import tag_answers
from lisdesk.edits.new_priorities import TextPlace, tag_to_new_priority
from lisdesk.edits.priorities import PriorityDraft
from lisdesk.edits.tag_changes import ManyTagged
from lisdesk.edits.tags import TagDraft, tag_span
from lisdesk.outcome import Outcome
from lisdesk.queries.coding import PriorityRow
from lisdesk.ui.answers.aim import Aim, aim_at
from lisdesk.ui.jobs import Edit
from lisdesk.ui.reading.at_hand import TagAtHand
from lisdesk.ui.reading.marks import new_mark
from lisdesk.ui.reading.picker import PriorityPicker
from lisdesk.ui.reading.positions import TextSpan
from lisdesk.ui.reading.recent import recent_of
from lisdesk.ui.reading.tag_words import short_quote
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.store.work import Work
    from lisdesk.ui.answers.screen import AnswersScreen


_SHOWN_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a key tags: whole answers, or selected words of one."""

    text_ids: tuple[int, ...]
    span: TextSpan | None
    quote: str
    """The selected words; empty for whole answers."""
    words: str
    """What is said of it, such as “the answer of LLEP-0003”."""


class AnswerTagging:
    """Tags what is chosen when a key is pressed, whatever is in view when it is saved."""

    def __init__(self, screen: AnswersScreen) -> None:
        self._screen, self._workspace = screen, screen.workspace

    def by_key(self, number: int) -> None:
        """Tag to the priority on a number key."""
        row = self._screen.tree.by_key(number)
        if row is not None:
            self.to(row.id)

    def to(self, priority_id: int) -> None:
        """Tag to a priority."""
        row, chosen = self._screen.tree.row(priority_id), self._chosen()
        if row is not None and chosen is not None:
            self._tag(chosen, row)

    def again(self) -> None:
        """Tag to the priority that was used last."""
        recent = recent_of(self._workspace).of_call(self._workspace.call_id)
        row = next(filter(None, map(self._screen.tree.row, recent)), None)
        if row is None:
            self._workspace.notices.tell(
                "No priority was used yet. Press a number, or / to find one."
            )
        else:
            self.to(row.id)

    def pick(self) -> None:
        """Find the priority to tag to by typing; what is chosen now is what will be tagged."""
        chosen = self._chosen()
        if chosen is None:
            return
        recent = recent_of(self._workspace).of_call(self._workspace.call_id)
        what = chosen.words[:1].upper() + chosen.words[1:]
        picker = PriorityPicker(
            self._screen, self._screen.tree.rows, what, recent=recent, can_add=True
        )

        def take(priority_id: int) -> None:
            row = self._screen.tree.row(priority_id)
            if row is not None:
                self._tag(chosen, row)

        picker.picked.connect(take)
        picker.added.connect(lambda name: self._tag_to_new(chosen, name))
        picker.open()

    def accept(self, span: TextSpan, priority_id: int, edit: Edit, words: str) -> None:
        """Tag what a suggestion was made for, by its own edit; then all is as with a number."""
        screen = self._screen
        row, priority = screen.pane.shown, screen.tree.row(priority_id)
        if row is None or priority is None:
            return
        recent_of(self._workspace).note(self._workspace.call_id, priority_id)
        if (span.start, span.end) != (0, len(row.body)):
            quote = row.body[span.start : span.end]
            aim = aim_at((span.text_id,), short_quote(quote), priority)
            self._tag_words(aim, span, quote, edit, words)
            return
        said = screen.table.words_of([span.text_id])
        chosen = Chosen((span.text_id,), None, "", said)
        aim = aim_at(chosen.text_ids, said, priority)
        self._workspace.do(edit, words, then=lambda _tag: self._show_tagged(chosen, priority))
        self._go_on(aim)

    def _chosen(self) -> Chosen | None:
        """Return what is selected: words in the pane if the keyboard is there, or whole answers."""
        screen = self._screen
        span = screen.pane.selected_span()
        if span is not None:
            quote = screen.pane.view.selected_words()
            return Chosen((span.text_id,), span, quote, short_quote(quote))
        ids = tuple(screen.table.selected_ids())
        if not ids:
            self._workspace.notices.tell("No answer is selected.")
            return None
        return Chosen(ids, None, "", screen.table.words_of(ids))

    def _tag(self, chosen: Chosen, priority: PriorityRow) -> None:
        recent_of(self._workspace).note(self._workspace.call_id, priority.id)
        aim = aim_at(chosen.text_ids, chosen.words, priority)
        words = f"Tagged {chosen.words} to {aim.name}"
        span = chosen.span
        if span is not None:
            place = {"text_id": span.text_id, "start": span.start, "end": span.end}
            edit = edit_with(tag_span, **place, priority_id=priority.id, draft=TagDraft())
            self._tag_words(aim, span, chosen.quote, edit, words)
            return
        edit = edit_with(tag_answers, priority_id=priority.id, text_ids=list(chosen.text_ids))

        def tell(done: ManyTagged) -> None:
            self._show_tagged(chosen, priority)
            self._tell(done, aim.name)

        self._workspace.do(edit, words, then=tell)
        self._go_on(aim)

    def _tag_to_new(self, chosen: Chosen, name: str) -> None:
        span, aim = chosen.span, Aim(chosen.text_ids, chosen.words)

        def edit(work: Work) -> Outcome[Any]:
            outcome = tag_to_new_priority(
                work,
                call_id=self._workspace.call_id,
                draft=PriorityDraft("", name),
                place=TextPlace(span.text_id, span.start, span.end) if span else None,
                text_ids=list(chosen.text_ids),
            )
            made = outcome.result
            aim.take_priority(made.priority_id, made.code, made.name)
            given: Outcome[Any] = outcome
            return replace(given, result=made.tag)

        def words(_result: Any) -> str:
            return f"Added {aim.name} and tagged {chosen.words}"

        if span is not None:
            self._tag_words(aim, span, chosen.quote, edit, words)
        else:
            self._workspace.do(edit, words)
            self._go_on(aim)

    def _tag_words(
        self, aim: Aim, span: TextSpan, quote: str, edit: Edit, words: str | Callable[[Any], str]
    ) -> None:
        """Tag some words; that tag is what is meant next."""
        mark = new_mark(self._workspace.officer, span, quote)
        aim.hand = TagAtHand(self._workspace, mark, None)
        aim.hand.make(edit, words, then=lambda _tag: self._screen.marking.changed.emit())
        self._screen.marking.take(aim)

    def _go_on(self, aim: Aim) -> None:
        """Go to the next answer; the tags that are being made are what is meant next."""
        self._screen.go_on()
        self._screen.marking.take(aim)

    def _show_tagged(self, chosen: Chosen, priority: PriorityRow) -> None:
        """Show the tag in the rows that are known, before they are read again."""
        table, officer = self._screen.table, self._workspace.officer
        for row in table.rows_known(chosen.text_ids[:_SHOWN_AT_ONCE]):
            span = TextSpan(row.id, 0, len(row.body))
            mark = new_mark(officer, span, row.body, priority)
            if all(
                (each.priority_id, each.end) != (mark.priority_id, mark.end) for each in row.tags
            ):
                table.rows.put_row(replace(row, tags=(*row.tags, mark)))

    def _tell(self, done: ManyTagged, name: str) -> None:
        """Say what was tagged so before: that was left as it is."""
        if done.already_here:
            is_one = done.already_here == 1
            all_of_them = "That" if is_one else "All of them"
            count = f"{done.already_here:,} of them" if done.added else all_of_them
            were = "was" if is_one else "were"
            self._workspace.notices.tell(f"{count} {were} tagged to {name} by you before.")
