"""Entities are loaded as they are asked for: each with what it refers to, or all of them."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from lisdesk.store import entities
from lisdesk.store.entities import Entity, all_entities, all_tables
from tests.journeys.command_line import ROOT

LOAD_ONE = """
import sys
from sqlalchemy.orm import configure_mappers
from lisdesk.store import entities
entity = getattr(entities, sys.argv[1])
for column in entity.__table__.columns:
    assert not column.type._isnull, column
    for key in column.foreign_keys:
        assert key.column.table.name in entities.Entity.metadata.tables
configure_mappers()
print(len(entities.Entity.metadata.tables), len(entities.all_tables().tables))
"""


def test_no_module_of_entities_is_left_out_of_all_tables():
    known = {(name, len(table.columns)) for name, table in all_tables().tables.items()}
    for module in iter_modules([str(Path(entities.__file__).parent)]):
        import_module(f"{entities.__name__}.{module.name}")
    assert {(name, len(table.columns)) for name, table in all_tables().tables.items()} == known


def test_every_entity_has_its_name_in_the_package():
    for entity in all_entities().values():
        assert getattr(entities, entity.__name__) is entity
        assert entity.__name__ in entities.__all__
    assert all(getattr(entities, name) is not None for name in entities.__all__)
    assert {entity.__tablename__ for entity in all_entities().values()} == set(all_tables().tables)


def test_a_name_that_is_no_entity_is_none():
    with pytest.raises(AttributeError, match="Sumbission"):
        _ = entities.Sumbission  # type: ignore[attr-defined] (that is what is tried)


@pytest.mark.parametrize("name", ["Tag", "Extraction", "SubmissionLink"])
def test_an_entity_comes_with_what_it_refers_to_and_little_else(name):
    ran = subprocess.run(
        [sys.executable, "-c", LOAD_ONE, name],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    loaded, whole = (int(word) for word in ran.stdout.split())
    assert loaded < whole / 2
    assert whole == len(Entity.metadata.tables)
