"""Every number of a chart is the sheet's, and follows from the rows of the workbook."""

from collections import Counter, defaultdict
from statistics import median

import pytest
from sqlalchemy import select

from lisdesk.edits.targets import TargetDraft, set_target
from lisdesk.queries.evidence.charts import evidence_figures
from lisdesk.rules.vocabulary import Edition
from lisdesk.store.entities import Call
from tests.desk_work import do
from tests.unit.evidence.reading import sheets_of

GRADES = ["Anecdote", "Experience", "Case data", "Published study", "Official statistic"]
NAMES = {
    "Respondents": "Type",
    "Coverage": "Who",
    "Arrivals": "Day",
    "Questions": "Text",
    "Priorities": "Priority",
    "Priority × type": "Priority",
    "Evidence strength": "Priority",
}


@pytest.fixture(params=list(Edition))
def edition(request):
    return request.param


@pytest.fixture
def targeted(busy_database):
    """The busy call with targets for a type, an area, a question, and all of them at once."""
    for draft in (
        TargetDraft(5, type_id=2),
        TargetDraft(9, area_id=1),
        TargetDraft(40, question_id=1),
        TargetDraft(2, type_id=1, area_id=2, question_id=3),
    ):
        do(busy_database, set_target, call_id=1, draft=draft)
    return busy_database


@pytest.fixture
def figures(targeted, edition):
    with targeted.reading() as session:
        call_id = session.scalar(select(Call.id))
        return {each.table_name: each for each in evidence_figures(session, call_id, edition)}


def test_every_chart_has_the_numbers_of_its_sheet(figures, targeted, export, edition):
    book = sheets_of(export(targeted, edition).path)
    is_publication = edition is Edition.PUBLICATION
    wanted = [name for name in NAMES if not (is_publication and name == "Coverage")]
    assert list(figures) == wanted == [name for name in NAMES if name in book]
    for name, figure in figures.items():
        heading = NAMES[name]
        if is_publication and heading == "Day":
            heading = "Month"
        names = [str(line[heading]) for line in book[name]]
        assert len(names) == len(figure.categories)
        if heading != "Day":
            shown = zip(figure.categories, names, strict=True)
            assert all(category.endswith(end) for category, end in shown)
        for series in [*figure.series, *([figure.target] if figure.target else [])]:
            told = ["" if value is None else value for value in series.values]
            assert told == [line[series.name] for line in book[name]], (name, series.name)
    with_targets = {name for name, figure in figures.items() if figure.target}
    assert with_targets == (set() if is_publication else {"Coverage"})


def test_a_publication_withholds_from_its_charts_what_its_sheets_withhold(figures, edition):
    withheld = {name for name, figure in figures.items() if figure.is_withheld}
    wanted = {"Respondents", "Priority × type"} if edition is Edition.PUBLICATION else set()
    assert withheld == wanted
    for figure in figures.values():
        texts = {each for own in figure.series for each in own.values if isinstance(each, str)}
        assert texts <= {"fewer than 5", "withheld"}


def test_arrivals_are_charted_by_month_in_a_publication(figures, edition):
    arrivals = figures["Arrivals"]
    is_publication = edition is Edition.PUBLICATION
    assert arrivals.title.startswith(
        f"Counted submissions by {'month' if is_publication else 'day'}"
    )
    assert len(arrivals.places) == len(arrivals.categories)


def test_questions_follow_from_the_answers(workbooks):
    book = sheets_of(workbooks[Edition.INTERNAL])
    lines = {line["Reference"]: line for line in book["Submissions"]}
    counted = {
        key for key, line in lines.items() if line["Disposition"] in ("Counted", "Late, accepted")
    }
    answered, says = defaultdict(set), {key for key in counted if lines[key]["Attachments"]}
    for line in book["Answers"]:
        if line["Reference"] in counted and line["Non-answer"] != "yes":
            answered[line["Question"]].add(line["Reference"])
            says.add(line["Reference"])
    for line in book["Questions"]:
        assert line["Answered"] == len(answered[line["Question"]])
        assert line["Not answered"] == len(says - answered[line["Question"]])


def test_evidence_strength_follows_from_evidence(workbooks):
    book = sheets_of(workbooks[Edition.INTERNAL])
    paths = {line["Path"]: line["Code"] for line in book["Coding frame"]}
    levels = {code: path.count(" > ") for path, code in paths.items()}
    under = defaultdict(list)
    for line in book["Evidence"]:
        for path, code in paths.items():
            own = next(each for each, its in paths.items() if its == line["Priority code"])
            if own == path or own.startswith(f"{path} > "):
                under[code].append(line)
    numbers = {code: speakers(under[code]) for code in levels}
    for line in book["Evidence strength"]:
        best = numbers[line["Code"]]
        grades = sorted(GRADES.index(each) for each in best.values() if each)
        assert (line["Submissions"], line["Graded"]) == (len(best), len(grades))
        assert [line[each] for each in GRADES] == [Counter(grades)[at] for at in range(5)]
        typical = grades[len(grades) // 2] if grades else None
        assert line["Typical grade"] == ("" if typical is None else typical + 1)
        assert line["Typical evidence"] == ("" if typical is None else GRADES[typical])
        alike = [len(numbers[each]) for each in levels if levels[each] == levels[line["Code"]]]
        assert line["In words"] == word(len(best), grades, median(filter(None, alike)))


def speakers(lines):
    """The strongest grade of each submission, nothing for those without."""
    best: dict[str, str] = {}
    for line in lines:
        graded = [best.get(line["Submission reference"], ""), line["Evidence strength"]]
        best[line["Submission reference"]] = max(graded, key=["", *GRADES].index)
    return best


def word(submissions, grades, middle):
    if not grades or len(grades) < submissions / 2:
        return ""
    if grades[len(grades) // 2] >= 2:
        return "strong but rare" if submissions <= middle / 2 else ""
    return "loud but thin" if submissions >= 2 * middle else ""
