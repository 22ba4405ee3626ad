"""A call as a coded project: its priorities as codes, its submissions as sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from lisdesk.queries.coded_bookmarks import bookmarked_by, bookmarks_in
from lisdesk.queries.coded_confidential import (
    Confidential,
    confidential_submissions,
    confidential_words,
)
from lisdesk.queries.coded_details import Losses, call_details, losses_of
from lisdesk.queries.coded_memos import noted_by
from lisdesk.queries.coded_sources import coded_sources
from lisdesk.queries.coded_tags import coder_name
from lisdesk.queries.content_hash import content_hash
from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.disclosure import is_a_name
from lisdesk.queries.evidence.personal_data import to_settle
from lisdesk.queries.evidence.sheets import FILTER
from lisdesk.queries.evidence.snapshot import Evidence, read_evidence
from lisdesk.queries.evidence.withheld import Withheld
from lisdesk.queries.priority_hues import priority_details
from lisdesk.rules import coded_variables as variables
from lisdesk.rules.coded_descriptions import Described, description_of
from lisdesk.rules.coded_guids import Guids
from lisdesk.rules.coded_project import (
    Case,
    Code,
    CodedProject,
    Coder,
    Note,
    SourceSet,
    Variable,
)
from lisdesk.rules.coded_quotations import QUOTATIONS
from lisdesk.rules.vocabulary import Disposition, Edition, StakeholderKind
from lisdesk.store.entities import Priority, Stakeholder, Submission, Tag
from lisdesk.telling import Tell, nobody

CALL_DETAILS = "Call details"
"""The name of the note that tells what the format has no place for."""


@dataclass(frozen=True, slots=True)
class CodedExport:
    """A project about to be written; it can be written once, while its session lives."""

    project: CodedProject
    source_count: int
    filter: str
    content_hash: str
    withheld: Withheld
    losses: tuple[str, ...]
    """What the file leaves out, and what of it may not be published, in sentences."""
    waiting: int = 0
    """What a publication has in it that nobody settled; see `personal_data.to_settle`."""


def coded_project(
    session: Session,
    call_id: int,
    edition: Edition,
    *,
    made_at: datetime,
    tell: Tell = nobody,
    with_sources: bool = True,
    with_confidential: bool = False,
) -> CodedExport:
    """Return a call for an edition, in one moment of the file; the sources are read while they are
    taken.

    A publication holds the counted submissions whose words may be published and no others, under
    the names that may be given, and nothing of officers. The internal edition holds everything but
    what is confidential, and that only `with_confidential`. Without sources it is the frame alone.
    Raises DamagedFileError if the rows do not fit together.
    """
    evidence = read_evidence(session, call_id, edition, tell)
    confidential = _confidential(session, evidence, with_confidential=with_confidential)
    held = _held(evidence, confidential) if with_sources else []
    guids = Guids(evidence.call.file_id)
    bookmarks = bookmarks_in(session, call_id, held)
    losses = losses_of(session, evidence, held, confidential, with_sources=with_sources)
    quotations = (QUOTATIONS,) if bookmarks.current else ()
    of_respondents = _respondents(session, call_id)
    project = CodedProject(
        guid=guids.of("call", call_id),
        name=f"{evidence.call.reference} {evidence.call.title}",
        made_at=made_at,
        codes=(*coded_frame(session, evidence, guids), *quotations),
        coders=_coders(session, evidence, guids) if with_sources else (),
        variables=_variables(evidence, guids) if held else (),
        cases=_cases(evidence, of_respondents, held, guids),
        sources=coded_sources(session, evidence, held, guids, confidential.words),
        notes=(_details(session, evidence, losses, guids),),
        sets=_sets(evidence, held, guids),
    )
    hashed = content_hash(session, call_id, tell)
    is_checked = with_sources and evidence.disclosure.is_publication
    waiting = to_settle(session, evidence).count if is_checked else 0
    return CodedExport(project, len(held), FILTER, hashed, evidence.withheld, losses.told, waiting)


def frame_as_codes(session: Session, call_id: int, tell: Tell = nobody) -> tuple[Code, ...]:
    """Return a call's whole frame as the codes of a codebook; `tell` hears of what is read."""
    evidence = read_evidence(session, call_id, Edition.INTERNAL, tell)
    return coded_frame(session, evidence, Guids(evidence.call.file_id))


def coded_frame(session: Session, evidence: Evidence, guids: Guids) -> tuple[Code, ...]:
    """Return the priorities as codes; of two alike in name each has its own code beside it."""
    names = defaultdict(int)  # type: defaultdict[str, int]
    for fact in evidence.frame:
        names[fact.name.casefold()] += 1
    is_publication = evidence.disclosure.is_publication
    keywords = {} if is_publication else _keywords(session, evidence.call.call_id)
    details = priority_details(session, evidence.call.call_id)
    return tuple(
        Code(
            guid=guids.priority(fact.priority_id),
            name=fact.name if names[fact.name.casefold()] == 1 else f"{fact.name} ({fact.code})",
            description=_description(fact, keywords, tells_examples=not is_publication),
            parent_guid="" if fact.parent_id is None else guids.priority(fact.parent_id),
            colour=details.get(fact.priority_id, ("", None))[1],
        )
        for fact in evidence.frame
    )


