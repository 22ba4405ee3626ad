"""The workbook of a joint call: what adds up, one body's part, and what a publication withholds."""

import pytest

from lisdesk.edits.call_details import CallCorrection, edit_call
from lisdesk.errors import RefusedError
from lisdesk.rules.vocabulary import Edition
from lisdesk.rules.workbook_templates import Template, WorkbookWish
from lisdesk.store.entities import SetRelevance, Submission
from lisdesk.tasks.exporting import export_evidence
from lisdesk.tasks.verifying import verify_file
from tests.desk_work import DESK, do, rows
from tests.joint_call import AREAS, LEPS, SUBMISSIONS, joint_call
from tests.unit.evidence.reading import facts_of, sheets_of


def recounted(database, joint, name):
    """Count by the table of areas, beside the rule: by hand first, else where the area lies."""
    by_hand = {}
    for row in rows(database, SetRelevance):
        by_hand.setdefault(row.submission_id, set()).add(row.lead_body_id)
    found = []
    for entry, area in zip(joint.submissions, SUBMISSIONS, strict=True):
        lies = LEPS if area == "England" else AREAS.get(area, ())
        if by_hand.get(entry.id, {joint.parts[n] for n in joint.parts if n in _names(lies)}) & {
            joint.parts[name]
        }:
            found.append(entry.reference)
    return found


def _names(bodies):
    return {name.replace(" and ", " & ") for name in bodies} | set(bodies)


def write(database, joint, path, edition=Edition.INTERNAL, **wish):
    export_evidence(
        database, DESK, joint.call.reference, path, edition,
        wish=WorkbookWish(**wish), unsettled_because="Tried.",
    )  # fmt: skip
    return sheets_of(path)


def test_the_lines_and_the_bodies_make_the_whole(database, tmp_path):
    joint = joint_call(database)
    book = write(database, joint, tmp_path / "whole.xlsx")
    *lines, whole = book["Joint"]
    assert whole["Submissions"] == 12 == sum(line["Submissions"] for line in lines)
    bodies = [f"For {name}" for name in joint.parts]
    for body in bodies:
        assert whole[body] == sum(line[body] for line in lines)
    shared = sum(
        (sum(line[body] > 0 for body in bodies) - 1) * line["Submissions"]
        for line in lines
        if any(line[body] for body in bodies)
    )
    none = sum(line["Submissions"] for line in lines if not any(line[body] for body in bodies))
    assert sum(whole[body] for body in bodies) - shared + none == 12
    assert "= 13 − 4 counted more than once + 3" in whole["How it adds up"]
    own = {line["Reference"]: line["Relevant to"] for line in book["Submissions"]}
    assert own[joint.submissions[5].reference].endswith(
        "Cannock Chase lies in two LEPs: Greater Birmingham & Solihull and "
        "Stoke-on-Trent & Staffordshire)"
    )


def test_one_bodys_workbook_holds_what_an_independent_count_finds(database, tmp_path):
    joint = joint_call(database)
    for name in joint.parts:
        path = tmp_path / f"{name}.xlsx"
        book = write(database, joint, path, template=Template.LEP, subject=name)
        references = [line["Reference"] for line in book["Submissions"]]
        assert references == recounted(database, joint, name)
        facts = facts_of(path)
        assert facts["Filter in force"] == f"Only submissions with: relevance to {name}"
        assert facts["Submissions in the filter"] == f"{len(references)} of 12 received"
        assert f"of {len(references)}: " in facts["Relevant to others too"]
    assert verify_file(database, DESK.clock, path, DESK.officer).agrees


def test_a_publication_tells_the_lines_only_where_no_small_group_shows(database, tmp_path):
    joint = joint_call(database)
    with pytest.raises(RefusedError, match="cannot be narrowed"):
        write(
            database, joint, tmp_path / "no.xlsx", Edition.PUBLICATION,
            template=Template.LEP, subject=LEPS[0],
        )  # fmt: skip
    book = write(database, joint, tmp_path / "small.xlsx", Edition.PUBLICATION)
    small, notes = book["Joint"], {line["Note"]: line["Text"] for line in book["Notes"]}
    assert "Areas, Joint, Priority × type" in notes["Withheld: numbers"]
    assert small[-1]["Submissions"] == 12
    assert {line["Submissions"] for line in small[:-1]} == {"withheld"}
    assert all(line[f"For {name}"] == "withheld" for line in small for name in joint.parts)
    correction = CallCorrection(small_count_threshold=0)
    do(database, edit_call, call_id=joint.call.id, correction=correction)
    shown = write(database, joint, tmp_path / "shown.xlsx", Edition.PUBLICATION)["Joint"]
    assert [line["Submissions"] for line in shown] == [2, 2, 2, 1, 1, 1, 1, 2, 12]
    assert len(rows(database, Submission)) == 12
