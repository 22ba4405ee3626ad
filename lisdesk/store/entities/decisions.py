"""What respondents asked for and officers decided about submissions."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.rules.vocabulary import LateChoice, SetAside
from lisdesk.store.entities.entity import Entity, Numbered, token_type
from lisdesk.store.entities.submissions import SourceText, Submission


class ConfidentialityRequest(Numbered, Entity):
    """A respondent's request not to disclose: their own reason, and the words it covers if not
    all.
    """

    __tablename__ = "confidentiality_request"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    reason: Mapped[str]
    text_id: Mapped[int | None] = mapped_column(ForeignKey(SourceText.id), index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    recorded_at: Mapped[datetime]
    officer: Mapped[str]


class LateDecision(Numbered, Entity):
    """A person's decision on a late submission; the newest one stands."""

    __tablename__ = "late_decision"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    choice: Mapped[LateChoice] = mapped_column(token_type(LateChoice))
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    officer: Mapped[str]


class SetAsideDecision(Numbered, Entity):
    """Why an officer took a submission out of the count, or put it back (no kind); the newest
    stands.
    """

    __tablename__ = "set_aside_decision"

    submission_id: Mapped[int] = mapped_column(ForeignKey(Submission.id), index=True)
    kind: Mapped[SetAside | None] = mapped_column(token_type(SetAside))
    reason: Mapped[str]
    decided_at: Mapped[datetime]
    officer: Mapped[str]
