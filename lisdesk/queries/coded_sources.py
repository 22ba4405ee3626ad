"""The submissions of a call as sources of a coded project, read while they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from lisdesk.queries.coded_memos import MemoFound, memos_of
from lisdesk.queries.coded_tags import Codings, TagRow, tags_of
from lisdesk.queries.coded_values import source_values
from lisdesk.queries.evidence.published_words import PublishedWords
from lisdesk.queries.evidence.registered import Registered, registered
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.rules.coded_answers import Answer, Part, joined_answers
from lisdesk.rules.coded_guids import Guids
from lisdesk.rules.coded_project import Passage, Source
from lisdesk.store.entities import (
    Question,
    SourceText,
    Submission,
)

_AT_ONCE = 500


@dataclass(slots=True)
class _Texts:
    """The texts of a submission, in the order in which they are joined."""

    ids: list[int] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def coded_sources(
    session: Session,
    evidence: Evidence,
    submission_ids: Sequence[int],
    guids: Guids,
    words: PublishedWords,
) -> Iterator[Source]:
    """Yield the sources of these submissions in this order, some hundred read at a time; `words`
    tells what is kept back of their texts.
    """
    for start in range(0, len(submission_ids), _AT_ONCE):
        chunk = submission_ids[start : start + _AT_ONCE]
        rows = {row.submission_id: row for row in _submissions(session, chunk)}
        texts = _texts(session, chunk)
        tags, memos = tags_of(session, chunk), defaultdict[int, list[MemoFound]](list)
        if not evidence.disclosure.is_publication:
            memos = memos_of(session, chunk)
        for submission_id in chunk:
            own = texts[submission_id], tags[submission_id], memos[submission_id]
            yield _source(evidence, rows[submission_id], *own, guids, words)


def _source(
    evidence: Evidence,
    row: Registered,
    texts: _Texts,
    tags: Sequence[TagRow],
    memos: Sequence[MemoFound],
    guids: Guids,
    words: PublishedWords,
) -> Source:
    is_publication = evidence.disclosure.is_publication
    answers = [
        answer._replace(body=words.text(text_id, answer.body))
        for text_id, answer in zip(texts.ids, texts.answers, strict=True)
    ]
    text, parts = joined_answers(answers)
    by_text = dict(zip(texts.ids, parts, strict=True))
    name = evidence.disclosure.respondent(row.submission_id, row.kind, row.name)
    coding = Codings(guids, is_publication)
    passages = [
        *_passages(words, tags, by_text, coding, guids),
        *_noted_passages(words, memos, by_text, guids),
    ]
    return Source(
        guid=guids.submission(row.submission_id),
        name=f"{row.reference} {name}".strip() if "@" not in name else row.reference,
        text=text,
        made_at=None if is_publication else row.received_at,
        passages=tuple(sorted(passages, key=lambda each: (each.start, each.end))),
        codings=tuple(coding.of(tag) for tag in tags if tag.excerpt_id is None),
        values=source_values(evidence, row, parts),
        memos=tuple(memo.as_note(guids) for memo in memos if memo.text_id is None),
    )


def _passages(
    words: PublishedWords,
    tags: Sequence[TagRow],
    by_text: dict[int, Part],
    coding: Codings,
    guids: Guids,
) -> Iterator[Passage]:
    """Yield the tagged excerpts of texts that stand, in the order of the source."""
    places: defaultdict[tuple[int, int, int], list[TagRow]] = defaultdict(list)
    for tag in tags:
        text_id = tag.text_id or 0
        part = by_text.get(text_id)
        if part is None or tag.start is None or tag.end is None or tag.excerpt_id is None:
            continue
        start, end = words.place(text_id, tag.start, tag.end)
        places[(part.start + start, part.start + end, tag.excerpt_id)].append(tag)
    for (start, end, excerpt_id), own in sorted(places.items()):
        guid = guids.of("excerpt", excerpt_id)
        codings = tuple(coding.of(tag) for tag in own)
        yield Passage(guid, start, end, codings, bookmark=coding.bookmark(own[0]))


def _noted_passages(
    words: PublishedWords, memos: Sequence[MemoFound], by_text: dict[int, Part], guids: Guids
) -> Iterator[Passage]:
    """Yield the words of memos on texts that stand, each memo by itself, coded to nothing."""
    for memo in memos:
        part = by_text.get(memo.text_id or 0)
        if part is None or memo.text_id is None or memo.start is None or memo.end is None:
            continue
        start, end = words.place(memo.text_id, memo.start, memo.end)
        note = memo.as_note(guids)
        yield Passage(
            note.guid,
            part.start + start,
            part.start + end,
            memo=note.text,
            writer=note.writer,
            written_at=note.written_at,
        )


def _submissions(session: Session, ids: Sequence[int]) -> Iterator[Registered]:
    for row in session.execute(registered().where(Submission.id.in_(ids))):
        yield Registered(*row)


def _texts(session: Session, ids: Sequence[int]) -> defaultdict[int, _Texts]:
    chosen: Select[*tuple[Any, ...]] = (
        select(
            SourceText.submission_id,
            SourceText.id,
            Question.number,
            Question.text,
            SourceText.body,
        )
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(SourceText.submission_id.in_(ids), SourceText.is_current, SourceText.body != "")
        .order_by(Question.number.is_(None), Question.number, SourceText.id)
    )
    found: defaultdict[int, _Texts] = defaultdict(_Texts)
    for submission_id, text_id, number, question, body in session.execute(chosen):
        found[submission_id].ids.append(text_id)
        found[submission_id].answers.append(Answer(number, question or "", body))
    return found
