"""What campaigns say and when they came in, as an edition shows it."""

from __future__ import annotations

from collections import Counter, defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from lisdesk.queries.evidence.answers import LETTER
from lisdesk.queries.evidence.campaigns import CampaignFact
from lisdesk.queries.evidence.disclosure import month_words
from lisdesk.queries.evidence.snapshot import Evidence
from lisdesk.queries.evidence.tagged import CONTINUES
from lisdesk.rules.cell_text import cut_text
from lisdesk.rules.shown_once import joined_texts
from lisdesk.rules.suppression import WITHHELD
from lisdesk.store.entities import Campaign, Question, SourceText
from lisdesk.table import Cell


def texts_shown_once(session: Session, evidence: Evidence) -> dict[int, str]:
    """Return the words of each campaign's seed by the seed; none of one whose words this edition
    does not hold.
    """
    counted = evidence.counted
    chosen = (
        select(
            SourceText.submission_id,
            SourceText.question_id,
            Question.number,
            SourceText.id,
            SourceText.body,
        )
        .join(Campaign, Campaign.seed_id == SourceText.submission_id)
        .outerjoin(Question, Question.id == SourceText.question_id)
        .where(Campaign.call_id == evidence.call.call_id, SourceText.is_current)
        .order_by(
            SourceText.submission_id, Question.number.is_(None), Question.number, SourceText.id
        )
    )
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for seed_id, question_id, number, text_id, body in session.execute(chosen):
        if evidence.disclosure.shows_text(seed_id, seed_id in counted):
            question = LETTER if question_id is None else f"Q{number}"
            found[seed_id].append((question, evidence.words.text(text_id, body)))
    return {key: cut_text(joined_texts(texts), CONTINUES) for key, texts in found.items()}


def received_cells(
    evidence: Evidence, campaigns: tuple[CampaignFact, ...], shown_ids: frozenset[int]
) -> dict[int, tuple[Cell, Cell]]:
    """Return when the first and the last submission of each campaign came in; to a publication the
    months.

    Of a campaign that is not in `shown_ids`, of which no number is shown, a publication tells
    neither, nor a month in which fewer than the threshold came in at all: the register would tell
    which of them was of the campaign.
    """
    if not evidence.disclosure.is_publication:
        return {
            each.campaign_id: (each.first_received_at, each.last_received_at) for each in campaigns
        }
    many = Counter(f"{each.received_on:%Y-%m}" for each in evidence.submissions)

    def shown(campaign: CampaignFact, month: str) -> str:
        is_shown = campaign.campaign_id in shown_ids
        return month if is_shown and many[month] >= evidence.disclosure.threshold else WITHHELD

    zone = evidence.call.zone
    return {
        each.campaign_id: (
            shown(each, month_words(each.first_received_at, zone)),
            shown(each, month_words(each.last_received_at, zone)),
        )
        for each in campaigns
    }
