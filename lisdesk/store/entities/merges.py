"""What merging submissions carried from one to another, so that separating them gives it back."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import Permission
from lisdesk.store.entities.coding import Tag
from lisdesk.store.entities.decisions import ConfidentialityRequest, SetAsideDecision
from lisdesk.store.entities.entity import Entity, Numbered, Versioned, token_type
from lisdesk.store.entities.memos import Memo
from lisdesk.store.entities.submissions import Submission


class OwnPermission(Numbered, Versioned, Entity):
    """What was permitted of a submission before others were merged into it, while any are.

    The submission itself has the strictest permission of them all.
    """

    __tablename__ = "own_permission"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), unique=True)
    permission: Mapped[Permission | None] = mapped_column(token_type(Permission))
    as_merged: Mapped[Permission | None] = mapped_column(token_type(Permission, "as_merged"))
    """What the merges made of it; another one since is an officer's word on the whole."""


class CarriedRequest(Numbered, Entity):
    """That a request for confidentiality came to a submission with one merged into it."""

    __tablename__ = "carried_request"

    decision_id: Mapped[int] = mapped_column(ForeignKey(SetAsideDecision.id), index=True)
    """The decision by which the other one was merged."""
    request_id: Mapped[int] = mapped_column(ForeignKey(ConfidentialityRequest.id), unique=True)


class CarriedTag(Numbered, Entity):
    """That a tag came to a submission with one merged into it.

    Checked when a transaction ends, as an inherited tag is.
    """

    __tablename__ = "carried_tag"

    decision_id: Mapped[int] = mapped_column(ForeignKey(SetAsideDecision.id), index=True)
    """The decision by which the other one was merged."""
    tag_id: Mapped[int] = mapped_column(
        ForeignKey(Tag.id, deferrable=True, initially="DEFERRED"), unique=True
    )


class CarriedMemo(Numbered, Versioned, Entity):
    """That a memo came to a submission with one merged into it, and which one it is a copy of.

    Checked when a transaction ends, as a carried tag is.
    """

    __tablename__ = "carried_memo"

    decision_id: Mapped[int] = mapped_column(ForeignKey(SetAsideDecision.id), index=True)
    """The decision by which the other one was merged."""
    memo_id: Mapped[int] = mapped_column(
        ForeignKey(Memo.id, deferrable=True, initially="DEFERRED"), unique=True
    )
    from_id: Mapped[int | None] = mapped_column(
        ForeignKey(Memo.id, deferrable=True, initially="DEFERRED"), index=True
    )
    """The memo of the other one; None once it was removed."""
    changed_at: Mapped[datetime | None]
    """When both had been written anew as the copy was made; another moment since is a change."""
