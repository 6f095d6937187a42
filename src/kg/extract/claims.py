"""Claims."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidate import Candidate
from kg.extract.clauses import Reading, Sentence

TRIGGERS: frozenset[str] = frozenset()


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """None yet."""
    return iter(())
