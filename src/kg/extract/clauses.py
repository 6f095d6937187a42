"""A folded text as sentences of tokens: the names, trigger words and dates in each."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg import patterns as re
from kg.extract.folding import BREAK, ITEM, Folded
from kg.extract.lexicon import BRIEF, GOES, PAIR, SIDE, Entry, Lexicon, Viewpoint
from kg.extract.when import When

ACTORS = frozenset(("country", "agency", "embassy", "ngo", "io", "university", "company", "person", PAIR))
_SENTENCE = re.compile(rf"[^。！？{BREAK}]+[。！？]?")
_LONGEST = 1_500  # characters; the longest sentence of the reports has 385, and families take time in the square of it
_MOST_TRIGGERS = 60  # in a sentence; those of the reports have 11 at most, and what has more is a list of words
_NO_TRIGGER = ACTORS | {"home", "self", "bothsides", "plan", "deny", "noise"}


class Token(NamedTuple):
    """A name or trigger word at ``start`` to ``end`` of the folded text; ``iso3`` is empty where it stands for no country."""

    start: int
    end: int
    kind: str
    text: str
    iso3: str = ""
    actor: str = ""

    @property
    def is_name(self) -> bool:
        """Whether it names a country or an actor."""
        return self.kind in ACTORS


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

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that hold more than names and dates; a long list of trigger words is none."""
        text, tokens, dates = self.folded.text, self.tokens, self.dates
        token_starts = [token.start for token in tokens]
        date_starts = self.date_starts
        low = 0
        for start, end in _passages(text):
            marker = ITEM.match(text, start, end) if text[start - 1 : start] in ("", BREAK) else None
            if marker is not None and marker.end() < end:
                start = marker.end()
            high = bisect_left(token_starts, end, low)
            mine = tokens[low:high]
            low = high
            triggers = [token for token in mine if token.kind not in _NO_TRIGGER]
            if not 0 < len(triggers) <= _MOST_TRIGGERS:
                continue
            first, last = bisect_left(date_starts, start), bisect_left(date_starts, end)
            yield Sentence(start, end, text[start:end], mine, dates[first:last])


def _passages(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text stand; one without end is cut at its commas."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            cut = max(text.rfind(mark, start, start + _LONGEST) for mark in "；，、") + 1 or start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


def find_tokens(text: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """All names and words of the lexicon in a folded text.

    A letter pair such as 臺越 is a name of both countries and stands for the foreign one; 菲國 and 越方 stand for a country that
    the text also names in full, and an ambiguous one (馬國) for the one that it names most.
    """
    entries = lexicon.entries
    matches = lexicon.automaton.find_matches_as_indexes(text)
    counts = Counter(entries[i].iso3[0] for i, _, _ in matches if entries[i].kind == "country")
    wrong = frozenset(lexicon.words.get("comewrong", ()))
    selves = tuple(word for word in lexicon.words.get("self", ()) if word[0] == "本")
    meetings = lexicon.words.get("meeting", ())
    tongues = lexicon.words.get("tongue", ())
    found = []
    for i, start, end in matches:
        entry = entries[i]
        kind = entry.kind
        if kind == "noise":
            continue
        iso3 = entry.iso3[0] if entry.iso3 else ""
        if kind in (PAIR, BRIEF, SIDE, GOES):
            iso3 = _meant(entry, counts)
            if not iso3 or (
                kind == PAIR and (text[start - 1 : start] in wrong or (text[start] == "我" and _run_on(text, end)))
            ):
                continue
            kind = "country" if kind in (BRIEF, SIDE) else kind
        elif kind == "country":
            if text.startswith(tongues, end) and not text.startswith("文化部", end):
                continue
            if text[start - 1 : start].isdigit() and text.startswith(selves, start + 1):
                word = next(word for word in selves if text.startswith(word, start + 1))
                found.append(Token(start + 1, start + 1 + len(word), "self", word))
                continue
        elif text[start] < "\x7f" and not _stands_alone(text, start, end):
            continue
        found.append(Token(start, end, kind, text[start:end], iso3, entry.actor))
        if kind == "agency" and text.endswith(meetings, start, end):
            word = next(word for word in meetings if text.endswith(word, start, end))
            found.append(Token(end - len(word), end, "meeting", word))
    return tuple(found)


def _run_on(text: str, end: int) -> bool:
    """Whether 我 and a letter go on as another word: 我日前, 我美麗."""
    return text[end : end + 1] not in "雙兩間關合協自簽移"


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (before.isascii() and before.isalpha()) and not (behind.isascii() and behind.isalpha())


def _meant(entry: Entry, counts: Counter[str]) -> str:
    """The country that letters stand for, empty where the text does not bear it out."""
    named = [code for code in entry.iso3 if counts[code]]
    if named:
        return max(named, key=lambda code: counts[code])
    return entry.iso3[0] if entry.kind in (PAIR, GOES) else ""


def viewpoint_of(text: str, lexicon: Lexicon) -> Viewpoint:
    """Whose text it is: the viewpoint whose marks stand most often in it, the first of the lexicon where none does."""
    head = text[:6000]
    return max(lexicon.viewpoints, key=lambda view: sum(head.count(mark) for mark in view.marks))


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
