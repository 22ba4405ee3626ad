"""Keeps what is typed in a form every few seconds, so that a killed program loses little of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer

from lisdesk.store.drafts import drop_draft, keep_draft, kept_draft
from lisdesk.ui.workspace import Workspace

KEPT_EVERY_MS = 5_000
FILE_NAME = "file"
"""The field of a draft that names the file from which it is typed."""


class DraftKeeper(QObject):
    """Keeps the values of one form, as long as they differ from what was kept before."""

    def __init__(
        self,
        workspace: Workspace,
        form: str,
        values: Callable[[], Mapping[str, str]],
        parent: QObject,
    ) -> None:
        """`form` is the form's name with what it is about, such as "log LLEP-2018-01"."""
        super().__init__(parent)
        self._workspace, self._form, self._values = workspace, form, values
        self._kept: Mapping[str, str] | None = None
        self._is_kept = False
        self._timer = QTimer(self)
        self._timer.setInterval(KEPT_EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def find(self, then: Callable[[dict[str, str] | None], None]) -> None:
        """Look for what was kept before, and hand it on."""
        jobs = self._workspace.jobs
        look = partial(kept_draft, jobs.database, self._workspace.officer, self._form)

        def take(found: dict[str, str] | None) -> None:
            self._is_kept = self._is_kept or found is not None  # it may be kept by now
            then(found)

        jobs.call_beside(look, owner=self, then=take)

    def begin(self) -> None:
        """Keep the form from now on; as it is now it need not be kept."""
        self._kept = dict(self._values())
        if not self._workspace.is_read_only:
            self._timer.start()

    def keep(self) -> None:
        """Keep the form now, if it has begun and has changed."""
        values = dict(self._values())
        if values == self._kept or not self._timer.isActive():
            return
        self._kept, self._is_kept = values, True
        jobs = self._workspace.jobs
        work = partial(keep_draft, jobs.database, jobs.desk, self._form, values)
        jobs.call_beside(work, owner=self, then=lambda _none: None)

    def drop(self) -> None:
        """Forget the form: it was saved, or thrown away."""
        self._timer.stop()
        if not self._is_kept:
            return
        self._is_kept = False
        jobs = self._workspace.jobs
        work = partial(drop_draft, jobs.database, self._workspace.officer, self._form)
        jobs.call_beside(work, owner=self._workspace, then=lambda _none: None)
