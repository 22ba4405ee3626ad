"""The rules that every clone holds its projects to are no laxer than the official schemas."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from lxml import etree

from lisdesk.rules.vocabulary import Stance
from tests.desk_work import log, tag
from tests.unit.refi.conftest import listing_of
from tests.unit.refi.format_rules import faults


@pytest.fixture
def listings(database, call, export) -> list[etree._Element]:
    """Return a small project and its codebook."""
    entry = log(database, call, respondent="Acme", letter="We need welders.", answers={1: "Yes."})
    tag(database, entry, quote="welders", note="Look.", stance=Stance.MIXED)
    names = ("small.qdpx", "small.qdc")
    return [listing_of(export(database, name).path) for name in names]


def spoilt(root: etree._Element) -> Iterator[etree._Element]:
    """Yield a listing with one thing amiss, once for each thing that can be."""
    for place, each in enumerate(root.iter(etree.Element)):
        for attribute in each.attrib:
            for value in (None, "§"):
                other = _again(root, place)
                if value is None:
                    del other.attrib[attribute]
                else:
                    other.set(attribute, value)
                yield other.getroottree().getroot()
        for child in range(len(each)):
            other = _again(root, place)
            del other[child]
            yield other.getroottree().getroot()
            for move in (lambda at, into: into.append(at), lambda at, into: into.insert(0, at)):
                other = _again(root, place)
                move(other[child], other)
                yield other.getroottree().getroot()
        other = _again(root, place)
        etree.SubElement(other, "Unknown")
        yield other.getroottree().getroot()


def _again(root: etree._Element, place: int) -> etree._Element:
    return list(copy.deepcopy(root).iter(etree.Element))[place]


def test_each_thing_amiss_that_the_official_schemas_refuse_is_found(listings, schemas):
    refused = 0
    for listing, ending in zip(listings, (".qdpx", ".qdc"), strict=True):
        assert faults(listing) == []
        for other in spoilt(listing):
            if not schemas[ending].validate(other):
                refused += 1
                assert faults(other), etree.tostring(other)
    assert refused > 100


def test_what_stands_in_the_wrong_order_or_lacks_its_number_is_found(listings):
    project, book = listings
    [codes] = [each for each in book if each.tag.endswith("Codes")]
    del codes[0].attrib["guid"]
    assert faults(book) == ["Code lacks guid!"]
    project.append(project[0])
    assert "Project holds" in faults(project)[0]
