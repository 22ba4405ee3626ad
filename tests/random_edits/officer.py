"""An officer who does one thing after another by the throw of dice: submissions, tags, frame."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from fractions import Fraction

from lisdesk.edits.answers import mark_answers, tag_answers
from lisdesk.edits.bookmarks import bookmark_excerpt, remove_bookmark
from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.edits.calls import close_call, extend_call, record_due_closing, reopen_call
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority, move_priority
from lisdesk.edits.correcting import NOTHING
from lisdesk.edits.excerpt_changes import change_excerpt
from lisdesk.edits.feedback import FeedbackDraft, remove_feedback, set_feedback
from lisdesk.edits.findings import remove_finding, set_finding, set_scale
from lisdesk.edits.imports import import_rows
from lisdesk.edits.memos import add_memo, edit_memo, remove_memo
from lisdesk.edits.merging import merge_submissions, separate_submissions
from lisdesk.edits.people import StakeholderCorrection, edit_stakeholder
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.priority_merging import merge_priority, split_priority
from lisdesk.edits.priority_removal import PriorityRemoval, delete_priority
from lisdesk.edits.question_changes import move_question, remove_question
from lisdesk.edits.questions import add_question
from lisdesk.edits.redactions import (
    FoundPlace,
    TextPlace,
    keep_personal_data,
    lift_published_redaction,
    lift_redaction,
    redact_personal_data,
    redact_span,
    set_redaction_reasons,
)
from lisdesk.edits.settings import change_setting
from lisdesk.edits.submission_lists import ListCorrection, edit_submissions
from lisdesk.edits.submissions import (
    AttachedFile,
    SubmissionCorrection,
    SubmissionDraft,
    add_submission,
    decide_late,
    edit_submission,
    put_submission_back,
    request_confidentiality,
    set_submission_aside,
)
from lisdesk.edits.tag_changes import TagCorrection, edit_tag, tag_many
from lisdesk.edits.tags import TagDraft, add_tag, remove_tag, tag_span
from lisdesk.errors import NotFoundError, RefusedError
from lisdesk.rules.deadlines import Deadline
from lisdesk.rules.quantifiers import QuantifierStep
from lisdesk.rules.vocabulary import (
    KeptBack,
    LateChoice,
    MergedChildren,
    PersonalData,
    SetAside,
    Stance,
    Strength,
)
from lisdesk.store.entities import (
    Bookmark,
    Excerpt,
    Feedback,
    Finding,
    Memo,
    Priority,
    Question,
    Redaction,
    SourceText,
    Stakeholder,
    Submission,
    Tag,
)
from tests.desk_work import DESK, at, do, rows, take_back
from tests.story import incoming, some_rows

WORDS = ["Skills", "roads", "n/a", "😀 gaps", "", "Buses run.", "Skills and roads."]
NAMES = ["", "Acme Ltd", "ACME LTD", "Beta", "Cy Dent"]


class Officer:
    """Does one thing after another by the throw of dice."""

    name = DESK.officer

    def __init__(self, database, seed):
        self.database = database
        self.dice = random.Random(seed)
        self.moment = datetime(2018, 12, 7, tzinfo=UTC)
        self.done = []
        self.drawn = Counter()
        """How often each edit changed something, by its name."""

    def act(self):
        """Try edits until one changes something."""
        while not self.try_act(self.drawn_act(self.acts)):
            continue

    def drawn_act(self, acts):
        """Return an act by the throw of dice."""
        return self.dice.choice(acts)

    def try_act(self, act):
        """Try an edit; whether it changed something."""
        self.moment += timedelta(hours=self.dice.choice([1, 5, 100, 300]))
        try:
            done = act(self)
        except (NotFoundError, RefusedError):
            return False
        if done is None or done.entry_id is None:
            return False
        self.done.append(done)
        return True

    def do(self, edit, **arguments):
        moment = (self.moment.year, self.moment.month, self.moment.day, self.moment.hour)
        done = do(self.database, edit, desk=at(*moment), **arguments)
        self.drawn[edit.__name__] += done.entry_id is not None
        return done

    def pick(self, entity, *conditions):
        """Return the number of a stored row; None if there is none."""
        stored = rows(self.database, entity, *conditions)
        return self.dice.choice(stored).id if stored else None

    def one(self, entity, *conditions):
        """Return the number of a stored row; NotFoundError if there is none."""
        found = self.pick(entity, *conditions)
        if found is None:
            raise NotFoundError(f"There is no {entity.__name__} yet.", do="Make one first.")
        return found

    def some(self, entity, *conditions):
        """Return the numbers of one to three stored rows; NotFoundError if there is none."""
        self.one(entity, *conditions)
        stored = [each.id for each in rows(self.database, entity, *conditions)]
        return self.dice.sample(stored, min(len(stored), self.dice.randint(1, 3)))

    def words(self):
        return self.dice.choice(WORDS)

    def day(self):
        return self.moment + timedelta(days=self.dice.randrange(-30, 60))

    def log(self):
        draft = SubmissionDraft(
            respondent=self.dice.choice(NAMES),
            type_token=self.dice.choice(["", "school", "other"]),
            area=self.dice.choice(["", "Melton", "Oadby"]),
            received_at=self.day(),
            answers={1: self.words(), 2: self.words()},
            letter=self.words(),
            attachments=self.files(),
        )
        return self.do(add_submission, call_id=1, draft=draft)

    def files(self):
        return [AttachedFile("a", b"a")] if self.dice.random() < 0.2 else []

    def correct(self):
        correction = SubmissionCorrection(
            respondent=self.dice.choice([None, *NAMES]),
            area=self.dice.choice([None, "", "Oadby"]),
            received_at=self.dice.choice([None, self.day()]),
            answers={1: self.words()},
            letter=self.dice.choice([None, self.words()]),
            attachments=self.files(),
        )
        return self.on_one(edit_submission, correction=correction)

    def on_one(self, edit, **arguments):
        submission_id = self.pick(Submission)
        return submission_id and self.do(edit, submission_id=submission_id, **arguments)

    def decide(self):
        choice = self.dice.choice(list(LateChoice))
        return self.on_one(decide_late, choice=choice, reason="Why.")

    def set_aside(self):
        kind = self.dice.choice(list(SetAside))
        return self.on_one(set_submission_aside, kind=kind, reason="Why.")

    def put_back(self):
        return self.on_one(put_submission_back, reason="Why.")

    def request(self):
        quote = self.dice.choice([None, "Skills", "roads"])
        return self.on_one(request_confidentiality, reason="Why.", quote=quote)

    def tag(self):
        draft = TagDraft(self.dice.choice([None, "Skills", "roads", "😀"]))
        return self.on_one(add_tag, priority_id=self.pick(Priority), draft=draft)

    def untag(self):
        tag_id = self.pick(Tag)
        return tag_id and self.do(remove_tag, tag_id=tag_id)

    def correct_tag(self):
        tag_id = self.pick(Tag)
        stance = self.dice.choice([None, NOTHING, *Stance])
        correction = TagCorrection(
            stance, priority_id=self.dice.choice([None, self.pick(Priority)])
        )
        return tag_id and self.do(edit_tag, tag_id=tag_id, correction=correction)

    def tag_many(self):
        some = [row.id for row in rows(self.database, Submission) if self.dice.random() < 0.5]
        return self.do(tag_many, priority_id=self.pick(Priority), submission_ids=some)

    def correct_many(self):
        some = [row.id for row in rows(self.database, Submission) if self.dice.random() < 0.5]
        correction = ListCorrection(area=self.dice.choice(["", "Melton", "Hinckley"]))
        return self.do(edit_submissions, submission_ids=some, correction=correction)

    def rename(self):
        stakeholder_id = self.pick(Stakeholder)
        changes = {"name": self.dice.choice([*NAMES, "Delta"]), "area": "Oadby"}
        correction = StakeholderCorrection(**changes, also_submissions=True)
        arguments = {"stakeholder_id": stakeholder_id, "correction": correction}
        return stakeholder_id and self.do(edit_stakeholder, **arguments)

    def reframe(self):
        correction = PriorityCorrection(
            code=self.dice.choice([None, f"Y{self.dice.randrange(9)}"]),
            foundations=self.dice.choice([None, [], ["People", "Ideas"]]),
        )
        return self.do(edit_priority, priority_id=self.pick(Priority), correction=correction)

    def move(self):
        parent_id = self.dice.choice([None, self.pick(Priority)])
        place = self.dice.choice([None, 1, 3])
        arguments = {"priority_id": self.pick(Priority), "parent_id": parent_id}
        return self.do(move_priority, **arguments, place=place)

    def delete(self):
        if len(rows(self.database, Priority)) < 4:
            return None
        tags_to_id = self.dice.choice([None, self.pick(Priority)])
        below = self.dice.choice([None, self.pick(Priority)])
        removal = PriorityRemoval(tags_to_id, not tags_to_id, not below, below)
        return self.do(delete_priority, priority_id=self.pick(Priority), removal=removal)

    def merge(self):
        if len(rows(self.database, Priority)) < 4:
            return None
        ends = {"priority_id": self.pick(Priority), "into_id": self.pick(Priority)}
        children = self.dice.choice(list(MergedChildren))
        return self.do(merge_priority, **ends, children=children)

    def split(self):
        source_id, into_id = self.pick(Priority), self.dice.choice([None, self.pick(Priority)])
        own = [row.id for row in rows(self.database, Tag) if row.priority_id == source_id]
        chosen = [each for each in own if self.dice.random() < 0.5]
        draft = None if into_id else PriorityDraft(f"Z{self.dice.randrange(99)}", "Apart")
        ends = {"priority_id": source_id, "into_id": into_id}
        return self.do(split_priority, **ends, tag_ids=chosen, draft=draft)

    def renumber(self):
        number = self.dice.randrange(1, 14)
        return self.do(move_question, question_id=self.pick(Question), number=number)

    def unask(self):
        return self.do(remove_question, question_id=self.pick(Question))

    def open_on(self):
        correction = CallCorrection(opens_on=self.day().date())
        return self.do(edit_call, call_id=1, correction=correction)

    def extend(self):
        deadline = Deadline(self.day().date() + timedelta(days=30))
        return self.do(extend_call, call_id=1, deadline=deadline, reason="Why.")

    def close(self):
        return self.do(close_call, call_id=1, reason="Why.")

    def reopen(self):
        return self.do(reopen_call, call_id=1, reason="Why.")

    def record(self):
        return self.do(record_due_closing, call_id=1)

    def bring_in(self):
        source = self.dice.choice(["content", "Id"])
        file = incoming(some_rows(self.words() or "Text."), source=source)
        return self.do(import_rows, call_id=1, file=file)

    def ask(self):
        return self.do(add_question, call_id=1, text="And?")

    def frame(self):
        code = f"X{self.dice.randrange(30)}"
        draft = PriorityDraft(code, "More", parent=self.dice.choice(["", "P1"]))
        return self.do(add_priority, call_id=1, draft=draft)

    def set(self):
        value = str(self.dice.randrange(1, 1000))
        return self.do(change_setting, name="attachment_limit_mb", value=value)

    def place(self):
        """Return a few characters of a text that stands, with its number."""
        standing = rows(self.database, SourceText, SourceText.is_current)
        if not standing:
            raise NotFoundError("There is no text yet.", do="Log a submission first.")
        text = self.dice.choice(standing)
        start = self.dice.randrange(len(text.body))
        return text.id, start, self.dice.randint(start + 1, len(text.body))

    def some_answers(self):
        standing = rows(self.database, SourceText, SourceText.is_current)
        return [row.id for row in standing if self.dice.random() < 0.4]

    def tag_place(self):
        text_id, start, end = self.place()
        span = {"text_id": text_id, "start": start, "end": end}
        stance = self.dice.choice([None, *Stance])
        draft = TagDraft(stance=stance)
        return self.do(tag_span, **span, priority_id=self.pick(Priority), draft=draft)

    def tag_answers(self):
        return self.do(tag_answers, priority_id=self.pick(Priority), text_ids=self.some_answers())

    def mark_answers(self):
        tag_id = self.pick(Tag)
        if tag_id is None:
            return None
        [tag] = rows(self.database, Tag, Tag.id == tag_id)
        mark = self.dice.choice([*Stance, *Strength])
        arguments = {"priority_id": tag.priority_id, "text_ids": self.some_answers()}
        return self.do(mark_answers, **arguments, mark=mark)

    def move_ends(self):
        _text_id, start, end = self.place()
        tag_id = self.pick(Tag)
        return tag_id and self.do(change_excerpt, tag_id=tag_id, start=start, end=end)

    def bookmark(self):
        return self.do(bookmark_excerpt, excerpt_id=self.one(Excerpt))

    def forget_bookmark(self):
        [marked] = rows(self.database, Bookmark, Bookmark.id == self.one(Bookmark))
        return self.do(remove_bookmark, excerpt_id=marked.excerpt_id)

    def write_on_words(self):
        if self.dice.random() < 0.3:
            return self.do(add_memo, submission_id=self.one(Submission), words=self.words())
        text_id, start, end = self.place()
        [text] = rows(self.database, SourceText, SourceText.id == text_id)
        place = {"text_id": text_id, "start": start, "end": end}
        return self.do(add_memo, submission_id=text.submission_id, words=self.words(), **place)

    def rewrite_memo(self):
        memo_id = self.pick(Memo)
        if memo_id is None:
            return None
        if self.dice.random() < 0.3:
            return self.do(remove_memo, memo_id=memo_id)
        return self.do(edit_memo, memo_id=memo_id, words=self.words())

    def join(self):
        [into] = rows(self.database, Submission, Submission.id == self.one(Submission))
        same = Submission.respondent_id == into.respondent_id
        merged_id = self.one(Submission, same, Submission.id != into.id)
        return self.do(merge_submissions, into_id=into.id, submission_ids=[merged_id])

    def separate(self):
        submission_id = self.one(Submission, Submission.set_aside == SetAside.MERGED)
        return self.do(separate_submissions, submission_ids=[submission_id])

    def redact(self):
        text_id, start, end = self.place()
        words = {"text_id": text_id, "start": start, "end": end}
        reason, kind = self.dice.choice(["Personal.", "Libel."]), self.dice.choice(list(KeptBack))
        return self.do(redact_span, **words, reason=reason, kind=kind)

    def redact_several(self):
        places = [TextPlace(*self.place()) for _ in range(self.dice.randint(1, 3))]
        return self.do(redact_personal_data, places=places, reason="Personal.")

    def keep_several(self):
        kind = self.dice.choice(list(PersonalData))
        places = [FoundPlace(*self.place(), kind) for _ in range(self.dice.randint(1, 3))]
        return self.do(keep_personal_data, places=places, reason="Public.")

    def lift(self):
        redaction_id = self.pick(Redaction)
        if redaction_id is None:
            return None
        if self.dice.random() < 0.5:
            return self.do(lift_redaction, redaction_id=redaction_id)
        return self.do(lift_published_redaction, redaction_id=redaction_id, reason="Agreed.")

    def give_reasons(self):
        reasons = self.dice.sample(["Libel.", "Personal.", "Asked for."], self.dice.randrange(4))
        return self.do(set_redaction_reasons, reasons=reasons)

    def conclude(self):
        if self.dice.random() < 0.3:
            [written] = rows(self.database, Finding, Finding.id == self.one(Finding))
            cell = {"priority_id": written.priority_id, "type_id": written.type_id}
            return self.do(remove_finding, **cell)
        cell = {"priority_id": self.one(Priority), "type_id": self.dice.choice([None, None, 1, 2])}
        return self.do(set_finding, **cell, text=self.words())

    def answer_for(self):
        if self.dice.random() < 0.3:
            [written] = rows(self.database, Feedback, Feedback.id == self.one(Feedback))
            return self.do(remove_feedback, priority_id=written.priority_id)
        due_on = self.dice.choice([None, self.day().date()])
        draft = FeedbackDraft(self.words(), we_did=self.words(), owner="Jo", due_on=due_on)
        return self.do(set_feedback, priority_id=self.one(Priority), draft=draft)

    def scale(self):
        steps = [QuantifierStep("some", Fraction(0)), QuantifierStep("most", Fraction(1, 2))]
        return self.do(set_scale, call_id=1, steps=steps[: self.dice.randrange(3)])

    def undo(self):
        if not self.done:
            return None
        return take_back(self.database, self.dice.choice(self.done))

    tagging = (
        *(tag, tag, untag, correct_tag, tag_many, tag_place, tag_answers, mark_answers, move_ends),
        *(bookmark, forget_bookmark, write_on_words, rewrite_memo),
    )
    framing = (frame, reframe, move, delete, merge, split, tag_many, renumber, unask, ask)
    keeping_back = (
        *(log, redact, redact_several, keep_several, lift, lift, give_reasons, request, correct),
        *(conclude, answer_for, scale),
    )
    subjects = (tagging, framing, keeping_back)
    acts = (
        *(log, log, log, correct, correct, tag, tag, tag, untag, decide, decide, set_aside),
        *(put_back, request, extend, extend, close, reopen, record, bring_in, ask, frame, set),
        *(correct_tag, tag_many, tag_many, correct_many, rename, reframe, move, move, delete),
        *(renumber, unask, open_on, merge, merge, split, split),
        *(
            tag_place,
            tag_answers,
            tag_answers,
            mark_answers,
            mark_answers,
            move_ends,
            bookmark,
            forget_bookmark,
            write_on_words,
            rewrite_memo,
        ),
        *(join, separate, redact, redact, redact_several, keep_several, lift, give_reasons),
        *(conclude, conclude, answer_for, scale),
        *(undo, undo),
    )
