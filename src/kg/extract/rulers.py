"""Heads of state and government named by an office that Taiwan does not have: 國王, 首相, 總理."""

from __future__ import annotations

from kg import patterns as re
from kg.extract.clauses import Reading, Sentence
from kg.extract.telling import chunk
from kg.vocabulary import HOME

_RULER = re.compile("(?<!前任)(?<!首任)(?:國王|女王|王儲|王后|首相|總理)(?!衙|大道|陵|任內)")
_MAY_RULE = re.compile("[國女王首總][王儲后相理]")  # found sooner


def ruler(sentence: Sentence, reading: Reading) -> tuple[int, int] | None:
    """Where a Taiwanese text names a ruler by the office alone, no country or body before it in its part; None where it does not."""
    if reading.home != HOME or _MAY_RULE.search(sentence.text) is None:
        return None
    match = _RULER.search(sentence.text)
    if match is None:
        return None
    low, high = sentence.start + match.start(), sentence.start + match.end()
    begin = chunk(sentence, low)[0]
    return None if any(t.is_name and begin <= t.start < high for t in sentence.tokens) else (low, high)
