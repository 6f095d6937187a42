"""Heads of state and government named by an office that Taiwan does not have: 國王, 首相, 總理."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import chunk
from kg.vocabulary import HOME

_RULER = re.compile("(?<!前任)(?<!首任)(?:國王|女王|王儲|王后|首相|總理)(?!衙|大道|陵|任內)")


def ruler(sentence: Sentence, reading: Reading) -> tuple[int, int] | None:
    """Where a Taiwanese text names a ruler by the office alone, no country or body before it in its part; None where it does not."""
    text = sentence.text
    match = _RULER.search(text) if "王" in text or "首相" in text or "總理" in text else None
    if match is None or reading.home != HOME:
        return None
    low, high = sentence.start + match.start(), sentence.start + match.end()
    begin = chunk(sentence, low)[0]
    return None if any(t.is_name and begin <= t.start < high for t in sentence.tokens) else (low, high)
