"""Random edits of the register: stakeholders, types, areas, what came in, and the programme."""

from dataclasses import replace

from lisdesk.edits.attached_forms import AttachedForm, take_attached_form
from lisdesk.edits.attendees import Attendee, set_attendees
from lisdesk.edits.document_filing import file_documents
from lisdesk.edits.extracting import add_extracted_text
from lisdesk.edits.incoming_documents import DocumentText, IncomingDocument, IncomingDocuments
from lisdesk.edits.incoming_mails import IncomingMails
from lisdesk.edits.mail_filing import file_mails
from lisdesk.edits.merging import mark_duplicate
from lisdesk.edits.people import AreaCorrection, edit_area
from lisdesk.edits.programme import remove_area, save_area, set_body_names, take_in_programme
from lisdesk.edits.programme_details import take_in_details
from lisdesk.edits.splitting import SplitDraft, split_submission
from lisdesk.edits.stakeholder_merging import (
    keep_apart,
    merge_stakeholders,
    separate_stakeholders,
    split_stakeholder,
)
from lisdesk.edits.submission_lists import (
    decide_late_submissions,
    put_submissions_back,
    set_submissions_aside,
)
from lisdesk.edits.submissions import AttachedFile, SubmissionDraft, add_submission
from lisdesk.edits.types import (
    TypeCorrection,
    TypeEntry,
    add_type,
    edit_type,
    import_types,
    move_type,
)
from lisdesk.rules.programme import (
    AreaDraft,
    AreaMember,
    AreaTheme,
    BodyNameDraft,
    DetailKind,
    ListedDetail,
)
from lisdesk.rules.stakeholder_fields import StakeholderField
from lisdesk.rules.vocabulary import Channel, LateChoice, Permission, SetAside, Timing
from lisdesk.store.entities import (
    Area,
    Attachment,
    LeadBody,
    ProgrammeArea,
    Stakeholder,
    StakeholderMerge,
    StakeholderType,
    Submission,
)
from tests.desk_work import first
from tests.random_edits.officer import NAMES, Officer
from tests.story import AREAS, a_mail

READ = DocumentText("Read from a file: buses.", "reader 1", "text/plain", ["a note"])


