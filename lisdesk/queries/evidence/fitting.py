"""Whether the facts of a call fit together, as they do in every file that is not damaged.

The sheets look each other's rows up by number, so a number that leads nowhere is told here, once,
before anything is counted or written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lisdesk.queries.evidence.call_facts import CallFacts
from lisdesk.queries.evidence.coding_frame import PriorityFact
from lisdesk.queries.evidence.places import AreaList, TypeList
from lisdesk.rules.counting import SubmissionFact, TagFact
from lisdesk.store.problems import rows_at_odds


def check_call(call: CallFacts) -> None:
    """Raise DamagedFileError unless the call has what every call has."""
    if not call.deadlines:
        raise rows_at_odds(f"{call.reference} has no deadline")


def check_types(types: TypeList) -> None:
    """Raise DamagedFileError unless every stakeholder type leads up to one without a parent."""
    for type_id in types.by_id:
        lineage = [type_id]
        while (parent_id := types.parents[lineage[-1]]) is not None:
            if parent_id in lineage or parent_id not in types.by_id:
                raise rows_at_odds("a stakeholder type does not hang below another one")
            lineage.append(parent_id)


def check_submissions(
    submissions: Sequence[SubmissionFact], types: TypeList, areas: AreaList
) -> None:
    """Raise DamagedFileError if a submission has a type or an area that is not there."""
    for submission in submissions:
        has_type = submission.type_id is None or submission.type_id in types.by_id
        if not has_type or not (submission.area_id is None or submission.area_id in areas.by_id):
            raise rows_at_odds("a submission has a stakeholder type or an area that is not there")


def check_merges(merges: Mapping[int, int], submissions: Sequence[SubmissionFact]) -> None:
    """Raise DamagedFileError if a submission was merged into one of another call."""
    if not {each.submission_id for each in submissions}.issuperset(merges.values()):
        raise rows_at_odds("a submission was merged into one of another call")


def check_tags(tags: Sequence[TagFact], frame: Sequence[PriorityFact]) -> None:
    """Raise DamagedFileError if a submission is tagged to what is no priority of its call."""
    priority_ids = {each.priority_id for each in frame}
    if any(tag.priority_id not in priority_ids for tag in tags):
        raise rows_at_odds("a submission is tagged to a priority of another call")


def check_questions(call: CallFacts, tags: Sequence[TagFact], bases: Mapping[int, int]) -> None:
    """Raise DamagedFileError if a text answers what is no question of its call."""
    answered = {tag.question_id for tag in tags} | set(bases)
    if not answered <= {None, *call.questions}:
        raise rows_at_odds("a submission answers a question of another call")
