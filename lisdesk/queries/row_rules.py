"""The rules that stored rows must hold by themselves, each as a walk over what it looks at."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import repeat
from operator import attrgetter

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, aliased

from lisdesk.queries.campaign_checks import campaigns_of
from lisdesk.rules.deadlines import closing_moment, opening_moment
from lisdesk.rules.lateness import judge
from lisdesk.rules.ledger import content_of, disposition_of
from lisdesk.rules.spans import text_hash
from lisdesk.rules.words import folded
from lisdesk.store import audit, search
from lisdesk.store.attendances import attendances_at_odds
from lisdesk.store.deadlines import deadline_rule, deadlines_of
from lisdesk.store.entities import (
    Attachment,
    AuditEntry,
    Blob,
    Call,
    Campaign,
    CampaignMember,
    ConfidentialityRequest,
    Excerpt,
    Extraction,
    Import,
    InheritedTag,
    Memo,
    Priority,
    ReferenceCounter,
    SourceText,
    Submission,
    Tag,
    all_tables,
)
from lisdesk.store.file_words import searched_files
from lisdesk.store.identities import merges_at_odds
from lisdesk.store.memos import memos_at_odds
from lisdesk.store.redactions import redactions_at_odds

_ROWS_AT_ONCE = 500
_SEARCHES = 100
_WORDS = 4


def _text_hashes(session: Session) -> Iterator[str | None]:
    rows = session.execute(
        select(SourceText.id, SourceText.body, SourceText.sha256).execution_options(
            yield_per=_ROWS_AT_ONCE
        )
    )
    for text_id, body, sha256 in rows:
        yield None if text_hash(body) == sha256 else f"Text {text_id} is not what was received."


def _attachment_hashes(session: Session) -> Iterator[str | None]:
    rows = session.execute(select(Blob.sha256, Blob.content).execution_options(yield_per=1))
    for sha256, content in rows:
        is_true = hashlib.sha256(content).hexdigest() == sha256
        yield None if is_true else f"An attachment is not what was received ({sha256[:12]}…)."
    sizes = select(Attachment.id, Attachment.size_bytes, func.length(Blob.content)).join(
        Blob, Blob.sha256 == Attachment.sha256
    )
    for attachment_id, size_bytes, stored_bytes in session.execute(sizes):
        is_true = size_bytes == stored_bytes
        yield None if is_true else f"Attachment {attachment_id} has another size than recorded."


def _quotations(session: Session) -> Iterator[str | None]:
    rows = session.execute(
        select(Excerpt.id, Excerpt.start, Excerpt.end, Excerpt.quote, SourceText.body)
        .join(SourceText, SourceText.id == Excerpt.text_id)
        .execution_options(yield_per=_ROWS_AT_ONCE)
    )
    for excerpt_id, start, end, quote, body in rows:
        yield None if body[start:end] == quote else f"Excerpt {excerpt_id} does not quote its text."


def _extractions(session: Session) -> Iterator[str | None]:
    rows = session.execute(
        select(
            Extraction.id,
            Extraction.end,
            func.length(SourceText.body),
            SourceText.submission_id == Attachment.submission_id,
        )
        .join(SourceText, SourceText.id == Extraction.text_id)
        .join(Attachment, Attachment.id == Extraction.attachment_id)
    )
    for extraction_id, end, length, is_one_submission in rows:
        yield (
            None
            if is_one_submission and end <= length
            else f"The text of an attachment, number {extraction_id}, is not where it should be."
        )


def _tags(session: Session) -> Iterator[str | None]:
    rows = session.execute(
        select(
            Tag.id,
            Tag.submission_id,
            SourceText.submission_id,
            Submission.call_id,
            Priority.call_id,
        )
        .join(Submission, Submission.id == Tag.submission_id)
        .join(Priority, Priority.id == Tag.priority_id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
        .execution_options(yield_per=_ROWS_AT_ONCE)
    )
    for tag_id, submission_id, text_submission_id, call_id, priority_call_id in rows:
        is_one_call = call_id == priority_call_id
        is_one_submission = text_submission_id in (None, submission_id)
        yield (
            None
            if is_one_call and is_one_submission
            else f"Tag {tag_id} joins what does not belong."
        )


def _standings(session: Session) -> Iterator[str | None]:
    windows = {}
    for call in session.scalars(select(Call)):
        in_force = deadline_rule(deadlines_of(session, call.id)[-1], call.zone)
        closes_at = closing_moment(in_force, call.closed_by_hand_at)
        windows[call.id] = opening_moment(call.opens_on, call.zone), closes_at
    campaigns = campaigns_of(session)
    attached = set(session.scalars(select(Attachment.submission_id)))
    asked = set(session.scalars(select(ConfidentialityRequest.submission_id)))
    for submission, bodies in _submissions_with_texts(session):
        timing = judge(submission.received_at, *windows[submission.call_id])
        content = content_of(bodies, submission.id in attached)
        own = disposition_of(submission.set_aside, content, timing, submission.late_choice)
        is_true = (submission.timing, submission.content) == (timing, content)
        is_true = is_true and submission.is_confidential == (submission.id in asked)
        if is_true and submission.id in campaigns:
            campaigns[submission.id].add(submission, own)
            continue
        is_true = is_true and submission.disposition is own
        yield None if is_true else _not_as_ruled(submission.reference)
    for campaign in dict.fromkeys(campaigns.values()):
        for reference in campaign.misstated():
            yield None if reference is None else _not_as_ruled(reference)


def _not_as_ruled(reference: str) -> str:
    return f"{reference} does not stand as the rules say."


def _inherited_tags(session: Session) -> Iterator[str | None]:
    """Look at what is said only: where the words stand is looked at with the excerpts."""
    source = aliased(Tag)
    chosen = (
        select(InheritedTag.id, Tag, source, Campaign.id)
        .outerjoin(Tag, Tag.id == InheritedTag.tag_id)
        .outerjoin(source, source.id == InheritedTag.from_tag_id)
        .outerjoin(CampaignMember, CampaignMember.submission_id == Tag.submission_id)
        .outerjoin(
            Campaign,
            (Campaign.id == CampaignMember.campaign_id)
            & (Campaign.seed_id == source.submission_id),
        )
        .execution_options(yield_per=_ROWS_AT_ONCE)
    )
    for link_id, *joined in session.execute(chosen):
        is_true = None not in joined and _says(joined[0]) == _says(joined[1])
        yield None if is_true else f"Inherited tag {link_id} is not as that of its campaign's seed."


_says = attrgetter("priority_id", "stance", "strength", "note", "officer", "tagged_at")


def _submissions_with_texts(session: Session) -> Iterator[tuple[Submission, list[str]]]:
    last_id = 0
    while True:
        page = session.scalars(
            select(Submission)
            .where(Submission.id > last_id)
            .order_by(Submission.id)
            .limit(_ROWS_AT_ONCE)
        ).all()
        if not page:
            return
        last_id = page[-1].id
        bodies: dict[int, list[str]] = {submission.id: [] for submission in page}
        rows = session.execute(
            select(SourceText.submission_id, SourceText.body).where(
                SourceText.submission_id.in_(bodies), SourceText.is_current
            )
        )
        for submission_id, body in rows:
            bodies[submission_id].append(body)
        yield from ((submission, bodies[submission.id]) for submission in page)
        session.expunge_all()


def _imports(session: Session) -> Iterator[str | None]:
    for row in session.scalars(select(Import)):
        accounted = row.new_rows + row.changed_rows + row.already_here + row.joined + row.blank
        yield None if accounted == row.rows else f"Import {row.id} does not add up."


def _search_index(session: Session) -> Iterator[str | None]:
    submissions = session.scalar(select(func.count(Submission.id))) or 0
    indexed = session.scalar(text("SELECT count(*) FROM submission_search")) or 0
    is_true = submissions == indexed
    yield None if is_true else f"The search index holds {indexed} of {submissions} submissions."
    for submission_id, reference, phrase in _phrases(session):
        found = search.matching_ids(session, f'"{phrase}"')
        if found is not None:
            own = select(Submission.id).where(Submission.id == submission_id)
            is_true = session.scalar(own.where(Submission.id.in_(found))) is not None
            yield None if is_true else f"A search for words of {reference} does not find it."


def _phrases(session: Session) -> Iterator[tuple[int, str, str]]:
    """Yield submissions with words of theirs: of about a hundred texts, as many notes on tags,
    memos and files, from all over the file.
    """
    for entity, words, is_searched in (
        (SourceText, SourceText.body, SourceText.is_current),
        (Tag, Tag.note, Tag.note != ""),
        (Memo, Memo.words, Memo.words != ""),
    ):
        newest_id = session.scalar(select(func.max(entity.id))) or 0
        is_chosen = entity.id % (newest_id // _SEARCHES + 1) == 0
        chosen = select(Submission.id, Submission.reference, words).join(
            entity, entity.submission_id == Submission.id
        )
        for submission_id, reference, body in session.execute(chosen.where(is_chosen, is_searched)):
            yield submission_id, reference, _first_words(body)
    newest_id = session.scalar(select(func.max(Attachment.id))) or 0
    files = searched_files().where(Attachment.id % (newest_id // _SEARCHES + 1) == 0)
    for submission_id, name, body in session.execute(files):
        yield submission_id, name, _first_words(body)


def _first_words(body: str) -> str:
    return " ".join(folded(body).split()[:_WORDS])


def _counters(session: Session) -> Iterator[str | None]:
    """A counter that was set back would give a reference out for a second time."""
    counters = select(ReferenceCounter.prefix, ReferenceCounter.last_number)
    last_numbers = {prefix: number for prefix, number in session.execute(counters)}
    for references in (select(Call.reference), select(Submission.reference)):
        for reference in session.scalars(references.execution_options(yield_per=_ROWS_AT_ONCE)):
            prefix, _, number = reference.rpartition("-")
            is_true = int(number) <= last_numbers.get(prefix, 0)
            yield None if is_true else f"{reference} is beyond the last number given out."
    if session.get_bind().dialect.name == "sqlite":
        yield from _row_numbers(session)


def _row_numbers(session: Session) -> Iterator[str | None]:
    """SQLite counts the numbers of rows in a table of its own; PostgreSQL's counters are safe."""
    counted = session.execute(text("SELECT name, seq FROM sqlite_sequence"))
    last_numbers = {name: number for name, number in counted if isinstance(number, int)}
    for table in all_tables().sorted_tables:
        if "id" in table.columns:
            newest_id = session.scalar(select(func.max(table.c.id))) or 0
            is_true = newest_id <= last_numbers.get(table.name, 0)
            yield None if is_true else f"The counter of “{table.name}” was set back."


def _audit_chain(session: Session) -> Iterator[str | None]:
    yield from repeat(None, session.scalar(select(func.count(AuditEntry.id))) or 0)
    yield from audit.broken_links(session)


RULES: tuple[tuple[str, Callable[[Session], Iterator[str | None]]], ...] = (
    ("texts are as they were received", _text_hashes),
    ("attachments are as they were received", _attachment_hashes),
    ("excerpts quote their texts", _quotations),
    ("redactions lie in their texts", redactions_at_odds),
    ("memos lie in their texts", memos_at_odds),
    ("texts of attachments stand in their letters", _extractions),
    ("tags stay within their call and submission", _tags),
    ("copies have the tags of their campaign", _inherited_tags),
    ("submissions stand as the rules say", _standings),
    ("merged stakeholders lead to one that stands", merges_at_odds),
    ("attendees stand in the register", attendances_at_odds),
    ("imports add up", _imports),
    ("numbers are given out once", _counters),
    ("the search index is whole", _search_index),
    ("the audit is unbroken", _audit_chain),
)
"""Every rule with its check, which yields None or a sentence for each thing that it looks at. The
last one is that of the audit.
"""
