"""Commands that bring submissions together and apart: duplicates, merging, splitting."""

from __future__ import annotations

from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of
from lisdesk.cli.submission_commands import (
    AreaName,
    MayPublish,
    SubmissionReference,
    Type,
    submission_app,
)
from lisdesk.edits.merging import (
    MergeReport,
    mark_duplicate,
    merge_submissions,
    separate_submissions,
)
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import Permission
from lisdesk.store.lookup import submission_by_reference

Others = Annotated[
    list[str], typer.Argument(metavar="SUBMISSION…", help="References, such as LLEP-0042.")
]
MaybeReason = Annotated[str, typer.Option("--reason", help="Why; goes on record.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree; those about one submission stand with its others."""
    submission_app.command("duplicate")(duplicate)
    submission_app.command("merge")(merge)
    submission_app.command("separate")(separate)
    submission_app.command("split")(split)


def duplicate(
    context: typer.Context,
    reference: SubmissionReference,
    of: Annotated[str, typer.Option(metavar="SUBMISSION", help="The one that is counted.")],
    reason: MaybeReason = "",
) -> None:
    """Take a submission out of the count as a duplicate of another; “put-back” counts it again."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        other = submission_by_reference(work.session, of)
        counted_one = mark_duplicate(
            work, submission_id=submission.id, of_id=other.id, reason=reason
        ).result
        own = submission.reference
    fields = {"reference": own, "duplicate_of": counted_one}
    terminal.show(fields, [f"Set aside as a duplicate of {counted_one}: {own}"])


def merge(
    context: typer.Context,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The submission that stays.")],
    submissions: Others,
    reason: MaybeReason = "",
) -> None:
    """Merge submissions of one respondent into one of them, to be counted once."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        one = submission_by_reference(work.session, into)
        ids = [submission_by_reference(work.session, each).id for each in submissions]
        report = merge_submissions(work, into_id=one.id, submission_ids=ids, reason=reason).result
    _show(terminal, report, "Merged", "into")


def separate(context: typer.Context, submissions: Others, reason: MaybeReason = "") -> None:
    """Separate merged submissions again, and count them."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        ids = [submission_by_reference(work.session, each).id for each in submissions]
        report = separate_submissions(work, submission_ids=ids, reason=reason).result
    _show(terminal, report, "Separated", "from")


def split(
    context: typer.Context,
    reference: SubmissionReference,
    respondent: Annotated[str, typer.Option(help="Whose the second submission is.")],
    type_name: Type = None,
    area: AreaName = None,
    email: Annotated[str, typer.Option(help="The respondent's e-mail address.")] = "",
    permission: MayPublish = None,
    question: Annotated[
        list[int] | None,
        typer.Option(
            min=1, max=LARGEST_NUMBER, help="This answer goes to the second; may be repeated."
        ),
    ] = None,
    letter: Annotated[bool, typer.Option("--letter", help="The letter goes there.")] = False,
) -> None:
    """Split a joint submission into two; without --question and --letter both have all texts."""
    terminal: Terminal = context.obj
    draft = SplitDraft(
        respondent,
        type_token=type_name or "",
        area=area or "",
        email=email,
        permission=Permission.parse(permission, "permission") if permission else None,
        questions=question or (),
        letter=letter,
    )
    with terminal.writing() as work:
        joint = submission_by_reference(work.session, reference)
        standing = split_submission(work, submission_id=joint.id, draft=draft).result
    fields = fields_of(standing)
    assert isinstance(fields, dict)
    said = f"{standing.timing.label.lower()}; {standing.disposition.label.lower()}"
    terminal.show(fields, [f"Split ({said}): {standing.reference}"])


def _show(terminal: Terminal, report: MergeReport, said: str, where: str) -> None:
    lines = []
    if report.left:
        lines.append(
            f"warning: corrected since and left where they are: {counted(report.left, 'text')}."
        )
    if report.memos_left:
        lines.append(
            f"warning: not found in the text that is left: the words of "
            f"{counted(report.memos_left, 'memo')}, kept on the earlier version."
        )
    lines.append(
        f"{said} {counted(report.submissions, 'submission')} with {counted(report.texts, 'text')}, "
        f"{counted(report.attachments, 'attachment')} and {counted(report.tags, 'tag')} {where}: "
        f"{report.reference}"
    )
    permission = report.permission.label if report.permission else "Not answered"
    asked = "; confidentiality was asked for" if report.is_confidential else ""
    lines.append(f"Permission of {report.reference} now: {permission}{asked}")
    fields = fields_of(report)
    assert isinstance(fields, dict)
    terminal.show(fields, lines)
