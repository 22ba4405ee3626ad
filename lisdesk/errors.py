"""Problems that a person can act on. Every other exception is a bug of ours.

A `UserError` says three things: what happened, what was kept, and what to do next. Its text is
shown as it stands, in the window and on standard error; it never carries a respondent's text.
"""

NOTHING_CHANGED = "Nothing was changed."


class UserError(Exception):
    """A problem to be shown to the officer in its own words.

    `happened` and `do` are whole sentences; `kept` says what became of the data.
    """

    def __init__(self, happened: str, *, do: str, kept: str = NOTHING_CHANGED) -> None:
        super().__init__(" ".join(part for part in (happened, kept, do) if part))
        self.happened = happened
        self.kept = kept
        self.do = do


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
