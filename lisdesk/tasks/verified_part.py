"""Find out again which part of a call a workbook was made of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from lisdesk.errors import RefusedError
from lisdesk.queries.evidence.coding_frame import read_coding_frame
from lisdesk.queries.evidence.part import part_of_call, part_told_as
from lisdesk.queries.evidence.sheets import FILTER
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish


def wish_of_cover(
    session: Session,
    path: Path,
    call_id: int,
    edition: Edition,
    officer: str,
    facts: Mapping[str, str],
) -> WorkbookWish:
    """Return what a workbook was asked for, as its cover tells.

    Raises RefusedError for a template that is not known, and for a part that no view tells of now.
    """
    words, told = facts.get("Filter in force", FILTER), facts.get("Template", Template.FULL.label)
    label, _, subject = told.partition(": ")
    template = Template.find(label)
    if template is None:
        raise RefusedError(
            f"“{path.name}” was made with a template that this version does not know.",
            kept="It was only read.",
            do="Use the version that made it: the cover names it.",
        )
    wish = WorkbookWish(template, subject)
    frame = read_coding_frame(session, call_id)
    part = part_of_call(session, call_id, edition, officer, wish, frame)
    if part.words == words:
        return wish
    told_as = part_told_as(session, call_id, officer, wish, words, edition, frame)
    if told_as is None:
        raise RefusedError(
            f"No saved view says what “{path.name}” was narrowed to: “{words}”.",
            kept="It was only read.",
            do="Save a view with that filter again and compare then.",
        )
    return told_as.wish
