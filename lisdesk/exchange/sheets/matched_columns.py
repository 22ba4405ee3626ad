"""Columns whose headings, and cells, say what they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.column_roles import ColumnRoles
from lisdesk.exchange.sheets.headings import (
    BY_SHAPE,
    SURE_ID_HEADINGS,
    field_match,
    id_rank,
)
from lisdesk.exchange.sheets.plan import Field, QuestionRef, Role, ValueWords
from lisdesk.exchange.sheets.profiles import ColumnProfile, is_question_heading
from lisdesk.exchange.sheets.question_match import QuestionMatcher
from lisdesk.exchange.sheets.ticks import choice_parts, ticked
from lisdesk.rules.names import name_key
from lisdesk.rules.vocabulary import QuestionKind

_FEWEST_READABLE = 0.5
"""Where only the shape of a heading names a field, so many of the values must be readable."""
_FEWEST_DIFFERENT_SURE = 0.5
_FEWEST_DIFFERENT = 0.9
"""An id differs in at least this share of the rows; a respondent's id may stand in many rows."""


def take_questions(roles: ColumnRoles, matcher: QuestionMatcher) -> None:
    """Let columns answer the questions of the call that their headings stand for."""
    headings: dict[int, list[str]] = defaultdict(list)
    for index in list(roles.free()):
        heading = roles.names.headings[index]
        names = (heading, *roles.names.other_names(index))
        below = next((part for name in names if (part := matcher.match_choice(name))), None)
        if below is not None:
            roles.take_question(index, QuestionRef(number=below[0]), choice=below[1])
            continue
        match = next((found for name in names if (found := matcher.match(name))), None)
        if match is None:
            continue
        roles.take_question(index, QuestionRef(number=match.number))
        headings[match.number].append(heading)
        if match.is_near:
            roles.warnings.append(
                f"“{heading}” is taken for question {match.number}; the words are nearly the same."
            )
    for number, columns in headings.items():
        if len(columns) > 1:
            listed = _listed(columns)
            roles.warnings.append(
                f"The columns {listed} all answer question {number}. Where a row has more than one "
                "answer, the first is the answer and the others are kept as extras."
            )


def take_fields(roles: ColumnRoles, constants: Collection[Field], words: ValueWords) -> None:
    """Give each field that nothing fills yet the column that names it most surely.

    Among columns that name the type, or the permission, that with most values of the list wins.
    """
    filled = roles.filled_fields | set(constants)
    candidates: dict[Field, list[tuple[float, int, int]]] = defaultdict(list)
    for index in roles.free():
        names = (roles.names.headings[index], *roles.names.other_names(index))
        match = next((found for name in names if (found := field_match(name))), None)
        if match is None or match.field in filled:
            continue
        share = _readable_share(roles.profiles[index].distinct, match.field, words)
        if match.rank == BY_SHAPE and share < _FEWEST_READABLE:
            heading = roles.names.headings[index]
            roles.warnings.append(
                f"“{heading}” looks like the {match.field.value} of a respondent, but most of its "
                "values are not of that list. It is kept as an extra unless the map says otherwise."
            )
            continue
        candidates[match.field].append((-share, match.rank, index))
    for field, columns in candidates.items():
        roles.take(min(columns)[2], Role.FIELD, field)


def take_id(roles: ColumnRoles, known_ids: Collection[str]) -> None:
    """Let the column that names an id, and differs from row to row, be the id of the row.

    A column by which rows of the call are known already (`known_ids` has its name key) is taken
    whatever it holds, or the same rows would come in a second time.
    """
    if roles.id_index is not None:
        return
    for index in roles.free():
        if name_key(roles.names.headings[index]) in known_ids:
            roles.take(index, Role.ID)
            return
    shortened: list[int] = []
    for _, index in sorted(_id_candidates(roles)):
        profile = roles.profiles[index]
        is_sure = id_rank(roles.names.headings[index]) in range(SURE_ID_HEADINGS)
        fewest = _FEWEST_DIFFERENT_SURE if is_sure else _FEWEST_DIFFERENT
        if profile.is_shortened:
            shortened.append(index)
        elif profile.count and len(profile.distinct) >= fewest * profile.count:
            roles.take(index, Role.ID)
            return
    for index in shortened[:1]:
        roles.warnings.append(
            f"The ids in “{roles.names.headings[index]}” were turned into figures such as "
            f"{roles.profiles[index].shortened} by a spreadsheet and tell no row from another. "
            "Rows are known by their content instead, so a row that is changed later comes in as a "
            "new one. To avoid that, export again with that column as text."
        )


