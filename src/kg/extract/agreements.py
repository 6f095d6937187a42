"""Agreements: signed, applied, negotiated, wished for, or answered favourably."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.dates import Dating, parse_edtf
from kg.extract.candidate import Candidate, Mention
from kg.extract.clauses import Reading, Sentence, Token, quoted
from kg.extract.lexicon import PAIR
from kg.extract.telling import (
    chunk,
    chunks,
    date_before,
    distinct,
    domestic,
    foreign,
    free_dates,
    hindered,
    home_party,
    mention,
    told,
)  # fmt: skip
from kg.extract.when import When

TRIGGERS = frozenset(("sign", "talks", "applies", "response"))
_LIST_BEHIND = re.compile(r"(?:(?:之|的)?(?:國家|對象)?(?:係|為|包括|包含|有|計有|分別為|分別於|如下|：|計)|之|的)")
_AT = "在於假赴抵駐至往訪"
_WITH = re.compile("[與和跟同偕]")
_DONE = re.compile("已|曾|前已|業已|業經|完成|先後|陸續")
_TRAILING = re.compile(r"^(?:了|有關|相關|關於|一份|[一二兩三四五六七八九十\d]+[項份個]|之|的|首[個份])+")

_DISCUSSED = re.compile("^就.*(?:研商|協商|磋商|洽談|談判|討論|交換意見|溝通)")

Item = tuple[Token, When | None, Dating | None]


def find(sentence: Sentence, reading: Reading) -> Iterator[Candidate]:
    """The agreements that a sentence tells of."""
    signs = sentence.of("sign")
    instruments = sentence.of("instrument")
    before = sentence.start
    for i, sign in enumerate(signs):
        behind = signs[i + 1].start if i + 1 < len(signs) else sentence.end
        objects = [word for word in instruments if before <= word.start < behind]
        if objects:
            yield from _signed(sentence, reading, sign, before, behind, objects)
            before = sign.end
    if instruments:
        yield from _talked(sentence, reading)
        yield from _applied(sentence, reading, signs)
    for answer in sentence.of("response"):
        yield from _answered(sentence, reading, answer)


def _signed(
    sentence: Sentence, reading: Reading, sign: Token, before: int, behind: int, objects: list[Token]
) -> Iterator[Candidate]:
    hindrance = hindered(sentence, sign.start)
    if hindrance == "deny" or _is_attribute(sentence, reading, sign, objects):
        return
    title = _title(sentence, reading, sign, behind, objects)
    partners = _partners_behind(sentence, reading, sign, behind) or _partners_before(sentence, reading, sign, before)
    if not partners:
        partners = _partners_in_title(sentence, reading, sign, objects)
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


def _partners_before(sentence: Sentence, reading: Reading, sign: Token, before: int) -> list[Item]:
    """The countries with which it is signed where they stand before the verb, each with its date."""
    parts = [(max(low, before), min(high, sign.start)) for low, high in chunks(sentence) if low < sign.start and high > before]
    names: list[Token] = []
    third = False
    start = sign.start
    for low, high in reversed(parts):
        inside = [t for t in sentence.tokens if low <= t.start < high]
        here = [t for t in inside if (foreign(reading, t) or t.kind == PAIR) and not _is_place(sentence, t)]
        if here:
            if names and not _is_listing(sentence, here, low, high):
                break
            names = here + names
            start = low
            third = _between_others(sentence, reading, here, inside)
        elif names:
            break
    link = re.search("[與和跟同](?:我國|我方|我|臺灣|中華民國)", sentence.between(chunk(sentence, sign.start)[0], sign.start))
    if not names and link is not None:
        names = _subjects(sentence, reading, chunk(sentence, sign.start)[0])
    if not names or third:
        return []
    first = min(token.start for token in names)
    linked = _WITH.search(sentence.between(start, sign.start)) or any(token.kind == PAIR for token in names)
    if not linked and not any(domestic(reading, token) for token in sentence.tokens):
        return []
    names = _after_link(sentence, reading, names, start, sign.start)
    if not names:
        return []
    dates = [date for date in free_dates(sentence) if start <= date.start < sign.start and date.days]
    if not dates:
        earlier = date_before(sentence, first)
        dates = [earlier] if earlier is not None and earlier.start >= before and earlier.days else []
    return _paired(names, dates, apart="分別" in sentence.between(start, sign.end))


def _after_link(sentence: Sentence, reading: Reading, names: list[Token], low: int, high: int) -> list[Token]:
    """Only the countries behind 與 where some stand there and the home side before it."""
    match = _WITH.search(sentence.between(low, high))
    if match is None:
        return names
    place = low + match.start()
    if re.match("[與和跟同](?:我國|我方|我|臺灣|本署|中華民國)", sentence.between(place, place + 6)):
        low, _ = chunk(sentence, place)
        here = [token for token in names if low <= token.start < place]
        return here or _subjects(sentence, reading, low)
    ours = any(domestic(reading, token) and token.start < place for token in sentence.tokens)
    behind = [token for token in names if token.start > place or token.kind == PAIR]
    return behind if behind and (ours or len(behind) == len(names)) else names


def _subjects(sentence: Sentence, reading: Reading, place: int) -> list[Token]:
    """The foreign names of the nearest part before ``place`` that has some: who signs 與我國 there."""
    for low, high in reversed(chunks(sentence)):
        names = [t for t in sentence.tokens if low <= t.start < high and high <= place and foreign(reading, t)]
        if names:
            return names
    return []


def _between_others(sentence: Sentence, reading: Reading, names: list[Token], inside: list[Token]) -> bool:
    """Whether two foreign countries sign with each other and the home side is not among them."""
    if len({token.iso3 for token in names}) < 2 or any(token.kind == PAIR for token in names):
        return False
    gap = sentence.between(names[0].end, names[1].start)
    lead = sentence.between(inside[0].start - 2, names[0].start)
    return bool(_WITH.search(gap)) and not _WITH.search(lead) and not any(domestic(reading, token) for token in sentence.tokens)


def _is_listing(sentence: Sentence, names: list[Token], low: int, high: int) -> bool:
    """Whether a part between commas holds little more than 與, countries and dates."""
    known = sum(token.end - token.start for token in names)
    known += sum(date.end - date.start for date in sentence.dates if low <= date.start < high)
    return high - low - known <= 8


def _is_place(sentence: Sentence, token: Token) -> bool:
    return sentence.between(token.start - 1, token.start) in tuple(_AT)


def _paired(names: list[Token], dates: list[When], apart: bool) -> list[Item]:
    """Each country with its date: 於D1與A、D2與B; A於D1、B於D2; 於D1、D2分別與A、B."""
    unique = _unique(names)
    if not dates:
        return [(token, None, None) for token in unique]
    flat = [(date, day) for date in dates for day in date.days]
    if len(flat) == len(unique) > 1 and (apart or len(dates) == 1) and dates[-1].end <= unique[0].start:
        return [(token, date, day) for token, (date, day) in zip(unique, flat, strict=True)]
    leads = dates[0].start < unique[0].start
    items: list[Item] = []
    for token in unique:
        if leads:
            chosen = [date for date in dates if date.start < token.start][-1]
        else:
            later = [date for date in dates if date.start > token.start] or dates
            chosen = later[-1] if len(unique) == 1 else later[0]
        items.append((token, chosen, chosen.whole))
    return items


def _unique(names: list[Token]) -> list[Token]:
    """One name for each country, the first."""
    unique: dict[str, Token] = {}
    for token in names:
        unique.setdefault(token.iso3, token)
    return list(unique.values())


def _partners_behind(sentence: Sentence, reading: Reading, sign: Token, behind: int) -> list[Item]:
    """The countries of a list behind the verb: 已簽署之蒙古、…等國, 簽訂之協定係分別於100年之蒙古、101年印尼."""
    text = sentence.between(sign.end, behind)
    for match in _LIST_BEHIND.finditer(text):
        place = sign.end + match.end()
        high = _list_end(sentence, reading, place)
        spans = quoted(sentence.text)
        names = [
            token
            for token in sentence.tokens
            if place <= token.start < high
            and foreign(reading, token)
            and token.kind == "country"
            and not any(sentence.start + low <= token.start < sentence.start + end for low, end in spans)
        ]
        dates = [date for date in free_dates(sentence) if place - 1 <= date.start < high and date.days]
        begin = min([token.start for token in names[:1]] + [date.start for date in dates[:1]], default=high)
        if names and begin - place <= 3:
            tail = sentence.between(names[-1].end, high)
            direct = match[0] in ("之", "的")
            if direct and (place != sign.end + 1 or re.match(r"(?:等|等國|等國家|等\d+國|[等之]?\d*個?國家)?$", tail) is None):
                continue
            return _paired(names, dates, apart=False)
    return []


def _list_end(sentence: Sentence, reading: Reading, place: int) -> int:
    """Where a list ends that may run over commas, each further part beginning with a year: …、103年美國、…."""
    end = chunk(sentence, place)[1]
    for low, high in chunks(sentence):
        led = any(low <= date.start <= low + 2 for date in sentence.dates)
        if low == end + 1 and led and any(low <= t.start < high and foreign(reading, t) for t in sentence.tokens):
            end = high
    return end


def _partners_in_title(sentence: Sentence, reading: Reading, sign: Token, objects: list[Token]) -> list[Item]:
    """The countries in the agreement's own name, 「臺越…協定」; only where the home side is told too."""
    low, high = min(sign.end, objects[0].start), max(sign.end, objects[-1].end)
    begin = chunk(sentence, low)[0]
    names = [t for t in sentence.tokens if begin <= t.start < high and (foreign(reading, t) or t.kind == PAIR)]
    names = [token for token in names if not _is_place(sentence, token)]
    ours = any(domestic(reading, token) or token.kind in (PAIR, "bothsides") for token in sentence.tokens)
    if not names or not ours or len({token.iso3 for token in names}) > 2:
        return []
    when = date_before(sentence, sign.end)
    return [(names[0], when, when.whole if when is not None else None)]


def _title(sentence: Sentence, reading: Reading, sign: Token, behind: int, objects: list[Token]) -> str:
    """The agreement's name: what is quoted, else the words up to the kind of paper."""
    plain = reading.folded.plain
    for low, high in quoted(sentence.text):
        start, end = sentence.start + low, sentence.start + high
        if any(start <= word.start < end for word in objects):
            return plain[start:end]
    word = next((word for word in reversed(objects) if word.start >= sign.end and word.end <= behind), None)
    if word is not None:
        low, high = chunk(sentence, word.start)
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
            for partner in _unique(near):
                yield _talk(sentence, reading, talks, partner, "planned", title, None)
            continue
        when = date_before(sentence, talks.start)
        others = [t for t in sentence.tokens if t.start < talks.start and foreign(reading, t)]
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
