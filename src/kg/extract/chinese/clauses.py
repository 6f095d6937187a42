"""A folded text as sentences: the tokens and dates in each."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from kg import patterns as re
from kg.extract.chinese.tokens import ACTORS, Token
from kg.extract.chinese.when import When
from kg.extract.folding import BREAK, ITEM, Folded
from kg.extract.lexicon import Lexicon, Viewpoint

_SENTENCE = re.compile(rf"[^。！？{BREAK}]+[。！？]?")
_QUOTE = re.compile("[「『《〈〝“」』》〉〞”]")
_LONGEST = 1_500  # characters; the longest sentence of the reports has 385, and families take time in the square of it
_MOST_TRIGGERS = 60  # in a sentence; those of the reports have 11 at most, and what has more is a list of words
_NO_TRIGGER = ACTORS | {"home", "self", "bothsides", "delegation", "them", "plan", "deny", "noise"}


class Sentence(NamedTuple):
    """A sentence at ``start`` to ``end`` of the folded text, with its tokens and dates in order."""

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    dates: tuple[When, ...]

    def of(self, *kinds: str) -> list[Token]:
        """The tokens of some kinds."""
        return [token for token in self.tokens if token.kind in kinds]

    def between(self, low: int, high: int) -> str:
        """The text between two places of the folded text."""
        start = self.start
        return self.text[low - start if low > start else 0 : high - start if high > start else 0]


@dataclass(frozen=True)
class Reading:
    """A text as read: folded, who speaks, and its sentences."""

    folded: Folded
    lexicon: Lexicon
    viewpoint: Viewpoint
    tokens: tuple[Token, ...]
    dates: tuple[When, ...]
    year: int | None = None
    published: dt.date | None = None

    @cached_property
    def home(self) -> str:
        """The country of the viewpoint."""
        return self.viewpoint.country

    @cached_property
    def date_starts(self) -> list[int]:
        """Where the dates begin."""
        return [date.start for date in self.dates]

    @cached_property
    def token_starts(self) -> list[int]:
        """Where the tokens begin."""
        return [token.start for token in self.tokens]

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that hold a trigger word, or outside of yearly reports a name and a date; a long list of trigger words is none."""
        text, tokens, dates = self.folded.text, self.tokens, self.dates
        token_starts, date_starts = self.token_starts, self.date_starts
        low = 0
        alone = self.year is None  # a yearly report tells its events by their verbs
        for start, end in _passages(text):
            high = bisect_left(token_starts, end, low)
            mine = tokens[low:high]
            low = high
            triggered = not _NO_TRIGGER.issuperset([token.kind for token in mine])
            if not (triggered or (alone and mine)) or _is_list(mine):
                continue
            marker = ITEM.match(text, start, end) if text[start - 1 : start] in ("", BREAK) else None
            if marker is not None and marker.end() < end:
                start = marker.end()
            first, last = bisect_left(date_starts, start), bisect_left(date_starts, end)
            if not triggered and first == last:
                continue
            yield Sentence(start, end, text[start:end], mine, dates[first:last])


def _is_list(tokens: Sequence[Token]) -> bool:
    """Whether these are more trigger words than a sentence has."""
    return len(tokens) > _MOST_TRIGGERS and sum(token.kind not in _NO_TRIGGER for token in tokens) > _MOST_TRIGGERS


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand; one without end is cut at its commas."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in "；，、") + 1 or start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


@lru_cache(maxsize=16)
def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """The places between quotation marks (「」『』《》〈〉), outermost only."""
    spans = []
    depth = start = 0
    for match in _QUOTE.finditer(text):
        if match[0] in "「『《〈〝“":
            if depth == 0:
                start = match.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((start, match.start()))
    return tuple(spans)


def inside(spans: Iterable[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The span that holds a place."""
    return next((span for span in spans if span[0] <= place < span[1]), None)
