"""Load the code of the screens beside the window: the one that is asked for, else one by one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from lisdesk.errors import UserError
from lisdesk.ui.charts.library import chart_library
from lisdesk.ui.crash import report_of, write_to_log
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.opened_file import REST, SCREEN_MODULES, is_loaded, load_module
from lisdesk.ui.qt_types import TypeMaker, make_own_types, own_names

_SHOWN_MS = 200
"""How long a screen that was asked for has the processor to itself, to be built and shown."""


class ScreenLoader(QObject):
    """Loads on the lane of edits, one module after another: a screen that is being built takes
    several times as long while it shares the interpreter with the loading of others, or of charts.
    """

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._charts = chart_library()
        self._left = list(REST)
        self._wanted = 0
        self._is_loading_rest = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_SHOWN_MS)
        self._pause.timeout.connect(self._go_on)

    def load(
        self, screen: str, then: Callable[[], None], otherwise: Callable[[BaseException], None]
    ) -> None:
        """Do something once a screen is loaded: at once if it is; or something else if it cannot
        be loaded. It is tried anew the next time.
        """
        if is_loaded(screen):
            then()
            return

        def end(follow: Callable[[], None]) -> None:
            self._wanted -= 1
            try:
                follow()
            finally:
                if self._is_loading_rest:
                    self._pause.start()

        make_own_types()
        self._wanted += 1
        self._pause.stop()
        self._jobs.call_beside(
            partial(self._load_alone, screen),
            owner=self,
            then=lambda _none: end(then),
            otherwise=lambda error: end(partial(otherwise, error)),
        )

    def load_rest(self) -> None:
        """Load what nobody has asked for, so that the first visits and the first drop of files do
        not wait; it is left off while a screen is asked for.
        """
        self._is_loading_rest = True
        TypeMaker(self, self._go_on, own_names()).begin()

    def _go_on(self, _none: None = None) -> None:
        if self._left and not self._wanted and not self._pause.isActive():
            work = partial(load_module, self._left.pop(0))
            self._jobs.call_beside(work, owner=self, then=self._go_on, otherwise=self._pass_over)

    def _pass_over(self, error: BaseException) -> None:
        """Go on without what nobody has asked for: who asks for it is told."""
        write_to_log(report_of(error))
        self._go_on()

    def _load_alone(self, screen: str) -> None:
        load_module(SCREEN_MODULES[screen])
        self._charts.wait_while_loading()


def not_loaded(title: str) -> UserError:
    """Return what an officer is told who asked for a screen that cannot be loaded."""
    return UserError(
        f"{title} could not be opened: a part of the program could not be loaded.",
        do="Try it again; if it stays so, install lisdesk anew. The log has the reason.",
    )
