"""How the numbers of a workbook are made, and what was left out of it."""

from __future__ import annotations

from lisdesk.queries.evidence.campaigns import POLICY_WORDS
from lisdesk.queries.evidence.disclosure import SMALLEST_GROUP
from lisdesk.queries.evidence.front import NEITHER_VOTE_NOR_SURVEY, base_words
from lisdesk.queries.evidence.sheets import Heading, Sheet, listed
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.evidence.withheld import Withheld
from lisdesk.rules.counted import counted
from lisdesk.rules.counting import base_of_priorities
from lisdesk.rules.evidence_strength import RULE
from lisdesk.rules.quantifiers import SMALLEST_BASE_FOR_PERCENTAGES, scale_words
from lisdesk.rules.suppression import WITHHELD, suppressed_text
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, has_sheet
from lisdesk.table import CellKind, Column, Row

_METHOD: tuple[Row, ...] = (
    ("Method", NEITHER_VOTE_NOR_SURVEY),
    (
        "What is counted",
        "Tables count submissions whose disposition is counted. A late one that waits for a "
        "decision is not counted and has its own line in the ledger. Those not counted keep "
        "their tags, and appear in the ledger, the register and the list of late ones only.",
    ),
    (
        "Priorities",
        "A submission counts once per priority, however many tags it has there. The numbers of a "
        "priority include those below it, each submission once; “own” leaves them out. "
        "Stakeholders are distinct respondents, as far as they are known.",
    ),
    (
        "Stance",
        "A submission supports or opposes a priority if all its stanced tags there agree; it is "
        "mixed if they differ or one says mixed, neutral if they are only neutral, unstated "
        "without any. The five add up to its submissions.",
    ),
    (
        "Arrivals",
        "By the day on which a counted submission was received, in a publication by the month. In "
        "time, late and before opening, where they are told, add up to received, and so do the "
        "channels.",
    ),
    ("Evidence strength", RULE),
)


def notes_sheet(evidence: Evidence, withheld: Withheld) -> Sheet:
    """Return the notes on method, bases, and what was withheld."""
    rows = [
        *_METHOD,
        *_about_the_part(evidence),
        *_bases(evidence),
        *_about_campaigns(evidence),
        *_about_texts(evidence),
        *(_about_withholding(evidence, withheld) if evidence.disclosure.is_publication else ()),
        *((f"Q{number}", text) for number, text in evidence.call.questions.values()),
    ]
    return listed(
        Heading(
            "Notes",
            "Notes",
            "How the numbers are made, what the questions were, and what was left out.",
            "Unit: notes.",
        ),
        [Column("Note", width=26), Column("Text", CellKind.LONG_TEXT, width=110)],
        rows,
    )


def _about_the_part(evidence: Evidence) -> list[Row]:
    wish, rows = evidence.part.wish, list[Row]()
    if wish.template is Template.FOUNDATION:
        theirs = (
            "numbers are those of the publication of the same submissions with all priorities."
            if evidence.is_published_part
            else "numbers and shares are those of the workbook of all priorities."
        )
        heading = evidence.call.heading_word
        words = f"Only the priorities of one {heading.casefold()} have lines, with those below"
        told = f"{wish.template_words(heading)}. {words} them. Their {theirs}"
        rows.append(("Template", told))
    if wish.is_narrowed:
        words = (
            f"{base_words(evidence)}. Every number and the ledger are of those. "
            "Findings, what was done, extensions and definitions are of the whole call; campaigns, "
            "changes and redactions are in its own workbook only."
        )
        rows.append(("Filter in force", f"{evidence.part.words}: {words}"))
    return rows


def _bases(evidence: Evidence) -> list[Row]:
    base = base_of_priorities(evidence.submissions)
    told = (
        f"The base of a priority's share is the counted submissions with any content: {base:,}."
        " The base of a question is those that answered it with more than a non-answer. On a "
        f"base under {SMALLEST_BASE_FOR_PERCENTAGES} no percentage is given."
    )
    if evidence.is_published_part:
        told = (
            "How many of these submissions have content, or answered a question, would tell more "
            "of single ones than the publication of all does: there are no bases and no shares."
        )
    return [
        ("Bases", told),
        (
            "Quantifiers",
            "No common scale for such words exists. This one is used here: "
            f"{scale_words(evidence.conclusions.scale)}. Findings use its words.",
        ),
    ]


def _about_campaigns(evidence: Evidence) -> list[Row]:
    if not evidence.campaigns:
        return []
    return [
        (
            "Campaigns",
            "Submissions are taken for a campaign's if they share enough runs of five words with "
            "its seed, and an officer has confirmed them. "
            f"{POLICY_WORDS[evidence.call.campaign_policy]} Copies have the tags of the seed; "
            "variants those whose words they contain, and none that is on the seed as a whole.",
        )
    ]


