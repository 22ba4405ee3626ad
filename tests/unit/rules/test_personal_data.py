"""Addresses, numbers and names of the register are found in texts, and little else is."""

import pytest

from lisdesk.rules.personal_data import Name, NameFinder, NumberFinder, longest, suspected
from lisdesk.rules.vocabulary import PersonalData

EMAIL, PHONE, POSTCODE, INSURANCE, NAME = PersonalData


def found(text):
    return [(each.kind, text[each.start : each.end]) for each in suspected(text)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Write to jo.o'neil+lep@mail.acme.co.uk.", EMAIL, "jo.o'neil+lep@mail.acme.co.uk"),
        ("<JO@ACME.EXAMPLE>", EMAIL, "JO@ACME.EXAMPLE"),
        ("😀 0116 496 0000.", PHONE, "0116 496 0000"),
        ("tel:0116-496-0000", PHONE, "0116-496-0000"),
        ("+44 (0)7700 900123", PHONE, "+44 (0)7700 900123"),
        ("0044 7700 900123", PHONE, "0044 7700 900123"),
        ("(0116) 496 0000", PHONE, "(0116) 496 0000"),
        ("020\u00a07946\u00a00018", PHONE, "020\u00a07946\u00a00018"),
        ("07700900123,", PHONE, "07700900123"),
        ("016977 2345 7", PHONE, "016977 2345 7"),
        ("at LE1 5YZ.", POSTCODE, "LE1 5YZ"),
        ("EC1A1BB", POSTCODE, "EC1A1BB"),
        ("le1 5yz", POSTCODE, "le1 5yz"),
        ("GIR 0AA", POSTCODE, "GIR 0AA"),
        ("DN55  1PT", POSTCODE, "DN55  1PT"),
        ("NI AB 12 34 56 C", INSURANCE, "AB 12 34 56 C"),
        ("ab123456c", INSURANCE, "ab123456c"),
    ],
)
def test_an_address_or_a_number_is_found_whole(text, kind, words):
    assert found(text) == [(kind, words)]


@pytest.mark.parametrize(
    "text",
    [
        "On 01-02-2019 12:30 we met, on 01/02/2019 12 too.",
        "£0.0123456789 million, 0.01234567890, 12 345 678 900",
        "Reference 0123456789012345 and X0116 496 0000",
        "W1 2nd floor, B1 3rd stage, Q3 2018, A6 to M1",
        "BG123456C GB123456A ZZ123456D AB123456E",
        "me@home, @acme, a@b.c, 100% @ 5.50",
        "0800 1111, 999, 2018/19, 0000000000",
    ],
)
def test_what_only_looks_like_one_is_left(text):
    assert found(text) == []


def names_in(text, *names):
    finder = NameFinder(Name(name, number) for number, name in enumerate(names, start=1))
    return [(text[each.start : each.end], whose) for each, whose in finder.found_in(text)]


def test_a_name_is_found_in_any_case_and_with_other_signs_between():
    names = ("Orrin Vale Pharmaceuticals", "The Zoë-Smith Trust", "Ltd", "Ox", "jo@x.example")
    text = "ORRIN VALE  pharmaceuticals and Zoë Smith, Trust; Orrin\n\nand then Vale. Ox Ltd."
    assert names_in(text, *names) == [
        ("ORRIN VALE  pharmaceuticals", 1),
        ("Zoë Smith, Trust", 2),
    ]


def test_a_name_of_one_word_is_found_if_it_is_long_enough():
    assert names_in("Tata and BT, metatatar", "Tata", "BT") == [("Tata", 1)]


def test_of_findings_within_each_other_the_longest_counts():
    text = "Jo Smith Trust"
    finder = NameFinder([Name("Jo Smith", 1), Name("Jo Smith Trust", 2)])
    places = [place for place, _ in finder.found_in(text)]
    assert [text[each.start : each.end] for each in longest(places)] == [text]


@pytest.mark.parametrize(
    "words",
    [
        "0116\u2013496\u20110000",
        "0116\u202f496\u20090000",
        "(+44) 116 496 0000",
        "+44 (0) 116-496-0000",
        "+353 1 496 0000",
        "0033 1 70 18 99 00",
        "\uff10\uff11\uff11\uff16 496 0000",
    ],
)
def test_numbers_are_found_in_other_forms_too(words):
    ((kind, said),) = found(f"Ring {words}, please.")
    assert kind is PHONE
    assert said == words.removeprefix("(")


