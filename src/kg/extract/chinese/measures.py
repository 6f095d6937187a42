"""Laws made, amended or put in force, and systems or services started, on the days that the text gives."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.candidate import Candidate
from kg.extract.chinese.clauses import Reading, Sentence, quoted
from kg.extract.chinese.telling import chunk, date_before, free_dates, hindered, home_party, told
from kg.extract.chinese.tokens import Token
from kg.extract.chinese.when import When

TRIGGERS = frozenset(("lawact", "launch"))


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The legal acts and the systems started that a sentence dates."""
    for verb in sentence.of(*TRIGGERS):
        kind, ends = ("law", "lawend") if verb.kind == "lawact" else ("system", "systemend")
        when = _dated(sentence, verb)
        span = _named(sentence, reading, verb, ends) if when is not None else None
        if span is None or hindered(sentence, verb.start):
            continue
        title = reading.folded.plain[span[0] : span[1]].strip("「」『』《》 ")
        low, high = min(span[0], verb.start), max(span[1], verb.end)
        parties = (home_party(reading, sentence.of("self", "agency"), "organizer"),) if kind == "system" else ()
        yield told(reading, sentence, kind, low, high, when=when, title=title, parties=parties)


def _named(sentence: Sentence, reading: Reading, verb: Token, ends: str) -> tuple[int, int] | None:
    """Where the law or system is named: the quotation next to the verb, else the words of its part that end as such names do."""
    pattern = reading.lexicon.pattern(ends, rf"[^，。：；「」『』、]{{2,40}}(?:<<{ends}>>)")
    whole = reading.lexicon.pattern(f"whole {ends}", rf"(?:<<{ends}>>)(?:\([^()]*\))?$")
    near = []
    for low, high in quoted(sentence.text):
        start, end = sentence.start + low, sentence.start + high
        if whole.search(sentence.between(start, end)) is not None:
            near.append((min(abs(verb.start - end), abs(start - verb.end)), start, end))
    if near:
        distance, start, end = min(near)
        return (start, end) if distance <= 45 else None
    match = pattern.match(sentence.between(verb.end, chunk(sentence, verb.start)[1]))
    return (verb.end, verb.end + match.end()) if match is not None else None


def _dated(sentence: Sentence, verb: Token) -> When | None:
    dates = [date for date in free_dates(sentence) if date.days]
    _, high = chunk(sentence, verb.start)
    when = date_before(sentence, verb.start, dates)
    if when is not None and verb.start - when.end <= 45:
        return when
    behind = [date for date in dates if verb.end <= date.start < high]
    return behind[0] if behind else None
