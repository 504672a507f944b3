"""TEI's own schema, and the documents that are held against it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

SCHEMA = Path(__file__).parent / "data" / "tei_all.rng"

Faults = Callable[[Path], list[str]]


@pytest.fixture(scope="session")
def faults() -> Faults:
    """What TEI P5 4.12 objects to in a document."""
    schema = etree.RelaxNG(etree.parse(SCHEMA))

    def objections(path: Path) -> list[str]:
        schema.validate(etree.parse(path))
        return [f"{error.path}: {error.message}" for error in schema.error_log]

    return objections
