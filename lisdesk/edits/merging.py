"""Bring submissions of one respondent together, and apart again; nothing that came in is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from lisdesk.edits.bookmark_rows import carry_bookmark
from lisdesk.edits.carrying import attachments_of, carry_tag, copy_attachments, own_tags
from lisdesk.edits.kept_rows import copy_kept, return_kept
from lisdesk.edits.lent_memos import forget_lent, lend_memos, return_memos, return_whole_memos
from lisdesk.edits.merged_permissions import (
    carry_requests,
    give_permission_back,
    give_requests_back,
    take_strictest,
)
from lisdesk.edits.redaction_rows import (
    copy_redactions,
    keep_inherited,
    keep_own,
    refuse_left_redactions,
    return_redactions,
)
from lisdesk.edits.row_merging import PARAGRAPH, with_paragraph
from lisdesk.edits.setting_aside import decide_set_aside, standing_decision
from lisdesk.edits.standing import judged_by_its_call, share_calls, state_again
from lisdesk.edits.tags import take_tags_off
from lisdesk.edits.texts import excerpt_at, standing_body, write_text
from lisdesk.edits.verbs import verb
from lisdesk.errors import RefusedError
from lisdesk.rules.merging import Mergeable, odds_of
from lisdesk.rules.vocabulary import Permission, SetAside
from lisdesk.store.entities import (
    Attachment,
    Call,
    CarriedTag,
    Excerpt,
    Extraction,
    SetAsideDecision,
    SourceText,
    Submission,
    SubmissionLink,
)
from lisdesk.store.lookup import current_texts, leads_to
from lisdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came of it: the one submission, and what was carried over or given back."""

    reference: str
    submissions: int
    texts: int
    attachments: int
    tags: int
    left: int = 0
    """Texts that were corrected since and therefore stay where they are."""
    memos_left: int = 0
    """Memos of the one whose words do not stand in its texts any more, kept on the earlier ones."""
    permission: Permission | None = None
    """What may be published of the one submission now; None if nobody answered."""
    is_confidential: bool = False
    """Whether confidentiality was asked for it, or for words of it."""


@verb
def mark_duplicate(work: Work, *, submission_id: int, of_id: int, reason: str = "") -> str:
    """Take a submission out of the count as a duplicate of another; return the other's reference.

    Raises RefusedError unless both belong to one call and the other stands for itself.
    """
    share_calls(work, [submission_id])
    submission, other = _pair(work, submission_id, of_id)
    said = reason.strip() or f"Duplicate of {other.reference}."
    decision = decide_set_aside(work, submission, SetAside.DUPLICATE, said)
    _link(work, decision, other)
    return other.reference


@verb
def merge_submissions(
    work: Work, *, into_id: int, submission_ids: Sequence[int], reason: str = ""
) -> MergeReport:
    """Merge submissions of one respondent into one of them, to be counted once.

    Their texts are put after those of the one, question by question, and their attachments, tags
    and memos are added to it. It has the strictest permission of them all, and each request for
    confidentiality. Each merged one keeps all it had, is out of the count, and leads to the one.
    Raises RefusedError for several respondents, for one that is set aside, and where words would
    count otherwise than before.
    """
    into, call = judged_by_its_call(work, into_id)
    others = [work.session.get_one(Submission, each) for each in dict.fromkeys(submission_ids)]
    _refuse_to_merge(into, others)
    refuse_left_redactions(work, [into, *others])
    take_strictest(work, into, others)
    keep_own(work, [each.id for each in others])
    texts = attachments = tags = 0
    for other in others:
        _pair(work, other.id, into.id)
        places = _append_texts(work, other, into)
        texts += len(places)
        attachments += copy_attachments(work, other.id, into.id)
        said = reason.strip() or f"Merged into {into.reference}."
        decision = decide_set_aside(work, other, SetAside.MERGED, said)
        _link(work, decision, into)
        lend_memos(work, decision, into.id, places)
        tags += _copy_tags(work, other, into, places, decision)
        carry_requests(work, other, into, decision)
    state_again(work, into, call)
    work.about(call.id, into.reference)
    return _report(into, MergeReport(into.reference, len(others), texts, attachments, tags))


