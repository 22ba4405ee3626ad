"""Correct a submission: what stands is in the form, and only what is changed is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from lisdesk.errors import RefusedError, StaleEditError, UserError
from lisdesk.queries.register_lists import RegisterLists
from lisdesk.queries.register_preview import SubmissionPreview, submission_preview
from lisdesk.rules.event_notes import written_note
from lisdesk.ui.submissions.attendee_rows import Came, written
from lisdesk.ui.submissions.form import TEXT, SubmissionForm
from lisdesk.ui.submissions.text_fields import LETTER
from lisdesk.ui.submissions.who_fields import RESPONDENT_ID
from lisdesk.ui.workspace import Workspace, edit_with

if TYPE_CHECKING:
    from lisdesk.edits.submissions import SubmissionCorrection, SubmissionStanding

_FOUND_AGAIN = "What you had typed and not saved is here again, over what stands now."
_BROUGHT_IN = "The newest is in the form now, with your changes over it. Look once, then save."


class CorrectForm(SubmissionForm):
    """A form filled with what stands; a change by somebody else in between is never overwritten."""

    def __init__(
        self,
        parent: QWidget,
        workspace: Workspace,
        lists: RegisterLists,
        preview: SubmissionPreview,
    ) -> None:
        reference = preview.page.row.reference
        super().__init__(
            parent,
            workspace,
            lists,
            title=f"Correct {reference}",
            draft_of=f"correct {reference}",
            verb="Save the correction",
            is_new=False,
        )
        self.seen = preview
        self.empty.setText("Bring in what stands now")
        self.empty.clicked.connect(lambda _on: self._read_again())
        self._show(preview)
        self.begin()

    def open_with_draft(self) -> None:
        """Open the form, with the changes that were typed before the program ended."""
        self.open()
        self.who.respondent.line.setFocus()
        self.keeper.find(self._take_draft)

    def draft(self) -> dict[str, str]:
        """Return what differs from what stood when the form was opened."""
        return self._differences()

    def save(self) -> None:
        """Save what was changed; texts become new versions."""
        if self.is_saving:
            return
        if not self.has_changed():
            self.accept()
            return
        try:
            fields = self._changed_fields()
        except UserError as error:
            self.show_fault(error)
            return
        self.with_files(lambda files: self._correct(_correction(fields, attachments=files)))

    def _correct(self, correction: SubmissionCorrection) -> None:
        from lisdesk.edits.submissions import edit_submission

        self.workspace.do(
            edit_with(edit_submission, submission_id=self.seen.page.row.id, correction=correction),
            lambda standing: f"Corrected {standing.reference}",
            then=self._end,
            otherwise=self.show_fault,
        )

    def show_fault(self, error: BaseException) -> None:
        """Say what kept the correction from being saved, and offer what stands now."""
        super().show_fault(error)
        self.empty.setVisible(isinstance(error, StaleEditError))

    def _end(self, standing: SubmissionStanding) -> None:
        self.set_saving(is_saving=False)
        self.accept()
        left = standing.excerpts_left_behind
        if left:
            count = "1 tagged excerpt is" if left == 1 else f"{left:,} tagged excerpts are"
            self.workspace.notices.warn(
                f"{count} not in the corrected text of {standing.reference}; "
                "they stay on the earlier version."
            )
        memos = standing.memos_left_behind
        if memos:
            count = "1 memo are" if memos == 1 else f"{memos:,} memos are"
            self.workspace.notices.warn(
                f"The words of {count} not in the corrected text of {standing.reference}; "
                "it says so in Reading."
            )
        redactions = standing.redactions_left_behind
        if redactions:
            count = "1 redaction is" if redactions == 1 else f"{redactions:,} redactions are"
            self.workspace.notices.warn(
                f"{count} not in the corrected text of {standing.reference}: no publication "
                "shows it until you redact those words anew and lift the earlier ones."
            )

    def _read_again(self) -> None:
        self.workspace.jobs.read(
            submission_preview, self.seen.page.row.id, owner=self, then=self._bring_in
        )

    def _bring_in(self, preview: SubmissionPreview | None) -> None:
        if preview is None:
            self.show_fault(RefusedError("This submission is no more.", do="Close the form."))
            return
        typed = self._differences()
        self.seen = preview
        self._show(preview)
        self.begin()
        self.show_values(typed)
        self.empty.hide()
        self.fault.hide()
        self.told.setText(_BROUGHT_IN)
        self.told.show()

    def _take_draft(self, kept: dict[str, str] | None) -> None:
        if kept and not self.has_changed():
            self.show_values(kept)
            self.told.setText(_FOUND_AGAIN)
            self.told.show()

    def _show(self, preview: SubmissionPreview) -> None:
        page = preview.page
        row = page.row
        texts = {f"{TEXT}{text.question or LETTER}": text.body for text in page.texts}
        self.who.show_moments(row.received_at, page.sent_at)
        self.show_values(
            {
                "respondent": row.respondent,
                RESPONDENT_ID: str(preview.respondent_id or ""),
                "type": preview.type_key,
                "area": row.area,
                "submitted_by": page.submitted_by,
                "channel": row.channel.key,
                "permission": row.permission.key if row.permission else "",
                "files": "",
                "attendees": written(Came(row.name, row.id) for row in page.attendees),
                **dict.fromkeys((f"{TEXT}{number}" for number in self.texts.fields), ""),
                **texts,
            }
        )

    def _differences(self) -> dict[str, str]:
        begun = self.begun()
        return {name: words for name, words in self.values().items() if words != begun.get(name)}

    def _changed_fields(self) -> dict[str, Any]:
        from lisdesk.edits.correcting import NOTHING
        from lisdesk.edits.submissions import Seen

        changed, who = self._differences(), self.who
        named = {"type": "type_token", "area": "area"}
        fields: dict[str, Any] = {
            field: changed[name] for name, field in named.items() if name in changed
        }
        if "respondent" in changed or RESPONDENT_ID in changed:
            fields["respondent"] = who.respondent.name()
            fields["respondent_id"] = who.respondent.picked_id
        if "submitted_by" in changed:
            fields["submitted_by"] = changed["submitted_by"]
        if "channel" in changed:
            fields["channel"] = who.chosen_channel()
        if "permission" in changed:
            fields["permission"] = who.chosen_permission() or NOTHING
        if "received" in changed:
            fields["received_at"] = who.received.moment()
        if "sent" in changed:
            fields["sent_at"] = who.sent.moment() or NOTHING
        if "attendees" in changed:
            fields["attendees"] = self.attendees.attendees()
        fields |= _changed_texts(changed)
        fields["seen"] = Seen(self.seen.version, self.seen.text_ids, self.seen.attendee_ids)
        return fields


def _changed_texts(changed: Mapping[str, str]) -> dict[str, Any]:
    texts = {
        int(name.removeprefix(TEXT)): words
        for name, words in changed.items()
        if name.startswith(TEXT)
    }
    letter = texts.pop(LETTER, None)
    return {"answers": texts} | ({} if letter is None else {"letter": written_note(letter)})


def _correction(fields: Mapping[str, Any], **more: Any) -> SubmissionCorrection:  # noqa: ANN401 (fields by name)
    from lisdesk.edits.submissions import SubmissionCorrection

    return SubmissionCorrection(**fields, **more)
