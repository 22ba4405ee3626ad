"""Sources of a coded project that a call knows already, and the texts that stand for them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from lisdesk.edits.source_tags import TextRow
from lisdesk.rules import coded_variables as variables
from lisdesk.rules.coded_answers import Answer, joined_answers
from lisdesk.rules.coded_guids import Guids
from lisdesk.rules.coded_project import Source
from lisdesk.rules.import_sources import PROJECT_SOURCE
from lisdesk.store.entities import Call, ImportRow, Question, SourceText, Submission
from lisdesk.store.work import Work

_MOST_KEY_LETTERS = 80


class KnownSources:
    """What is known of sources, by their GUIDs and, for those that get new ones, by their words."""

    def __init__(self, work: Work, call: Call, guids: Guids) -> None:
        self._work = work
        of_call = select(Submission.id, Submission.reference).where(Submission.call_id == call.id)
        submissions = work.session.execute(of_call).all()
        self._references = {reference: number for number, reference in submissions}
        self._by_guid = {guids.submission(number): number for number, _ in submissions}
        self._own = frozenset(self._by_guid)
        self._by_digest: defaultdict[str, list[int]] = defaultdict(list)
        self._keys: set[str] = set()
        rows = select(ImportRow.key, ImportRow.digest, ImportRow.submission_id).where(
            ImportRow.call_id == call.id, ImportRow.source == PROJECT_SOURCE
        )
        for key, digest, number in work.session.execute(rows.order_by(ImportRow.id.desc())):
            self._by_guid[key] = number
            self._by_digest[digest].append(number)
            self._keys.add(key)
        self._met: set[int] = set()

    def submission_of(self, source: Source) -> int | None:
        """Return the submission that a source is; none stands for two sources of one project."""
        found = self._found(source)
        if found is None or found in self._met:
            return None
        self._met.add(found)
        return found

    def free_key(self, guid: str) -> str:
        """Return what a new source is known by from now on: its GUID unless that is taken."""
        stem = _key(guid)
        number, free = 1, stem
        while free in self._keys:
            number += 1
            free = f"{stem} #{number}"
        self._keys.add(free)
        return free

    def texts(self, submission_ids: Sequence[int]) -> defaultdict[int, list[TextRow]]:
        """Return the standing texts of submissions."""
        found: defaultdict[int, list[TextRow]] = defaultdict(list)
        if submission_ids:
            chosen = select(
                SourceText.submission_id, SourceText.id, SourceText.question_id, SourceText.body
            ).where(SourceText.submission_id.in_(submission_ids), SourceText.is_current)
            rows = self._work.session.execute(chosen.order_by(SourceText.id))
            for number, text_id, question_id, body in rows:
                found[number].append(TextRow(text_id, question_id, body))
        return found

    def _found(self, source: Source) -> int | None:
        guid = _key(source.guid)
        if guid in self._by_guid and (guid not in self._own or self._is_ours(source, guid)):
            return self._by_guid[guid]
        for number in self._by_digest.get(source_digest(source), ()):
            if number not in self._met:
                return number
        named = self._references.get(_reference(source))
        return named if named is not None and self._says(named) == source.text else None

    def _is_ours(self, source: Source, guid: str) -> bool:
        """Whether a source with a GUID of ours is that submission: another copy of the file may
        have given its number to another one, which says something else under another reference.
        """
        number = self._by_guid[guid]
        named = self._references.get(_reference(source))
        return named == number or (named is None and self._says(number) == source.text)

    def _says(self, submission_id: int) -> str:
        """Return the texts of a submission as one, as they go out."""
        chosen = (
            select(Question.number, Question.text, SourceText.body)
            .select_from(SourceText)
            .outerjoin(Question, Question.id == SourceText.question_id)
            .where(
                SourceText.submission_id == submission_id,
                SourceText.is_current,
                SourceText.body != "",
            )
            .order_by(Question.number.is_(None), Question.number, SourceText.id)
        )
        rows = self._work.session.execute(chosen)
        return joined_answers([Answer(number, text or "", body) for number, text, body in rows])[0]


def source_digest(source: Source) -> str:
    """Return the hash of a source's name and text, by which one with a new GUID is known."""
    return hashlib.sha256(f"{source.name}\n{source.text}".encode()).hexdigest()


def _reference(source: Source) -> str:
    value = source.values.get(variables.REFERENCE, "")
    return value if isinstance(value, str) else ""


def _key(guid: str) -> str:
    """Return a GUID as it is kept; what is too long for one by its hash."""
    if len(guid) <= _MOST_KEY_LETTERS:
        return guid
    return hashlib.sha256(guid.encode("utf-8")).hexdigest()