@verb
def separate_submissions(
    work: Work, *, submission_ids: Sequence[int], reason: str = ""
) -> MergeReport:
    """Separate merged submissions again from the one that they lead to, and count them.

    The texts, attachments, tags, memos and requests for confidentiality that came with them go from
    the one, which has the permission again that is left without theirs; tags and memos made there
    on their words since go to them, and so does what was asked since of the whole. A text that was
    corrected since stays, and is told.
    """
    share_calls(work, submission_ids)
    merged = [work.session.get_one(Submission, each) for each in dict.fromkeys(submission_ids)]
    targets = {_target(work, each).id for each in merged}
    if len(targets) != 1:
        raise RefusedError(
            "Those submissions were merged into different ones.", do="Separate each one's alone."
        )
    into = work.session.get_one(Submission, targets.pop())
    give_permission_back(work, into, merged)
    keep_inherited(work, [into.id])
    texts = attachments = tags = left = memos_left = 0
    for other in reversed(merged):
        decision = standing_decision(work, other)
        tags += _return_tags(work, other, into, decision)
        give_requests_back(work, other, into, decision)
        return_whole_memos(work, decision)
        taken, kept, kept_memos = _take_texts_out(work, other, into, decision)
        texts, left, memos_left = texts + taken, left + kept, memos_left + kept_memos
        forget_lent(work, decision)
        attachments += _take_attachments_off(work, other, into)
        said = reason.strip() or f"Separated from {into.reference}."
        decide_set_aside(work, other, None, said)
    call = work.session.get_one(Call, into.call_id)
    state_again(work, into, call)
    work.about(call.id, into.reference)
    counts = (len(merged), texts, attachments, tags, left, memos_left)
    return _report(into, MergeReport(into.reference, *counts))


def _report(into: Submission, report: MergeReport) -> MergeReport:
    return replace(report, permission=into.permission, is_confidential=into.is_confidential)


def _pair(work: Work, submission_id: int, other_id: int) -> tuple[Submission, Submission]:
    submission = work.session.get_one(Submission, submission_id)
    other = work.session.get_one(Submission, other_id)
    if submission is other or submission.call_id != other.call_id:
        raise RefusedError(
            f"{submission.reference} cannot lead to {other.reference}.",
            do="Name another submission of the same call.",
        )
    if other.set_aside is not None:
        raise RefusedError(
            f"{other.reference} is set aside itself: “{other.set_aside.label}”.",
            do="Name one that stands for itself, or put that one back first.",
        )
    for follower in _followers(work, submission):
        raise RefusedError(
            f"{follower.reference} leads to {submission.reference}.",
            do="Put that one back first, or choose the other of the two.",
        )
    return submission, other


def _followers(work: Work, submission: Submission) -> Iterable[Submission]:
    chosen = select(SubmissionLink.submission_id).where(SubmissionLink.other_id == submission.id)
    for each in sorted(set(work.session.scalars(chosen))):
        if leads_to(work.session, each) == submission.id:
            yield work.session.get_one(Submission, each)


def _link(work: Work, decision: SetAsideDecision, other: Submission) -> None:
    work.add(
        SubmissionLink(
            decision_id=decision.id, submission_id=decision.submission_id, other_id=other.id
        )
    )


def _refuse_to_merge(into: Submission, others: Sequence[Submission]) -> None:
    if not others:
        raise RefusedError("Nothing to merge.", do="Name the submissions to merge into the one.")
    for other in others:
        if other.respondent_id is None or other.respondent_id != into.respondent_id:
            raise RefusedError(
                f"{other.reference} is not known to be of the respondent of {into.reference}.",
                do="Correct the respondent first; only one respondent's submissions are one.",
            )
        if other.set_aside is not None:
            raise RefusedError(
                f"{other.reference} is set aside: “{other.set_aside.label}”.",
                do="Put it back first if it is to be counted as a part of the other.",
            )
        odds = odds_of(_mergeable(into), _mergeable(other))
        if odds is not None:
            raise RefusedError(odds.happened, do=odds.do)


def _mergeable(submission: Submission) -> Mergeable:
    return Mergeable(
        submission.reference, submission.disposition, submission.timing, submission.late_choice
    )


def _append_texts(work: Work, other: Submission, into: Submission) -> dict[int, tuple[int, int]]:
    """Put texts after those of the one; return, by text, which text it is in now and how far in."""
    places = {}
    for text in current_texts(work.session, other.id):
        before = standing_body(work, into.id, text.question_id)
        write_text(work, into.id, text.question_id, with_paragraph(before, text.body))
        offset = len(before) + len(PARAGRAPH) if before else 0
        places[text.id] = (_standing_text(work, into, text.question_id).id, offset)
        copy_redactions(work, text, places[text.id][0], offset)
        copy_kept(work, text, places[text.id][0], offset)
    return places


def _standing_text(work: Work, submission: Submission, question_id: int | None) -> SourceText:
    (found,) = (
        text
        for text in current_texts(work.session, submission.id)
        if text.question_id == question_id
    )
    return found


