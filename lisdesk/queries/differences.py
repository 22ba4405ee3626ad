"""Say in an officer's words how a row differs from what the audit says of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.store.changes import RowId
from lisdesk.store.comparison import Difference, Kind
from lisdesk.store.entities import all_tables
from lisdesk.store.lookup import campaign_reference, import_reference, memo_reference, tag_reference

THINGS = {
    "acknowledgement": ("acknowledgement", "acknowledgements"),
    "acknowledgement_text": ("text of acknowledgements", "texts of acknowledgements"),
    "acting_for": ("word on who acts for whom", "words on who acts for whom"),
    "area": ("area", "areas"),
    "assignment": ("word on whose a submission is", "words on whose submissions are"),
    "attachment": ("attachment", "attachments"),
    "attendance": ("attendee of an event", "attendees of events"),
    "blind_tag": ("tag as it was coded blind", "tags as they were coded blind"),
    "blob": ("attached file", "attached files"),
    "body_name": ("name or code of a body", "names and codes of bodies"),
    "bookmark": ("bookmark of a quotation", "bookmarks of quotations"),
    "call": ("call", "calls"),
    "call_body": ("lead or partner", "leads and partners"),
    "call_date": ("date of a call", "dates of calls"),
    "call_wording": ("wording of a response form", "wordings of response forms"),
    "campaign": ("campaign", "campaigns"),
    "campaign_member": ("member of a campaign", "members of campaigns"),
    "carried_memo": ("memo that was carried over", "memos carried over"),
    "carried_over": (
        "tag that a change of the frame moved",
        "tags that changes of the frame moved",
    ),
    "carried_request": (
        "confidentiality request that was carried over",
        "confidentiality requests carried over",
    ),
    "carried_submission": ("submission that was carried over", "submissions carried over"),
    "carried_tag": ("tag that was carried over", "tags carried over"),
    "chase": ("word on who was chased", "words on who was chased"),
    "closing": ("closing", "closings"),
    "coded_item": ("word on what a coder had done", "words on what coders had done"),
    "coding_sample": ("sample for double coding", "samples for double coding"),
    "confidentiality_request": ("confidentiality request", "confidentiality requests"),
    "contact_export": ("record of contacts exported", "records of contacts exported"),
    "coverage_target": ("target", "targets"),
    "deadline": ("deadline", "deadlines"),
    "excerpt": ("excerpt", "excerpts"),
    "extraction": ("text of an attachment", "texts of attachments"),
    "feedback": ("answer to what was said", "answers to what was said"),
    "file_fact": ("fact about the file", "facts about the file"),
    "finding": ("finding", "findings"),
    "frame_event": ("change of a coding frame", "changes of coding frames"),
    "framework": ("framework", "frameworks"),
    "framework_label": ("label of a framework", "labels of frameworks"),
    "hand_over": ("record of a hand-over", "records of hand-overs"),
    "inherited_tag": ("inheritance of a tag", "inheritances of tags"),
    "import": ("import", "imports"),
    "import_reading": ("word on how a sheet was read", "words on how sheets were read"),
    "import_row": ("imported row", "imported rows"),
    "kept_words": ("decision to keep words", "decisions to keep words"),
    "kept_apart": ("word on who is not the same", "words on who is not the same"),
    "late_decision": ("decision on lateness", "decisions on lateness"),
    "late_policy": ("policy for late submissions", "policies for late submissions"),
    "lead_body": ("lead body", "lead bodies"),
    "mail": ("e-mail’s origin", "e-mails’ origins"),
    "mail_file": ("word on where an e-mail’s file was", "words on where e-mails’ files were"),
    "memo": ("memo", "memos"),
    "membership": ("number of members", "numbers of members"),
    "own_permission": ("permission before a merge", "permissions before merges"),
    "priority": ("priority", "priorities"),
    "priority_detail": ("examples or hue of a priority", "examples or hues of priorities"),
    "priority_label": ("label of a priority", "labels of priorities"),
    "programme_area": ("area of the programme", "areas of the programme"),
    "programme_document": ("document of the programme", "documents of the programme"),
    "programme_member": ("body of an area", "bodies of areas"),
    "programme_spelling": ("spelling of an area", "spellings of areas"),
    "programme_theme": ("priority or theme of an area", "priorities and themes of areas"),
    "programme_update": ("update on an area", "updates on areas"),
    "publication": ("record of a publication", "records of publications"),
    "publication_check": ("check of a publication", "checks of publications"),
    "quantifier_scale": ("scale of words", "scales of words"),
    "question": ("question", "questions"),
    "question_detail": ("detail of a question", "details of questions"),
    "question_label": ("label of a question", "labels of questions"),
    "read_mark": ("mark of having read", "marks of having read"),
    "redaction": ("redaction", "redactions"),
    "reminder_days": ("word on when to remind of a call", "words on when to remind of calls"),
    "sample_coder": ("coder of a sample", "coders of samples"),
    "sample_item": ("submission of a sample", "submissions of samples"),
    "sample_stratum": ("share of a type in a sample", "shares of types in samples"),
    "second_lead": ("second body of an area", "second bodies of areas"),
    "set_aside_decision": ("decision to set aside", "decisions to set aside"),
    "set_relevance": (
        "word on whom a submission is relevant to",
        "words on whom submissions are relevant to",
    ),
    "saved_view": ("view of the register", "views of the register"),
    "settlement": ("settled disagreement", "settled disagreements"),
    "setting": ("setting", "settings"),
    "source_text": ("text", "texts"),
    "stage_change": ("step of a call", "steps of calls"),
    "stakeholder": ("stakeholder", "stakeholders"),
    "stakeholder_alias": ("other name of a stakeholder", "other names of stakeholders"),
    "stakeholder_contact": ("contact of a stakeholder", "contacts of stakeholders"),
    "stakeholder_merge": ("merge of stakeholders", "merges of stakeholders"),
    "stakeholder_type": ("stakeholder type", "stakeholder types"),
    "submission_link": ("link between submissions", "links between submissions"),
    "submission": ("submission", "submissions"),
    "suggestion_decision": ("answer to a suggestion", "answers to suggestions"),
    "suggestion_switch": ("switch for suggestions", "switches for suggestions"),
    "tag": ("tag", "tags"),
    "type_retirement": ("retirement of a type", "retirements of types"),
    "type_synonym": ("synonym of a type", "synonyms of types"),
    "unsettled_publication": (
        "word on what a publication left unsettled",
        "words on what publications left unsettled",
    ),
}
"""What an officer calls a row of a table, and several."""

_SENTENCES = {
    Kind.ALTERED: "{row}: “{field}” is not as edit {edit} left it.",
    Kind.STRANGE: "{row}: “{field}” holds what lisdesk never writes.",
    Kind.MISCOUNTED: "{row} has been changed another number of times than the audit says.",
    Kind.MISSING: "{row}, which edit {edit} added, is missing.",
    Kind.RETURNED: "{row} is there, although edit {edit} removed it.",
    Kind.ADDED: "{row} is there, but no edit added it.",
    Kind.SEAL_BROKEN: "Of the {several} that edit {edit} brought in together, {first} to {last}, "
    "at least one was altered past the audit.",
    Kind.SEAL_UNPROVEN: "Some of the {several} that edit {edit} brought in together, {first} to "
    "{last}, are missing or damaged: the others cannot be proven.",
}
_ONE_SEALED = "{row}, which edit {edit} added, was altered past the audit."
_REFERENCES: dict[str, Callable[[int], str]] = {
    "campaign": campaign_reference,
    "import": import_reference,
    "memo": memo_reference,
    "tag": tag_reference,
}
_OWN_WORDS = {"call": "reference", "priority": "code", "question": "number"}
_ENDINGS = ("_id", "_at", "_on", "_bytes")
_LONGEST_KEY = 24


def sentence(session: Session, difference: Difference) -> str:
    """Return a difference as a sentence; it bears numbers and references, never a person's name."""
    table_name, row_ids = difference.table_name, difference.row_ids
    one, several = THINGS[table_name]
    told = _SENTENCES[difference.kind]
    if difference.kind is Kind.SEAL_BROKEN and len(row_ids) == 1:
        told = _ONE_SEALED
    row = f"{one} {_name(session, table_name, row_ids[0], difference.values)}"
    return told.format(
        row=row[0].upper() + row[1:] + _owner(session, table_name, difference.values),
        several=f"{len(row_ids):,} {several}",
        first=_name(session, table_name, row_ids[0], {}),
        last=_name(session, table_name, row_ids[-1], {}),
        field=_field(difference.column or ""),
        edit=difference.entry_id,
    )


