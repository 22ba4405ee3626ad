"""The value of one field, read from a cell or from the map's constants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.grid import CellValue, cell_text
from lisdesk.exchange.sheets.plan import DateOrder, Field, FieldValue, ValueWords
from lisdesk.exchange.sheets.written_dates import NOT_A_DATE, DateFaultError, read_moment
from lisdesk.rules.spans import normalised

ATTRIBUTES: dict[Field, str] = {
    Field.RESPONDENT: "respondent",
    Field.ORGANISATION: "organisation",
    Field.TYPE: "type_key",
    Field.AREA: "area",
    Field.EMAIL: "email",
    Field.CHANNEL: "channel",
    Field.RECEIVED: "received_at",
    Field.SENT: "sent_at",
    Field.PERMISSION: "permission",
    Field.SUBMITTED_BY: "submitted_by",
}
"""The attribute of `SurveyRow` that each field fills."""

DATE_FIELDS = frozenset({Field.RECEIVED, Field.SENT})

_FAULTS = {
    Field.TYPE: "This is not one of the types of stakeholder.",
    Field.CHANNEL: "This is not one of the channels.",
    Field.PERMISSION: "It cannot be told what this allows to be published.",
}

LISTED_FIELDS = frozenset(_FAULTS)
"""The fields whose values are those of a list."""


class FieldFaultError(Exception):
    """A cell that gives no value for its field; the message is a sentence for the officer."""


def read_field(
    field: Field, value: CellValue, order: DateOrder | None, words: ValueWords
) -> FieldValue:
    """Return what a cell that is not blank says; FieldFaultError if that cannot be told.

    Names, places and addresses are kept without the white space around them.
    """
    if field in DATE_FIELDS:
        return _read_date(value, order)
    text = normalised(cell_text(value)).strip()
    found = words.value(field, text)
    if found is None and field in _FAULTS:
        raise FieldFaultError(_FAULTS[field])
    return text if found is None else found


def read_constants(
    constants: Mapping[Field, str], order: DateOrder | None, words: ValueWords
) -> dict[Field, FieldValue]:
    """Return the value of every constant of a map; RefusedError for one that cannot be read."""
    values: dict[Field, FieldValue] = {}
    for field, text in constants.items():
        try:
            values[field] = read_field(field, text, order, words)
        except FieldFaultError as fault:
            raise RefusedError(
                f"The constant “{field.value}” in the map cannot be used: {str(fault)[:1].lower()}"
                f"{str(fault)[1:]}",
                do="Correct the map and import again.",
            ) from fault
    return values


def _read_date(value: CellValue, order: DateOrder | None) -> datetime:
    # A bare number may be a spreadsheet's count of days, but nothing says from which year on.
    if not isinstance(value, str | date):
        raise FieldFaultError(NOT_A_DATE)
    try:
        return read_moment(value, order)
    except DateFaultError as fault:
        raise FieldFaultError(str(fault)) from fault
