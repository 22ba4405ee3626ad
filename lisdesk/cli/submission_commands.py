"""Commands about submissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from lisdesk.cli.corrections import refuse_if_unchanged
from lisdesk.cli.desk import Terminal, existing_path, fields_of, printable
from lisdesk.cli.origin_lines import mail_lines, row_lines
from lisdesk.edits.attendees import Attendee
from lisdesk.edits.late_decisions import refuse_to_overrule
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    SubmissionStanding,
    add_submission,
    decide_late,
    edit_submission,
    put_submission_back,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.errors import RefusedError
from lisdesk.queries.answer_warnings import answer_warnings
from lisdesk.queries.documents import ExtractionRow, extractions
from lisdesk.queries.mails import filed_mail
from lisdesk.queries.submissions import (
    SubmissionPage,
    submission_page,
)
from lisdesk.rules.counted import counted
from lisdesk.rules.deadlines import local_words, parse_instant
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.vocabulary import Channel, LateChoice, Permission, SetAside
from lisdesk.store.lookup import call_by_reference, submission_by_reference
from lisdesk.store.stakeholder_lookup import stakeholder_by_name
from lisdesk.store.work import Work

submission_app = typer.Typer(help="Log, correct and decide submissions.", no_args_is_help=True)

_PAGE = 500
_UNLIMITED = 0

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]
SubmissionReference = Annotated[
    str, typer.Argument(metavar="SUBMISSION", help="Such as LLEP-0042.")
]
Type = Annotated[str | None, typer.Option("--type", help="Stakeholder type, by key or label.")]
AreaName = Annotated[str | None, typer.Option("--area", help="Where the respondent is.")]
ChannelName = Annotated[str | None, typer.Option("--channel", help="How it came in.")]
Received = Annotated[
    str | None, typer.Option("--received", metavar="INSTANT", help="When it came in; else now.")
]
Sent = Annotated[
    str | None, typer.Option("--sent", metavar="INSTANT", help="When it was sent or postmarked.")
]
MayPublish = Annotated[str | None, typer.Option("--permission", help="named, unnamed or none.")]
Answers = Annotated[
    list[str] | None,
    typer.Option("--answer", metavar="N=TEXT", help="An answer to question N; may be repeated."),
]
TextFile = Annotated[
    str | None, typer.Option("--text", metavar="FILE", help="A letter, as a plain text file.")
]
Attach = Annotated[
    list[str] | None,
    typer.Option("--attach", metavar="FILE", help="A file that came with it; may be repeated."),
]
Attended = Annotated[
    list[str] | None,
    typer.Option(
        "--attendee",
        metavar="NAME[=TYPE]",
        help="Who was at the event, the meeting or the call; may be repeated.",
    ),
]
SubmittedBy = Annotated[
    str | None, typer.Option("--submitted-by", help="Who sent it on the respondent's behalf.")
]
Reason = Annotated[str, typer.Option(help="Why; goes on record.")]
InsteadOf = Annotated[
    str | None,
    typer.Option(metavar="CHOICE", help="Another officer's decision that is to give way."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(submission_app, name="submission")


@submission_app.command("add")
def add(
    context: typer.Context,
    reference: CallReference,
    respondent: Annotated[str, typer.Option(help="Whose views it states.")],
    type_name: Type = None,
    area: AreaName = None,
    email: Annotated[str, typer.Option(help="The respondent's e-mail address.")] = "",
    submitted_by: SubmittedBy = None,
    channel: ChannelName = None,
    received: Received = None,
    sent: Sent = None,
    permission: MayPublish = None,
    answer: Answers = None,
    text: TextFile = None,
    attach: Attach = None,
    attendee: Attended = None,
) -> None:
    """Log one thing received."""
    terminal: Terminal = context.obj
    draft = SubmissionDraft(
        respondent=respondent,
        type_token=type_name or "",
        area=area or "",
        email=email,
        submitted_by=submitted_by or "",
        channel=Channel.parse(channel, "channel") if channel else Channel.ONLINE,
        received_at=parse_instant(received) if received else None,
        sent_at=parse_instant(sent) if sent else None,
        permission=Permission.parse(permission, "permission") if permission else None,
        answers=_answers(answer or ()),
        letter=_letter(text) or "",
        attachments=_attached(attach or ()),
    )
    with terminal.writing() as work:
        call = call_by_reference(work.session, reference)
        came = [attendee_of(work, each) for each in attendee or ()]
        whole = replace(draft, attendees=came)
        standing = add_submission(work, call_id=call.id, draft=whole).result
        warnings = answer_warnings(work.session, call.id, whole.answers)
    _read_files(terminal, attach)
    _show_standing(terminal, standing, "Logged", warnings)


@submission_app.command("edit")
def edit(
    context: typer.Context,
    reference: SubmissionReference,
    respondent: Annotated[str | None, typer.Option(help="Whose views it states.")] = None,
    type_name: Type = None,
    area: AreaName = None,
    submitted_by: SubmittedBy = None,
    channel: ChannelName = None,
    received: Received = None,
    sent: Sent = None,
    permission: MayPublish = None,
    answer: Answers = None,
    text: TextFile = None,
    attach: Attach = None,
) -> None:
    """Correct a submission; texts are replaced by new versions, the old ones are kept."""
    terminal: Terminal = context.obj
    correction = SubmissionCorrection(
        respondent=respondent,
        type_token=type_name,
        area=area,
        submitted_by=submitted_by,
        channel=Channel.parse(channel, "channel") if channel else None,
        received_at=parse_instant(received) if received else None,
        sent_at=parse_instant(sent) if sent else None,
        permission=Permission.parse(permission, "permission") if permission else None,
        answers=_answers(answer or ()),
        letter=_letter(text),
        attachments=tuple(_attached(attach or ())),
    )
    refuse_if_unchanged(correction)
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        standing = edit_submission(work, submission_id=submission.id, correction=correction).result
        warnings = answer_warnings(work.session, submission.call_id, correction.answers)
    _read_files(terminal, attach)
    _show_standing(terminal, standing, "Corrected", warnings)


@submission_app.command("show")
def show(context: typer.Context, reference: SubmissionReference) -> None:
    """Show everything held on one submission."""
    terminal: Terminal = context.obj
    with terminal.reading() as session:
        number = submission_by_reference(session, reference).id
        page = submission_page(session, number, terminal.desk.officer)
        taken = extractions(session, page.row.id)
        mail = filed_mail(session, page.row.id)
    fields = fields_of(page)
    row = fields_of(page.row)
    assert isinstance(fields, dict)
    assert isinstance(row, dict)
    del fields["row"]
    fields["attachments"] = [{"name": name, "size_bytes": size} for name, size in page.attachments]
    fields["attendees"] = [
        {"reference": f"#{each.id}", "name": each.name, "type": each.type}
        for each in page.attendees
    ]
    fields["extractions"] = fields_of(taken)
    fields["mail"] = fields_of(mail)
    terminal.show({**row, **fields}, _page_lines(page, taken, mail))


@submission_app.command("withdraw")
def withdraw(context: typer.Context, reference: SubmissionReference, reason: Reason) -> None:
    """Take a submission out at its respondent's wish; it is kept."""
    _set_aside(context.obj, reference, SetAside.WITHDRAWN, reason)


