"""The import dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from lisdesk.ui.workspace import Workspace


def begin_import(workspace: Workspace, parent: QWidget, paths: Sequence[Path]) -> None:
    """Begin an import of some files, or of those that the officer chooses."""
