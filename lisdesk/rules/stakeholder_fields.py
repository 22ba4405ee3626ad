"""What the register says of a stakeholder, field by field."""

from __future__ import annotations

from lisdesk.rules.vocabulary import Token


class StakeholderField(Token):
    """A field of a stakeholder, as a merge keeps it from one of the two."""

    NAME = ("name", "Name")
    KIND = ("kind", "Individual or organisation")
    TYPE = ("type", "Type")
    AREA = ("area", "Area")
    EMAIL = ("email", "E-mail address")
    MEMBERS = ("members", "Speaks for")
    PERSON = ("person", "Contact")
    TELEPHONE = ("telephone", "Telephone")
    ADDRESS = ("address", "Address")
    WEBSITE = ("website", "Website")


CONTACT_FIELDS = (
    StakeholderField.PERSON,
    StakeholderField.TELEPHONE,
    StakeholderField.ADDRESS,
    StakeholderField.WEBSITE,
)
"""The fields that say how to reach a stakeholder; they are neither counted nor published."""
