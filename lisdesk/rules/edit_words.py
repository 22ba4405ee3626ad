"""Edits in words: what the history says was done, and what undo says it will take back."""

from __future__ import annotations

_DONE: dict[str, str] = {
    "accept_suggestion": "Accepted a suggestion for {subject}",
    "add_call_date": "Put a date into the calendar of {subject}",
    "add_campaign_members": "Added submissions to the campaign {subject}",
    "add_extracted_text": "Added the text of an attachment to {subject}",
    "add_priorities": "Added priorities to {subject}",
    "add_priority": "Added priority {subject}",
    "add_question": "Added a question to {subject}",
    "add_submission": "Logged {subject}",
    "add_tag": "Tagged {subject}",
    "add_tags": "Added tags to {subject}",
    "add_type": "Added {subject} to the stakeholder types",
    "begin_analysis": "Began the analysis of {subject}",
    "begin_report": "Began the report of {subject}",
    "bookmark_excerpt": "Bookmarked a quotation of {subject}",
    "change_call_bodies": "Changed who leads {subject} and with whom",
    "change_call_date": "Changed a date in the calendar of {subject}",
    "change_excerpt": "Changed the words of an excerpt of {subject}",
    "archive_call": "Archived {subject}",
    "assign_submissions": "Shared out submissions of {subject}",
    "change_setting": "Changed the setting {subject}",
    "choose_campaign_seed": "Chose another seed for the campaign {subject}",
    "close_call": "Closed {subject}",
    "confirm_campaign": "Confirmed the campaign {subject}",
    "decide_late": "Decided about {subject}",
    "decide_late_submissions": "Decided about late submissions of {subject}",
    "delete_priority": "Deleted a priority of {subject}",
    "delete_view": "Deleted a view of {subject}",
    "dissolve_campaign": "Dissolved the campaign {subject}",
    "draw_sample": "Drew the sample {subject}",
    "edit_area": "Corrected {subject}",
    "edit_call": "Corrected {subject}",
    "edit_priority": "Corrected a priority of {subject}",
    "edit_question": "Corrected a question of {subject}",
    "edit_stakeholder": "Corrected {subject}",
    "edit_submission": "Corrected {subject}",
    "edit_submissions": "Corrected submissions of {subject}",
    "edit_tag": "Corrected a tag of {subject}",
    "edit_type": "Corrected {subject}",
    "extend_call": "Extended {subject}",
    "file_documents": "Filed the documents of {subject}",
    "file_mails": "Filed the e-mails of {subject}",
    "import_codebook": "Imported {subject}",
    "import_frame": "Brought in a coding frame for {subject}",
    "import_project": "Imported {subject}",
    "finish_coding": "Finished coding the sample {subject}",
    "import_rows": "Imported {subject}",
    "import_types": "Brought in a list of stakeholder types",
    "keep_personal_data": "Kept words of {subject} in the publication",
    "keep_apart": "Kept {subject} apart from another one",
    "make_call_ready": "Made {subject} ready",
    "mark_answers": "Gave tags of {subject} a stance or strength",
    "mark_duplicate": "Marked {subject} as a duplicate",
    "mark_published": "Marked {subject} as published",
    "mark_read": "Marked {subject} as read",
    "mark_unread": "Marked {subject} as unread",
    "merge_priority": "Merged a priority of {subject}",
    "merge_stakeholders": "Merged a stakeholder into {subject}",
    "merge_submissions": "Merged submissions into {subject}",
    "move_priority": "Moved a priority of {subject}",
    "move_question": "Moved a question of {subject}",
    "move_type": "Moved {subject}",
    "new_call": "Made the call {subject}",
    "put_submission_back": "Put {subject} back into the count",
    "put_submissions_back": "Put submissions of {subject} back into the count",
    "record_due_closing": "Recorded the close of {subject}",
    "record_hand_over": "Handed over a part of {subject}",
    "record_publication": "Published {subject}",
    "lift_redaction": "Lifted a redaction of {subject}",
    "lift_published_redaction": "Lifted a redaction of {subject} that had been published",
    "redact_span": "Kept words of {subject} out of publications",
    "redact_personal_data": "Redacted personal data of {subject}",
    "set_redaction_reasons": "Changed the list of reasons for redactions",
    "remove_area": "Removed {subject}",
    "remove_bookmark": "Took the bookmark off a quotation of {subject}",
    "reject_suggestion": "Rejected a suggestion for {subject}",
    "remove_call_date": "Took a date out of the calendar of {subject}",
    "remove_campaign_members": "Took submissions out of the campaign {subject}",
    "remove_feedback": "Took back what was done about {subject}",
    "remove_finding": "Removed the finding on {subject}",
    "remove_question": "Took a question out of {subject}",
    "remove_tag": "Took a tag off {subject}",
    "rename_campaign": "Renamed the campaign {subject}",
    "rename_view": "Renamed a view of {subject}",
    "replace_view": "Replaced a view of {subject}",
    "reopen_call": "Reopened {subject}",
    "request_confidentiality": "Recorded a confidentiality request for {subject}",
    "retract_publication": "Took back the record of a publication of {subject}",
    "reveal_sample": "Revealed the sample {subject}",
    "save_area": "Changed {subject}",
    "save_view": "Saved a view of {subject}",
    "set_attendees": "Corrected the attendees of {subject}",
    "set_body_names": "Changed the names and codes of {subject}",
    "set_feedback": "Said what was done about {subject}",
    "set_form_wording": "Worded the response form of {subject}",
    "set_finding": "Wrote the finding on {subject}",
    "set_relevance": "Set what submissions of {subject} are relevant to",
    "set_scale": "Changed the scale of words of {subject}",
    "separate_stakeholders": "Separated a stakeholder from {subject}",
    "separate_submissions": "Separated submissions that were merged into {subject}",
    "set_submission_aside": "Set {subject} aside",
    "set_submissions_aside": "Set submissions of {subject} aside",
    "set_up_file": "Made the file",
    "split_priority": "Split a priority of {subject}",
    "settle_disagreements": "Settled disagreements of the sample {subject}",
    "split_stakeholder": "Split {subject} into two",
    "split_submission": "Split {subject} into two",
    "tag_answers": "Tagged {subject}",
    "tag_many": "Added tags to {subject}",
    "tag_span": "Tagged {subject}",
    "tag_to_new_priority": "Added a priority and tagged {subject}",
    "take_call_back": "Took {subject} back by one step",
    "take_in_part": "Took in what was handed over of {subject}",
    "take_in_programme": "Took areas into the {subject}",
    "import_targets": "Brought in targets for {subject}",
    "mark_acknowledged": "Recorded acknowledgements of {subject}",
    "mark_chased": "Recorded who was chased for {subject}",
    "record_contact_export": "Exported contact details for {subject}",
    "remove_target": "Removed a target of {subject}",
    "set_acknowledgement_text": "Changed the text of acknowledgements of {subject}",
    "set_target": "Set a target of {subject}",
    "take_attached_form": "Took the answers of an attached form for {subject}",
    "take_back": "Took back an edit of {subject}",
    "unassign_submissions": "Took submissions of {subject} back from officers",
}


def words_of_edit(verb: str, subject: str) -> str:
    """Return what an edit did, such as "Tagged LLEP-0042": verb as in the audit, and its subject.

    A verb that this version does not know is shown by its own name.
    """
    pattern = _DONE.get(verb) or f"{verb.replace('_', ' ').capitalize()}: {{subject}}"
    if not subject:
        pattern = pattern.replace("{subject}", "the file")
    return pattern.replace("{subject}", subject)


def verbs_that_say(word: str) -> list[str]:
    """Return the verbs of which the words say `word`, or begin to say it, without regard to case.

    A verb that is not in the list is known by its own name, and so is not found.
    """
    wanted = word.casefold()
    return [
        verb
        for verb, pattern in _DONE.items()
        if any(each.startswith(wanted) for each in pattern.casefold().split() if "{" not in each)
    ]
