"""What is said of a submission, as the values of a source's variables."""

from __future__ import annotations

from collections.abc import Sequence

from lisdesk.queries.evidence.disclosure import month_words
from lisdesk.queries.evidence.registered import Registered
from lisdesk.queries.evidence.snapshot import NOT_SHOWN, Evidence
from lisdesk.rules import coded_variables as variables
from lisdesk.rules.coded_answers import Part, places_of
from lisdesk.rules.coded_project import Value
from lisdesk.rules.vocabulary import Timing


def source_values(evidence: Evidence, row: Registered, parts: Sequence[Part]) -> dict[str, Value]:
    """Return the values that an edition shows of a submission; what is not known is left out.

    Of addresses and telephone numbers none carries any.
    """
    is_publication = evidence.disclosure.is_publication
    type_label, area_label = evidence.place_labels(row.submission_id, row.type_id, row.area_id)
    values: dict[str, Value | None] = {
        variables.REFERENCE: row.reference,
        variables.TYPE: _shown(type_label),
        variables.AREA: _shown(area_label),
        variables.CHANNEL: row.channel.label,
        variables.LATE: row.timing is Timing.LATE or None,
        variables.STANDING: row.disposition.label,
        variables.ANSWERS: places_of(parts) or None,
    }
    if is_publication:
        values[variables.MONTH] = month_words(row.received_at, evidence.call.zone)
    else:
        values |= _internal(row)
    shown = variables.PUBLIC if is_publication else variables.INTERNAL
    return {name: value for name in shown if (value := values.get(name)) is not None}


def _internal(row: Registered) -> dict[str, Value | None]:
    has_address = "@" in row.submitted_by
    return {
        variables.RECEIVED: row.received_at,
        variables.SENT: row.sent_at,
        variables.SUBMITTED_BY: None if has_address else row.submitted_by or None,
        variables.PERMISSION: row.permission.label if row.permission else None,
        variables.CONFIDENTIAL: row.is_confidential or None,
    }


def _shown(label: str) -> str | None:
    return None if label in ("", NOT_SHOWN) else label
