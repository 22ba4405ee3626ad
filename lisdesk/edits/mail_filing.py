"""File e-mails: a submission for each that the call does not know yet."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from sqlalchemy import select

from lisdesk.edits.import_batch import ImportBatch
from lisdesk.edits.incoming import ImportReport, IncomingFile
from lisdesk.edits.incoming_mails import (
    FiledMails,
    IncomingMail,
    IncomingMails,
)
from lisdesk.edits.mail_files import MailFiles
from lisdesk.edits.mail_rows import write_letters, write_origins
from lisdesk.edits.register import Register, Respondent, nameless
from lisdesk.edits.standing import window
from lisdesk.edits.submissions import submission_reference
from lisdesk.edits.verbs import verb
from lisdesk.rules.import_sources import MAIL_SOURCE
from lisdesk.rules.lateness import judge
from lisdesk.rules.ledger import content_of, disposition_of
from lisdesk.rules.mail_addresses import address_key
from lisdesk.store.entities import (
    Call,
    ImportRow,
    Stakeholder,
    Submission,
)
from lisdesk.store.identities import Identities
from lisdesk.store.work import Work

_MAILS_AT_ONCE = 200


@verb
def file_mails(work: Work, *, call_id: int, incoming: IncomingMails) -> FiledMails:
    """File e-mails, each as one submission with its text as a letter and its files.

    A mail that the call knows already, by its key or by its very bytes, changes nothing. Everything
    is taken back by one undo. An attachment over the file's limit is left out, and a problem says
    so.
    """
    call = work.session.get_one(Call, call_id)
    filing = _Filing(work, call, incoming)
    mails = iter(incoming.mails)
    while some := list(islice(mails, _MAILS_AT_ONCE)):
        filing.take(some)
    return filing.done()


class _Filing:
    """One filing under way."""

    def __init__(self, work: Work, call: Call, incoming: IncomingMails) -> None:
        self._work = work
        self._call = call
        self._batch = ImportBatch(
            work, call, IncomingFile(incoming.name, incoming.sha256, "", "", MAIL_SOURCE, (), ())
        )
        self._register = Register(work)
        self._types: dict[int, tuple[int | None, int | None]] = {}
        self._by_address: dict[str, int] = {}
        stakeholders = select(
            Stakeholder.id, Stakeholder.email, Stakeholder.type_id, Stakeholder.area_id
        ).order_by(Stakeholder.id.desc())
        self._identities = Identities(work.session)
        for number, email, type_id, area_id in work.session.execute(stakeholders):
            self._types[number] = (type_id, area_id)
            self._by_address[address_key(email)] = self._identities.standing(number)
        self._opens_at, self._closes_at = window(work, call)
        self._files = MailFiles(work)
        self._known = self._what_is_known()
        self._references: list[str] = []
        self._problems = [dict(problem) for problem in incoming.problems]
        self._rows = self._new = self._undated = 0

    def take(self, mails: Sequence[IncomingMail]) -> None:
        """Write some mails."""
        new: list[IncomingMail] = []
        first_of: dict[str, int] = {}
        places: list[str | int] = []
        for mail in mails:
            known = self._known.get(mail.key) or self._known.get(mail.origin.sha256)
            place = first_of.get(mail.key, first_of.get(mail.origin.sha256))
            if known is None and place is None:
                place = first_of[mail.key] = first_of[mail.origin.sha256] = len(new)
                new.append(mail)
            places.append(known if known is not None else place or 0)
        written = self._write(new)
        self._references += [each if isinstance(each, str) else written[each] for each in places]
        self._rows += len(mails)
        self._new += len(new)

    def done(self) -> FiledMails:
        """Keep the counts and return what became of the mails."""
        report = ImportReport(
            reference=self._batch.reference,
            rows=self._rows,
            new=self._new,
            changed=0,
            already_here=self._rows - self._new,
            joined=0,
            blank=0,
            problems=self._problems,
            undated=self._undated,
            new_questions=[],
        )
        self._batch.complete(report)
        return FiledMails(report, tuple(self._references))

    def _what_is_known(self) -> dict[str, str]:
        """Return the submission of each mail filed before, by its key and by its hash."""
        chosen = (
            select(ImportRow.key, ImportRow.digest, Submission.reference)
            .join(Submission, Submission.id == ImportRow.submission_id)
            .where(ImportRow.call_id == self._call.id, ImportRow.source == MAIL_SOURCE)
        )
        known: dict[str, str] = {}
        for key, sha256, reference in self._work.session.execute(chosen):
            known[key] = known[sha256] = reference
        return known

    def _write(self, mails: Sequence[IncomingMail]) -> list[str]:
        """Write new submissions; return their references."""
        if not mails:
            return []
        import_id = self._batch.begin()
        people = [self._person(mail) for mail in mails]
        self._register.save()
        ids = self._work.reserve_ids(Submission, len(mails))
        first = self._work.next_number(self._call.prefix, len(mails))
        kept = [self._files.kept(mail, self._problems) for mail in mails]
        rows = [
            self._submission(mail, ids[place], first + place, people[place], bool(kept[place]))
            for place, mail in enumerate(mails)
        ]
        self._work.insert_rows(Submission, rows)
        write_letters(self._work, mails, ids)
        self._files.write(kept, ids)
        write_origins(self._work, mails, ids, self._call.id, import_id)
        references = [str(row["reference"]) for row in rows]
        for mail, reference in zip(mails, references, strict=True):
            self._known[mail.key] = self._known[mail.origin.sha256] = reference
            self._problems += [dict(problem) for problem in mail.problems]
        return references

    def _person(self, mail: IncomingMail) -> tuple[int | None, int | None, int | None]:
        """Return the numbers of respondent, type and area."""
        chosen = mail.respondent
        address = address_key(chosen.email)
        known_id = chosen.stakeholder_id
        if known_id is None and address:  # two mails of one address are from one stakeholder
            known_id = self._by_address.get(address)
        if known_id is not None:
            known_id = self._identities.standing(known_id)
            return (known_id, *self._types.get(known_id, (None, None)))
        respondent_id, type_id = self._register.stakeholder(
            Respondent(chosen.name, email=chosen.email)
        )
        if respondent_id is None:
            return None, type_id, None
        if address:
            self._by_address[address] = respondent_id
        return respondent_id, type_id, self._types.get(respondent_id, (None, None))[1]

    def _submission(
        self,
        mail: IncomingMail,
        submission_id: int,
        number: int,
        person: tuple[int | None, int | None, int | None],
        has_files: bool,
    ) -> dict[str, Any]:
        respondent_id, type_id, area_id = person
        received_at = mail.received_at or self._work.now
        self._undated += mail.received_at is None
        content = content_of([mail.text] if mail.text else [], has_files)
        timing = judge(received_at, self._opens_at, self._closes_at)
        return {
            "id": submission_id,
            "call_id": self._call.id,
            "reference": submission_reference(self._call.prefix, number),
            "respondent_id": respondent_id,
            "submitted_by": mail.respondent.submitted_by,
            "type_id": type_id,
            "area_id": area_id,
            "channel": mail.channel,
            "sent_at": mail.sent_at,
            "received_at": received_at,
            "permission": None,
            "is_confidential": False,
            "set_aside": None,
            "late_choice": None,
            "content": content,
            "timing": timing,
            "disposition": disposition_of(None, content, timing, None),
            "extras": nameless("Respondent", mail.respondent.name, respondent_id),
            "unread": {},
        }
