"""What the register is narrowed to and sorted by."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from lisdesk.rules.vocabulary import Channel, Disposition, Permission, Stance, Timing


class RegisterColumn(Enum):
    """What the register can be sorted by."""

    REFERENCE = "reference"
    RESPONDENT = "respondent"
    TYPE = "type"
    AREA = "area"
    RELEVANT = "relevant"
    """Of a joint call: by the first body that it is relevant to."""
    CHANNEL = "channel"
    SENT = "sent"
    RECEIVED = "received"
    TIMING = "timing"
    DISPOSITION = "disposition"
    PERMISSION = "permission"
    ANSWERS = "answers"
    TAGS = "tags"
    ATTACHMENTS = "attachments"
    READ = "read"
    FOUND = "found"
    """How well a search fits; the newest first where nothing is searched."""


@dataclass(frozen=True, slots=True)
class RegisterOrder:
    """By what the register is sorted; the newest submission comes first where that is equal."""

    column: RegisterColumn = RegisterColumn.RECEIVED
    is_descending: bool = True


@dataclass(frozen=True, slots=True)
class TaggedTo:
    """Tagged to a priority; where given, with a stance there or at the answer to a question."""

    priority_id: int
    is_itself: bool = False
    """To the priority itself, not to one below it."""
    stances: tuple[Stance | None, ...] = ()
    """The submission's stance on it is one of these; None is unstated."""
    question_ids: tuple[int | None, ...] = ()
    """At the answer to one of these; None is a letter or the whole submission."""


@dataclass(frozen=True, slots=True)
class BehindNumber:
    """What only numbers of other screens count; what is empty does not narrow."""

    type_ids: tuple[int | None, ...] = ()
    """Without the types below them; None stands for an unknown type."""
    tagged_to: TaggedTo | None = None
    answered_question_id: int | None = None
    """Answered with more than a non-answer."""
    is_permission_unanswered: bool = False
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What the register is narrowed to; whatever is empty does not narrow it.

    Members of one tuple are alternatives; the fields must all hold.
    """

    search: str = ""
    """What a person typed: words of respondents and texts, or a reference."""
    dispositions: tuple[Disposition, ...] = ()
    timings: tuple[Timing, ...] = ()
    channels: tuple[Channel, ...] = ()
    permissions: tuple[Permission, ...] = ()
    """Permission.NONE also stands for those who did not answer."""
    type_ids: tuple[int | None, ...] = ()
    """With the types below them; None stands for an unknown type."""
    area_ids: tuple[int | None, ...] = ()
    relevant_body_ids: tuple[int | None, ...] = ()
    """Of a joint call, relevant to one of these bodies; None stands for none of them."""
    priority_ids: tuple[int, ...] = ()
    """Tagged to one of these priorities, or to one below."""
    all_priority_ids: tuple[int, ...] = ()
    """Tagged to each of these priorities, or to one below it."""
    no_priority_ids: tuple[int, ...] = ()
    """Tagged to none of these priorities, and to none below, by anybody."""
    stances: tuple[Stance | None, ...] = ()
    """With one of these on the priorities that are chosen, or else on any; None is unstated."""
    officers: tuple[str, ...] = ()
    """Only the tags of these officers are looked at for priorities and stances."""
    question_ids: tuple[int, ...] = ()
    """Answered one of these questions with more than a non-answer."""
    respondent_ids: tuple[int, ...] = ()
    received_from: datetime | None = None
    received_before: datetime | None = None
    is_unread: bool = False
    """Not read by the officer at work."""
    is_untagged: bool = False
    is_mine: bool = False
    """Assigned to the officer at work."""
    has_attachment: bool = False
    is_in_campaign: bool = False
    campaign_ids: tuple[int, ...] = ()
    submission_ids: tuple[int, ...] = ()
    behind: BehindNumber | None = None
    """What else a number counts that another screen shows."""
    words: str = field(default="", compare=False)
    """What another screen calls this choice, such as “Arrived on 14 Jan 2019”."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is narrowed."""
        return self == RegisterFilter()
