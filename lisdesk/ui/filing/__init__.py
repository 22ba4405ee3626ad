"""File e-mails: what is proposed for each, what the officer makes of it, and what came of it."""
