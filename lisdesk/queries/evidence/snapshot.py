"""What the counts of a workbook stand on, read once: facts without texts, which are streamed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lisdesk.queries.coverage import coverage
from lisdesk.queries.evidence.call_facts import CallFacts, read_call
from lisdesk.queries.evidence.campaigns import CampaignFact, read_campaigns
from lisdesk.queries.evidence.coding_frame import PriorityFact, read_coding_frame
from lisdesk.queries.evidence.conclusions import Conclusions, read_conclusions
from lisdesk.queries.evidence.cross_tables import CrossTables, read_cross_tables
from lisdesk.queries.evidence.disclosure import (
    Answered,
    Disclosure,
    disclosed,
    is_a_name,
    with_merged,
)
from lisdesk.queries.evidence.fitting import (
    check_call,
    check_merges,
    check_questions,
    check_submissions,
    check_tags,
    check_types,
)
from lisdesk.queries.evidence.joint_facts import NOT_JOINT, JointFacts, read_joint
from lisdesk.queries.evidence.part import WHOLE_CALL, Part, part_of_call
from lisdesk.queries.evidence.places import AreaList, TypeList, read_areas, read_types
from lisdesk.queries.evidence.published_words import (
    EVERYTHING,
    PublishedWords,
    read_published_words,
)
from lisdesk.queries.evidence.sheets import ROWS_AT_ONCE
from lisdesk.queries.evidence.text_facts import TextFacts, read_text_facts
from lisdesk.queries.evidence.withheld import Withheld, what_is_withheld
from lisdesk.rules.counting import PriorityNode, SubmissionFact, TagFact
from lisdesk.rules.coverage import CoverageLine
from lisdesk.rules.vocabulary import Content, Edition
from lisdesk.rules.wall_time import local_day
from lisdesk.rules.workbook_templates import WorkbookWish
from lisdesk.store.entities import Excerpt, SourceText, Stakeholder, Submission, Tag
from lisdesk.store.lookup import standing_merges
from lisdesk.telling import Tell, nobody, told

NOT_SHOWN = "not shown"
"""In place of a type or an area that too few others share."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One moment of a call, for one edition: everything but the texts."""

    call: CallFacts
    disclosure: Disclosure
    frame: tuple[PriorityFact, ...]
    types: TypeList
    areas: AreaList
    submissions: tuple[SubmissionFact, ...]
    """In the order in which they were received."""
    tags: tuple[TagFact, ...]
    cross_tables: CrossTables
    earlier_excerpts: frozenset[int]
    """Tagged excerpts of texts that were corrected since."""
    texts: TextFacts
    withheld: Withheld
    campaigns: tuple[CampaignFact, ...] = ()
    conclusions: Conclusions = Conclusions()
    published: PublishedWords = EVERYTHING
    """What publications keep back of the texts that may be published."""
    part: Part = WHOLE_CALL
    """What the workbook is of."""
    coverage: tuple[CoverageLine, ...] = ()
    """The call's targets with what was heard: for officers, and of all submissions only."""
    received: int = 0
    """How many submissions the whole call has."""
    joint: JointFacts = NOT_JOINT
    """What the submissions of a joint call are relevant to."""

    @property
    def holding(self) -> Callable[[int], bool]:
        """Tells whether a submission is in the workbook."""
        if self.part.submission_ids is None:
            return self.part.holds
        return {each.submission_id for each in self.submissions}.__contains__

    @property
    def is_published_part(self) -> bool:
        """Whether this is a publication of some submissions, which tells of each no more than that
        of all does.
        """
        return self.disclosure.is_publication and self.part.wish.is_narrowed

    @property
    def listed_frame(self) -> tuple[PriorityFact, ...]:
        """The priorities that have lines of their own; all are counted."""
        return tuple(each for each in self.frame if self.part.lists(each, self.frame))

    @property
    def words(self) -> PublishedWords:
        """What this edition keeps back of the texts that it holds."""
        return self.published if self.disclosure.is_publication else EVERYTHING

    @property
    def counted(self) -> frozenset[int]:
        """The submissions in the numbers."""
        return frozenset(
            each.submission_id for each in self.submissions if each.disposition.is_counted
        )

    @property
    def nodes(self) -> list[PriorityNode]:
        """The coding frame as the counting rules take it."""
        return [each.node for each in self.frame]

    def place_labels(
        self, submission_id: int, type_id: int | None, area_id: int | None
    ) -> tuple[str, str]:
        """Return the names of the type and the area that this edition shows of a submission."""
        shown_type, shown_area = self.disclosure.combination(submission_id, type_id, area_id)
        if not self.disclosure.is_publication:
            return self.types.label(shown_type), self.areas.label(shown_area)
        return (
            NOT_SHOWN if shown_type is None else self.types.label(shown_type),
            NOT_SHOWN if shown_area is None else self.areas.label(shown_area),
        )


