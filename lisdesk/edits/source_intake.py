"""Sources that come in: new ones become submissions, known ones are left alone or added to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from lisdesk.edits.incoming_projects import IncomingProject
from lisdesk.edits.known_sources import KnownSources, source_digest
from lisdesk.edits.register import Register, Respondent, kind_of_type, nameless
from lisdesk.edits.source_passages import PassagePlace, tag_known_passage, tag_passage
from lisdesk.edits.source_questions import SourceQuestions
from lisdesk.edits.source_rows import Arrival, write_arrivals, write_decisions, write_texts
from lisdesk.edits.source_tags import SourceTags, TextRow
from lisdesk.edits.source_told import Told, told_by
from lisdesk.edits.standing import window
from lisdesk.edits.submissions import submission_reference
from lisdesk.rules.coded_answers import Part
from lisdesk.rules.coded_project import Lost, Source
from lisdesk.rules.lateness import judge
from lisdesk.rules.ledger import content_of_marked, disposition_of
from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.vocabulary import Channel, WhatIsKnown
from lisdesk.store.entities import (
    Call,
    SourceText,
    StakeholderType,
    Submission,
)
from lisdesk.store.work import Work


class Fresh(NamedTuple):
    """A source that becomes a submission."""

    number: int
    """Its place in the project, from 1."""
    key: str
    source: Source
    told: Told
    parts: tuple[Part, ...]


class SourceIntake:
    """The sources of one project on their way into a call."""

    def __init__(
        self,
        work: Work,
        call: Call,
        project: IncomingProject,
        priority_ids: dict[str, int],
        known: KnownSources,
        questions: SourceQuestions,
        begin: Callable[[], int],
    ) -> None:
        """`begin` makes the import's own row and returns its number; called at the first write."""
        self._begin = begin
        self._work = work
        self._call = call
        self._project = project
        self._priority_ids = priority_ids
        self._known = known
        self._questions = questions
        self._register = Register(work)
        self._types = {
            word: (each.id, kind_of_type(each))
            for each in work.session.scalars(select(StakeholderType))
            for word in (each.key.casefold(), each.label.casefold())
        }
        self._opens_at, self._closes_at = window(work, call)
        self.rows = self.new = self.changed = self.blank = self.undated = 0
        self.excerpts = self.tags = self.tags_here = self.bookmarks = 0
        self.memos = self.memos_kept = 0
        self.lost: list[Lost] = []

    def take(self, sources: Sequence[tuple[Source, bool]]) -> None:
        """Write some sources."""
        fresh: list[Fresh] = []
        again: list[tuple[Source, int]] = []
        for source, has_text in sources:
            self.rows += 1
            if not has_text:
                self.blank += 1
                continue
            submission_id = self._known.submission_of(source)
            if submission_id is not None and self._project.known is not WhatIsKnown.COPY:
                again.append((source, submission_id))
                continue
            told = told_by(source)
            key = self._known.free_key(source.guid)
            fresh.append(Fresh(self.rows, key, source, told, self._parts(source, told)))
        self._write_new(fresh)
        if self._project.known is WhatIsKnown.UPDATE:
            self._add_to(again)

    def _parts(self, source: Source, told: Told) -> tuple[Part, ...]:
        """Return where the answers stand; a text that was changed elsewhere is one letter."""
        parts = self._questions.parts_of(source.text, told.answers)
        if parts is None:
            what = "Its answers cannot be told apart any more."
            self.lost.append(Lost(f"the source “{source.name}”", what, "One text of all."))
            return (Part(0, len(source.text)),)
        return parts

    def _write_new(self, fresh: Sequence[Fresh]) -> None:
        if not fresh:
            return
        import_id = self._begin()
        people = [self._person(each.told) for each in fresh]
        self._register.save()
        ids = self._work.reserve_ids(Submission, len(fresh))
        first = self._work.next_number(self._call.prefix, len(fresh))
        text_ids = iter(self._work.reserve_ids(SourceText, sum(len(each.parts) for each in fresh)))
        texts = [
            [
                TextRow(
                    next(text_ids),
                    self._questions.id_of(part),
                    each.source.text[part.start : part.end],
                )
                for part in each.parts
            ]
            for each in fresh
        ]
        self._work.insert_rows(
            Submission,
            [
                self._submission(each, ids[place], first + place, people[place], texts[place])
                for place, each in enumerate(fresh)
            ],
        )
        write_texts(self._work, ids, texts)
        write_decisions(self._work, ids, [each.told for each in fresh], self._project.name)
        arrivals = [Arrival(each.key, source_digest(each.source), each.number) for each in fresh]
        write_arrivals(self._work, self._call.id, import_id, ids, arrivals)
        self._tag_new(fresh, ids, texts)
        self.new += len(fresh)

    def _person(self, told: Told) -> tuple[int | None, int | None, int | None]:
        """Return the numbers of respondent, type and area."""
        type_id, kind = self._types.get(told.type_label.casefold(), (None, None))
        if told.type_label and type_id is None:
            told.extras["Respondent type"] = told.type_label
        area_id = self._register.area_id(told.area)
        respondent_id, known_type_id = self._register.stakeholder(
            Respondent(told.respondent, kind, type_id, area_id)
        )
        return respondent_id, type_id or known_type_id, area_id

    def _submission(
        self,
        fresh: Fresh,
        submission_id: int,
        number: int,
        person: tuple[int | None, int | None, int | None],
        texts: Sequence[TextRow],
    ) -> dict[str, Any]:
        told, (respondent_id, type_id, area_id) = fresh.told, person
        received_at = told.received_at or self._work.now
        self.undated += told.received_at is None
        content = content_of_marked((text.body, is_non_answer(text.body)) for text in texts)
        timing = judge(received_at, self._opens_at, self._closes_at)
        reference = submission_reference(self._call.prefix, number)
        extras = {**told.extras, **nameless("Respondent", told.respondent, respondent_id)}
        if told.reference and told.reference != reference:
            extras["Reference before"] = told.reference
        return {
            "id": submission_id,
            "call_id": self._call.id,
            "reference": reference,
            "respondent_id": respondent_id,
            "submitted_by": told.submitted_by,
            "type_id": type_id,
            "area_id": area_id,
            "channel": told.channel or Channel.ONLINE,
            "sent_at": told.sent_at,
            "received_at": received_at,
            "permission": told.permission,
            "is_confidential": told.is_confidential,
            "set_aside": told.set_aside,
            "late_choice": None,
            "content": content,
            "timing": timing,
            "disposition": disposition_of(told.set_aside, content, timing, None),
            "extras": extras,
            "unread": {},
        }

    def _tag_new(
        self, fresh: Sequence[Fresh], ids: Sequence[int], texts: Sequence[Sequence[TextRow]]
    ) -> None:
        tags = SourceTags(self._work, self._priority_ids, submission_ids=(), text_ids=())
        for each, submission_id, own in zip(fresh, ids, texts, strict=True):
            for passage in each.source.passages:
                place = PassagePlace(submission_id, each.source, passage, each.parts)
                self.lost += tag_passage(tags, place, own)
            tags.tag_whole(submission_id, each.source)
        self._save(tags)

    def _add_to(self, again: Sequence[tuple[Source, int]]) -> None:
        """Add the tags and memos that known submissions do not have."""
        texts = self._known.texts([own for _, own in again])
        tags = SourceTags(
            self._work,
            self._priority_ids,
            submission_ids=[own for _, own in again],
            text_ids=[text.text_id for own in texts.values() for text in own],
        )
        for source, submission_id in again:
            before = tags.news
            answers = told_by(source).answers
            parts = self._questions.parts_of(source.text, answers, may_ask=False)
            parts = parts or (Part(0, len(source.text)),)
            for passage in source.passages:
                place = PassagePlace(submission_id, source, passage, parts)
                self.lost += tag_known_passage(tags, place, texts[submission_id])
            tags.tag_whole(submission_id, source)
            self.changed += tags.news > before
        self._save(tags)

    def _save(self, tags: SourceTags) -> None:
        if tags.news:
            self._begin()
        tags.save()
        self.excerpts += tags.excerpts
        self.tags += tags.added
        self.tags_here += tags.already_here
        self.bookmarks += tags.bookmarked
        self.memos += tags.memos.added
        self.memos_kept += tags.memos.kept
