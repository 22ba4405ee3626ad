"""The window: all the Qt there is. It shows queries, runs edits and tasks, and knows no SQL."""

from lisdesk.ui.override_errors import pass_on_errors

pass_on_errors()
