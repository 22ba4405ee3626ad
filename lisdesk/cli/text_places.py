"""The options that say on which words of a submission something stands."""

from typing import Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER

NthPlace = Annotated[
    int, typer.Option(min=1, max=LARGEST_NUMBER, help="Which place, if they stand more than once.")
]
AnswerTo = Annotated[
    int | None,
    typer.Option(
        min=1, max=LARGEST_NUMBER, help="The answer to this question, whole or for the quote."
    ),
]
