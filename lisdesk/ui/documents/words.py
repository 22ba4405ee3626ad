"""What is said of documents in the dialog and after filing, as plain words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lisdesk.edits.incoming import ImportReport
from lisdesk.exchange.files import stored_name
from lisdesk.rules.counted import counted
from lisdesk.rules.returned_form import ReturnedForm
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.document_proposal import DocumentProposal
from lisdesk.ui.documents.decisions import DocumentDecisions
from lisdesk.ui.intake.standings import Standing
from lisdesk.ui.intake.words import (
    Naming,
    known_parts,
    not_filed_parts,
    some_of,
    standing_words,
    standings_line,
)
from lisdesk.ui.plain import with_hidden_shown

DOCUMENTS = Naming("document", "documents", "filing-documents")
NO_NAME = "No name given"
_EMPTY_FOLDER = "the folder holds nothing that can be filed or imported."


def name_of(item: DocumentProposal) -> str:
    """Return a file's name with every hidden sign shown."""
    return with_hidden_shown(item.name)


def words_line(decisions: DocumentDecisions, place: int) -> str:
    """Return how many words a document has, or were typed from it."""
    if not decisions.lacks_words(place):
        return counted(decisions.item(place).words, "word")
    typed = len(decisions.said(place).typed.split())
    return f"{counted(typed, 'word')}, typed by you" if typed else "No text: type it in"


def respondent_line(decisions: DocumentDecisions, place: int) -> str:
    """Return whose views a document states; one who may not be known yet is marked as new.

    Nothing is said of a document that cannot be filed again.
    """
    said = decisions.said(place)
    if not decisions.is_open(place):
        return ""
    if not said.name:
        return NO_NAME if decisions.standing(place) is Standing.FILED else "Nobody named"
    name = with_hidden_shown(said.name)
    return name if said.stakeholder_id is not None else f"New: {name}"


def why_line(decisions: DocumentDecisions, place: int) -> str:
    """Return who said so, or what is to be done."""
    name, form = decisions.said(place).name, decisions.item(place).returned
    if name and form is not None and name == form.respondent:
        return "Named in the response form"
    if name:
        return "Chosen by you"
    return {
        Standing.FILED: "Accepted without a name",
        Standing.WAITS: "Type a name",
        Standing.LEFT_OUT: "",
        Standing.KNOWN: "",
    }[decisions.standing(place)]


def beginning_line(decisions: DocumentDecisions, place: int) -> str:
    """Return how a document begins."""
    typed = decisions.said(place).typed if decisions.lacks_words(place) else ""
    return " ".join(typed[:200].split()) or decisions.item(place).beginning or "–"


def notes_line(item: DocumentProposal) -> str:
    """Return what was done on the way to the text, such as that comments were left out."""
    form = f"{form_line(item.returned)} " if item.returned else ""
    return f"{form}{' '.join(item.found.notes)}".strip() if item.found else ""


def form_line(form: ReturnedForm) -> str:
    """Return what a response form brings, such as that it has 7 answers."""
    if form.is_printed:
        return "A response form without its fields."
    return f"A response form with {counted(len(form.answers), 'answer')}."


def received_line(decisions: DocumentDecisions, place: int, zone: str) -> str:
    """Return what counts as the moment of receipt."""
    moment = decisions.said(place).received_at
    return local_words(moment, zone) if moment is not None else "When it is filed"


def fate_line(decisions: DocumentDecisions, place: int) -> str:
    """Return what becomes of a document."""
    here = decisions.item(place).already_here
    words = standing_words(decisions.standing(place), is_here=bool(here))
    return f"{words} as {here}" if here else words


def remarks_line(decisions: DocumentDecisions, place: int) -> str:
    """Return what to know beside that: where the file is too, and what its text lacks."""
    lines = [decisions.why_gone(place), *problem_lines(decisions.item(place))]
    return " ".join(with_hidden_shown(line) for line in lines if line)


def problem_lines(item: DocumentProposal) -> list[str]:
    """Return what to know of a document before it is filed, a sentence each."""
    lines = [f"The same as {item.same_as}."] if item.same_as else []
    if item.attached_to:
        lines.append(f"The same file is attached to {item.attached_to}.")
    lines += item.returned.notes if item.returned else ()
    return [*lines, *(item.found.problems if item.found else ())]


def counts_line(decisions: DocumentDecisions) -> str:
    """Return how the documents stand: "9 will be filed, 1 waits for you, 2 already here"."""
    return standings_line(decisions, _known_parts(decisions))


def set_aside_lines(decisions: DocumentDecisions, folders: Sequence[Path]) -> list[str]:
    """Return what cannot be filed, each with its reason and what to do."""
    return [
        *(_refusal_line(item) for item in decisions.refused()),
        *(f"{with_hidden_shown(stored_name(path))}: {_EMPTY_FOLDER}" for path in folders),
    ]


def told_line(report: ImportReport, decisions: DocumentDecisions) -> tuple[str, bool]:
    """Return what filing did, and whether something needs a second look."""
    parts = [f"{counted(report.new, 'document')} filed", *_known_parts(decisions)]
    not_filed = not_filed_parts(decisions, lambda place: name_of(decisions.item(place)))
    parts += not_filed
    refused = decisions.refused()
    if refused:
        names = some_of([name_of(item) for item in refused])
        parts.append(f"{len(refused):,} could not be read ({names})")
    scans = [
        place
        for place in decisions.places(Standing.FILED)
        if decisions.lacks_words(place) and not decisions.said(place).typed.strip()
    ]
    if scans:
        names = some_of([name_of(decisions.item(place)) for place in scans])
        parts.append(f"{len(scans):,} without words yet ({names})")
    return f"{', '.join(parts)}.", bool(not_filed or refused or scans)


def _known_parts(decisions: DocumentDecisions) -> list[str]:
    return known_parts(decisions.here_already(), decisions.twice())


def _refusal_line(item: DocumentProposal) -> str:
    assert item.refusal is not None
    return f"{name_of(item)}: {item.refusal.happened} {item.refusal.do_in_window}"
