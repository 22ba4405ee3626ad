"""Before a publication: suspected personal data is redacted or kept."""
