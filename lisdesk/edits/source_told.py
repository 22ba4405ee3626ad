"""What the variables and cases of a source say of the submission that it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from lisdesk.rules import coded_variables as variables
from lisdesk.rules.coded_project import Source, Value
from lisdesk.rules.free_names import FreeNames, numbered
from lisdesk.rules.vocabulary import Channel, Disposition, Permission, SetAside
from lisdesk.rules.wall_time import local_words

_SET_ASIDE = {
    Disposition.WITHDRAWN: SetAside.WITHDRAWN,
    Disposition.DUPLICATE: SetAside.DUPLICATE,
    Disposition.OFF_TOPIC: SetAside.OFF_TOPIC,
}
_OURS_ALONE = (variables.REFERENCE, variables.STANDING)


@dataclass(slots=True)
class Told:
    """What a source tells of a submission; empty texts and None stand for what it does not say."""

    respondent: str = ""
    type_label: str = ""
    area: str = ""
    channel: Channel | None = None
    received_at: datetime | None = None
    sent_at: datetime | None = None
    submitted_by: str = ""
    permission: Permission | None = None
    is_confidential: bool = False
    set_aside: SetAside | None = None
    answers: str = ""
    """Where each answer stands in the text."""
    reference: str = ""
    """What it was called where it comes from."""
    extras: dict[str, str] = field(default_factory=dict)
    """What is no field of ours, by heading."""


def told_by(source: Source) -> Told:
    """Return what a source tells; only one that lisdesk wrote has fields of ours."""
    told = Told(respondent=source.cases[0] if source.cases else "")
    values = dict(source.values)
    if all(name in values for name in _OURS_ALONE):
        _take_fields(told, values)
    else:
        told.extras["Document"] = source.name
    if source.cases[1:]:
        told.extras["Other cases"] = "; ".join(source.cases[1:])
    extras = _Extras(told)
    for name, value in values.items():
        extras.add(name, _words(value))
    told.extras = {heading: words for heading, words in told.extras.items() if words}
    return told


def _take_fields(told: Told, values: dict[str, Value]) -> None:
    """Take out of the values what is a field of ours, as far as it can be read."""
    standing = Disposition.find(_text(values, variables.STANDING))
    told.set_aside = _SET_ASIDE.get(standing) if standing else None
    told.reference = _text(values, variables.REFERENCE)
    told.type_label = _text(values, variables.TYPE)
    told.area = _text(values, variables.AREA)
    told.submitted_by = _text(values, variables.SUBMITTED_BY)
    told.answers = _text(values, variables.ANSWERS)
    told.channel = Channel.find(_text(values, variables.CHANNEL))
    told.permission = Permission.find(_text(values, variables.PERMISSION))
    told.received_at = _moment(values, variables.RECEIVED)
    told.sent_at = _moment(values, variables.SENT)
    told.is_confidential = values.get(variables.CONFIDENTIAL) in (True, "true")
    read = {
        variables.CHANNEL: told.channel,
        variables.PERMISSION: told.permission,
        variables.RECEIVED: told.received_at,
        variables.SENT: told.sent_at,
    }
    for name in variables.KINDS:
        if name != variables.MONTH and read.get(name, name) is not None:
            values.pop(name, None)


def _text(values: dict[str, Value], name: str) -> str:
    value = values.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _moment(values: dict[str, Value], name: str) -> datetime | None:
    value = values.get(name)
    return value if isinstance(value, datetime) else None


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return local_words(value) if isinstance(value, datetime) else value


class _Extras:
    """What is no field of ours, each under a heading of its own."""

    def __init__(self, told: Told) -> None:
        self._extras = told.extras
        self._free = FreeNames()

    def add(self, heading: str, words: str) -> None:
        """Take words down; of those with one heading the second is "Age (2)"."""
        free = self._free.free(
            heading, self._extras.__contains__, lambda number: numbered(heading, number)
        )
        self._extras[free] = words
