"""What the columns of the lists hold, in words for whoever reads them without lisdesk."""

from __future__ import annotations

DICTIONARY_COLUMNS = ("File", "Column", "Kind", "What it holds")

HOW_IT_IS_WRITTEN = (
    "UTF-8 with a byte order mark; commas; lines end in CR LF; cells with commas, quotes or line "
    "ends stand in double quotes. A text that begins with =, +, -, @, a tab or a full-width form "
    "of these has an apostrophe before it, so that no spreadsheet takes it for a formula; one that "
    "begins with apostrophes before such a sign gets one more. To have the text as it was, take "
    "one apostrophe away where a cell begins with apostrophes and then such a sign."
)
"""How to read the files exactly; the rule of `lisdesk.rules.guarded_cells`."""

_COLUMNS = {
    "Submission reference": "The submission that was tagged, by its reference.",
    "Priority code": "The code of the priority that it was tagged to.",
    "Level 1": "The uppermost priority above it, or itself.",
    "Level 2": "The priority below that one; empty if there is none.",
    "Level 3": "The priority below that one; empty if there is none.",
    "Priority": "The name of the priority.",
    "Stance": "Support, Oppose, Mixed or Neutral; empty if it was not stated.",
    "Evidence strength": "How strong the evidence is; empty if it was not graded.",
    "Quotation": "The words that were tagged; empty for a whole submission, or if not permitted.",
    "Question": "The question that the words answer, such as Q2, or Letter.",
    "Respondent": "Who responded, as this edition may name them.",
    "Type": "The stakeholder type that this edition shows.",
    "Area": "The area that this edition shows.",
    "Channel": "How the submission came in.",
    "Month received": "The month of receipt, as YYYY-MM.",
    "Received": "The moment of receipt on clocks in the United Kingdom, in ISO 8601.",
    "Sent": "The moment of sending on clocks in the United Kingdom, in ISO 8601.",
    "Note": "What the officer noted on the tag.",
    "Officer": "Who tagged it.",
    "Start": "The first character of the words in the text, counted from 0.",
    "End": "The character after the words in the text, counted from 0.",
    "Text hash": "The SHA-256 of the whole text.",
    "Reference": "The submission, by its reference.",
    "Lateness": "Whether it came in time, late, or before the call opened, and what was decided.",
    "Disposition": "Why it is counted, or why not.",
    "Permission": "What the respondent allows to be published.",
    "Confidential": "yes if confidentiality was asked for; else empty.",
    "Submitted by": "Who sent it on the respondent's behalf.",
    "Campaign": "The campaign that it was confirmed to belong to; empty if it is in none.",
    "Priorities": "The codes that it was itself tagged to.",
    "Answers": "How many questions it answers with more than a non-answer.",
    "Attachments": "How many files came with it.",
    "Attendees": "How many stakeholders were at the event that it is a note of.",
    "Part": "The part of a long text, from 1; joining the parts gives the text.",
    "Non-answer": "yes for “n/a” and the like, which are in no base; else empty.",
    "Text": "The words, as they stand.",
    "Not for publication": "Redacted and confidential words, with why; [everything] if none of the "
    "submission’s may be published; else empty.",
}


def column_words(heading: str) -> str:
    """Return what a column of a list holds; KeyError for one that nobody has described."""
    return _COLUMNS[heading]
