"""Random edits of the call: its calendar, targets, letters, questions, bodies, framework, stage."""

from dataclasses import replace
from datetime import date, timedelta

from lisdesk.edits.call_bodies import change_call_bodies
from lisdesk.edits.call_dates import DateDraft, add_call_date, change_call_date, remove_call_date
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.call_framework import choose_framework
from lisdesk.edits.calls import CallDraft, new_call
from lisdesk.edits.contacting import mark_acknowledged, mark_chased, set_acknowledgement_text
from lisdesk.edits.form_wording import FormWording, set_form_wording
from lisdesk.edits.frameworks import remove_framework, save_framework
from lisdesk.edits.life_cycle import (
    archive_call,
    begin_analysis,
    begin_report,
    make_call_ready,
    mark_published,
    take_call_back,
)
from lisdesk.edits.question_changes import QuestionCorrection, edit_question
from lisdesk.edits.questions import AskedDetail
from lisdesk.edits.relevance import BY_AREA, TO_ALL, RelevantTo, set_relevance
from lisdesk.edits.targets import (
    TargetDraft,
    TargetEntry,
    import_targets,
    remove_target,
    set_target,
)
from lisdesk.errors import RefusedError
from lisdesk.rules.acknowledgements import DEFAULT_TEXT, LetterText
from lisdesk.rules.call_dates import DateKind
from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.late_policy import LatePolicy
from lisdesk.rules.vocabulary import CampaignPolicy, LateChoice, QuestionKind
from lisdesk.store.entities import (
    Area,
    Call,
    CallDate,
    CoverageTarget,
    Framework,
    Question,
    Stakeholder,
    StakeholderType,
    Submission,
)
from lisdesk.store.relevance import parts_of_call
from tests.desk_work import TEMPLATE, rows
from tests.random_edits.officer import Officer
from tests.story import MISSIONS

PARTNERS = [["Nottingham City Council"], ["D2N2", "Leeds City Council"], []]


