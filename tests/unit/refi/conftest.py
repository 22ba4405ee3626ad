"""Exported projects, and the rules of the format to hold them to."""

from __future__ import annotations

import os
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
from tests.unit.refi.format_rules import faults

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


@pytest.fixture(scope="session")
def check_format(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    """Return what holds a file to the rules of the format, and to the official schemas where they
    are at hand.
    """
    has_schemas = bool(os.environ.get("LISDESK_CORPUS"))
    official = request.getfixturevalue("schemas") if has_schemas else {}

    def checked(path: Path) -> None:
        listing = listing_of(path)
        assert faults(listing) == []
        if has_schemas:
            official[path.suffix].assertValid(listing)

    return checked


def listing_of(path: Path) -> etree._Element:
    """Return the XML of a project or a codebook."""
    if path.suffix == ".qdc":
        return etree.fromstring(path.read_bytes())
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("project.qde"))
