"""What it costs to find a campaign among many submissions, and whether it is found whole.

One unaltered letter, 50 copies and 50 variants with a tenth of their words changed are planted
among invented submissions of about 300 words. The second part does it on a consultation file: the
sketches made after an import, the groups of the call, and a new submission's group at once.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from pathlib import Path

from lisdesk.edits.imports import import_rows
from lisdesk.edits.incoming import IncomingRow
from lisdesk.edits.submissions import SubmissionDraft, add_submission
from lisdesk.queries.campaigns import alike, call_groups
from lisdesk.rules.alikeness import DEFAULT_THRESHOLD, compared_words, shingles, sketch
from lisdesk.rules.grouping import Sketched, groups
from lisdesk.store.opening import create_database
from lisdesk.tasks.sketching import make_sketches
from tests.bench.invented import invented
from tests.desk_work import DESK, do, open_call, set_up
from tests.story import incoming

_COPIES = _VARIANTS = 50
_CAMPAIGN = 1 + _COPIES + _VARIANTS
_NEW = 40


def texts_with_a_campaign(count: int) -> list[str]:
    """Return invented texts, then the campaign's: the letter, its copies, its variants."""
    dice = random.Random(5)
    texts = [" ".join(each.answers) for each in invented(count)]
    letter = next(
        words
        for each in invented(count, seed=99)
        if 295 <= len(words := " ".join(each.answers).split()) <= 305
    )
    words = sorted({word for text in texts[:2_000] for word in text.split()})
    variants = []
    for _ in range(_VARIANTS):
        own = list(letter)
        for place in dice.sample(range(len(own)), round(len(own) / 10)):
            own[place] = dice.choice(words)
        variants.append(" ".join(own))
    return texts + [" ".join(letter)] * (1 + _COPIES) + variants


def by_the_rules(texts: list[str]) -> dict[str, float]:
    """Group texts in memory; return processor seconds, recall and precision."""
    order = list(range(len(texts)))
    random.Random(6).shuffle(order)
    began = time.process_time()
    words = {place: compared_words([texts[place]]) for place in order}
    sketches = [Sketched(place, sketch(words[place])) for place in order]
    found = groups(
        sketches, lambda ids: {each: shingles(words[each]) for each in ids}, DEFAULT_THRESHOLD
    )
    took = time.process_time() - began
    planted = set(range(len(texts) - _CAMPAIGN, len(texts)))
    told = {place for group in found for place in (group.seed_id, *_members(group))}
    largest = {found[0].seed_id, *_members(found[0])} if found else set()
    return {
        "cpu_s": took,
        "recall": len(largest & planted) / len(planted),
        "precision": len(told & planted) / max(1, len(told)),
    }


def on_a_file(texts: list[str], folder: Path) -> dict[str, float]:
    """Bring texts in, make sketches and groups, log new ones; return what each took."""
    database = set_up(create_database(folder / "alike.lisdesk"))
    open_call(database)
    rows = (
        IncomingRow(place + 2, f"k{place}", "d", answers=[(0, text)])
        for place, text in enumerate(texts)
    )
    do(database, import_rows, call_id=1, file=incoming(rows))
    began = time.process_time()
    make_sketches(database, 1)
    sketched = time.process_time()
    with database.reading() as session:
        found = call_groups(session, 1)
    grouped = time.process_time()
    assert found.unconfirmed[0].submissions >= 100
    logging, finding = [], []
    for place in range(_NEW):
        draft = SubmissionDraft(answers={1: texts[-1 - place]})
        started = time.process_time()
        with database.writing(DESK) as work:
            add_submission(work, call_id=1, draft=draft)
        logged = time.process_time()
        with database.reading() as session:
            assert len(alike(session, len(texts) + 1 + place)) > _COPIES
        logging.append(logged - started)
        finding.append(time.process_time() - logged)
        if place == 0:  # what a program pays once: statements are compiled
            logging.clear()
            finding.clear()
    database.close()
    return {
        "sketch_s": sketched - began,
        "group_s": grouped - sketched,
        "log_ms": 1000 * sorted(logging)[_NEW // 2],
        "find_ms": 1000 * sorted(finding)[int((_NEW - 1) * 0.95)],
    }


def _members(group) -> list[int]:
    return [each.submission_id for each in group.members]


if __name__ == "__main__":
    small, large = (texts_with_a_campaign(int(count)) for count in sys.argv[1:3])
    figures = {"small": by_the_rules(small), "large": by_the_rules(large)}
    with tempfile.TemporaryDirectory() as temporary:
        figures["file"] = on_a_file(large, Path(temporary))
    print(json.dumps(figures))
