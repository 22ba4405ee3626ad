"""Closed answers in other people's words."""

import pytest

from lisdesk.exchange.sheets.choices import (
    NAMED_PHRASES,
    read_channel,
    read_permission,
    read_type,
)
from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import Channel, Permission


@pytest.mark.parametrize(
    ("text", "permission"),
    [
        ("No", Permission.NONE),
        ("no, thank you", Permission.NONE),
        ("No - do not publish", Permission.NONE),
        ("Please do not publish my response", Permission.NONE),
        ("I do not want it published with my name", None),
        ("Confidential", Permission.NONE),
        ("Yes", Permission.UNNAMED),
        ("YES!", Permission.UNNAMED),
        ("Yes, anonymously", Permission.UNNAMED),
        ("Yes, but without my name", Permission.UNNAMED),
        ("Yes - remove my name", Permission.UNNAMED),
        ("Publish anonymously", Permission.UNNAMED),
        ("I agree to my response being published", Permission.UNNAMED),
        ("Yes, with my name", Permission.NAMED),
        ("Yes, you may publish my name", Permission.NAMED),
        ("Publish with name", Permission.NAMED),
        ("named", Permission.NAMED),
        ("unnamed", Permission.UNNAMED),
        ("none", Permission.NONE),
        ("Yes, but not my name", Permission.UNNAMED),
        ("Yes, unless it is with my name", None),
        ("Not anonymous", None),
        ("No objection", None),
        ("Maybe", None),
        ("Ask my manager", None),
        ("Yes, with name withheld", Permission.UNNAMED),
        ("Yes, with my name removed", Permission.UNNAMED),
        ("Publish but keep my name private", Permission.UNNAMED),
        ("Publish, hide my name", Permission.UNNAMED),
        ("Please publish with names redacted", Permission.UNNAMED),
        ("Yes, publish with initials rather than name", Permission.UNNAMED),
        ("I agree to publication if named person is consulted first", None),
        ("Yes, if I see it first", None),
        ("Named?", None),
        ("With our organisation's name", Permission.NAMED),
        ("Yes, with our name", Permission.NAMED),
        ("Yes - you can publish my name!", Permission.NAMED),
        ("Publish my response with my name.", Permission.NAMED),
    ],
)
def test_a_permission_is_read_with_care(text: str, permission: Permission | None) -> None:
    assert read_permission(text) is permission


def test_no_answer_that_begins_with_no_ever_allows_the_name() -> None:
    for rest in ("", ", publish my name", " name", " - with my name", ", named"):
        assert read_permission(f"No{rest}") is not Permission.NAMED


def test_one_word_more_takes_the_name_away() -> None:
    for phrase in NAMED_PHRASES:
        assert name_key(phrase) == phrase
        assert read_permission(phrase) is Permission.NAMED
        for word in ("withheld", "removed", "redacted", "private", "maybe", "?"):
            assert read_permission(f"{phrase} {word}") is not Permission.NAMED
        for word in ("hide", "please consider to", "only the initials,", "without", "not"):
            assert read_permission(f"{word} {phrase}") is not Permission.NAMED


def test_channels_are_read_by_key_label_and_common_words() -> None:
    assert read_channel("E-mail") is Channel.EMAIL
    assert read_channel("ONLINE") is Channel.ONLINE
    assert read_channel("Letter") is Channel.POST
    assert read_channel("carrier pigeon") is None


def test_types_are_read_by_key_and_by_name_key() -> None:
    types = {"business-small": "business-small", "small business": "business-small"}
    assert read_type(" Business-Small ", types) == "business-small"
    assert read_type("Small  Business", types) == "business-small"
    assert read_type("circus", types) is None
