"""Whatever becomes of a coding frame, what it was at each moment can be told, with its tags."""

import random
import shutil
from dataclasses import astuple
from datetime import UTC, datetime, timedelta

import pytest

from lisdesk.clock import fixed_clock
from lisdesk.edits.campaigns import confirm_campaign
from lisdesk.edits.coding_frame import PriorityCorrection, edit_priority, move_priority
from lisdesk.edits.priorities import PriorityDraft, add_priority
from lisdesk.edits.priority_merging import merge_priority, split_priority
from lisdesk.edits.priority_removal import PriorityRemoval, delete_priority
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.edits.tag_lists import TagEntry, add_tags
from lisdesk.edits.tags import TagDraft, add_tag
from lisdesk.errors import RefusedError
from lisdesk.queries.coding import priorities
from lisdesk.queries.frame_history import counted_tags, earlier_frame, frame_at
from lisdesk.queries.frame_lineage import frame_history, merged_priorities
from lisdesk.rules.vocabulary import FrameEventKind, MergedChildren, PriorityStatus, Stance
from lisdesk.store.entities import FrameEvent, InheritedTag, Priority, Submission, Tag
from lisdesk.store.opening import open_database
from lisdesk.store.work import Desk
from tests.desk_work import at, content, count, do, log, priority, rows, tag, take_back
from tests.thorough import one_in

WORDS = ("Skills", "roads", "Buses", "housing")
STEPS = 14


class FrameMaker:
    """Changes a frame and tags by the throw of dice, and notes how both stood after each step."""

    def __init__(self, database, seed):
        self.database, self.dice = database, random.Random(seed)
        self.moment = datetime(2018, 12, 11, tzinfo=UTC)
        self.stood, self.done = [], []
        letter = " ".join(WORDS)
        for number in range(4):
            draft = SubmissionDraft(respondent=f"Body {number}", letter=letter)
            do(database, add_submission, call_id=1, draft=draft)
        group = {"seed_id": 1, "submission_ids": [2], "name": "Signed"}
        do(database, confirm_campaign, call_id=1, **group)
        for _ in range(12):
            self.tag()

    def act(self):
        self.moment += timedelta(hours=1)
        try:
            done = self.dice.choice(self.acts)(self)
        except RefusedError:
            return
        if done is not None and done.entry_id is not None:
            self.done.append(done)
            self.stood.append((self.moment, *self.as_it_stands()))

    def as_it_stands(self):
        with self.database.reading() as session:
            frame = [frame_line(row) for row in priorities(session, 1)]
        heirs = {row.tag_id for row in rows(self.database, InheritedTag)}
        places = {row.id: row.priority_id for row in rows(self.database, Tag)}
        return frame, places, heirs

    def do(self, edit, **arguments):
        officer = self.dice.choice(["Ann Officer", "Bea Officer"])
        return do(self.database, edit, desk=Desk(officer, fixed_clock(self.moment)), **arguments)

    def pick(self):
        return self.dice.choice([row.id for row in rows(self.database, Priority)])

    def tag(self):
        quote = self.dice.choice([None, *WORDS])
        own = self.dice.choice([1, 1, 3, 4])
        arguments = {"submission_id": own, "priority_id": self.pick(), "draft": TagDraft(quote)}
        try:
            return self.do(add_tag, **arguments)
        except RefusedError:
            return None

    def add(self):
        parents = ["", *(row.code for row in rows(self.database, Priority))]
        code = f"X{self.dice.randrange(1_000)}"
        draft = PriorityDraft(code, "New", parent=self.dice.choice(parents))
        return self.do(add_priority, call_id=1, draft=draft)

    def merge(self):
        children = self.dice.choice(list(MergedChildren))
        ends = {"priority_id": self.pick(), "into_id": self.pick()}
        return self.do(merge_priority, **ends, children=children)

    def split(self):
        source_id, into_id = self.pick(), self.dice.choice([None, self.pick()])
        own = [row.id for row in rows(self.database, Tag) if row.priority_id == source_id]
        chosen = [each for each in own if self.dice.random() < 0.6]
        draft = None if into_id else PriorityDraft(f"Z{self.dice.randrange(1_000)}", "Apart")
        ends = {"priority_id": source_id, "into_id": into_id}
        return self.do(split_priority, **ends, tag_ids=chosen, draft=draft)

    def move(self):
        parent_id, place = self.dice.choice([None, self.pick()]), self.dice.choice([None, 1, 2])
        return self.do(move_priority, priority_id=self.pick(), parent_id=parent_id, place=place)

    def rename(self):
        words = PriorityCorrection(
            code=self.dice.choice([None, f"Y{self.dice.randrange(1_000)}"]),
            name=self.dice.choice([None, "Renamed"]),
            status=self.dice.choice([None, *PriorityStatus]),
            examples=self.dice.choice([None, "Such as this."]),
        )
        return self.do(edit_priority, priority_id=self.pick(), correction=words)

    def delete(self):
        removal = PriorityRemoval(tags_to_id=self.pick(), lifts_children=True)
        return self.do(delete_priority, priority_id=self.pick(), removal=removal)

    acts = (tag, tag, add, add, merge, merge, split, split, move, move, rename, delete)


