"""The names under which a coded project carries what is said of submissions."""

from __future__ import annotations

from typing import Final

from lisdesk.rules.coded_project import ValueKind

REFERENCE: Final = "Reference"
TYPE: Final = "Respondent type"
AREA: Final = "Area"
CHANNEL: Final = "Channel"
RECEIVED: Final = "Received"
MONTH: Final = "Month received"
SENT: Final = "Sent"
SUBMITTED_BY: Final = "Submitted by"
PERMISSION: Final = "Permission"
CONFIDENTIAL: Final = "Confidential"
LATE: Final = "Late"
STANDING: Final = "Standing"
ANSWERS: Final = "Answers stand at"

KINDS: Final = {
    REFERENCE: ValueKind.TEXT,
    TYPE: ValueKind.TEXT,
    AREA: ValueKind.TEXT,
    CHANNEL: ValueKind.TEXT,
    RECEIVED: ValueKind.MOMENT,
    MONTH: ValueKind.TEXT,
    SENT: ValueKind.MOMENT,
    SUBMITTED_BY: ValueKind.TEXT,
    PERMISSION: ValueKind.TEXT,
    CONFIDENTIAL: ValueKind.TRUTH,
    LATE: ValueKind.TRUTH,
    STANDING: ValueKind.TEXT,
    ANSWERS: ValueKind.TEXT,
}
PUBLIC: Final = (REFERENCE, TYPE, AREA, CHANNEL, MONTH, STANDING, ANSWERS)
"""Those that a publication carries; the internal edition has all but the month."""
INTERNAL: Final = tuple(name for name in KINDS if name != MONTH)
