"""The screen Late and its dialogs."""
