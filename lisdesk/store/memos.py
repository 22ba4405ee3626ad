"""What memos must hold by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.store.entities import Memo, SourceText
from lisdesk.store.lookup import memo_reference


def memos_at_odds(session: Session) -> Iterator[str | None]:
    """Yield None for each memo that lies within a text of its submission, or is on the whole of
    it, else a sentence.
    """
    chosen = (
        select(
            Memo.id, Memo.submission_id, Memo.end, SourceText.submission_id,
            func.length(SourceText.body),
        )
        .outerjoin(SourceText, SourceText.id == Memo.text_id)
        .order_by(Memo.id)
    )  # fmt: skip
    for memo_id, submission_id, end, owner_id, length in session.execute(chosen):
        is_within = end is None or (owner_id == submission_id and end <= length)
        yield None if is_within else f"{memo_reference(memo_id)} is not on words of its submission."
