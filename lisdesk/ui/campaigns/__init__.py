"""The screen Campaigns: submissions in nearly the same words, and what is done about them."""
