"""A letter without its signature: what the signer puts there goes, every word that says something
stays.
"""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lisdesk.rules.signatures import says_the_same, substance
from lisdesk.rules.words import folded

SENTENCES = (
    "We ask for a bus that runs at night, so that apprentices can reach their shifts.",
    "Without it the skills gap will only grow wider in every village of the county.",
    "Thank the drivers who work on Sundays!",
)
BODY = "\n\n".join(SENTENCES)
SEED = f"Dear Sir or Madam,\n\n{BODY}\n\nYours sincerely,\nJane Example\n4 High Street"

FIRST = ["Jane", "John", "Aoife", "Zoë", "Mohammed", "Will", "Mary-Ann", "D’Arcy", "J.", "Siân"]
LAST = ["Example", "Smith", "O’Neill", "Okafor", "Baker", "van der Berg", "Thackeray", "Njoku-Hall"]
CLOSINGS = ["Yours sincerely", "Yours faithfully", "Kind regards", "With best wishes", "Regards",
            "Many thanks", "Thank you", "YOURS TRULY", "I am, yours sincerely"]  # fmt: skip
GREETINGS = ["Dear Sir or Madam,", "Dear Ms Brown", "To whom it may concern:", "Hello,",
             "Dear Mr. O’Hara,", "Good morning", "Dear LEP team,", ""]  # fmt: skip
BODIES = ["Example Engineering Ltd", "Ibstock Parish Council", "Friends of Bosworth Society", ""]
ADDRESSES = ["4 High Street", "12a Mill Lane, Leicester", "Flat 2, 7 The Green, Syston, LE7 1AB",
             "Rose Cottage\nChurch Lane\nMarket Bosworth\nCV13 0LJ", "PO Box 12\nLoughborough",
             "1-3 Queen’s Rd. Leicester LE1 1AA", "Rutland", ""]  # fmt: skip
OTHERS = ["0116 496 0123", "Tel: +44 (0)116 496 0123", "jane@example.org", "Email: j.e@example.org",
          "3 January 2019", "January 3, 2019", "Date: 03/01/2019", ""]  # fmt: skip

names = st.builds(
    lambda first, last: f"{first} {last}", st.sampled_from(FIRST), st.sampled_from(LAST)
)


@st.composite
def signed(draw, body=BODY):
    """Return a letter with the body, and the names under which its sender is known."""
    name = draw(names)
    end = draw(st.sampled_from([",\n", "\n", ",\n\n"]))
    between = draw(st.sampled_from(["\n", ", ", " \n\n", "\r\n"]))
    lines = [name, *(draw(st.sampled_from(each)) for each in (BODIES, ADDRESSES, OTHERS, OTHERS))]
    tail = between.join(line for line in lines if line)
    greeting, closing = draw(st.sampled_from(GREETINGS)), draw(st.sampled_from(CLOSINGS))
    unknown = (
        () if "Will" not in name else (name,)
    )  # “will” stands in the letter, without a capital
    known = draw(st.sampled_from([unknown, (name,), (name.upper(),), ("Someone Else", name)]))
    return f"{greeting}\n\n{body}\n\n{closing}{end}{tail}", known


def same(one, other, names=()):
    return says_the_same(substance([one], ("Jane Example",)), substance([other], names))


@given(signed())
def test_a_letter_says_the_same_whoever_signs_it(letter):
    text, known = letter
    assert substance([text], known) == folded(BODY)
    assert same(SEED, text, known)


WORDS = st.sampled_from(
    [*folded(BODY).split(), "not", "never", "oppose", "Jane", "Yours", "sincerely", "High",
     "Street", "LE1", "Support", "No", "4", "Thank", "Dear", "regards", "Ltd", "Leicester"]
)  # fmt: skip


@given(signed(), st.lists(WORDS, min_size=1, max_size=8), st.integers(0, len(folded(BODY).split())))
def test_a_sentence_more_in_the_body_makes_a_variant(letter, added, place):
    text, known = letter
    sentence = " ".join([*added, "buses"]).capitalize() + ". "
    words = BODY.split(" ")
    place = min(place, len(words) - 1)
    longer = " ".join([*words[:place], sentence + words[place], *words[place + 1 :]])
    assert not same(SEED, text.replace(BODY, longer), known)


@given(signed(), st.integers(0, len(BODY.split()) - 1))
def test_a_word_less_in_the_body_makes_a_variant(letter, place):
    text, known = letter
    words = BODY.split()
    assert not same(SEED, text.replace(BODY, " ".join(words[:place] + words[place + 1 :])), known)


@settings(max_examples=40)
@given(letter=signed(), place=st.integers(0, len(SENTENCES) - 1))
def test_a_sentence_less_makes_a_variant(letter, place):
    text, known = letter
    assert not same(SEED, text.replace(SENTENCES[place], ""), known)


