"""The screen Submissions: the register, what narrows it, and a preview of the line in hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.finding import Found, FoundKind
from lisdesk.queries.passages import sought
from lisdesk.queries.register import RegisterFilter
from lisdesk.queries.register_counts import RegisterCounts, priority_counts, register_counts
from lisdesk.queries.register_lists import RegisterLists, register_lists
from lisdesk.queries.register_rows import register_head, register_ids
from lisdesk.queries.saved_views import View
from lisdesk.ui.plain import PlainLabel, with_hidden_shown
from lisdesk.ui.screen import Screen
from lisdesk.ui.submissions.actions import RegisterActions
from lisdesk.ui.submissions.columns import RegisterModel
from lisdesk.ui.submissions.filter_bar import FilterBar
from lisdesk.ui.submissions.forms import Forms
from lisdesk.ui.submissions.parts import Parts
from lisdesk.ui.submissions.preview import Preview
from lisdesk.ui.submissions.shown_texts import ShownSubmission, shown_submission
from lisdesk.ui.submissions.table import RegisterTable
from lisdesk.ui.submissions.views_menu import ViewsMenu
from lisdesk.ui.wishes import ToCorrect, ToReadFound
from lisdesk.ui.workspace import Wish, Workspace

T = TypeVar("T")
_PREVIEW_PAUSE_MS = 60
_COUNTS_PAUSE_MS = 100
"""How long the counts wait, so that the lines come first and fast typing counts once."""


class SubmissionsScreen(Screen):
    """Lists what was received, narrows the list, and changes what is chosen in it."""

    key = "submissions"
    title = "Submissions"
    help_page = "submissions"
    shows = frozenset(
        {
            Kind.SUBMISSION, Kind.TAG, Kind.STAKEHOLDER, Kind.PRIORITY, Kind.READING, Kind.IMPORT,
            Kind.QUESTION, Kind.CAMPAIGN, Kind.VIEW,
        }
    )  # fmt: skip

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.lists: RegisterLists | None = None
        self.counts: RegisterCounts | None = None
        self.priorities: Mapping[int, int] = {}
        self.is_counting = False
        self._after_lists: Callable[[RegisterLists], None] | None = None
        self._call_id = 0
        self._wanted_id = 0
        self.model = RegisterModel(workspace, self)
        self.filters = FilterBar(workspace, self)
        self.table = RegisterTable(self.model, self)
        self.preview = Preview(workspace, self)
        self.forms = Forms(self)
        self.register_actions = RegisterActions(self)
        self.views = ViewsMenu(self)
        self.rows_told = PlainLabel(look="muted")
        self.parts = Parts(self)
        self._soon_preview = self.pause(_PREVIEW_PAUSE_MS, self._read_preview)
        self._soon_counts = self.pause(_COUNTS_PAUSE_MS, self._read_counts)
        self._connect()

    def _connect(self) -> None:
        self.filters.changed.connect(self.table.begin_anew)
        self.filters.changed.connect(self.reload)
        self.filters.changed.connect(self._soon_preview.start)
        self.filters.line.left.connect(self.table.take_keyboard)
        self.table.order_changed.connect(self._reload_ids)
        self.table.pointed_at.connect(self._point)
        self.table.opened.connect(self.open_in_reading)
        self.table.selection_told.connect(self._tell_rows)
        self.table.customContextMenuRequested.connect(
            lambda point: self.register_actions.menu.popup(self.table.viewport().mapToGlobal(point))
        )
        self.model.listed.connect(self._show_listed)
        self.preview.opened.connect(self.open_in_reading)
        self.preview.leads.campaign_wanted.connect(partial(self.workspace.go_to, "campaigns"))
        self.preview.leads.submission_wanted.connect(self._follow_lead)

    def load(self) -> None:
        """Read the list, its counts, and what is in the preview."""
        self._take_call()
        self.views.load()
        self.reload()
        self._soon_preview.start()

    def _take_call(self) -> None:
        """Let go of everything about another call than the one at hand."""
        if self._call_id != self.workspace.call_id:
            self._call_id = self.workspace.call_id
            self.lists = self.counts = self._after_lists = None
            self.is_counting = False
            self.filters.show_filter(RegisterFilter())
            self.preview.show_preview(None)
        self.register_actions.enable()

    def reload(self) -> None:
        """Read the list by the filter at hand, and soon after it the counts."""
        self._reload_ids()
        self._soon_counts.start()

    def _read_counts(self) -> None:
        if self.is_counting:  # one at a time: at the end the filter then in force is counted
            self._soon_counts.start()
            return
        self.is_counting = True
        chosen, officer = self.filters.filter, self.workspace.officer
        read, call_id = self.workspace.jobs.read, self._call_id
        take_lists = self._for_call(self._take_lists)
        read(register_lists, call_id, owner=self, then=take_lists, topic="lists")
        read(
            register_counts, call_id, officer, chosen,
            owner=self, then=self._for_call(partial(self._take_counts, chosen)),
            otherwise=self._count_no_more,
        )  # fmt: skip

    def start_with(self) -> QWidget:
        """Return the table, or the search line while the table has nothing to show."""
        return self.table

    def commands(self) -> list[QAction]:
        """Return what can be done here."""
        return self.register_actions.all()

    def show_target(self, target: object) -> None:
        """Log a submission, show one, those of a stakeholder, or those that a filter leaves."""
        self._take_call()
        if target is Wish.LOG_SUBMISSION:
            self.register_actions.log.trigger()
        elif target is Wish.SHARE_OUT:
            self.register_actions.share.trigger()
        elif isinstance(target, ToCorrect):
            self.go_to_line(target.submission_id)
            self._correct_one(target.submission_id)
        elif isinstance(target, RegisterFilter):
            self._narrow_to(target)
        elif isinstance(target, Found) and target.kind is FoundKind.STAKEHOLDER:
            self._narrow_to(RegisterFilter(respondent_ids=(target.id,), words=target.name))
        elif isinstance(target, Found) and target.kind is FoundKind.SUBMISSION:
            self.go_to_line(target.id)
        elif isinstance(target, int):
            self.go_to_line(target)

    def open_in_reading(self, submission_id: int) -> None:
        """Read a submission, with what the search found in it marked."""
        search = self.filters.filter.search
        found = ToReadFound(submission_id, search) if sought(search) else submission_id
        self.workspace.go_to("reading", found)
        place = self.model.row_of(submission_id)
        row = self.model.row_at(place) if place >= 0 else None
        if row is not None and row.found is not None and row.found.is_in_file:
            name = with_hidden_shown(row.found.where)
            self.workspace.notices.tell(f"Found in the file “{name}”: F leads to the files.")

    def log(self) -> None:
        """Open the form for something that came by hand."""
        self._with_lists(self.forms.log)

    def correct_selected(self) -> None:
        """Open the form of the selected submission, or one form for all that are selected."""
        ids = self.table.selected_ids()
        if len(ids) == 1:
            self._correct_one(ids[0])
        elif ids:
            self._with_lists(partial(self.forms.correct_many, ids))

    def _correct_one(self, submission_id: int) -> None:
        self._with_lists(partial(self.forms.correct, submission_id))

    def _with_lists(self, do: Callable[[RegisterLists], None]) -> None:
        """Do something with the lists to choose from, now or as soon as they are read."""
        if self.lists is None:
            self._after_lists = do
        else:
            do(self.lists)

    def show_logged(self, reference: str) -> None:
        """Select a submission that was just logged, unless what is chosen hides it."""
        from lisdesk.queries.finding import submission_place

        def select(place: tuple[int, int] | None) -> None:
            if place is None or self.table.point_at(place[0]):
                return
            if self.filters.filter.is_empty:
                self._wanted_id = place[0]

        self.workspace.jobs.read(submission_place, reference, owner=self, then=select)

    def _narrow_to(self, chosen: RegisterFilter) -> None:
        self.filters.show_filter(chosen)
        self.table.begin_anew()
        self.reload()

    def show_view(self, view: View) -> None:
        """Show what a saved view does, in its order and with its columns."""
        self.table.arrange(view.columns, view.order)
        self._narrow_to(view.filter)
        self.table.take_keyboard()

    def go_to_line(self, submission_id: int) -> None:
        """Make a submission the current line, with every filter off if it is not listed."""
        self._wanted_id = submission_id
        if not self.table.point_at(submission_id):
            self._narrow_to(RegisterFilter())

    def _follow_lead(self, submission_id: int) -> None:
        self.go_to_line(submission_id)
        self.table.setFocus()

    def _reload_ids(self) -> None:
        chosen = self.filters.filter
        self.model.search = chosen.search
        self.table.show_found(is_searched=bool(sought(chosen.search)))
        order = self.table.order
        about = (self._call_id, self.workspace.officer, chosen, order)
        if self.model.ids():
            self.model.reload(register_ids, *about)
        else:
            self.model.reload_head_first(register_head, register_ids, *about)

    def _show_listed(self, count: int) -> None:
        is_all = self.filters.filter.is_empty
        self.parts.show_page(has_rows=bool(count), is_all=is_all)
        if not count:
            self._point(0)
        elif self._wanted_id and self.table.point_at(self._wanted_id):
            self._wanted_id = 0
        elif not self.table.selected_count():
            self.table.point_at(self.table.current_id() or self.model.id_at(0))
        self._tell_rows()

    def _tell_rows(self) -> None:
        listed = self.model.rowCount()
        total = self.workspace.call.submissions if self.workspace.call else listed
        words = f"{listed:,}" if listed == total else f"{listed:,} of {total:,}"
        selected = self.table.selected_count()
        if selected > 1:
            words = f"{words} · {selected:,} selected"
        self.rows_told.setText(words)
        self.register_actions.enable()

    def _for_call(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """Return `then` for an answer that is dropped once another call is shown."""
        call_id = self._call_id

        def take(answer: T) -> None:
            if call_id == self._call_id:
                then(answer)

        return take

    def _take_lists(self, lists: RegisterLists) -> None:
        self.lists = lists
        self.table.show_relevant(is_joint=bool(lists.bodies))
        self.register_actions.enable()
        self._show_counts()
        wanted, self._after_lists = self._after_lists, None
        if wanted is not None:
            wanted(lists)

    def _take_counts(self, chosen: RegisterFilter, counts: RegisterCounts) -> None:
        """Show what is in view, then count for the one menu that takes longest."""
        self.counts = counts
        self._show_counts()
        if self._soon_counts.isActive():
            self.is_counting = False
            return
        self.workspace.jobs.read(
            priority_counts, self._call_id, self.workspace.officer, chosen,
            owner=self, then=self._for_call(self._take_priorities), otherwise=self._count_no_more,
        )  # fmt: skip

    def _take_priorities(self, priorities: Mapping[int, int]) -> None:
        self.priorities, self.is_counting = priorities, False
        self._show_counts()

    def _count_no_more(self, error: BaseException) -> None:
        self.is_counting = False
        self.workspace.explain(error)

    def _show_counts(self) -> None:
        if self.lists is not None and self.counts is not None:
            self.filters.show_counts(self.counts, self.priorities, self.lists)

    def _point(self, submission_id: int) -> None:
        if submission_id:
            self._soon_preview.start()
        else:
            self.preview.show_preview(None)
            self.register_actions.enable()

    def _read_preview(self) -> None:
        current = self.table.current_id()
        if current:
            self.workspace.jobs.read(
                shown_submission, current, self.workspace.officer, self.filters.filter.search,
                owner=self, then=self._show_preview, topic="preview",
            )  # fmt: skip

    def _show_preview(self, shown: ShownSubmission | None) -> None:
        self.preview.show_preview(shown)
        self.register_actions.enable()


SCREEN = SubmissionsScreen
