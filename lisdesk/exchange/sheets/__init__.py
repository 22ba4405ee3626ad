"""A stranger's survey spreadsheet, as rows that an edit can store.

`reading` reads a file in a limited process of its own, `mapping` reads what the officer wrote about
its columns, `planning` decides what each column is, `responses` gives one `SurveyRow` for each row.
"""
