"""Commands about suggested priorities."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from lisdesk.cli.desk import LARGEST_NUMBER, Terminal, fields_of, iso, table
from lisdesk.cli.suggested_words import asked_words, chosen_suggestion, suggesting_in
from lisdesk.rules.counted import counted
from lisdesk.rules.vocabulary import Learning, SuggestionChoice

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from lisdesk.outcome import Outcome
    from lisdesk.queries.suggesting import SuggestionRecord
    from lisdesk.rules.suggesting import Suggestion

suggestions_app = typer.Typer(
    help="What became of suggestions, and what they are learnt from.", no_args_is_help=True
)

CallReference = Annotated[str, typer.Argument(metavar="CALL", help="Such as LLEP-2018-01.")]
SubmissionReference = Annotated[
    str, typer.Argument(metavar="SUBMISSION", help="Such as LLEP-0042.")
]
Code = Annotated[str, typer.Argument(metavar="PRIORITY", help="Code, such as P2.")]
QuestionNumber = Annotated[
    int | None,
    typer.Option("--question", min=1, max=LARGEST_NUMBER, help="The answer to this question."),
]
Quote = Annotated[
    str | None,
    typer.Option("--quote", help="These words alone, exactly as they stand in the submission."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the tree."""
    app.add_typer(suggestions_app, name="suggestions")
    app.command("suggest")(suggest)


def suggest(
    context: typer.Context,
    submission: SubmissionReference,
    question: QuestionNumber = None,
    quote: Quote = None,
) -> None:
    """Suggest priorities for each answer of a submission, with the words that caused them."""
    from lisdesk.tasks.suggesting import learning_words

    terminal: Terminal = context.obj
    with terminal.reading() as session:
        suggesting = suggesting_in(session, submission, terminal.desk.officer)
        places = asked_words(suggesting, submission, question, quote)
        found = [(place, each) for place in places for each in place.suggested(suggesting)]
    said = learning_words(suggesting.learning, suggesting.page.tags_in_call)
    lines = table(
        ["Text", "Priority", "Because of", "Source"],
        [
            [place.named, f"{each.code} {each.name}", each.reason, each.source.label]
            for place, each in found
        ],
    )
    items = [{"question": place.text.question, **_fields(each)} for place, each in found]
    terminal.show(
        {"items": items, "learning": suggesting.learning.key},
        [*(lines if found else ["There is nothing to suggest."]), said],
    )


@suggestions_app.command("accept")
def accept(
    context: typer.Context,
    submission: SubmissionReference,
    priority: Code,
    question: QuestionNumber = None,
    quote: Quote = None,
) -> None:
    """Tag an answer, or words of it, to a priority that is suggested for them."""
    from lisdesk.edits.suggestions import accept_suggestion

    chosen = (submission, priority, question, quote)
    suggested, made = _decide(context, accept_suggestion, *chosen)
    said = f"Tagged {submission.strip().upper()} to {suggested.code} {suggested.name}: {made}"
    context.obj.show({"reference": made}, [said])


@suggestions_app.command("reject")
def reject(
    context: typer.Context,
    submission: SubmissionReference,
    priority: Code,
    question: QuestionNumber = None,
    quote: Quote = None,
) -> None:
    """Say that a suggested priority does not fit; it is not suggested to you there again."""
    from lisdesk.edits.suggestions import reject_suggestion

    _, code = _decide(context, reject_suggestion, submission, priority, question, quote)
    context.obj.show({"reference": code}, [f"Rejected {code} for {submission.strip().upper()}"])


@suggestions_app.command("log")
def log(context: typer.Context, reference: CallReference) -> None:
    """List what became of the suggestions of a call."""
    from lisdesk.queries.suggesting import suggestion_log
    from lisdesk.store.lookup import call_by_reference

    terminal: Terminal = context.obj
    with terminal.reading() as session:
        call_id = call_by_reference(session, reference).id
        rows = suggestion_log(session, call_id, terminal.desk.officer)
    lines = table(
        ["When", "Officer", "Submission", "Text", "Priority", "Choice", "Source", "Words", "Model"],
        [
            [
                iso(row.decided_at),
                row.officer,
                row.submission,
                "letter" if row.question is None else f"Q{row.question}",
                row.priority,
                row.choice.label,
                row.source.key,
                ", ".join(row.words),
                row.model_version,
            ]
            for row in rows
        ],
    )
    terminal.show({"items": fields_of(rows)}, [*lines, *_summary(rows)])


@suggestions_app.command("learn")
def learn_now(context: typer.Context, reference: CallReference) -> None:
    """Learn from the tags of a call now; the window does so by itself."""
    from lisdesk.store.learnt_models import model_facts
    from lisdesk.store.lookup import call_by_reference
    from lisdesk.tasks.learning import learn
    from lisdesk.tasks.suggesting import learning_words

    terminal: Terminal = context.obj
    with terminal.database() as database:
        with database.reading() as session:
            call_id = call_by_reference(session, reference).id
        learning = learn(database, terminal.clock, call_id)
        with database.reading() as session:
            facts = model_facts(session, call_id)
            tags = _tags(session, call_id)
    if learning is Learning.LEARNT and facts is not None:
        said = f"Learnt from {counted(facts.tags, 'tag')}: model {facts.version}"
    else:
        said = learning_words(learning, tags)
    version = facts.version if facts is not None else None
    terminal.show({"learning": learning.key, "tags": tags, "model_version": version}, [said])


def _decide(
    context: typer.Context,
    edit: Callable[..., Outcome[str]],
    submission: str,
    priority: str,
    question: int | None,
    quote: str | None,
) -> tuple[Suggestion, str]:
    """Accept or reject what is suggested for a place; return that, and what the edit returned."""
    terminal: Terminal = context.obj
    with terminal.writing() as work:
        place, suggested, cause = chosen_suggestion(
            work.session, submission, priority, question, quote, terminal.desk.officer
        )
        outcome = edit(work, place=place, priority_id=suggested.priority_id, cause=cause)
    return suggested, outcome.result


def _tags(session: Session, call_id: int) -> int:
    from lisdesk.tasks.learning_examples import tags_to_learn_from

    return tags_to_learn_from(session, call_id)


def _fields(suggestion: Suggestion) -> dict[str, object]:
    return {
        "priority": suggestion.code,
        "name": suggestion.name,
        "source": suggestion.source.key,
        "words": list(suggestion.words),
        "places": [[each.start, each.end] for each in suggestion.places],
        "model_version": suggestion.model_version,
    }


def _summary(rows: list[SuggestionRecord]) -> Iterator[str]:
    """Yield how many suggestions of each source were accepted."""
    made = Counter(row.source for row in rows)
    accepted = Counter(row.source for row in rows if row.choice is SuggestionChoice.ACCEPTED)
    if not rows:
        yield "No suggestion was accepted or rejected."
    for source, number in made.items():
        yield f"{source.label}: {accepted[source]:,} of {number:,} accepted"