def read_evidence(
    session: Session,
    call_id: int,
    edition: Edition,
    tell: Tell = nobody,
    *,
    wish: WorkbookWish | None = None,
    officer: str = "",
) -> Evidence:
    """Read a call in a handful of statements, as many for one submission as for a thousand.

    `tell` hears of the rows, of which there are as many as `evidence_rows` says. `wish` asks for a
    part of it, as views show it to an officer; what may be shown of a submission is decided by the
    whole call all the same.

    Raises DamagedFileError if its rows do not fit together.
    """
    call, frame = read_call(session, call_id), read_coding_frame(session, call_id)
    types, areas = read_types(session), read_areas(session)
    check_call(call)
    check_types(types)
    submissions, answered = _submissions(session, call, types, tell)
    check_submissions(submissions, types, areas)
    disclosure = disclosed(edition, call.small_count_threshold, answered, types.parents)
    received = len(submissions)
    part = part_of_call(session, call_id, edition, officer, wish, frame) if wish else WHOLE_CALL
    submissions, answered = _of_part(part, edition, submissions, answered)
    types_counted = {
        each.submission_id: each.type_id for each in submissions if each.disposition.is_counted
    }
    counted = frozenset(types_counted)
    tags, earlier = _tags(session, call_id, tell)
    check_tags(tags, frame)
    if part.submission_ids is not None:
        own = frozenset(each.submission_id for each in submissions)
        tags = tuple(tag for tag in tags if tag.submission_id in own)
    published = read_published_words(session, call_id)
    words = published if disclosure.is_publication else EVERYTHING
    texts = read_text_facts(session, call_id, submissions, disclosure, counted, words, tell)
    check_questions(call, tags, texts.question_bases)
    return Evidence(
        call=call,
        disclosure=disclosure,
        frame=frame,
        types=types,
        areas=areas,
        submissions=submissions,
        tags=tags,
        cross_tables=read_cross_tables(session, types_counted, frame),
        earlier_excerpts=earlier,
        texts=texts,
        withheld=what_is_withheld(disclosure, answered, counted, tags, earlier, published),
        campaigns=read_campaigns(session, call_id) if part.submission_ids is None else (),
        published=published,
        conclusions=read_conclusions(session, call_id, disclosure, published),
        part=part,
        coverage=()
        if disclosure.is_publication or part.submission_ids is not None
        else coverage(session, call_id),
        received=received,
        joint=read_joint(session, call_id),
    )


def _of_part(
    part: Part,
    edition: Edition,
    submissions: tuple[SubmissionFact, ...],
    answered: list[Answered],
) -> tuple[tuple[SubmissionFact, ...], list[Answered]]:
    """Return the submissions of a part; of those that are not counted a publication of a part tells
    nothing, for the one of the whole does not tell what they are tagged to.
    """
    if part.submission_ids is None:
        return submissions, answered
    is_publication = edition is Edition.PUBLICATION
    own = {
        each.submission_id
        for each in submissions
        if part.holds(each.submission_id) and (each.disposition.is_counted or not is_publication)
    }
    return (
        tuple(each for each in submissions if each.submission_id in own),
        [each for each in answered if each.submission_id in own],
    )


