"""E-mails that strangers sent, as files: .eml, .mbox and Outlook's .msg."""
