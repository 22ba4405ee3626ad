"""The screen Coverage: whom the call has to hear, who was not heard, who is to be written to."""
