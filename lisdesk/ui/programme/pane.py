"""All that is known of the area in hand."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from lisdesk.queries.programme import DocumentRow, MemberRow, ProgrammeRow, UpdateRow
from lisdesk.queries.programme_calls import CallStages, calls_said
from lisdesk.rules.programme import AreaRole, ThemeKind
from lisdesk.ui.plain import NameLabel, WrappedLabel, with_hidden_shown

_KINDS = {
    ThemeKind.PRIORITY: "Priorities",
    ThemeKind.THEME: "Emerging themes",
    ThemeKind.SPECIALISM: "Specialisms",
}


class AreaPane(QScrollArea):
    """A card below the table."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("The area in hand")
        card = QFrame()
        card.setProperty("look", "card")
        self.name, self.dates = NameLabel(look="heading"), WrappedLabel(look="muted")
        self.bodies, self.themes = WrappedLabel(), WrappedLabel()
        self.documents, self.updates = WrappedLabel(look="muted"), WrappedLabel()
        layout = QVBoxLayout(card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        self.labels = (
            self.name, self.dates, self.bodies, self.themes, self.documents, self.updates,
        )  # fmt: skip
        for label in self.labels:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addStretch()
        self.setWidget(card)

    def show_area(self, row: ProgrammeRow, stages: CallStages) -> None:
        """Show an area, and where its calls stand."""
        for label, lines in (
            (self.name, [row.name]),
            (self.dates, [_dates(row)]),
            (self.bodies, _bodies(row, stages)),
            (self.themes, _themes(row)),
            (self.documents, _documents(row.documents)),
            (self.updates, _updates(row.updates)),
        ):
            each_line = "\n".join(lines).split("\n")
            words = "\n".join(map(with_hidden_shown, each_line))
            label.setText(words)
            label.setVisible(bool(words))


def _dates(row: ProgrammeRow) -> str:
    parts = [f"Wave {row.wave}"] if row.wave else []
    parts += [
        f"{word} {said}"
        for word, said in (("announced", row.announced), ("due", row.target))
        if said
    ]
    parts.append(f"published {row.published}" if row.published else "not published yet")
    said = " · ".join(parts)
    return said[0].upper() + said[1:]


def _bodies(row: ProgrammeRow, stages: CallStages) -> Iterable[str]:
    for word, role in (("Led by", AreaRole.LEAD), ("With", AreaRole.PARTNER)):
        named = [_member(each) for each in row.members if each.role is role]
        if named:
            yield f"{word} {', '.join(named)}"
    for word, listed in (
        ("Covers", row.places),
        ("Also called", [each.told for each in row.spellings]),
        ("Calls:", calls_said(row, stages)),
    ):
        if listed:
            yield f"{word} {', '.join(listed)}"


def _member(member: MemberRow) -> str:
    dates = [
        f"{word} {said}" for word, said in (("from", member.since), ("until", member.until)) if said
    ]
    told = "; ".join((*dates, *member.names))
    return f"{member.name} ({told})" if told else member.name


def _themes(row: ProgrammeRow) -> Iterable[str]:
    for kind, heading in _KINDS.items():
        named = [each.name for each in row.themes if each.kind is kind]
        if named:
            yield f"{heading} ({len(named)}): {'; '.join(named)}"


def _documents(documents: Iterable[DocumentRow]) -> Iterable[str]:
    for each in documents:
        told = " · ".join(filter(None, (each.title, each.body, each.dated, each.link)))
        yield f"Document: {told}"


def _updates(updates: Iterable[UpdateRow]) -> Iterable[str]:
    for each in updates:
        about = " · ".join(filter(None, (each.body, each.dated)))
        yield f"{about}: “{each.said}”" if about else f"“{each.said}”"
    sources = dict.fromkeys(each.source for each in updates if each.source)
    if sources:
        yield f"Source: {'; '.join(sources)}"
