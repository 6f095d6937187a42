"""Officials of the home side whom a text names again by their name alone: 衛福部長何大文…。何大文18日抵達帛琉."""

from __future__ import annotations

from bisect import bisect_left

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import foreign
from kg.extract.folding import BREAK

_NAMED = re.compile(r"(?P<who>[一-鿿]{3})(?:一行|此行|則|並|也|曾|隨後|是)?(?:[\d今昨前於在率]|上[週周月]|本月)")
_PART = re.compile(f"[，。；、{BREAK}]")
_NAMED_BEFORE = 3_000  # characters back to the first naming
_OFFICE = 10  # characters in which the office stands before the name
_REACH = 40  # characters from the name of a country or body to its official's name


def is_named_again(sentence: Sentence, reading: Reading) -> bool:
    """Whether the sentence begins with the name of someone whom the text named before behind an office of no other country."""
    match = _NAMED.match(sentence.text)
    if match is None:
        return False
    text = reading.folded.text
    first = text.find(match["who"], max(0, sentence.start - _NAMED_BEFORE), sentence.start)
    if first < 0:
        return False
    office = reading.lexicon.pattern("office before", "(?:<<title>>)$")
    if office.search(text[max(0, first - _OFFICE) : first]) is None:
        return False
    end = bisect_left(reading.token_starts, first)
    low = max((m.end() for m in _PART.finditer(text, max(0, first - _REACH), first)), default=first - _REACH)
    return not any(foreign(reading, t) and t.start >= low for t in reading.tokens[max(0, end - 4) : end])
