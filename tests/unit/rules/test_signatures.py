"""A letter without its signature: what the signer puts there goes, every word that says something
stays.
"""

import random
from functools import cache

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lisdesk.rules.signature_words import JOINING
from lisdesk.rules.signatures import says_the_same, substance
from lisdesk.rules.words import folded
from tests.opinion_words import OPINION_WORDS
from tests.thorough import one_in

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
             "3 Church Lane\nMarket Bosworth\nCV13 0LJ", "PO Box 12\nLoughborough",
             "1-3 Queen’s Rd. Leicester LE1 1AA", "Rutland", ""]  # fmt: skip
OTHERS = ["0116 496 0123", "Tel: +44 (0)116 496 0123", "jane@example.org", "Email: j.e@example.org",
          "Thursday, 3 January 2019", "January 3, 2019", "Date: 03/01/2019", ""]  # fmt: skip

names = st.builds(
    lambda first, last: f"{first} {last}", st.sampled_from(FIRST), st.sampled_from(LAST)
)


@st.composite
def signed(draw, body=BODY):
    """Return a letter with the body, and the names under which its sender is known."""
    name = draw(names)
    end = draw(st.sampled_from([",\n", "\n", ",\n\n"]))
    between = draw(st.sampled_from(["\n", ", ", " \n\n", "\r\n"]))
    organisation = draw(st.sampled_from(BODIES))
    is_plain = not organisation and name.split()[0] not in ("Will", "D’Arcy", "J.")
    unknown = () if is_plain else (name, organisation)
    chosen = [unknown, (name, organisation), (name.upper(), organisation), ("Else", *unknown)]
    others = [draw(st.sampled_from(each)) for each in (ADDRESSES, OTHERS, OTHERS)]
    lines = [name, organisation, *others]
    tail = between.join(line for line in lines if line)
    greeting, closing = draw(st.sampled_from(GREETINGS)), draw(st.sampled_from(CLOSINGS))
    known = draw(st.sampled_from(chosen))
    return f"{greeting}\n\n{body}\n\n{closing}{end}{tail}", known


def same(one, other, names=()):
    return says_the_same(of_jane(one), substance([other], names))


@cache
def of_jane(text):
    """Return what a letter of Jane Example says; the seed is read once for all tests."""
    return substance([text], ("Jane Example",))


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
    "0116 496 0123 is where I complain", "Utterly Unconvinced", "Undecided", "Deeply Sceptical",
    "Withdrawal", "Hogwash", "Signed Under Duress", "Confidential", "Private And Confidential",
    "Name Withheld", "Anonymous", "Please Disregard", "Ignore This", "Sent In Error", "Neutral",
    "Reluctantly", "A Disgrace", "Sack The Council", "Boycott Leicester Council", "Tax The Council",
    "Reopen Coalville Hospital", "Greedy Developers Ltd", "Dissolve Ibstock Parish Council",
    "Fund The Hospital", "Leicester Sceptics Society", "Trains Before Buses\nLeicester",
    "Unhappy With Everything\nLeicester", "Spend Money Elsewhere\nLE67 6AA", "Brexit, London",
    "Roads For Cars\nTrains Elsewhere\nLeicester", "Scoundrels", "Gravy Train Riders",
    "50 Trains Way", "20 Mph Road", "0 Tolerance House", "By 2030", "2030", "By 3 January 2019",
    "Signed: Nobody Here", "Name: Transport", "Room For More", "Flat Lie", "Unit None", "Sunday",
    "On Behalf Of Everybody Ignored", "Jobsworth", "Laughingstock\nLE1 1AA", "4 Skills Close",
    "no-buses@example.org", "Mr Utterly Unconvinced", "Jane Disagrees", "Jane (Hogwash)",
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


SENDERS = ((), ("John Smith",), ("Jane Example", "John Smith"))
PLACES = (
    "{body}\n\nYours sincerely,\n{line}",
    "{body}\n\nYours sincerely,\n{line}\nJohn Smith\n4 High Street",
    "{body}\n\nYours sincerely,\nJohn Smith\n{line}",
    "{body}\n\nYours sincerely,\nJohn Smith, {line}",
    "{body}\n\nYours sincerely,\nJohn Smith\n{line}\n4 High Street\nLeicester LE1 1AA",
    "{body}\n\nYours sincerely,\nJohn Smith\n4 High Street\n{line}\nLE1 1AA",
    "{body}\n\nYours sincerely,\nJohn Smith\n4 High Street\nLeicester\n{line}",
    "{line}\nDear Sir,\n{body}\nYours,\nJohn Smith",
    "4 High Street\n{line}\nLeicester LE1 1AA\n\nDear Sir,\n{body}\nYours,\nJohn Smith",
    "Dear {line},\n{body}\nYours,\nJohn Smith",
    "Dear Sir,\n{line}\n{body}\nYours,\nJohn Smith",
    "{body}\n{line}\n\nYours sincerely,\nJohn Smith",
    "{body}\n{line}",
)
"""Where a line can stand in a letter."""


def is_said(line, sender, place, body=BODY):
    """Return whether a line in a place of a letter makes it another than the seed."""
    return not same(SEED, place.format(body=body, line=line), sender)


