"""The sample calls keep the promises that the demonstration and its numbers rest on."""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from lisdesk.rules.non_answers import is_non_answer
from lisdesk.rules.vocabulary import (
    Channel,
    LateChoice,
    Permission,
    StakeholderKind,
    Stance,
    Strength,
)

RESOURCES = Path(__file__).parents[2] / "resources"
SAMPLES = RESOURCES / "samples"
REFERENCE = RESOURCES / "reference"
REFERENCE_SAMPLE = "llep-2018.toml"
REVIEW_SAMPLE = "llep-skills-review.toml"
BOTH_SAMPLES = (REFERENCE_SAMPLE, REVIEW_SAMPLE)

FRAMEWORK_CODES = ("P1", "P2", "P3", "P4", "P5", "G1", "G2", "G3", "G4")
CALL_KEYS = {
    REFERENCE_SAMPLE: {"title", "lead", "prefix", "opens", "closes", "template"},
    REVIEW_SAMPLE: {"title", "lead", "prefix", "opens_in_days", "closes_in_days"},
}
SUBMISSION_KEYS = {
    REFERENCE_SAMPLE: {"received", "sent", "submitted_by", "attendees"},
    REVIEW_SAMPLE: {"received_days_ago"},
}
SHARED_SUBMISSION_KEYS = {
    *("respondent", "kind", "type", "area", "channel", "permission", "email", "text"),
    *("answer", "tag", "confidential", "withdrawn", "decision"),
}

OPENS_ON = date(2018, 12, 6)
FIRST_CLOSES_ON = date(2019, 1, 31)
CLOSES_ON = date(2019, 2, 8)

EMAIL = re.compile(r"[\w.+-]+@(?:[\w-]+\.)*example\.(?:org|com)")
FICTIONAL_TELEPHONE = re.compile(r"0116 496 0\d{3}")
TELEPHONE = re.compile(r"(?<!\d)0\d{2,4} ?\d{3,4} ?\d{3,4}(?!\d)")
EMOJI = re.compile("[\N{HOT BEVERAGE}\N{HIGH VOLTAGE SIGN}\U0001f300-\U0001faff]")
SHINGLE_WORDS = 5

Table = dict[str, Any]  # what tomllib gives for a table


def read_sample(name: str) -> Table:
    return tomllib.loads((SAMPLES / name).read_text(encoding="utf-8"))


