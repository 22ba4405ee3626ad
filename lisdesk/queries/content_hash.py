"""One hash for the whole content of a call: the same on SQLite and PostgreSQL, for ever."""

from __future__ import annotations

import hashlib
import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, or_, select, union_all
from sqlalchemy.orm import Session

from lisdesk.store.entities import all_tables
from lisdesk.store.rows import content_columns, plain
from lisdesk.telling import Tell, nobody

_FORM = "lisdesk call content 1"
"""Goes into the hash, so that another way of hashing can never be mistaken for this one."""
_ROWS_AT_ONCE = 1_000
_ELSEWHERE = -1
"""In place of the number of a row that does not belong to the call."""
_OF_CALL = (
    "call_body",
    "deadline",
    "closing",
    "question",
    "priority",
    "submission",
    "import",
    "import_row",
)
_OF_SUBMISSION = (
    "source_text",
    "attachment",
    "confidentiality_request",
    "late_decision",
    "set_aside_decision",
    "tag",
)
_BARE_NUMBERS = {
    "frame_event": frozenset({"priority_id", "other_id", "before"}),
    "redaction": frozenset({"newest_publication"}),
    "saved_view": frozenset({"definition"}),
}
"""By table, columns that tell of rows by their numbers, gone ones among them."""


def content_hash(session: Session, call_id: int, tell: Tell = nobody) -> str:
    """Return the SHA-256, in hexadecimal, of everything that belongs to a call.

    That is the call with its bodies, deadlines, questions and priorities, its imports and its
    submissions with their texts, decisions and tags, its findings and what is done about them, the
    respondents and areas of those, and the lists of stakeholder types and framework labels. Not in
    it: the audit, which tag a change of the frame moved, versions of rows, counters, records of
    publications, the steps of the call's life and when to remind of it, and the bytes of
    attachments, whose own hashes are. Rows are read in the order of their numbers, a thousand at a
    time; the numbers themselves do not count, since two engines may leave other gaps in them.
    `tell` hears of each thousand.
    """
    digest = hashlib.sha256(_FORM.encode())
    encode = json.JSONEncoder(
        ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    ).encode
    belonging = dict(_belonging(call_id)) | dict(_later_ones(session, call_id))
    places: dict[str, _Places] = {}
    for name, table in _referenced(belonging):
        places[name] = _places(session, table, belonging[name])
        tell(0)
    for name, condition in belonging.items():
        table = _table(name)
        left_out = {"id"} | _BARE_NUMBERS.get(name, frozenset())
        columns = [column for column in content_columns(table) if column not in left_out]
        targets = _targets(table, columns, places)
        digest.update(f"\n{encode([name, columns])}".encode())
        chosen = _in_order(select(*(table.c[column] for column in columns)), table, condition)
        for page in session.execute(chosen).partitions(_ROWS_AT_ONCE):
            rows = [_placed(list(row), targets) for row in page]
            tell(len(rows))
            digest.update(f",{encode(rows)[1:-1]}".encode())  # the same whatever a page holds
    return digest.hexdigest()


def content_rows(session: Session, call_id: int) -> int:
    """Return how many rows the content hash of a call is made from."""
    counts = (
        select(func.count()).select_from(_table(name)).where(*[] if each is None else [each])
        for name, each in chain(_belonging(call_id), _later_ones(session, call_id))
    )
    return sum(session.scalar(count) or 0 for count in counts)


class _Places:
    """The place of each row of a table among those that belong to the call, by its number."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._numbers = array("q", numbers)

    def place(self, number: int) -> int:
        """Return the place of a row; that of one that does not belong to the call is elsewhere."""
        place = bisect_left(self._numbers, number)
        is_there = place < len(self._numbers) and self._numbers[place] == number
        return place if is_there else _ELSEWHERE


def _referenced(names: Iterable[str]) -> list[tuple[str, Table]]:
    """Return the tables whose rows other rows of a call point to by number."""
    found = {
        key.column.table.name
        for name in names
        for key in _table(name).foreign_keys
        if key.column.name == "id"
    }
    return [(name, _table(name)) for name in sorted(found)]


def _places(session: Session, table: Table, condition: ColumnElement[bool] | None) -> _Places:
    """Return the place of each row among those of its table that belong to the call."""
    return _Places(session.scalars(_in_order(select(table.c.id), table, condition)))


def _targets(
    table: Table, columns: list[str], places: Mapping[str, _Places]
) -> list[tuple[int, _Places]]:
    """Return the positions of the columns that point to a row, with the places of such rows."""
    return [
        (position, places[key.column.table.name])
        for position, column in enumerate(columns)
        for key in table.c[column].foreign_keys
        if key.column.name == "id"
    ]


def _placed(values: list[object], targets: list[tuple[int, _Places]]) -> list[object]:
    """Put places where numbers of rows stand."""
    for position, places in targets:
        number = values[position]
        if isinstance(number, int):
            values[position] = places.place(number)
    return values


def _in_order(
    chosen: Select[*tuple[Any, ...]], table: Table, condition: ColumnElement[bool] | None
) -> Select[*tuple[Any, ...]]:
    if condition is not None:
        chosen = chosen.where(condition)
    return chosen.order_by(table.c.id).execution_options(yield_per=_ROWS_AT_ONCE)


def _belonging(call_id: int) -> Iterator[tuple[str, ColumnElement[bool] | None]]:
    """Yield every table that a call's content stands in, with the rows of it that belong."""
    yield "call", _table("call").c.id == call_id
    for name in _OF_CALL:
        yield name, _table(name).c.call_id == call_id
    submissions = _numbers("submission", call_id)
    for name in _OF_SUBMISSION:
        yield name, _table(name).c.submission_id.in_(submissions)
    texts = _table("source_text")
    own_texts = select(texts.c.id).where(texts.c.submission_id.in_(submissions))
    yield "excerpt", _table("excerpt").c.text_id.in_(own_texts)
    yield (
        "question_label",
        _table("question_label").c.question_id.in_(_numbers("question", call_id)),
    )
    yield (
        "priority_label",
        _table("priority_label").c.priority_id.in_(_numbers("priority", call_id)),
    )
    yield from _shared(call_id)


