"""The closed lists of a call for evidence: keys for the file, labels for people.

The keys are stored, typed on the command line and written to files; the labels are shown. The words
are those of consultations by public bodies in England.
"""

from __future__ import annotations

from enum import Enum
from typing import Self

from lisdesk.errors import RefusedError


class Token(Enum):
    """A member of a closed list: `key` is stored, `label` is shown."""

    def __init__(self, key: str, label: str) -> None:
        self.key = key
        self.label = label

    __hash__ = object.__hash__  # a member is one object; the hash of its name takes longer

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the member with this key; KeyError if there is none."""
        for member in cls:
            if member.key == key:
                return member
        raise KeyError(key)

    @classmethod
    def find(cls, text: str) -> Self | None:
        """Return the member whose key or label is `text`, without regard to case; None if there is
        none.
        """
        wanted = " ".join(text.split()).casefold()
        for member in cls:
            if wanted in (member.key.casefold(), member.label.casefold()):
                return member
        return None

    @classmethod
    def parse(cls, text: str, what: str) -> Self:
        """Return the member meant by `text`; RefusedError, naming `what` and the choices, if there
        is none.
        """
        found = cls.find(text)
        if found is None:
            choices = ", ".join(member.key for member in cls)
            raise RefusedError(f"“{text}” is not a {what}.", do=f"Use one of: {choices}.")
        return found


class Channel(Token):
    """How a submission came in."""

    ONLINE = ("online", "Online form")
    EMAIL = ("email", "E-mail")
    POST = ("post", "Post")
    EVENT = ("event", "Event or workshop")
    MEETING = ("meeting", "Meeting")
    TELEPHONE = ("telephone", "Telephone")
    SOCIAL = ("social", "Social media")
    FORWARDED = ("forwarded", "Forwarded by a partner")


class Permission(Token):
    """What a respondent allows to be published; an unanswered one counts as `none`."""

    NAMED = ("named", "Publish with name")
    UNNAMED = ("unnamed", "Publish without name")
    NONE = ("none", "Do not publish")


class Stance(Token):
    """How a tag's text stands to the priority."""

    SUPPORT = ("support", "Support")
    OPPOSE = ("oppose", "Oppose")
    MIXED = ("mixed", "Mixed")
    NEUTRAL = ("neutral", "Neutral")


class Strength(Token):
    """How strong the evidence in a tag's text is, weakest first; graded apart from counts."""

    ANECDOTE = ("anecdote", "Anecdote")
    EXPERIENCE = ("experience", "Experience")
    CASE_DATA = ("case-data", "Case data")
    STUDY = ("study", "Published study")
    STATISTIC = ("statistic", "Official statistic")


class PriorityStatus(Token):
    """Where a priority stands in the coding frame."""

    EMERGING = ("emerging", "Emerging")
    AGREED = ("agreed", "Agreed")
    DROPPED = ("dropped", "Dropped")


class PriorityColour(Token):
    """A hue of a priority, in the order in which the themes have them."""

    BLUE = ("blue", "Blue")
    ORANGE = ("orange", "Orange")
    GREEN = ("green", "Green")
    PURPLE = ("purple", "Purple")
    YELLOW = ("yellow", "Yellow")
    RED = ("red", "Red")
    TEAL = ("teal", "Teal")
    GREY = ("grey", "Grey")


class FrameEventKind(Token):
    """What happened to a priority of a coding frame."""

    ADDED = ("added", "Added")
    RENAMED = ("renamed", "Renamed")
    REDEFINED = ("redefined", "Redefined")
    STATUS = ("status", "Status changed")
    MOVED = ("moved", "Moved")
    SPLIT = ("split", "Split")
    MERGED = ("merged", "Merged")
    DELETED = ("deleted", "Deleted")


class MergedChildren(Token):
    """What becomes of the priorities below one that is merged into another."""

    ALONG = ("along", "Hang them below the other")
    STAY = ("stay", "Let them take its place")
    MERGE = ("merge", "Merge them as well")


class QuestionKind(Token):
    """What kind of answer a question asks for."""

    OPEN = ("open", "Open text")
    CHOICE = ("choice", "Single choice")
    CHOICES = ("choices", "Several choices")
    RATING = ("rating", "Rating")


class StakeholderKind(Token):
    """Whether a stakeholder is one person or a body."""

    PERSON = ("person", "Individual")
    ORGANISATION = ("organisation", "Organisation")


class LeadBodyKind(Token):
    """What sort of body runs a call."""

    LEP = ("lep", "Local Enterprise Partnership")
    COMBINED_AUTHORITY = ("combined-authority", "Mayoral combined authority")
    COUNCIL = ("council", "Council")


