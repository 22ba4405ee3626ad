"""What is said of e-mails in the dialog and after filing, as plain words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from lisdesk.edits.incoming import ImportReport
from lisdesk.exchange.files import stored_name
from lisdesk.exchange.mail.messages import UnreadMail
from lisdesk.rules.counted import counted
from lisdesk.rules.wall_time import local_words
from lisdesk.tasks.dropped_files import OtherPath
from lisdesk.tasks.mail_proposals import MailProposals, place_words
from lisdesk.ui.filing.decisions import Decisions
from lisdesk.ui.intake.words import (
    Naming,
    known_parts,
    not_filed_parts,
    some_of,
    standing_words,
    standings_line,
)
from lisdesk.ui.plain import with_hidden_shown

NOTHING_KNOWN = "no e-mail, document or sheet. Log what it says with Ctrl+L, the file with it."
MAILS = Naming("e-mail", "e-mails", "filing-emails")


def place_line(decisions: Decisions, place: int) -> str:
    """Return where a mail stands: its file, and its place in a mailbox."""
    return with_hidden_shown(place_words(decisions.item(place).mail))


def respondent_line(decisions: Decisions, place: int) -> str:
    """Return whose views a mail is taken to state; one who is not known yet is marked as new."""
    name = with_hidden_shown(decisions.respondent_name(place))
    if not name:
        return "Nobody named"
    return f"New: {name}" if decisions.is_new(place) else name


def why_line(decisions: Decisions, place: int) -> str:
    """Return why, and who else it might be."""
    why, item = decisions.why(place), decisions.item(place)
    if why != item.respondent.why or not item.respondent.others:
        return with_hidden_shown(why)
    others = ", ".join(with_hidden_shown(each.name) for each in item.respondent.others)
    return f"{with_hidden_shown(why)} Also: {others}"


def received_line(decisions: Decisions, place: int, zone: str) -> str:
    """Return what counts as the moment of receipt."""
    moment = decisions.received_at(place)
    return local_words(moment, zone) if moment is not None else "When it is filed"


def fate_line(decisions: Decisions, place: int) -> str:
    """Return what becomes of a mail."""
    is_here = bool(decisions.item(place).already_here)
    return standing_words(decisions.standing(place), is_here=is_here)


def remarks_line(decisions: Decisions, place: int) -> str:
    """Return what to know beside that: as what a mail is here already, what is wrong with it."""
    item = decisions.item(place)
    known = [item.already_here, f"The same as {item.same_as}." if item.same_as else ""]
    return with_hidden_shown(" ".join(part for part in (*known, *item.remarks) if part))


def attachments_line(count: int) -> str:
    """Return how many files came with a mail."""
    return counted(count, "attachment") if count else "No attachments"


def counts_line(decisions: Decisions) -> str:
    """Return how the mails stand: "9 will be filed, 1 waits for you, 2 already here"."""
    return standings_line(decisions, _known_parts(decisions))


def _known_parts(decisions: Decisions) -> list[str]:
    return known_parts(decisions.here_already(), decisions.twice())


def unread_line(unread: UnreadMail) -> str:
    """Return why a message could not be read, and what to do."""
    do = unread.do_in_window or unread.do
    return f"{with_hidden_shown(place_words(unread))}: {unread.happened} {do}"


def set_aside_lines(proposals: MailProposals, others: Sequence[OtherPath]) -> list[str]:
    """Return what of the dropped files is not among the mails, each with its reason."""
    return [*map(unread_line, proposals.unread), *map(other_line, others)]


def other_line(other: OtherPath) -> str:
    """Return why a file or folder is taken by nothing."""
    name = with_hidden_shown(stored_name(other.path))
    if other.is_folder:
        return f"{name}: the folder holds nothing that can be filed or imported."
    return f"{name}: {NOTHING_KNOWN}"


def others_sentence(others: Sequence[OtherPath]) -> str:
    """Return one sentence or two for files that were dropped and are taken by nothing."""
    names = some_of([with_hidden_shown(stored_name(other.path)) for other in others])
    return (
        f"Left out: {names}. E-mails, documents and sheets are taken; log what else came with "
        "Ctrl+L, the file with it."
    )


def told_line(
    report: ImportReport, decisions: Decisions, set_aside: Sequence[OtherPath] = ()
) -> tuple[str, bool]:
    """Return what filing did, and whether something needs a second look."""
    parts = [f"{counted(report.new, 'e-mail')} filed", *_known_parts(decisions)]
    not_filed = not_filed_parts(decisions, partial(place_line, decisions))
    parts += not_filed
    unread = decisions.proposals.unread
    if unread:
        names = some_of([with_hidden_shown(place_words(each)) for each in unread])
        parts.append(f"{len(unread):,} could not be read ({names})")
    if set_aside:
        names = some_of([with_hidden_shown(stored_name(other.path)) for other in set_aside])
        parts.append(f"{len(set_aside):,} no e-mail, document or sheet ({names})")
    return f"{', '.join(parts)}.", bool(not_filed or unread or set_aside)
