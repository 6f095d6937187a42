"""Agreements: signed, applied, negotiated, wished for, or answered favourably."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from kg import patterns as re
from kg.dates import parse_edtf
from kg.extract.candidate import Candidate, Mention
from kg.extract.clauses import Reading, Sentence, quoted
from kg.extract.lexicon import PAIR
from kg.extract.partners import one_each, partners_before, partners_behind, partners_in_title
from kg.extract.telling import (
    chunk,
    date_before,
    distinct,
    foreign,
    free_dates,
    hindered,
    home_party,
    mention,
    told,
)  # fmt: skip
from kg.extract.tokens import Token
from kg.extract.when import When

TRIGGERS = frozenset(("sign", "talks", "applies", "response", "ongoing", "favour"))
_WITH = re.compile("[與和跟同偕]")
_DONE = re.compile("已|曾|前已|業已|業經|完成|先後|陸續")
_TRAILING = re.compile(r"^(?:了|有關|相關|關於|一份|[一二兩三四五六七八九十\d]+[項份個]|之|的|首[個份])+")

_PAPERS = ("換文", "換函", "換約", "照會")
_GOING_ON = re.compile("刻正|現正|目前正|正[與和就]|仍[與和就在]|持續")
_AGREED = re.compile("(?:同意|承諾|允諾|考慮|可以|準備)(?:儘速|儘早|早日|共同|未來|雙方)*$")
_NEAR = 400
_DISCUSSED = re.compile("^就.*(?:研商|協商|磋商|洽談|談判|討論|交換意見|溝通)")


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The agreements that a sentence tells of."""
    signs = sentence.of("sign")
    instruments = sentence.of("instrument")
    before = sentence.start
    for i, sign in enumerate(signs):
        behind = signs[i + 1].start if i + 1 < len(signs) else sentence.end
        objects = [word for word in instruments if before <= word.start < behind] or _quoted_object(sentence, sign)
        if not objects:
            carried = _instrument_before(sentence, reading)
            for candidate in _signed(sentence, reading, sign, before, behind, []) if carried else ():
                if candidate.date is not None:
                    yield replace(candidate, title=carried)
        if objects:
            yield from _signed(sentence, reading, sign, before, behind, objects)
            before = sign.end
    if instruments:
        yield from _talked(sentence, reading)
        yield from _applied(sentence, reading, signs)
    for answer in sentence.of("response"):
        yield from _answered(sentence, reading, answer)
    for word in sentence.of("ongoing", "favour"):
        yield from _pending(sentence, reading, word)


def _quoted_object(sentence: Sentence, sign: Token) -> list[Token]:
    """What is signed where the verb says it itself (換文) or a quotation follows it whose last word is no known kind of paper."""
    if sign.text.endswith(_PAPERS):
        return [Token(sign.end - 2, sign.end, "instrument", sign.text[-2:])]
    for low, high in quoted(sentence.text):
        start, end = sentence.start + low, sentence.start + high
        if (
            1 <= start - sign.end <= 3
            and end - start >= 4
            and sentence.between(end - 1, end) not in ("法", "案", "令", "例", "書")
        ):
            return [Token(end - 1, end, "instrument", sentence.between(end - 1, end))]
    return []


def _instrument_before(sentence: Sentence, reading: Reading) -> str:
    """The name of the last paper quoted, or its kind, in the sentence or before it; empty where none is near."""
    end = bisect_left(reading.token_starts, sentence.end)
    for token in reversed(reading.tokens[max(0, end - 60) : end]):
        if token.kind == "instrument" and sentence.start - token.end <= _NEAR:
            begin = max(reading.folded.text.rfind(mark, max(0, token.start - 60), token.start) for mark in "「《『")
            inside = begin >= 0 and not re.search("[」》』。]", reading.folded.text[begin : token.start])
            return reading.folded.plain[begin + 1 if inside else token.start : token.end]
    return ""