def frame_line(row):
    return row.id, row.code, row.name, row.depth, row.status


@pytest.mark.parametrize("seed", one_in(16, range(32)))
def test_every_earlier_frame_is_told_with_the_tags_that_stood_then(call_file, tmp_path, seed):
    shutil.copy(call_file, tmp_path / "frame.lisdesk")
    database = open_database(tmp_path / "frame.lisdesk")
    maker = FrameMaker(database, seed)
    start = content(database)
    for _ in range(STEPS):
        maker.act()
    heirs_now = {row.tag_id for row in rows(database, InheritedTag)}
    for moment, frame, places, heirs in maker.stood:
        with database.reading() as session:
            then = frame_at(session, 1, moment)
            earlier, _ = earlier_frame(session, 1, moment)
            told = {each: where for each, _, where in earlier.places(counted_tags(session, 1))}
        assert [frame_line(row) for row in then.rows] == frame
        assert {each: told[each] for each in places if each not in heirs} == {
            each: where for each, where in places.items() if each not in heirs
        }
        again = heirs & heirs_now
        assert {each: told[each] for each in again} == {each: places[each] for each in again}
    with database.reading() as session:
        assert len(frame_history(session, 1)) == count(database, FrameEvent)
    for done in reversed(maker.done):
        take_back(database, done)
    assert content(database) == start
    database.close()


def at_code(database, code):
    return priority(database, 1, code).id


def numbers(database, moment):
    with database.reading() as session:
        then = frame_at(session, 1, moment)
    return {row.code: (row.own, row.submissions, row.own_now) for row in then.rows}, then.nowhere


@pytest.fixture
def told(database, call):
    """Tag, merge P3 into P2, split welders off and add a priority of its own, a day apart each."""
    first = log(database, call, letter="Skills, welders and ideas.", respondent="A")
    second = log(database, call, letter="Skills and ideas.", respondent="B")
    for entry, code, quote in (
        (first, "P2", "Skills"),
        (first, "P2", "welders"),
        (first, "P3", "ideas"),
        (second, "P3", "ideas"),
        (second, "P3", "Skills"),
    ):
        tag(database, entry, code, quote=quote)
    ends = {"priority_id": at_code(database, "P3"), "into_id": at_code(database, "P2")}
    do(database, merge_priority, desk=at(2018, 12, 12), **ends, reason=" One  theme. ")
    draft = PriorityDraft("P9", "Welders", parent="P1")
    own = at_code(database, "P2")
    do(database, split_priority, desk=at(2018, 12, 13), priority_id=own, tag_ids=[2], draft=draft)
    added = PriorityDraft("P10", "Later")
    do(database, add_priority, desk=at(2018, 12, 14), call_id=1, draft=added)
    return first, second


def test_counts_are_restated_under_the_frame_of_an_earlier_day(database, told):
    now, _ = numbers(database, datetime(2018, 12, 20, tzinfo=UTC))
    assert (now["P2"], now["P9"], now["P1"]) == ((2, 2, 2), (1, 1, 1), (0, 1, 0))
    split_undone, _ = numbers(database, datetime(2018, 12, 12, 12, tzinfo=UTC))
    assert "P9" not in split_undone
    assert (split_undone["P2"], split_undone["P1"]) == ((2, 2, 2), (0, 0, 0))
    merge_undone, _ = numbers(database, datetime(2018, 12, 11, tzinfo=UTC))
    assert (merge_undone["P2"], merge_undone["P3"]) == ((1, 1, 2), (2, 2, None))


