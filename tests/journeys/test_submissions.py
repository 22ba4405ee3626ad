"""Submissions: logged, corrected, decided, found and shown."""

import hashlib

import pytest

from lisdesk.rules.vocabulary import Channel, Permission
from tests.journeys.command_line import CALL, CommandLine


def test_everything_that_was_said_is_shown_again(desk: CommandLine, tmp_path):
    letter, plan = tmp_path / "letter.txt", tmp_path / "plan.pdf"
    letter.write_bytes("Dear all,\r\nthe café needs a bus.".encode("cp1252"))
    plan.write_bytes(b"%PDF-1.7 plan")
    made = desk.reference(
        *("submission", "add", CALL, "--respondent", "Acme Ltd"),
        *("--type", "business: SMALL (10–49 employees)"),
        *("--area", "Melton", "--email", "jo@acme.example", "--submitted-by", "Bea Barn"),
        *("--channel", "E-mail", "--received", "2018-12-09T14:30", "--sent", "2018-12-08"),
        *("--permission", "publish WITHOUT name", "--answer", "1=Skills.", "--answer", "Q10=N/A"),
        *("--text", letter, "--attach", plan, "--attach", letter),
    )  # fmt: skip
    shown = desk.object("submission", "show", made.lower())
    assert shown["reference"] == made == "LLEP-0001"
    assert (shown["respondent"], shown["area"], shown["email"]) == (
        "Acme Ltd", "Melton", "jo@acme.example",
    )  # fmt: skip
    assert (shown["channel"], shown["permission"], shown["submitted_by"]) == (
        "email", "unnamed", "Bea Barn",
    )  # fmt: skip
    assert shown["received_at"] == "2018-12-09T14:30:00+00:00"
    assert shown["sent_at"] == "2018-12-08T00:00:00+00:00"
    texts = {text["question"]: (text["body"], text["is_non_answer"]) for text in shown["texts"]}
    assert texts == {
        None: ("Dear all,\nthe café needs a bus.", False),
        1: ("Skills.", False),
        10: ("N/A", True),
    }
    assert shown["attachments"] == [
        {"name": "plan.pdf", "size_bytes": 13},
        {"name": "letter.txt", "size_bytes": letter.stat().st_size},
    ]
    blobs = {row[0] for row in desk.content()["blob"]}
    assert hashlib.sha256(plan.read_bytes()).hexdigest() in blobs
    plain = desk.done("submission", "show", made).out
    for words in ("Acme Ltd", "Skills.", "(a non-answer)", "café", "plan.pdf", "Bea Barn"):
        assert words in plain


@pytest.mark.parametrize("token", [*Channel, *Permission], ids=lambda token: token.key)
def test_a_token_is_meant_by_its_key_or_its_label_in_any_case(desk: CommandLine, token):
    option = "channel" if isinstance(token, Channel) else "permission"
    for text in (token.key, token.label.upper()):
        made = desk.reference("submission", "add", CALL, "--respondent", "A", f"--{option}", text)
        assert desk.object("submission", "show", made)[option] == token.key


@pytest.mark.parametrize("token", ["business", "BUSINESS-SMALL", "higher education or research"])
def test_stakeholder_types_of_both_levels_are_known_by_key_or_label(desk: CommandLine, token: str):
    made = desk.reference("submission", "add", CALL, "--respondent", "A", "--type", token)
    label = desk.object("submission", "show", made)["type"]
    assert label.casefold().startswith(token.casefold()[:6])
    assert [
        row["reference"] for row in desk.items("submission", "list", CALL, "--type", label)
    ] == [made]


def test_a_list_by_the_upper_type_holds_those_of_the_types_below(desk: CommandLine, submission):
    desk.done("submission", "add", CALL, "--respondent", "B", "--type", "school")
    found = desk.items("submission", "list", CALL, "--type", "business")
    assert [row["reference"] for row in found] == [submission]


def test_received_is_now_unless_it_is_said(desk: CommandLine):
    made = desk.reference("submission", "add", CALL, "--respondent", "A")
    assert desk.object("submission", "show", made)["received_at"] == "2018-12-10T09:00:00+00:00"


def test_the_moment_of_receipt_decides_and_a_midnight_belongs_to_the_day_before(desk: CommandLine):
    timings = {
        "2018-12-05T23:59": "before-opening",
        "2018-12-06": "in-time",
        "2019-01-31T23:59:59": "in-time",
        "2019-02-01": "late",
        "2019-02-01T00:59:59+01:00": "in-time",
    }
    for moment, timing in timings.items():
        words = ("submission", "add", CALL, "--respondent", "A", "--received", moment)
        assert desk.object(*words)["timing"] == timing