LETTERS = [(str.title, BODY), (str.upper, BODY.upper()), (str.lower, BODY),
           (str.title, BODY.title()), (str.upper, BODY), (str.lower, BODY.upper())]  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("case", "body"), [*LETTERS[:2], *one_in(9, LETTERS[2:], unpacks=True)])
def test_an_opinion_makes_a_variant_wherever_it_stands_however_it_is_written(case, body, place):
    copies = [
        (opinion, sender)
        for opinion in OPINIONS
        for sender in SENDERS[:2]
        if not is_said(case(opinion), sender, place, body)
    ]
    assert copies == []


WORDS_OF_A_LINE = st.sampled_from([*OPINION_WORDS, *sorted(set(folded(BODY).split()))])
FRAMES = ["{}", "{}", "50 {} Way", "{} Society", "Mr {}", "{} Leicester", "Name: {}", "{} House"]


@settings(max_examples=200)
@given(
    words=st.lists(WORDS_OF_A_LINE, min_size=1, max_size=5),
    case=st.sampled_from([str.title, str.upper]),
    place=st.sampled_from(PLACES),
    frame=st.sampled_from(FRAMES),
    sender=st.sampled_from(SENDERS),
    body=st.sampled_from([BODY, BODY.upper(), BODY.title()]),
)
def test_no_line_of_the_letters_words_and_of_opinions_is_taken_for_a_signature(
    words, case, place, frame, sender, body
):
    assert len(OPINION_WORDS) >= 200
    assume(frame != "50 {} Way" or not JOINING.issuperset(words))  # “7 The Green” is a street
    assert is_said(case(frame.format(" ".join(words))), sender, place, body)


def test_the_name_of_the_sender_is_all_that_may_stand_there():
    for place in PLACES[:3]:
        assert not is_said("John Smith", ("John Smith",), place)
    assert is_said("Paul Jones", ("John Smith",), PLACES[2])
    assert not is_said("Ibstock Bakery Ltd", ("John Smith", "Ibstock Bakery Ltd"), PLACES[2])
    assert is_said("Ibstock Bakery Ltd", ("John Smith",), PLACES[2])


@pytest.mark.parametrize(
    "name", ["Not", "Do Not", "I Oppose", "Night", "Say No", "No Bus Ltd", "the", ""]
)
def test_a_name_that_says_something_is_never_taken_out_of_a_letter(name):
    text = f"Do Not run a bus. I Oppose it. Say No. {BODY}"
    assert substance([text], (name,)) == folded(text)
    assert not same(BODY, f"{BODY}\n\nYours sincerely,\n{name or 'No'} bus", (name,))


@pytest.mark.parametrize(
    "begins",
    ["I, {}, write to you.", "I, Dr {}, write to you.", "I am {} and write to you.", "We are {}.",
     "My name is {}.", "We write to you on behalf of {}.", "I am responding on behalf of {}."],
)  # fmt: skip
def test_who_writes_says_nothing_where_they_say_it_of_themselves(begins):
    one = substance([f"{begins.format('Jane Example')} {BODY}"], ("Jane Example",))
    other = substance([f"{begins.format('Ahmed O’Neill')} {BODY}"], ("Ahmed O’Neill", "A"))
    assert one == other == folded(f"{begins.replace('Dr ', '').format('')} {BODY}")


@pytest.mark.parametrize(
    "claim",
    ["We ask for a skills fund. {} should have it. Nobody else should.", "{}, and nobody else.",
     "Which college should have it?\n{}", "It should go to:\n\n{}", "It goes to one.\n{}",
     "Spend it on behalf of {}.", "We should spend it on behalf of {}.", "Close {}.",
     "I, for one, trust {}.", "We are {} haters."],
)  # fmt: skip
def test_a_claim_about_oneself_is_what_the_letter_says(claim):
    melton, hinckley = "Melton College", "Hinckley College"
    one = substance([f"{BODY}\n{claim.format(melton)}"], (melton,))
    other = substance([f"{BODY}\n{claim.format(hinckley)}"], (hinckley,))
    assert not says_the_same(one, other)
    small = "Small firms need help. We ask for it."
    assert substance([small], ("Small Firms",)) == folded(small)


def test_a_person_may_sign_without_a_closing_formula():
    assert same(SEED, f"{BODY}\n\nJohn Smith\n4 High Street", ("John Smith",))
    assert not same(SEED, f"{BODY}\n\nJohn Smith\n4 High Street")


def test_an_answer_is_all_that_it_says():
    for formula in ("Name", "Signed", "Thanks", "Yours sincerely"):
        said = [
            substance([BODY], ("John Smith",), answers=[f"{formula}: {what}"])
            for what in ("Skills", "Transport", "John Smith")
        ]
        assert len(set(said)) == 3
    assert substance([], (), answers=["Dear Sir,\nRoads.\nYours sincerely"]) == folded(
        "Dear Sir,\nRoads.\nYours sincerely"
    )


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
    assert all(word in left for word in found.split())


def test_a_long_text_costs_no_more_than_its_length():
    dice = random.Random(1)
    text = " ".join(
        dice.choices(["Yours,", "Dear", "Jane", "\n", "LE1 1AA", "4", "Street,", "-"], k=200_000)
    )
    assert substance([text], ("Jane Example",))
