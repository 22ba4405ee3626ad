"""What an officer decides about documents, one by one or many at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lisdesk.edits.submissions import SubmissionDraft
from lisdesk.queries.register_lists import RespondentRow
from lisdesk.rules.vocabulary import Channel, Permission
from lisdesk.tasks.document_filing import DocumentChoice
from lisdesk.tasks.document_proposal import DocumentProposal
from lisdesk.tasks.document_proposals import DocumentProposals
from lisdesk.tasks.documents_gone import twins_of, with_twins_first
from lisdesk.ui.intake.standings import Standing, Standings


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of one document."""

    name: str = ""
    stakeholder_id: int | None = None
    """Which stakeholder of that name it is, where one was picked."""
    channel: Channel = Channel.POST
    received_at: datetime | None = None
    """None for the moment of filing."""
    permission: Permission | None = None
    typed: str = ""
    """What was typed from a document that has no words."""


class DocumentDecisions(Standings):
    """Begins with every document waiting: nothing in a file says for certain whose views it has."""

    def __init__(self, proposals: DocumentProposals) -> None:
        self.proposals = proposals
        self._places = [
            place for place, item in enumerate(proposals.items) if item.found is not None
        ]
        self._said = [_said_by(proposals.items[place]) for place in self._places]
        self._gone: dict[int, str] = {}
        super().__init__(len(self._places))

    def item(self, place: int) -> DocumentProposal:
        """Return what was read of a document."""
        return self.proposals.items[self._places[place]]

    def said(self, place: int) -> Said:
        """Return what was said of a document."""
        return self._said[place]

    def refused(self) -> list[DocumentProposal]:
        """Return the files that cannot be read as documents."""
        return [item for item in self.proposals.items if item.found is None]

    def why_gone(self, place: int) -> str:
        """Return why a document could not be filed when it was tried; empty if it was not so."""
        return self._gone.get(place, "")

    def leave_gone_out(self, reasons: Mapping[int, str]) -> None:
        """Leave out what is gone, by the places of the proposals, with the reasons; a twin that is
        still there is filed in its place, with what was said of it.
        """
        places = {item: place for place, item in enumerate(self._places)}
        self._gone = {places[item]: why for item, why in reasons.items()}
        self.leave_out(self._gone)
        twins = twins_of(self.proposals, reasons)
        self.proposals = with_twins_first(self.proposals, twins)
        for item, twin in twins.items():
            self._said[places[twin]] = self._said[places[item]]
            self.accept([places[twin]])

    def is_open(self, place: int) -> bool:
        """Whether a document can be filed: it is neither here already nor met earlier in these."""
        return self.item(place).will_be_filed

    def here_already(self) -> int:
        """Return how many of the documents the call has already."""
        return sum(bool(self.item(place).already_here) for place in range(len(self)))

    def twice(self) -> int:
        """Return how many of the documents stand earlier among them."""
        return sum(bool(self.item(place).same_as) for place in range(len(self)))

    def decided_paths(self) -> set[Path]:
        """Return the documents that are filed, left out by the officer or here already."""
        gone = set(self._gone) - set(self.places(Standing.FILED))
        open_ones = {*self.places(Standing.WAITS), *gone}
        return {self.item(place).path for place in range(len(self)) if place not in open_ones}

    def lacks_words(self, place: int) -> bool:
        """Whether a document has no words that could be read, as scans have none."""
        return not self.item(place).words

    def has_typed(self) -> bool:
        """Whether anything was typed from a document."""
        return any(each.typed.strip() for each in self._said)

    def choose_respondent(self, places: Iterable[int], chosen: RespondentRow | str) -> None:
        """Say whose views documents state, and accept them; an empty name lets them wait again."""
        if isinstance(chosen, RespondentRow):
            name, stakeholder_id = chosen.name, chosen.id
        else:
            name, stakeholder_id = chosen, None
        for place in self._open(places):
            self._say(place, replace(self._said[place], name=name, stakeholder_id=stakeholder_id))
            if name:
                self.accept([place])
            else:
                self.let_wait([place])

    def choose_channel(self, places: Iterable[int], channel: Channel) -> None:
        """Say how documents came."""
        for place in self._open(places):
            self._say(place, replace(self._said[place], channel=channel))

    def choose_received(self, places: Iterable[int], moment: datetime | None) -> None:
        """Say when documents were received; None leaves that to the moment of filing."""
        for place in self._open(places):
            self._say(place, replace(self._said[place], received_at=moment))

    def choose_permission(self, places: Iterable[int], permission: Permission | None) -> None:
        """Say what may be published of documents."""
        for place in self._open(places):
            self._say(place, replace(self._said[place], permission=permission))

    def type_words(self, place: int, words: str) -> None:
        """Keep what was typed from a document without words."""
        self._say(place, replace(self._said[place], typed=words))

    def choices(self) -> dict[int, DocumentChoice]:
        """Return what was decided, as filing takes it."""
        return {
            self._places[place]: DocumentChoice(
                _draft(said),
                is_left_out=self.standing(place) is not Standing.FILED,
                is_officers=True,
            )
            for place, said in enumerate(self._said)
        }

    def _open(self, places: Iterable[int]) -> list[int]:
        return [place for place in places if self.is_open(place)]

    def _say(self, place: int, said: Said) -> None:
        self._said[place] = said


def _said_by(item: DocumentProposal) -> Said:
    """Return what a document says itself, as response forms do; the officer looks at it."""
    form = item.returned
    if form is None:
        return Said()
    return Said(form.respondent, item.respondent_id, permission=form.permission)


def _draft(said: Said) -> SubmissionDraft:
    return SubmissionDraft(
        respondent=said.name,
        respondent_id=said.stakeholder_id,
        channel=said.channel,
        received_at=said.received_at,
        permission=said.permission,
        letter=said.typed,
    )
