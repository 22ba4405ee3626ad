"""The one sentence that an officer reads when a mail cannot be read."""

from __future__ import annotations

from lisdesk.exchange.guarded.refusing import WHOLE_FIRST, refusal_in

_ASK_AGAIN = "Ask the sender for a new copy, or log its words with “lisdesk submission add”."
_ASK_AGAIN_IN_WINDOW = "Ask the sender for a new copy, or log its words with Ctrl+L."

unreadable = refusal_in(
    {
        "missing": (
            "“{name}” could not be opened: {reason}.",
            "Check that it is there and not open elsewhere.",
        ),
        "growing": (
            "“{name}” was written to while it was read.",
            "Choose it again once all of it is there.",
        ),
        "empty": ("The file is empty.", _ASK_AGAIN, _ASK_AGAIN_IN_WINDOW),
        "not_mail": (
            "The file is not an e-mail.",
            "E-mails can be filed as .eml, .mbox and Outlook’s .msg.",
        ),
        "nested": (
            "The e-mail holds mails in mails, or parts in parts, beyond all measure.",
            "Save the mail that matters by itself and file that.",
        ),
        "too_big": ("The e-mail is too big: {reason}.", "Save its attachments by themselves."),
        "no_memory": (
            "The e-mail needs more memory to read than it may take.",
            _ASK_AGAIN,
            _ASK_AGAIN_IN_WINDOW,
        ),
        "too_slow": (
            "The e-mail took more than {seconds} seconds to read.",
            _ASK_AGAIN,
            _ASK_AGAIN_IN_WINDOW,
        ),
        "damaged": ("The e-mail is damaged and cannot be read.", _ASK_AGAIN, _ASK_AGAIN_IN_WINDOW),
        "cut_short": ("The e-mail is damaged and cannot be read.", WHOLE_FIRST),
    }
)
"""Return the error for one way in which reading fails; an unknown way counts as damage."""
