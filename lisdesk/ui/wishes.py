"""What can be asked of a screen from the menus and from other screens."""

from dataclasses import dataclass
from enum import Enum


class Wish(Enum):
    """What can be asked of a screen from elsewhere: the target of `Workspace.go_to`."""

    NEW_CALL = "new call"
    EXTEND_CALL = "extend call"
    CLOSE_CALL = "close call"
    REOPEN_CALL = "reopen call"
    NEXT_STEP = "next step"
    CALL_HISTORY = "call history"
    CALL_CALENDAR = "call calendar"
    LATE_WAITING = "late waiting"
    LOG_SUBMISSION = "log submission"
    SHARE_OUT = "share out"
    EXPORT = "export"
    PUBLISH = "publish"


@dataclass(frozen=True, slots=True)
class ToCorrect:
    """Asks Submissions for the form that corrects one."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class ToReadFound:
    """Asks Reading for a submission with what a search found in it marked."""

    submission_id: int
    search: str
