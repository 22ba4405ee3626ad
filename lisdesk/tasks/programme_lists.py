"""The lists that the programme comes from and is written to: one of areas, and one each of what
stands below them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lisdesk.errors import RefusedError, UserError, all_told
from lisdesk.queries.programme import ProgrammeRow
from lisdesk.rules.guarded_cells import unguarded
from lisdesk.rules.programme import (
    AreaDraft,
    AreaMember,
    AreaRole,
    AreaTheme,
    DetailKind,
    ListedDetail,
    ThemeKind,
)
from lisdesk.rules.vocabulary import Token
from lisdesk.tasks.lists import headings_of, named_rows


class ProgrammeContent(Token):
    """What a list is of."""

    AREAS = ("areas", "Areas")
    DOCUMENTS = ("documents", "Documents")
    UPDATES = ("updates", "Updates")
    NAMES = ("names", "Names and codes")
    SPELLINGS = ("spellings", "Other spellings")


COLUMNS = (
    "area", "wave", "announced", "target", "published", "leads", "partners", "priorities",
    "themes", "specialisms", "places", "also called",
)  # fmt: skip
MOST_ROWS = 2_000
"""In one list: many times the areas that England has."""
_DATES = frozenset({"announced", "target", "published", "dated", "from", "until"})
_BETWEEN = "; "
_LISTED_ROLES = {"leads": AreaRole.LEAD, "partners": AreaRole.PARTNER}
_LISTED_KINDS = {
    "priorities": ThemeKind.PRIORITY,
    "themes": ThemeKind.THEME,
    "specialisms": ThemeKind.SPECIALISM,
}


@dataclass(frozen=True, slots=True)
class _Form:
    """The columns of a list of details: whose each is, in which words, and what else is said."""

    owner: str
    words: dict[str, DetailKind]
    besides: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return self.owner, *self.words, *self.besides

    @property
    def kind(self) -> DetailKind:
        """What it is counted as."""
        return next(iter(self.words.values()))


_FORMS = {
    ProgrammeContent.DOCUMENTS: _Form(
        "area", {"document": DetailKind.DOCUMENT}, ("dated", "link", "of")
    ),
    ProgrammeContent.UPDATES: _Form(
        "area", {"update": DetailKind.UPDATE}, ("dated", "source", "of")
    ),
    ProgrammeContent.NAMES: _Form(
        "body", {"name": DetailKind.NAME, "code": DetailKind.CODE}, ("from", "until")
    ),
    ProgrammeContent.SPELLINGS: _Form("area", {"spelling": DetailKind.SPELLING}, ("from", "until")),
}


@dataclass(frozen=True, slots=True)
class ListedDetails:
    """What a list says of documents, of updates, or of names and codes."""

    details: tuple[ListedDetail, ...]
    kind: DetailKind
    """What its columns say that it is of, also where it has no row."""
    notes: tuple[str, ...]
    """What was taken for granted where the list was read, in whole sentences."""


def read_programme_list(path: Path) -> list[AreaDraft] | ListedDetails:
    """Read a list, CSV or a spreadsheet, by what its columns are: of areas, with at least the
    column area; of documents, with area and document; of updates, with area and update; of other
    spellings, with area and spelling; of names and codes of bodies, with body and name or code. A
    column that is not there, or not in a row that ends before it, leaves what is known.

    Raises RefusedError with every row that cannot be read, for a list of more than `MOST_ROWS`, and
    for one that would be two of these.
    """
    headings = headings_of(path)
    found = [what for what, form in _FORMS.items() if not form.words.keys().isdisjoint(headings)]
    if len(found) > 1:
        named = " and ".join(f"“{word}”" for what in found for word in _FORMS[what].words)
        raise RefusedError(
            f"“{path.name}” has columns of more than one list: {named}.",
            do="Make a list of each, and bring them in one after the other.",
        )
    return _details(path, _FORMS[found[0]]) if found else listed_areas(path)


def listed_areas(path: Path) -> list[AreaDraft]:
    """Read a list of areas. Several bodies or priorities stand in one cell with semicolons between.
    Raises as `read_programme_list` does.
    """
    areas: list[AreaDraft] = []

    def take(number: int, row: dict[str, str], told: Sequence[str]) -> None:
        areas.append(replace(_draft(number, row), notes=tuple(told)))

    _read(path, COLUMNS, "area", take)
    return areas


def _details(path: Path, form: _Form) -> ListedDetails:
    details: list[ListedDetail] = []
    notes: list[str] = []

    def take(number: int, row: dict[str, str], told: Sequence[str]) -> None:
        notes.extend(told)
        details.append(_detail(number, row, form))

    _read(path, form.columns, form.owner, take)
    return ListedDetails(tuple(details), form.kind, tuple(notes))


def _read(
    path: Path,
    columns: Sequence[str],
    needed: str,
    take: Callable[[int, dict[str, str], Sequence[str]], None],
) -> None:
    told, faults = list[str](), list[UserError]()
    rows = named_rows(
        path, columns, needed=(needed,), keeps_empty=True, dates=_DATES, told=told, faults=faults
    )
    for count, (number, row) in enumerate(rows):
        if count == MOST_ROWS:
            what = "areas" if columns is COLUMNS else "rows"
            raise RefusedError(
                f"“{path.name}” has more than {MOST_ROWS:,} {what}.",
                do=f"Check that it is a list of {what}, or bring it in in parts.",
            )
        try:
            take(number, {name: unguarded(text) for name, text in row.items()}, told)
        except RefusedError as error:
            faults.append(error)
        told.clear()
    if faults:
        raise all_told(faults)


def _detail(number: int, row: Mapping[str, str], form: _Form) -> ListedDetail:
    given = [column for column in form.words if row.get(column, "").strip()]
    if len(given) != 1:
        words = " or ".join(form.words) if not given else " and ".join(given)
        raise RefusedError(
            f"Row {number} has {'no' if not given else 'both'} {words}.",
            do="Fill one of the cells, or take the row out, and try again.",
        )
    said = {column: row[column].strip() for column in form.besides if column in row}
    words = row[given[0]]
    return ListedDetail(form.words[given[0]], row[form.owner], words, said, f"Row {number}")


def listed_kind(what: ProgrammeContent) -> DetailKind | None:
    """Return what the rows of a list are counted as; None for a list of areas."""
    return _FORMS[what].kind if what in _FORMS else None


def programme_list(
    rows: Sequence[ProgrammeRow], what: ProgrammeContent
) -> Iterator[tuple[str, ...]]:
    """Return the lines of a list that can be brought in again, its headings first."""
    if what is ProgrammeContent.AREAS:
        yield COLUMNS
        for row in rows:
            yield tuple(_cells(row))
        return
    yield _FORMS[what].columns
    yield from dict.fromkeys(line for row in rows for line in _LINES[what](row))


def _documents(row: ProgrammeRow) -> Iterator[tuple[str, ...]]:
    for each in row.documents:
        yield row.name, each.title, each.dated, each.link, each.body


def _updates(row: ProgrammeRow) -> Iterator[tuple[str, ...]]:
    for each in row.updates:
        yield row.name, each.said, each.dated, each.source, each.body


def _names(row: ProgrammeRow) -> Iterator[tuple[str, ...]]:
    for member in row.members:
        for each in member.dated_names:
            words = ("", each.words) if each.is_code else (each.words, "")
            yield member.name, *words, each.since, each.until


def _spellings(row: ProgrammeRow) -> Iterator[tuple[str, ...]]:
    for each in row.spellings:
        yield row.name, each.words, each.since, each.until


_LINES: dict[ProgrammeContent, Callable[[ProgrammeRow], Iterator[tuple[str, ...]]]] = {
    ProgrammeContent.DOCUMENTS: _documents,
    ProgrammeContent.UPDATES: _updates,
    ProgrammeContent.NAMES: _names,
    ProgrammeContent.SPELLINGS: _spellings,
}


def _cells(row: ProgrammeRow) -> Iterator[str]:
    yield from (row.name, str(row.wave or ""), row.announced, row.target, row.published)
    for role in _LISTED_ROLES.values():
        yield _BETWEEN.join(each.name for each in row.members if each.role is role)
    for kind in _LISTED_KINDS.values():
        yield _BETWEEN.join(each.name for each in row.themes if each.kind is kind)
    yield _BETWEEN.join(row.places)
    yield _BETWEEN.join(row.aliases)


def _draft(number: int, row: Mapping[str, str]) -> AreaDraft:
    has_members = not row.keys().isdisjoint(_LISTED_ROLES)
    has_themes = not row.keys().isdisjoint(_LISTED_KINDS)
    listed = {**_LISTED_ROLES, **_LISTED_KINDS}
    return AreaDraft(
        row["area"],
        wave=_wave(number, row["wave"]) if "wave" in row else None,
        announced=row.get("announced"),
        target=row.get("target"),
        published=row.get("published"),
        aliases=_several(row, "also called"),
        places=_several(row, "places"),
        members=_members(row) if has_members else None,
        themes=[
            AreaTheme(name, kind)
            for column, kind in _LISTED_KINDS.items()
            for name in _several(row, column) or ()
        ]
        if has_themes
        else None,
        unsaid=frozenset(token for column, token in listed.items() if column not in row),
        where=f"Row {number}",
    )


def _members(row: Mapping[str, str]) -> list[AreaMember]:
    return [
        AreaMember(body, role)
        for column, role in _LISTED_ROLES.items()
        for body in _several(row, column) or ()
    ]


def _several(row: Mapping[str, str], column: str) -> list[str] | None:
    if column not in row:
        return None
    return [each.strip() for each in row[column].split(";") if each.strip()]


def _wave(number: int, text: str) -> int:
    said = text.strip()
    if said and not (said.isascii() and said.isdecimal() and len(said) < 3):
        raise RefusedError(f"In row {number}, wave is not a number.", do="Write 1, 2, 3 …")
    return int(said or 0)
