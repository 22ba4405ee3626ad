"""Labels of a framework, and the questions and priorities that hang on them."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from lisdesk.store.entities.calls import Framework, Question
from lisdesk.store.entities.coding import Priority
from lisdesk.store.entities.entity import Entity, Numbered
from lisdesk.store.entities.strict_types import WordList


class FrameworkLabel(Numbered, Entity):
    """One label of a framework, such as the foundation of productivity “People”."""

    __tablename__ = "framework_label"

    framework_id: Mapped[int] = mapped_column(ForeignKey(Framework.id))
    key: Mapped[str]
    group: Mapped[str]
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(WordList)
    position: Mapped[int]

    __table_args__ = (UniqueConstraint("framework_id", "key"),)


class QuestionLabel(Numbered, Entity):
    """That a question asks about a label of the framework."""

    __tablename__ = "question_label"

    question_id: Mapped[int] = mapped_column(ForeignKey(Question.id))
    label_id: Mapped[int] = mapped_column(ForeignKey(FrameworkLabel.id), index=True)

    __table_args__ = (UniqueConstraint("question_id", "label_id"),)


class PriorityLabel(Numbered, Entity):
    """That a priority hangs on a label of the framework."""

    __tablename__ = "priority_label"

    priority_id: Mapped[int] = mapped_column(ForeignKey(Priority.id))
    label_id: Mapped[int] = mapped_column(ForeignKey(FrameworkLabel.id), index=True)

    __table_args__ = (UniqueConstraint("priority_id", "label_id"),)