def _later_ones(session: Session, call_id: int) -> Iterator[tuple[str, ColumnElement[bool] | None]]:
    """Yield the tables of later versions that hold any rows of a call: one without such rows keeps
    the hash that it had.
    """
    for name, condition in _of_later_versions(call_id):
        table = _table(name)
        if session.scalar(select(table.c.id).where(condition).limit(1)) is not None:
            yield name, condition


def _of_later_versions(call_id: int) -> Iterator[tuple[str, ColumnElement[bool]]]:
    submissions = _numbers("submission", call_id)
    imports = _numbers("import", call_id)
    yield "import_reading", _table("import_reading").c.import_id.in_(imports)
    mails = _table("mail")
    own_mails = select(mails.c.id).where(mails.c.submission_id.in_(submissions))
    yield "mail", mails.c.submission_id.in_(submissions)
    yield "mail_file", _table("mail_file").c.mail_id.in_(own_mails)
    attachments = _table("attachment")
    own_attachments = select(attachments.c.id).where(attachments.c.submission_id.in_(submissions))
    yield "extraction", _table("extraction").c.attachment_id.in_(own_attachments)
    campaigns, tags = _numbers("campaign", call_id), _table("tag")
    own_tags = select(tags.c.id).where(tags.c.submission_id.in_(submissions))
    excerpts, texts = _table("excerpt"), _table("source_text")
    own_texts = select(texts.c.id).where(texts.c.submission_id.in_(submissions))
    own_excerpts = select(excerpts.c.id).where(excerpts.c.text_id.in_(own_texts))
    yield "bookmark", _table("bookmark").c.excerpt_id.in_(own_excerpts)
    yield "campaign", _table("campaign").c.call_id == call_id
    yield "campaign_member", _table("campaign_member").c.campaign_id.in_(campaigns)
    yield "inherited_tag", _table("inherited_tag").c.tag_id.in_(own_tags)
    yield "attendance", _table("attendance").c.submission_id.in_(submissions)
    yield "submission_link", _table("submission_link").c.submission_id.in_(submissions)
    priorities = _numbers("priority", call_id)
    yield "priority_detail", _table("priority_detail").c.priority_id.in_(priorities)
    yield "frame_event", _table("frame_event").c.call_id == call_id
    yield "suggestion_decision", _table("suggestion_decision").c.submission_id.in_(submissions)
    yield "suggestion_switch", _table("suggestion_switch").c.call_id == call_id
    yield "saved_view", _table("saved_view").c.call_id == call_id
    for name in ("redaction", "kept_words"):
        yield name, _table(name).c.text_id.in_(own_texts)
    yield "memo", _table("memo").c.submission_id.in_(submissions)
    yield "finding", _table("finding").c.priority_id.in_(priorities)
    yield "feedback", _table("feedback").c.priority_id.in_(priorities)
    yield "coverage_target", _table("coverage_target").c.call_id == call_id
    yield "set_relevance", _table("set_relevance").c.submission_id.in_(submissions)
    yield "call_date", _table("call_date").c.call_id == call_id
    yield "late_policy", _table("late_policy").c.call_id == call_id
    yield "call_wording", _table("call_wording").c.call_id == call_id
    asked = _numbers("question", call_id)
    yield "question_detail", _table("question_detail").c.question_id.in_(asked)
    yield "quantifier_scale", _table("quantifier_scale").c.call_id == call_id
    yield from _carried(call_id)
    yield from _of_the_register(call_id)
    yield from _of_the_work(call_id)


