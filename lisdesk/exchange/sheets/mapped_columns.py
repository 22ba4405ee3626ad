"""Columns that are what the officer's map says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lisdesk.errors import RefusedError
from lisdesk.exchange.sheets.column_roles import ColumnRoles
from lisdesk.exchange.sheets.headings import heading_key
from lisdesk.exchange.sheets.mapping import ImportMap
from lisdesk.exchange.sheets.plan import KnownQuestion, QuestionRef, Role
from lisdesk.exchange.sheets.ticks import choice_of
from lisdesk.rules.vocabulary import QuestionKind

_CORRECT = "Correct the map and import again."


def take_mapped(
    roles: ColumnRoles, officers_map: ImportMap, questions: Sequence[KnownQuestion]
) -> None:
    """Give the columns that the map names their roles.

    One column may be a field and also what rows are grouped by, or known by. Raises RefusedError
    for columns and questions that are not there, and for a column or a field that is given twice.
    """
    names = roles.names
    names.require(officers_map.named_columns())
    _refuse_doubles(roles, officers_map)
    for name, role in ((officers_map.id_column, Role.ID), (officers_map.group_by, Role.GROUP)):
        if name is not None:
            roles.take(names.index(name), role)
    for field, name in officers_map.fields.items():
        roles.take(names.index(name), Role.FIELD, field)
    shared = _shared_choices(roles, officers_map, questions)
    for name, wanted in officers_map.questions.items():
        question = _question(roles, wanted, questions)
        index, is_shared = names.index(name), question in shared
        choice = choice_of(names.headings[index]) if is_shared else ""
        roles.take_question(index, question, mark=f" = {wanted}", choice=choice)
    for name in officers_map.ignored_columns:
        roles.take(names.index(name), Role.IGNORED)
    for name in officers_map.extra_columns:
        roles.take(names.index(name), Role.EXTRA)


def _question(
    roles: ColumnRoles, wanted: int | str, questions: Sequence[KnownQuestion]
) -> QuestionRef:
    for question in questions:
        is_text = isinstance(wanted, str) and heading_key(question.text) == heading_key(wanted)
        if is_text or question.number == wanted:
            return QuestionRef(number=question.number)
    if isinstance(wanted, str):
        return roles.new_question(" ".join(wanted.split()))
    numbers = ", ".join(str(question.number) for question in questions) or "none yet"
    raise RefusedError(
        f"The map names question {wanted}, which the call does not have.",
        do=f"The call has: {numbers}. Give a number of these, or the text of a new question.",
    )


def _shared_choices(
    roles: ColumnRoles, officers_map: ImportMap, questions: Sequence[KnownQuestion]
) -> set[QuestionRef]:
    """Return the questions with several choices that the map answers from several columns."""
    with_choices = {one.number for one in questions if one.kind is QuestionKind.CHOICES}
    columns = Counter(
        _question(roles, wanted, questions) for wanted in officers_map.questions.values()
    )
    return {one for one, count in columns.items() if count > 1 and one.number in with_choices}


def _refuse_doubles(roles: ColumnRoles, officers_map: ImportMap) -> None:
    both = officers_map.fields.keys() & officers_map.constants.keys()
    for field in both:
        raise RefusedError(
            f"The map fills “{field.value}” from a column and with a constant.", do=_CORRECT
        )
    used = Counter(
        roles.names.index(name)
        for name in (
            *officers_map.fields.values(),
            *officers_map.questions,
            *officers_map.ignored_columns,
            *officers_map.extra_columns,
        )
    )
    for index, times in used.items():
        if times > 1:
            heading = roles.names.headings[index]
            raise RefusedError(f"The map uses the column “{heading}” twice.", do=_CORRECT)
