"""What every response form says unless its call has words of its own."""

USUAL_CONSENT = (
    "We will use what you tell us as evidence for the Local Industrial Strategy, count it in "
    "our analysis and keep it with the records of this call. We publish your words, and your "
    "name or that of your organisation, only as you permit below. We may have to disclose "
    "information under the Freedom of Information Act 2000; tell us if you regard any of it as "
    "confidential, and why."
)
"""Also that of the template that ships."""
