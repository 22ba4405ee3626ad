"""Suggest priorities for the texts of a submission."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lisdesk.exchange.learning.model import LinearModel
from lisdesk.queries.counted_tags import CountedTags
from lisdesk.queries.suggesting import (
    SuggestibleText,
    SuggestionPage,
    suggestion_page,
)
from lisdesk.rules.spans import Span
from lisdesk.rules.suggesting import FEWEST_TAGS, Suggestion, considered, suggestions
from lisdesk.rules.vocabulary import Learning
from lisdesk.rules.word_parts import placed_words
from lisdesk.tasks.learning import learning_of, learnt_model


@dataclass(frozen=True, slots=True)
class Suggesting:
    """What suggestions for one submission are made from, with what was learnt for its call."""

    page: SuggestionPage
    model: LinearModel | None

    @property
    def learning(self) -> Learning:
        """How far the priorities of the call have been learnt."""
        if self.model is None and self.page.model is not None:
            return Learning.NOT_YET
        return learning_of(self.page.model, self.page.tags_in_call)

    def text(self, text_id: int) -> SuggestibleText | None:
        """Return one of the texts that stand; None if it is none of them."""
        return next((each for each in self.page.texts if each.text_id == text_id), None)

    def suggestions(self, text_id: int, start: int, end: int) -> list[Suggestion]:
        """Return at most three priorities for words of a text that stands, the likeliest first. Of
        very many words the beginning speaks for them all.

        None where suggestions are switched off, or where the words are no answer.
        """
        text = self.text(text_id)
        if text is None or text.is_non_answer or not self.page.is_on:
            return []
        span = Span(start, end)
        weighed = None
        if self.model is not None:
            looked_at = considered(text.body, span)
            words = [each.word for each in placed_words(text.body, looked_at.start, looked_at.end)]
            weighed = self.model.weigh(words)
        left_out = self.page.left_out(text_id, span)
        return suggestions(text.body, span, self.page.frame, weighed, left_out)


def suggesting_for(
    session: Session, submission_id: int, officer: str, counted: CountedTags | None = None
) -> Suggesting | None:
    """Return what suggests priorities for a submission; None if there is no such one."""
    page = suggestion_page(session, submission_id, officer, counted)
    if page is None:
        return None
    return Suggesting(page, learnt_model(session, page.call_id, page.model))


def learning_words(learning: Learning, tags: int) -> str:
    """Return what suggestions go by, in one sentence for the officer."""
    return {
        Learning.LEARNT: "By what was learnt from the team’s tags, and by keywords.",
        Learning.TOO_FEW: "By keywords and by what is used most: learning begins at "
        f"{FEWEST_TAGS} tags, and the call has {tags:,}.",
        Learning.NOT_YET: "By keywords and by what is used most: nothing was learnt yet.",
        Learning.NOT_INSTALLED: "By keywords and by what is used most: learning is not installed "
        "here (lisdesk[suggest]).",
    }[learning]