def _of_the_work(call_id: int) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """Yield who is to work on what, and what was coded by several officers."""
    samples, items = _numbers("coding_sample", call_id), _table("sample_item")
    own_items = select(items.c.id).where(items.c.sample_id.in_(samples))
    yield "coding_sample", _table("coding_sample").c.call_id == call_id
    for name in ("sample_stratum", "sample_coder", "sample_item"):
        yield name, _table(name).c.sample_id.in_(samples)
    for name in ("coded_item", "blind_tag", "settlement"):
        yield name, _table(name).c.item_id.in_(own_items)
    assigned = _table("assignment").c.submission_id
    yield "assignment", assigned.in_(_numbers("submission", call_id))


def _carried(call_id: int) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """Yield what came to a call's submissions with those that were merged into them."""
    submissions, decisions = _numbers("submission", call_id), _table("set_aside_decision")
    merges = select(decisions.c.id).where(decisions.c.submission_id.in_(submissions))
    yield "own_permission", _table("own_permission").c.submission_id.in_(submissions)
    for name in ("carried_request", "carried_tag", "carried_memo"):
        yield name, _table(name).c.decision_id.in_(merges)


def _of_the_register(call_id: int) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """Yield what the register says of a call's stakeholders beside their own rows, and of types."""
    own, merges = _own_stakeholders(call_id), _table("stakeholder_merge")
    own_merges = select(merges.c.id).where(merges.c.merged_id.in_(own))
    yield "stakeholder_merge", merges.c.merged_id.in_(own)
    yield "carried_submission", _table("carried_submission").c.merge_id.in_(own_merges)
    for name in ("stakeholder_alias", "stakeholder_contact", "membership"):
        yield name, _table(name).c.stakeholder_id.in_(own)
    yield "acting_for", _table("acting_for").c.agent_id.in_(own)
    yield "kept_apart", _table("kept_apart").c.one_id.in_(own)
    for name in ("type_retirement", "type_synonym"):
        yield name, _table(name).c.type_id.is_not(None)
    areas = select(_table("submission").c.area_id).where(_table("submission").c.call_id == call_id)
    yield "second_lead", _table("second_lead").c.area_id.in_(areas)


def _shared(call_id: int) -> Iterator[tuple[str, ColumnElement[bool] | None]]:
    """Yield the tables that calls have in common."""
    stakeholders, areas, calls = _table("stakeholder"), _table("area"), _table("call")
    own_stakeholders = stakeholders.c.id.in_(_own_stakeholders(call_id))
    own_areas = or_(
        areas.c.id.in_(_numbers("submission", call_id, "area_id")),
        areas.c.id.in_(select(stakeholders.c.area_id).where(own_stakeholders)),
    )
    framework = select(calls.c.framework_id).where(calls.c.id == call_id)
    yield "stakeholder", own_stakeholders
    yield "area", own_areas
    yield (
        "lead_body",
        or_(
            _table("lead_body").c.id.in_(_numbers("call_body", call_id, "lead_body_id")),
            _table("lead_body").c.id.in_(select(areas.c.lead_body_id).where(own_areas)),
            _table("lead_body").c.id.in_(_second_leads(own_areas)),
        ),
    )
    yield "stakeholder_type", None
    yield "framework", _table("framework").c.id.in_(framework)
    yield "framework_label", _table("framework_label").c.framework_id.in_(framework)


def _second_leads(own_areas: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    areas, second = _table("area"), _table("second_lead")
    return (
        select(second.c.lead_body_id).join(areas, areas.c.id == second.c.area_id).where(own_areas)
    )


def _own_stakeholders(call_id: int) -> Select[*tuple[Any, ...]]:
    """Return the respondents of a call and who was at its events, as they stand, and the
    stakeholders that were merged into them.
    """
    merge = _table("stakeholder_merge")
    own = _numbers("submission", call_id, "respondent_id").where(
        _table("submission").c.respondent_id.is_not(None)
    )
    standing = union_all(own, select(_standing_attendees(call_id))).subquery()
    found = select(standing.c.respondent_id).cte("own_stakeholder", recursive=True)
    merged = select(merge.c.merged_id).join(found, merge.c.into_id == found.c.respondent_id)
    return select(found.union(merged).c.respondent_id)


def _standing_attendees(call_id: int) -> ColumnElement[int]:
    """Return the attendees of a call, and those into whom they were merged."""
    merge, attendance = _table("stakeholder_merge"), _table("attendance")
    own = select(attendance.c.stakeholder_id).where(
        attendance.c.submission_id.in_(_numbers("submission", call_id))
    )
    found = own.cte("attendee", recursive=True)
    into = select(merge.c.into_id).join(found, merge.c.merged_id == found.c.stakeholder_id)
    return found.union(into).c.stakeholder_id


def _numbers(name: str, call_id: int, column: str = "id") -> Select[*tuple[object, ...]]:
    """Return the numbers that a column holds in a table's rows of a call."""
    table = _table(name)
    return select(table.c[column]).where(table.c.call_id == call_id)


def _table(name: str) -> Table:
    return all_tables().tables[name]
