"""Keeps what is typed from scans every few seconds, so that a killed program loses little of it.

It is found again by the bytes of the file, wherever that is dropped from the next time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer

from lisdesk.store.database import Database
from lisdesk.store.drafts import drop_drafts, keep_draft, kept_drafts
from lisdesk.ui.documents.decisions import DocumentDecisions
from lisdesk.ui.draft_keeper import FILE_NAME, KEPT_EVERY_MS
from lisdesk.ui.workspace import Workspace

SCAN = "scan "
"""How the name of such a draft begins; the hash of the file follows."""
_WORDS = "words"


class ScanDrafts(QObject):
    """Keeps the words of one dialog as long as they differ from what was kept before."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._decisions: DocumentDecisions | None = None
        self._kept: dict[str, str] = {}
        self.timer = QTimer(self)
        self.timer.setInterval(KEPT_EVERY_MS)
        self.timer.timeout.connect(self.keep)

    def begin(self, decisions: DocumentDecisions) -> None:
        """Keep what is typed from now on; what stands there by now was kept before."""
        self._decisions = decisions
        self._kept = _typed(decisions)
        if not self._workspace.is_read_only:
            self.timer.start()

    def keep(self) -> None:
        """Keep what has changed by now."""
        if self._decisions is None or not self.timer.isActive():
            return
        typed, names = _typed(self._decisions), _names(self._decisions)
        before, self._kept = self._kept, typed
        jobs = self._workspace.jobs
        for sha256, words in typed.items():
            if before.get(sha256) != words:
                content = {FILE_NAME: names[sha256], _WORDS: words}
                form = f"{SCAN}{sha256}"
                work = partial(keep_draft, jobs.database, jobs.desk, form, content)
                jobs.call_beside(work, owner=self._workspace, then=lambda _none: None)
        _drop(self._workspace, before.keys() - typed.keys())

    def throw_away(self) -> None:
        """Forget what was typed."""
        self.timer.stop()
        _drop(self._workspace, self._kept)


def find_kept(database: Database, officer: str) -> dict[str, dict[str, str]]:
    """Return what an officer had typed from scans and not filed; to be asked for on the lane of
    edits, where what was thrown away before has gone.
    """
    return kept_drafts(database, officer, SCAN)


def put_back(kept: Mapping[str, Mapping[str, str]], decisions: DocumentDecisions) -> None:
    """Put back what was typed from these documents."""
    for place in range(len(decisions)):
        found = kept.get(f"{SCAN}{decisions.item(place).sha256}")
        if found is not None and decisions.lacks_words(place) and decisions.is_open(place):
            decisions.type_words(place, found[_WORDS])


def forget_typed(workspace: Workspace, decisions: DocumentDecisions, places: Iterable[int]) -> None:
    """Forget what was typed from documents that are filed."""
    typed = _typed(decisions)
    _drop(workspace, {decisions.item(place).sha256 for place in places} & typed.keys())


def _drop(workspace: Workspace, hashes: Iterable[str]) -> None:
    forms = [f"{SCAN}{sha256}" for sha256 in hashes]
    if forms:
        work = partial(drop_drafts, workspace.jobs.database, workspace.officer, forms)
        workspace.jobs.call_beside(work, owner=workspace, then=lambda _none: None)


def _typed(decisions: DocumentDecisions) -> dict[str, str]:
    said = ((decisions.item(place), decisions.said(place)) for place in range(len(decisions)))
    return {item.sha256: each.typed for item, each in said if each.typed.strip()}


def _names(decisions: DocumentDecisions) -> dict[str, str]:
    items = (decisions.item(place) for place in reversed(range(len(decisions))))
    return {item.sha256: item.name for item in items}