def _signed(
    sentence: Sentence, reading: Reading, sign: Token, before: int, behind: int, objects: list[Token]
) -> Iterator[Candidate]:
    hindrance = hindered(sentence, sign.start)
    if not hindrance and _AGREED.search(sentence.between(sign.start - 8, sign.start)) is not None:
        hindrance = "plan"
    if hindrance == "deny" or _is_attribute(sentence, reading, sign, objects):
        return
    title = _title(sentence, reading, sign, behind, objects) if objects else ""
    partners = partners_behind(sentence, reading, sign, behind) or partners_before(sentence, reading, sign, before)
    if not partners and objects:
        partners = partners_in_title(sentence, reading, sign, objects)
    if not partners:
        return
    status = "planned" if hindrance else "signed"
    if _DISCUSSED.search(sentence.between(sign.start - 1, chunk(sentence, sign.start)[1])) is not None:
        status = "negotiating"
    begin, _ = chunk(sentence, sign.start)
    codes = {token.iso3 for token, _, _ in partners}
    if hindrance and not any(token.iso3 in codes and token.start >= begin for token in sentence.tokens):
        return
    anyone = reading.lexicon.pattern("anyone", "[與和跟同](?:<<anyone>>)").search(sentence.between(begin, sign.start))
    if anyone is not None and partners[0][0].start < sign.start:
        return
    if any(token.kind == "applies" and token.start > sign.end and "適用" in token.text for token in sentence.tokens):
        status = "applicable"
    home = home_party(reading, (t for t in sentence.tokens if before <= t.start < sign.start), "signatory")
    for token, when, date in partners:
        if when is None and status == "signed" and not _is_done(sentence, reading, sign, token):
            continue
        ahead = (
            reading.published is not None
            and date is not None
            and date.earliest is not None
            and date.earliest > reading.published
        )
        if status == "signed" and ahead:
            status = "planned"
        other = mention(reading, token, "signatory")
        low = min(when.start if when is not None else token.start, token.start)
        high = token.end if sign.end - low > 40 or token.start > sign.end else sign.end
        yield told(
            reading, sentence, "agreement", low, high, when=when, date=date, status=status, title=title, parties=(home, other)
        )


def _is_done(sentence: Sentence, reading: Reading, sign: Token, partner: Token) -> bool:
    """Whether an undated signing is told as a fact: 已簽署, or in a press text with the partner before the verb."""
    if _DONE.search(sentence.between(sign.start - 12, sign.end)):
        return True
    return reading.published is not None and not _WITH.search(sentence.between(sign.end, partner.start))


def _is_attribute(sentence: Sentence, reading: Reading, sign: Token, objects: list[Token]) -> bool:
    """Whether the signing only tells who someone is: 與我國簽署備忘錄之印尼官員."""
    end = max((word.end for word in objects if word.start >= sign.end), default=sentence.end)
    if sentence.between(end, end + 1) not in ("之", "的"):
        return False
    return any(token.start == end + 1 and foreign(reading, token) for token in sentence.tokens)


def _title(sentence: Sentence, reading: Reading, sign: Token, behind: int, objects: list[Token]) -> str:
    """The agreement's name: what is quoted, else the words up to the kind of paper."""
    plain = reading.folded.plain
    spans = [(sentence.start + low, sentence.start + high) for low, high in quoted(sentence.text)]
    for start, end in sorted(spans, key=lambda span: span[0] < sign.start):
        if any(start <= word.start < end for word in objects):
            return plain[start:end]
    word = next((word for word in reversed(objects) if word.start >= sign.end and word.end <= behind), None)
    if word is not None:
        low, _ = chunk(sentence, word.start)
        return _TRAILING.sub("", plain[max(low, sign.end) : word.end])
    word = objects[0]
    low, _ = chunk(sentence, word.start)
    names = [token.end for token in sentence.tokens if token.is_name and low <= token.start < word.start]
    return _TRAILING.sub("", plain[max([low, *names]) : word.end])


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


def _applied(sentence: Sentence, reading: Reading, signs: list[Token]) -> Iterator[Candidate]:
    """An agreement named as the ground on which something is done: 依據「…協議」."""
    for word in sentence.of("applies"):
        if signs or not sentence.text.startswith(("「", "《", "『"), word.end - sentence.start):
            continue
        for low, high in quoted(sentence.text):
            start, end = sentence.start + low, sentence.start + high
            if start != word.end + 1 or not any(t.end == end for t in sentence.of("instrument")):
                continue
            names = [t for t in sentence.tokens if start <= t.start < end and (foreign(reading, t) or t.kind == PAIR)]
            if names:
                parties = (home_party(reading, sentence.tokens, "signatory"), mention(reading, names[0], "signatory"))
                title = reading.folded.plain[start:end]
                yield told(
                    reading, sentence, "agreement", word.start, end + 1, status="applicable", title=title, parties=parties
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