class CallOfficer(Officer):
    """Runs the call by the throw of dice."""

    def date_draft(self):
        kind = self.dice.choice(list(DateKind))
        first_day = self.day().date()
        last = first_day + timedelta(days=self.dice.randrange(9))
        is_one = kind is DateKind.INFORMATION_REQUEST
        return DateDraft(kind, f"Day {self.dice.randrange(9)}", first_day, None if is_one else last)

    def add_day(self):
        return self.do(add_call_date, call_id=1, draft=self.date_draft())

    def change_day(self):
        return self.do(change_call_date, date_id=self.one(CallDate), draft=self.date_draft())

    def forget_day(self):
        return self.do(remove_call_date, date_id=self.one(CallDate))

    def want(self):
        draft = TargetDraft(
            self.dice.randrange(1, 50),
            type_id=self.dice.choice([None, self.one(StakeholderType)]),
            area_id=self.dice.choice([None, self.pick(Area)]),
            question_id=self.dice.choice([None, self.pick(Question, Question.call_id == 1)]),
        )
        return self.do(set_target, call_id=1, draft=draft)

    def want_no_more(self):
        return self.do(remove_target, target_id=self.one(CoverageTarget))

    def target_list(self):
        wanted = self.dice.randrange(1, 9)
        entries = [TargetEntry("Row 2", wanted), TargetEntry("Row 3", wanted, "health-care")]
        return self.do(import_targets, call_id=1, entries=entries)

    def chase(self):
        whom = {"stakeholder_ids": self.some(Stakeholder), "chased_on": date(2018, 12, 6)}
        return self.do(mark_chased, call_id=1, **whom, note=self.dice.choice(["", "Rang."]))

    def acknowledge(self):
        return self.do(mark_acknowledged, call_id=1, submission_ids=self.some(Submission))

    def write_letter(self):
        number = self.dice.randrange(9)
        text = self.dice.choice([DEFAULT_TEXT, LetterText(f"Thanks {number}", "{reference} came.")])
        return self.do(set_acknowledgement_text, call_id=1, text=text)

    def change_bodies(self):
        partners = self.dice.choice(PARTNERS)
        lead = self.dice.choice([None, None, "LLEP"])
        return self.do(change_call_bodies, call_id=1, lead=lead, partners=partners)

    def relate(self):
        with self.database.reading() as session:
            parts = list(parts_of_call(session, 1))
        to = self.dice.choice([TO_ALL, BY_AREA, *(RelevantTo((each,)) for each in parts)])
        return self.do(set_relevance, submission_ids=self.some(Submission), to=to)

    def correct_call(self):
        correction = self.dice.choice(
            [
                CallCorrection(title=f"Strategy {self.dice.randrange(9)}"),
                CallCorrection(campaign_policy=self.dice.choice(list(CampaignPolicy))),
                CallCorrection(small_count_threshold=self.dice.randrange(9)),
                CallCorrection(suggests_priorities=self.dice.random() < 0.7),
                CallCorrection(reminder_days=(10, self.dice.randrange(1, 5))),
                CallCorrection(late_policy=LatePolicy(self.dice.choice(list(LateChoice)), 2)),
            ]
        )
        return self.do(edit_call, call_id=1, correction=correction)

    def word_form(self):
        wording = FormWording(f"Why {self.dice.randrange(9)}.", "By post.", "Kept.")
        return self.do(set_form_wording, call_id=1, wording=wording)

    def correct_question(self):
        correction = self.dice.choice(
            [
                QuestionCorrection(f"What of {self.dice.randrange(9)}?"),
                QuestionCorrection(detail=AskedDetail(["Urban", "Rural"])),
                QuestionCorrection(kind=QuestionKind.CHOICE, choices=["Yes", "No"]),
            ]
        )
        question_id = self.one(Question, Question.call_id == 1)
        return self.do(edit_question, question_id=question_id, correction=correction)

    def keep_framework(self):
        number = self.dice.randrange(5)
        draft = replace(MISSIONS, name=f"Missions {number}")
        own = self.pick(Framework, Framework.id > 1)
        if own is not None and self.dice.random() < 0.3:
            return self.do(remove_framework, framework_id=own)
        changes = {} if own is None or self.dice.random() < 0.6 else {"framework_id": own}
        return self.do(save_framework, draft=draft, **changes)

    def hang_on(self):
        keys = ["", *(each.key for each in rows(self.database, Framework))]
        return self.do(choose_framework, call_id=1, key=self.dice.choice(keys))

    def another_call(self):
        number = self.dice.randrange(99)
        draft = CallDraft(
            f"Other {number}",
            "Leeds City Council",
            date(2019, 3, 31),
            Deadline(date(2019, 4, 30)),
            prefix=f"O{number}",
            is_draft=self.dice.random() < 0.7,
        )
        return self.do(new_call, draft=draft, template=self.dice.choice([None, TEMPLATE]))

    def make_ready(self):
        return self.do(make_call_ready, call_id=self.one(Call, Call.id > 1))

    def go_on(self):
        """Take the call to the next stage, or back."""
        steps = [archive_call, mark_published, begin_report, begin_analysis]
        where = steps if self.dice.random() < 0.8 else [take_call_back]
        for step in where[:-1]:
            try:
                return self.do(step, call_id=1, reason="Why.")
            except RefusedError:
                continue
        return self.do(where[-1], call_id=1, reason="Why.")

    calendar = (add_day, change_day, forget_day, Officer.open_on, Officer.extend)
    letters = (want, want_no_more, target_list, chase, acknowledge, write_letter)
    about_it = (
        *(change_bodies, relate, correct_call, word_form, correct_question, keep_framework),
        *(hang_on, another_call, make_ready, make_ready),
    )
    stages = (
        *(go_on, go_on, go_on, go_on, Officer.close, Officer.reopen, Officer.record),
        *(Officer.extend, Officer.decide),
    )
    subjects = ((*calendar, *letters), about_it, stages)
    acts = (*calendar[:3], *letters, *about_it, go_on, go_on, go_on)
