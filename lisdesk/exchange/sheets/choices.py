"""Answers to closed questions, as respondents and survey programs word them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import Channel, Permission

_CHANNEL_WORDS = {
    "citizen space": Channel.ONLINE,
    "event": Channel.EVENT,
    "form": Channel.ONLINE,
    "in person": Channel.MEETING,
    "letter": Channel.POST,
    "mail": Channel.POST,
    "online": Channel.ONLINE,
    "online survey": Channel.ONLINE,
    "phone": Channel.TELEPHONE,
    "survey": Channel.ONLINE,
    "web": Channel.ONLINE,
    "webform": Channel.ONLINE,
    "website": Channel.ONLINE,
    "workshop": Channel.EVENT,
}

_PERMISSION_WORDS = {
    "no": Permission.NONE,
    "n": Permission.NONE,
    "false": Permission.NONE,
    "not for publication": Permission.NONE,
    "confidential": Permission.NONE,
    "yes": Permission.UNNAMED,
    "y": Permission.UNNAMED,
    "true": Permission.UNNAMED,
    "i agree": Permission.UNNAMED,
    "anonymous": Permission.UNNAMED,
    "anonymously": Permission.UNNAMED,
}

_WHOSE_NAME = (
    "name",
    "my name",
    "my full name",
    "our name",
    "our organisations name",
    "name of our organisation",
)
_WITH_A_NAME = (
    "with {}",
    "yes with {}",
    "yes and {}",
    "yes including {}",
    "yes and include {}",
    "publish {}",
    "publish with {}",
    "please publish with {}",
    "publish including {}",
    "publish my response with {}",
    "publish our response with {}",
    "yes publish {}",
    "yes publish with {}",
    "yes please publish with {}",
    "yes publish my response with {}",
    "yes publish our response with {}",
    "you may publish {}",
    "you can publish {}",
    "yes you may publish {}",
    "yes you can publish {}",
    "you may publish my response with {}",
    "you can publish my response with {}",
    "yes you may publish my response with {}",
    "yes you can publish my response with {}",
    "yes you may use {}",
    "yes you can use {}",
    "i agree to publication with {}",
    "i consent to publication with {}",
    "yes i agree to publication with {}",
    "i agree to {} being published",
    "i consent to {} being published",
    "yes i agree to {} being published",
    "yes i consent to {} being published",
)
NAMED_PHRASES = frozenset(
    {
        "named",
        "yes named",
        "publish named",
        "i agree to be named",
        "yes i agree to be named",
        "happy to be named",
        "yes happy to be named",
        "yes you may name me",
        "yes you can name me",
    }
    | {phrase.format(name) for phrase in _WITH_A_NAME for name in _WHOSE_NAME}
)
"""The only answers, by their `name_key`, that allow the name, besides the key and the label.

A list and no pattern: one more word, such as "withheld" or "removed", can turn the meaning round.
"""

_ANSWERS_THAT_HEAD = frozenset(
    {"organisation", "organization", "respondent", "company", "agent", "on behalf of"}
)
"""Answers to who is responding which, as headings, name a field."""

_REFUSES = re.compile(r"^no\b(?! objection)|\b(?:do not|dont) publish|\bnot (?:be )?publish")
_NEGATES = re.compile(r"\b(?:no|not|dont|never|cannot|unless|except)\b")
_MAKES_A_CONDITION = re.compile(r"\b(?:if|once|until|provided|providing|subject to)\b")
_AGREES = re.compile(r"^(?:yes|y|i (?:agree|consent)|happy)\b|\bpublish")
_AGREES_BUT_FOR_NAME = re.compile(r"^yes\b.*\bnot\b.*\bname")


def read_permission(text: str) -> Permission | None:
    """Return what a respondent allows; None for an answer that cannot be told.

    Whatever refuses is `none`. Only an answer that is one of `NAMED_PHRASES`, whole, is `named`;
    whatever else agrees is `unnamed`: a bare "Yes" allows quoting and says nothing of the name.
    An answer that negates something else, or makes a condition, cannot be told.
    """
    if found := Permission.find(text):
        return found
    key = name_key(text)
    if key.strip(" !:;") in NAMED_PHRASES:
        return Permission.NAMED
    key = key.strip(" !?:;")
    if key in _PERMISSION_WORDS:
        return _PERMISSION_WORDS[key]
    if _REFUSES.search(key):
        return Permission.NONE
    if _NEGATES.search(key):
        return Permission.UNNAMED if _AGREES_BUT_FOR_NAME.search(key) else None
    if _MAKES_A_CONDITION.search(key) or not _AGREES.search(key):
        return None
    return Permission.UNNAMED


def read_channel(text: str) -> Channel | None:
    """Return the channel meant by key, label or another common word; None for other text."""
    return Channel.find(text) or _CHANNEL_WORDS.get(name_key(text))


def read_type(text: str, type_keys: Mapping[str, str]) -> str | None:
    """Return the key of the stakeholder type that is named; `type_keys` is as in `plan_import`."""
    folded = text.strip().casefold()
    return type_keys.get(folded) or type_keys.get(name_key(text))


def is_choice(text: str, type_keys: Mapping[str, str]) -> bool:
    """Whether a text may be the answer to a closed question on who responds, or how."""
    return (
        name_key(text) in _ANSWERS_THAT_HEAD
        or read_channel(text) is not None
        or read_type(text, type_keys) is not None
    )
