"""Answers that only point to a file."""

import pytest

from lisdesk.rules.file_pointers import points_to_file


@pytest.mark.parametrize(
    "text",
    ["See attached", "see attached.", "Please see the attached letter", "As attached", "attached",
     "Please refer to Appendix B", "See enclosed report (pdf)", " SEE ATTACHMENT ",
     "(see attached)",
     "Response attached.", "As set out in our attached response", "as per enclosure 2"],
)  # fmt: skip
def test_an_answer_that_only_points_to_a_file_is_known(text):
    assert points_to_file(text)


@pytest.mark.parametrize(
    "text",
    ["", "n/a", "We are attached to our high street", "The bus stop attached to the station closed",
     "Skills. See attached figures for the detail of what welders earn in the county, ward by ward",
     "See the housing market: it is broken", "Appendix operations take too long"],
)  # fmt: skip
def test_an_answer_that_says_something_is_an_answer(text):
    assert not points_to_file(text)
