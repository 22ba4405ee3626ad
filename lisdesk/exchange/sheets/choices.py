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
    "with name": Permission.NAMED,
}

_REFUSES = re.compile(r"^no\b(?! objection)|\b(?:do not|dont) publish|\bnot (?:be )?publish")
_NEGATES = re.compile(r"\b(?:no|not|dont|never|cannot|unless|except)\b")
_HIDES_NAME = re.compile(
    r"\banonym|\bunnamed\b|\b(?:without|remove|withhold) (?:\w+ ){0,2}names?\b"
)
_SHOWS_NAME = re.compile(
    r"\b(?:with|including|include|publish|show|use) (?:\w+ ){0,3}names?\b|\bnamed\b"
)
_AGREES = re.compile(r"^(?:yes|y|i (?:agree|consent)|happy)\b|\bpublish")
_AGREES_BUT_FOR_NAME = re.compile(r"^yes\b.*\bnot\b.*\bname")


def read_permission(text: str) -> Permission | None:
    """Return what a respondent allows; None for an answer that cannot be told.

    Whatever refuses is `none`. A bare "Yes" is `unnamed`, for it allows quoting and says nothing of
    the name; so is "Yes, anonymously". Only words such as "with my name" are `named`. An answer
    that negates something else cannot be told.
    """
    if found := Permission.find(text):
        return found
    key = name_key(text).strip(" !?:;")
    if key in _PERMISSION_WORDS:
        return _PERMISSION_WORDS[key]
    if _REFUSES.search(key):
        return Permission.NONE
    if _NEGATES.search(key):
        return Permission.UNNAMED if _AGREES_BUT_FOR_NAME.search(key) else None
    if not _AGREES.search(key):
        return None
    if _HIDES_NAME.search(key) or not _SHOWS_NAME.search(key):
        return Permission.UNNAMED
    return Permission.NAMED


def read_channel(text: str) -> Channel | None:
    """Return the channel meant by key, label or another common word; None for other text."""
    return Channel.find(text) or _CHANNEL_WORDS.get(name_key(text))


def read_type(text: str, type_keys: Mapping[str, str]) -> str | None:
    """Return the key of the stakeholder type that is named; `type_keys` is as in `plan_import`."""
    folded = text.strip().casefold()
    return type_keys.get(folded) or type_keys.get(name_key(text))