def test_tags_made_since_count_to_where_their_priority_came_from(database, told):
    first, second = told
    tag(database, second, "P9")  # split off from P2
    tag(database, second, "P10")  # had no forerunner
    below = PriorityDraft("P1.1", "Below", parent="P1")
    do(database, add_priority, desk=at(2018, 12, 15), call_id=1, draft=below)
    tag(database, first, "P1.1")
    then, nowhere = numbers(database, datetime(2018, 12, 11, tzinfo=UTC))
    assert then["P2"][0] == 2
    assert then["P1"][0] == 1
    assert nowhere == 1
    _, nowhere = numbers(database, datetime(2018, 12, 20, tzinfo=UTC))
    assert nowhere == 0


def test_a_change_that_was_taken_back_was_never_made(database, told):
    ends = {"priority_id": at_code(database, "P1"), "into_id": at_code(database, "P2")}
    before = numbers(database, datetime(2018, 12, 11, tzinfo=UTC))
    done = do(database, merge_priority, desk=at(2018, 12, 16), **ends)
    take_back(database, done)
    assert numbers(database, datetime(2018, 12, 11, tzinfo=UTC)) == before
    with database.reading() as session:
        kinds = [row.kind for row in frame_history(session, 1)]
    assert kinds.count(FrameEventKind.MERGED) == 1


def test_the_history_of_a_priority_says_what_came_of_it_and_to_it(database, told):
    own = at_code(database, "P2")
    words = PriorityCorrection(name="Skills", definition="D", status=PriorityStatus.AGREED)
    do(database, edit_priority, desk=at(2018, 12, 17), priority_id=own, correction=words)
    with database.reading() as session:
        rows_of_it = frame_history(session, 1, own)
        (merged,) = merged_priorities(session, 1)
    assert [(row.priority, row.words, row.reason) for row in rows_of_it] == [
        ("P2 Skills", "Status changed from Emerging to Agreed", ""),
        ("P2 Skills", "Changed: definition", ""),
        ("P2 Skills", "Renamed from “P2 People” to “P2 Skills”", ""),
        ("P2 People", "Split: 1 tag went to P9 Welders", ""),
        ("P9 Welders", "Split off from P2 People", ""),
        ("P3 Infrastructure", "Merged into P2 People with 3 tags", "One theme."),
    ]
    assert (merged.code, merged.into_id) == ("P3", own)


def test_new_submissions_of_a_campaign_count_with_the_letter(database, call):
    for number in range(3):
        log(database, call, letter="Everyone signs this one.", respondent=f"Body {number}")
    group = {"seed_id": 1, "submission_ids": [2], "name": "Signed"}
    do(database, confirm_campaign, call_id=1, **group)
    tag(database, rows(database, Submission)[0], "P3", quote="Everyone")
    ends = {"priority_id": at_code(database, "P3"), "into_id": at_code(database, "P2")}
    do(database, merge_priority, desk=at(2018, 12, 12), **ends)
    assert count(database, Tag, Tag.priority_id == at_code(database, "P2")) == 2
    assert count(database, InheritedTag) == 1
    then, _ = numbers(database, datetime(2018, 12, 11, tzinfo=UTC))
    assert then["P3"][0] == 2


@pytest.mark.thorough
def test_five_thousand_tags_are_merged_and_parted_to_the_last_byte(database, call):
    words = " ".join(f"word{number} " for number in range(50))
    entries = []
    for body in range(100):
        entry = log(database, call, letter=words, respondent=f"Body {body}")
        for number in range(50):
            draft = TagDraft(f"word{number} ", stance=Stance.SUPPORT)
            entries.append(TagEntry("row", entry.reference, "P3", draft))
            if number < 10:
                other = TagDraft(f"word{number} ", stance=Stance.OPPOSE, note="Own.")
                entries.append(TagEntry("row", entry.reference, "P2", other))
    do(database, add_tags, call_id=call.id, entries=entries)
    before = content(database)
    ends = {"priority_id": at_code(database, "P3"), "into_id": at_code(database, "P2")}
    done = do(database, merge_priority, desk=at(2018, 12, 12), **ends)
    moved = done.result.tags_moved, done.result.tags_joined, done.result.tags_differing
    assert moved == (4_000, 1_000, 1_000)
    assert count(database, Tag, Tag.note == "Own.\nOn P3: Support") == 1_000
    after = content(database)
    undone = take_back(database, done)
    assert content(database) == before
    take_back(database, undone)
    assert content(database) == after


