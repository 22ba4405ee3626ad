"""The row changes of one edit, as they are written: what the audit records and undo reads.

Edits write through an ORM session, or in bulk through `Work.insert_rows`; both end here, and a
statement that would pass by is refused. So nothing can be written without its audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import ORMExecuteState, Session, object_mapper
from sqlalchemy.orm.attributes import get_history

from lisdesk.outcome import Json, Kind
from lisdesk.store.entities import Entity
from lisdesk.store.rows import UNCOMPARED, plain, plain_row

RowId = int | str


class Operation(Enum):
    """What happened to the rows of a change."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Seal:
    """A salted SHA-256 over the content of rows, in the order of their ids."""

    digest: str
    salt: bytes


@dataclass(frozen=True, slots=True)
class RowChange:
    """A change of one row (`before`, `after`) or of many rows written together (`rows` or
    `seal`).
    """

    table: Table
    operation: Operation
    row_ids: Sequence[RowId]
    before: dict[str, Json] | None = None
    after: dict[str, Json] | None = None
    rows: Sequence[dict[str, Any]] | None = None
    """For rows deleted together: their Python values by column, in the order of `row_ids`."""
    seal: Seal | None = None
    """For rows inserted together: what proves their content; they stand in their table, so no copy
    is kept.
    """
    unindexed_ids: frozenset[int] = frozenset()
    """For texts, tags and files inserted together: the submissions of texts, notes and known words
    of files that are not in the search index.
    """


KINDS: dict[str, Kind] = {
    "acknowledgement": Kind.COVERAGE,
    "acknowledgement_text": Kind.COVERAGE,
    "acting_for": Kind.STAKEHOLDER,
    "area": Kind.STAKEHOLDER,
    "assignment": Kind.READING,
    "attachment": Kind.SUBMISSION,
    "attendance": Kind.SUBMISSION,
    "body_name": Kind.CALL,
    "bookmark": Kind.TAG,
    "blind_tag": Kind.TAG,
    "call": Kind.CALL,
    "call_body": Kind.CALL,
    "call_date": Kind.CALL,
    "call_wording": Kind.CALL,
    "campaign": Kind.CAMPAIGN,
    "campaign_member": Kind.CAMPAIGN,
    "carried_memo": Kind.TAG,
    "carried_over": Kind.PRIORITY,
    "carried_request": Kind.SUBMISSION,
    "carried_submission": Kind.STAKEHOLDER,
    "carried_tag": Kind.TAG,
    "chase": Kind.COVERAGE,
    "closing": Kind.CALL,
    "coded_item": Kind.TAG,
    "coding_sample": Kind.TAG,
    "confidentiality_request": Kind.SUBMISSION,
    "contact_export": Kind.COVERAGE,
    "coverage_target": Kind.COVERAGE,
    "deadline": Kind.CALL,
    "excerpt": Kind.TAG,
    "extraction": Kind.SUBMISSION,
    "feedback": Kind.FINDING,
    "finding": Kind.FINDING,
    "frame_event": Kind.PRIORITY,
    "framework": Kind.CALL,
    "framework_label": Kind.PRIORITY,
    "hand_over": Kind.CALL,
    "import": Kind.IMPORT,
    "import_reading": Kind.IMPORT,
    "inherited_tag": Kind.TAG,
    "kept_apart": Kind.STAKEHOLDER,
    "kept_words": Kind.REDACTION,
    "late_decision": Kind.SUBMISSION,
    "late_policy": Kind.CALL,
    "lead_body": Kind.CALL,
    "mail": Kind.SUBMISSION,
    "mail_file": Kind.SUBMISSION,
    "memo": Kind.TAG,
    "membership": Kind.STAKEHOLDER,
    "own_permission": Kind.SUBMISSION,
    "priority": Kind.PRIORITY,
    "priority_detail": Kind.PRIORITY,
    "priority_label": Kind.PRIORITY,
    "programme_area": Kind.PROGRAMME,
    "programme_document": Kind.PROGRAMME,
    "programme_member": Kind.PROGRAMME,
    "programme_spelling": Kind.PROGRAMME,
    "programme_theme": Kind.PROGRAMME,
    "programme_update": Kind.PROGRAMME,
    "publication": Kind.CALL,
    "publication_check": Kind.CALL,
    "quantifier_scale": Kind.FINDING,
    "question": Kind.QUESTION,
    "question_detail": Kind.QUESTION,
    "question_label": Kind.QUESTION,
    "read_mark": Kind.READING,
    "redaction": Kind.REDACTION,
    "reminder_days": Kind.CALL,
    "sample_coder": Kind.TAG,
    "sample_item": Kind.TAG,
    "sample_stratum": Kind.TAG,
    "saved_view": Kind.VIEW,
    "second_lead": Kind.STAKEHOLDER,
    "set_aside_decision": Kind.SUBMISSION,
    "set_relevance": Kind.SUBMISSION,
    "settlement": Kind.TAG,
    "setting": Kind.SETTING,
    "source_text": Kind.SUBMISSION,
    "stage_change": Kind.CALL,
    "stakeholder": Kind.STAKEHOLDER,
    "stakeholder_alias": Kind.STAKEHOLDER,
    "stakeholder_contact": Kind.STAKEHOLDER,
    "stakeholder_merge": Kind.STAKEHOLDER,
    "stakeholder_type": Kind.STAKEHOLDER,
    "submission": Kind.SUBMISSION,
    "submission_link": Kind.SUBMISSION,
    "suggestion_decision": Kind.SUGGESTION,
    "suggestion_switch": Kind.SUGGESTION,
    "tag": Kind.TAG,
    "type_retirement": Kind.STAKEHOLDER,
    "type_synonym": Kind.STAKEHOLDER,
    "unsettled_publication": Kind.CALL,
}
"""Which kind of thing a table's rows belong to; tables that no screen shows by themselves are left
out.
"""


