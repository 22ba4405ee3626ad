"""Facts and decisions of the submission that is being read, beside its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QScrollArea, QWidget

from lisdesk.queries.provenance import DocumentOrigin
from lisdesk.queries.submissions import DecisionRow, SubmissionPage
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.wall_time import local_words
from lisdesk.ui.origin_words import carried_along, maps_of, origin_facts
from lisdesk.ui.plain import PlainLabel, WrappedLabel, with_hidden_shown


class Details(QScrollArea):
    """A line for each fact, its name before it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Details of this submission")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.show_page(None, "")

    def show_page(
        self,
        page: SubmissionPage | None,
        zone: str,
        mail: MailOrigin | None = None,
        document: DocumentOrigin | None = None,
        read_by: Sequence[str] = (),
    ) -> None:
        """Show what is held on a submission, and on the e-mail or document that it came as, times
        as clocks in `zone` show them, and which officers have read it.
        """
        holder = QWidget()
        form = QFormLayout(holder)
        form.setContentsMargins(8, 8, 8, 8)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, words in facts(page, zone, mail, document, read_by) if page else ():
            value = WrappedLabel(words)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setAccessibleName(f"{name}: {words}")
            label = PlainLabel(name, "small")
            label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            form.addRow(label, value)
        self.setWidget(holder)


def facts(
    page: SubmissionPage,
    zone: str,
    mail: MailOrigin | None = None,
    document: DocumentOrigin | None = None,
    read_by: Sequence[str] = (),
) -> Iterator[tuple[str, str]]:
    """Yield the name of each fact that is known, and its words."""
    row = page.row
    yield "State", row.disposition.label
    for decision in page.decisions:
        yield "Decision", _decision(decision, zone)
    if read_by:
        yield "Officers who read it", with_hidden_shown("; ".join(read_by))
    yield "Received", f"{local_words(row.received_at, zone)} · {row.timing.label}"
    if page.sent_at is not None:
        yield "Sent", local_words(page.sent_at, zone)
    yield "Channel", row.channel.label
    yield "Permission", row.permission.label if row.permission else "Not asked or not answered"
    if page.is_confidential:
        reasons = "; ".join(page.confidentiality_reasons)
        yield "Confidential", with_hidden_shown(reasons) or "Yes"
    for name, words in (
        ("From", row.respondent),
        ("Submitted by", page.submitted_by),
        ("E-mail", page.email),
        ("Type", row.type),
        ("Area", row.area),
        ("Relevant to", page.relevant),
        ("Attendees", _attendees(page)),
    ):
        if words:
            yield name, with_hidden_shown(words)
    yield from origin_facts(page.rows, mail, document, zone)
    yield from carried_along(mail)
    yield from maps_of(page.rows)
    if page.earlier_texts:
        yield "Earlier texts", f"{page.earlier_texts:,}"
    for name, words in {**page.extras, **page.unread}.items():
        yield with_hidden_shown(name), with_hidden_shown(words)


def _attendees(page: SubmissionPage) -> str:
    names = "; ".join(each.name for each in page.attendees)
    return f"{len(page.attendees):,}: {names}" if names else ""


def _decision(decision: DecisionRow, zone: str) -> str:
    what = decision.kind.label if decision.kind else "Put back into the count"
    reason = f": {with_hidden_shown(decision.reason)}" if decision.reason else ""
    return f"{what}{reason} ({decision.officer}, {local_words(decision.decided_at, zone)})"