def _description(
    fact: PriorityFact, keywords: Mapping[int, Sequence[str]], *, tells_examples: bool
) -> str:
    return description_of(
        Described(
            code=fact.code,
            definition=fact.definition,
            include=fact.include,
            exclude=fact.exclude,
            examples=fact.examples if tells_examples else "",
            keywords=tuple(keywords.get(fact.priority_id, ())),
            status=fact.status,
            foundations=tuple(fact.foundations.split("; ")) if fact.foundations else (),
        )
    )


def _keywords(session: Session, call_id: int) -> dict[int, list[str]]:
    chosen = select(Priority.id, Priority.keywords).where(Priority.call_id == call_id)
    return {priority_id: words for priority_id, words in session.execute(chosen)}


def _confidential(session: Session, evidence: Evidence, *, with_confidential: bool) -> Confidential:
    """Return what is confidential; a publication keeps it back with all else that is."""
    if evidence.disclosure.is_publication:
        return Confidential(words=evidence.words)
    call_id = evidence.call.call_id
    asked = confidential_submissions(session, call_id)
    if with_confidential:
        return Confidential(asked)
    merged = {
        each.submission_id
        for each in evidence.submissions
        if each.disposition is Disposition.MERGED
    }
    words = confidential_words(session, call_id, asked | merged)
    return Confidential(asked, is_left_out=True, words=words)


def _held(evidence: Evidence, confidential: Confidential) -> list[int]:
    """Return the submissions that the edition holds; what was merged is in the one that stays."""
    return [
        each.submission_id
        for each in evidence.submissions
        if each.disposition is not Disposition.MERGED
        and each.submission_id not in confidential.left_out
        and evidence.disclosure.shows_text(each.submission_id, each.disposition.is_counted)
    ]


def _coders(session: Session, evidence: Evidence, guids: Guids) -> tuple[Coder, ...]:
    if evidence.disclosure.is_publication:
        return ()
    of_call = Submission.call_id == evidence.call.call_id
    tagged = select(Tag.officer).join(Submission, Submission.id == Tag.submission_id).where(of_call)
    names: CompoundSelect[str] = union(tagged, bookmarked_by(of_call), noted_by(of_call)).order_by(
        "officer"
    )
    return tuple(
        Coder(guids.of("officer", name), coder_name(name)) for name in session.scalars(names)
    )


def _variables(evidence: Evidence, guids: Guids) -> tuple[Variable, ...]:
    names = variables.PUBLIC if evidence.disclosure.is_publication else variables.INTERNAL
    return tuple(
        Variable(guids.of("variable", name), name, variables.KINDS[name]) for name in names
    )


def _respondents(session: Session, call_id: int) -> dict[int, tuple[str, StakeholderKind | None]]:
    chosen = select(Stakeholder.id, Stakeholder.name, Stakeholder.kind).where(
        Stakeholder.id.in_(
            select(Submission.respondent_id)
            .where(Submission.call_id == call_id, Submission.respondent_id.is_not(None))
            .group_by(Submission.respondent_id)
        )
    )
    return {number: (name, kind) for number, name, kind in session.execute(chosen)}


def _cases(
    evidence: Evidence,
    respondents: Mapping[int, tuple[str, StakeholderKind | None]],
    held: Sequence[int],
    guids: Guids,
) -> tuple[Case, ...]:
    """Return the respondents that the edition names, each with its submissions."""
    ids, own = set(held), defaultdict(list)
    for each in evidence.submissions:
        name, kind = respondents.get(each.respondent_id or 0, ("", None))
        shown = evidence.disclosure.respondent(each.submission_id, kind, name)
        if each.submission_id in ids and is_a_name(name) and shown == name:
            own[each.respondent_id or 0].append(guids.submission(each.submission_id))
    return tuple(
        Case(guids.of("stakeholder", number), respondents[number][0], tuple(sources))
        for number, sources in own.items()
    )


def _sets(evidence: Evidence, held: Sequence[int], guids: Guids) -> tuple[SourceSet, ...]:
    """Return the submissions by the type of their respondents, as far as the edition tells it."""
    ids, own = set(held), defaultdict(list)
    for each in evidence.submissions:
        if each.submission_id in ids:
            type_id, _ = evidence.disclosure.combination(
                each.submission_id, each.type_id, each.area_id
            )
            if type_id is not None:
                own[type_id].append(guids.submission(each.submission_id))
    return tuple(
        SourceSet(guids.of("type", type_id), evidence.types.label(type_id), tuple(own[type_id]))
        for type_id in evidence.types.by_id
        if type_id in own
    )


def _details(session: Session, evidence: Evidence, losses: Losses, guids: Guids) -> Note:
    text = call_details(session, evidence, losses)
    return Note(guids.of("note", CALL_DETAILS), CALL_DETAILS, text)
