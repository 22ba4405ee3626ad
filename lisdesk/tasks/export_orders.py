"""What is ordered of an export, what comes of it, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from lisdesk.errors import RefusedError
from lisdesk.queries.evidence import Withheld
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import WorkbookWish
from lisdesk.store.database import Database
from lisdesk.tasks.export_steps import HeardProgress


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be exported in which format, and the moment that it is to bear."""

    database: Database
    call_reference: str
    edition: Edition
    file_format: str
    """One of `export_formats.FORMATS`."""
    made_at: datetime
    clock_is_set: bool
    progress: HeardProgress | None
    unsettled_because: str = ""
    """Why suspected personal data may go out unsettled; empty if it may not."""
    wish: WorkbookWish = field(default_factory=WorkbookWish)
    officer: str = ""
    """Whose views are meant."""
    with_confidential: bool = False
    """Whether a coded project is to hold what is confidential, too."""


@dataclass(frozen=True, slots=True)
class MadeExport:
    """A finished file with what it was made from."""

    call_id: int
    sha256: str
    rows_by_table: Mapping[str, int]
    content_hash: str
    filter: str
    """What was chosen, with the template unless it is the full one."""
    withheld: Withheld
    losses: tuple[str, ...] = ()
    """What the format has no place for, in sentences."""
    waiting: int = 0
    """Suspected personal data that went out unsettled."""


def refuse_unsettled(order: ExportOrder, waiting: int) -> None:
    """Refuse an export with suspected personal data unless the order says why it may go out."""
    if waiting and not order.unsettled_because.strip():
        places = "1 place waits" if waiting == 1 else f"{waiting:,} places wait"
        raise RefusedError(
            f"{places} to be settled before {order.call_reference} is published: suspected "
            "personal data, or redactions that a corrected text lost. Nothing was written.",
            do="Settle them with “lisdesk personal-data list” and “settle”, or say why they may "
            "go out with “--unsettled”.",
            do_in_window="Settle them on the screen Evidence: Before you publish (Ctrl+Alt+P).",
        )