def _copy_tags(
    work: Work,
    other: Submission,
    into: Submission,
    places: dict[int, tuple[int, int]],
    decision: SetAsideDecision,
) -> int:
    copied = 0
    for tag in own_tags(work, other.id):
        excerpt_id = None
        if tag.excerpt_id is not None:
            excerpt = work.session.get_one(Excerpt, tag.excerpt_id)
            if excerpt.text_id not in places:  # on an earlier version of its text
                continue
            text_id, offset = places[excerpt.text_id]
            text = work.session.get_one(SourceText, text_id)
            start, end = excerpt.start + offset, excerpt.end + offset
            excerpt_id = excerpt_at(work, text, start, end).id
            carry_bookmark(work, excerpt.id, excerpt_id)
        carried = carry_tag(work, tag, into.id, excerpt_id)
        if carried is not None:
            work.add(CarriedTag(decision_id=decision.id, tag_id=carried.id))
            copied += 1
    return copied


def _target(work: Work, merged: Submission) -> Submission:
    other_id = leads_to(work.session, merged.id)
    if merged.set_aside is not SetAside.MERGED or other_id is None:
        raise RefusedError(
            f"{merged.reference} was not merged into another.",
            do="Name submissions that were; “lisdesk submission show” tells where one leads.",
        )
    return work.session.get_one(Submission, other_id)


def _return_tags(
    work: Work, other: Submission, into: Submission, decision: SetAsideDecision
) -> int:
    """Move the tags on the words of a merged submission back to it, before the words go, and take
    those off that came with it on the whole.
    """
    returned = []
    for text in current_texts(work.session, other.id):
        whole = standing_body(work, into.id, text.question_id)
        at = _place_of(whole, text.body)
        if at is None:
            continue
        standing = _standing_text(work, into, text.question_id)
        for tag in own_tags(work, into.id):
            excerpt = work.session.get(Excerpt, tag.excerpt_id or 0)
            if excerpt is None or excerpt.text_id != standing.id:
                continue
            if at <= excerpt.start and excerpt.end <= at + len(text.body):
                own = excerpt_at(work, text, excerpt.start - at, excerpt.end - at)
                carry_bookmark(work, excerpt.id, own.id)
                carry_tag(work, tag, other.id, own.id)
                returned.append(tag)
    came = select(CarriedTag).where(CarriedTag.decision_id == decision.id)
    links = {link.tag_id: link for link in work.session.scalars(came.order_by(CarriedTag.id))}
    returned += [
        tag for tag in own_tags(work, into.id) if tag.excerpt_id is None and tag.id in links
    ]
    for link in links.values():
        work.remove(link)
    take_tags_off(work, returned)
    return len(returned)


def _take_texts_out(
    work: Work, other: Submission, into: Submission, decision: SetAsideDecision
) -> tuple[int, int, int]:
    """Return how many texts were taken out, how many stay, and how many memos of the one stand on
    an earlier text for that.
    """
    taken = left = memos_left = 0
    for text in current_texts(work.session, other.id):
        whole = standing_body(work, into.id, text.question_id)
        at = _place_of(whole, text.body)
        if whole:
            standing = _standing_text(work, into, text.question_id)
            return_redactions(work, standing, text, at)
            return_kept(work, standing, text, at)
        if at is None:
            left += 1
            continue
        return_memos(work, decision, standing, text, at)
        before, after = whole[:at], whole[at + len(text.body) :]
        rest = before.removesuffix(PARAGRAPH) if before else after.removeprefix(PARAGRAPH)
        rest = rest + after if before else rest
        memos_left += write_text(work, into.id, text.question_id, rest).memos
        taken += 1
    return taken, left, memos_left


def _place_of(whole: str, body: str) -> int | None:
    """Return where a text stands whole among paragraphs, the last place; None if nowhere."""
    at = whole.rfind(body) if body else -1
    while at >= 0:
        is_begun = at == 0 or whole[:at].endswith(PARAGRAPH)
        rest = whole[at + len(body) :]
        if is_begun and (not rest or rest.startswith(PARAGRAPH)):
            return at
        at = whole.rfind(body, 0, at + len(body) - 1)
    return None


def _take_attachments_off(work: Work, other: Submission, into: Submission) -> int:
    taken = 0
    for file in attachments_of(work, other.id):
        for own in reversed(attachments_of(work, into.id)):
            is_same = (own.sha256, own.name) == (file.sha256, file.name)
            if is_same and not _is_read(work, own):  # one whose words were taken out stays
                work.remove(own)
                taken += 1
                break
    return taken


def _is_read(work: Work, file: Attachment) -> bool:
    chosen = select(Extraction.id).where(Extraction.attachment_id == file.id).limit(1)
    return work.session.scalar(chosen) is not None
