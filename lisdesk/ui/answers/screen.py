"""The screen Answers: all answers to one question side by side, each tagged by one key."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.answers import (
    HEAD_ROWS,
    AnswerAt,
    QuestionRow,
    answer_head,
    answer_ids,
    next_untagged_answer,
    question_of,
    question_rows,
)
from lisdesk.queries.coding import PriorityRow, priorities
from lisdesk.ui.answers.keys import AnswersKeys
from lisdesk.ui.answers.marking import AnswerMarking
from lisdesk.ui.answers.pane import AnswerPane
from lisdesk.ui.answers.parts import Parts
from lisdesk.ui.answers.question_line import QuestionLine
from lisdesk.ui.answers.suggesting import AnswerSuggestions
from lisdesk.ui.answers.table import AnswersTable
from lisdesk.ui.answers.tagging import AnswerTagging
from lisdesk.ui.reading.priority_tree import PriorityTree
from lisdesk.ui.screen import Screen
from lisdesk.ui.workspace import Workspace

_COUNTS_PAUSE_MS = 250


class AnswersScreen(Screen):
    """Moves from answer to answer by the arrows; a tag goes on to the next by itself."""

    key = "answers"
    title = "Answers"
    help_page = "answers"
    shows = frozenset(
        {Kind.TAG, Kind.SUBMISSION, Kind.PRIORITY, Kind.QUESTION, Kind.STAKEHOLDER, Kind.IMPORT}
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._call_id: int | None = None
        self._changed: set[Kind] = set()
        self._wanted_text: int | None = None
        self._wanted_question: int | None = None
        self._row = 0
        self.line, self.table = QuestionLine(workspace.officer), AnswersTable(workspace.jobs)
        self.untagged, self.non_answers = self.line.untagged, self.line.non_answers
        self.pane, self.tree = AnswerPane(), PriorityTree()
        self.marking, self.tagging = AnswerMarking(self), AnswerTagging(self)
        self.suggestions = AnswerSuggestions(self)
        self.keys = AnswersKeys(self)
        self.parts = Parts(self)
        self._counts = self.pause(_COUNTS_PAUSE_MS, partial(self._read_priorities, is_behind=True))
        self._connect()

    def _connect(self) -> None:
        self.workspace.jobs.changed.connect(self._changed.update)
        self.line.changed.connect(self._read_another)
        rows = self.table.rows
        rows.listed.connect(self._note_listed)
        rows.modelReset.connect(self._point)
        rows.dataChanged.connect(lambda *_where: self._show_current())
        self.table.pointed_at.connect(self._note_row)
        self.table.opened.connect(lambda _row: self.open_current())
        self.table.customContextMenuRequested.connect(self.keys.show_menu)
        self.tree.picked.connect(self.tagging.to)
        self.tree.recoloured.connect(lambda: self.pane.show_colours(self.tree.colour_of))

    def load(self) -> None:
        """Read the questions and answers, or only the rows where no more can differ."""
        self._take_call()
        changed = frozenset(self._changed)
        self._changed.clear()
        if changed == {Kind.TAG}:
            self.table.rows.refresh_rows()
            self._show_current()
            self._counts.start()
        else:
            self._read_priorities()
            self._read_questions()

    def start_with(self) -> QWidget:
        """Return the table: the keys work from there."""
        return self.table

    def show_target(self, target: object) -> None:
        """Turn to the question that a text answers, and to that answer."""
        if not isinstance(target, AnswerAt):
            return
        self._take_call()

        def go(question_id: int | None) -> None:
            if question_id is None:
                self.workspace.notices.tell("That is a letter: it answers no question.")
                return
            self._wanted_text, self._wanted_question = target.text_id, question_id
            if self.line.question_id() == question_id:
                self._point()
            else:
                self.line.choose(question_id)

        self.workspace.jobs.read(question_of, target.text_id, owner=self, then=go, topic="question")

    def step(self, rows: int) -> None:
        """Go to the next answer, or the previous one."""
        self.table.point_at(self.table.current_row() + rows)

    def go_on(self) -> None:
        """Go to the answer after those that are selected; say so at the end."""
        _, last = self.table.selected_rows()
        if last + 1 < self.table.rows.rowCount():
            self.table.point_at(last + 1)
        elif last >= 0:
            self.workspace.notices.tell("That was the last answer of the list.")

    def step_question(self, questions: int) -> None:
        """Turn to the next question, or the previous one."""
        if not self.line.step(questions):
            end = "last" if questions > 0 else "first"
            self.workspace.notices.tell(f"That is the {end} question.")

    def go_to_untagged(self, *, is_forward: bool) -> None:
        """Go to the next answer of the list without a tag, or the previous one."""
        chosen, ids, row = self.line.filter(), self.table.rows.ids(), self.table.current_row()
        if chosen is None or not 0 <= row < len(ids):
            return

        def go(found: int | None) -> None:
            if found is None:
                where = "after" if is_forward else "before"
                self.workspace.notices.tell(f"Every answer {where} this one has a tag.")
                return
            self._wanted_text = found
            self._point()

        self.workspace.jobs.read_in_turn(
            next_untagged_answer, chosen, ids[row], is_forward, owner=self, then=go
        )

    def let_go(self) -> None:
        """Go back to the table with one answer selected."""
        self.pane.view.forget_selection()
        self.table.setFocus()
        self.table.point_at(self.table.current_row())

    def open_current(self) -> None:
        """Read the submission of the current answer, at that answer."""
        row = self.table.row(self.table.current_row())
        if row is not None:
            self.workspace.go_to("reading", AnswerAt(row.id, row.submission_id))

    def _take_call(self) -> None:
        if self._call_id != self.workspace.call_id:
            self._call_id = self.workspace.call_id
            self._wanted_text = self._wanted_question = None
            self._row = 0
            self._changed.add(Kind.CALL)
            self.line.show_questions([], None)
            self.pane.show_row(None, self.tree.colour_of)

    def _read_priorities(self, *, is_behind: bool = False) -> None:
        self.workspace.jobs.read(
            priorities,
            self._call_id,
            self.workspace.officer,
            owner=self,
            then=self._show_priorities,
            topic="priorities",
            is_behind=is_behind,
        )

    def _show_priorities(self, rows: list[PriorityRow]) -> None:
        self.tree.show_rows(rows)
        self.keys.name_priorities(self.tree.rows)
        self.pane.show_colours(self.tree.colour_of)

    def _read_questions(self) -> None:
        self.workspace.jobs.read(
            question_rows, self._call_id, owner=self, then=self._show_questions, topic="questions"
        )

    def _show_questions(self, rows: list[QuestionRow]) -> None:
        before = self.line.question_id()
        self.line.show_questions(rows, self._wanted_question)
        self._wanted_question = None
        chosen = self.line.filter()
        if chosen is None:
            self.parts.show_count(0, is_narrowed=False, has_questions=False)
            self.line.show_count(0)
        elif before == chosen.question_id:
            self.table.rows.reload(answer_ids, chosen)
        else:
            self._read_another()

    def _read_another(self) -> None:
        """Read another list: with all that was tagged before it was asked for."""
        self._row = 0
        self.line.show_count(None)
        self.workspace.jobs.after_edits(self._read_list, owner=self)

    def _read_list(self) -> None:
        chosen = self.line.filter()
        if chosen is not None:
            self.table.rows.reload_head_first(
                answer_head, answer_ids, chosen, is_another=True, head_rows=HEAD_ROWS
            )

    def _note_listed(self, count: int) -> None:
        self.line.show_count(count)
        self.parts.show_count(count, is_narrowed=self.untagged.isChecked(), has_questions=True)
        if self._wanted_text is not None or self.table.current_row() < 0:
            self._point()
        self._wanted_text = None

    def _point(self) -> None:
        """Point at the answer that is wanted, or where the one before stood."""
        rows = self.table.rows
        if rows.rowCount():
            self.parts.middle.setCurrentIndex(0)
        wanted = rows.row_of(self._wanted_text) if self._wanted_text is not None else -1
        if wanted >= 0:
            self._wanted_text = None
        self.table.point_at(wanted if wanted >= 0 else min(self._row, rows.rowCount() - 1))
        self._show_current()

    def _note_row(self, row: int) -> None:
        if row >= 0:
            self._row = row
        self._show_current()

    def _show_current(self) -> None:
        row = self.table.row(self.table.current_row())
        if row != self.pane.shown:
            self.pane.show_row(row, self.tree.colour_of)


SCREEN = AnswersScreen
