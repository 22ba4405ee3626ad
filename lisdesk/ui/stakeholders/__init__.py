"""The screen Stakeholders."""
