"""Bring in newer lists of what stands below the areas of the programme: documents, updates, names
and codes. What a list does not name stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from lisdesk.edits.lead_bodies import KnownBodies
from lisdesk.edits.programme import KnownAreas
from lisdesk.edits.programme_rows import replace_rows, standing_rows
from lisdesk.edits.programme_values import (
    Values,
    document_values,
    listed_words,
    name_values,
    spelling_values,
    update_values,
)
from lisdesk.edits.verbs import verb
from lisdesk.errors import NotFoundError, RefusedError, UserError, all_told
from lisdesk.rules.counted import counted
from lisdesk.rules.names import name_key
from lisdesk.rules.partial_dates import checked_period
from lisdesk.rules.programme import (
    AreaDocument,
    AreaSpelling,
    AreaUpdate,
    BodyNameDraft,
    DetailKind,
    ListedDetail,
)
from lisdesk.store.entities import (
    BodyName,
    ProgrammeArea,
    ProgrammeDocument,
    ProgrammeMember,
    ProgrammeSpelling,
    ProgrammeUpdate,
)
from lisdesk.store.work import Work

_OF, _BODY = "of", "body_id"


@dataclass(frozen=True, slots=True)
class DetailsReport:
    """What became of a list; each number counts rows of it."""

    kind: DetailKind
    added: int
    changed: int
    already_here: int
    notes: tuple[str, ...] = ()
    """What was taken for granted where the list was read, in whole sentences."""

    def counted(self, number: int) -> str:
        """Return so many of what the list is of, such as "2 documents"."""
        return counted_details(self.kind, number)


_COUNTED = {
    DetailKind.DOCUMENT: ("document", "documents"),
    DetailKind.UPDATE: ("update", "updates"),
    DetailKind.NAME: ("name or code", "names and codes"),
    DetailKind.CODE: ("name or code", "names and codes"),
    DetailKind.SPELLING: ("spelling", "spellings"),
}


def counted_details(kind: DetailKind, number: int) -> str:
    """Return so many details in words, such as "1 update"."""
    return counted(number, *_COUNTED[kind])


@dataclass(frozen=True, slots=True)
class _Way:
    """How rows of a kind are known again and written."""

    entity: type[Any]
    owner: str
    columns: dict[str, str]
    """Columns of a list to those of the table, but for those by which a row is known."""
    key: Callable[[Values], tuple[object, ...]]
    values: Callable[[KnownBodies, ListedDetail], Values]


def _document(bodies: KnownBodies, given: ListedDetail) -> Values:
    said = given.said
    dated, link, body = (said.get(name, "") for name in ("dated", "link", _OF))
    return document_values(bodies, AreaDocument(given.words, dated, link, body))


def _update(bodies: KnownBodies, given: ListedDetail) -> Values:
    said = given.said
    dated, source, body = (said.get(name, "") for name in ("dated", "source", _OF))
    return update_values(bodies, AreaUpdate(given.words, dated, source, body))


def _name(_bodies: KnownBodies, given: ListedDetail) -> Values:
    since, until = (given.said.get(name, "") for name in ("from", "until"))
    is_code = given.kind is DetailKind.CODE
    return name_values(BodyNameDraft(given.words, is_code, since, until))


def _spelling(_bodies: KnownBodies, given: ListedDetail) -> Values:
    since, until = checked_period(given.said.get("from", ""), given.said.get("until", ""))
    words = listed_words(given.words, "A name")
    return {"words": words, "words_key": name_key(words), "since": since, "until": until}


_NAMES = _Way(
    BodyName,
    "lead_body_id",
    {"from": "since", "until": "until"},
    lambda row: (row["words_key"], row["is_code"]),
    _name,
)
_WAYS = {
    DetailKind.DOCUMENT: _Way(
        ProgrammeDocument,
        "area_id",
        {"dated": "dated", "link": "link", _OF: _BODY},
        lambda row: (name_key(row["title"]),),
        _document,
    ),
    DetailKind.UPDATE: _Way(
        ProgrammeUpdate,
        "area_id",
        {"dated": "dated", "source": "source", _OF: _BODY},
        lambda row: (row["said"],),
        _update,
    ),
    DetailKind.SPELLING: _Way(
        ProgrammeSpelling,
        "area_id",
        {"from": "since", "until": "until"},
        lambda row: (row["words_key"],),
        _spelling,
    ),
    DetailKind.NAME: _NAMES,
    DetailKind.CODE: _NAMES,
}


@verb
def take_in_details(
    work: Work,
    *,
    details: Sequence[ListedDetail],
    kind: DetailKind = DetailKind.DOCUMENT,
    notes: Sequence[str] = (),
    on: date | None = None,
) -> DetailsReport:
    """Bring in documents, updates, other spellings, or names and codes of a list: one that is here
    already, by its words, takes on what the list says of it, and others are added after those that
    stand there. A list without a row is of `kind`. With `on` areas and bodies are found by what
    they were called on that day.

    Raises RefusedError, with every row that does not fit, for an unknown area or body and for what
    `save_area` and `set_body_names` refuse.
    """
    work.about(None, "programme")
    bodies = KnownBodies(work, on, takes_day=True)
    known = KnownAreas(work, on, takes_day=True)
    groups: defaultdict[tuple[type[Any], int], list[tuple[ListedDetail, Values]]]
    groups, faults = defaultdict(list), list[UserError]()
    for given in details:
        try:
            owner_id, placed = _placed(work, bodies, known, given)
            way = _WAYS[given.kind]
            said = groups[way.entity, owner_id]
            values = way.values(bodies, placed)
            if given.kind is DetailKind.SPELLING:
                _refuse_other_dates(said, values)
                known.refuse_taken(values["words"], owner_id)
            said.append((placed, values))
        except UserError as error:
            faults.append(error.reworded(happened=f"{given.where}: {error.happened}"))
    if faults:
        raise all_told(faults)
    came = [_merge(work, owner_id, rows) for (_, owner_id), rows in groups.items()]
    added, changed = (sum(each[place] for each in came) for place in (0, 1))
    is_of = details[0].kind if details else kind
    return DetailsReport(is_of, added, changed, len(details) - added - changed, tuple(notes))


def _refuse_other_dates(said: Sequence[tuple[ListedDetail, Values]], values: Values) -> None:
    """Refuse a spelling to which an earlier row gives other dates: it has one set of them."""
    for given, earlier in said:
        if earlier["words_key"] == values["words_key"] and any(
            earlier[each] != values[each] for each in ("since", "until")
        ):
            raise RefusedError(
                f"“{values['words']}” stands in {given.where.lower()} too, with other dates.",
                do="Make one row of them, and try again.",
            )


def _placed(
    work: Work, bodies: KnownBodies, known: KnownAreas, given: ListedDetail
) -> tuple[int, ListedDetail]:
    """Return the number of the body or the area that a row is about, and the row; one that names a
    body of an area in place of the area is about what is that body's.
    """
    if given.kind in (DetailKind.NAME, DetailKind.CODE):
        return bodies.find(given.owner).id, given
    area = known.called(given.owner)
    if area is not None:
        return area.id, given
    try:
        body = bodies.find(given.owner)
    except NotFoundError:
        body = None
    if body is not None and given.kind is DetailKind.SPELLING:
        raise RefusedError(
            f"“{given.owner}” is a body, not an area.",
            do="Give what a body is or was called in a list of names and codes.",
        )
    own = ProgrammeMember.lead_body_id == (body.id if body else 0)
    area_ids = work.session.scalars(select(ProgrammeMember.area_id).where(own)).all()
    if body is None or len(area_ids) != 1:
        several = "several areas that may be" if area_ids else "no area"
        raise NotFoundError(
            f"the programme has {several} “{given.owner}”.",
            do="Bring in the list of areas first, or name the area as it is called there.",
        )
    of = given.said.get(_OF) or body.name
    return area_ids[0], replace(given, said={**given.said, _OF: of})


def _merge(
    work: Work, owner_id: int, said: Sequence[tuple[ListedDetail, Values]]
) -> tuple[int, int]:
    """Write the rows of one owner; return how many were added and how many changed."""
    way = _WAYS[said[0][0].kind]
    owner = {way.owner: owner_id}
    is_spelling = way.entity is ProgrammeSpelling
    rows = _spellings(work, owner_id) if is_spelling else standing_rows(work, way.entity, owner)
    before = list(rows)
    told = [(values, _spoken(way, given)) for given, values in said]
    places = _places(way, before, told)
    for (values, spoken), place, (given, _) in zip(told, places, said, strict=True):
        if place is not None:
            rows[place] = {**rows[place], **{column: values[column] for column in spoken}}
            _check_period(given, rows[place])
        elif not any(_is_said(way, row, values, spoken) for row in rows):
            rows.append(values)  # a list may say a thing twice
    if is_spelling:
        rows_of_dates = _spelled(work, owner_id, rows)
    replace_rows(work, way.entity, owner, rows_of_dates if is_spelling else rows)
    changed = sum(now != then for now, then in zip(rows, before, strict=False))
    return len(rows) - len(before), changed


def _check_period(given: ListedDetail, row: Values) -> None:
    """Refuse what a row of a list leaves beginning after its end: it may speak of one alone."""
    try:
        checked_period(row.get("since", ""), row.get("until", ""))
    except RefusedError as error:
        raise error.reworded(happened=f"{given.where}: {error.happened}") from error


def _spellings(work: Work, area_id: int) -> list[Values]:
    """Return the other spellings of an area, each with its dates."""
    dated = standing_rows(work, ProgrammeSpelling, {"area_id": area_id})
    known = {row["words_key"]: row for row in dated}
    undated = {"since": "", "until": ""}
    aliases = work.session.get_one(ProgrammeArea, area_id).aliases
    keys = [(words, name_key(words)) for words in aliases]
    return [
        {"words": words, **known.get(key, {"words_key": key, **undated})} for words, key in keys
    ]


def _spelled(work: Work, area_id: int, rows: Sequence[Values]) -> list[Values]:
    """Let an area have these other spellings; return the rows of their dates."""
    area = work.session.get_one(ProgrammeArea, area_id)
    if (words := [row["words"] for row in rows]) != list(area.aliases):
        area.aliases = words
        work.session.flush()
    given = [AreaSpelling(row["words"], row["since"], row["until"]) for row in rows]
    return spelling_values(given, ())


def _spoken(way: _Way, given: ListedDetail) -> frozenset[str]:
    """Return the columns of the table of which a list speaks."""
    return frozenset(column for name, column in way.columns.items() if name in given.said)


def _places(
    way: _Way, rows: Sequence[Values], told: Sequence[tuple[Values, frozenset[str]]]
) -> list[int | None]:
    """Return for each row of a list which of the rows that stand it is about: one that says the
    same already, else the first of the same words; None for one that is new.
    """
    free: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        free[way.key(row)].append(place)
    places: dict[int, int] = {}
    for is_about in (_says, _may_become):
        for number, (values, spoken) in enumerate(told):
            left = [] if number in places else free[way.key(values)]
            for place in left:
                if is_about(rows[place], values, spoken):
                    places[number] = place
                    left.remove(place)
                    break
    return [places.get(number) for number in range(len(told))]


def _is_said(way: _Way, row: Values, values: Values, spoken: frozenset[str]) -> bool:
    return way.key(row) == way.key(values) and _says(row, values, spoken)


def _says(row: Values, values: Values, spoken: frozenset[str]) -> bool:
    return all(row[name] == values[name] for name in spoken)


def _may_become(row: Values, values: Values, spoken: frozenset[str]) -> bool:
    """What is said to be of one body is not that of another one, whatever it is called."""
    return _BODY not in spoken or row[_BODY] in (None, values[_BODY])
