"""What an officer can do: one verb, one function, one transaction, one audit entry.

An edit takes the `Work` of its transaction and plain arguments, checks the rules, changes entities
and returns what it made. `verb` wraps it: the caller gets an `Outcome` with the kinds of thing that
changed and the step that takes it back. Edits never commit, so they compose.
"""
