"""Bodies from abroad whom a text names again without their country: 瑞典卡羅琳斯卡醫學院…。卡羅琳斯卡醫學院與…簽署."""

from __future__ import annotations

from bisect import bisect_left

from kg import patterns as re
from kg.extract.chinese.clauses import Reading, Sentence
from kg.extract.chinese.telling import foreign
from kg.extract.chinese.tokens import Token
from kg.extract.lexicon import PAIR

_SUBJECT = re.compile("(?:^|，)(?P<who>[一-鿿]{4,14}?)(?=[與和跟])")
_PARTNER = re.compile("[與和跟](?P<who>[一-鿿]{4,14})")
_NAMED_BEFORE = 3_000  # characters back to the first naming


def with_bodies(sentence: Sentence, reading: Reading) -> Sentence:
    """The sentence on a signing that names nobody from abroad before it, with the first body named again standing for its country."""
    signs = sentence.of("sign")
    if not signs or any(t.start < signs[0].start and (foreign(reading, t) or t.kind == PAIR) for t in sentence.tokens):
        return sentence
    ends = reading.lexicon.pattern("body end", "[一-鿿]{2,12}?(?:<<orgend>>)")
    for pattern in (_SUBJECT, _PARTNER):
        for match in pattern.finditer(sentence.text):
            body = ends.match(match["who"])
            code = _country_of(body[0], sentence, reading) if body is not None else ""
            if body is None or not code:
                continue
            low = sentence.start + match.start("who")
            high = low + len(body[0])
            token = Token(low, high, "country", body[0], code, code, reading.lexicon.country_names[code])
            kept = [t for t in sentence.tokens if t.end <= low or t.start >= high]
            return sentence._replace(tokens=tuple(sorted([*kept, token], key=lambda t: t.start)))
    return sentence


def _country_of(name: str, sentence: Sentence, reading: Reading) -> str:
    """The other country whose name stands right before the body's first naming; empty where none does."""
    first = reading.folded.text.find(name, max(0, sentence.start - _NAMED_BEFORE), sentence.start)
    end = bisect_left(reading.token_starts, first) if first > 0 else 0
    before = reading.tokens[end - 1] if end else None
    return before.iso3 if before is not None and before.end == first and foreign(reading, before) else ""
