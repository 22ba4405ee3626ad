"""What two say, of whom one may be quoted, may be published as that one's words."""

import pytest

from lisdesk.edits.findings import set_finding
from lisdesk.errors import RefusedError
from lisdesk.exchange.finished.pieces import Piece, Role
from lisdesk.exchange.finished.search import check_pieces
from lisdesk.rules.publication_secrets import (
    MayBeSaid,
    PublicationSecrets,
    Secret,
    SecretKind,
)
from lisdesk.rules.vocabulary import Edition, Permission
from tests.desk_work import do, log, open_call, priority, tag
from tests.unit.evidence.reading import sheets_of

QUOTES = ["covid19", "hurt by covid19", "In the last year we as a firm were badly hurt by covid19"]
"""A word of letters and digits tells by itself whose it is, unless another one says it as well."""


@pytest.fixture
def heard(database):
    """Return a call in which somebody who may not be quoted speaks of covid19."""
    call = open_call(database)
    said = {1: "A covid19 winter was what hit us."}
    log(database, call, respondent="Shy", answers=said, permission=Permission.NONE)
    return call


@pytest.mark.parametrize("quote", QUOTES)
def test_a_quotation_in_the_grid_may_end_with_a_word_that_a_withheld_text_has_too(
    database, heard, export, quote
):
    said = {"answers": {1: f"{quote}."}, "permission": Permission.NAMED}
    tag(database, log(database, heard, respondent="Bold Ltd", **said), "P1", quote=quote)
    book = sheets_of(export(database, Edition.PUBLICATION).path)
    assert book["Framework grid"][0]["All types"] == f"“{quote}” (Bold Ltd)"


@pytest.mark.parametrize(
    "finding",
    [
        "The firm of “Acme” Holdings asked for more money than others did.",
        "We heard from “the brand of Acme” Holdings about roads.",
        "The farmer “Acme Holdings” asked us to stop it.",
        "They wrote of a 5” pipe that Acme Holdings asked for, and of a 6” one.",
    ],
)
def test_a_quotation_explains_no_name_that_runs_over_its_end_or_is_all_of_it(finding):
    permitted = ["The brand of Acme is cheap, and Acme Holdings is a name of many firms."]
    name = Secret(SecretKind.NAME, "LLEP-0001", "Acme Holdings")
    secrets = PublicationSecrets(lambda: iter(()), (name,), lambda _of: iter(permitted), {}, 1)
    checked = check_pieces(iter([Piece("report.html", "1", Role.FINDING, finding)]), secrets)
    assert checked.leak_count == 1


def test_what_only_a_withheld_text_says_is_found_in_a_quotation_of_a_finding(
    database, heard, export
):
    first = priority(database, heard.id, "P1")
    do(database, set_finding, priority_id=first.id, text="They speak of “covid19” a lot.")
    with pytest.raises(RefusedError, match="may not be published"):
        export(database, Edition.PUBLICATION)


WITHHELD = "An apple a day keeps every doctor of the town away from us."
PERMITTED = "The pecan apple a day keeps every doctor of the town away from them."
CUT = "an apple a day keeps every doctor of the town away"


def leaks_in(*pieces, withheld=WITHHELD, allowed=PERMITTED):
    secret = Secret(SecretKind.WITHHELD, "LLEP-0002", withheld)
    texts = {"LLEP-0001": [allowed], "LLEP-0003": ["Something else."]}

    def permitted(of):
        return iter([text for each in of or texts for text in texts.get(each, ())])

    said = {each: MayBeSaid(Permission.NAMED, True, "Body", None) for each in texts}
    secrets = PublicationSecrets(lambda: iter([secret]), (), permitted, said, 1)
    return check_pieces(iter(pieces), secrets).leak_count


def words_of(reference, text):
    return Piece("sheet1.xml", "A1", Role.WORDS, text, reference)


def concluded(text):
    return Piece("sheet2.xml", "B2", Role.FINDING, text)


def test_an_excerpt_that_begins_within_a_word_is_that_of_its_own_text():
    assert leaks_in(words_of("LLEP-0001", CUT)) == 0
    assert leaks_in(words_of(None, CUT)) == 0
    assert leaks_in(concluded(f"“{CUT}” (Body 1)")) == 0


def test_what_only_a_withheld_text_says_is_found_beside_such_an_excerpt():
    assert leaks_in(words_of("LLEP-0003", CUT)) > 0
    assert leaks_in(words_of("LLEP-0001", f"{CUT} from us")) > 0
    assert leaks_in(concluded(f"{CUT} (Body 1)")) > 0
    assert leaks_in(concluded(f"“{CUT}” (Body 1), who said that {CUT}")) > 0
    assert leaks_in(concluded(f"“{CUT} from us” (Body 1)")) > 0
    assert leaks_in(concluded(f"“{CUT}” (Body 1)"), concluded(f"“Yes”, {CUT}.")) > 0
    assert leaks_in(words_of("LLEP-0001", CUT), words_of("LLEP-0003", CUT)) > 0
    assert leaks_in(words_of("LLEP-0001", CUT), words_of("LLEP-0001", f"{CUT} and us")) > 0


@pytest.mark.parametrize(
    ("withheld", "allowed"),
    [
        ("Yes, we employ 5.", "Yes, we employ 50 people."),
        ("The grant is EP1234.", "The grant is EP12345 of last year."),
        ("In a year of few orders we cut 10.", "In a year of few orders we cut 100."),
        ("500 people work for us in the town", "1500 people work for us in the town"),
    ],
)
def test_a_number_is_not_explained_by_a_longer_one(withheld, allowed):
    words = {"withheld": withheld, "allowed": allowed}
    assert leaks_in(concluded(f"“{withheld}” (Body 1)"), **words) > 0
    assert leaks_in(words_of("LLEP-0001", withheld), **words) > 0