class CallState(Token):
    """Where a call stands by the clock in force."""

    SCHEDULED = ("scheduled", "Not yet open")
    OPEN = ("open", "Open")
    CLOSED = ("closed", "Closed")


class Timing(Token):
    """When a submission arrived, measured against the call."""

    BEFORE_OPENING = ("before-opening", "Received before opening")
    IN_TIME = ("in-time", "In time")
    LATE = ("late", "Late")


class LateChoice(Token):
    """What a person decided about a late submission."""

    ACCEPT = ("accept", "Accept")
    ACCEPT_FLAGGED = ("accept-flagged", "Accept, flagged as late")
    NOTE = ("note", "Note, not counted")
    REFUSE = ("refuse", "Refuse")


class SetAside(Token):
    """Why an officer took a submission out of the count, whatever its timing."""

    WITHDRAWN = ("withdrawn", "Withdrawn")
    DUPLICATE = ("duplicate", "Duplicate of another")
    MERGED = ("merged", "Merged into another")
    OFF_TOPIC = ("off-topic", "Off topic")


class Content(Token):
    """How much a submission says."""

    NONE = ("none", "Blank")
    NON_ANSWERS = ("non-answers", "Non-answers only")
    SOME = ("some", "Has content")


class Disposition(Token):
    """Why a submission is or is not counted; the lines of the ledger, in its order."""

    COUNTED = ("counted", "Counted")
    LATE_ACCEPTED = ("late-accepted", "Late, accepted")
    LATE_WAITING = ("late-waiting", "Late, waiting for a decision")
    LATE_NOT_COUNTED = ("late-not-counted", "Late, not counted")
    DUPLICATE = ("duplicate", "Duplicate of another")
    MERGED = ("merged", "Merged into another")
    CAMPAIGN_COPY = ("campaign-copy", "Campaign copy, counted once")
    CAMPAIGN_APART = ("campaign-apart", "Campaign, reported separately")
    BLANK = ("blank", "Blank")
    OFF_TOPIC = ("off-topic", "Off topic")
    WITHDRAWN = ("withdrawn", "Withdrawn")

    @property
    def is_counted(self) -> bool:
        """Whether a submission with this disposition is in the numbers."""
        return self in (Disposition.COUNTED, Disposition.LATE_ACCEPTED)


COUNTED = tuple(each for each in Disposition if each.is_counted)
"""The dispositions of the submissions that every number but the ledger's counts."""


class CampaignPolicy(Token):
    """How the copies of one campaign count."""

    EACH = ("each", "Count each copy")
    ONCE = ("once", "Count once")
    APART = ("apart", "Report separately")


class Settled(Token):
    """What was decided about words that one officer tagged and another did not."""

    KEEP = ("keep", "The tag stays")
    DROP = ("drop", "The tag comes off")
    MOVE = ("move", "The tag goes to another priority")


class Edition(Token):
    """Who an export is for."""

    INTERNAL = ("internal", "Internal: not for publication")
    PUBLICATION = ("publication", "Publication")


class WhatIsKnown(Token):
    """What becomes of a code or a source that came in before, by its GUID."""

    SKIP = ("skip", "Leave it as it is")
    UPDATE = ("update", "Add what is new to it")
    COPY = ("copy", "Bring it in once more")


class SuggestionSource(Token):
    """What made a priority a suggestion."""

    KEYWORD = ("keyword", "Keyword of the coding frame")
    MODEL = ("model", "Learnt from the team’s tags")
    BOTH = ("keyword-and-model", "Keyword, and learnt from the team’s tags")
    MOST_USED = ("most-used", "Used most in this call")


class SuggestionChoice(Token):
    """What an officer did with a suggestion."""

    ACCEPTED = ("accepted", "Accepted")
    REJECTED = ("rejected", "Rejected")


class Learning(Token):
    """How far the priorities of a call have been learnt from its tags."""

    NOT_INSTALLED = ("not-installed", "Learning is not installed")
    TOO_FEW = ("too-few-tags", "Too few tags to learn from")
    NOT_YET = ("not-yet", "Not learnt yet")
    LEARNT = ("learnt", "Learnt")


class KeptBack(Token):
    """Why words of a text are kept out of every publication."""

    REDACTED = ("redacted", "Redacted")
    CONFIDENTIAL = ("confidential", "Confidential")


class PersonalData(Token):
    """What in a text may be personal data, or may tell who somebody is."""

    EMAIL = ("email", "E-mail address")
    TELEPHONE = ("telephone", "Telephone number")
    POSTCODE = ("postcode", "Postcode")
    INSURANCE_NUMBER = ("insurance-number", "National insurance number")
    NAME = ("name", "Name in the register")
