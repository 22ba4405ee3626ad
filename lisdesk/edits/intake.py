"""Sort incoming rows into new, changed, known and joined ones, and write them by the thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from lisdesk.edits.incoming import ImportReport, IncomingRow
from lisdesk.edits.register import Register, Respondent, kind_of_type, nameless
from lisdesk.edits.row_merging import (
    PARAGRAPH,
    different_values,
    joined_row,
    joining_problems,
    merged,
    row_values,
    strictest,
    with_paragraph,
)
from lisdesk.edits.standing import state_again, window
from lisdesk.edits.submissions import submission_reference
from lisdesk.edits.texts import standing_body, write_text
from lisdesk.rules.lateness import judge
from lisdesk.rules.ledger import content_of_marked, disposition_of
from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.spans import normalised, text_hash
from lisdesk.rules.vocabulary import Channel, Permission, StakeholderKind
from lisdesk.store.changes import RowId
from lisdesk.store.entities import (
    Area,
    AuditEntry,
    Call,
    ImportRow,
    Question,
    SourceText,
    Stakeholder,
    StakeholderType,
    Submission,
)
from lisdesk.store.recorded_changes import rows_changed_by
from lisdesk.store.redactions import count_left
from lisdesk.store.work import Work

_OF_MANY = ("edit_submissions", "edit_stakeholder")
"""Verbs by which an officer corrects several submissions together."""
_OF_PEOPLE = ("edit_stakeholder", "split_stakeholder")
"""Verbs after which the register knows a respondent better than a sheet does."""


@dataclass(slots=True)
class _Known:
    """A row that came in before."""

    import_row_id: int
    digest: str
    submission_id: int
    group: str | None


class Intake:
    """One import under way: what is known already, what was counted, what is still to be
    written.
    """

    def __init__(
        self,
        work: Work,
        call: Call,
        begin: Callable[[], int],
        source: str,
        question_ids: Sequence[int],
        *,
        tells_permission: bool,
    ) -> None:
        """`begin` makes the import's own row and returns its number; it is called at the first
        write.
        """
        self._work = work
        self._call = call
        self._call_id, self._prefix = call.id, call.prefix
        self._begin = begin
        self._source = source
        self._question_ids = question_ids
        self._tells_permission = tells_permission
        self._register = Register(work)
        self._types = {
            each.key: (each.id, kind_of_type(each))
            for each in work.session.scalars(select(StakeholderType))
        }
        self._opens_at, self._closes_at = window(work, call)
        self._known, self._groups = self._what_is_known()
        self._counts = {
            "rows": 0,
            "new": 0,
            "changed": 0,
            "already_here": 0,
            "joined": 0,
            "blank": 0,
        }
        self._problems: list[dict[str, str]] = []
        self._undated = 0
        self._corrected: Set[RowId] | None = None
        self._renamed: Set[RowId] | None = None

    def take(self, rows: Sequence[IncomingRow]) -> None:
        """Write some rows of the file."""
        new: list[list[IncomingRow]] = []
        begun: dict[str, list[IncomingRow]] = {}
        to_join: list[IncomingRow] = []
        for row in rows:
            known = self._known.get(row.key)
            fate = self._fate(row, known)
            if fate != "already_here":  # its problems were told when it came in
                self._problems += [dict(problem) for problem in row.problems]
            self._counts["rows"] += 1
            self._counts[fate] += 1
            if fate == "changed" and known is not None:
                self._correct(row, known)
            elif fate == "new":
                new.append([row])
                if row.group is not None:
                    begun[row.group] = new[-1]
            elif fate == "joined":
                begun.get(row.group or "", to_join).append(row)
        self._write_new(new)
        for row in to_join:
            self._join(row)

    def report(self, reference: str | None, new_questions: list[int]) -> ImportReport:
        """Return what was done so far."""
        return ImportReport(
            reference=reference,
            problems=self._problems,
            new_questions=new_questions,
            undated=self._undated,
            **self._counts,
        )

    def _what_is_known(self) -> tuple[dict[str, _Known], dict[str, int | None]]:
        chosen = select(
            ImportRow.key, ImportRow.group, ImportRow.id, ImportRow.digest, ImportRow.submission_id
        ).where(ImportRow.call_id == self._call_id, ImportRow.source == self._source)
        known: dict[str, _Known] = {}
        groups: dict[str, int | None] = {}
        for key, group, row_id, digest, submission_id in self._work.session.execute(chosen):
            known[key] = _Known(row_id, digest, submission_id, group)
            if group is not None:
                groups[group] = submission_id
        return known, groups

    def _fate(self, row: IncomingRow, known: _Known | None) -> str:
        """Return which count a row belongs to; a group's first row is noted, its number still
        open.
        """
        if row.is_blank:
            return "blank"
        if known is not None:
            is_same = known.digest == row.digest and known.group == row.group
            return "already_here" if is_same else "changed"
        if row.group is not None:
            if row.group in self._groups:
                return "joined"
            self._groups[row.group] = None
        return "new"

    def _write_new(self, groups: Sequence[Sequence[IncomingRow]]) -> None:
        """Write new submissions, each from its first row and the rows that join it at once."""
        if not groups:
            return
        rows = []
        for group in groups:
            row, problems = joined_row(group)
            rows.append(row)
            self._problems += problems
        people = [self._person(row) for row in rows]
        self._register.save()
        ids = self._work.reserve_ids(Submission, len(rows))
        first = self._work.next_number(self._prefix, len(rows))
        text_ids = iter(self._work.reserve_ids(SourceText, sum(len(row.answers) for row in rows)))
        texts = [
            self._texts(row, submission_id, text_ids)
            for row, submission_id in zip(rows, ids, strict=True)
        ]
        self._work.insert_rows(
            Submission,
            [
                self._submission(row, ids[place], first + place, people[place], texts[place])
                for place, row in enumerate(rows)
            ],
        )
        self._work.insert_rows(SourceText, [text for own in texts for text in own])
        self._remember(
            [row for group in groups for row in group],
            [number for number, group in zip(ids, groups, strict=True) for _ in group],
        )

    def _person(self, row: IncomingRow) -> tuple[int | None, int | None, int | None]:
        """Return the numbers of respondent, type and area."""
        type_id, kind = self._types.get(row.type_key, (None, None))
        area_id = self._register.area_id(row.area)
        if row.is_organisation:
            kind = StakeholderKind.ORGANISATION
        respondent_id, known_type_id = self._register.stakeholder(
            Respondent(row.respondent, kind, type_id, area_id, row.email)
        )
        return respondent_id, type_id or known_type_id, area_id

    def _texts(
        self, row: IncomingRow, submission_id: int, text_ids: Iterator[int]
    ) -> list[dict[str, Any]]:
        """Return the texts of a row, each with the next of the numbers."""
        texts = []
        for place, raw in row.answers:
            body = normalised(raw)
            texts.append(
                {
                    "id": next(text_ids),
                    "submission_id": submission_id,
                    "question_id": self._question_ids[place],
                    "body": body,
                    "sha256": text_hash(body),
                    "is_non_answer": is_non_answer(body),
                    "is_current": True,
                    "replaces_id": None,
                }
            )
        return texts

    def _submission(
        self,
        row: IncomingRow,
        submission_id: int,
        number: int,
        person: tuple[int | None, int | None, int | None],
        texts: Sequence[dict[str, Any]],
    ) -> dict[str, Any]:
        respondent_id, type_id, area_id = person
        received_at = row.received_at or self._work.now
        self._undated += row.received_at is None
        content = content_of_marked((text["body"], text["is_non_answer"]) for text in texts)
        timing = judge(received_at, self._opens_at, self._closes_at)
        return {
            "id": submission_id,
            "call_id": self._call_id,
            "reference": submission_reference(self._prefix, number),
            "respondent_id": respondent_id,
            "submitted_by": row.submitted_by,
            "type_id": type_id,
            "area_id": area_id,
            "channel": row.channel or Channel.ONLINE,
            "sent_at": row.sent_at,
            "received_at": received_at,
            "permission": row.permission,
            "is_confidential": False,
            "set_aside": None,
            "late_choice": None,
            "content": content,
            "timing": timing,
            "disposition": disposition_of(None, content, timing, None),
            "extras": {
                **row.extras,
                **nameless("Respondent", row.respondent, respondent_id),
                **nameless("Area", row.area, area_id),
            },
            "unread": dict(row.unread),
        }

    def _remember(self, rows: Sequence[IncomingRow], submission_ids: Sequence[int]) -> None:
        """Keep which row went where."""
        import_id = self._begin()
        ids = self._work.reserve_ids(ImportRow, len(rows))
        self._work.insert_rows(
            ImportRow,
            [
                {
                    "id": ids[place],
                    "import_id": import_id,
                    "call_id": self._call_id,
                    "source": self._source,
                    "key": row.key,
                    "digest": row.digest,
                    "group": row.group,
                    "submission_id": submission_ids[place],
                    "row_number": row.row_number,
                }
                for place, row in enumerate(rows)
            ],
        )
        for place, row in enumerate(rows):
            self._known[row.key] = _Known(ids[place], row.digest, submission_ids[place], row.group)
            if row.group is not None:
                self._groups[row.group] = submission_ids[place]

    def _join(self, row: IncomingRow) -> None:
        """Add a row to the submission that an earlier row of its group made."""
        submission_id = self._groups[row.group or ""]
        assert submission_id is not None
        submission = self._work.session.get_one(Submission, submission_id)
        self._add_to_group(row, submission)
        state_again(self._work, submission, self._call)
        self._remember([row], [submission_id])

    def _correct(self, row: IncomingRow, known: _Known) -> None:
        """Bring a submission to what its row says now; older versions of its texts are kept.

        What an officer has corrected here since is not overwritten: then the row's new values are
        kept beside it, and a problem says so. Rows of a group add to what stands.
        """
        self._begin()
        submission = self._work.session.get_one(Submission, known.submission_id)
        if submission.id in self._corrected_here():
            self._keep_ours(row, submission)
        elif known.group is not None or row.group is not None:
            self._add_to_group(row, submission)
            self._tell(
                row,
                "The row has changed since it was joined with others into one submission.",
                "Its new text was added after the text that stood there.",
            )
        else:
            self._take_theirs(row, submission)
        state_again(self._work, submission, self._call)
        self._work.session.get_one(ImportRow, known.import_row_id).digest = row.digest
        self._work.session.flush()
        known.digest = row.digest

    def _take_theirs(self, row: IncomingRow, submission: Submission) -> None:
        said = dict(row.answers)
        for place, question_id in enumerate(self._question_ids):
            self._write(row, submission.id, question_id, said.get(place, ""))
        submission.extras, submission.unread = dict(row.extras), dict(row.unread)
        if submission.respondent_id in self._corrected_stakeholders():  # known better than here
            row = row._replace(respondent="", email="")
        respondent_id, type_id, area_id = self._person(row)
        self._register.save()
        submission.respondent_id = respondent_id or submission.respondent_id
        submission.type_id = type_id or submission.type_id
        submission.area_id = area_id or submission.area_id
        for name in ("submitted_by", "channel", "received_at", "sent_at"):
            setattr(submission, name, getattr(row, name) or getattr(submission, name))
        if self._tells_permission:  # one that is now blank or unreadable permits nothing
            submission.permission = row.permission

    def _keep_ours(self, row: IncomingRow, submission: Submission) -> None:
        differing = different_values(self._standing_values(submission), row_values(row))
        for place, raw in row.answers:
            question = self._work.session.get_one(Question, self._question_ids[place])
            if standing_body(self._work, submission.id, question.id) != normalised(raw):
                differing[f"answer to question {question.number}"] = normalised(raw)
        extras = merged(submission.extras, differing, row.row_number, always=True)
        submission.extras = merged(extras, row.extras, row.row_number)
        submission.unread = merged(submission.unread, row.unread, row.row_number)
        if self._tells_permission and submission.permission is not None:
            incoming = row.permission or Permission.NONE
            submission.permission = strictest([submission.permission, incoming])
        self._tell(
            row,
            "The row has changed, and the submission has been corrected here since it came in.",
            "What stands here was kept; the row's new values stand among its other columns.",
        )

    def _add_to_group(self, row: IncomingRow, submission: Submission) -> None:
        """Add what a row says to the submission of its group, once."""
        for place, raw in row.answers:
            question_id = self._question_ids[place]
            before = standing_body(self._work, submission.id, question_id)
            if normalised(raw) not in before.split(PARAGRAPH):
                self._write(row, submission.id, question_id, with_paragraph(before, raw))
        differing = different_values(self._standing_values(submission), row_values(row))
        self._problems += joining_problems(row, differing)
        extras = merged(submission.extras, row.extras, row.row_number)
        submission.extras = merged(extras, differing, row.row_number, always=True)
        submission.unread = merged(submission.unread, row.unread, row.row_number)
        submission.permission = strictest([submission.permission, row.permission])

    def _write(
        self, row: IncomingRow, submission_id: int, question_id: int | None, body: str
    ) -> None:
        left = write_text(self._work, submission_id, question_id, body)
        if left.memos:
            self._tell(
                row,
                f"Memos whose words do not stand in the changed text: {left.memos}.",
                "They were kept, on the earlier version of the text.",
            )
        if left.excerpts:
            self._tell(
                row,
                f"Tagged excerpts that do not stand in the changed text: {left.excerpts}.",
                "Their tags were kept, on the earlier version of the text.",
            )
        redactions = count_left(self._work.session, submission_id)
        if redactions:
            self._tell(
                row,
                f"Redactions whose words do not stand in the changed text: {redactions}.",
                "They were kept; no publication shows the changed text until they are settled.",
            )

    def _standing_values(self, submission: Submission) -> dict[str, object]:
        session = self._work.session
        respondent = session.get(Stakeholder, submission.respondent_id or 0)
        kind = session.get(StakeholderType, submission.type_id or 0)
        area = session.get(Area, submission.area_id or 0)
        return {
            "respondent": respondent.name if respondent else "",
            "email": respondent.email if respondent else "",
            "type_key": kind.key if kind else "",
            "area": area.name if area else "",
            "submitted_by": submission.submitted_by,
            "channel": submission.channel,
            "received_at": submission.received_at,
            "sent_at": submission.sent_at,
        }

    def _corrected_here(self) -> Set[RowId]:
        """Return the numbers of the submissions that an officer has corrected."""
        if self._corrected is None:
            session = self._work.session
            entries = select(AuditEntry.subject).where(
                AuditEntry.call_id == self._call_id, AuditEntry.verb == "edit_submission"
            )
            corrected = select(Submission.id).where(Submission.reference.in_(entries))
            together = rows_changed_by(session, _OF_MANY, "submission")
            self._corrected = together.union(session.scalars(corrected))
        return self._corrected

    def _corrected_stakeholders(self) -> Set[RowId]:
        """Return the numbers of the stakeholders that an officer has corrected."""
        if self._renamed is None:
            self._renamed = rows_changed_by(self._work.session, _OF_PEOPLE, "stakeholder")
        return self._renamed

    def _tell(self, row: IncomingRow, what: str, kept: str) -> None:
        self._problems.append({"where": f"row {row.row_number}", "what": what, "kept": kept})