@submission_app.command("set-aside")
def set_aside(
    context: typer.Context,
    reference: SubmissionReference,
    kind: Annotated[str, typer.Argument(help="duplicate, merged, off-topic or withdrawn.")],
    reason: Reason,
) -> None:
    """Take a submission out of the count; it is kept."""
    _set_aside(context.obj, reference, SetAside.parse(kind, "way to set aside"), reason)


@submission_app.command("put-back")
def put_back(context: typer.Context, reference: SubmissionReference, reason: Reason) -> None:
    """Put a submission that was set aside back into the count."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        standing = put_submission_back(work, submission_id=submission.id, reason=reason).result
    _show_standing(terminal, standing, "Put back")


@submission_app.command("decide")
def decide(
    context: typer.Context,
    reference: SubmissionReference,
    choice: Annotated[str, typer.Argument(help="accept, accept-flagged, note or refuse.")],
    reason: Reason,
    instead_of: InsteadOf = None,
) -> None:
    """Decide about a late submission; a colleague's decision gives way only if it is named."""
    terminal: Terminal = context.obj
    decision = LateChoice.parse(choice, "decision")
    replaced = LateChoice.parse(instead_of, "decision") if instead_of is not None else None
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        seen = refuse_to_overrule(work.session, work.officer, [submission], replaced)
        standing = decide_late(
            work, submission_id=submission.id, choice=decision, reason=reason, seen=seen or None
        ).result
    _show_standing(terminal, standing, "Decided")


