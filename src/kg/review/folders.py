"""Where reviews lie: ``review/`` beside ``data/``, a folder a report, and the index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.places import Places
from kg.review.index import Index


def review_folder(places: Places, report: str) -> Path:
    """The folder of one report's review file."""
    return places.root / "review" / report


@contextmanager
def index_of(places: Places) -> Iterator[Index]:
    """The index of a project, closed at the end.  Raises DataError where the data break their format."""
    index = Index(places.data, places.root / "review" / "index.sqlite")
    try:
        yield index
    finally:
        index.close()