def changed_kinds(changes: Iterable[RowChange]) -> frozenset[Kind]:
    """Return the kinds of thing that some changes touched."""
    touched = {change.table.name for change in changes}
    return frozenset(KINDS[name] for name in touched if name in KINDS)


def flushed_changes(session: Session) -> list[RowChange]:
    """Return the changes of a flush that has just been sent; call it in the after-flush event."""
    changes = [_inserted(entity) for entity in session.new]
    changes += [change for entity in session.dirty if (change := _updated(entity)) is not None]
    changes += [_deleted(entity) for entity in session.deleted]
    return changes


def refuse_unaudited_writes(state: ORMExecuteState) -> None:
    """Stop a bulk statement that would write past the audit."""
    if state.is_insert or state.is_update or state.is_delete:
        raise RuntimeError("write through entities or Work.insert_rows, so that the audit sees it")


def row_id_of(entity: Entity) -> RowId:
    """Return the primary key of a stored entity."""
    (key,) = _table_of(entity).primary_key.columns
    found: RowId = getattr(entity, key.name)
    return found


def _table_of(entity: Entity) -> Table:
    table = object_mapper(entity).local_table
    assert isinstance(table, Table)
    return table


def _inserted(entity: Entity) -> RowChange:
    table = _table_of(entity)
    after = plain_row(table, _values(entity, table))
    return RowChange(table, Operation.INSERT, (row_id_of(entity),), after=after)


def _deleted(entity: Entity) -> RowChange:
    table = _table_of(entity)
    before = plain_row(table, {each.name: _stored(entity, each.name) for each in table.columns})
    return RowChange(table, Operation.DELETE, (row_id_of(entity),), before=before)


def _updated(entity: Entity) -> RowChange | None:
    table = _table_of(entity)
    before: dict[str, Json] = {}
    after: dict[str, Json] = {}
    for column in table.columns:
        history = get_history(entity, column.name)
        if column.name in UNCOMPARED or not history.has_changes():
            continue
        if not history.deleted:
            raise RuntimeError(f"{table.name}.{column.name} was written before it was read")
        before[column.name] = plain(next(iter(history.deleted)))
        after[column.name] = plain(next(iter(history.added)))
    if not after:
        return None
    return RowChange(table, Operation.UPDATE, (row_id_of(entity),), before=before, after=after)


def _stored(entity: Entity, name: str) -> object:
    """Return what a row held until now: it may have been changed before it was deleted."""
    history = get_history(entity, name)
    return next(iter(history.deleted), getattr(entity, name))


def _values(entity: Entity, table: Table) -> dict[str, Any]:
    return {column.name: getattr(entity, column.name) for column in table.columns}
