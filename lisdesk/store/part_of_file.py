"""Which rows of a file go with some submissions of a call, and which stay behind.

Rows are found by what their foreign keys lead to, so that a table of a later version is not
forgotten: it either follows the call or its submissions, or it is named here with a reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from lisdesk.store.changes import RowId
from lisdesk.store.entities import Entity, all_entities, all_tables
from lisdesk.store.merged_in_part import without_merged
from lisdesk.store.told_in_part import Changes, words_on_others
from lisdesk.telling import Tell, nobody, told

WHOLE = frozenset(
    {
        "framework",
        "framework_label",
        "lead_body",
        "stakeholder_type",
        "type_retirement",
    }
)
"""Lists that tell of no submission: all of their rows go."""

NEEDED = frozenset({"area", "blob", "import", "stakeholder"})
"""Only the rows go that others lead to which go."""

OF_THE_CALL = frozenset(
    {
        "call_body",
        "call_date",
        "call_wording",
        "closing",
        "deadline",
        "frame_event",
        "late_policy",
        "priority",
        "priority_detail",
        "priority_label",
        "quantifier_scale",
        "question",
        "question_detail",
        "question_label",
        "stage_change",
        "suggestion_switch",
    }
)
"""Go with the call, whatever submissions do."""

LEFT_OUT: Mapping[str, str] = {
    "acknowledgement_text": "how they write there",
    "assignment": "who works on what is for those who work there",
    "audit_change": "the history tells of all submissions",
    "audit_entry": "the history tells of all submissions",
    "audit_value": "the history holds the words of all submissions",
    "blind_tag": "a sample is of all submissions",
    "body_name": "goes with the programme",
    "chase": "whom they wrote to there, most of whom said nothing",
    "coded_item": "a sample is of all submissions",
    "coding_sample": "a sample is of all submissions",
    "contact_export": "where the contacts of all stakeholders went",
    "coverage_target": "what they want of all submissions",
    "draft": "what somebody is typing",
    "feedback": "says what all submissions said",
    "file_fact": "the new file has its own",
    "finding": "concludes from all submissions",
    "hand_over": "what was handed over to others",
    "import_reading": "how a sheet with all submissions was read",
    "import_row": "tells of all rows of a sheet",
    "kept_apart": "tells of pairs of stakeholders as all submissions made them",
    "mail_file": "where files lie on a machine of the origin",
    "programme_area": "public; it can be taken in there as well",
    "programme_document": "goes with the programme",
    "programme_member": "goes with the programme",
    "programme_spelling": "goes with the programme",
    "programme_theme": "goes with the programme",
    "programme_update": "goes with the programme",
    "publication": "was made from all submissions",
    "publication_check": "was made from all submissions",
    "read_mark": "who has read what there",
    "reference_counter": "the new file sets its own, beyond the last number given out",
    "sample_coder": "a sample is of all submissions",
    "sample_item": "a sample is of all submissions",
    "sample_stratum": "a sample is of all submissions",
    "reminder_days": "what they want to be reminded of there",
    "saved_view": "may be of submissions that stay",
    "setting": "how they work there",
    "settlement": "a sample is of all submissions",
    "suggestion_decision": "was proposed from what all submissions taught",
    "type_synonym": "words of sheets with all submissions",
    "unsettled_publication": "was made from all submissions",
}
"""Tables of which no row goes, each with the reason."""

_BARE = {"carried_over": {"tag_id": "tag", "joined_to_id": "tag"}}
"""Columns that lead to rows without a foreign key, since those may be gone."""
_AT_ONCE = 500


class PartOfFile:
    """The rows that go with some submissions of a call; planned in one moment of the file."""

    def __init__(
        self,
        session: Session,
        call_id: int,
        submission_ids: Iterable[int],
        tell: Tell = nobody,
    ) -> None:
        """`tell` hears how many more rows were looked at."""
        self._session, self._tell = session, tell
        self._tables = [each for each in all_tables().sorted_tables if each.name not in LEFT_OUT]
        self._ids: defaultdict[str, set[RowId]] = defaultdict(set)
        self._ids["call"] = {call_id}
        self._ids["submission"] = set(submission_ids)
        self._changes: Changes = words_on_others(session, call_id, self._ids["submission"])
        followers = [each for each in self._tables if follows(each)]
        of_submissions = _of_submissions(self._tables)
        later = {each.name for each in followers if _is_of_needed(each, of_submissions)}
        for table in self._tables:
            if table.name in WHOLE:
                self._ids[table.name] = set(session.scalars(select(_key(table))))
        for table in followers:
            if table.name not in later:
                self._follow(table, [each for each in _leads(table) if each[1] not in NEEDED])
        self._need(of_submissions)
        for table in followers:
            if table.name in later:
                self._follow(table, _leads(table))
        for name, changes in self._changes.items():
            self._ids[name] -= {row_id for row_id, values in changes.items() if values is None}

    def rows_by_table(self) -> dict[str, int]:
        """Return how many rows go of each table that has any."""
        return {name: len(ids) for name, ids in sorted(self._ids.items()) if ids}

    def pages(self) -> Iterator[tuple[type[Entity], list[dict[str, Any]]]]:
        """Yield the rows, some at a time and without their versions, so that what a row leads to
        comes before it, but for rows that lead to others of their own table.
        """
        for table in self._tables:
            key, ids = _key(table), sorted(self._ids[table.name], key=_in_order)
            at_once = 1 if table.name == "blob" else _AT_ONCE
            for start in range(0, len(ids), at_once):
                chosen = select(table).where(key.in_(ids[start : start + at_once])).order_by(key)
                found = self._session.connection().execute(chosen).mappings()
                yield all_entities()[table.name], [self._as_told(table, dict(row)) for row in found]

    def _as_told(self, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
        changed = self._changes.get(table.name, {}).get(row[_key(table).name]) or {}
        return {name: value for name, value in {**row, **changed}.items() if name != "version"}

    def _follow(self, table: Table, leads: Sequence[tuple[str, str]]) -> None:
        """Take the rows of which everything goes that they lead to; rows that lead to others of
        their own table go with those.
        """
        for row_id, *values in self._read(table, leads):
            if all(
                value is None or target == table.name or value in self._ids[target]
                for value, (_, target) in zip(values, leads, strict=True)
            ):
                self._ids[table.name].add(row_id)

    def _need(self, of_submissions: Collection[str]) -> None:
        """Take what submissions and what is said of them lead to, until nothing is missing.

        What leads to the call as well, such as whom it wrote to, needs nothing by itself.
        """
        for table in self._tables:
            if table.name in of_submissions:
                self._take_needed(table)
        merge = all_tables().tables["stakeholder_merge"]
        pairs = self._session.execute(select(merge.c.merged_id, merge.c.into_id))
        stands_for: dict[RowId, RowId] = {merged: into for merged, into in pairs}
        new = set(self._ids["stakeholder"])
        while new:
            new = {stands_for[each] for each in new if each in stands_for}
            new -= self._ids["stakeholder"]
            self._ids["stakeholder"] |= new
        own, submissions = self._ids["stakeholder"], self._ids["submission"]
        self._changes.update(without_merged(self._session, own, submissions))
        self._take_needed(all_tables().tables["stakeholder"])

    def _take_needed(self, table: Table) -> None:
        leads = [each for each in _leads(table) if each[1] in NEEDED]
        own, changes = self._ids[table.name], self._changes.get(table.name, {})
        for row_id, *values in self._read(table, leads) if leads else ():
            if row_id in own:
                changed = changes.get(row_id) or {}
                for stored, (name, target) in zip(values, leads, strict=True):
                    if (value := changed.get(name, stored)) is not None:
                        self._ids[target].add(value)

    def _read(self, table: Table, leads: Sequence[tuple[str, str]]) -> Iterator[tuple[Any, ...]]:
        chosen = select(_key(table), *(table.c[name] for name, _ in leads))
        for row in told(self._session.connection().execute(chosen), self._tell):
            yield tuple(row)


def follows(table: Table) -> bool:
    """Whether rows of a table go with those that they lead to."""
    return table.name not in {*WHOLE, *NEEDED, *LEFT_OUT, "call", "submission"}


def _of_submissions(tables: Iterable[Table]) -> set[str]:
    """Return the tables that say something of submissions; given so that each comes after those
    that it leads to.
    """
    found = {"submission"}
    for table in tables:
        targets = {target for _, target in _leads(table)}
        if follows(table) and "stakeholder_merge" not in targets and targets & found:
            found.add(table.name)
    return found


def _is_of_needed(table: Table, of_submissions: Collection[str]) -> bool:
    """Whether its rows go with those that submissions need, and so after these are known."""
    targets = {target for _, target in _leads(table)}
    is_of_needed = bool(targets & NEEDED) and table.name not in of_submissions
    return "stakeholder_merge" in targets or is_of_needed


def _leads(table: Table) -> list[tuple[str, str]]:
    """Return the columns that lead to rows, with the tables of those."""
    found = [
        (column.name, key.column.table.name)
        for column in table.columns
        for key in column.foreign_keys
    ]
    return [*found, *_BARE.get(table.name, {}).items()]


def _key(table: Table) -> Column[Any]:
    (key,) = table.primary_key.columns
    return key


def _in_order(row_id: RowId) -> tuple[int, str]:
    return (row_id, "") if isinstance(row_id, int) else (0, row_id)