OPINIONS = [
    "P.S. I disagree", "PS I disagree with all of it.", "I do NOT support", "I disagree",
    "Totally Disagree", "DISAGREE", "No", "Not At All", "Against", "Opposed", "Object", "Objection",
    "Scrap The Bus", "Stop It", "Stop The Night Bus", "Reject", "But I want a train instead",
    "Also: more trains", "Bad Idea", "Bus Haters", "Night Buses", "p.p. none of us agrees",
    "My neighbour thinks otherwise.", "Village Skills Gap", "10 good reasons", "(not in my name)",
    "On second thoughts, no", "Sent under protest", "Our members oppose this", "Drivers Sundays",
    "Member of Residents Against Night Buses", "Organisation: No Buses Here", "Date: never",
    "Name: Nobody Wants This", "Leicester does not want it", "LE1 1AA is no place for it",
    "4 buses are enough", "100 Close", "3 January 2019 was too late",
    "0116 496 0123 is where I complain",
]  # fmt: skip


@settings(max_examples=150)
@given(
    opinion=st.sampled_from(OPINIONS),
    letter=signed(),
    ending=st.sampled_from(["\n{}", "\n\n{}", ", {}", "\n{}\nYours, Jane Example"]),
)
def test_what_says_something_behind_the_signature_makes_a_variant(opinion, letter, ending):
    text, known = letter
    more = text + ending.format(opinion)
    assert not same(SEED, more, known)
    kept = folded(opinion).split()
    assert kept[-1] in substance([more], known).split()


@pytest.mark.parametrize("opinion", OPINIONS)
def test_what_says_something_in_the_place_of_a_name_or_an_address_makes_a_variant(opinion):
    for text in (
        f"{BODY}\n\nYours sincerely,\n{opinion}",
        f"{BODY}\n\nYours sincerely,\n{opinion}\nJane Example\n4 High Street",
        f"{BODY}\n\nYours sincerely,\nJane Example\n{opinion}\n4 High Street\nLeicester LE1 1AA",
        f"{BODY}\n\nYours sincerely,\nJane Example\n4 High Street\n{opinion}\nLE1 1AA",
        f"{opinion}\nDear Sir,\n{BODY}\nYours,\nJane Example",
        f"Dear Sir,\n{opinion}\n{BODY}\nYours,\nJane Example",
        f"{BODY}\n{opinion}\n\nYours sincerely,\nJane Example",
    ):
        assert not same(SEED, text, ("Jane Example",)), text
        assert not same(SEED, text), text


@pytest.mark.parametrize(
    "name", ["Not", "Do Not", "I Oppose", "Night", "Say No", "No Bus Ltd", "the", ""]
)
def test_a_name_that_says_something_is_never_taken_out_of_a_letter(name):
    text = f"Do Not run a bus. I Oppose it. Say No. {BODY}"
    assert substance([text], (name,)) == folded(text)
    assert not same(BODY, f"{BODY}\n\nYours sincerely,\n{name or 'No'} bus", (name,))


def test_the_senders_own_name_says_nothing_wherever_it_stands():
    one = substance([f"I, Jane Example, write to you. {BODY}"], ("Jane Example",))
    other = substance([f"I, Dr Ahmed O’Neill, write to you. {BODY}"], ("Ahmed O’Neill", "A"))
    assert one == substance([f"I write to you. {BODY}"], ())
    assert other == one.replace("i write", "i dr write") or other == one
    small = "Small firms need help. We ask for it."
    assert substance([small], ("Small Firms",)) == folded(small)


def test_one_line_is_read_like_many():
    text = f"Dear Sir, {' '.join(SENTENCES)} Yours sincerely, John Smith, 4 High Street"
    assert same(SEED, text)
    assert same(SEED, text, ("John Smith",))


def test_a_postscript_that_all_have_is_part_of_what_they_say():
    end = "\nP.S. Come and see us."
    assert same(SEED + end, f"{BODY}\nRegards,\nJohn Smith{end}")
    assert not same(SEED + end, f"{BODY}\nRegards,\nJohn Smith")


def test_a_name_that_the_register_does_not_know_is_taken_once():
    assert same(SEED, f"{BODY}\n\nYours sincerely\n\nJohn Smith\n\nJohn Smith\nDirector")
    assert not same(SEED, f"{BODY}\n\nYours sincerely\nJohn Smith\nPaul Jones")


@pytest.mark.parametrize(
    "text", ["", " \n", "Dear Sir,", "Yours sincerely,\nJane Example", "Regards"]
)
def test_a_signature_alone_is_the_same_as_nothing(text):
    assert not says_the_same(
        substance([text], ("Jane Example",)), substance([text], ("Jane Example",))
    )


@settings(max_examples=50)
@given(st.lists(st.text(max_size=300), max_size=3), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_has_a_substance_of_its_own_words(bodies, known):
    found = substance(bodies, known)
    assert found == substance(list(bodies), list(reversed(known)))
    left = iter(word for body in bodies for word in folded(body).split())
    assert folded(found) == found or set(found.split()) <= set(
        " ".join(map(folded, bodies)).split()
    )
    del left


def test_a_long_text_costs_no_more_than_its_length():
    dice = random.Random(1)
    text = " ".join(
        dice.choices(["Yours,", "Dear", "Jane", "\n", "LE1 1AA", "4", "Street,", "-"], k=200_000)
    )
    assert substance([text], ("Jane Example",))
