"""Response forms as Word documents that can be filled in on screen, and printed."""