class RegisterOfficer(Officer):
    """Keeps the register by the throw of dice."""

    def log_event(self):
        draft = SubmissionDraft(
            respondent="Workshop",
            channel=Channel.EVENT,
            letter="What was said of skills.",
            attendees=self.attendees(),
        )
        return self.do(add_submission, call_id=1, draft=draft)

    def attendees(self):
        names = self.dice.sample(["Acme Ltd", "Beta", "Dee Eve", "Cy Dent"], 2)
        return [Attendee(names[0]), Attendee(names[1], type_token="school")]

    def attend(self):
        event_id = self.one(Submission, Submission.channel == Channel.EVENT)
        attendees = self.dice.choice([[], self.attendees()])
        return self.do(set_attendees, submission_id=event_id, attendees=attendees)

    def mails(self):
        number = self.dice.randrange(1, 9)
        mails = [a_mail(number, self.dice.choice([None, self.pick(Stakeholder)]))]
        mails += [a_mail(number + 1, None)] if self.dice.random() < 0.5 else []
        incoming = IncomingMails("some.mbox", f"{number}" * 64, mails)
        return self.do(file_mails, call_id=1, incoming=incoming)

    def documents(self):
        number = self.dice.randrange(9)
        letter = IncomingDocument(
            AttachedFile("letter.docx", b"PK %d" % number), READ, SubmissionDraft("Acme Ltd")
        )
        documents = IncomingDocuments("letter.docx", f"{number}" * 64, [letter])
        return self.do(file_documents, call_id=1, incoming=documents)

    def extract(self):
        return self.do(add_extracted_text, attachment_id=self.one(Attachment), words=READ)

    def take_form(self):
        answers = {self.dice.randrange(1, 8): "Buses."}
        form = AttachedForm(answers, Permission.UNNAMED, "school", "Yours.")
        form = replace(form, needs_whole_text=self.dice.random() < 0.5)
        own = {"attachment_id": self.one(Attachment), "form": form, "words": READ}
        return self.do(take_attached_form, **own)

    def duplicate(self):
        ends = {"submission_id": self.one(Submission), "of_id": self.one(Submission)}
        return self.do(mark_duplicate, **ends)

    def part(self):
        draft = self.dice.choice(
            [
                SplitDraft("Partner & Co", type_token="school", permission=Permission.NONE),
                SplitDraft("Partner & Co", questions=[1]),
                SplitDraft("Delta", letter=True),
            ]
        )
        return self.do(split_submission, submission_id=self.one(Submission), draft=draft)

    def set_some_aside(self):
        kind = self.dice.choice(list(SetAside))
        many = {"submission_ids": self.some(Submission), "reason": "Why."}
        return self.do(set_submissions_aside, **many, kind=kind)

    def put_some_back(self):
        many = {"submission_ids": self.some(Submission), "reason": "Why."}
        return self.do(put_submissions_back, **many)

    def decide_some(self):
        late = self.some(Submission, Submission.timing == Timing.LATE)
        many = {"submission_ids": late, "reason": "Why."}
        return self.do(decide_late_submissions, **many, choice=self.dice.choice(list(LateChoice)))

    def become_one(self):
        fields = list(StakeholderField)
        take = self.dice.sample(fields, self.dice.randrange(3))
        ends = {"into_id": self.one(Stakeholder), "merged_id": self.one(Stakeholder)}
        return self.do(merge_stakeholders, **ends, take=take)

    def become_two(self):
        merge = first(
            self.database, StakeholderMerge, StakeholderMerge.id == self.one(StakeholderMerge)
        )
        return self.do(separate_stakeholders, merged_id=merge.merged_id)

    def split_off(self):
        owned = self.one(Submission, Submission.respondent_id.is_not(None))
        respondent_id = first(self.database, Submission, Submission.id == owned).respondent_id
        own = {"stakeholder_id": respondent_id, "submission_ids": [owned]}
        return self.do(split_stakeholder, **own, name=f"Branch {self.dice.randrange(9)}")

    def keep_two_apart(self):
        ends = {"one_id": self.one(Stakeholder), "other_id": self.one(Stakeholder)}
        return self.do(keep_apart, **ends)

    def correct_area(self):
        correction = self.dice.choice(
            [
                AreaCorrection(lead="llep", second_lead="D2N2"),
                AreaCorrection(f"Town {self.dice.randrange(9)}", "Melton Borough Council"),
                AreaCorrection(lead="LLEP"),
            ]
        )
        return self.do(edit_area, area_id=self.one(Area), correction=correction)

    def new_type(self):
        parent = self.dice.choice(["", "other"])
        return self.do(add_type, label=f"Kind {self.dice.randrange(9)}", parent=parent)

    def correct_type(self):
        label = self.dice.choice([None, f"Sort {self.dice.randrange(9)}"])
        synonyms = self.dice.choice([None, [], [f"Word {self.dice.randrange(9)}"]])
        retired = self.dice.choice([None, True, False])
        correction = TypeCorrection(label, is_retired=retired, synonyms=synonyms)
        return self.do(edit_type, type_id=self.one(StakeholderType), correction=correction)

    def move_a_type(self):
        parent_id = self.dice.choice([None, self.one(StakeholderType)])
        ends = {"type_id": self.one(StakeholderType), "parent_id": parent_id}
        return self.do(move_type, **ends, place=self.dice.choice([1, 2, 5]))

    def type_list(self):
        number = self.dice.randrange(9)
        entries = [
            TypeEntry("row 2", "school", f"Schools {number}"),
            TypeEntry("row 3", "", f"Museum {number}", "Other", synonyms=[f"Gallery {number}"]),
        ]
        return self.do(import_types, entries=entries[: self.dice.randint(1, 2)])

    def take_programme_in(self):
        areas = AREAS[: self.dice.randint(1, 2)]
        return self.do(take_in_programme, areas=areas, corrects=self.dice.random() < 0.5)

    def correct_programme(self):
        members = self.dice.choice([[], [AreaMember("Cumbria"), AreaMember("New Council")]])
        themes = [AreaTheme(f"Theme {self.dice.randrange(9)}")]
        draft = AreaDraft(f"Area {self.dice.randrange(9)}", members=members, themes=themes)
        area_id = self.pick(ProgrammeArea)
        own = {} if area_id is None or self.dice.random() < 0.4 else {"area_id": area_id}
        return self.do(save_area, **own, draft=draft)

    def remove_from_programme(self):
        return self.do(remove_area, area_id=self.one(ProgrammeArea))

    def name_body(self):
        number = self.dice.randrange(99)
        names = [
            BodyNameDraft(f"Old Name {number}", until="by April 2024"),
            BodyNameDraft(f"E{number}", is_code=True),
        ]
        own = {"lead_body_id": self.one(LeadBody), "names": names[self.dice.randrange(3) :]}
        return self.do(set_body_names, **own)

    def list_of_details(self):
        number = self.dice.randrange(9)
        kind = self.dice.choice([DetailKind.NAME, DetailKind.CODE])
        said = self.dice.choice([{}, {"from": "in 2011"}])
        given = ListedDetail(kind, "Cumbria", f"Called {number}", said, "row 2")
        area_id = self.pick(ProgrammeArea)
        if area_id is not None and self.dice.random() < 0.7:
            with self.database.reading() as session:
                name = session.get_one(ProgrammeArea, area_id).name
            kind = self.dice.choice([DetailKind.DOCUMENT, DetailKind.UPDATE, DetailKind.SPELLING])
            given = ListedDetail(kind, name, f"Said {number}", {}, "row 2")
        return self.do(take_in_details, details=[given])

    def log_with_file(self):
        files = [AttachedFile("plan.txt", b"Read from a file.")]
        draft = SubmissionDraft(self.dice.choice(NAMES), letter="See the file.", attachments=files)
        return self.do(add_submission, call_id=1, draft=draft)

    came_in = (
        *(log_event, attend, mails, documents, log_with_file, extract, take_form),
        *(Officer.log, Officer.correct),
    )
    set_aside = (
        *(duplicate, part, part, set_some_aside, put_some_back, decide_some, Officer.join),
        *(Officer.separate, Officer.set_aside, Officer.put_back, Officer.decide),
    )
    people = (
        *(become_one, become_one, become_two, split_off, keep_two_apart, correct_area),
        *(Officer.log, Officer.rename),
    )
    types = (new_type, correct_type, move_a_type, type_list)
    programme = (
        take_programme_in,
        correct_programme,
        remove_from_programme,
        name_body,
        list_of_details,
    )
    subjects = (came_in, set_aside, people, (*types, *programme))
    acts = (*came_in[:7], *set_aside[:6], *people[:6], *types, *programme)
