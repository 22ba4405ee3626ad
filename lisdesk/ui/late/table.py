"""The late submissions as a table: moments side by side, and what is proposed."""

from __future__ import annotations

from datetime import datetime

from lisdesk.rules.late_policy import sent_words
from lisdesk.rules.vocabulary import Channel
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.late_queue import LateLine, late_lines
from lisdesk.ui.id_table import IdTable
from lisdesk.ui.late.words import (
    proposed_words,
    short_proposal,
    short_standing,
    standing_words,
)
from lisdesk.ui.lazy_table import LazyColumn
from lisdesk.ui.plain import with_hidden_shown
from lisdesk.ui.submissions.columns import zone_of
from lisdesk.ui.workspace import Workspace


class LateTable(IdTable):
    """The queue."""

    of_call: int
    """The call whose queue was asked for last; rows are read on another thread, by which time the
    window may have another call at hand, or none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(
            "Late submissions",
            workspace.jobs,
            _columns(workspace),
            lambda session, ids: late_lines(session, self.of_call, ids),
        )
        self.of_call = 0


def _columns(workspace: Workspace) -> tuple[LazyColumn, ...]:
    def zone() -> str:
        return zone_of(workspace)

    def moment(value: datetime) -> str:
        return local_words(value, zone())

    def sent(line: LateLine) -> tuple[str, str]:
        row = line.row
        return sent_words(row.sent_at, zone(), is_post=row.channel is Channel.POST)

    return (
        LazyColumn("", "Reference", lambda line: line.row.reference, 96),
        LazyColumn("", "Respondent", _respondent, 96),
        LazyColumn("", "Late by", lambda line: line.late_by, 120, tool_tip=_how_late),
        LazyColumn(
            "", "Proposed", short_proposal, 96, tool_tip=proposed_words, spoken=proposed_words
        ),
        LazyColumn(
            "", "Stands as", short_standing, 132, tool_tip=standing_words, spoken=standing_words
        ),
        LazyColumn("", "Received", lambda line: moment(line.row.received_at), 144),
        LazyColumn("", "Sent", lambda line: sent(line)[0], 152),
        LazyColumn("", "Postmark", lambda line: sent(line)[1], 112),
        LazyColumn("", "Channel", lambda line: line.row.channel.label, 104),
        LazyColumn("", "Deadline in force", lambda line: line.deadline, 160),
    )


def _respondent(line: LateLine) -> str:
    return with_hidden_shown(line.row.respondent) or "No name given"


def _how_late(line: LateLine) -> str:
    return line.how_late
