"""What the preview of a submission says, as plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.vocabulary import Disposition, Timing
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.origin_words import origin_facts
from lisdesk.ui.plain import with_hidden_shown

if TYPE_CHECKING:
    from lisdesk.queries.attendees import AttendeeRow
    from lisdesk.queries.register_preview import SubmissionPreview
    from lisdesk.queries.submissions import DecisionRow, SubmissionPage, TagRow

NOT_KNOWN = "Not known"


def standing_words(page: SubmissionPage) -> tuple[str, str]:
    """Return how a submission stands, and the look of those words."""
    row = page.row
    words = row.standing
    if row.timing is not Timing.IN_TIME and "ate" not in words:
        words = f"{words} · {row.timing.label.lower()}"
    if row.disposition is Disposition.LATE_WAITING:
        return words, "caution"
    return words, "positive" if row.disposition.is_counted else "strong"


def facts(preview: SubmissionPreview, zone: str) -> list[tuple[str, str]]:
    """Return who, when, where from and what may be published, by name."""
    page = preview.page
    row = page.row
    sent = local_words(page.sent_at, zone) if page.sent_at else "Not known"
    lines = [
        ("Type", row.type or NOT_KNOWN),
        ("Area", row.area or NOT_KNOWN),
        ("Relevant to", page.relevant),
        ("Channel", row.channel.label),
        ("Sent", sent),
        ("Received", local_words(row.received_at, zone)),
        ("Permission", row.permission.label if row.permission else "Not answered: not published"),
        ("Submitted by", page.submitted_by),
        ("E-mail", page.email),
    ]
    lines += origin_facts(page.rows, preview.mail, preview.document, zone)
    if page.is_confidential:
        reasons = "; ".join(page.confidentiality_reasons)
        lines.append(("Confidential", f"Asked not to be disclosed: {reasons}"))
    return [(name, with_hidden_shown(" ".join(value.split()))) for name, value in lines if value]


def texts_words(page: SubmissionPage) -> str:
    """Return the texts that stand, each below its question."""
    parts = []
    for text in page.texts:
        title = f"{text.question}. {text.question_text}" if text.question else "Letter"
        mark = "  [no answer]" if text.is_non_answer else ""
        parts.append(f"{title}{mark}\n{'─' * 24}\n{text.body}")
    if page.earlier_texts:
        count = page.earlier_texts
        parts.append(f"{count:,} earlier version{'' if count == 1 else 's'} kept.")
    return "\n\n\n".join(parts) or "No text came with this submission."


def tag_words(tag: TagRow) -> str:
    """Return a tag in one line."""
    quote = f"“{' '.join(tag.quote.split())}”" if tag.quote is not None else "whole submission"
    graded = " · ".join(each.label for each in (tag.stance, tag.strength) if each is not None)
    return " · ".join(
        part
        for part in (
            f"{tag.priority} {tag.priority_name}",
            graded,
            quote,
            " ".join(tag.note.split()),
        )
        if part
    )


def attendee_words(row: AttendeeRow) -> str:
    """Return who was at the event, with their type."""
    return " · ".join(part for part in (row.name, row.type) if part)


def decision_words(decision: DecisionRow, zone: str) -> str:
    """Return a decision: what, why, when and by whom."""
    kind = decision.kind.label if decision.kind is not None else "Put back into the count"
    when = local_words(decision.decided_at, zone)
    return f"{kind}: {decision.reason}\n{when}, {with_hidden_shown(decision.officer)}"


def deadline_line(deadline: Deadline) -> str:
    """Return the deadline in force with its zone."""
    return f"{deadline.words()} ({deadline.zone})"
