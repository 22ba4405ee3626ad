"""What the address of an e-mail says of its sender."""

from __future__ import annotations

SHARED_DOMAINS = frozenset(
    {
        "aol.co.uk", "aol.com", "blueyonder.co.uk", "btconnect.com", "btinternet.com",
        "btopenworld.com", "fastmail.com", "fastmail.fm", "fsmail.net", "gmail.com", "gmx.co.uk",
        "gmx.com", "googlemail.com", "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk",
        "live.com", "mac.com", "mail.com", "me.com", "msn.com", "ntlworld.com", "orange.net",
        "outlook.co.uk", "outlook.com", "plus.com", "plusnet.com", "pm.me", "proton.me",
        "protonmail.com", "rocketmail.com", "sky.com", "talk21.com", "talktalk.net",
        "tiscali.co.uk", "virgin.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com",
        "zoho.com",
    }
)  # fmt: skip
"""Domains of mail providers: two addresses there have nothing to do with each other."""


def address_key(address: str) -> str:
    """Return an address in the form in which two are compared."""
    return address.strip().casefold()


def own_domain(address: str) -> str:
    """Return the domain of an address if it is one body's own; else an empty text."""
    _, at, domain = address_key(address).rpartition("@")
    return domain if at and "." in domain and domain not in SHARED_DOMAINS else ""
