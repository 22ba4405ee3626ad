"""The page that tells how far coders agreed, and settles where they did not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from lisdesk.rules.agreement_words import RULE, agreement_words, coefficient_words, share_words
from lisdesk.rules.vocabulary import Settled
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.plain import PlainLabel, WrappedLabel, as_menu_text, set_tool_tip, with_hidden_shown
from lisdesk.ui.plain_table import PlainTable
from lisdesk.ui.workspace import edit_with

if TYPE_CHECKING:
    from lisdesk.edits.settling import SettledReport
    from lisdesk.queries.coder_comparison import Comparison, Disagreement
    from lisdesk.queries.coding import PriorityRow

_PRIORITY_HEADINGS = ("Priority", "Agreed", "Both tagged", "Kappa", "Alpha")
_PRIORITY_WIDTHS_PX = (0, 120, 120, 96, 96)
_HEADINGS = ("Submission", "Question", "Priority", "Words", "Tagged by", "Not by", "Settled")
_WIDTHS_PX = (96, 80, 72, 0, 120, 120, 160)


class ComparePage(QWidget):
    """Figures with what they stand on, and the list of disagreements."""

    wanted = Signal(object, object)
    """An edit, and the words for what it did."""

    def __init__(self) -> None:
        super().__init__()
        self._found: Comparison | None = None
        self._may_change = False
        self.figures = WrappedLabel()
        set_tool_tip(self.figures, RULE)
        self.by_priority = PlainTable(
            "Agreement by priority", _PRIORITY_HEADINGS, _PRIORITY_WIDTHS_PX
        )
        self.list = PlainTable("Disagreements", _HEADINGS, _WIDTHS_PX)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.around = WrappedLabel()
        self.around.setAccessibleName("The words with what stands around them")
        self.words = WrappedLabel("", "muted")
        self.reason = QLineEdit()
        self.reason.setAccessibleName("Why it is decided so")
        self.reason.setPlaceholderText("Why; goes on record with your name")
        self.keep = QPushButton("&Keep the tag")
        self.drop = QPushButton("&Take it off")
        self.move_to = QPushButton("&Move it to")
        self.target = ChoiceBox()
        self.target.setAccessibleName("Priority that it is moved to")
        self._lay_out()
        for button, choice in (
            (self.keep, Settled.KEEP),
            (self.drop, Settled.DROP),
            (self.move_to, Settled.MOVE),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, choice=choice: self._settle(choice))
        self.list.itemSelectionChanged.connect(self._show_hand)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.figures)
        layout.addWidget(self.by_priority, 2)
        layout.addWidget(self.list, 3)
        layout.addWidget(self.around)
        layout.addWidget(self.words)
        label, why, foot = PlainLabel("&Why"), QHBoxLayout(), QHBoxLayout()
        label.setBuddy(self.reason)
        why.addWidget(label)
        why.addWidget(self.reason, 1)
        foot.addStretch()
        for widget in (self.keep, self.drop, self.move_to, self.target):
            foot.addWidget(widget)
        layout.addLayout(why)
        layout.addLayout(foot)

    def offer(self, rows: Sequence[PriorityRow]) -> None:
        """Show the priorities that a tag can be moved to."""
        chosen = self.target.currentData()
        self.target.clear()
        for row in rows:
            self.target.addItem(as_menu_text(f"{row.code} {with_hidden_shown(row.name)}"), row.id)
        self.target.setCurrentIndex(max(self.target.findData(chosen), 0))
        self._show_hand()

    def show_comparison(self, found: Comparison, *, may_change: bool) -> None:
        """Show how far the coders of a sample agreed."""
        self._found, self._may_change = found, may_change
        self.figures.setText("\n".join(agreement_words(found.overall)))
        self.by_priority.fill(
            [
                (
                    f"{each.code} {each.name}",
                    share_words(each.agreement.agreed),
                    share_words(each.agreement.both),
                    coefficient_words(each.agreement.kappa),
                    coefficient_words(each.agreement.alpha),
                )
                for each in found.by_priority
            ]
        )
        self.list.fill([_cells(each) for each in found.disagreements])
        self._take_next(found.disagreements)
        self._show_hand()

    def _take_next(self, listed: Sequence[Disagreement]) -> None:
        """Take the next one that is to be settled in hand, instead of one that is."""
        at = self.list.currentRow()
        if not 0 <= at < len(listed) or listed[at].decided is None:
            return
        rest = [*range(at, len(listed)), *range(at)]
        self.list.setCurrentCell(next((p for p in rest if listed[p].decided is None), at), 0)

    def _chosen(self) -> list[Disagreement]:
        if self._found is None:
            return []
        listed = self._found.disagreements
        return [listed[row] for row in self.list.selected_rows() if row < len(listed)]

    def _show_hand(self) -> None:
        chosen = self._chosen()
        can = self._may_change and bool(chosen) and not any(each.decided for each in chosen)
        for button in (self.keep, self.drop):
            button.setEnabled(can)
        self.reason.setEnabled(can)
        self.move_to.setEnabled(can and bool(self.target.count()))
        self.target.setEnabled(can and bool(self.target.count()))
        around = _around_words(chosen[0]) if len(chosen) == 1 else ""
        self.around.setText(around)
        self.around.setVisible(bool(around))
        self.words.setText(_hand_words(chosen, self._found))

    def _settle(self, choice: Settled) -> None:
        from lisdesk.edits.settling import Place, Settling, settle_disagreements

        assert self._found is not None
        target = self.target.currentData() if choice is Settled.MOVE else None
        settlings = [
            Settling(
                Place(each.submission_id, each.text_id, each.start, each.end, each.priority),
                choice,
                self.reason.text(),
                target,
            )
            for each in self._chosen()
        ]
        edit = edit_with(settle_disagreements, sample_id=self._found.sample.id, settlings=settlings)
        self.wanted.emit(edit, _settled_words)


def _cells(each: Disagreement) -> tuple[str | int, ...]:
    decided = each.decided
    moved = f" ({decided.moved_to})" if decided and decided.moved_to else ""
    return (
        each.submission,
        _question_words(each),
        each.priority,
        each.quote if each.text_id is not None else "(whole submission)",
        ", ".join(each.tagged_by),
        ", ".join(each.not_tagged_by),
        f"{decided.choice.label}{moved}" if decided else "",
    )


def _question_words(each: Disagreement) -> str:
    if each.text_id is None:
        return ""
    return "Letter" if each.question is None else f"Q{each.question}"


def _around_words(each: Disagreement) -> str:
    """Return the words of a place in brackets, with what stands around them in one line."""
    if each.text_id is None:
        return ""
    return with_hidden_shown(" ".join(f"{each.before}[{each.quote}]{each.after}".split()))


def _hand_words(chosen: Sequence[Disagreement], found: Comparison | None) -> str:
    if found is not None and not found.disagreements:
        return "The coders did not differ anywhere."
    if len(chosen) != 1:
        return f"{len(chosen):,} disagreements chosen."
    decided = chosen[0].decided
    if decided is None:
        return "Say why, then whether the tag stays, comes off, or goes to another priority."
    who, why = with_hidden_shown(decided.officer), with_hidden_shown(decided.reason)
    return f"{decided.choice.label}: decided by {who}. {why}"


def _settled_words(report: SettledReport) -> str:
    many = "" if report.settled == 1 else "s"
    return f"Settled {report.settled:,} disagreement{many}"
