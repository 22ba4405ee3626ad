"""Problems that a person can act on. Every other exception is a bug of ours.

A `UserError` says three things: what happened, what was kept, and what to do next. Its text is
shown as it stands, in the window and on standard error; it never carries a respondent's text.
"""

from collections.abc import Sequence
from typing import Self

NOTHING_CHANGED = "Nothing was changed."
OPEN_BACKUP = "Open the newest backup in its place (Open a file), and keep the damaged file."
"""What to do in the window about a damaged file."""


class UserError(Exception):
    """A problem to be shown to the officer in its own words.

    `happened` and `do` are whole sentences; `kept` says what became of the data. Where `do` names a
    command or a key of a map, `do_in_window` says what to do in the window instead.
    """

    def __init__(
        self, happened: str, *, do: str, kept: str = NOTHING_CHANGED, do_in_window: str = ""
    ) -> None:
        super().__init__(" ".join(part for part in (happened, kept, do) if part))
        self.happened = happened
        self.kept = kept
        self.do = do
        self.do_in_window = do_in_window or do

    def in_window(self) -> str:
        """Return the problem as the window shows it."""
        return " ".join(part for part in (self.happened, self.kept, self.do_in_window) if part)

    def reworded(self, *, happened: str = "", kept: str = "") -> Self:
        """Return the same error with other words for what happened, or for what was kept."""
        return type(self)(
            happened or self.happened,
            kept=kept or self.kept,
            do=self.do,
            do_in_window=self.do_in_window,
        )


class NotFoundError(UserError):
    """Something named by the officer is not in the file."""


class RefusedError(UserError):
    """A rule of the call, or of the file, does not allow the edit."""


class StaleEditError(UserError):
    """Somebody changed the same thing first."""


class BusyError(UserError):
    """The file is being written by someone else for longer than we wait."""


class UnreadableFileError(UserError):
    """A stranger's file cannot be read, or is not what its name says."""


class NotOurFileError(UserError):
    """The file is not a consultation file of lisdesk."""


class DamagedFileError(UserError):
    """The consultation file is damaged."""


class FileTooNewError(UserError):
    """The file was written by a later version of lisdesk."""


class TargetError(UserError):
    """A file could not be written: locked, read-only, no folder or no space."""


class CancelledError(Exception):
    """The officer cancelled long work; the transaction undoes it."""


_MOST_TOLD = 10


def all_told(faults: Sequence[UserError]) -> UserError:
    """Return one refusal for several rows of a list that do not fit: the first ten are told. A
    single one is told as it is.
    """
    if len(faults) == 1:
        return faults[0]
    left = len(faults) - _MOST_TOLD
    more = [f"And {left:,} more."] if left > 0 else []
    said = (each.happened for each in faults[:_MOST_TOLD])
    return RefusedError(
        " ".join((f"{len(faults):,} rows do not fit.", *said, *more)),
        do="Correct these rows, and bring the list in again.",
    )