def by_hand(database):
    """Count support, oppose, mixed and neutral on each priority and below it, by its code."""
    frame = {row.id: row for row in rows(database, Priority)}
    said = {}
    for each in rows(database, Tag):
        above = each.priority_id
        while above is not None:
            said.setdefault((frame[above].code, each.submission_id), []).append(each.stance)
            above = frame[above].parent_id
    found = {row.code: [0, 0, 0, 0] for row in frame.values()}
    for (code, _), stances in said.items():
        stated = [each for each in stances if each is not None]
        if stated:
            is_one = all(each is stated[0] for each in stated)
            found[code][list(Stance).index(stated[0] if is_one else Stance.MIXED)] += 1
    return {code: tuple(numbers) for code, numbers in found.items()}


def restated(database, moment):
    """Return what is told of the stances by the frame of a moment, and by that of today."""
    with database.reading() as session:
        then = frame_at(session, 1, moment).rows
    told = [
        {row.code: row.stances for row in then},
        {row.code: row.stances_now for row in then if row.stances_now is not None},
    ]
    for row in then:
        assert sum(astuple(row.stances)) == row.submissions
    return [{code: astuple(each)[:4] for code, each in counts.items()} for counts in told]


def test_stances_are_restated_as_they_were_counted_by_hand_before_the_frame_changed(database, call):
    letters = [log(database, call, letter="Skills, welders, ideas.", respondent=n) for n in "ABCD"]
    do(database, add_priority, call_id=1, draft=PriorityDraft("P2.9", "Below", parent="P2"))
    support, oppose, mixed, neutral = Stance
    for letter, code, quote, stance in (
        (0, "P2", "Skills", support), (0, "P3", "ideas", oppose), (0, "P2.9", "welders", support),
        (1, "P3", "Skills", oppose), (1, "P3", "ideas", None), (1, "P2.9", "ideas", neutral),
        (2, "P2", "welders", neutral), (2, "P3", "welders", neutral), (2, "P1", "Skills", support),
        (3, "P3", "ideas", mixed), (3, "P2", "Skills", None), (3, "P1", "Skills", None),
    ):  # fmt: skip
        tag(database, letters[letter], code, quote=quote, stance=stance)
    before = by_hand(database)
    assert (before["P2"], before["P3"]) == ((1, 0, 0, 2), (0, 2, 1, 1))

    ends = {"priority_id": at_code(database, "P3"), "into_id": at_code(database, "P2")}
    do(database, merge_priority, desk=at(2018, 12, 12), **ends)
    merged = by_hand(database)
    assert merged["P2"] == (0, 0, 3, 1)
    of_letter_1 = [row.id for row in rows(database, Tag) if row.submission_id == letters[0].id]
    draft, own = PriorityDraft("P9", "Apart", parent="P1"), at_code(database, "P2")
    moving = [each for each in of_letter_1 if each in (1, 2)]
    split = {"priority_id": own, "tag_ids": moving, "draft": draft}
    do(database, split_priority, desk=at(2018, 12, 13), **split)
    move = {"priority_id": at_code(database, "P2.9"), "parent_id": at_code(database, "P1")}
    do(database, move_priority, desk=at(2018, 12, 14), **move)

    now = by_hand(database)
    for moment, counted in (
        (datetime(2018, 12, 11, tzinfo=UTC), before),
        (datetime(2018, 12, 12, 12, tzinfo=UTC), merged),
        (datetime(2018, 12, 20, tzinfo=UTC), now),
    ):
        then, today = restated(database, moment)
        assert then == counted
        assert today == {code: numbers for code, numbers in now.items() if code in then}
    assert len({tuple(each.items()) for each in (before, merged, now)}) == 3
