"""Read the reference lists that ship with the program."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

from lisdesk.errors import NotFoundError
from lisdesk.exchange.call_templates import read_template
from lisdesk.paths import shipped
from lisdesk.rules.reference import (
    CallTemplate,
    ReferenceData,
    ReferenceFramework,
    ReferenceLabel,
    ReferenceLep,
    ReferenceType,
)


def shipped_reference_data() -> ReferenceData:
    """Return the LEPs, stakeholder types and frameworks that a new file starts with."""
    folder = _folder()
    leps = [
        ReferenceLep(**{**row, "wave": int(row["wave"])}) for row in _csv_rows(folder / "leps.csv")
    ]
    types = [ReferenceType(**row) for row in _csv_rows(folder / "stakeholder-types.csv")]
    frameworks = [_framework(entry) for entry in _toml(folder / "frameworks.toml")["framework"]]
    return ReferenceData(tuple(leps), tuple(types), tuple(frameworks))


def shipped_type_synonyms() -> dict[str, str]:
    """Return other words for stakeholder types, as surveys have them, to the key of the type."""
    rows = _csv_rows(_folder() / "stakeholder-type-synonyms.csv")
    return {row["synonym"]: row["type"] for row in rows}


def shipped_template(key: str) -> CallTemplate:
    """Return a shipped template, such as `lis-ten-questions`; NotFoundError names those there
    are.
    """
    paths = _template_paths()
    if key not in paths:
        raise NotFoundError(f"There is no template “{key}”.", do=f"Use one of: {', '.join(paths)}.")
    return read_template(paths[key])


def shipped_templates() -> dict[str, CallTemplate]:
    """Return every shipped template by its key."""
    return {key: read_template(path) for key, path in _template_paths().items()}


def _template_paths() -> dict[str, Path]:
    return {path.stem: path for path in sorted((_folder() / "templates").glob("*.toml"))}


def _folder() -> Path:
    return shipped("resources") / "reference"


def _csv_rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _framework(entry: dict[str, Any]) -> ReferenceFramework:
    labels = [
        ReferenceLabel(**{**label, "aliases": tuple(label.get("aliases", ()))})
        for label in entry["label"]
    ]
    return ReferenceFramework(entry["key"], entry["name"], tuple(labels))