def test_a_correction_replaces_texts_and_its_tags_move_along(desk: CommandLine, submission: str):
    desk.done("tag", submission, "P2", "--quote", "😀 gaps")
    desk.done("tag", submission, "P3", "--quote", "again")
    ran = desk.done(
        *("submission", "edit", submission, "--answer", "1=Well: skills 😀 gaps remain."),
        *("--area", "Oadby", "--permission", "none", "--channel", "post", "--sent", "2018-12-07"),
    )
    assert ran.out.startswith("warning: not found in the new text: 1 tagged excerpt;")
    assert ran.last_word == submission
    shown = desk.object("submission", "show", submission)
    assert (shown["area"], shown["permission"], shown["channel"]) == ("Oadby", "none", "post")
    assert (shown["texts"][0]["body"], shown["earlier_texts"]) == (
        "Well: skills 😀 gaps remain.", 1,
    )  # fmt: skip
    left = {tag["priority"]: (tag["start"], tag["is_on_earlier_text"]) for tag in shown["tags"]}
    assert left == {"P2": (13, False), "P3": (35, True)}


def test_a_withdrawn_submission_is_kept_and_can_come_back(desk: CommandLine, submission: str):
    assert desk.reference("submission", "withdraw", submission, "--reason", "Asked.") == submission
    shown = desk.object("submission", "show", submission)
    assert shown["disposition"] == "withdrawn"
    assert [(row["kind"], row["reason"]) for row in shown["decisions"]] == [("withdrawn", "Asked.")]
    back = desk.object("submission", "put-back", submission, "--reason", "Changed their mind.")
    assert back["disposition"] == "counted"


@pytest.mark.parametrize(
    ("choice", "disposition"),
    [
        ("accept", "late-accepted"),
        ("accept-flagged", "late-accepted"),
        ("note", "late-not-counted"),
        ("Refuse", "late-not-counted"),
    ],
)
def test_a_late_submission_waits_for_a_decision(desk: CommandLine, choice: str, disposition: str):
    words = ("submission", "add", CALL, "--respondent", "A", "--received", "2019-02-03")
    made = desk.object(*words, "--answer", "1=Sorry, late.")
    assert (made["timing"], made["disposition"]) == ("late", "late-waiting")
    decided = desk.object(
        "submission", "decide", made["reference"], choice, "--reason", "Posted in time."
    )
    assert decided["disposition"] == disposition


def test_a_list_is_newest_first_and_narrowed_by_every_filter(desk: CommandLine, submission: str):
    late = desk.reference(
        *("submission", "add", CALL, "--respondent", "Zoë’s Café", "--received", "2019-02-03"),
        *("--answer", "3=A bus would help."),
    )
    desk.done("tag", late, "P3")

    def found(*words: str) -> list[str]:
        return [row["reference"] for row in desk.items("submission", "list", CALL, *words)]

    assert found() == [late, submission]
    assert found("--limit", "1") == [late]
    assert found("--limit", "0") == [late, submission]
    assert found("--search", "zoe's cafe") == [late]
    assert found("--search", "skills") == [submission]
    assert found("--status", "late") == found("--status", "Late, waiting for a decision") == [late]
    assert found("--status", "counted") == [submission]
    assert found("--priority", "p3") == [late]
    assert found("--search", "skills", "--priority", "P3") == []


@pytest.mark.parametrize(
    "query", ['"', "'); DROP TABLE call; --", "a* OR b", "NEAR(", "-", "^", "😀", "AND", "%", "\\"]
)
def test_any_text_is_a_legal_search(desk: CommandLine, submission: str, query: str):
    assert isinstance(desk.items("submission", "list", CALL, "--search", query), list)


def test_a_request_for_confidentiality_is_shown_with_its_reason(desk: CommandLine, submission: str):
    words = ("submission", "confidential", submission, "--reason", "Trade secret.")
    assert desk.reference(*words, "--quote", "😀 gaps") == submission
    shown = desk.object("submission", "show", submission)
    assert (shown["is_confidential"], shown["confidentiality_reasons"]) == (True, ["Trade secret."])
    desk.refused(*words, "--quote", "Never said.")


def test_an_attachment_over_the_limit_is_refused_until_the_officer_raises_it(
    desk: CommandLine, tmp_path
):
    large = tmp_path / "scan.tif"
    large.write_bytes(bytes(1_000_001))
    desk.done("setting", "set", "attachment_limit_mb", "1")
    words = ("submission", "add", CALL, "--respondent", "A", "--attach", large)
    assert "1,000,001 bytes" in desk.refused(*words)
    desk.done("setting", "set", "attachment_limit_mb", "2")
    assert desk.object(*words)["disposition"] == "counted"


def test_long_lists_are_whole(desk: CommandLine, tmp_path):
    sheet = tmp_path / "many.csv"
    rows = [f"{number},Org {number},Words {number}" for number in range(1_203)]
    sheet.write_text("Response ID,Organisation,Q1\n" + "\n".join(rows))
    desk.done("import", CALL, sheet)
    listed = desk.items("submission", "list", CALL)
    assert len({row["reference"] for row in listed}) == len(listed) == 1_203
