"""Load the code of the screens: the one that is asked for, else one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from lisdesk.errors import UserError
from lisdesk.ui.charts.library import chart_library
from lisdesk.ui.crash import report_of, write_to_log
from lisdesk.ui.jobs import Jobs
from lisdesk.ui.opened_file import REST, SCREEN_MODULES, is_loaded
from lisdesk.ui.preparing import prepare
from lisdesk.ui.qt_types import made_types, make_own_types, own_names
from lisdesk.ui.turns import WorkInTurns

_SHOWN_MS = 200
"""How long a screen that was asked for has the processor to itself, to be built and shown."""


class ScreenLoader(QObject):
    """Loads what screens need on the lane of edits, one screen after another, and their own modules
    in turns of the window: a screen that is being built takes several times as long while it shares
    the interpreter with the loading of others, or of charts.
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

    @property
    def is_awaited(self) -> bool:
        """Whether a screen that was asked for is not there yet."""
        return self._wanted > 0

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
            if self._jobs.is_closed:
                return
            try:
                follow()
            finally:
                if self._is_loading_rest:
                    self._pause.start()

        def fail(error: BaseException) -> None:
            end(partial(otherwise, error))

        make_own_types()
        self._wanted += 1
        self._pause.stop()
        self._jobs.call_beside(
            partial(self._prepare_alone, screen),
            owner=self,
            then=lambda names: self._load(names, lambda: end(then), fail),
            otherwise=fail,
        )

    def load_rest(self) -> None:
        """Load what nobody has asked for, so that the first visits and the first drop of files do
        not wait; it is left off while a screen is asked for.
        """
        self._is_loading_rest = True
        WorkInTurns(self, made_types(own_names()), self._go_on, self._pass_over)

    def _go_on(self) -> None:
        if self._left and self._charts.is_loading:  # it derives from Qt's classes as well
            self._pause.start()
        elif self._left and not self.is_awaited and not self._pause.isActive():
            self._jobs.call_beside(
                partial(prepare, self._left.pop(0)),
                owner=self,
                then=lambda names: self._load(names, self._go_on, self._pass_over),
                otherwise=self._pass_over,
            )

    def _load(
        self,
        names: Sequence[str],
        then: Callable[[], None],
        otherwise: Callable[[BaseException], None],
    ) -> None:
        WorkInTurns(self, map(import_module, names), then, otherwise)

    def _pass_over(self, error: BaseException) -> None:
        """Go on without what nobody has asked for: who asks for it is told."""
        write_to_log(report_of(error))
        self._go_on()

    def _prepare_alone(self, screen: str) -> list[str]:
        names = prepare(SCREEN_MODULES[screen])
        self._charts.wait_while_loading()
        return names


def not_loaded(title: str) -> UserError:
    """Return what an officer is told who asked for a screen that cannot be loaded."""
    return UserError(
        f"{title} could not be opened: a part of the program could not be loaded.",
        do="Try it again; if it stays so, install lisdesk anew. The log has the reason.",
    )
