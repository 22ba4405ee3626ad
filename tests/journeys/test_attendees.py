"""Notes of events from the command line: one submission, many attendees."""

from tests.journeys.command_line import CALL, CommandLine


def add_note(desk: CommandLine, *options: str) -> str:
    note = ("--respondent", "Skills workshop", "--channel", "event", "--answer", "2=Skills.")
    return desk.reference("submission", "add", CALL, *note, *options)


def names(desk: CommandLine, reference: str) -> list[str]:
    return [each["name"] for each in desk.items("submission", "attendees", reference)]


def test_a_note_lists_its_attendees_and_stays_one_submission(desk: CommandLine, submission: str):
    before = desk.object("info")["submissions"]
    note = add_note(desk, "--attendee", "Bea Barn=individual", "--attendee", "Acme = Sons=school")
    assert desk.object("info")["submissions"] == before + 1
    shown = desk.object("submission", "show", note)
    assert [(each["name"], each["type"]) for each in shown["attendees"]] == [
        ("Bea Barn", "Individual"),
        ("Acme = Sons", "School"),
    ]
    told = desk.done("submission", "show", note).out
    assert "Attendees (2), who are no submissions of their own:\n  Bea Barn (Individual)\n" in told
    page = desk.object("stakeholder", "show", "Bea Barn")
    assert (page["row"]["submissions"], page["submissions"]) == (0, [])
    assert [each["reference"] for each in page["attended"]] == [note]
    assert (
        f"Was at 1 event\n  {note}  Event or workshop"
        in desk.done("stakeholder", "show", "Bea Barn").out
    )


def test_a_list_is_corrected_and_the_correction_taken_back(desk: CommandLine, submission: str):
    note = add_note(desk, "--attendee", "Bea Barn", "--attendee", "Cy Dent")
    number = desk.items("submission", "attendees", note)[1]["reference"]
    corrected = ("--add", "Dee Eve", "--remove", "bea barn", "--add", number)
    done = desk.object("submission", "attendees", note, *corrected)
    assert (done["added"], done["removed"]) == (1, 1)
    assert names(desk, note) == ["Cy Dent", "Dee Eve"]
    assert "set attendees" in desk.done("history").out
    desk.done("undo")
    assert names(desk, note) == ["Bea Barn", "Cy Dent"]
    nobody = desk.done("submission", "attendees", submission).out
    assert nobody.endswith("No attendees are listed.\n")


def test_a_list_that_cannot_be_is_refused(desk: CommandLine, submission: str):
    note = add_note(desk, "--attendee", "Bea Barn")
    for words, told in (
        ((note, "--remove", "Nobody"), "no stakeholder “Nobody”"),
        ((note, "--remove", "Skills workshop"), "is not on the list of attendees"),
        ((note, "--add", "Cy Dent=wizard"), "not a stakeholder type"),
        ((note, "--add", "n/a"), "names nobody"),
        ((submission, "--add", "Bea Barn"), "has no attendees"),
    ):
        assert told in desk.refused("submission", "attendees", *words)
