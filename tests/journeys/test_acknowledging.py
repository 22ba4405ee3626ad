"""Acknowledgements from the command line: drafts are written, and just those are marked as sent."""

from tests.journeys.command_line import CALL, CommandLine


def test_what_arrives_between_writing_and_marking_stays_due(desk: CommandLine, tmp_path):
    def arrives(name: str) -> str:
        address = ("--respondent", name, "--email", f"{name}@sender.example")
        return desk.reference("submission", "add", CALL, *address, "--answer", "1=Rents.")

    folder = tmp_path / "drafts"
    folder.mkdir()
    arrives("one")
    assert desk.object("acknowledge", "write", CALL, str(folder))["drafts"] == 1
    between = arrives("two")
    assert "not said which" in desk.refused("acknowledge", "mark", CALL)
    sent = ("acknowledge", "mark", CALL, "--written", str(folder))
    assert desk.object(*sent)["submissions"] == 1
    due = desk.object("acknowledge", "list", CALL)["items"]
    assert [each["reference"] for each in due] == [between]
    assert "still to be acknowledged" in desk.refused(*sent)
    draft = next(folder.iterdir())
    assert "is no folder" in desk.refused(*sent[:-1], str(draft))
    assert desk.object("acknowledge", "mark", CALL, between)["submissions"] == 1
