"""The words of strangers' documents: letters and reports in, text and what to know of it out."""
