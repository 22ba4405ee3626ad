"""What a question asks for beside its kind."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Question
from lisdesk.store.entities.entity import Entity, Numbered, Versioned
from lisdesk.store.entities.strict_types import WordList


class QuestionDetail(Numbered, Versioned, Entity):
    """Parts, the most choices and a wish for a file; a question with none of them has no row."""

    __tablename__ = "question_detail"

    question_id: Mapped[int] = mapped_column(ForeignKey(Question.id), unique=True)
    parts: Mapped[list[str]] = mapped_column(WordList)
    most: Mapped[int | None]
    takes_file: Mapped[bool]

    __table_args__ = (CheckConstraint("most >= 1", name="most"),)
