"""What a sentence takes up from those before it: the other side of 雙方, the country of 該團, the day of 會後."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg import patterns as re
from kg.extract.candidate import Candidate
from kg.extract.clauses import Reading, Sentence
from kg.extract.folding import BREAK
from kg.extract.lexicon import PAIR
from kg.extract.telling import chunk, domestic, foreign
from kg.extract.tokens import Token
from kg.extract.when import When
from kg.vocabulary import NETWORK_TYPES

_POINTING = frozenset(("bothsides", "delegation", "them"))
_FAR = 500
_ENDS = re.compile(f"[。！？{BREAK}]")
_GOES_ON = re.compile("(?:雙方|兩國|雙邊|我方|該團|訪團|代表團)(?:並|也|亦|還|同時)|另?並")


def taken_up(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Sentence:
    """The sentence with the countries that its words point to, and with the day of what was told before where it goes on from there.

    ``found`` are the candidates of the sentences before it.
    """
    points = any(token.kind in _POINTING for token in sentence.tokens)
    goes_on = not sentence.dates and _continues(sentence, reading)
    if not points and not goes_on:
        return sentence
    last = _last(sentence, reading, found)
    if points:
        named = [token for token in sentence.tokens if foreign(reading, token)]
        if not named:
            sentence = sentence._replace(tokens=_pointed(sentence, reading, last))
        elif len({token.iso3 for token in named}) == 1:
            sentence = sentence._replace(tokens=_both(sentence, reading, named[0]))
    if goes_on and last is not None and last.date is not None:
        day = When(sentence.start, sentence.start, (last.date,), relative=True)
        sentence = sentence._replace(dates=(day,))
    return sentence


def _last(sentence: Sentence, reading: Reading, found: Sequence[Candidate]) -> Candidate | None:
    """The last event told before the sentence, not far from it."""
    here, _ = reading.folded.span(sentence.start, sentence.end)
    for candidate in reversed(found[-6:]):
        if candidate.type in NETWORK_TYPES and candidate.end <= here:
            return candidate if here - candidate.end <= _FAR else None
    return None


def _continues(sentence: Sentence, reading: Reading) -> bool:
    """Whether the sentence says of itself that it goes on from the one before: 會後, 席間, 雙方並."""
    pattern = reading.lexicon.pattern("sameday", "(?:<<sameday>>)")
    return pattern.match(sentence.text) is not None or _GOES_ON.match(sentence.text) is not None


def _pointed(sentence: Sentence, reading: Reading, last: Candidate | None) -> tuple[Token, ...]:
    code = _country(sentence, reading, last)
    if not code:
        return sentence.tokens
    name = reading.lexicon.country_names[code]
    ours = last is not None and last.direction == "outbound"
    out: list[Token] = []
    for token in sentence.tokens:
        if token.kind == "bothsides":
            out.append(token._replace(kind=PAIR, iso3=code, actor=code, name=name))
        elif token.kind == "them" or (token.kind == "delegation" and not ours and not _named(out, reading, sentence, token)):
            start = token.start + 1 if token.text[0] == "與" else token.start
            out.append(token._replace(start=start, kind="country", iso3=code, actor=code, name=name))
        else:
            out.append(token)
    return tuple(out)


def _both(sentence: Sentence, reading: Reading, named: Token) -> tuple[Token, ...]:
    """The tokens with 兩國 in a part of its own standing for the home side and the one other country named before it."""
    name = reading.lexicon.country_names.get(named.iso3, named.text)
    return tuple(
        token._replace(kind=PAIR, iso3=named.iso3, actor=named.iso3, name=name)
        if token.kind == "bothsides" and named.end < chunk(sentence, token.start)[0] == token.start
        else token
        for token in sentence.tokens
    )


def _named(before: list[Token], reading: Reading, sentence: Sentence, token: Token) -> bool:
    """Whether the home side stands right before a delegation's word: 我代表團."""
    return any(domestic(reading, t) and "，" not in sentence.between(t.end, token.start) for t in before)


def _country(sentence: Sentence, reading: Reading, last: Candidate | None) -> str:
    """The country meant: the only one of the nearest sentence that names some, else that of the last event; empty where neither tells."""
    end = bisect_left(reading.token_starts, sentence.start)
    text = reading.folded.text
    low = -1
    near: list[str] = []
    for token in reversed(reading.tokens[max(0, end - 60) : end]):
        if sentence.start - token.end > _FAR or token.start < low:
            break
        if foreign(reading, token):
            if low < 0:
                low = max((m.end() for m in _ENDS.finditer(text, max(0, token.start - _FAR), token.start)), default=0)
            near.append(token.iso3)
    told = [p.iso3 for p in last.parties if p.iso3 and p.iso3 != reading.home] if last is not None else []
    if len(set(near)) == 1:
        return near[0]
    return told[0] if len(set(told)) == 1 else ""
