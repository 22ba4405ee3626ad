"""Exported projects, and the official schemas to hold them to."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from lisdesk.rules.vocabulary import Edition
from lisdesk.store.database import Database
from lisdesk.tasks.exporting import ExportReport, export_evidence
from tests.desk_work import DESK

CALL = "LLEP-2018-01"


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., ExportReport]:
    """Return a function that exports the call of a file under a name."""

    def exported(
        database: Database,
        name: str = "out.qdpx",
        edition: Edition = Edition.INTERNAL,
        **more: Any,
    ) -> ExportReport:
        return export_evidence(database, DESK, CALL, tmp_path / name, edition, **more)

    return exported


@pytest.fixture(scope="session")
def schemas(corpus: Path) -> dict[str, etree.XMLSchema]:
    """Return the official schemas by the ending of the files that they are for."""
    names = {".qdpx": "Project.xsd", ".qdc": "Codebook.xsd"}
    return {
        ending: etree.XMLSchema(etree.parse(corpus / "refi" / name))
        for ending, name in names.items()
    }


def listing_of(path: Path) -> etree._Element:
    """Return the XML of a project or a codebook."""
    if path.suffix == ".qdc":
        return etree.fromstring(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("project.qde"))
