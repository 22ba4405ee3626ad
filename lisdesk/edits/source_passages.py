"""Passages of sources, tagged in the texts of submissions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lisdesk.edits.source_tags import SourceTags, TextRow
from lisdesk.rules.coded_answers import Part, within
from lisdesk.rules.coded_project import Lost, Passage, Source
from lisdesk.rules.spans import moved_span


class PassagePlace(NamedTuple):
    """A passage of a source that is a submission, and where the answers stand in the source."""

    submission_id: int
    source: Source
    passage: Passage
    parts: Sequence[Part]

    def lost(self, what: str, kept: str = "Nothing of it.") -> Lost:
        """Return what is lost of it, with where it was."""
        return Lost(f"the source “{self.source.name}”", what, kept)


def tag_passage(tags: SourceTags, place: PassagePlace, texts: Sequence[TextRow]) -> Iterator[Lost]:
    """Tag what of a passage lies in the answers, whose texts these are; yield what is lost."""
    passage = place.passage
    pieces = within(place.parts, passage.start, passage.end)
    for number, start, end in pieces:
        tags.tag_span(place.submission_id, texts[number], start, end, passage)
    yield from _lost_of(tags, place, len(pieces))


def tag_known_passage(
    tags: SourceTags, place: PassagePlace, texts: Sequence[TextRow]
) -> Iterator[Lost]:
    """Tag a passage in the texts that stand here, which may be others by now; yield what is
    lost.

    In a text that is the same it stands where it did, in another one where its words stand once.
    """
    passage = place.passage
    if not passage.codings and passage.own_memo is None:
        return
    bodies = {text.body: text for text in texts}
    pieces = within(place.parts, passage.start, passage.end)
    for number, start, end in pieces:
        part = place.parts[number]
        body = place.source.text[part.start : part.end]
        found = (
            [(bodies[body], start, end)] if body in bodies else list(_moved(body[start:end], texts))
        )
        if len(found) != 1:
            what = f"The words at {passage.start} do not stand once in the text that is here."
            yield place.lost(what, *_kept_memo(tags, place))
            continue
        tags.tag_span(place.submission_id, *found[0], passage)
    yield from _lost_of(tags, place, len(pieces))


def _moved(quote: str, texts: Sequence[TextRow]) -> Iterator[tuple[TextRow, int, int]]:
    for text in texts:
        span = moved_span(quote, text.body)
        if span is not None:
            yield text, span.start, span.end


def _lost_of(tags: SourceTags, place: PassagePlace, pieces: int) -> Iterator[Lost]:
    passage = place.passage
    if not passage.codings and passage.own_memo is None:
        return
    if not pieces:
        what = f"The passage at {passage.start} lies in a heading."
        yield place.lost(what, *_kept_memo(tags, place))
    elif pieces > 1:
        what = f"The passage at {passage.start} goes over several answers."
        yield place.lost(what, f"{pieces} passages, one in each.")


def _kept_memo(tags: SourceTags, place: PassagePlace) -> tuple[str, ...]:
    """Write a memo whose words are not there on the whole submission, unless it stands elsewhere;
    return what is kept.
    """
    memo = place.passage.own_memo
    if memo is None:
        return ()
    tags.memos.keep(place.submission_id, memo)
    return ("The memo.",)
