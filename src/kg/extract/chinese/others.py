"""What two other countries do with each other: no statement of a text that tells it from the home side."""

from __future__ import annotations

from itertools import pairwise

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import domestic, foreign
from kg.extract.lexicon import PAIR

_JOINED = re.compile(
    "(?:[^，。；]{0,14}|[^，。；]{0,14}(?:稱|說|表示|指出|透露|宣布|宣佈|證實)[，：][^，。；]{0,10})[與和跟同]$"
)
_OURS = frozenset((PAIR, "bothsides", "delegation", "them"))
_LONGEST_GAP = 30


def is_between_others(sentence: Sentence, reading: Reading) -> bool:
    """Whether one foreign side stands with another (英國與盧安達, 印尼官員稱，與菲律賓) and nothing speaks of the home side."""
    if any(domestic(reading, token) or token.kind in _OURS for token in sentence.tokens):
        return False
    names = [token for token in sentence.tokens if foreign(reading, token)]
    for one, two in pairwise(names):
        if (
            one.iso3 != two.iso3
            and two.start - one.end <= _LONGEST_GAP
            and _JOINED.fullmatch(sentence.between(one.end, two.start))
        ):
            return True
    return False
