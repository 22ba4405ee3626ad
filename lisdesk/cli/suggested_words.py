"""The words of a submission that suggestions are asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lisdesk.errors import RefusedError
from lisdesk.rules.spans import quoted_span

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lisdesk.edits.suggestions import SuggestedPlace, SuggestionCause
    from lisdesk.queries.suggesting import SuggestibleText
    from lisdesk.rules.suggesting import Suggestion
    from lisdesk.tasks.suggesting import Suggesting


@dataclass(frozen=True, slots=True)
class Asked:
    """Words that suggestions are asked for."""

    text: SuggestibleText
    start: int
    end: int

    @property
    def named(self) -> str:
        """What to call the text in a list."""
        return "letter" if self.text.question is None else f"Q{self.text.question}"

    def suggested(self, suggesting: Suggesting) -> list[Suggestion]:
        """Return what is suggested for them."""
        return suggesting.suggestions(self.text.text_id, self.start, self.end)


def suggesting_in(session: Session, submission: str, officer: str) -> Suggesting:
    """Return what suggests priorities for a submission; RefusedError if they are switched off."""
    from lisdesk.store.lookup import submission_by_reference
    from lisdesk.tasks.suggesting import suggesting_for

    found = suggesting_for(session, submission_by_reference(session, submission).id, officer)
    assert found is not None
    if not found.page.is_on:
        raise RefusedError(
            f"Suggestions are switched off for the call of {submission.strip().upper()}.",
            do="Switch them on with “lisdesk call edit CALL --suggestions on”.",
        )
    return found


def asked_words(
    suggesting: Suggesting, submission: str, question: int | None, quote: str | None
) -> list[Asked]:
    """Return the words that are meant; every answer, and the letter, if nothing was named."""
    reference = submission.strip().upper()
    texts = [
        each for each in suggesting.page.texts if question is None or each.question == question
    ]
    if question is not None and not texts:
        raise RefusedError(
            f"{reference} does not answer question {question}.",
            do="Leave the question out, or name one that it answers.",
        )
    if quote is None:
        return [Asked(each, 0, len(each.body)) for each in texts]
    holding = [each for each in texts if quote in each.body]
    if not holding or not quote:
        raise RefusedError(
            f"The quotation does not stand in {reference}.",
            do="Copy the words exactly as “lisdesk submission show” prints them.",
        )
    span = quoted_span(holding[0].body, quote)
    return [Asked(holding[0], span.start, span.end)]


def chosen_suggestion(
    session: Session,
    submission: str,
    priority: str,
    question: int | None,
    quote: str | None,
    officer: str,
) -> tuple[SuggestedPlace, Suggestion, SuggestionCause]:
    """Return the suggestion that is meant, the first place of it, and why it was made."""
    from lisdesk.edits.suggestions import SuggestedPlace, SuggestionCause

    suggesting = suggesting_in(session, submission, officer)
    wanted = priority.strip().casefold()
    for place in asked_words(suggesting, submission, question, quote):
        for each in place.suggested(suggesting):
            if each.code.casefold() == wanted:
                return (
                    SuggestedPlace(place.text.text_id, place.start, place.end),
                    each,
                    SuggestionCause(each.source, each.words, each.model_version),
                )
    raise RefusedError(
        f"{priority.strip().upper()} is not suggested for those words.",
        do="See what is with “lisdesk suggest SUBMISSION”, or tag them with “lisdesk tag”.",
    )