def _name(session: Session, table_name: str, row_id: RowId, values: Mapping[str, object]) -> str:
    """Return what an officer knows a row by; its number if it has no better name."""
    if isinstance(row_id, str):
        return f"“{row_id[:_LONGEST_KEY]}”"
    if table_name in _REFERENCES:
        return _REFERENCES[table_name](row_id)
    if table_name == "submission":
        return _reference(session, "submission", row_id) or f"number {row_id}"
    own = values.get(_OWN_WORDS.get(table_name, ""))
    return str(own) if isinstance(own, str | int) else f"number {row_id}"


def _owner(session: Session, table_name: str, values: Mapping[str, object]) -> str:
    """Return “ of” and the reference of the submission or call that a row belongs to."""
    if table_name == "submission":
        return ""
    submission_id = values.get("submission_id")
    text_id = values.get("text_id")
    if submission_id is None and isinstance(text_id, int):
        submission_id = _cell(session, "source_text", text_id, "submission_id")
    for table_name, key in (("submission", submission_id), ("call", values.get("call_id"))):
        reference = _reference(session, table_name, key)
        if reference:
            return f" of {reference}"
    return ""


def _reference(session: Session, table_name: str, row_id: object) -> str:
    found = _cell(session, table_name, row_id, "reference") if isinstance(row_id, int) else None
    return found if isinstance(found, str) else ""


def _cell(session: Session, table_name: str, row_id: int, column: str) -> object:
    table = all_tables().tables[table_name]
    return session.scalar(select(table.c[column]).where(table.c.id == row_id))


def _field(column: str) -> str:
    ending = next((ending for ending in _ENDINGS if column.endswith(ending)), "")
    return column.removesuffix(ending).removeprefix("is_").replace("_", " ")
