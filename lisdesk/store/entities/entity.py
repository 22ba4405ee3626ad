"""What every table has in common: constraint names, column types, version numbers."""

from datetime import date, datetime
from enum import Enum as PythonEnum
from typing import Any, TypeVar

from sqlalchemy import Enum, Index, MetaData, Table, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from lisdesk.rules.vocabulary import Token
from lisdesk.store.entities.strict_types import Day, Moment, Truth, WholeNumber, Words

TokenT = TypeVar("TokenT", bound=Token)


def token_type(tokens: type[Token], name: str = "") -> Enum:
    """Return the column type of a closed list: its keys as text, held to the list by a
    constraint, whose `name` a second column of the same list in one table has to give.
    """

    def keys(members: type[PythonEnum]) -> list[str]:
        return [member.key for member in members if isinstance(member, Token)]

    return Enum(
        tokens,
        values_callable=keys,
        native_enum=False,
        create_constraint=True,
        length=24,
        name=name or _snake(tokens.__name__),
    )


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index over the rows for which `where` holds, in SQLite's SQL.

    The tables of a server are made by the migrations, which state the condition for PostgreSQL too:
    stating it here would load PostgreSQL's half of SQLAlchemy at every start of the window.
    """
    return Index(name, *columns, unique=unique, sqlite_where=text(where))


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]


class Entity(DeclarativeBase):
    """A table of the consultation file; its constraints are named so that migrations can find
    them.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {bool: Truth, date: Day, datetime: Moment, int: WholeNumber, str: Words}

    def __init_subclass__(cls, **keywords: object) -> None:
        """Map the table; where its rows are numbered, SQLite gives no number out twice."""
        super().__init_subclass__(**keywords)
        table = cls.__table__
        assert isinstance(table, Table)
        table.dialect_options["sqlite"]["autoincrement"] = "id" in table.columns


class Numbered:
    """An entity with a number that is never used again, not even after the row is gone."""

    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned:
    """An entity that can be edited: a stale edit is refused by its version number."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (SQLAlchemy passes the class)
        """Let SQLAlchemy check and count the version."""
        return {"version_id_col": cls.version}
