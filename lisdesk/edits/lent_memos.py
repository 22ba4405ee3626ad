"""Memos that a submission has of those merged into it, and how separating gives them back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from sqlalchemy import or_, select

from lisdesk.edits.campaign_members import in_chunks
from lisdesk.edits.memo_rows import (
    MemoPlace,
    add_memo_like,
    memos_of,
    memos_on,
    move_memo,
    span_of,
)
from lisdesk.edits.touched import deleted_memos
from lisdesk.store.changes import RowChange
from lisdesk.store.entities import CarriedMemo, Memo, SetAsideDecision, SourceText
from lisdesk.store.work import Work


def lend_memos(
    work: Work,
    decision: SetAsideDecision,
    into_id: int,
    places: Mapping[int, tuple[int, int]],
) -> None:
    """Give a submission copies of the memos of the one that a decision merged into it.

    `places` has, by text of the other, which text it is in now and how many code points in. What
    stands on earlier versions of texts is not copied.
    """
    for memo in memos_of(work, decision.submission_id):
        if memo.text_id is None:
            place = MemoPlace(into_id)
        elif memo.text_id in places:
            text_id, offset = places[memo.text_id]
            span = span_of(memo)
            place = MemoPlace(into_id, text_id, span.start + offset, span.end + offset)
        else:
            continue
        copy = add_memo_like(work, memo, place)
        work.add(
            CarriedMemo(
                decision_id=decision.id,
                memo_id=copy.id,
                from_id=memo.id,
                changed_at=memo.changed_at,
            )
        )


def return_memos(
    work: Work, decision: SetAsideDecision, whole: SourceText, text: SourceText, at: int
) -> None:
    """Give words that are taken out of a text, where they begin at `at`, the memos back that were
    lent of them, as they are now, and those that were written there since.
    """
    there = {memo.id: memo for memo in memos_on(work, whole.id)}
    within = {
        each.id
        for each in there.values()
        if at <= span_of(each).start and span_of(each).end <= at + len(text.body)
    }
    for link, memo, own in _lent_by(work, decision):
        if own is not None and (own.text_id == text.id or memo.id in within):
            within.discard(memo.id)
            _give_back(work, link, memo, own)
    for memo_id in sorted(within - _lent_by_others(work, decision, within)):
        span = span_of(there[memo_id])
        place = MemoPlace(text.submission_id, text.id, span.start - at, span.end - at)
        move_memo(work, there[memo_id], place)


def return_whole_memos(work: Work, decision: SetAsideDecision) -> None:
    """Give a merged submission the memos back that were lent of the whole of it."""
    for link, memo, own in _lent_by(work, decision):
        if memo.text_id is not None:
            continue
        if own is None:
            move_memo(work, memo, MemoPlace(decision.submission_id))
        else:
            _give_back(work, link, memo, own)


def forget_lent(work: Work, decision: SetAsideDecision) -> None:
    """Let what is still lent of a merged submission be the other one's own."""
    for link, _, _ in list(_lent_by(work, decision)):
        work.remove(link)


def forget_gone_memos(work: Work, changes: Iterable[RowChange]) -> None:
    """Delete the notes of where memos came from that an edit has deleted, and let none lead to
    them.
    """
    for chunk in in_chunks(deleted_memos(changes)):
        chosen = select(CarriedMemo).where(
            or_(CarriedMemo.memo_id.in_(chunk), CarriedMemo.from_id.in_(chunk))
        )
        for link in work.session.scalars(chosen.order_by(CarriedMemo.id)).all():
            if link.memo_id in chunk:
                work.remove(link)
            else:
                link.from_id = None
    work.session.flush()


def _lent_by(
    work: Work, decision: SetAsideDecision
) -> Iterator[tuple[CarriedMemo, Memo, Memo | None]]:
    """Yield each link of a merge with the copy and what it was made of, if that stands."""
    chosen = select(CarriedMemo).where(CarriedMemo.decision_id == decision.id)
    for link in work.session.scalars(chosen.order_by(CarriedMemo.id)).all():
        own = work.session.get(Memo, link.from_id) if link.from_id is not None else None
        yield link, work.session.get_one(Memo, link.memo_id), own


def _lent_by_others(work: Work, decision: SetAsideDecision, memo_ids: Set[int]) -> Set[int]:
    chosen = select(CarriedMemo.memo_id).where(
        CarriedMemo.memo_id.in_(memo_ids), CarriedMemo.decision_id != decision.id
    )
    return set(work.session.scalars(chosen))


def _give_back(work: Work, link: CarriedMemo, memo: Memo, own: Memo) -> None:
    """Let a memo say what its copy says, if only that was written anew since; where both were,
    both are kept.
    """
    is_anew = memo.changed_at != link.changed_at and memo.words != own.words
    is_own_anew = own.changed_at != link.changed_at
    work.remove(link)
    if is_anew and is_own_anew:
        move_memo(work, memo, MemoPlace(own.submission_id, own.text_id, own.start, own.end))
        return
    if is_anew:
        own.words, own.changed_at = memo.words, memo.changed_at
    work.remove(memo)