def _about_texts(evidence: Evidence) -> list[Row]:
    scope = (
        "the texts of counted submissions that may be published"
        if evidence.disclosure.is_publication
        else "the texts of every submission, counted or not, as they stand now"
    )
    corrected = (
        f"{_on_earlier_texts(evidence):,} tagged excerpts stand on an earlier version of their "
        "text. They are counted; they are not among the quotations to be published."
    )
    return [
        (
            "Evidence and Answers",
            "Evidence lists the tags of counted submissions. Answers holds "
            f"{scope}; the register says which are counted.",
        ),
        (
            "Texts continued",
            f"{counted(evidence.texts.continued, 'text is', 'texts are')} longer than one cell can "
            "hold, with further parts in Answers. A quotation that long is cut where it says so.",
        ),
        *([] if evidence.is_published_part else [("Texts corrected", corrected)]),
    ]


def _on_earlier_texts(evidence: Evidence) -> int:
    """Return how many tagged excerpts of counted submissions stand on a text that was corrected."""
    counted = {each.submission_id for each in evidence.submissions if each.disposition.is_counted}
    tagged = {tag.excerpt_id for tag in evidence.tags if tag.submission_id in counted}
    return len(tagged & evidence.earlier_excerpts)


def _about_withholding(evidence: Evidence, withheld: Withheld) -> list[Row]:
    fewest = max(SMALLEST_GROUP, evidence.disclosure.threshold)
    return [
        (
            "Permission",
            "A respondent is named, or called “organisation, anonymous” or “individual, "
            "anonymous”, as permitted; where such a one is quoted, the reference of the submission "
            "stands for the name. Without permission nothing is quoted and nobody is named; "
            "unanswered counts as no, and so does withdrawing. A request for confidentiality "
            "keeps the whole submission back.",
        ),
        (
            "Withheld: words",
            f"{withheld.submissions:,} counted submissions are in the numbers and not quoted"
            f"{_reasons(evidence, withheld)}. With them "
            f"{withheld.quotations:,} tagged excerpts are withheld, and "
            f"{withheld.earlier_quotations:,} others that stand on a corrected text.",
        ),
        (
            "Withheld: parts of texts",
            f"{withheld.redactions:,} parts of texts that are published otherwise are withheld: "
            "“[redacted: …]” tells why, “[confidential]” that it was asked for, and “[withheld]” "
            "stands for a whole text. "
            f"{withheld.redacted_quotations:,} tagged excerpts have nothing left to quote; they "
            "are counted. Start, end and text hash are those of the text as it is published."
            if withheld.redactions
            else "No part of a text that is published otherwise is withheld.",
        ),
        (
            "Withheld: numbers",
            _numbers_withheld(evidence, withheld),
        ),
        (
            "Withheld: types and areas",
            "The type and area of a respondent without a name are shown only as closely as at "
            f"least {fewest} such respondents share them. Of the time of "
            "receipt the month is shown; of a campaign it is not where the register would then "
            "tell who took part.",
        ),
        (
            "Left out",
            "The list of changes, names of officers, their notes, contact details, and who sent a "
            "submission on a respondent's behalf.",
        ),
    ]


def _numbers_withheld(evidence: Evidence, withheld: Withheld) -> str:
    threshold = evidence.disclosure.threshold
    if evidence.is_published_part:
        return (
            f"Stakeholders, Share of base and Quantifier of every priority are “{WITHHELD}”, "
            "however large: of single submissions they would tell more than the publication of "
            "all does. Sheets and columns that would do so are left out."
        )
    if not threshold:
        return "No numbers are withheld."
    bodies = "Joint, " if evidence.joint.parts else ""
    return (
        f"{withheld.numbers:,} numbers of Respondents, Areas, {bodies}Priority × type, Campaigns "
        f"and Campaign priorities are withheld: those that are {suppressed_text(threshold)}, and "
        f"as “{WITHHELD}” those by which they could be worked out.{_still_told(evidence)}"
    )


def _still_told(evidence: Evidence) -> str:
    """Say what single lines give back of the numbers, where the workbook has such lines."""
    wish = evidence.part.wish
    if not all(has_sheet(wish, Edition.PUBLICATION, name) for name in ("Matrix", "Submissions")):
        return ""
    return (
        " Matrix and Evidence tell of single submissions, and Submissions tells the types that may "
        "be shown: who counts there can find some numbers of Priority × type again. Where nobody "
        "may, the board pack is the one to publish; it has no such lists."
    )


def _reasons(evidence: Evidence, withheld: Withheld) -> str:
    """Return why words are withheld; of a part that would tell it of single submissions."""
    if evidence.part.wish.is_narrowed:
        return ""
    return (
        f": {withheld.refused:,} did not permit it, {withheld.unanswered:,} did not say, "
        f"{withheld.confidential:,} asked for confidentiality"
    )