def refuse_shortened_ids(roles: ColumnRoles, known_ids: Collection[str]) -> None:
    """Raise RefusedError if the ids by which rows of the call are known were shortened.

    A stray one holds nothing up: it is told as a problem of its row.
    """
    index = roles.id_index
    if index is None or not roles.profiles[index].is_shortened:
        return
    heading = roles.names.headings[index]
    if name_key(heading) not in known_ids:
        return
    raise RefusedError(
        f"The ids in “{heading}”, by which the rows of this call are known, were turned into "
        f"figures such as {roles.profiles[index].shortened} by a spreadsheet: those rows would "
        "come in a second time.",
        do="Export the responses again and import that file as it is, or open it in the "
        "spreadsheet with that column as text.",
    )


def take_new_questions(roles: ColumnRoles) -> None:
    """Make questions of the columns of open text; without any, of those whose headings ask."""
    _take_new_choices(roles)
    headings = roles.names.headings
    headed = [index for index in roles.free() if roles.names.has_heading(index)]
    chosen = [index for index in headed if roles.profiles[index].is_open_text]
    if not chosen:
        chosen = [
            index
            for index in headed
            if is_question_heading(headings[index])
            and roles.profiles[index].may_answer(headings[index])
        ]
    for index in chosen:
        roles.take_question(index, roles.new_question(headings[index]))
    if chosen:
        listed = _listed([headings[index] for index in chosen])
        noun = "this column becomes one" if len(chosen) == 1 else "these columns become questions"
        roles.warnings.append(f"The call has no questions yet; {noun}: {listed}.")
    _warn_of_answers_without_a_heading(roles)


def _warn_of_answers_without_a_heading(roles: ColumnRoles) -> None:
    unheaded = [index for index in roles.free() if not roles.names.has_heading(index)]
    answers = [
        roles.names.headings[index] for index in unheaded if roles.profiles[index].is_open_text
    ]
    if answers:
        roles.warnings.append(
            f"These columns hold answers but have no heading: {_listed(answers)}. They are kept as "
            f'extras; the map can make questions of them, such as "{answers[0]}" = "Text of the '
            'question" under [questions].'
        )


def warn_of_left_over_answers(roles: ColumnRoles) -> None:
    """Say which columns hold open text and yet answer no question of the call."""
    headings = roles.names.headings
    open_text = [headings[index] for index in roles.free() if roles.profiles[index].is_open_text]
    if not roles.has_questions:
        kept = f" These look like answers and are kept as extras: {_listed(open_text)}."
        roles.warnings.append(
            "No column matches a question of the call."
            + (kept if open_text else "")
            + " So these submissions count as blank; the map can say, under [questions], which "
            "column answers which."
        )
    elif open_text:
        roles.warnings.append(
            "These columns look like answers but match no question of the call; they are kept as "
            f"extras: {_listed(open_text)}."
        )


def _take_new_choices(roles: ColumnRoles) -> None:
    """Make one question of several choices of columns that tick the choices of one question."""
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index in roles.free():
        for question, choice in choice_parts(roles.names.headings[index])[:1]:
            if is_question_heading(question) and _is_ticks(roles.profiles[index], choice):
                below[question].append((index, choice))
    for question, columns in below.items():
        if len(columns) > 1:
            choices = [choice for _, choice in columns]
            made = roles.new_question(question, QuestionKind.CHOICES, choices)
            for index, choice in columns:
                roles.take_question(index, made, choice=choice)
            roles.warnings.append(
                f"“{question}” becomes one question with several choices: {_listed(choices)}."
            )


def _is_ticks(profile: ColumnProfile, choice: str) -> bool:
    """Whether the cells below a choice say no more than whether it is taken."""
    return all(ticked(choice, text) in ("", choice) for text in profile.distinct)


def _id_candidates(roles: ColumnRoles) -> list[tuple[int, int]]:
    ranked = ((id_rank(roles.names.headings[index]), index) for index in roles.free())
    return [(rank, index) for rank, index in ranked if rank is not None]


def _readable_share(values: Collection[str], field: Field, words: ValueWords) -> float:
    """Return which share of a column's values a closed list has; 0 for a field without a list."""
    if field not in (Field.TYPE, Field.PERMISSION):
        return 0.0
    readable = sum(words.value(field, value) is not None for value in values)
    return readable / max(1, len(values))


def _listed(names: Collection[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
