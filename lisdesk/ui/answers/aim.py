"""What stance and strength are said of on the screen Answers, and how that is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lisdesk.edits.answers import AnswersMarked
from lisdesk.queries.answers import AnswerRow
from lisdesk.queries.coding import PriorityRow
from lisdesk.queries.reading import TagMark
from lisdesk.rules.vocabulary import Stance, Strength
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.reading.at_hand import TagAtHand
from lisdesk.ui.reading.tag_words import mark_words


@dataclass(slots=True)
class Aim:
    """The officer's tags to one priority in some answers, or the tag of some words."""

    text_ids: tuple[int, ...]
    words: str
    """What is said of the answers or the words, such as “the answer of LLEP-0003”."""
    priority_id: int | None = None
    """None while the priority is being added."""
    code: str = ""
    name: str = ""
    """The code and the name of the priority."""
    hand: TagAtHand | None = None
    """The tag of words; None where whole answers are meant."""
    is_just_made: bool = False
    """Whether the tags were made by the last key, whatever is selected now."""

    def take_priority(self, priority_id: int, code: str, name: str) -> None:
        """Note which priority it is."""
        self.priority_id, self.code = priority_id, code
        self.name = f"{code} {with_hidden_shown(name)}"

    def told(self) -> str:
        """Return what is meant, in words."""
        just = ", just tagged" if self.is_just_made else ""
        return f"{self.name or 'The new priority'} · {self.words}{just}"


def aim_at(text_ids: tuple[int, ...], words: str, priority: PriorityRow | TagMark) -> Aim:
    """Return the aim at the tags to a priority, given as in the frame or as on another tag."""
    aim = Aim(text_ids, words)
    if isinstance(priority, TagMark):
        aim.take_priority(priority.priority_id, priority.priority, priority.priority_name)
    else:
        aim.take_priority(priority.id, priority.code, priority.name)
    return aim


def aimed_tags(row: AnswerRow, officer: str, priority_id: int | None) -> list[TagMark]:
    """Return an officer's own tags to a priority that are meant in an answer: the one on the whole
    of it, or those on words of it where there is none.
    """
    own = [tag for tag in row.tags if tag.officer == officer and tag.priority_id == priority_id]
    whole = [tag for tag in own if (tag.start, tag.end) == (0, len(row.body))]
    return whole or own


def said_of_all(tags: Iterable[TagMark]) -> set[Stance | Strength]:
    """Return what every one of some tags says."""
    said = [{mark for mark in (tag.stance, tag.strength) if mark is not None} for tag in tags]
    return set.intersection(*said) if said else set()


def marked_words(aim: Aim, mark: Stance | Strength, done: AnswersMarked) -> str:
    """Return what was said of how many tags."""
    what = mark_words(mark, is_off=done.is_off)
    if len(aim.text_ids) == 1 == done.tags:
        return f"{what} on {aim.code}, {aim.words}"
    return f"{what} on {done.tags:,} tag{'' if done.tags == 1 else 's'} to {aim.name}"


def left_words(aim: Aim, done: AnswersMarked) -> str:
    """Return which answers nothing was said of, and why; empty if it was of all of them."""
    parts = []
    if done.without:
        those = _those(aim, done.without)
        have = "has" if done.without == 1 else "have"
        parts.append(f"{those} {have} no tag to {aim.code} by you")
    if done.inherited:
        those = _those(aim, done.inherited)
        follow = "follows" if done.inherited == 1 else "follow"
        parts.append(f"{those} {follow} the first letter of the campaign")
    return "; ".join(parts) + "." if parts else ""


def _those(aim: Aim, count: int) -> str:
    if len(aim.text_ids) == 1:
        return aim.words[:1].upper() + aim.words[1:]
    return f"{count:,} of the {len(aim.text_ids):,} answers"
