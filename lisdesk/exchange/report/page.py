"""Write a report as one page of HTML that needs nothing else: no script, no other file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from lisdesk.exchange.atomic import atomic_target
from lisdesk.exchange.report.pictures import PagePictures
from lisdesk.exchange.report.written import (
    WrittenReport,
    told_figures,
    told_sections,
    written_report,
)
from lisdesk.paths import shipped
from lisdesk.rules.cell_text import clean_text
from lisdesk.rules.report import Block, Report, shown
from lisdesk.table import Cell, CellKind, Column
from lisdesk.telling import Tell, nobody

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATE = "report.html"
_STYLE = "report.css"
_CLASSES = {
    CellKind.WHOLE_NUMBER: "number",
    CellKind.LONG_TEXT: "words",
    CellKind.DAY: "day",
    CellKind.MOMENT: "day",
}
_UNBROKEN = re.compile(r"[0-9]{2}:[0-9]{2}|Question [0-9]+|[A-Z][A-Z0-9-]{0,20}-[0-9]{2,7}")
"""A time of day, a question, a reference: no line ends in one, however narrow its column is."""


def write_page(report: Report, path: Path, tell: Tell = nobody) -> WrittenReport:
    """Write a report to `path`, whole or not at all; the same report gives the same bytes.

    UTF-8; every text is escaped, and what a file cannot hold of it becomes U+FFFD. Raises
    TargetError if it cannot be written.
    """
    environment = _environment()
    style = (_folder() / _STYLE).read_text(encoding="utf-8")
    template = environment.get_template(_TEMPLATE)
    pictures = PagePictures()
    drawings = iter([_safe(each) for each in pictures.drawn(told_figures(report, tell))])
    with atomic_target(path) as temporary:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(
                template.generate(
                    report=report,
                    sections=told_sections(report, tell),
                    style=_safe(pictures.styles() + style),
                    drawing=lambda: next(drawings),
                    numbered=_numbering(),
                )
            )
        return written_report(report, temporary)


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_folder()),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        shown=shown, kind_of=_kind_of, css_class=_css_class, cell_class=_cell_class
    )
    return environment


def _clean(value: object) -> object:
    from markupsafe import Markup

    if isinstance(value, str) and not isinstance(value, Markup):
        return clean_text(value)
    return value


def _kind_of(block: Block) -> str:
    return type(block).__name__


def _css_class(column: Column) -> Markup:
    return _classes(_CLASSES.get(column.kind))


def _cell_class(column: Column | None, cell: Cell) -> Markup:
    """Return how a cell is set; no column is given for one that names its row."""
    is_unbroken = isinstance(cell, str) and _UNBROKEN.fullmatch(cell)
    if column is None:
        return _classes("unbroken" if is_unbroken or isinstance(cell, date) else None)
    return _classes("unbroken" if is_unbroken else _CLASSES.get(column.kind))


def _classes(name: str | None) -> Markup:
    return _safe(f' class="{name}"' if name else "")


def _numbering() -> Callable[[], int]:
    numbers = count(1)
    return lambda: next(numbers)


def _safe(text: str) -> Markup:
    """Return a text of ours, to be written as it is."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 (never of anybody else)


def _folder() -> Path:
    return shipped("resources") / "report"