@submission_app.command("confidential")
def confidential(
    context: typer.Context,
    reference: SubmissionReference,
    reason: Annotated[str, typer.Option(help="The respondent's own reason.")],
    quote: Annotated[
        str | None, typer.Option(help="The words it covers; without it, the whole submission.")
    ] = None,
) -> None:
    """Record a respondent's request not to disclose; it keeps the text out of publications."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        standing = request_confidentiality(
            work, submission_id=submission.id, reason=reason, quote=quote
        ).result
    _show_standing(terminal, standing, "Kept confidential")


def _set_aside(terminal: Terminal, reference: str, kind: SetAside, reason: str) -> None:
    with terminal.writing() as work:
        submission = submission_by_reference(work.session, reference)
        standing = set_submission_aside(
            work, submission_id=submission.id, kind=kind, reason=reason
        ).result
    _show_standing(terminal, standing, "Set aside")


def _show_standing(
    terminal: Terminal, standing: SubmissionStanding, said: str, warnings: Sequence[str] = ()
) -> None:
    lines = [f"warning: {warning}" for warning in warnings]
    if standing.excerpts_left_behind:
        lines.append(
            f"warning: not found in the new text: "
            f"{counted(standing.excerpts_left_behind, 'tagged excerpt')}; "
            "the tags were kept, on the earlier version."
        )
    if standing.memos_left_behind:
        lines.append(
            f"warning: not found in the new text: the words of "
            f"{counted(standing.memos_left_behind, 'memo')}, kept on the earlier version."
        )
    if standing.redactions_left_behind:
        lines.append(
            f"warning: not found in the new text: "
            f"{counted(standing.redactions_left_behind, 'redaction')}; no publication shows "
            "the text until they are settled (“lisdesk redaction list”)."
        )
    lines.append(
        f"{said} ({standing.timing.label.lower()}; {standing.disposition.label.lower()}): "
        f"{standing.reference}"
    )
    fields = fields_of(standing)
    assert isinstance(fields, dict)
    terminal.show({**fields, **({"warnings": list(warnings)} if warnings else {})}, lines)


def _answers(given: list[str] | tuple[()]) -> dict[int, str]:
    answers: dict[int, str] = {}
    for item in given:
        number, equals, text = item.partition("=")
        digits = number.strip().lstrip("Qq")
        if not equals or not (digits.isascii() and digits.isdecimal() and len(digits) < 10):
            raise RefusedError(
                "An answer must name its question.", do="Write it as --answer 2=TEXT."
            )
        if int(digits) in answers:
            raise RefusedError(
                f"Question {int(digits)} is answered twice.", do="Give each question one answer."
            )
        answers[int(digits)] = text
    return answers


def attendee_of(work: Work, given: str) -> Attendee:
    """Return who is meant by a name, a number such as "#12", or a name and a type: "Jo=school"."""
    name, equals, type_token = given.rpartition("=")
    if not equals:
        name, type_token = given, ""
    if name.strip().startswith("#"):
        known = stakeholder_by_name(work.session, name)
        return Attendee(known.name, known.id)
    return Attendee(name, type_token=type_token.strip())


def _letter(path: str | None) -> str | None:
    from lisdesk.exchange.files import file_text

    return None if path is None else file_text(existing_path(path))


def _read_files(terminal: Terminal, attached: list[str] | None) -> None:
    """Bring the words of files that were attached into the search."""
    if attached:
        with terminal.database() as database:
            terminal.read_files(database)


def _attached(paths: list[str] | tuple[()]) -> list[AttachedFile]:
    from lisdesk.exchange.files import file_bytes, stored_name

    chosen = [existing_path(path) for path in paths]
    return [AttachedFile(stored_name(path), file_bytes(path)) for path in chosen]


def _page_lines(
    page: SubmissionPage, taken: list[ExtractionRow], mail: MailOrigin | None
) -> list[str]:
    row = page.row
    lines = [
        f"{row.reference}  {row.respondent or 'respondent not stated'}",
        f"Type: {row.type or 'not stated'}; area: {row.area or 'not stated'}; "
        f"channel: {row.channel.label}",
        f"Received: {local_words(row.received_at)} ({row.timing.label.lower()})"
        + (f"; sent: {local_words(page.sent_at)}" if page.sent_at else ""),
        f"Disposition: {row.standing}; permission: "
        + (row.permission.label if row.permission else "not answered"),
    ]
    if page.relevant:
        lines.append(f"Relevant to: {page.relevant}")
    if page.submitted_by:
        lines.append(f"Submitted by: {page.submitted_by}")
    if page.attendees:
        lines.append(f"Attendees ({len(page.attendees):,}), who are no submissions of their own:")
        lines += [
            f"  {each.name}" + (f" ({each.type})" if each.type else "") for each in page.attendees
        ]
    lines += [f"Confidential: {reason}" for reason in page.confidentiality_reasons]
    for decision in page.decisions:
        kind = decision.kind.label if decision.kind else "Put back"
        lines.append(
            f"{kind} by {decision.officer}, {local_words(decision.decided_at)}: {decision.reason}"
        )
    for each in page.rows:
        lines += row_lines(each)
    lines += mail_lines(mail) if mail is not None else []
    lines += [f"{name} could not be read: {raw}" for name, raw in page.unread.items()]
    lines += [f"{name}: {value}" for name, value in page.extras.items()]
    lines += [f"Attachment: {printable(name)} ({size:,} bytes)" for name, size in page.attachments]
    lines += [
        " ".join(
            [f"Text of {printable(each.attachment)} by {each.reader}.", *each.notes, *each.problems]
        )
        for each in taken
    ]
    for text in page.texts:
        heading = f"Q{text.question} {text.question_text}" if text.question else "Letter"
        lines += ["", heading + (" (a non-answer)" if text.is_non_answer else ""), text.body]
    if page.tags:
        lines.append("")
    for tag in page.tags:
        words = f"“{tag.quote}”" if tag.quote is not None else "the whole submission"
        marks = ", ".join(token.label.lower() for token in (tag.stance, tag.strength) if token)
        lines.append(
            f"{tag.reference}  {tag.priority} {tag.priority_name}: {words} {marks}".rstrip()
        )
    return lines