def evidence_rows(session: Session, call_id: int) -> tuple[int, int, int]:
    """Return how many submissions, tags and standing texts a call has."""
    submissions = select(func.count()).where(Submission.call_id == call_id)
    of_call = select(Submission.id).where(Submission.call_id == call_id)
    tags = select(func.count()).where(Tag.submission_id.in_(of_call))
    texts = select(func.count()).where(SourceText.submission_id.in_(of_call), SourceText.is_current)
    counted, tagged, standing = (session.scalar(each) or 0 for each in (submissions, tags, texts))
    return counted, tagged, standing


def _submissions(
    session: Session, call: CallFacts, types: TypeList, tell: Tell
) -> tuple[tuple[SubmissionFact, ...], list[Answered]]:
    chosen = (
        select(
            Submission.id,
            Submission.disposition,
            Submission.content,
            Submission.timing,
            Submission.type_id,
            Submission.area_id,
            Submission.respondent_id,
            Submission.channel,
            Submission.received_at,
            Submission.permission,
            Submission.is_confidential,
            Submission.set_aside,
            Stakeholder.name,
        )
        .outerjoin(Stakeholder, Stakeholder.id == Submission.respondent_id)
        .where(Submission.call_id == call.call_id)
        .order_by(Submission.received_at, Submission.id)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    facts: list[SubmissionFact] = []
    answered: list[Answered] = []
    for row in told(session.execute(chosen), tell):
        type_id = types.not_stated_id if row.type_id is None else row.type_id
        facts.append(
            SubmissionFact(
                submission_id=row.id,
                disposition=row.disposition,
                content=row.content,
                timing=row.timing,
                type_id=type_id,
                area_id=row.area_id,
                respondent_id=row.respondent_id,
                channel=row.channel,
                received_on=local_day(row.received_at, call.zone),
            )
        )
        answered.append(
            Answered(
                submission_id=row.id,
                permission=row.permission,
                is_confidential=row.is_confidential,
                set_aside=row.set_aside,
                has_name=is_a_name(row.name),
                type_id=type_id,
                area_id=row.area_id,
                is_counted=row.disposition.is_counted,
            )
        )
    merges = standing_merges(session, Submission.call_id == call.call_id)
    check_merges(merges, facts)
    return tuple(facts), with_merged(answered, merges)


def _tags(session: Session, call_id: int, tell: Tell) -> tuple[tuple[TagFact, ...], frozenset[int]]:
    chosen = (
        select(
            Tag.id,
            Tag.submission_id,
            Tag.priority_id,
            Tag.excerpt_id,
            SourceText.question_id,
            Tag.stance,
            Tag.strength,
            SourceText.is_current,
        )
        .join(Submission, Submission.id == Tag.submission_id)
        .outerjoin(Excerpt, Excerpt.id == Tag.excerpt_id)
        .outerjoin(SourceText, SourceText.id == Excerpt.text_id)
        .where(Submission.call_id == call_id)
        .order_by(Tag.id)
        .execution_options(yield_per=ROWS_AT_ONCE)
    )
    tags: list[TagFact] = []
    earlier: set[int] = set()
    for row in told(session.execute(chosen), tell):
        tag = TagFact(*row[:-1])
        tags.append(tag)
        if tag.excerpt_id is not None and not row.is_current:
            earlier.add(tag.excerpt_id)
    return tuple(tags), frozenset(earlier)


def in_base(submissions: tuple[SubmissionFact, ...]) -> list[SubmissionFact]:
    """Return the submissions that the shares of priorities may count: those with content."""
    return [each for each in submissions if each.content is Content.SOME]