@pytest.mark.parametrize(
    "text", ["+10 000 000 jobs", "It grew +44 in 2018 and 2019.", "On 01\u201302\u20132019 12:30"]
)
def test_other_figures_are_no_numbers(text):
    assert found(text) == []


@pytest.mark.parametrize("between", [" / ", "/", ", ", ",", "; ", " or ", " ", " & ", "\n", " - "])
def test_two_numbers_beside_each_other_are_both_found(between):
    numbers = ["0116 496 0000", "07700 900123"]
    text = f"Ring {between.join(numbers)}."
    assert found(text) == [(PHONE, each) for each in numbers]
    abroad = f"Ring +353 1 496 0000{between}+33 1 70 18 99 00."
    assert [words for _, words in found(abroad)] == ["+353 1 496 0000", "+33 1 70 18 99 00"]


IN_ONE_FIELD = [
    "0116 496 0000 / 07700 900123", "0116 496 0000/07700 900123", "01164960000 07700900123",
    "0116 496 0000, 07700 900123", "0116 496 0000\n07700 900123", "(0116) 4960000 - 07700900123",
    "+44 116 496 0000 +44 7700 900123", "0116 496 0000 (9-5) or 07700 900123 ext 12",
    "9-5 0116 496 0000, 18-22 07700 900123", "Room 12 0116 496 0000 / 3 07700 900123",
]  # fmt: skip


@pytest.mark.parametrize("field", IN_ONE_FIELD)
def test_each_number_of_a_field_of_the_register_is_found_also_beside_other_digits(field):
    finder = NumberFinder([field])
    text = "Ring 116-4960000 12 or 3 7700-900-123; not 0116 496 0001 7700 900 124."
    assert [text[each.start : each.end] for each in finder.found_in(text)] == [
        "116-4960000", "7700-900-123",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("field", "each"),
    [
        ("496 0123 496 0124", ["496 0123", "4960124"]),
        ("4960123 4960124 4960125", ["496 0123", "496 0124", "496 0125"]),
        ("0116 496 0123 496 0124", ["0116 496 0123", "496 0124"]),
        ("0116 496 0123 496 0124 496 0125", ["0116 496 0123", "496 0124", "496 0125"]),
        ("200 0116 496 0123", ["0116 496 0123"]),
        ("+33 1 23 45 67 89 06 12 34 56 78", ["33 1 23 45 67 89", "06 12 34 56 78"]),
    ],
)
def test_numbers_right_beside_each_other_in_a_field_are_all_found(field, each):
    finder = NumberFinder([field])
    for words in each:
        assert [words[at.start : at.end] for at in finder.found_in(words)] == [words]


def test_hours_beside_a_number_of_the_register_are_no_number():
    finder = NumberFinder(["0116 496 0000 18.00-22.00", "07700 900123 01.02.2019"])
    assert finder.found_in("Open 18.00-22.00, from 01.02.2019, 1.02.2019.") == []


@pytest.mark.parametrize("form", ["0116 496 0123", "44 116 496 0123", "01164960123"])
def test_a_number_without_its_dialling_code_is_found_with_one(form):
    text = f"Ring {form} soon."
    assert [text[at.start : at.end] for at in NumberFinder(["496 0123"]).found_in(text)] == [form]
    assert NumberFinder(["496 0124"]).found_in(text) == []


def test_a_short_number_of_the_register_is_not_one_of_another_town():
    finder = NumberFinder(["(0116) 496 0000"])
    text = "0117 496 0000, 496 0000, 12 496 0000"
    assert [each.start for each in finder.found_in(text)] == [15, 28]


def test_a_number_of_the_register_is_found_however_it_is_written():
    finder = NumberFinder(
        ["+44 (0)116 496 0000 (mornings)", "496 1234", "999", "jo@0116496.example"]
    )
    text = "Ring 116 496 0000, 44-116-4960000 or 4961234 in room 999; 0116 496 0001, 14961234."
    assert [(each.kind, text[each.start : each.end]) for each in finder.found_in(text)] == [
        (PHONE, "116 496 0000"),
        (PHONE, "44-116-4960000"),
        (PHONE, "4961234"),
    ]
