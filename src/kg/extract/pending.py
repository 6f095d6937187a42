"""Agreements that are not signed yet: talked about, wished for, or answered favourably by the other side."""

from __future__ import annotations

from collections.abc import Iterator

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate, Mention
from kg.extract.clauses import Reading, Sentence, quoted
from kg.extract.lexicon import PAIR
from kg.extract.partners import one_each
from kg.extract.telling import chunk, date_before, distinct, foreign, free_dates, hindered, home_party, mention, told
from kg.extract.tokens import Token
from kg.extract.when import When

TRIGGERS = frozenset(("talks", "response", "ongoing", "favour"))
_GOING_ON = re.compile("刻正|現正|目前正|正[與和就]|仍[與和就在]|持續")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The agreements talked about, wished for or well received that a sentence tells of."""
    if sentence.of("instrument"):
        yield from _talked(sentence, reading)
    for answer in sentence.of("response"):
        yield from _answered(sentence, reading, answer)
    for word in sentence.of("ongoing", "favour"):
        yield from _pending(sentence, reading, word)


def _talked(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """Talks about signing, on the day that they were held; wishes where the sentence puts them as such."""
    for talks in sentence.of("talks"):
        low, high = chunk(sentence, talks.start)
        objects = [word for word in sentence.of("instrument") if talks.start < word.start < high]
        if not objects:
            continue
        near = [t for t in sentence.tokens if low <= t.start < high and (foreign(reading, t) or t.kind == PAIR)]
        title = reading.folded.plain[talks.end : objects[-1].end].strip("「」『』《》 ")
        hindrance = hindered(sentence, talks.start)
        if hindrance == "deny":
            continue
        if hindrance == "plan":
            for partner in one_each(near):
                yield _talk(sentence, reading, talks, partner, "planned", title, None)
            continue
        when = date_before(sentence, talks.start)
        others = [t for t in sentence.tokens if t.start < talks.start and foreign(reading, t)]
        if near and _GOING_ON.search(sentence.between(max(low, talks.start - 16), talks.start)) is not None:
            for partner in one_each(near):
                yield _talk(sentence, reading, talks, partner, "negotiating", title, None)
            continue
        if when is None or when.whole is None or when.whole.precision != 3 or not (near or others):
            continue
        yield _talk(sentence, reading, talks, (near or others)[-1], "negotiating", title, when)


def _talk(
    sentence: Sentence, reading: Reading, talks: Token, partner: Token, status: str, title: str, when: When | None
) -> Candidate:
    home = home_party(reading, sentence.tokens, "signatory")
    parties = (home, mention(reading, partner, "signatory"))
    high = chunk(sentence, talks.start)[1]
    return told(
        reading,
        sentence,
        "agreement",
        chunk(sentence, talks.start)[0],
        high,
        when=when,
        status=status,
        title=title,
        parties=parties,
    )


def _answered(sentence: Sentence, reading: Reading, answer: Token) -> Iterator[Candidate]:
    """Countries that answered favourably, 獲帛琉、加拿大等國正面回應; the year is that of a yearly report."""
    low, high = chunk(sentence, answer.start)
    if hindered(sentence, answer.start):
        return
    names = [t for t in sentence.tokens if low <= t.start < answer.start and foreign(reading, t)]
    when = date_before(sentence, answer.start)
    date = parse_edtf(str(reading.year)) if when is None and reading.year is not None else None
    seen: set[str] = set()
    for token in names:
        if token.iso3 in seen:
            continue
        seen.add(token.iso3)
        home: Mention = home_party(reading, sentence.tokens, "subject")
        parties = distinct((home, mention(reading, token, "subject")))
        yield told(
            reading, sentence, "agreement", token.start, high, when=when, date=date, status="positive-response", parties=parties
        )


def _pending(sentence: Sentence, reading: Reading, word: Token) -> Iterator[Candidate]:
    """A paper that is still talked about, or that a partner took well: 草案刻由泰國審閱, 馬紹爾政府口頭表示支持."""
    low, high = _clause(sentence, word.start)
    begin, end = chunk(sentence, word.start)
    drafts = [t for t in sentence.of("instrument", "talks") if t.start < end]
    if not drafts or any(t.kind == "deny" and low <= t.start < high for t in sentence.tokens):
        return
    names = [t for t in sentence.tokens if begin <= t.start < word.start and foreign(reading, t)]
    names = names or [t for t in sentence.tokens if low <= t.start < word.start and (foreign(reading, t) or t.kind == PAIR)]
    if not names or any(
        low <= t.start < word.start and date_before(sentence, t.start) is not None for t in sentence.of("sign")
    ):
        return
    status = "negotiating" if word.kind == "ongoing" else "positive-response"
    dates = [date for date in free_dates(sentence) if begin <= date.start < word.start or low <= date.start < begin]
    when = dates[-1] if dates and dates[-1].days and word.kind == "favour" else None
    named = reading.folded.plain[drafts[0].start : drafts[0].end]
    title = next(
        (
            reading.folded.plain[sentence.start + a : sentence.start + b]
            for a, b in quoted(sentence.text)
            if a < drafts[-1].end - sentence.start
        ),
        named,
    )
    home = home_party(reading, (t for t in sentence.tokens if t.start < word.start), "signatory")
    for partner in one_each(names):
        parties = distinct((home, mention(reading, partner, "signatory")))
        yield told(reading, sentence, "agreement", begin, word.end, when=when, status=status, title=title, parties=parties)


def _clause(sentence: Sentence, place: int) -> tuple[int, int]:
    """The part between semicolons that holds a place."""
    at = place - sentence.start
    low = sentence.text.rfind("；", 0, at) + 1
    high = sentence.text.find("；", at)
    return sentence.start + low, sentence.start + high if high >= 0 else sentence.end
