"""What an officer decides about proposed e-mails, mail by mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from lisdesk.queries.mails import MatchReason
from lisdesk.queries.register_lists import RespondentRow
from lisdesk.rules.names import stakeholder_key
from lisdesk.tasks.mail_filing import MailChoice
from lisdesk.tasks.mail_proposals import MailProposal, MailProposals
from lisdesk.ui.intake.standings import Standing, Standings


class Decisions(Standings):
    """Begins with every mail accepted whose respondent the register knows without doubt."""

    def __init__(self, proposals: MailProposals) -> None:
        self.proposals = proposals
        self._choices: dict[int, MailChoice] = {}
        super().__init__(len(proposals.items), self.matched())

    def item(self, place: int) -> MailProposal:
        """Return what was proposed for a mail."""
        return self.proposals.items[place]

    def matched(self) -> list[int]:
        """Return the mails whose respondent is one stakeholder of the register and no other."""
        return [place for place, item in enumerate(self.proposals.items) if item.is_matched]

    def is_open(self, place: int) -> bool:
        """Whether a mail can be filed: it is neither here already nor met earlier among these."""
        return self.item(place).will_be_filed

    def here_already(self) -> int:
        """Return how many of the mails the call has already."""
        return sum(bool(item.already_here) for item in self.proposals.items)

    def twice(self) -> int:
        """Return how many of the mails stand earlier among them."""
        return sum(bool(item.same_as) for item in self.proposals.items)

    def decided_paths(self) -> set[Path]:
        """Return the files of which every mail is filed, left out or here already; none with a
        message that could not be read.
        """
        found = {item.path for item in self.proposals.items}
        waiting = {self.item(place).path for place in self.places(Standing.WAITS)}
        return found - waiting - set(self.proposals.unread_in)

    def accept_matched(self) -> None:
        """Take every mail whose respondent is certain."""
        self.accept(self.matched())

    def choose_respondent(self, place: int, chosen: RespondentRow | str) -> None:
        """Give a mail another respondent and accept it: a stakeholder, or a name that is found in
        the register or added to it. An empty name goes back to the proposal.
        """
        before = self._choices.get(place, MailChoice())
        if isinstance(chosen, RespondentRow):
            choice = replace(
                before,
                stakeholder_id=chosen.id,
                name=chosen.name,
                submitted_by=_sender_if_other(self.item(place), chosen.name),
            )
        else:
            choice = replace(before, stakeholder_id=None, name=chosen or None, submitted_by=None)
        self._choices[place] = choice
        if choice.name:
            self.accept([place])

    def choose_received(self, place: int, moment: datetime | None) -> None:
        """Say when a mail was received; None leaves that to the moment of filing."""
        before = self._choices.get(place, MailChoice())
        self._choices[place] = replace(before, received_at=moment)

    def respondent_name(self, place: int) -> str:
        """Return whose views a mail is taken to state; an empty text for nobody's."""
        chosen = self._choices.get(place, MailChoice()).name
        return chosen or self.item(place).respondent.name

    def respondent_id(self, place: int) -> int | None:
        """Return which stakeholder of the register that is; None for a name and for nobody."""
        choice = self._choices.get(place, MailChoice())
        return choice.stakeholder_id if choice.name else self.item(place).respondent.stakeholder_id

    def is_new(self, place: int) -> bool:
        """Whether the respondent may have to be added to the register."""
        return self.respondent_id(place) is None and bool(self.respondent_name(place))

    def why(self, place: int) -> str:
        """Return why it is taken to be theirs, as a sentence."""
        if self._choices.get(place, MailChoice()).name:
            return f"{MatchReason.CHOSEN.label}."
        return self.item(place).respondent.why

    def received_at(self, place: int) -> datetime | None:
        """Return what counts as the moment of receipt; None for the moment of filing."""
        chosen = self._choices.get(place, MailChoice()).received_at
        return chosen or self.item(place).received_at

    def received_from(self, place: int) -> str:
        """Return where that was found."""
        if self._choices.get(place, MailChoice()).received_at is not None:
            return "set by you"
        return self.item(place).received_from

    def choices(self) -> dict[int, MailChoice]:
        """Return what the officer chose, as filing takes it."""
        return {
            place: replace(
                self._choices.get(place, MailChoice()),
                is_left_out=self.standing(place) is not Standing.FILED,
            )
            for place in range(len(self.proposals.items))
        }


def _sender_if_other(item: MailProposal, respondent: str) -> str:
    """Return who sent a mail on a respondent's behalf; an empty text if they did it themselves."""
    sender = item.mail.sender_name or item.mail.sender_address
    return "" if stakeholder_key(sender) == stakeholder_key(respondent) else sender
