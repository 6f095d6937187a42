"""A folded text as sentences: the tokens and dates in each."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.extract.folding import BREAK, ITEM, Folded
from kg.extract.lexicon import Lexicon, Viewpoint
from kg.extract.tokens import ACTORS, Token
from kg.extract.when import When

_SENTENCE = re.compile(rf"[^。！？{BREAK}]+[。！？]?")
_TRIVIAL = frozenset(("home", "self", "bothsides", "delegation", "them", "plan", "deny", "noise"))


@dataclass(frozen=True, slots=True)
class Sentence:
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
        return self.text[max(low, self.start) - self.start : max(high, self.start) - self.start]


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

    @property
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
        """The sentences that hold more than names and dates."""
        text, tokens, dates = self.folded.text, self.tokens, self.dates
        token_starts, date_starts = self.token_starts, self.date_starts
        low = 0
        for match in _SENTENCE.finditer(text):
            start, end = match.span()
            marker = ITEM.match(text, start, end) if text[start - 1 : start] in ("", BREAK) else None
            if marker is not None and marker.end() < end:
                start = marker.end()
            high = bisect_left(token_starts, end, low)
            mine = tokens[low:high]
            low = high
            if not any(token.kind not in ACTORS and token.kind not in _TRIVIAL for token in mine):
                continue
            first, last = bisect_left(date_starts, start), bisect_left(date_starts, end)
            yield Sentence(start, end, text[start:end], mine, dates[first:last])


def quoted(text: str) -> list[tuple[int, int]]:
    """The places between quotation marks (「」『』《》〈〉), outermost only."""
    spans = []
    depth = start = 0
    for match in re.finditer("[「『《〈〝“」』》〉〞”]", text):
        if match[0] in "「『《〈〝“":
            if depth == 0:
                start = match.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                spans.append((start, match.start()))
    return spans


def inside(spans: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    """The span that holds a place."""
    return next((span for span in spans if span[0] <= place < span[1]), None)
