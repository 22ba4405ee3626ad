"""Every survey of the corpus, with a map and without: nothing lost, known again, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from lisdesk.queries.content_hash import content_hash
from lisdesk.store.lookup import call_by_reference
from lisdesk.store.opening import open_database
from tests.journeys.command_line import CALL, CommandLine

RECEIVED = '[constants]\nreceived = "2019-01-15T12:00"\n'
NHS_DATED_MAP = '[fields]\nreceived = "Date"\n[questions]\n"FFT answer" = 1\n'
LGR_MAP = (
    f"{RECEIVED}[questions]\n"
    '"Prop 1 Q8 - Please use this space to explain your answers to questions 1-7" = 1\n'
    '"Prop 2 Q8 - Please use this space to explain your answers to questions 1-7" = 2\n'
)
BIOMASS_MAP = (
    "[fields]\n"
    'type = "Please select which sector your organisation is part of from the list below"\n'
    f'{RECEIVED}[values.type]\n"Biomass Supplier" = "business"\n"Biomass User" = "business"\n'
    '"TA - General" = "business-representative"\n'
)
SCR_MAP = (
    f'{RECEIVED}[values.type]\n"Organisation" = "other"\n[questions]\n'
    '"What role would you and/or your organisation play in achieving these outcomes?" = 9\n'
)
SURVEYS = [
    pytest.param("nhs-multi-label.csv", NHS_DATED_MAP, 7908, 2322, marks=pytest.mark.thorough),
    pytest.param("nhs-multi-label.csv", "", 7908, 2322, marks=pytest.mark.thorough),
    ("responses_biomass_format.csv", BIOMASS_MAP, 5, 0),
    ("responses_biomass_format.csv", "", 5, 3),
    ("responses_lgr_format.csv", LGR_MAP, 5, 0),
    ("responses_lgr_format.csv", "", 5, 0),
    ("responses_scr_format.csv", SCR_MAP, 5, 0),
    ("responses_scr_format.csv", "", 5, 1),
]


def hash_of_call(desk: CommandLine) -> str:
    database = open_database(desk.file)
    with database.reading() as session:
        found = content_hash(session, call_by_reference(session, CALL).id)
    database.close()
    return found


@pytest.mark.parametrize(("name", "text", "rows", "problems"), SURVEYS)
def test_a_survey_comes_in_whole_is_known_again_and_is_taken_back(
    desk: CommandLine, corpus: Path, tmp_path: Path, name: str, text: str, rows: int, problems: int
) -> None:
    words: list[object] = ["import", CALL, corpus / "surveys" / name]
    if text:
        (tmp_path / "map.toml").write_text(text, encoding="utf-8")
        words += ["--map", tmp_path / "map.toml"]
    content, before = desk.content(), hash_of_call(desk)
    report = desk.object(*words)
    parts = ("new", "changed", "already_here", "joined", "blank")
    assert report["rows"] == sum(report[part] for part in parts) == report["new"] == rows
    assert len(report["problems"]) == problems
    after = hash_of_call(desk)
    assert after != before
    again = desk.object(*words)
    assert (again["already_here"], again["reference"], again["problems"]) == (rows, None, [])
    assert hash_of_call(desk) == after
    desk.done("imports", "undo", report["reference"])
    assert hash_of_call(desk) == before
    assert desk.content() == content


@pytest.mark.parametrize("name", ["qu_format_a_numeric.xlsx", "qu_format_b_instruction.xlsx"])
@pytest.mark.parametrize("text", ["", "header_rows = 1\n", RECEIVED])
def test_a_list_of_questions_is_refused_with_a_map_too(
    desk: CommandLine, corpus: Path, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    content = desk.content()
    said = desk.refused("import", CALL, corpus / "surveys" / name, "--map", tmp_path / "map.toml")
    assert "This sheet is a list of questions, not of responses" in said
    assert desk.content() == content
