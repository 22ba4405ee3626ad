"""Lists of attendees as people paste them, and the headings of notes."""

import pytest

from lisdesk.rules.event_notes import (
    CHANNELS_WITH_ATTENDEES,
    NOTE_TEMPLATES,
    is_untouched,
    pasted_names,
)


def test_a_pasted_list_is_one_name_a_line_with_its_type_behind_a_tab():
    text = (
        "Acme Ltd\tBusiness\r\n\n  • Bea  Barn \n- Cy Dent\t\nAcme Ltd\n3 Rivers – North\n-ism Ltd"
    )
    assert pasted_names(text) == [
        ("Acme Ltd", "Business"),
        ("Bea Barn", ""),
        ("Cy Dent", ""),
        ("3 Rivers – North", ""),
        ("-ism Ltd", ""),
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "\tschool", "- \n"])
def test_a_pasted_list_without_names_has_none(text):
    assert pasted_names(text) == []


def test_every_channel_with_attendees_has_templates_with_titles_of_their_own():
    assert set(NOTE_TEMPLATES) == CHANNELS_WITH_ATTENDEES
    titles = [each.title for several in NOTE_TEMPLATES.values() for each in several]
    assert len(titles) == len(set(titles))


def test_a_template_below_which_nothing_is_written_is_untouched():
    for several in NOTE_TEMPLATES.values():
        for template in several:
            assert is_untouched(template.words())
            assert not is_untouched(template.words() + "Leicester.")
    assert is_untouched(" \n")
    assert not is_untouched("Buses.")
