"""Make a call: from a template, or from nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.queries.programme_start import without_body
from lisdesk.rules.programme import NO_TEMPLATE, CallStart, with_priorities_of
from lisdesk.rules.reference import CallTemplate
from lisdesk.tasks.new_calls import NewCallChoices, new_call_choices
from lisdesk.ui.calls.bodies import BodiesLine, body_completer
from lisdesk.ui.calls.deadline_fields import NOT_CLEAR, DayField, DeadlineField
from lisdesk.ui.choice_box import ChoiceBox
from lisdesk.ui.form_dialog import FormDialog
from lisdesk.ui.plain import WrappedLabel
from lisdesk.ui.workspace import Workspace, edit_with

_NO_PRIORITIES = "The area names no priorities, so those of the template are taken."
_BRINGS = "The list of areas gets, where it lacks them:"
_WITHOUT = "No template: no questions and no priorities yet"


class NewCallDialog(FormDialog):
    """Template, name, who leads it with whom, and when it opens and closes."""

    def __init__(
        self, workspace: Workspace, parent: QWidget, start: CallStart | None = None
    ) -> None:
        """`start` is what a call for an area of the programme starts with."""
        super().__init__(
            workspace, parent, "New call", "Everything but its reference can be changed later.",
            "Make the call",
        )  # fmt: skip
        self._start = start
        self._templates: list[CallTemplate | None] = [None]
        self.template = ChoiceBox()
        self.name, self.lead, self.partners = QLineEdit(), QLineEdit(), BodiesLine()
        self.name.setPlaceholderText("Local Industrial Strategy: call for evidence")
        self.lead.setPlaceholderText("Begin to type: Leicester")
        self.opens = DayField("Opening day", workspace.clock.now().date())
        self.closes = DeadlineField()
        for words, field in (
            ("Template", self.template),
            ("Name", self.name),
            ("Led by", self.lead),
            ("With", self.partners),
            ("Opens", self.opens),
            ("Closes", self.closes),
        ):
            self.add_row(words, field)
        self.draft = QCheckBox("Keep it as a draft: nothing comes in until it is made ready")
        self.body.addWidget(self.draft)
        self.template.addItem(_WITHOUT)
        if start is not None:
            self._fill(start)
        self.name.setFocus()
        workspace.jobs.read(new_call_choices, owner=self, then=self._offer)

    def send(self) -> None:
        """Make the call, and take it in hand."""
        opens_on, deadline = self.opens.day(), self.closes.deadline()
        if opens_on is None or deadline is None:
            self.say(NOT_CLEAR if opens_on else "Say on which day the call opens.")
            (self.closes if opens_on else self.opens).setFocus()
            return
        draft = CallDraft(
            title=self.name.text(),
            lead=self.lead.text().strip(),
            opens_on=opens_on,
            deadline=deadline,
            partners=self.partners.names(),
            is_draft=self.draft.isChecked(),
            areas=self._start.areas if self._start else (),
        )
        if not draft.lead:
            self.say("Say which body leads the call.")
            self.lead.setFocus()
            return
        template = self._templates[self.template.currentIndex()]
        if self._start is not None:
            template = with_priorities_of(self._start, template or NO_TEMPLATE)
        self.run(
            edit_with(new_call, draft=draft, template=template),
            lambda reference: f"Made the call {reference}",
            self._take,
        )

    def _fill(self, start: CallStart) -> None:
        self.name.setText(start.title)
        self.lead.setText(start.lead)
        self.partners.setText("; ".join(start.partners))
        named = [each.name for each in start.priorities]
        many = "1 priority" if len(named) == 1 else f"{len(named)} priorities"
        words = f"It starts with {many} of the area: {'; '.join(named)}."
        self.body.addWidget(WrappedLabel(words if named else _NO_PRIORITIES, "muted"))
        areas = "; ".join(each.name for each in start.areas)
        self.body.addWidget(WrappedLabel(f"{_BRINGS} {areas}.", "muted"))

    def _offer(self, choices: NewCallChoices) -> None:
        for template in choices.templates.values():
            self._templates.append(template)
            self.template.addItem(
                f"{template.name}: {len(template.questions)} questions, "
                f"{len(template.priorities)} priorities"
            )
        if choices.templates:
            self.template.setCurrentIndex(1)
        self.lead.setCompleter(body_completer(choices.bodies, self.lead))
        self.partners.offer(choices.bodies)

    def _take(self, reference: str) -> None:
        workspace = self.workspace
        workspace.choose_new_call(reference)
        made = f"Made the call {reference}."
        workspace.notices.tell(made)

        def tell(bare: str) -> None:
            if bare:
                workspace.notices.tell(f"{made} {bare}")

        if self._start is not None:
            workspace.jobs.read(without_body, self._start.areas, owner=workspace, then=tell)
