"""A part of a joint call that is kept on a server is handed over as a file."""

from lisdesk.store.entities import HandOver, Submission
from lisdesk.tasks.checking import check_file
from lisdesk.tasks.files import opened
from lisdesk.tasks.handing_over import hand_over
from tests.desk_work import DESK, first, rows
from tests.joint_call import LEPS, joint_call


def test_a_part_is_handed_over_from_a_server(database, tmp_path):
    joint = joint_call(database)
    made = hand_over(database, DESK, joint.call.reference, LEPS[0], tmp_path / "part.lisdesk")
    assert first(database, HandOver).sha256 == made.sha256
    with opened(made.path) as part:
        assert check_file(part).is_sound
        own = [each.reference for each in rows(part, Submission)]
    assert own == [joint.submissions[place].reference for place in (0, 2, 7, 10)]
