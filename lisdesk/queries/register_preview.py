"""One submission as the register shows it beside the list, and as its form is filled."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from lisdesk.queries.attachments import AttachmentRow, attachments
from lisdesk.queries.campaign_page import CampaignPlace, campaign_place
from lisdesk.queries.joining import Lead, leads
from lisdesk.queries.mails import filed_mail
from lisdesk.queries.provenance import DocumentOrigin, document_origin
from lisdesk.queries.submissions import SubmissionPage, submission_page
from lisdesk.rules.mail_origin import MailOrigin
from lisdesk.rules.vocabulary import SetAside
from lisdesk.store.coding_samples import is_work_hidden_from
from lisdesk.store.entities import ReadMark, StakeholderType, Submission


@dataclass(frozen=True, slots=True)
class SubmissionPreview:
    """Everything held on one submission, with what a correction is based on."""

    page: SubmissionPage
    attachments: tuple[AttachmentRow, ...]
    respondent_id: int | None
    type_key: str
    set_aside: SetAside | None
    version: int
    """Goes up with every edit of the submission itself."""
    mail: MailOrigin | None
    """The e-mail that it came as; None if it came otherwise."""
    document: DocumentOrigin | None = None
    """The document that it came in as, which is one of `attachments`."""
    campaign: CampaignPlace | None = None
    """The campaign that it belongs to."""
    leads: tuple[Lead, ...] = ()
    """What it was merged into or is a duplicate of, and what leads to it in that way."""
    read_by: tuple[str, ...] = ()
    """The officers that have read it, as far as who asks may know while coding blind."""

    @property
    def text_ids(self) -> frozenset[int]:
        """The texts that stand: a correction that has not seen them all is refused."""
        return frozenset(text.text_id for text in self.page.texts)

    @property
    def attendee_ids(self) -> frozenset[int]:
        """The stakeholders on its list of attendees, as far as a correction has seen them."""
        return frozenset(row.id for row in self.page.attendees)


def submission_preview(
    session: Session, submission_id: int, officer: str | None = None, *, reader: str = ""
) -> SubmissionPreview | None:
    """Return everything held on one submission; None if it is no more.

    With an officer, only the tags they may see; `reader` is who is to be told who has read it.
    """
    by, on = ReadMark.officer, ReadMark.submission_id
    told = and_(on == Submission.id, ~is_work_hidden_from(officer or reader, by, on))
    found = session.execute(
        select(
            Submission.respondent_id,
            func.coalesce(StakeholderType.key, ""),
            Submission.set_aside,
            Submission.version,
            func.coalesce(by, ""),
        )
        .select_from(Submission)
        .outerjoin(ReadMark, told)
        .outerjoin(StakeholderType, StakeholderType.id == Submission.type_id)
        .where(Submission.id == submission_id)
    ).all()
    if not found:
        return None
    respondent_id, type_key, set_aside, version, _ = found[0]
    readers = (row[-1] for row in found if row[-1])
    return SubmissionPreview(
        page=submission_page(session, submission_id, officer),
        attachments=tuple(attachments(session, submission_id)),
        respondent_id=respondent_id,
        type_key=type_key,
        set_aside=set_aside,
        version=version,
        mail=filed_mail(session, submission_id),
        document=document_origin(session, submission_id),
        campaign=campaign_place(session, submission_id),
        leads=leads(session, submission_id),
        read_by=tuple(sorted(readers, key=str.casefold)),
    )
