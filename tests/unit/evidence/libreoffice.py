"""Workbooks that LibreOffice has opened, reckoned anew and saved, and every cell of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

NEEDS_LIBREOFFICE = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


def raw(path: Path) -> dict[str, list[list[Any]]]:
    """Return every cell of every sheet, the empty ones at the ends left out."""
    workbook = CalamineWorkbook.from_path(path)
    found = {}
    for name in workbook.sheet_names:
        rows = [list(row) for row in workbook.get_sheet_by_name(name).to_python()]
        for row in rows:
            while row and row[-1] == "":
                row.pop()
        found[name] = rows
    return found


def through_libreoffice(paths: Sequence[Path], folder: Path) -> list[Path]:
    """Have LibreOffice open and save workbooks; return where they are."""
    subprocess.run(
        [
            *("soffice", "--headless", "--norestore"),
            *(f"-env:UserInstallation={folder.as_uri()}/me", "--convert-to"),
            *("xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "out", *paths),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [folder / "out" / path.name for path in paths]
