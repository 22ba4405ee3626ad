"""The screen Stakeholders: the bodies and people of the file, and which are probably one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QStackedWidget, QTabBar, QWidget

from lisdesk.outcome import Kind
from lisdesk.queries.finding import Found, FoundKind
from lisdesk.queries.stakeholder_matches import MatchRow, stakeholder_matches
from lisdesk.queries.stakeholder_page import StakeholderPage, stakeholder_page
from lisdesk.queries.stakeholders import StakeholderFilter, stakeholder_head, stakeholder_ids
from lisdesk.ui.plain import PlainLabel
from lisdesk.ui.screen import Screen
from lisdesk.ui.stakeholders.actions import StakeholderActions
from lisdesk.ui.stakeholders.details import Details
from lisdesk.ui.stakeholders.matches import MatchList
from lisdesk.ui.stakeholders.parts import Page, lay_out
from lisdesk.ui.stakeholders.table import StakeholderTable
from lisdesk.ui.submissions.search_line import SearchLine
from lisdesk.ui.workspace import Workspace

_PAUSE_MS = 60
_MOST_FOUND = 2_000
_PROBABLE = "Probably the same"
_MOST_COMPARED = 2_000
"""A longer register is compared only while its pairs are in view."""


class StakeholdersScreen(Screen):
    """The register at the left, as a table or as pairs; at the right what is known of one."""

    key = "stakeholders"
    title = "Stakeholders"
    help_page = "stakeholders"
    shows = frozenset({Kind.STAKEHOLDER, Kind.SUBMISSION, Kind.IMPORT})

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._wanted = 0
        self._has_compared = self._is_listed = self._awaits_pairs = False
        self.line = SearchLine()
        self.line.setPlaceholderText("Search names, addresses and contacts  (Ctrl+F)")
        self.line.setAccessibleName("Search the stakeholders")
        self.in_call = QPushButton("In this call")
        self.in_call.setCheckable(True)
        self.in_call.setChecked(True)
        self.in_call.setProperty("look", "chip")
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Register or suggestions")
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        for title in ("Register", _PROBABLE):
            self.tabs.addTab(title)
        self.told = PlainLabel(look="muted")
        self.table = StakeholderTable(workspace.jobs, lambda: self._filter().call_id)
        self.matches, self.details = MatchList(), Details()
        self.acts = StakeholderActions(self)
        self.stack = QStackedWidget()
        self._soon_page = self.pause(_PAUSE_MS, self._read_page)
        lay_out(self)
        self._connect()

    def load(self) -> None:
        """Read the list, and the pairs if they are in view or the register is short."""
        self._has_compared = False
        self._reload()
        self._soon_page.start()
        if self.is_showing_matches():
            self._compare()

    def show_target(self, target: object) -> None:
        """Point at a stakeholder, of this call or of another."""
        if isinstance(target, Found) and target.kind is FoundKind.STAKEHOLDER:
            target = target.id
        if isinstance(target, int):
            self.show_matches(is_on=False)
            if not self.table.point_at(target):
                self._wanted = target
                self.in_call.setChecked(False)
                self.line.clear()
                self._reload()

    def start_with(self) -> QWidget:
        """Return what lists something."""
        if not self.is_showing_matches():
            return self.table
        return self.matches if self.matches.matches else self.tabs

    def commands(self) -> list[QAction]:
        """Return what can be done with stakeholders."""
        return self.acts.all()

    def zone(self) -> str:
        """Return the zone of the call at hand."""
        assert self.workspace.call is not None
        return self.workspace.call.deadline.zone

    def is_showing_matches(self) -> bool:
        """Whether pairs are in view, and not the register."""
        return self.tabs.currentIndex() == 1

    def current_pair(self) -> MatchRow | None:
        """Return the pair in hand."""
        return self.matches.current() if self.is_showing_matches() else None

    def show_matches(self, *, is_on: bool) -> None:
        """Show the pairs that are probably one, or the register."""
        self.tabs.setCurrentIndex(int(is_on))
        self.start_with().setFocus()
        self._awaits_pairs = is_on and not self.matches.matches

    def search(self) -> None:
        """Go to the search line, which narrows the register and the pairs."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _filter(self) -> StakeholderFilter:
        is_in_call = self.in_call.isChecked()
        call_id = self.workspace.call_id if is_in_call else None
        return StakeholderFilter(self.line.text(), call_id, is_in_call=is_in_call)

    def _reload(self) -> None:
        self._narrow()
        about = (self._filter(), self.table.order)
        if self.table.rows.ids():
            self.table.rows.reload(stakeholder_ids, *about)
        else:
            self.table.rows.reload_head_first(stakeholder_head, stakeholder_ids, *about)

    def _narrow(self) -> None:
        """Let the pairs be those with one of whom the search finds, in any call of the file."""
        searched = self.line.text()

        def show(ids: Sequence[int] | None) -> None:
            if searched == self.line.text():
                self.matches.narrow(None if ids is None else frozenset(ids))
                self._show_number()

        if searched.strip():
            about = StakeholderFilter(searched)
            self.workspace.jobs.read(stakeholder_ids, about, owner=self, then=show)
        else:
            show(None)

    def _show_listed(self, count: int) -> None:
        if self._wanted:
            self.table.point_at(self._wanted)
            self._wanted = 0
        self._is_listed = True
        is_long = len(self.table.rows.ids()) > _MOST_COMPARED
        if not self._has_compared and not is_long:
            self._compare()
        words = f"{count:,} in this call" if self.in_call.isChecked() else f"{count:,} in the file"
        self.told.setText(words)
        self._show_page_of_stack()

    def _compare(self) -> None:
        self._has_compared = True
        self.workspace.jobs.read(
            stakeholder_matches, _MOST_FOUND, owner=self, then=self._show_pairs, topic="matches"
        )

    def _show_pairs(self, found: Sequence[MatchRow]) -> None:
        self.matches.show_matches(found)
        self._show_number()

    def _show_number(self) -> None:
        shown, found = len(self.matches.matches), len(self.matches.found)
        number = f"{shown:,} of {found:,}" if shown < found else f"{found:,}"
        self.tabs.setTabText(1, f"{_PROBABLE} {number}" if found else _PROBABLE)
        at_keyboard = self.window().focusWidget()  # also behind a dialog
        had_keyboard = at_keyboard is self.matches
        if self._awaits_pairs and self.matches.matches:
            had_keyboard |= at_keyboard is self.tabs
            self._awaits_pairs = False
        self._show_page_of_stack()
        if had_keyboard:
            self.start_with().setFocus()
        self._point_at_pair()

    def _show_page_of_stack(self) -> None:
        if self.is_showing_matches():
            is_none = Page.NONE_FITS if self.matches.found else Page.NO_MATCHES
            page = Page.MATCHES if self.matches.matches else is_none
        elif self.table.rows.ids() or not self._is_listed:
            page = Page.TABLE
        else:
            page = (
                Page.NONE_FITS if self.line.text() or not self.in_call.isChecked() else Page.NOBODY
            )
        self.stack.setCurrentIndex(page.value)
        self.acts.enable()

    def _turn(self) -> None:
        if self.is_showing_matches() and not self._has_compared:
            self._compare()
        self._show_page_of_stack()
        if self.is_showing_matches():
            self._point_at_pair()
        else:
            self._read_page()

    def _point_at_pair(self) -> None:
        if self.is_showing_matches():
            self.details.show_pair(self.matches.current())
        self.acts.enable()

    def _read_page(self) -> None:
        current = self.table.current_id()
        if self.is_showing_matches():
            return
        if not current:
            self._show_details(None)
        else:
            self.workspace.jobs.read(
                stakeholder_page, current, owner=self, then=self._show_details, topic="page"
            )

    def _show_details(self, page: StakeholderPage | None) -> None:
        if not self.is_showing_matches():
            self.details.show_page(page, self.zone())
        self.acts.enable()

    def _drill(self, *_stakeholder_id: int) -> None:
        page = self.details.page
        if page is not None:
            found = Found(FoundKind.STAKEHOLDER, page.row.id, page.row.name, "")
            self.workspace.go_to("submissions", found)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._reload)
        self.line.left.connect(lambda: self.start_with().setFocus())
        self.in_call.toggled.connect(self._reload)
        self.tabs.currentChanged.connect(self._turn)
        self.table.order_changed.connect(self._reload)
        self.table.pointed_at.connect(lambda _id: self._soon_page.start())
        self.table.selection_told.connect(self.acts.enable)
        self.table.opened.connect(self._drill)
        self.table.rows.listed.connect(self._show_listed)
        self.matches.pointed_at.connect(self._point_at_pair)
        self.matches.opened.connect(self.acts.merge.trigger)
        self.details.drilled.connect(self._drill)
        self.details.submissions.opened.connect(
            lambda submission_id: self.workspace.go_to("reading", submission_id)
        )
        for view in (self.table, self.matches):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            view.addActions(self.acts.all()[:5])


SCREEN = StakeholdersScreen
