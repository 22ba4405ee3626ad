"""What a test did to a call: the numbers that no register of its workbook could tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from lisdesk.clock import fixed_clock
from lisdesk.store.database import Database
from lisdesk.store.work import Desk
from tests.desk_work import do

OFFICERS = ("Ann Officer", "Bea Officer")
START = datetime(2018, 12, 10, 9, tzinfo=UTC)


@dataclass
class Edit:
    """One edit that was made."""

    name: str
    officer: str
    at: datetime
    rows: dict[str, int] = field(default_factory=dict)
    """Of tables of which several rows were written together, how many."""


@dataclass
class Tagged:
    """One tag as it stands, on words of an answer or on the whole submission."""

    reference: str
    code: str
    officer: str
    quote: str
    stance: str
    strength: str


@dataclass
class Campaign:
    """A campaign as it was confirmed, with the words that its variants add."""

    seed: str
    members: dict[str, str]
    """What each says beyond the seed, by reference; nothing for copies, and the seed itself."""
    letter: str
    at: datetime


@dataclass
class FrameEvent:
    """What happened to the coding frame."""

    at: datetime
    words: str
    """How it begins to be told."""
    tags: int = 0
    """Those that went over."""

    @property
    def is_merger(self) -> bool:
        return self.words.startswith("Merged")


@dataclass
class Deeds:
    """What was done, in the order in which it was."""

    database: Database
    call: Any = None
    reference: str = ""
    threshold: int = 5
    scale: tuple[tuple[int, str], ...] = ()
    edits: list[Edit] = field(default_factory=list)
    entered: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was logged of each submission."""
    earlier: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Answers that were corrected since, by submission."""
    tags: list[Tagged] = field(default_factory=list)
    targets: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """By type, area and question, such as Q1; empty for all."""
    extensions: list[tuple[date, date, datetime]] = field(default_factory=list)
    decided: dict[str, datetime] = field(default_factory=dict)
    redacted: list[dict[str, Any]] = field(default_factory=list)
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    due: dict[str, date | None] = field(default_factory=dict)
    frame_events: list[FrameEvent] = field(default_factory=list)
    turn: count[int] = field(default_factory=count)

    def do(self, edit: Callable[..., Any], *, officer: str = "", **arguments: Any) -> Any:
        """Make an edit some minutes after the last one, and note it; an hour or a day passes now
        and then, so that runs of like edits end. Return what it came to.
        """
        place = next(self.turn)
        at = START + timedelta(minutes=3 * place, days=place // 40)
        desk = Desk(officer or OFFICERS[(place // 7) % 2], fixed_clock(at))
        made = do(self.database, edit, desk=desk, **arguments)
        assert made.entry_id is not None
        self.edits.append(Edit(edit.__name__, desk.officer, at))
        return made.result

    @property
    def now(self) -> datetime:
        """When the last edit was made."""
        return self.edits[-1].at

    @property
    def closes(self) -> date:
        """The last day of the call."""
        return self.extensions[-1][1] if self.extensions else date(2019, 1, 31)

    def wrote(self, table: str, rows: int) -> None:
        """Note how many rows of a table the last edit wrote together; one tells its values."""
        if rows > 1:
            self.edits[-1].rows[table] = rows

    def merge(self, code: str, into: str) -> tuple[int, int]:
        """Hang the tags of a priority on another one; return how many it had, and how many of them
        became one with a tag that was there.
        """
        going = [each for each in self.tags if each.code == code]
        standing = {(x.reference, x.quote, x.officer): x for x in self.tags if x.code == into}
        joined = 0
        for each in going:
            own = standing.get((each.reference, each.quote, each.officer))
            if own is None:
                each.code = into
                continue
            own.stance, own.strength = own.stance or each.stance, own.strength or each.strength
            self.tags.remove(each)
            joined += 1
        return len(going), joined
