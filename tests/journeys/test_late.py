"""Late submissions from the command line: policy, queue, decisions together, and their effect."""

from dataclasses import replace

import pytest

from tests.journeys.command_line import CALL, CommandLine


@pytest.fixture
def queue(desk: CommandLine) -> list[str]:
    """Log a letter posted in time, an e-mail, and a letter that has no postmark."""
    made, rent = [], ("--respondent", "Acme", "--answer", "1=Rents.")
    for words in (
        ("--channel", "post", "--sent", "2019-01-30", "--received", "2019-02-04"),
        ("--channel", "email", "--sent", "2019-01-31T23:50", "--received", "2019-02-01T02:05"),
        ("--channel", "post", "--received", "2019-02-04"),
    ):
        made.append(desk.reference("submission", "add", CALL, *rent, *words))
    return made


def test_the_policy_proposes_and_decisions_are_taken_together(desk: CommandLine, queue):
    assert desk.object("late", "policy", CALL)["policy"] == {"proposes": None, "post_grace": 0}
    desk.object("late", "policy", CALL, "--proposes", "note", "--post-grace", "2")
    kept = desk.object("late", "policy", CALL, "--post-grace", "3")
    assert kept["policy"] == {"proposes": "note", "post_grace": 3}
    listed = desk.object("late", "list", CALL)["items"]
    assert [(each["reference"], each["proposal"]["choice"]) for each in listed] == [
        (queue[1], "note"),
        (queue[0], "accept"),
        (queue[2], "note"),
    ]
    assert listed[0]["how_late"] == "2 hours 5 minutes after 24:00 on 31 Jan 2019"
    assert "Sent before that, on 31 Jan 2019, 23:50." in listed[0]["proposal"]["reason"]
    decided = desk.object("late", "decide", CALL, "note", "--proposed", "--reason", "Policy.")
    assert decided["changed"] == 2
    one = ("--submission", queue[0])
    desk.object("late", "decide", CALL, "accept-flagged", *one, "--reason", "Posted.")
    assert desk.object("late", "list", CALL)["items"] == []
    both = desk.object("late", "list", CALL, "--which", "decided")["items"]
    assert {each["decision"] for each in both} == {"note", "accept-flagged"}
    [together, *_] = desk.object("late", "changes", CALL)["items"]
    assert {each["disposition"]: (each["before"], each["after"]) for each in together["lines"]} == {
        "late-accepted": (0, 1),
        "late-waiting": (3, 0),
        "late-not-counted": (0, 2),
    }
    words = desk.run("late", "list", CALL, "--which", "all").out
    assert "Late, accepted and flagged" in words
    assert "Late, noted, not counted" in words
    desk.object("undo")
    assert len(desk.object("late", "list", CALL)["items"]) == 1


def test_which_late_ones_are_meant_has_to_be_said(desk: CommandLine, queue):
    decide = ("late", "decide", CALL, "note", "--reason", "Why.")
    assert "not said which" in desk.refused(*decide)
    assert "not said which" in desk.refused(*decide, "--proposed", "--submission", queue[0])
    assert "not a decision" in desk.refused("late", "decide", CALL, "soon", "--reason", "Why.")
    assert "not a proposal" in desk.refused("late", "policy", CALL, "--proposes", "soon")


def test_an_extension_lists_what_it_judges_anew_before_it_is_saved(desk: CommandLine, queue):
    decide = ("late", "decide", CALL, "refuse", "--submission", queue[1], "--reason", "Late.")
    desk.object(*decide)
    extend = ("call", "extend", CALL, "--closes", "2019-02-01T17:00", "--reason", "Snow.")
    tried = desk.object(*extend, "--dry-run")
    assert [each["reference"] for each in tried["rejudged"]] == [queue[1]]
    assert tried["rejudged"][0]["decision"] == "refuse"
    assert (tried["dry_run"], desk.object("call", "show", CALL)["closes"]) == (True, "2019-01-31")
    words = desk.run(*extend, "--dry-run").out
    assert "Counted; the decision “Refuse” stays on record" in " ".join(words.split())
    assert "would close Fri 1 Feb 2019, 17:00 (Europe/London)" in words
    made = desk.object(*extend)
    assert made["rejudged"] == tried["rejudged"]
    assert made["notice"] == (
        "Local Industrial Strategy: the deadline has been extended from Thu 31 Jan 2019, 24:00 to "
        "Fri 1 Feb 2019, 17:00 (Europe/London). Responses that were sent in already stand."
    )
    back = desk.object("call", "extend", CALL, "--closes", "2019-01-31", "--reason", "No.")
    assert back["rejudged"][0]["disposition"] == "late-not-counted"


def test_only_late_ones_of_the_call_that_is_named_are_decided_about(desk: CommandLine, queue):
    named = ("--respondent", "Acme")
    in_time = desk.reference("submission", "add", CALL, *named, "--received", "2019-01-09")
    dates = ("--opens", "2018-12-01", "--closes", "2019-01-31")
    other = desk.reference("call", "new", "--title", "Skills", "--lead", "LLEP", *dates)
    note = ("note", "--reason", "Why.", "--submission", queue[0])
    assert f"Not of {other}: {queue[0]}." in desk.refused("late", "decide", other, *note)
    said = desk.refused("late", "decide", CALL, *note, "--submission", in_time)
    assert f"Not late: {in_time}. Nothing was decided." in said
    assert len(desk.object("late", "list", CALL)["items"]) == 3


def test_a_colleagues_decision_gives_way_only_if_it_is_named(desk: CommandLine, queue):
    def decide(choice, reason, *more, by="Bea Officer"):
        words = ("submission", "decide", queue[0], choice, "--reason", reason, *more)
        return replace(desk, officer=by).run(*words)

    assert decide("refuse", "No postmark.").code == 0
    assert decide("note", "Read it again.").code == 0  # one's own
    told = decide("accept", "It has one.", by="Cy Officer")
    assert told.code == 1
    assert "Bea Officer has decided about" in told.err
    assert "“note, not counted”, since “Read it again”." in told.err
    assert "say --instead-of note" in told.err
    wrong = decide("accept", "It has one.", "--instead-of", "refuse", by="Cy Officer")
    assert "Bea Officer has decided about" in wrong.err
    assert decide("accept", "It has one.", "--instead-of", "note", by="Cy Officer").code == 0
    [kept] = desk.object("late", "list", CALL, "--which", "decided")["items"]
    assert kept["decision"] == "accept"
    named = ("--submission", queue[0], "--submission", queue[1])
    together = ("late", "decide", CALL, "refuse", "--reason", "Too late.", *named)
    assert "Cy Officer has decided about" in desk.refused(*together)
    assert desk.object("late", "list", CALL, "--which", "decided")["items"] == [kept]
    assert desk.run(*together, "--instead-of", "accept").code == 0