def known_types() -> set[str]:
    """Return the keys of the stakeholder types that ship and have no narrower ones."""
    with (REFERENCE / "stakeholder-types.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["key"] for row in rows} - {row["parent"] for row in rows}


def template_of(sample: Table) -> Table:
    file = REFERENCE / "templates" / f"{sample['call']['template']}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def submissions_of(name: str) -> list[Table]:
    submissions: list[Table] = read_sample(name)["submission"]
    return submissions


@pytest.fixture(scope="module")
def sample() -> Table:
    return read_sample(REFERENCE_SAMPLE)


@pytest.fixture(scope="module")
def submissions(sample: Table) -> list[Table]:
    listed: list[Table] = sample["submission"]
    return listed


def parts(submission: Table) -> dict[int | None, str]:
    """Return the letter under None and each answer under its question's number."""
    by_question: dict[int | None, str] = {
        answer["question"]: answer["text"] for answer in submission.get("answer", [])
    }
    if "text" in submission:
        by_question[None] = submission["text"]
    return by_question


def whole_text(submission: Table) -> str:
    return "\n".join(parts(submission).values())


def word_count(submission: Table) -> int:
    return len(whole_text(submission).split())


def received_on(submission: Table) -> date:
    return datetime.fromisoformat(submission["received"]).date()


def tags(submissions: list[Table]) -> Iterator[tuple[Table, Table]]:
    for submission in submissions:
        for tag in submission.get("tag", []):
            yield submission, tag


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    starts = range(len(words) - SHINGLE_WORDS + 1)
    return frozenset(tuple(words[start : start + SHINGLE_WORDS]) for start in starts)


def resemblances(texts: list[str]) -> dict[tuple[int, int], float]:
    """Return the Jaccard index of the shingles of every pair, by their places in `texts`."""
    sets = [shingles(text) for text in texts]
    return {
        (one, other): len(sets[one] & sets[other]) / len(sets[one] | sets[other])
        for one, other in combinations(range(len(sets)), 2)
    }


def campaign_of(submissions: list[Table]) -> list[Table]:
    """Return the submissions that resemble any other by more than a third."""
    alike = resemblances([whole_text(submission) for submission in submissions])
    members = {place for pair, index in alike.items() if index > 1 / 3 for place in pair}
    return [submissions[place] for place in sorted(members)]


@pytest.mark.parametrize("name", BOTH_SAMPLES)
def test_a_sample_is_utf_8_with_line_feeds_and_no_byte_order_mark(name: str):
    content = (SAMPLES / name).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    content.decode("utf-8")


@pytest.mark.parametrize("name", BOTH_SAMPLES)
def test_a_sample_uses_only_keys_that_a_reader_of_it_knows(name: str):
    sample = read_sample(name)
    assert set(sample["call"]) == CALL_KEYS[name]
    allowed = SHARED_SUBMISSION_KEYS | SUBMISSION_KEYS[name]
    for submission in sample["submission"]:
        assert set(submission) <= allowed, submission["respondent"]
        for tag in submission.get("tag", []):
            assert {"priority", "stance", "strength"} <= set(tag)
            assert set(tag) <= {"priority", "quote", "question", "stance", "strength", "note"}


@pytest.mark.parametrize("name", BOTH_SAMPLES)
def test_every_word_of_a_closed_list_is_in_its_list(name: str):
    types = known_types()
    for submission in submissions_of(name):
        StakeholderKind.of(submission["kind"])
        Channel.of(submission["channel"])
        if "permission" in submission:
            Permission.of(submission["permission"])
        assert submission["type"] in types
        assert submission["area"].strip()
        for tag in submission.get("tag", []):
            Stance.of(tag["stance"])
            Strength.of(tag["strength"])
        for decision in submission.get("decision", []):
            LateChoice.of(decision["choice"])


@pytest.mark.parametrize("name", BOTH_SAMPLES)
def test_the_lead_of_a_call_ships_with_the_program(name: str):
    call = read_sample(name)["call"]
    with (REFERENCE / "leps.csv").open(encoding="utf-8", newline="") as file:
        assert call["lead"] in {row["name"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("name", BOTH_SAMPLES)
def test_every_submission_says_something_and_answers_a_question_once(name: str):
    sample = read_sample(name)
    questions = sample["question"] if "question" in sample else template_of(sample)["question"]
    for submission in sample["submission"]:
        numbers = [answer["question"] for answer in submission.get("answer", [])]
        assert len(numbers) == len(set(numbers)) <= 6
        assert all(1 <= number <= len(questions) for number in numbers)
        assert parts(submission)
        for text in parts(submission).values():
            assert text == text.strip() != ""


@pytest.mark.parametrize("name", BOTH_SAMPLES)
def test_no_address_or_telephone_number_can_belong_to_anyone(name: str):
    for submission in submissions_of(name):
        if "email" in submission:
            assert EMAIL.fullmatch(submission["email"])
        text = whole_text(submission)
        assert "@" not in re.sub(r"@(?= )", "", text)
        for number in TELEPHONE.findall(text):
            assert FICTIONAL_TELEPHONE.fullmatch(number)


@pytest.mark.parametrize("name", BOTH_SAMPLES)
def test_every_respondent_of_a_call_is_named_once(name: str):
    names = [submission["respondent"].casefold() for submission in submissions_of(name)]
    assert len(names) == len(set(names))


def test_the_reference_call_has_the_dates_of_the_real_one(sample: Table):
    assert (sample["call"]["opens"], sample["call"]["closes"]) == (OPENS_ON, FIRST_CLOSES_ON)
    assert sample["call"]["prefix"] == "LLEP"
    assert sample["call"]["template"] == "lis-ten-questions"
    assert len(template_of(sample)["question"]) == 10
    [extension] = sample["extension"]
    assert extension["decided"] == "2019-01-28T16:00"
    assert extension["closes"] == CLOSES_ON
    assert extension["reason"]
    assert extension["notice"]


def test_the_call_adds_up_to_six_priorities_below_those_of_its_template(sample: Table):
    template_codes = {priority["code"] for priority in template_of(sample)["priority"]}
    assert template_codes == set(FRAMEWORK_CODES)
    assert 0 < len(sample["priority"]) <= 6
    for priority in sample["priority"]:
        assert priority["parent"] in template_codes
        assert priority["code"].startswith(priority["parent"] + ".")
        assert priority["name"]
        assert priority["definition"].endswith(".")
        assert len(priority["keywords"]) >= 3
    codes = [priority["code"] for priority in sample["priority"]]
    assert len(codes) == len(set(codes))


def test_sixty_submissions_vary_in_length(submissions: list[Table]):
    counts = [word_count(submission) for submission in submissions]
    assert len(counts) == 60
    assert all(60 <= count <= 900 for count in counts)
    assert 14_000 <= sum(counts) <= 16_000
    bands = Counter(
        "short" if count < 120 else "usual" if count <= 350 else "long" for count in counts
    )
    assert bands["short"] >= 10
    assert bands["usual"] > 30
    assert sum(count >= 500 for count in counts) >= 5


def test_many_types_and_every_channel_are_there(submissions: list[Table]):
    assert len({submission["type"] for submission in submissions}) >= 10
    assert {submission["channel"] for submission in submissions} == {
        channel.key for channel in Channel
    }


def test_submissions_are_in_the_order_in_which_they_came(submissions: list[Table]):
    received = [submission["received"] for submission in submissions]
    moments = [datetime.fromisoformat(moment) for moment in received]
    assert [moment.strftime("%Y-%m-%dT%H:%M") for moment in moments] == received
    assert all(earlier < later for earlier, later in zip(moments, moments[1:], strict=False))


def test_what_was_sent_was_sent_before_it_came(submissions: list[Table]):
    for submission in submissions:
        if "sent" in submission:
            assert datetime.fromisoformat(submission["sent"]) < datetime.fromisoformat(
                submission["received"]
            )


def test_post_and_meetings_keep_office_days(submissions: list[Table]):
    for submission in submissions:
        if submission["channel"] in ("post", "meeting", "telephone", "forwarded"):
            assert received_on(submission).weekday() < 5, submission["respondent"]


def test_one_came_before_opening_and_two_came_late(submissions: list[Table]):
    days = [received_on(submission) for submission in submissions]
    assert [day for day in days if day < OPENS_ON] == [date(2018, 12, 5)]
    posted, mailed = (each for each in submissions if received_on(each) > CLOSES_ON)
    assert (posted["channel"], received_on(posted)) == ("post", date(2019, 2, 11))
    assert datetime.fromisoformat(posted["sent"]).date() == date(2019, 2, 6)
    assert (mailed["channel"], received_on(mailed)) == ("email", date(2019, 2, 12))


def test_one_late_submission_is_decided_and_the_other_waits(submissions: list[Table]):
    decided = [submission for submission in submissions if "decision" in submission]
    assert [received_on(submission) for submission in decided] == [date(2019, 2, 11)]
    [decision] = decided[0]["decision"]
    assert (decision["choice"], decision["at"]) == ("accept-flagged", "2019-02-13T10:00")
    assert decision["reason"]


def test_the_extension_brings_at_least_four_into_time(submissions: list[Table]):
    assert sum(FIRST_CLOSES_ON < received_on(each) <= CLOSES_ON for each in submissions) >= 4


def test_a_fifth_arrive_on_the_closing_days_and_the_rest_over_the_weeks(
    submissions: list[Table],
):
    days = [received_on(submission) for submission in submissions]
    assert sum(day in (FIRST_CLOSES_ON, CLOSES_ON) for day in days) == len(days) // 5
    weeks = {day.isocalendar()[:2] for day in days}
    assert len(weeks) >= 10


def test_permissions_are_mixed_and_some_are_not_answered(submissions: list[Table]):
    shares = Counter(submission.get("permission", "not answered") for submission in submissions)
    assert 22 <= shares["named"] <= 26
    assert 19 <= shares["unnamed"] <= 23
    assert 8 <= shares["none"] <= 10
    assert shares["not answered"] == 6


def test_one_asks_for_confidence_with_a_reason_and_a_passage(submissions: list[Table]):
    [asking] = [submission for submission in submissions if "confidential" in submission]
    request = asking["confidential"]
    assert request["reason"]
    assert asking["text"].count(request["quote"]) == 1
    assert whole_text(asking).count(request["quote"]) == 1
    for tag in asking["tag"]:
        assert tag["quote"] not in request["quote"]


def test_one_was_withdrawn_later_with_a_reason(submissions: list[Table]):
    [withdrawn] = [submission for submission in submissions if "withdrawn" in submission]
    assert withdrawn["withdrawn"]["at"] > withdrawn["received"]
    assert withdrawn["withdrawn"]["reason"]


def test_two_bodies_are_represented_by_an_adviser(submissions: list[Table]):
    represented = [submission for submission in submissions if "submitted_by" in submission]
    assert len(represented) == 2
    for submission in represented:
        assert submission["kind"] == "organisation"
        assert submission["submitted_by"] != submission["respondent"]


def test_two_give_non_answers_beside_real_ones(submissions: list[Table]):
    evasive = 0
    for submission in submissions:
        judged = [is_non_answer(text) for text in parts(submission).values()]
        assert not all(judged)
        evasive += any(judged)
    assert evasive == 2


def test_half_of_the_submissions_are_tagged_mostly_two_to_four_times(submissions: list[Table]):
    counts = [len(submission["tag"]) for submission in submissions if "tag" in submission]
    assert len(counts) == 30
    assert max(counts) <= 4
    assert 0 < counts.count(1) < len(counts) / 3


def test_every_tag_hangs_on_a_priority_and_every_priority_is_used(
    sample: Table, submissions: list[Table]
):
    codes = {priority["code"] for priority in sample["priority"]} | set(FRAMEWORK_CODES)
    assert {tag["priority"] for _, tag in tags(submissions)} == codes
    assert {tag["stance"] for _, tag in tags(submissions)} == {stance.key for stance in Stance}
    assert {tag["strength"] for _, tag in tags(submissions)} == {
        strength.key for strength in Strength
    }


def test_every_quotation_occurs_once_and_where_its_tag_says(submissions: list[Table]):
    for submission, tag in tags(submissions):
        if "quote" not in tag:
            assert "question" not in tag
            continue
        texts = parts(submission)
        occurrences = {number: text.count(tag["quote"]) for number, text in texts.items()}
        assert sum(occurrences.values()) == 1, tag["quote"]
        assert occurrences[tag.get("question")] == 1, tag["quote"]


def test_some_tags_are_on_a_whole_submission_and_some_quotations_have_emoji(
    submissions: list[Table],
):
    assert any("quote" not in tag for _, tag in tags(submissions))
    assert any(EMOJI.search(tag.get("quote", "")) for _, tag in tags(submissions))


def test_the_texts_have_what_real_ones_have(submissions: list[Table]):
    texts = [whole_text(submission) for submission in submissions]
    assert sum(bool(EMOJI.search(text)) for text in texts) >= 3
    assert sum("é" in text or "ë" in text for text in texts) >= 3
    assert any("\N{RIGHT SINGLE QUOTATION MARK}" in text for text in texts)
    assert sum(bool(re.search(r"^[-*] ", text, re.MULTILINE)) for text in texts) >= 4
    assert any(text.count(" | ") >= 6 for text in texts)
    assert sum("answer" not in submission for submission in submissions) >= 10


def test_six_letters_make_one_campaign_of_four_copies_and_two_variants(
    submissions: list[Table],
):
    campaign = campaign_of(submissions)
    assert len(campaign) == 6
    assert {submission["channel"] for submission in campaign} == {"email"}
    paragraphs = Counter(submission["text"].count("\n\n") + 1 for submission in campaign)
    copied, varied = sorted(paragraphs)
    assert (paragraphs[copied], paragraphs[varied], varied - copied) == (4, 2, 1)
    copies = {
        re.sub(r"I live in [\w ]+? and I", "I live in … and I", submission["text"]).replace(
            submission["respondent"], "…"
        )
        for submission in campaign
        if submission["text"].count("\n\n") + 1 == copied
    }
    assert len(copies) == 1


def test_no_two_texts_are_alike_outside_the_campaign(submissions: list[Table]):
    campaign = {submission["respondent"] for submission in campaign_of(submissions)}
    alike = resemblances([whole_text(submission) for submission in submissions])
    for (one, other), index in alike.items():
        names = {submissions[one]["respondent"], submissions[other]["respondent"]}
        if not names <= campaign:
            assert index < 0.1, names


def test_the_skills_review_is_open_today_with_four_questions_of_its_own():
    review = read_sample(REVIEW_SAMPLE)
    call = review["call"]
    today = date(2024, 2, 29)
    opens_on = today + timedelta(days=call["opens_in_days"])
    closes_on = today + timedelta(days=call["closes_in_days"])
    assert (call["opens_in_days"], call["closes_in_days"]) == (-20, 15)
    assert len(review["question"]) == 4
    assert 5 <= len(review["submission"]) <= 6
    for submission in review["submission"]:
        assert opens_on <= today - timedelta(days=submission["received_days_ago"]) < closes_on
